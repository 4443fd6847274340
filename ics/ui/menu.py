"""The menu: one link per page, each with the reader's regions and date in its address."""

import streamlit as st

from ics.ui.links import carried


def show_menu(pages: list) -> None:
    """Links to the pages. Streamlit's own menu would drop what stands in the address."""
    with st.container(horizontal=True, gap="small", key="menu"):
        for page in pages:
            st.page_link(page, query_params=carried())
