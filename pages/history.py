"""History: every update, what it changed, and how to undo it."""

import streamlit as st

from ics.sentences.versions import current_sentence, kept_sentence
from ics.settings import kept_versions
from ics.ui.text import escape_markdown
from ics.ui.updates.history import published_history, show_difference, show_version, show_versions
from ics.ui.updates.undo import go_back

records = published_history()

st.title("History of updates")
st.markdown(
    f"**{escape_markdown(current_sentence(records))}** {escape_markdown(kept_sentence(records, kept_versions()))} "
    "If you undo an update, we publish the earlier data again as a new version."
)

st.header("All updates", anchor="versions")
show_versions(records)

st.header("What changed between two versions?", anchor="what-changed")
show_difference(records)

st.header("Go back to an older version", anchor="go-back")
go_back(records)

st.header("Version details", anchor="in-full")
show_version(records)
