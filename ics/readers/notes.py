"""What is said about lenient reading: one note for each kind and column, and the two cases that are refused."""

from collections.abc import Mapping

from ics.formatting import day_in_words, join_and, pluralise
from ics.problems import Problem, quoted
from ics.readers.header import column_name
from ics.readers.normalise import NormalisedColumn
from ics.readers.rows import Rows
from ics.readers.upload import Note
from ics.readers.xlsx.sheet import Hidden


def notes(file: str, rows: Rows, tidy: Mapping[str, NormalisedColumn]) -> list[Note]:
    said = []
    if renamed := sum(column_name(written) != written for written in rows.header if written.strip()):
        said.append(f"{pluralise(renamed, 'column name', 'column names')} read in the spelling of the table")
    if rows.comments:
        said.append(f"{pluralise(len(rows.comments), 'comment row', 'comment rows')} skipped")
    if blanks := sum(column.blanks for column in tidy.values()):
        said.append(f"blanks around {pluralise(blanks, 'cell', 'cells')} dropped")
    for name, column in tidy.items():
        said += _of_column(name, column)
    return [Note(file, what) for what in said]


def hidden_notes(file: str, rows: Rows, hidden: Hidden) -> list[Note]:
    """What was read of a sheet although it does not show it."""
    said, lines = [], set(rows.lines)
    if number := sum(line in lines for line in hidden.lines):
        said.append(f"{pluralise(number, 'hidden row', 'hidden rows')} read too")
    if names := [rows.header[at] for at in hidden.columns if at < len(rows.columns)]:
        said.append(f"{pluralise(len(names), 'hidden column', 'hidden columns')} read too: {join_and(names)}")
    return [Note(file, what) for what in said]


def _of_column(name: str, column: NormalisedColumn) -> list[str]:
    said = []
    if column.day_first:
        dates = pluralise(column.day_first, "date", "dates")
        said.append(f"{dates} in column {name} read day first (DD/MM/YYYY){_example(column)}")
    if column.midnights:
        said.append(f"{pluralise(column.midnights, 'date', 'dates')} in column {name} read without the time 00:00")
    if column.thousands:
        numbers = pluralise(column.thousands, "number", "numbers")
        said.append(f"{numbers} in column {name} read without thousands separators")
    if column.bars:
        said.append(f"{pluralise(column.bars, 'list', 'lists')} in column {name} read with a blank on each side of |")
    return said


def _example(column: NormalisedColumn) -> str:
    """How a date was read that could be meant otherwise: whoever meant it month first is to see it."""
    written = column.either_way
    return f": {written} as {day_in_words(column.replaced[written])}" if written else ""


def ambiguous_dates(file: str, lines: list[int], tidy: Mapping[str, NormalisedColumn]) -> list[Problem]:
    """A column with a date that can only be month first: nobody knows how its other dates are meant."""
    return [
        Problem(
            file,
            f"{quoted(column.cells[column.month_first])} can only be month first, so it is not clear which part is the "
            f"day in the {pluralise(column.slashes, 'date', 'dates')} with slashes of this column.",
            "Write every date of the column as YYYY-MM-DD, for example 2021-04-01.",
            "ambiguous_dates",
            lines[column.month_first],
            name,
            column.cells[column.month_first],
            count=column.slashes,
        )
        for name, column in tidy.items()
        if column.month_first is not None
    ]


def ambiguous_numbers(file: str, lines: list[int], tidy: Mapping[str, NormalisedColumn]) -> list[Problem]:
    """A column whose dots may part thousands, in a file that may be of somebody who writes a decimal comma."""
    return [
        Problem(
            file,
            f"{quoted(written := column.cells[column.dotted])} may mean {written.replace('.', '')}, as the columns of "
            "this file are not separated by commas: nothing in this column shows that the dot is a decimal point. "
            f"This holds for {pluralise(column.dots, 'number', 'numbers')} of the column.",
            f"Write {written.replace('.', '')} if that is meant, or else {written}0.",
            "ambiguous_numbers",
            lines[column.dotted],
            name,
            written,
            count=column.dots,
        )
        for name, column in tidy.items()
        if column.dotted is not None
    ]
