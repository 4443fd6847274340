"""The page that stands in for all others when the published data cannot be read."""

import streamlit as st

from ics.store import StoreError
from ics.ui.text import plain


def show_broken_store(error: StoreError) -> None:
    """Says what is wrong and how to rebuild the database; nothing that is there is deleted by it."""
    st.title("The data cannot be read")
    st.error(plain(str(error)))
    st.markdown(
        "The person who runs this dashboard can rebuild the database from the project's CSV files. "
        "In the folder of the project, run:"
    )
    st.code("make rebuild", language="shell")
    st.markdown(
        "Without `make`: `python -m ics build --again`. It makes a new version beside what is there; no file is "
        "deleted. Updates published through this dashboard since the first build are not in the CSV files: publish "
        "them again afterwards, or restore the data folder from a backup instead. Then start the dashboard again."
    )
