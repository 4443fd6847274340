"""What every page shows instead when the published data cannot be read."""

import streamlit as st

from ics.store.store import NotEnoughMemoryError, StoreError, VersionDamagedError, VersionUnavailableError
from ics.ui.text import escape_markdown

REBUILD = "python -m ics build --again"
UNDO = 'python -m ics undo N --note "The newest version was damaged"'
LATER = "Later updates are not included. Publish them again, or restore the data folder from a backup instead."


def show_store_error(error: StoreError) -> None:
    """Says what is wrong and, where data are damaged or missing, the ways out; none of them deletes anything."""
    st.title("Sorry, we cannot read the data", anchor=False)
    st.error(escape_markdown(str(error)))
    if isinstance(error, VersionUnavailableError | NotEnoughMemoryError):
        return
    st.markdown(
        "The person who runs this dashboard can fix it. Run the commands in the project folder, in its virtual "
        "environment. They make a new version and delete nothing."
    )
    if isinstance(error, VersionDamagedError):
        _offer("Bring back an older version. Replace N with its number:", UNDO)
        _offer("If no older version works, build one from the project's CSV files:", REBUILD)
    else:
        _offer("Build from the project's CSV files:", REBUILD)
        _offer("If you want an older version instead, bring it back. Replace N with its number:", UNDO)
    st.markdown(f"{LATER} Then start the dashboard again.")


def _offer(words: str, command: str) -> None:
    st.markdown(words)
    st.code(command, language="shell")
