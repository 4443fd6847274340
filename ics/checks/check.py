"""Checks tables against the rules of `datapackage.json` and `queries/checks/`, together with the published data.

A check never changes what is published: the rows are staged as text in a database in memory, turned into their types,
and merged into a candidate of each table, as it would be after publishing. See `ics.checks.candidate`.
"""

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event, Thread

import duckdb
import pyarrow

from ics.checks.candidate import (
    REPLACE,
    UPSERT,
    Candidate,
    create_candidate,
    open_candidate,
)
from ics.checks.column_rules import cast_sql
from ics.checks.violations import removed_rows, violations_of_the_file, violations_of_the_whole
from ics.datapackage import Table, tables
from ics.problems import ERROR, WARNING, Problem, total
from ics.readers.budget import Budget, OverBudgetError
from ics.readers.read import read_file
from ics.readers.upload import Note, ParsedTable, ReadResult, SourceFile
from ics.safeguards import event_log
from ics.store.rows import Key
from ics.store.snapshots import Snapshots
from ics.store.store import Store, VersionDamagedError

__all__ = ["REPLACE", "UPSERT", "Check", "CheckedTable", "check", "check_files", "record_check", "snapshots_of"]

LOOK_AT_BUDGET_EVERY = 1.0  # seconds
Removed = Mapping[str, Iterable[Key]]  # keys of rows by table


@dataclass(frozen=True)
class CheckedTable:
    """A table that was checked, and the file that it came from: name, SHA-256 and bytes.

    `labels`: what a person calls each row, where the rows were typed and have no line in a file.
    """

    table: Table
    file_name: str
    sha256: str
    size: int
    row_count: int
    labels: Sequence[str] | None = None


@dataclass(frozen=True, eq=False)
class Check:
    """What a check found, and the rows that publishing would write. It holds no database: see `snapshots_of`.

    `based_on`: the version that was checked against, and on which the next one is to be made; None: none.
    `rows`: of each table that was checked, all rows there would be, in the order of the key. Nothing where there are
    errors, and for an undo: `restored_from` is then the version whose rows are to be published once more.
    `base_damaged`: what is wrong with the version that an undo replaces, where that cannot be read.
    """

    based_on: int | None
    tables: tuple[CheckedTable, ...] = ()
    problems: list[Problem] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    rows: Mapping[str, pyarrow.Table] = field(default_factory=dict, repr=False)
    restored_from: int | None = None
    base_damaged: VersionDamagedError | None = None

    @property
    def errors(self) -> list[Problem]:
        """The problems that forbid publishing."""
        return [p for p in self.problems if p.severity == ERROR]

    @property
    def warnings(self) -> list[Problem]:
        """The problems that are doubtful, and may be published anyway."""
        return [p for p in self.problems if p.severity == WARNING]

    @property
    def changed_tables(self) -> list[Table]:
        """The tables that were checked; an older version brings all of them."""
        names = {checked.table.name for checked in self.tables}
        return [t for t in tables().values() if self.restored_from is not None or t.name in names]

    def label_of(self, problem: Problem) -> str:
        """What a person calls the row of a problem, where it was typed; else an empty string."""
        labels = next((t.labels for t in self.tables if t.file_name == problem.file), None)
        return labels[problem.line - 1] if labels and problem.line else ""

    def title_of(self, problem: Problem) -> str:
        """The title of the column of a problem; its name where no table of the check has it, empty for none."""
        table = next((t.table for t in self.tables if t.file_name == problem.file), None)
        is_known = table and problem.column in table.columns
        return table.field(problem.column).title if table and problem.column and is_known else problem.column or ""


def check_files(
    files: Iterable[SourceFile],
    store: Store,
    based_on: int | None,
    mode: str = UPSERT,
    budget: Budget | None = None,
) -> Check:
    """Reads the files and checks their tables together: see `check`. The event log gets a line.

    `budget`: what the files may take together. Beyond it nothing more is read, which is a problem like others.
    """
    began, files, budget = time.monotonic(), list(files), budget or Budget()
    result = ReadResult()
    for file in files:
        if not budget.is_spent:
            result.add(read_file(file, budget))
    checked = check(result, store, based_on, mode, budget=budget)
    record_check(checked, began, [file.sha256 for file in files])
    return checked


