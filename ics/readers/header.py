"""Recognises the table of a file by its header, and says what is wrong with the header."""

import difflib
import re
from collections.abc import Iterable
from functools import cache
from pathlib import PurePath

from ics.datapackage import Table, tables
from ics.problems import Problem, quoted
from ics.readers.upload import UnreadableFileError

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
    """The table whose columns the header shares most; the file's name decides between equals."""

    def likeness(table: Table) -> tuple[float, bool]:
        shared, known = set(names) & set(table.columns), set(names) | set(table.columns)
        return len(shared) / len(known), table_name(PurePath(file_name).stem) == table.name

    best = max(tables().values(), key=likeness)
    if likeness(best)[0] < LEAST_LIKENESS and not likeness(best)[1]:
        if _is_separated_by_bars(names):
            raise UnreadableFileError(_BARS, _SAVE_AS_CSV, "header", line)
        raise UnreadableFileError(
            "The header fits no table.",
            f"The tables are: {', '.join(tables())}. Begin with a download of the current table.",
            "header",
            line,
        )
    return best


def table_name(written: str) -> str:
    """The name of a file or sheet as a table would be named: "Area milestones" is area_milestones."""
    return _JOINTS.sub("_", written.strip().lower())


_BARS = "The columns are separated by |, which is not read."
_SAVE_AS_CSV = "Save the file with commas, semicolons or tabs between the columns."


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
    what = f"{quoted(', '.join(filter(None, names)))} is not the header of table {table.name}."
    columns = ", ".join(table.columns)
    fix = f"Begin with the names of the columns, without a title above them: {columns}."
    return [Problem(file, what, fix, "header", line)]


def header_problems(file: str, line: int, names: list[str], table: Table) -> list[Problem]:
    """The columns that are missing, unknown or there twice."""
    known = table.columns
    unknown = [n for n in dict.fromkeys(names) if n not in known]
    missing = [n for n in known if n not in names]
    twice = [n for n in dict.fromkeys(names) if names.count(n) > 1]
    return (
        [
            Problem(
                file,
                f"The column is missing; table {table.name} needs it.",
                "Add it; leave its cells empty where nothing is known.",
                "header",
                line,
                name,
            )
            for name in missing
        ]
        + [_unknown_column(file, line, name, table, missing) for name in unknown]
        + [
            Problem(file, "The column is in the header twice.", "Remove one of them.", "header", line, name)
            for name in twice
        ]
    )


def _unknown_column(file: str, line: int, name: str, table: Table, missing: list[str]) -> Problem:
    near = difflib.get_close_matches(name, missing, 1)
    fix = f"Did you mean {near[0]}?" if near else "Remove the column, or correct its name."
    what = f"{quoted(name)} is not a column of table {table.name}."
    return Problem(file, what, fix, "header", line, name or None, name)
