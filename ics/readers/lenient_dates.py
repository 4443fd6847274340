"""Dates as people write them: day first with slashes, or with a time of 00:00."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ics.formatting import day_in_words, pluralise
from ics.problems import Problem, quoted
from ics.readers.leniency import Column, Leniency, LenientReading

_MIDNIGHT = r"(?:[ T]00:00(?::00(?:\.0+)?)?)?"
_DAY_AND_MIDNIGHT = re.compile(rf"(\d{{4}}-\d\d-\d\d){_MIDNIGHT}", re.ASCII)
_SLASHES = re.compile(rf"(\d{{1,2}})/(\d{{1,2}})/(\d{{4}}){_MIDNIGHT}", re.ASCII)
_ISO_LENGTH = len("2021-04-01")


@dataclass(frozen=True)
class _SlashDates:
    """The different dates with slashes of a column, each with its day as YYYY-MM-DD when read in one order."""

    written: set[str]
    day_first: dict[str, str]
    month_first: dict[str, str]

    @property
    def only_month_first(self) -> set[str]:
        return self.month_first.keys() - self.day_first.keys()

    @property
    def only_day_first(self) -> set[str]:
        return self.day_first.keys() - self.month_first.keys()

    @property
    def different_days(self) -> set[str]:
        """Those that mean one day when read day first, and another when read month first."""
        return {cell for cell, day in self.month_first.items() if day != self.day_first[cell]}


def _slash_dates(cells: Iterable[str]) -> _SlashDates:
    parts = {cell: match.groups() for cell in cells if "/" in cell and (match := _SLASHES.fullmatch(cell))}
    return _SlashDates(
        set(parts),
        {cell: day for cell, (first, second, year) in parts.items() if (day := _day(first, second, year))},
        {cell: day for cell, (first, second, year) in parts.items() if (day := _day(second, first, year))},
    )


def _day(day: str, month: str, year: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def read_day_first(column: Column) -> LenientReading:
    """01/04/2019 is 1 April, unless a cell can only be month first: nobody knows then how the others are meant."""
    dates = _slash_dates(column.values)
    if dates.only_month_first:
        return LenientReading(problems=[_ambiguous_dates(column, dates)])
    return LenientReading(dates.day_first, _day_first_notes(column, dates))


def _ambiguous_dates(column: Column, dates: _SlashDates) -> Problem:
    at, count = column.first(dates.only_month_first), column.count(dates.written)
    message = (
        f"{quoted(column.cells[at])} has the month first, so we cannot tell the day from the month in the "
        f"{pluralise(count, 'date', 'dates')} with slashes in this column."
    )
    fix = "Enter every date in the column as YYYY-MM-DD, for example 2021-04-01."
    return column.problem("ambiguous_dates", at, message, fix, count)


def _day_first_notes(column: Column, dates: _SlashDates) -> list[str]:
    """With an example of a date that has another meaning month first: whoever meant that is to see it."""
    if not dates.day_first:
        return []
    example = ""
    if dates.different_days:
        written = column.cells[column.first(dates.different_days)]
        example = f", for example {written} as {day_in_words(date.fromisoformat(dates.day_first[written]))}"
    count = pluralise(column.count(dates.day_first), "date", "dates")
    return [f"We read {count} in the column {column.field.name} as DD/MM/YYYY{example}."]


def first_only_day_first(column: Column) -> int | None:
    """Where the first date with slashes is that cannot be month first; None also where another cannot be day first."""
    dates = _slash_dates(column.values)
    return None if dates.only_month_first or not dates.only_day_first else column.first(dates.only_day_first)


def drop_midnights(column: Column) -> LenientReading:
    """2019-04-01 00:00 is the day."""
    longer = (cell for cell in column.values if len(cell) > _ISO_LENGTH)
    days = {cell: match[1] for cell in longer if (match := _DAY_AND_MIDNIGHT.fullmatch(cell))}
    count = pluralise(column.count(days), "date", "dates")
    notes = [f"We ignored the time 00:00 in {count} in the column {column.field.name}."] if days else []
    return LenientReading(days, notes)


DATE_LENIENCIES: tuple[Leniency, ...] = (read_day_first, drop_midnights)
