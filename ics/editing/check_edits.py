"""Edits of a few rows, checked as the rows of a file are."""

import time
from collections.abc import Mapping

from ics.checks.check import Check, check, record_check
from ics.datapackage import Table, tables
from ics.editing.edits import Edits, changed_row
from ics.problems import Problem, quoted
from ics.readers.budget import Budget, OverBudgetError
from ics.readers.read import read_rows
from ics.readers.upload import ReadResult, SourceFile
from ics.store.rows import Key, Names, Row, key_of, label
from ics.store.store import Store
from ics.writers.csv_files import exact_csv

RECORDED_AS = "{} (edited here).csv"  # the name that the history has in the place of a file


def check_edits(
    edits: Mapping[str, Edits],
    published: Mapping[str, Mapping[Key, Row]],
    names: Mapping[str, Names],
    store: Store,
    based_on: int,
) -> Check:
    """Checks the edits of all tables together, against version `based_on`. The event log gets a line.

    `edits`, `published` (the rows with a key out of the edits) and `names` (see `ics.store.rows`) by table. Problems
    name the table as a file, and the row by its label: see `Check.label_of`.
    """
    began, budget, result, sha256 = time.monotonic(), Budget(), ReadResult(), []
    for name, edited in edits.items():
        table = tables()[name]
        rows, taken = _rows_to_check(table, edited, published[name])
        source = SourceFile(RECORDED_AS.format(name), exact_csv(table.columns, (row.values() for row in rows)))
        result.add(_read(source, table, rows, [label(table, row, names[name]) for row in rows], budget))
        result.problems += [_taken(source.name, table, row, names[name]) for row in taken]
        sha256.append(source.sha256)
    checked = check(result, store, based_on, removed={n: list(e.removed) for n, e in edits.items()}, budget=budget)
    record_check(checked, began, sha256)
    return checked


def _read(source: SourceFile, table: Table, rows: list[Row], labels: list[str], budget: Budget) -> ReadResult:
    try:
        return read_rows(source, table, rows, labels, budget)
    except OverBudgetError as error:
        return ReadResult(unread=[table], problems=[error.problem(source.name)])


def _rows_to_check(table: Table, edits: Edits, published: Mapping[Key, Row]) -> tuple[list[Row], list[Row]]:
    """The rows as they would be, and those that are added although their key is there.

    A file overwrites a row whose key it has. Somebody who adds a row here does not mean that.
    """
    rows = [changed_row(edits, key, published[key]) for key in edits.changed]
    known, taken = {*published} - {*edits.removed}, []
    for row in edits.added:
        key, whole = key_of(table, row), {column: row.get(column) for column in table.columns}
        if key in known and None not in key:
            taken.append(whole)
        else:
            rows.append(whole)
            known.add(key)
    return rows, taken


def _taken(file: str, table: Table, row: Row, names: Names) -> Problem:
    key = ", ".join(map(str, key_of(table, row)))
    message = f"You are adding a row for {quoted(label(table, row, names))}, but there is one already."
    fix = "Change that row, or correct the new one."
    return Problem(file, message, fix, "unique", None, table.primary_key[0], key)
