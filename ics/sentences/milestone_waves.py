"""Waves: the dates on which several areas reached a milestone together."""

from typing import NamedTuple

import pandas as pd

from ics.formatting import date_in_words, pluralise

SEVERAL = 3  # areas; fewer have their own dates


class Wave(NamedTuple):
    """`first_row`: the place of its first area among the rows, from 0; `name`: its date in words."""

    first_row: int
    areas: int
    name: str

    @property
    def areas_in_words(self) -> str:
        return pluralise(self.areas, "area", "areas")

    @property
    def in_words(self) -> str:
        """The date and the number of areas: "June 2017: 8 areas"."""
        return f"{self.name}: {self.areas_in_words}"


def in_order_of_dates(days: pd.DataFrame) -> pd.DataFrame:
    """Query days_to_target in order by date, with the areas of one wave next to each other.

    They already are where every date is a day or a month. A quarter that ends with a month comes after that month.
    """
    return _with_periods(days).sort_values(
        ["wave_end", "wave_start"], ascending=[True, False], na_position="last", kind="stable"
    )


def waves(days: pd.DataFrame) -> list[Wave]:
    """The waves of what was reached, from the first to the last. `days`: as `in_order_of_dates` returns them."""
    rows = days.reset_index(drop=True)
    groups = [part for _, part in rows.groupby(["wave_end", "wave_start"], sort=False) if len(part) >= SEVERAL]
    return [Wave(int(part.index[0]), len(part), _name(part)) for part in groups]


def _with_periods(days: pd.DataFrame) -> pd.DataFrame:
    """With the period of the wave: the calendar month of the date, or the whole date where that is longer."""
    starts, ends = (
        days[column].where(days["state"] == "reached").astype("datetime64[s]")
        for column in ("reached_from", "reached_by")
    )
    months = starts.dt.to_period("M")
    in_one_month = months == ends.dt.to_period("M")
    month_start, month_end = months.dt.start_time, months.dt.end_time.dt.normalize()
    return days.assign(wave_start=starts.mask(in_one_month, month_start), wave_end=ends.mask(in_one_month, month_end))


def _name(part: pd.DataFrame) -> str:
    """The date that all have, or else their month."""
    first, precision = part["reached_from"].iloc[0], part["reached_precision"].iloc[0]
    is_one_date = (part["reached_from"] == first).all() and (part["reached_precision"] == precision).all()
    return date_in_words(first, precision) if is_one_date else date_in_words(part["wave_start"].iloc[0], "month")
