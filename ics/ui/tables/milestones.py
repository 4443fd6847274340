"""The tables of the page Milestones."""

from collections.abc import Callable

import pandas as pd

from ics.charts.matrix import state_words
from ics.formatting import STATES, date_in_words, target_label
from ics.sentences.milestones import days_apart, disambiguated
from ics.ui.links import area_link


def dates_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Query milestone_dates: one row per area with a column of dates per milestone; the areas are links."""
    return _by_milestone(rows, _date_words)


def states_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Query milestone_states: one row per area with a column of states per milestone; the areas are links."""
    return _by_milestone(rows, lambda row: state_words(row.state, row.extent))


def days_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Query days_to_target; the areas are links."""
    found = list(rows.itertuples())
    return pd.DataFrame(
        {
            "Area": [area_link(r) for r in found],
            "In the chart": rows["short_name"],
            "Region": rows["region"],
            "Reached": [_date_words(r) for r in found],
            "Against the target": [_timing_words(r) for r in found],
            "Days": [_days_words(r) for r in found],
        }
    )


def _by_milestone(rows: pd.DataFrame, cell: Callable[[object], str]) -> pd.DataFrame:
    areas = rows.drop_duplicates("area_code")
    table = pd.DataFrame(
        {
            "Area": [area_link(r) for r in areas.itertuples()],
            "In the chart": areas["short_name"].tolist(),
            "Region": areas["region"].tolist(),
        },
        index=areas["area_code"],
    )
    for milestone, part in disambiguated(rows, table.columns).groupby("milestone", sort=False):
        table[milestone] = pd.Series([cell(r) for r in part.itertuples()], index=part["area_code"], dtype=object)
    return table.reset_index(drop=True)


def _date_words(row: object) -> str:
    part = " (part of the area)" if row.extent == "part" else ""
    return f"{date_in_words(row.reached_from, row.reached_precision)}{part}"


def _timing_words(row: object) -> str:
    """The timing without the days, which have a column of their own."""
    if row.state != "reached":
        return STATES[row.state]
    return target_label(row.state, row.timing, 0).removesuffix(", on the day")


def _days_words(row: object) -> str:
    if row.state != "reached" or pd.isna(row.target_date):
        return ""
    return days_apart(row.most_days_before, row.days_before_target)
