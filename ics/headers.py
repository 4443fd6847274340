"""Recognises the table of a file by its header, and says what is wrong with the header."""

import difflib
from pathlib import PurePath

from ics.datapackage import Table, tables
from ics.problems import Problem, quoted
from ics.settings import MAX_COLUMNS

LEAST_LIKENESS = 0.3  # share of columns in common below which a header fits no table


class Unreadable(Exception):
    """The file cannot be read further; carries the problem."""

    def __init__(self, what: str, mend: str, rule: str, line: int | None = None) -> None:
        super().__init__(what)
        self.what, self.mend, self.rule, self.line = what, mend, rule, line


def recognise(names: list[str], file_name: str, line: int) -> Table:
    """The table whose columns the header shares most; the file's name decides between equals."""
    if len(names) > MAX_COLUMNS:
        raise Unreadable(
            f"The header has {len(names):,} columns; the limit is {MAX_COLUMNS}.", "Check the file.", "header", line
        )
    _refuse_other_delimiters(names, line)

    def likeness(table: Table) -> tuple[float, bool]:
        shared, known = set(names) & set(table.columns), set(names) | set(table.columns)
        return len(shared) / len(known), PurePath(file_name).stem.lower() == table.name

    best = max(tables().values(), key=likeness)
    if likeness(best)[0] < LEAST_LIKENESS and not likeness(best)[1]:
        raise Unreadable(
            "The header fits no table.",
            f"The tables are: {', '.join(tables())}. Begin with a download of the current table.",
            "header",
            line,
        )
    return best


def _refuse_other_delimiters(names: list[str], line: int) -> None:
    for delimiter, word in ((";", "semicolons"), ("\t", "tabs")):
        if len(names) == 1 and delimiter in names[0]:
            raise Unreadable(
                f"The columns are separated by {word}.",
                "Save the file with commas between the columns.",
                "header",
                line,
            )


def header_problems(file: str, line: int, names: list[str], table: Table) -> list[Problem]:
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
            Problem(file, "The column stands twice in the header.", "Remove one of them.", "header", line, name)
            for name in twice
        ]
    )


def _unknown_column(file: str, line: int, name: str, table: Table, missing: list[str]) -> Problem:
    near = difflib.get_close_matches(name, missing, 1)
    mend = f"Did you mean {near[0]}?" if near else "Remove the column, or correct its name."
    what = f"{quoted(name)} is not a column of table {table.name}."
    return Problem(file, what, mend, "header", line, name or None, name)
