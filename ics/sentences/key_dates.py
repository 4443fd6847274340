"""The names of the key dates."""

from datetime import date

import pandas as pd

from ics.formatting import day_in_words, pluralise
from ics.query_rows import KeyDatesRow, rows_as


def key_date_names(rows: pd.DataFrame) -> dict[date, str]:
    """Each key date with what happened on it: "1 April 2021 · target: ICS designated". `rows`: query key_dates."""
    events: dict[pd.Timestamp, list[str]] = {}
    for row in rows_as(KeyDatesRow, rows):
        events.setdefault(row.day, []).append(_event(row))
    return {day.date(): f"{day_in_words(day)} · {'; '.join(texts)}" for day, texts in sorted(events.items())}


def _event(row: KeyDatesRow) -> str:
    if row.event == "target":
        return f"target: {row.milestone}"
    return f"{row.milestone}: {'first ' if row.is_first else ''}{pluralise(row.areas, 'area', 'areas')}"
