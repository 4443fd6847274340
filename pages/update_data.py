"""What would my file change?"""

import streamlit as st

from ics.ui.publishing import offer_publishing, say_what_was_published
from ics.ui.updating import (
    checked_files,
    choose_files,
    forget_choice,
    offer_current_tables,
    show_changes,
    show_problems,
)

st.title("What would my file change?")
st.markdown(
    "Choose one or more CSV files. They are checked together, and you see every problem, or what would change, before "
    "anything is published. What is published stays untouched until you press Publish."
)
say_what_was_published()

st.header("1. Begin with the current table")
st.markdown(
    "Download a table, edit it, and send back the whole file or only the rows that change, with all columns. "
    "The page About the data says what may stand in each column."
)
offer_current_tables()

st.header("2. Choose your files")
files, mode = choose_files()

if files:
    st.header("3. What would change")
    checked = checked_files(files, mode)
    if show_problems(checked) and show_changes(checked):
        st.header("4. Publish")
        if offer_publishing(checked, "update"):
            forget_choice()
            st.rerun()
