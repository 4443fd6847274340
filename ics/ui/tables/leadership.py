"""The tables of the page Leadership."""

import pandas as pd

from ics.formatting import STATES, date_in_words, percent
from ics.sentences.leadership import yes_by_period
from ics.ui.links import area_link
from ics.ui.text import link
from ics.units import PERIOD, in_unit


def standing_table(rows: pd.DataFrame, unit: str) -> pd.DataFrame:
    """Query indicator_by_area; the areas and sources are links. An area without a row is named as not recorded."""
    found = list(rows.itertuples())
    return pd.DataFrame(
        {
            "Area": [area_link(r) for r in found],
            "Value": [_value(r, unit) for r in found],
            "Region": rows["region"],
            "In words": rows["label"],
            "Describes": [date_in_words(r.period, r.period_precision) for r in found],
            "On the chart": rows["tile_label"],
            "Note": rows["note"],
            "Source": [link(r.source_title, r.source_url) if pd.notna(r.period) else "" for r in found],
        }
    )


def _value(row: object, unit: str) -> str:
    if pd.isna(row.period):
        return STATES["not recorded"]
    return in_unit(row.value, unit) or "– no value"


def share_table(counts: pd.DataFrame) -> pd.DataFrame:
    """Query indicator_counts_by_period, of a yes-or-no indicator."""
    shares = yes_by_period(counts)
    return pd.DataFrame(
        {
            "Period": [date_in_words(r.period, r.period_precision) for r in shares.itertuples()],
            "Yes": [f"{r.yes} of {r.recorded}" for r in shares.itertuples()],
            "Share": [percent(r.yes, r.recorded) for r in shares.itertuples()],
            "Areas recorded": [f"{r.recorded} of {r.areas}" for r in shares.itertuples()],
        }
    )


def counts_table(counts: pd.DataFrame, unit: str) -> pd.DataFrame:
    """Query indicator_counts_by_period: one row per period, the most frequent value first."""
    rows = []
    for _, part in counts.groupby(PERIOD):
        first, ordered = part.iloc[0], part.sort_values("value_areas", ascending=False)
        rows.append(
            {
                "Period": date_in_words(first.period, first.period_precision),
                "Areas recorded": f"{first.recorded} of {first.areas}",
                "Areas by value": "; ".join(f"{in_unit(r.value, unit)}: {r.value_areas}" for r in ordered.itertuples()),
            }
        )
    return pd.DataFrame(rows)


def change_table(values: pd.DataFrame, unit: str) -> pd.DataFrame:
    """Query indicator_over_time: one row per area, one column per period; the areas are links."""
    areas = values.drop_duplicates("area_code")
    columns = {"Region": list(areas["region"]), "Area": [area_link(r) for r in areas.itertuples()]}
    for period, part in values.groupby(PERIOD):
        found = part.set_index("area_code")["value"].reindex(areas["area_code"])
        columns[date_in_words(*period)] = [in_unit(value, unit) or STATES["not recorded"] for value in found]
    return pd.DataFrame(columns)


def lessons_table(lessons: pd.DataFrame) -> pd.DataFrame:
    """Query lessons."""
    return pd.DataFrame(
        {
            "Code": lessons["indicator_id"],
            "Lesson, in our words": lessons["indicator_name"],
            "Theme": lessons["theme"],
            "Areas recorded": [f"{r.recorded} of {r.areas}" for r in lessons.itertuples()],
            "Published indicators on the same topic": lessons["related_indicators"],
        }
    )
