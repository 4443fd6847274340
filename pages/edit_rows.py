"""Edit a few values: find a row, change it, publish."""

import streamlit as st

from ics.safeguards.publishing_key import SWITCHED_OFF
from ics.ui.links import link_to
from ics.ui.updates.access import can_publish_with_key
from ics.ui.updates.diff import show_changes
from ics.ui.updates.edit_session import (
    checked_edits,
    finish,
    offer_discarded,
    open_edit_session,
    show_conflicts,
    show_edits,
)
from ics.ui.updates.problems import show_notes, show_problems
from ics.ui.updates.publish_form import offer_publishing, say_what_was_published
from ics.ui.updates.row_form import show_form
from ics.ui.updates.row_grid import show_grid
from ics.ui.updates.row_picker import choose_row, choose_rows, choose_table, say_how_many
from ics.ui.url_widgets import choose_switch

st.title("Edit a few values")
st.markdown(
    "Find a row, change it, check it, then publish. Nothing changes on the site until you select Publish. We keep your "
    "changes until you reload the page or close the tab."
)
link_to("update_data", "Changing many rows? Upload a file instead")
if not can_publish_with_key():
    st.warning(f"{SWITCHED_OFF} You can read the rows here, but not change them.")
session = open_edit_session()

st.header("1. Find the row")
with st.container(horizontal=True, vertical_alignment="bottom", key="search"):
    table = choose_table()
    found, text = choose_rows(table)
say_how_many(found)
how = choose_switch("how", "Edit", {"form": "One at a time", "grid": "In a table"}, "form")

if how == "grid":
    st.header("2. Change the values")
    show_grid(session, table, found, text, can_publish_with_key())
elif choice := choose_row(session, table, found):
    st.header("2. Change the values")
    show_form(session, table, choice, can_publish_with_key())
offer_discarded(session)
show_conflicts(session)

if session.edits:
    st.header("3. Check what changes")
    show_edits(session)
    checked = checked_edits(session)
    show_notes(checked, "cells")
    if show_problems(checked, is_file=False) and show_changes(checked, "edit"):
        st.header("4. Publish")
        if offer_publishing(checked, "edit"):
            finish(session)
            st.rerun()
else:
    say_what_was_published()
