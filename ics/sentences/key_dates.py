"""The names of the key dates."""

from datetime import date

import pandas as pd

from ics.formatting import day_in_words, pluralise
from ics.query_rows import KeyDatesRow, rows_as


def key_date_names(rows: pd.DataFrame) -> dict[date, str]:
    """Each key date with what happened on it: "1 April 2021: ICS designated, target, 13 areas".

    `rows`: query key_dates.
    """
    events: dict[pd.Timestamp, dict[str, list[str]]] = {}
    for row in rows_as(KeyDatesRow, rows):
        events.setdefault(row.day, {}).setdefault(row.milestone, []).append(_event(row))
    return {day.date(): f"{day_in_words(day)}: {_joined(on_day)}" for day, on_day in sorted(events.items())}


def _joined(events: dict[str, list[str]]) -> str:
    return " and ".join(", ".join([milestone, *texts]) for milestone, texts in events.items())


def _event(row: KeyDatesRow) -> str:
    if row.event == "target":
        return "target"
    return f"{'first ' if row.is_first else ''}{pluralise(row.areas, 'area', 'areas')}"
