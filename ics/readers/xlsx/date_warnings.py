"""Dates that Excel may have made itself: out of what was typed into a text, or by swapping day and month."""

from dataclasses import dataclass
from datetime import date, datetime

from ics.formatting import day_in_words, pluralise
from ics.problems import MAX_PER_RULE, WARNING, Problem, and_more, quoted
from ics.readers.leniency import Column
from ics.readers.lenient_dates import first_only_day_first
from ics.readers.xlsx.cells import WorkbookCell

_LAST_MONTH = 12


@dataclass(frozen=True)
class DateCell:
    """A cell that holds a date: its line, its name ("B2"), its day, and its column, counted from 0."""

    line: int
    name: str
    day: date
    at: int


def date_cell(line: int, at: int, cell: WorkbookCell) -> DateCell | None:
    """The cell in that place as a date; None where it holds something else."""
    if not isinstance(cell.value, date):
        return None
    day = cell.value.date() if isinstance(cell.value, datetime) else cell.value
    return DateCell(line, cell.name, day, at)


def date_warnings(column: Column, dates: list[DateCell]) -> list[Problem]:
    """Warnings of the dates in a column: of each in a column of texts, and of a column in which they may be swapped."""
    if column.field.type in ("string", "list"):
        return _in_a_text(column, dates)
    return _swapped(column, dates) if column.field.type == "date" else []


def _in_a_text(column: Column, dates: list[DateCell]) -> list[Problem]:
    name, rule = column.field.name, "date_in_text"
    fix = "Format the column as text and type the cell again, unless a date is meant."
    warnings = []
    for cell in dates[:MAX_PER_RULE]:
        day = day_in_words(cell.day)
        message = f"The cell {cell.name} is a date: Excel may have turned another text into {day}."
        warnings.append(Problem(column.file, message, fix, rule, cell.line, name, cell.day.isoformat(), WARNING))
    return warnings + and_more(column.file, len(dates), name, rule, WARNING)


def _swapped(column: Column, dates: list[DateCell]) -> list[Problem]:
    """A text that is only day first next to dates: an Excel that reads month first left it, and swapped the others."""
    doubtful = sum(cell.day.day <= _LAST_MONTH and cell.day.day != cell.day.month for cell in dates)
    at = first_only_day_first(column) if doubtful else None
    if at is None:
        return []
    message = (
        f"{quoted(column.cells[at])} is a text and can only be day first, so Excel may have read the others month "
        f"first: day and month may be swapped in {pluralise(doubtful, 'date', 'dates')} of this column."
    )
    fix = "Compare the dates up to the 12th of a month with their source, and write all of them as YYYY-MM-DD."
    return [column.problem("swapped_dates", at, message, fix, doubtful, WARNING)]
