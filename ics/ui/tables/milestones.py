"""The tables of the page Milestones."""

import pandas as pd

from ics.formatting import STATES, target_label
from ics.query_rows import AreaNamesRow, DaysToTargetRow, MilestoneDatesRow, MilestoneStatesRow, rows_as
from ics.sentences.milestones import days_apart, disambiguated, state_in_words, when_reached
from ics.ui.links import area_link


def dates_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Query milestone_dates: one row per area with a column of dates per milestone; the areas are links."""
    return _by_milestone(rows, [when_reached(row) for row in rows_as(MilestoneDatesRow, rows)])


def states_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Query milestone_states: one row per area with a column of states per milestone; the areas are links."""
    return _by_milestone(rows, [state_in_words(row.state, row.extent) for row in rows_as(MilestoneStatesRow, rows)])


def days_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Query days_to_target; the areas are links."""
    found = list(rows_as(DaysToTargetRow, rows))
    return pd.DataFrame(
        {
            "Area": [area_link(r) for r in found],
            "Short name": rows["short_name"],
            "Region": rows["region"],
            "Date reached": [when_reached(r) for r in found],
            "Early or late": [_timing_words(r) for r in found],
            "Days from the target": [_days_words(r) for r in found],
        }
    )


def _by_milestone(rows: pd.DataFrame, cells: list[str]) -> pd.DataFrame:
    """One row per area with a column per milestone. `cells`: what each row says."""
    areas = rows.drop_duplicates("area_code")
    table = pd.DataFrame(
        {
            "Area": [area_link(r) for r in rows_as(AreaNamesRow, areas)],
            "Short name": areas["short_name"].tolist(),
            "Region": areas["region"].tolist(),
        },
        index=areas["area_code"],
    )
    for milestone, part in disambiguated(rows.assign(cell=cells), table.columns).groupby("milestone", sort=False):
        table[milestone] = part.set_index("area_code")["cell"].astype(object)
    return table.reset_index(drop=True)


def _timing_words(row: DaysToTargetRow) -> str:
    """The timing without the days, which have a column of their own."""
    if row.state != "reached":
        return STATES[row.state]
    return target_label(row.state, row.timing, 0).removesuffix(", on the day")


def _days_words(row: DaysToTargetRow) -> str:
    if row.state != "reached" or row.most_days_before is None or row.days_before_target is None:
        return ""
    return days_apart(row.most_days_before, row.days_before_target)