def check(
    result: ReadResult,
    store: Store,
    based_on: int | None,
    mode: str = UPSERT,
    removed: Removed | None = None,
    budget: Budget | None = None,
) -> Check:
    """Checks the tables that were read, together, against version `based_on` (None: there is none). All problems at
    once, those of reading included.

    `mode`: UPSERT adds rows and changes those with the same key, REPLACE also removes the rows that were not read.
    `removed`: keys of published rows that are to go, of tables that were read (they may have no rows).
    Raises VersionDamagedError where tables were read and version `based_on` cannot be.
    """
    budget = budget or Budget()
    uploads = [] if budget.is_spent else result.uploads
    problems = [*result.problems, *_same_table_twice(uploads)]
    problems += [_emptied(u) for u in uploads if mode == REPLACE and not u.lines]
    rows: dict[str, pyarrow.Table] = {}
    if uploads:
        unread = {table.name for table in result.unread}
        with open_candidate(store, based_on) as candidate, store.damage_as_version_error(based_on):
            with _over_budget_as_problem(problems, uploads[0]), _ended_in_time(candidate.connection, budget):
                _check_rows(candidate, uploads, problems, mode, unread, removed or {}, budget)
            if not any(p.severity == ERROR for p in problems):
                rows = {upload.table.name: candidate.rows(upload.table) for upload in uploads}
    return Check(based_on, tuple(map(_checked_table, uploads)), problems, result.notes, rows)


def record_check(checked: Check, began: float, sha256: list[str]) -> None:
    """Writes the line of the event log: no names of files, and nothing of what is in them.

    `began`: the monotonic time at which it began; `sha256`: of the files.
    """
    event_log.record_checked(
        seconds=round(time.monotonic() - began, 3),
        based_on=checked.based_on,
        tables=[checked_table.table.name for checked_table in checked.tables],
        errors=total(checked.errors),
        warnings=total(checked.warnings),
        sha256=sha256,
    )


def _checked_table(upload: ParsedTable) -> CheckedTable:
    file = upload.file
    return CheckedTable(upload.table, file.name, file.sha256, len(file.content), len(upload.lines), upload.labels)


@contextmanager
def _over_budget_as_problem(problems: list[Problem], upload: ParsedTable) -> Iterator[None]:
    try:
        yield
    except OverBudgetError as error:
        problems.append(error.problem(upload.file.name))


@contextmanager
def _ended_in_time(con: duckdb.DuckDBPyConnection, budget: Budget) -> Iterator[None]:
    """Ends a query that goes on when the budget is used up; between queries the checkpoints do so."""
    ended = Event()

    def watch() -> None:
        while not ended.wait(LOOK_AT_BUDGET_EVERY):
            if budget.seconds_left < 0:
                con.interrupt()

    watcher = Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    except duckdb.InterruptException:
        raise budget.out_of_time() from None
    finally:
        ended.set()
        watcher.join()


def _same_table_twice(uploads: list[ParsedTable]) -> Iterator[Problem]:
    first: dict[str, ParsedTable] = {}
    for upload in uploads:
        other = first.setdefault(upload.table.name, upload)
        if other is not upload:
            message = f"This file and {other.file.name} both contain the table {upload.table.name}."
            yield Problem(upload.file.name, message, "Combine them into one file.", "file")


def _emptied(upload: ParsedTable) -> Problem:
    message = f"This file has no rows. It would delete every row of {upload.table.name}."
    return Problem(upload.file.name, message, "Add the rows you want to keep.", "file")


def _check_rows(
    candidate: Candidate,
    uploads: list[ParsedTable],
    problems: list[Problem],
    mode: str,
    unread: set[str],
    removed: Removed,
    budget: Budget,
) -> None:
    """Makes the candidate, and adds the problems of the rows to `problems`, which it puts in the order of the files."""
    con, by_table = candidate.connection, {u.table.name: u for u in uploads}
    for table in tables().values():
        if upload := by_table.get(table.name):
            candidate.stage(upload, budget)
            problems += violations_of_the_file(con, upload, budget)
            budget.checkpoint()
            candidate.merge(table, ", ".join(map(cast_sql, table.fields)), mode)
            candidate.remove(table, removed.get(table.name, []))
        else:
            candidate.keep(table)
    if mode == REPLACE and candidate.based_on is not None:
        problems += [p for upload in uploads for p in removed_rows(con, upload)]
    problems += _in_other_cells(problems, violations_of_the_whole(con, by_table, unread, budget))
    problems.sort(key=lambda p: (p.file, p.line or 0))


def _in_other_cells(known: list[Problem], more: list[Problem]) -> list[Problem]:
    """The problems of cells in which no error was found yet: a misspelt code is one problem, not two."""
    cells = {(p.file, p.line, p.column) for p in known if p.severity == ERROR}
    return [p for p in more if p.line is None or (p.file, p.line, p.column) not in cells]


@contextmanager
def snapshots_of(checked: Check, store: Store) -> Iterator[Snapshots]:
    """The published state, and the one that publishing the check would make. Only for a check without errors.

    Raises VersionDamagedError, with its number, where the version it is based on or the restored one cannot be read.
    """
    base, restored = checked.based_on, checked.restored_from
    try:
        with store.attach_versions(published=base, former=restored) as con, store.damage_as_version_error(base):
            origin = "former" if restored is not None else "published" if base is not None else None
            create_candidate(con, checked.rows, origin)
            yield Snapshots(con, None if base is None else "published", "scratch.candidate", checked.changed_tables)
    except VersionDamagedError:
        if restored is not None:
            store.verify(restored)
        raise
