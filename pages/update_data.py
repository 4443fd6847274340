"""What would my file change?"""

import streamlit as st

from ics.ui.updating import (
    check_files,
    choose_files,
    offer_current_tables,
    offer_publishing,
    say_what_was_published,
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
    checked = check_files(files, mode)
    if checked.problems:
        show_problems(checked.problems)
    elif show_changes(checked):
        st.header("4. Publish")
        offer_publishing(checked)
