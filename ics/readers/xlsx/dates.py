"""Dates that Excel may have made itself: out of what was typed into a text, or by swapping day and month."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from ics.datapackage import Table
from ics.formatting import day_in_words, pluralise
from ics.problems import MAX_PER_RULE, WARNING, Problem, and_more, quoted
from ics.readers.normalise import NormalisedColumn
from ics.readers.xlsx.cells import Cell

LAST_MONTH = 12


@dataclass(frozen=True)
class DateCell:
    """A cell that holds a date: its line, its name ("B2"), its day, and its column, counted from 0."""

    line: int
    name: str
    day: date
    at: int


def date_cell(line: int, at: int, cell: Cell) -> DateCell | None:
    if not isinstance(cell.value, date):
        return None
    day = cell.value.date() if isinstance(cell.value, datetime) else cell.value
    return DateCell(line, cell.name, day, at)


def date_warnings(
    file: str,
    lines: list[int],
    names: list[str],
    table: Table,
    tidy: Mapping[str, NormalisedColumn],
    dates: Iterable[DateCell],
) -> list[Problem]:
    """Warnings of dates in columns of texts and of columns whose dates may be swapped; comments are left aside."""
    rows, by_column = set(lines), {name: [] for name in names}
    for cell in dates:
        if cell.line in rows:
            by_column[names[cell.at]].append(cell)
    problems = []
    for name, cells in by_column.items():
        if table.field(name).type in ("string", "list"):
            problems += _in_a_text(file, name, cells)
        elif tidy[name].only_day_first is not None:
            problems += _swapped(file, lines, name, tidy[name], cells)
    return problems


def _in_a_text(file: str, name: str, cells: list[DateCell]) -> list[Problem]:
    fix = "Format the column as text and type the cell again, unless a date is meant."
    told = [
        Problem(
            file,
            f"The cell {cell.name} is a date: Excel may have turned another text into {day_in_words(cell.day)}.",
            fix,
            "date_in_text",
            cell.line,
            name,
            cell.day.isoformat(),
            WARNING,
        )
        for cell in cells[:MAX_PER_RULE]
    ]
    return told + and_more(file, len(cells), name, "date_in_text", WARNING)


def _swapped(
    file: str, lines: list[int], name: str, column: NormalisedColumn, cells: list[DateCell]
) -> Iterator[Problem]:
    """A text that is only day first beside dates: an Excel that reads month first left it, and swapped the others."""
    doubtful = sum(cell.day.day <= LAST_MONTH and cell.day.day != cell.day.month for cell in cells)
    if doubtful:
        at = column.only_day_first
        written = column.written[at]
        dates = pluralise(doubtful, "date", "dates")
        yield Problem(
            file,
            f"{quoted(written)} is a text and can only be day first, so Excel may have read the others month first: "
            f"day and month may be swapped in {dates} of this column.",
            "Compare the dates up to the 12th of a month with their source, and write all of them as YYYY-MM-DD.",
            "swapped_dates",
            lines[at],
            name,
            written,
            WARNING,
            doubtful,
        )
