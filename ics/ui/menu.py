"""The menu: one link per page, each with the reader's regions and date in its address."""

from collections.abc import Iterable

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from ics.ui.links import view_parameters


def show_menu(for_readers: Iterable[StreamlitPage], about_data: Iterable[StreamlitPage]) -> None:
    """Links to the pages in one row. Streamlit's own menu would drop the filters in the address.

    Those about the data are apart, because few readers need them.
    """
    with st.container(horizontal=True, wrap=False, gap=None, key="menu"):
        _links(for_readers)
        with st.container(horizontal=True, wrap=False, gap=None, width="content", key="menu-data"):
            _links(about_data)


def _links(pages: Iterable[StreamlitPage]) -> None:
    for page in pages:
        st.page_link(page, query_params=view_parameters())
