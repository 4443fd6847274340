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
    fix = "If you did not mean a date, format the column as text and retype the cell."
    warnings = []
    for cell in dates[:MAX_PER_RULE]:
        day = day_in_words(cell.day)
        message = f"Cell {cell.name} is a date. Excel may have changed what you typed into {day}."
        warnings.append(Problem(column.file, message, fix, rule, cell.line, name, cell.day.isoformat(), WARNING))
    return warnings + and_more(column.file, len(dates), name, rule, WARNING)


def _swapped(column: Column, dates: list[DateCell]) -> list[Problem]:
    """A text that is only day first next to dates: an Excel that reads month first left it, and swapped the others."""
    doubtful = sum(cell.day.day <= _LAST_MONTH and cell.day.day != cell.day.month for cell in dates)
    at = first_only_day_first(column) if doubtful else None
    if at is None:
        return []
    message = (
        f"Excel may have swapped day and month in {pluralise(doubtful, 'date', 'dates')} in this column. It kept "
        f"{quoted(column.cells[at])} as text."
    )
    fix = "Check dates up to the 12th of a month against their source. Then enter every date as YYYY-MM-DD."
    return [column.problem("swapped_dates", at, message, fix, doubtful, WARNING)]
