"""The menu: one link per page, each with the reader's regions and date in its address."""

import streamlit as st

CARRIED = ("region", "as_at")


def show_menu(pages: list) -> None:
    """Links to the pages. Streamlit's own menu would drop what stands in the address."""
    carried = {name: st.query_params.get_all(name) for name in CARRIED if name in st.query_params}
    with st.container(horizontal=True, gap="small", key="menu"):
        for page in pages:
            st.page_link(page, query_params=carried)
