"""The floor: the frame of the dashboard with prebuilt figures and tables, and no data work at all."""

from contextlib import nullcontext
from datetime import date

import streamlit as st

from benchmarks.parts import PAGES, REGIONS, SELECTIONS, kept
from ics.charts.layout import CONFIG
from ics.settings import ROOT
from ics.ui.components.area_map import area_map_component

DAYS = [date(2016 + year, 1, 1) for year in range(10)]


@st.cache_resource
def parts() -> dict:
    return kept()


def show(page: str) -> None:
    st.title(page)
    chosen = parts()[page][min(len(st.session_state["region"]), len(SELECTIONS)) - 1]
    for number, figure in enumerate(chosen["figures"]):
        st.header(f"Figure {number}")
        st.plotly_chart(figure, key=f"{page}-{number}", theme=None, config=CONFIG, alt="A prebuilt figure")
    for number, drawn in enumerate(chosen["maps"]):
        area_map_component(key=f"{page}-map-{number}", data=drawn, on_chosen_change=lambda: None)
    for figure in chosen["html"]:
        st.html(figure)
    for table, is_folded in chosen["tables"]:
        with st.expander("Table and data") if is_folded else nullcontext():
            st.table(table, hide_index=True, border="horizontal")


def page_of(name: str) -> st.Page:
    address = PAGES[name].partition("?")[0].strip("/")
    return st.Page(lambda: show(name), title=name, url_path=address or None, default=not address)


pages = [page_of(name) for name in PAGES]
page = st.navigation(pages, position="hidden")
st.set_page_config(page_title="Floor", layout="wide")
st.html(ROOT / "ics" / "ui" / "style.css")
with st.container(horizontal=True, gap="small"):
    for other in pages:
        st.page_link(other)
if "region" not in st.session_state:
    st.session_state["region"] = st.query_params.get_all("region")
with st.container(horizontal=True, vertical_alignment="bottom"):
    st.pills("Choose regions, or see all of England", REGIONS, selection_mode="multi", key="region", wrap=False)
    st.selectbox("Date", DAYS, key="as_at", width=300)
page.run()
