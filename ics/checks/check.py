"""Checks uploads against the rules of `datapackage.json` and `queries/checks/`, beside the published data.

A check never touches what is published: the rows are staged as text in a scratch database, turned into their
types, and merged into a candidate of each table as it would stand after publishing.
"""

import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from threading import Event, Thread

import duckdb
import pyarrow

from ics.checks.column_rules import cast_sql
from ics.checks.violations import removed_rows, violations_of_the_file, violations_of_the_whole
from ics.datapackage import Table, sql_names, tables
from ics.problems import ERROR, WARNING, Problem, total
from ics.readers.budget import Budget, OverBudgetError
from ics.readers.read import Note, ParsedTable, SourceFile, read
from ics.safeguards import event_log
from ics.store.snapshots import Snapshots
from ics.store.store import Store

UPSERT = "add"
REPLACE = "replace"
LOOK_EVERY = 1.0  # seconds
Removed = Mapping[str, list[tuple[str, ...]]]  # keys of rows by table, each cell as the CSV writes it


@dataclass
class Check:
    """The outcome of a check: the problems, and the candidate tables when there are none; what was read leniently.

    `connection` holds the schemas `candidate` (tables as they would be) and the database `published`.
    """

    connection: duckdb.DuckDBPyConnection
    based_on: int | None
    uploads: list[ParsedTable]
    problems: list[Problem] = field(default_factory=list)
    restored_from: int | None = None
    notes: list[Note] = field(default_factory=list)
    is_released: bool = False

    @cached_property
    def states(self) -> Snapshots:
        """The published state and the one that the files would make. Only for a check without errors."""
        before = None if self.based_on is None else "published"
        return Snapshots(self.connection, before, "scratch.candidate", self.changed_tables)

    @property
    def errors(self) -> list[Problem]:
        """The problems that forbid publishing."""
        return [p for p in self.problems if p.severity == ERROR]

    @property
    def warnings(self) -> list[Problem]:
        """The problems that are doubtful, and may be published all the same."""
        return [p for p in self.problems if p.severity == WARNING]

    def release(self) -> None:
        """Lets go of the rows and the database: of a check with errors, which nobody asks, or to make room."""
        self.is_released = True
        self.connection.close()
        self.uploads.clear()

    @property
    def changed_tables(self) -> list[Table]:
        """The tables of the files; a restored version touches all of them."""
        names = {u.table.name for u in self.uploads}
        return [t for t in tables().values() if self.restored_from is not None or t.name in names]


def check(
    files: Iterable[SourceFile],
    store: Store,
    based_on: int | None,
    mode: str = UPSERT,
    removed: Removed | None = None,
    budget: Budget | None = None,
) -> Check:
    """Checks the files together, beside version `based_on` (None: beside nothing). All problems at once.

    `removed`: published rows that are to go, out of tables for which there is a file (it may have no rows).
    `budget`: what the files may take together. Beyond it nothing more is read, which is a problem like others.
    The event log gets a line.
    """
    began, files = time.monotonic(), list(files)
    found = _found(files, store, based_on, mode, removed or {}, budget or Budget())
    seconds = round(time.monotonic() - began, 3)
    event_log.record_checked(seconds=seconds, **_told_of(found), sha256=[file.sha256 for file in files])
    return found


def _told_of(found: Check) -> dict[str, object]:
    """What the event log says of a check: no names of files and nothing of what is in them."""
    tables_ = [upload.table.name for upload in found.uploads]
    problems = {"errors": total(found.errors), "warnings": total(found.warnings)}
    return {"based_on": found.based_on, "tables": tables_, **problems}


def _found(
    files: list[SourceFile], store: Store, based_on: int | None, mode: str, removed: Removed, budget: Budget
) -> Check:
    readings = [read(file, budget) for file in files if not budget.is_spent]
    uploads = [] if budget.is_spent else [u for r in readings for u in r.uploads]
    found = Check(store.attach_versions(published=based_on), based_on, uploads)
    found.notes = [n for r in readings for n in r.notes]
    found.problems += [p for r in readings for p in r.problems]
    found.problems += _same_table_twice(uploads)
    found.problems += [_emptied(u) for u in uploads if mode == REPLACE and not u.lines]
    if uploads:
        unread = {table.name for r in readings for table in r.unread}
        try:
            with store.damage_as_version_error(based_on), _ended_in_time(found.connection, budget):
                _check_rows(found, mode, unread, removed, budget)
        except OverBudgetError as fault:
            found.problems.append(fault.problem(uploads[0].file.name))
    return found


