"""Update the data: choose files, check what they change, publish."""

import streamlit as st

from ics.ui.links import link_to
from ics.ui.updates.diff import show_changes
from ics.ui.updates.problems import show_notes, show_problems
from ics.ui.updates.publish_form import offer_publishing, say_what_was_published
from ics.ui.updates.table_downloads import offer_table_downloads
from ics.ui.updates.upload import checked_files, choose_files, forget_choice

st.title("Update the data")
st.markdown(
    "Choose your files, check what they change, then publish. Nothing changes on the site until you select Publish."
)
with st.container(horizontal=True, key="other-ways"):
    link_to("edit_rows", "Changing only a few values? Edit them here")
    link_to("history", "See earlier updates, or undo one")

st.header("1. Start from a table")
st.markdown(
    "Download the current table, change it in a spreadsheet and choose it in step 2. You can keep just the rows you "
    "changed, but keep all columns."
)
offer_table_downloads()

st.header("2. Choose your files")
files, mode = choose_files()

if files:
    st.header("3. Check what changes")
    checked = checked_files(files, mode)
    show_notes(checked)
    if show_problems(checked) and show_changes(checked, "update"):
        st.header("4. Publish")
        if offer_publishing(checked, "update"):
            forget_choice()
            st.rerun()
else:
    say_what_was_published()
