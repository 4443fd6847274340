"""The map of the areas, which tells how they got there, with a control for the date."""

from datetime import date

import pandas as pd

from ics.charts.area_map import MapRows, area_map
from ics.query_rows import HeadlineCountsRow, first_row
from ics.sentences.progress import map_sentence
from ics.store.parameters import EARLY_DAYS
from ics.ui.answers import colours
from ics.ui.components.area_map import show_area_map
from ics.ui.data import query
from ics.ui.filters import View


def show_map(view: View) -> None:
    """The map, the regions as bars, and the date to slide through; a hexagon opens the page of its area."""
    counts = first_row(HeadlineCountsRow, query("headline_counts", early_days=EARLY_DAYS, **view.parameters).rows)
    everywhere = {"as_at": view.as_at, "early_days": EARLY_DAYS}
    rows = MapRows(
        query("areas_with_stage", regions=[], **everywhere).rows,
        _until_today(query("area_stages_by_date", **everywhere).rows),
        _until_today(query("region_pace_by_date", as_at=view.as_at).rows),
    )
    drawn = area_map(rows, view.as_at, counts.target_date, view.regions, colours())
    show_area_map(drawn, map_sentence(counts, view.regions, view.as_at))


def _until_today(rows: pd.DataFrame) -> pd.DataFrame:
    """Without targets that are still to come."""
    return rows[rows["day"] <= pd.Timestamp(date.today())]
