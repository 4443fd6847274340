"""The map of the areas over time, with its regions as bars and a control for the date: one component of the page."""

import streamlit as st

from ics.charts.area_map import MapData
from ics.ui.components.files import component_of_files
from ics.ui.filter_options import calendar
from ics.ui.filters import write_day
from ics.ui.links import view_parameters

AREA_MAP = "area-map"
area_map_component = component_of_files("area_map", shares=("go_on.js",))


def show_area_map(drawn: MapData, alt: str) -> None:
    """The map of `ics.charts.area_map`. A date that the reader leaves it at becomes the date of the page.

    `alt`: what the map says, for those who do not see it.
    """
    regions = [["region", name] for name in view_parameters().get("region", [])]
    data = drawn | {"alt": alt, "default": calendar().target.isoformat(), "link": regions}
    area_map_component(key=AREA_MAP, data=data, on_chosen_change=_take_date)


def _take_date() -> None:
    if told := st.session_state.get(AREA_MAP):  # none where the reader has gone on to another page meanwhile
        write_day("as_at", str(told.chosen), calendar().target)
