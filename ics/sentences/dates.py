"""The names of the key dates."""

from datetime import date

import pandas as pd

from ics.formatting import day_in_words, pluralise


def key_date_names(rows: pd.DataFrame) -> dict[date, str]:
    """Each key date with what happened on it: "1 April 2021 · target: ICS designated". `rows`: query key_dates."""
    return {
        pd.Timestamp(day).date(): f"{day_in_words(day)} · {'; '.join(_event(row) for row in part.itertuples())}"
        for day, part in rows.groupby("day")
    }


def _event(row: object) -> str:
    if row.event == "target":
        return f"target: {row.milestone}"
    return f"{row.milestone}: {'first ' if row.is_first else ''}{pluralise(row.areas, 'area', 'areas')}"
