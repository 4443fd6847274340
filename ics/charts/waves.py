"""Waves: the months in which areas were designated, from the first to the last."""

import calendar
import re
from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from ics.formatting import date_in_words

MOST_WAVES = 7  # as many steps as a scale of one colour lets the eye tell apart


class Designation(NamedTuple):
    """`on`: the first day of the date; `by`: its last day, from which the designation counts."""

    area_code: str
    on: pd.Timestamp
    by: pd.Timestamp
    precision: str


def wave_names(designations: Iterable[Designation]) -> dict[str, str]:
    """The wave of each area, by area code, in the order of the waves: "June 2017", at most seven.

    Months where that is enough, else years. Where there are more than seven years, the last wave has all later ones.
    """
    ordered = sorted(designations, key=lambda d: (d.by, d.area_code))
    by_month, by_year = ({d.area_code: name(d) for d in ordered} for name in (_month, _year))
    if len(set(by_month.values())) <= MOST_WAVES:
        return by_month
    return _few(by_year)


def short_name(wave: str) -> str:
    """The wave in a narrow place: "Jun 2017" for "June 2017"."""
    months = "|".join(calendar.month_name[1:])
    return re.sub(rf"\b({months})\b", lambda month: month[0][:3], wave)


def _month(designation: Designation) -> str:
    precision = "month" if designation.precision == "day" else designation.precision
    return date_in_words(designation.on.replace(day=1), precision)


def _year(designation: Designation) -> str:
    return f"{designation.by:%Y}"


def _few(waves: dict[str, str]) -> dict[str, str]:
    names = list(dict.fromkeys(waves.values()))
    later = names[MOST_WAVES - 1 :]
    if len(later) < 2:
        return waves
    return {area: f"{later[0]} or later" if name in later else name for area, name in waves.items()}
