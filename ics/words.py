"""Numbers, dates and counts in words: the same way on every page, in every table and sentence."""

from collections.abc import Iterable

import pandas as pd


def day_in_words(day: object) -> str:
    """A day: "31 December 2020"; an empty string for none."""
    if pd.isna(day):
        return ""
    date = pd.Timestamp(day)
    return f"{date.day} {date:%B %Y}"


def date_in_words(first_day: object, precision: object) -> str:
    """A date with its precision: "15 June 2017", "May 2020", "October to December 2016", "2021"."""
    if pd.isna(first_day):
        return ""
    date = pd.Timestamp(first_day)
    match precision:
        case "month":
            return f"{date:%B %Y}"
        case "quarter":
            return f"{date:%B} to {date + pd.DateOffset(months=2):%B %Y}"
        case "year":
            return f"{date:%Y}" if date.month == 1 else f"the year from {date:%B %Y}"
    return day_in_words(date)


def millions(people: float) -> str:
    """People in millions with one decimal, without the word: "41.5"; "0" for nobody."""
    if 0 < people < 50_000:
        return "under 0.1"
    return f"{people / 1e6:.1f}" if people else "0"


def percent(part: float, whole: float) -> str:
    """A share as a whole per cent; 100 % and 0 % only when it is all or nothing."""
    if not whole:
        return "no share"
    share = f"{100 * part / whole:.0f}%"
    if part and share == "0%":
        return "under 1%"
    return "over 99%" if part < whole and share == "100%" else share


def counted(number: int, one: str, many: str) -> str:
    """A count with its noun: "no areas", "1 area", "3 areas"."""
    if not number:
        return f"no {many}"
    return f"{number:,} {one if number == 1 else many}"


def listed(names: Iterable[str]) -> str:
    """Names as a phrase: "A", "A and B", "A, B and C"."""
    *first, last = list(names) or [""]
    return f"{', '.join(first)} and {last}" if first else last
