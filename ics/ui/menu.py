"""The menu: one link per page, each with the reader's regions and date in its address."""

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from ics.ui.links import view_parameters


def show_menu(pages: list[StreamlitPage]) -> None:
    """Links to the pages. Streamlit's own menu would drop the filters in the address."""
    with st.container(horizontal=True, gap="small", key="menu"):
        for page in pages:
            st.page_link(page, query_params=view_parameters())
