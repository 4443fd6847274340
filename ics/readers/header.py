"""Recognises the table of a file by its header, and says what is wrong with the header."""

import difflib
import re
from collections.abc import Iterable
from functools import cache
from pathlib import PurePath

from ics.datapackage import Table, tables
from ics.problems import Problem, quoted
from ics.readers.upload import UnreadableFileError

_BARS = "The columns are separated by |, which we cannot read."
_SAVE_AS_CSV = "Save the file with commas, semicolons or tabs between the columns."
_JOINTS = re.compile(r"[\s_-]+")
LEAST_LIKENESS = 0.3  # share of columns in common below which a header fits no table
FEWEST_KNOWN = 1 / 6  # share of the columns of a table below which a line is not its header


def column_name(written: str) -> str:
    """The name of a column as the tables write it: "Area code" and "AREA-CODE" are area_code."""
    plain = written.strip().lower()
    joined = _JOINTS.sub("_", plain)
    return joined if joined in _all_columns() else plain


def known_names(header: Iterable[str]) -> set[str]:
    return {column_name(written) for written in header} & _all_columns()


def begins_with_key(header: list[str]) -> bool:
    """Whether the first column of a file belongs to the key of a table."""
    return column_name(header[0]) in _key_columns()


@cache
def _key_columns() -> frozenset[str]:
    return frozenset(column for table in tables().values() for column in table.primary_key)


@cache
def _all_columns() -> frozenset[str]:
    return frozenset(column for table in tables().values() for column in table.columns)


def recognise(names: list[str], file_name: str, line: int) -> Table:
    """The table whose columns the header shares most; the file's name decides between equals.

    Raises UnreadableFileError where the header shares too little with all tables.
    """
    named = table_name(PurePath(file_name).stem)
    best = max(tables().values(), key=lambda table: (_likeness(names, table), table.name == named))
    if _likeness(names, best) < LEAST_LIKENESS and best.name != named:
        raise _fits_no_table(names, line)
    return best


def _likeness(names: list[str], table: Table) -> float:
    """The share of columns in common, out of those of the header and the table together."""
    return len(set(names) & set(table.columns)) / len(set(names) | set(table.columns))


def _fits_no_table(names: list[str], line: int) -> UnreadableFileError:
    if _is_separated_by_bars(names):
        return UnreadableFileError(_BARS, _SAVE_AS_CSV, "header", line)
    fix = f"Check the column names, or start from the current table. The tables are: {', '.join(tables())}."
    return UnreadableFileError("We cannot tell which table this is.", fix, "header", line)


def table_name(written: str) -> str:
    """The name of a file or sheet as a table would be named: "Area milestones" is area_milestones."""
    return _JOINTS.sub("_", written.strip().lower())


def _is_separated_by_bars(names: list[str]) -> bool:
    return any(len(known_names(name.split("|"))) > 1 for name in names)


def no_header(file: str, line: int, names: list[str], table: Table) -> list[Problem]:
    """The one problem of a line that is not a header of the table, as nearly none of its names are columns.

    What the rows lack under such a line says nothing more.
    """
    known = set(names) & set(table.columns)
    if len(known) > FEWEST_KNOWN * len(table.columns):
        return []
    if _is_separated_by_bars(names):
        return [Problem(file, _BARS, _SAVE_AS_CSV, "header", line)]
    message = f"{quoted(', '.join(filter(None, names)))} are not the column names of {table.name}."
    columns = ", ".join(table.columns)
    fix = f"Put the column names in the first row, with no title above them: {columns}."
    return [Problem(file, message, fix, "header", line)]


def header_problems(file: str, line: int, names: list[str], table: Table) -> list[Problem]:
    """The columns that are missing, unknown or there twice."""
    unknown = [name for name in dict.fromkeys(names) if name not in table.columns]
    missing = [name for name in table.columns if name not in names]
    twice = [name for name in dict.fromkeys(names) if names.count(name) > 1]
    return [
        *(_missing_column(file, line, name, table) for name in missing),
        *(_unknown_column(file, line, name, table, missing) for name in unknown),
        *(_column_twice(file, line, name) for name in twice),
    ]


def _missing_column(file: str, line: int, name: str, table: Table) -> Problem:
    message = f"This column is missing. The table {table.name} needs it."
    return Problem(file, message, "Add it. Leave cells blank where you do not know the value.", "header", line, name)


def _column_twice(file: str, line: int, name: str) -> Problem:
    return Problem(file, "This column appears twice.", "Remove one of them.", "header", line, name)


def _unknown_column(file: str, line: int, name: str, table: Table, missing: list[str]) -> Problem:
    near = difflib.get_close_matches(name, missing, 1)
    fix = f"Did you mean {near[0]}?" if near else "Remove the column, or correct its name."
    message = f"{quoted(name)} is not a column of {table.name}."
    return Problem(file, message, fix, "header", line, name or None, name)
