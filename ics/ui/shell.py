"""The frame of every page: navigation, region filter and as-at date, and what to say when the data cannot be read."""

import logging

import streamlit as st

from ics.safeguards.turns import turns
from ics.settings import PAGES, ROOT
from ics.store.store import StoreError
from ics.ui.data import begin_run
from ics.ui.filters import choose_view
from ics.ui.footer import show_footer
from ics.ui.menu import show_menu
from ics.ui.new_version_notice import watch_for_new_version
from ics.ui.session import latest_publication
from ics.ui.store_error import show_store_error
from ics.ui.updates.access import keep_key, take_key

VIEWS = [
    st.Page(PAGES / "progress.py", title="Progress", default=True),
    st.Page(PAGES / "milestones.py", title="Milestones", url_path="milestones"),
    st.Page(PAGES / "leadership.py", title="Leadership", url_path="leadership"),
    st.Page(PAGES / "points_of_light.py", title="Points of light", url_path="points-of-light"),
    st.Page(PAGES / "programmes.py", title="Who did what, where", url_path="who-did-what-where"),
    st.Page(PAGES / "area.py", title="Area", url_path="area"),
]
OTHERS = [
    st.Page(PAGES / "update_data.py", title="Update data", url_path="update-data"),
    st.Page(PAGES / "history.py", title="History", url_path="history"),
    st.Page(PAGES / "about_the_data.py", title="About the data", url_path="about-the-data"),
]
BEHIND_A_LINK = [st.Page(PAGES / "edit_rows.py", title="Edit rows", url_path="edit-rows")]

with turns.drawing():
    page = st.navigation(VIEWS + OTHERS + BEHIND_A_LINK, position="hidden")
    st.set_page_config(page_title=f"{page.title} · ICS progress", page_icon="⬡", layout="wide")
    st.logo(ROOT / "ics" / "ui" / "logo.svg", size="large")
    if st.context.theme.type == "dark":
        st.html(ROOT / "ics" / "ui" / "print_dark.css")
    take_key()
    keep_key()
    try:
        begin_run()
        show_menu(VIEWS + OTHERS)
        watch_for_new_version()
        latest_publication().turn_to(page.url_path)
        if page in VIEWS:
            choose_view()
        page.run()
        show_footer()
    except StoreError as error:
        logging.getLogger("ics").exception("The published data cannot be read")
        show_store_error(error)
