"""The map of the areas, which tells how they got there, with a control for the date."""

from datetime import date

import pandas as pd
import streamlit as st

from ics.charts.area_map import MapData, MapRows, area_map
from ics.query_rows import HeadlineCountsRow, first_row
from ics.sentences.progress import map_sentence
from ics.store.parameters import EARLY_DAYS
from ics.ui.answers import colours
from ics.ui.components.area_map import show_area_map
from ics.ui.data import ShownVersion, query, shown_version
from ics.ui.filters import View


def headline_counts(view: View) -> HeadlineCountsRow:
    """The counts of the view."""
    return first_row(HeadlineCountsRow, query("headline_counts", early_days=EARLY_DAYS, **view.parameters).rows)


def show_map(view: View, counts: HeadlineCountsRow) -> None:
    """The map, the regions as bars, and the date to slide through; a hexagon opens the page of its area."""
    everywhere, today = {"as_at": view.as_at, "early_days": EARLY_DAYS}, date.today()
    rows = MapRows(
        query("areas_with_stage", regions=[], **everywhere).rows,
        _until(today, query("area_stages_by_date", **everywhere).rows),
        _until(today, query("region_pace_by_date", as_at=view.as_at).rows),
    )
    drawn = _draw(rows, shown_version(), view, counts.target_date, st.context.theme.type, today)
    show_area_map(drawn, map_sentence(counts, view.regions, view.as_at))


@st.cache_resource(max_entries=200, show_spinner=False)
def _draw(
    _rows: MapRows,
    version: ShownVersion,  # noqa: ARG001 (part of the key, as what follows)
    view: View,
    target: pd.Timestamp | None,
    theme: str | None,  # noqa: ARG001
    today: date,  # noqa: ARG001
) -> MapData:
    """The map of a version; nobody changes what is returned. `_rows` follow from the rest."""
    return area_map(_rows, view.as_at, target, view.regions, colours())


def _until(today: date, rows: pd.DataFrame) -> pd.DataFrame:
    """Without targets that are still to come."""
    return rows[rows["day"] <= pd.Timestamp(today)]
