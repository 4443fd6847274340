"""The tables of the page Leadership."""

import pandas as pd

from ics.formatting import STATES, date_in_words, percent
from ics.query_rows import (
    IndicatorByAreaRow,
    IndicatorCountsByPeriodRow,
    IndicatorOverTimeRow,
    LessonsRow,
    first_row,
    rows_as,
)
from ics.sentences.leadership import yes_by_period
from ics.ui.links import area_link
from ics.ui.text import link
from ics.units import PERIOD, in_unit


def value_table(rows: pd.DataFrame, unit: str) -> pd.DataFrame:
    """Query indicator_by_area; the areas and sources are links. An area without a row is named as not recorded."""
    found = list(rows_as(IndicatorByAreaRow, rows))
    return pd.DataFrame(
        {
            "Area": [area_link(r) for r in found],
            "Value": [_value(r, unit) for r in found],
            "Region": rows["region"],
            "Description": rows["label"],
            "Date": [date_in_words(r.period, r.period_precision) for r in found],
            "Short name on the chart": rows["tile_label"],
            "Note": rows["note"],
            "Source": [_source(r) for r in found],
        }
    )


def _value(row: IndicatorByAreaRow, unit: str) -> str:
    if row.period is None:
        return STATES["not recorded"]
    return in_unit(row.value, unit) or "– description only"


def _source(row: IndicatorByAreaRow) -> str:
    if row.period is None or row.source_title is None or row.source_url is None:
        return ""
    return link(row.source_title, row.source_url)


def share_table(counts: pd.DataFrame) -> pd.DataFrame:
    """Query indicator_counts_by_period, of a yes-or-no indicator."""
    shares = yes_by_period(counts)
    return pd.DataFrame(
        {
            "Date": [date_in_words(r.period, r.period_precision) for r in shares],
            "Yes": [f"{r.yes} of {r.recorded}" for r in shares],
            "Share": [percent(r.yes, r.recorded) for r in shares],
            "Areas with a value": [f"{r.recorded} of {r.areas}" for r in shares],
        }
    )


def counts_table(counts: pd.DataFrame, unit: str) -> pd.DataFrame:
    """Query indicator_counts_by_period: one row per period, the most frequent value first."""
    rows = []
    for _, part in counts.groupby(PERIOD):
        first = first_row(IndicatorCountsByPeriodRow, part)
        ordered = rows_as(IndicatorCountsByPeriodRow, part.sort_values("value_areas", ascending=False))
        rows.append(
            {
                "Date": date_in_words(first.period, first.period_precision),
                "Areas with a value": f"{first.recorded} of {first.areas}",
                "Number of areas by value": "; ".join(f"{in_unit(r.value, unit)}: {r.value_areas}" for r in ordered),
            }
        )
    return pd.DataFrame(rows)


def over_time_table(values: pd.DataFrame, unit: str) -> pd.DataFrame:
    """Query indicator_over_time: one row per area, one column per period; the areas are links."""
    areas = values.drop_duplicates("area_code")
    links = [area_link(r) for r in rows_as(IndicatorOverTimeRow, areas)]
    columns = {"Region": list(areas["region"]), "Area": links}
    for _, part in values.groupby(PERIOD):
        rows = list(rows_as(IndicatorOverTimeRow, part))
        found = {r.area_code: in_unit(r.value, unit) for r in rows}
        heading = date_in_words(rows[0].period, rows[0].period_precision)
        columns[heading] = [found.get(code) or STATES["not recorded"] for code in areas["area_code"]]
    return pd.DataFrame(columns)


def lessons_table(lessons: pd.DataFrame) -> pd.DataFrame:
    """Query lessons."""
    return pd.DataFrame(
        {
            "Code": lessons["indicator_id"],
            "Lesson, in our words": lessons["indicator_name"],
            "Theme": lessons["theme"],
            "Areas that rated themselves": [f"{r.recorded} of {r.areas}" for r in rows_as(LessonsRow, lessons)],
            "Indicators on the same topic": lessons["related_indicators"],
        }
    )
