"""Numbers, dates and counts in words: the same way on every page, in every table and sentence."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pandas as pd
from pandas.api.typing import NaTType

STATES = {"reached": "● reached", "not reached": "○ not yet", "overdue": "▲ overdue", "not recorded": "? not recorded"}
_TIMING = {"on time": "✓ on time", "late": "▲ late", "unclear": "? timing unclear", "no target": "no target"}


def day_in_words(day: date | NaTType | None) -> str:
    """A day: "31 December 2020"; an empty string for none."""
    if pd.isna(day):
        return ""
    when = pd.Timestamp(day)
    return f"{when.day} {when:%B %Y}"


def date_in_words(first_day: date | NaTType | None, precision: object) -> str:
    """A date with its precision: "15 June 2017", "May 2020", "October to December 2016", "2021"."""
    if pd.isna(first_day):
        return ""
    start = pd.Timestamp(first_day)
    match precision:
        case "month":
            return f"{start:%B %Y}"
        case "quarter":
            return f"{start:%B} to {start + pd.DateOffset(months=2):%B %Y}"
        case "year":
            return f"{start:%Y}" if start.month == 1 else f"the year from {start:%B %Y}"
    return day_in_words(start)


def uk_time(moment: datetime) -> datetime:
    """A time in UTC, as clocks in the United Kingdom show it."""
    return moment.replace(tzinfo=ZoneInfo("UTC")).astimezone(ZoneInfo("Europe/London"))


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


def pluralise(number: int, one: str, many: str) -> str:
    """A count with its noun: "no areas", "1 area", "3 areas"."""
    if not number:
        return f"no {many}"
    return f"{number:,} {one if number == 1 else many}"


def join_and(names: Iterable[str]) -> str:
    """Names as a phrase: "A", "A and B", "A, B and C"."""
    *first, last = list(names) or [""]
    return f"{', '.join(first)} and {last}" if first else last


def parse_day(text: str) -> date | None:
    """A day as people write it: "2020-12-31", "31/12/2020" (day first) or "31 December 2020"; else None."""
    for pattern in ("%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%d %b %Y"):
        with suppress(ValueError):
            return datetime.strptime(text.strip(), pattern).date()  # noqa: DTZ007
    return None


def target_label(state: str, timing: str | None, days_before_target: float | None, precision: object = "day") -> str:
    """How a milestone compares with its target: its state or, once it is reached, its timing with the days.

    The days count by the end of the date, so those of an imprecise one are a bound. Without days where the timing is
    unclear: the target is inside the date, and no day of it is known.
    """
    if state != "reached" or timing is None:
        return STATES[state]
    if timing in ("no target", "unclear") or days_before_target is None:
        return _TIMING[timing]
    days = int(days_before_target)
    away = f"{pluralise(abs(days), 'day', 'days')} {'before' if days > 0 else 'after'}"
    bound = "" if precision == "day" else "at least " if days > 0 else "at most "
    distance = f"{bound}{away}" if days else "on the day"
    return f"{_TIMING[timing]}, {distance}"
