"""What would my file change?"""

import streamlit as st

from ics.ui.links import link_to
from ics.ui.updates.diff import show_changes
from ics.ui.updates.problems import show_notes, show_problems
from ics.ui.updates.publish_form import offer_publishing, say_what_was_published
from ics.ui.updates.table_downloads import offer_table_downloads
from ics.ui.updates.upload import checked_files, choose_files, forget_choice

st.title("What would my file change?")
st.markdown(
    "Choose CSV files or workbooks, or a ZIP of them. They are checked together, and you see every problem, "
    "or what would change, before anything is published. What is published stays untouched until you press Publish."
)
with st.container(horizontal=True, key="other-ways"):
    link_to("edit_rows", "Only a date or a word to fix? Edit the rows here")
    link_to("history", "See earlier updates, or undo one")

st.header("1. Begin with a table")
st.markdown(
    "Take the table as it is and edit it, or fill an empty one; the workbook has all tables and lets you choose codes "
    "and words from lists. Send back the whole table or only the rows that change, with all columns."
)
offer_table_downloads()

st.header("2. Choose your files")
files, mode = choose_files()

if files:
    st.header("3. What would change")
    checked = checked_files(files, mode)
    show_notes(checked)
    if show_problems(checked) and show_changes(checked, "update"):
        st.header("4. Publish")
        if offer_publishing(checked, "update"):
            forget_choice()
            st.rerun()
else:
    say_what_was_published()