@contextmanager
def _ended_in_time(con: duckdb.DuckDBPyConnection, budget: Budget) -> Iterator[None]:
    """Ends a query that goes on when the budget is used up; between queries the checkpoints do so."""
    ended = Event()

    def watch() -> None:
        while not ended.wait(LOOK_EVERY):
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


def _same_table_twice(uploads: list[ParsedTable]) -> list[Problem]:
    problems, first = [], {}
    for upload in uploads:
        other = first.setdefault(upload.table.name, upload)
        if other is not upload:
            what = f"The file and {other.file.name} are both for table {upload.table.name}."
            problems.append(Problem(upload.file.name, what, "Join them into one file.", "file"))
    return problems


def _emptied(upload: ParsedTable) -> Problem:
    what = f"The file has a header but no rows: it would empty table {upload.table.name}."
    return Problem(upload.file.name, what, "Send the rows that are to stay.", "file")


def _check_rows(found: Check, mode: str, unread: set[str], removed: Removed, budget: Budget) -> None:
    con = found.connection
    con.execute("use scratch; create schema staged; create schema candidate")
    by_table = {u.table.name: u for u in found.uploads}
    for table in tables().values():
        upload = by_table.get(table.name)
        if upload:
            _stage(con, upload, budget)
            found.problems += violations_of_the_file(con, upload, budget)
        budget.checkpoint()
        _make_candidate(con, table, upload, mode, found.based_on)
        _remove(con, table, removed.get(table.name, []))
    if mode == REPLACE and found.based_on is not None:
        found.problems += [p for upload in found.uploads for p in removed_rows(con, upload)]
    found.problems += _unless_told(found.problems, violations_of_the_whole(con, by_table, unread, budget))
    found.problems.sort(key=lambda p: (p.file, p.line or 0))


def _unless_told(told: list[Problem], more: list[Problem]) -> list[Problem]:
    """The problems of cells in which no error was found yet: a misspelt code is one problem, not two."""
    cells = {(p.file, p.line, p.column) for p in told if p.severity == ERROR}
    return [p for p in more if p.line is None or (p.file, p.line, p.column) not in cells]


def _stage(con: duckdb.DuckDBPyConnection, upload: ParsedTable, budget: Budget) -> None:
    """Table staged.<name>: the cells as text, and the line of each row in the file."""
    arrays = {}
    for name, cells in zip(upload.table.columns, upload.columns, strict=True):
        budget.checkpoint()
        arrays[name] = pyarrow.array(cells, pyarrow.string())
    arrays["line"] = pyarrow.array(upload.lines, pyarrow.int64())
    con.register("arriving", pyarrow.table(arrays))
    con.execute(f"create table staged.{upload.table.name} as from arriving")
    con.unregister("arriving")


def _make_candidate(
    con: duckdb.DuckDBPyConnection, table: Table, upload: ParsedTable | None, mode: str, based_on: int | None
) -> None:
    """Table candidate.<name>: the table as it would stand, with the line of rows that come from the file."""
    names = sql_names(table.columns)
    create_candidate(con, table)
    if upload:
        values = ", ".join(map(cast_sql, table.fields))
        con.execute(f"insert into candidate.{table.name} select {values}, line from staged.{table.name}")
    if based_on is not None and not (upload and mode == REPLACE):
        keys = sql_names(table.primary_key)
        con.execute(f"""
            insert into candidate.{table.name} select {names}, null from published.{table.name}
            anti join candidate.{table.name} using ({keys})""")


def _remove(con: duckdb.DuckDBPyConnection, table: Table, keys: list[tuple[str, ...]]) -> None:
    """Takes published rows out of the candidate; a row that the file brings under the same key stays."""
    if keys:
        same = " and ".join(f'"{column}"::varchar = ?' for column in table.primary_key)
        con.executemany(f"delete from candidate.{table.name} where line is null and {same}", keys)


def create_candidate(con: duckdb.DuckDBPyConnection, table: Table) -> None:
    """Table candidate.<name>, empty: the columns of the table, and the line of the row in its file."""
    types = ", ".join(f'"{f.name}" {f.sql_type}' for f in table.fields)
    con.execute(f"create table candidate.{table.name} ({types}, line bigint)")
