"""The map of the areas: a click on a hexagon opens the page of its area, and so does a list for the keyboard."""

import streamlit as st

from ics.charts.layout import Figure
from ics.settings import PAGES
from ics.ui.answers import show_clickable_chart
from ics.ui.data import Answer
from ics.ui.links import view_parameters
from ics.ui.text import escape_markdown
from ics.ui.url_widgets import FILTER

_TITLE = "Map of the areas"


def show_map(sentence: str, drawn: Figure, areas: Answer) -> None:
    """`drawn`: figure stage_hexagons of the answer `areas` (query areas_with_stage); the page also lists them."""
    st.header(_TITLE)
    st.markdown(escape_markdown(f"{sentence} One hexagon per area; choose one to open its page."))
    selected = show_clickable_chart(_TITLE, sentence, drawn, "map")["selection"]
    names = dict(zip(areas.rows["area_code"], areas.rows["area_name"], strict=True))
    chosen = st.selectbox(
        "Open the page of an area",
        list(names),
        None,
        lambda code: names[code],
        placeholder="Name of the area",
        **FILTER,
    )
    clicked = [point["customdata"] for point in selected["points"] if "customdata" in point]
    if code := chosen or next(iter(clicked), None):
        st.switch_page(PAGES / "area.py", query_params={"area": code} | view_parameters())
