"""The page that stands in for all others when the published data cannot be read."""

import streamlit as st

from ics.store import StoreError
from ics.ui.text import plain


def show_broken_store(error: StoreError) -> None:
    """Says what is wrong and the ways out; nothing that is there is deleted by them."""
    st.title("The data cannot be read")
    st.error(plain(str(error)))
    st.markdown(
        "The person who runs this dashboard can bring back an older version, with the updates until then. In the "
        "folder of the project, in its virtual environment, run this with the number of that version for N:"
    )
    st.code('python -m ics undo N --note "The newest version was damaged"', language="shell")
    st.markdown("Where there is no older version, or none of them can be read, build from the project's CSV files:")
    st.code("make rebuild", language="shell")
    st.markdown(
        "Without `make`: `python -m ics build --again`. Both make a new version beside what is there; no file is "
        "deleted. Updates that came later, or since the first build, are not in it: publish them again, or restore the "
        "data folder from a backup instead. Then start the dashboard again."
    )
