"""Edits of a few rows, checked on the path that files take."""

from collections.abc import Mapping
from dataclasses import dataclass

from ics.checks.check import Check, check
from ics.datapackage import Table, tables
from ics.editing.edits import Edits, changed_row
from ics.problems import Problem, quoted
from ics.readers.read import SourceFile
from ics.readers.rows import is_comment
from ics.store.rows import Key, Names, Row, key_of, label
from ics.store.store import Store
from ics.writers.csv_files import exact_csv


@dataclass(frozen=True)
class EditedCheck:
    """A check of edits. `places`: file and line of the CSV that was made of them → what a person calls the row."""

    check: Check
    places: dict[tuple[str, int], str]


def check_edits(
    edits: Mapping[str, Edits], published: Mapping[str, Mapping[Key, Row]], names: Mapping[str, Names],
    store: Store, based_on: int,
) -> EditedCheck:  # fmt: skip
    """Checks the edits of all tables together, on the path that files take, beside version `based_on`.

    `edits`, `published` (the rows with a key out of the edits) and `names` (see `ics.store.rows`) by table.
    """
    files, written, problems = [], {}, []
    for name, edited in edits.items():
        rows, faults = _rows_to_send(tables()[name], edited, published[name])
        files.append(SourceFile(_file_name(name), exact_csv(tables()[name].columns, [list(r.values()) for r in rows])))
        written[name], problems = rows, problems + faults
    checked = check(files, store, based_on, removed={name: list(e.removed) for name, e in edits.items()})
    checked.problems += problems
    places = {
        (upload.file.name, line): label(upload.table, row, names[upload.table.name])
        for upload in checked.uploads
        for line, row in zip(upload.lines, written[upload.table.name], strict=True)
    }
    return EditedCheck(checked, places)


def _file_name(table: str) -> str:
    return f"{table} (edited here).csv"


def _rows_to_send(table: Table, edits: Edits, published: Mapping[Key, Row]) -> tuple[list[Row], list[Problem]]:
    """The rows as they would stand, in the columns of the table; of rows with the same key only the first.

    A file would overwrite a row whose key it has. Somebody who adds a row here does not mean that.
    """
    rows = [changed_row(edits, key, published[key]) for key in edits.changed]
    taken, problems = {*published} - {*edits.removed}, []
    for row in edits.added:
        key = key_of(table, row)
        if is_comment([row.get(column) or "" for column in table.columns]):
            problems.append(_comment(table, row))
        elif key in taken and None not in key:
            problems.append(_taken(table, key))
        else:
            rows.append({column: row.get(column) for column in table.columns})
            taken.add(key)
    return rows, problems


def _comment(table: Table, row: Row) -> Problem:
    """In a file the whole row would be passed over in silence."""
    column = table.columns[0]
    cell = row[column]
    what = f"{quoted(cell)} begins with #, which marks a comment."
    return Problem(_file_name(table.name), what, "Begin it with another character.", "comment", None, column, cell)


def _taken(table: Table, key: Key) -> Problem:
    what = f"A row is added under the key {quoted(', '.join(map(str, key)))}, but there is one already."
    fix = "Choose the row that is there and change it, or give the new row another key."
    return Problem(_file_name(table.name), what, fix, "unique", None, table.primary_key[0], ", ".join(map(str, key)))
