"""What every page shows instead when the published data cannot be read."""

import streamlit as st

from ics.store.store import NotEnoughMemoryError, StoreError, VersionDamagedError, VersionUnavailableError
from ics.ui.text import escape_markdown

REBUILD = "python -m ics build --again"
UNDO = 'python -m ics undo N --note "The newest version was damaged"'
LATER = "Updates that came later are not in it: publish them again, or restore the data folder from a backup instead."


def show_store_error(error: StoreError) -> None:
    """Says what is wrong and, where data are damaged or missing, the ways out; none of them deletes anything."""
    st.title("The data cannot be read", anchor=False)
    st.error(escape_markdown(str(error)))
    if isinstance(error, VersionUnavailableError | NotEnoughMemoryError):
        return
    st.markdown(
        "The person who runs this dashboard can fix it, in the folder of the project and in its virtual environment. "
        "No file is deleted by it: a new version is made next to what is there."
    )
    if isinstance(error, VersionDamagedError):
        _offer("Bring back an older version, with its number for N:", UNDO)
        _offer("Or, where none can be read, build from the project's CSV files:", REBUILD)
    else:
        _offer("Build from the project's CSV files:", REBUILD)
        _offer("Then, if you want an older version instead, bring it back, with its number for N:", UNDO)
    st.markdown(f"{LATER} Then start the dashboard again.")


def _offer(words: str, command: str) -> None:
    st.markdown(words)
    st.code(command, language="shell")
