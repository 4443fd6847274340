"""The frame of every page: header, menu, filters and footer, and what to say when the data cannot be read."""

import logging

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from ics.page_list import PAGE_LIST
from ics.safeguards.turns import turns
from ics.settings import PAGES, ROOT
from ics.store.store import StoreError
from ics.ui.components.header import show_header
from ics.ui.data import begin_run
from ics.ui.filters import choose_view
from ics.ui.footer import show_footer
from ics.ui.menu import show_menu
from ics.ui.new_version_notice import watch_for_new_version
from ics.ui.session import latest_publication
from ics.ui.store_error import show_store_error
from ics.ui.updates.access import keep_key, take_key


def _pages(place: str) -> list[StreamlitPage]:
    return [
        st.Page(PAGES / f"{page.script}.py", title=page.title, url_path=page.address, default=not page.address)
        for page in PAGE_LIST
        if page.place == place
    ]


FOR_READERS, ABOUT_DATA, BEHIND_A_LINK = map(_pages, ("readers", "data", "link"))

with turns.drawing():
    page = st.navigation(FOR_READERS + ABOUT_DATA + BEHIND_A_LINK, position="hidden")
    st.set_page_config(
        page_title=f"{page.title} · ICS progress", page_icon=str(ROOT / "ics" / "ui" / "icon.svg"), layout="wide"
    )
    if st.context.theme.type == "dark":
        st.html(ROOT / "ics" / "ui" / "print_dark.css")
    take_key()
    frame = st.container(key="frame", gap=None)
    with frame:
        header = st.container(key="header-row")
        show_menu(FOR_READERS, ABOUT_DATA)
        keep_key()
    try:
        begin_run()
        with frame:
            watch_for_new_version()
        latest_publication().turn_to(page.url_path)
        with st.container(key="content"):
            if page in FOR_READERS:
                choose_view(with_date=page is not FOR_READERS[0])
            page.run()
        show_footer(page in FOR_READERS)
        with header:
            show_header(page.title, page.url_path)
    except StoreError as error:
        logging.getLogger("ics").exception("The published data cannot be read")
        show_store_error(error)
