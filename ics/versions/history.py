"""The history, which every version file contains: what was published, when, by whom and why."""

import contextlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypedDict, cast

import duckdb

from ics.checks.check import CheckedTable
from ics.datapackage import sql_names
from ics.store import query_files
from ics.store.ask import fetch_rows
from ics.store.schema import HISTORY
from ics.store.store import Store, StoreError, VersionDamagedError
from ics.versions.diff import TableDiff

LOST_NOTE = "The file of this version was damaged or missing, so its history is lost."
LOST_RULES = "lost"
Lines = dict[str, tuple[list[str], list[tuple[Any, ...]]]]  # by table: its columns and its rows


@dataclass(frozen=True)
class ChangeNote:
    """What the history is to say of a version: what changes and why, and who publishes it."""

    text: str
    who: str = ""


@dataclass(frozen=True)
class HistoryEntry:
    """What the history says of a version apart from its number, its time and its files."""

    note: ChangeNote
    rules_sha256: str
    based_on: int | None = None
    restored_from: int | None = None


class FileRecord(TypedDict):
    """A table that a version was made from, and its file: a row of query `version_files`."""

    version: int
    file_name: str
    sha256: str
    table_name: str
    row_count: int


class VersionRecord(TypedDict):
    """A version as the history tells it: the columns of query `versions`, and two more.

    `published_at` (UTC) and the counts of rows are None where a damaged file took the line of the version with it.
    `files`: see FileRecord. `kept`: whether its data are still stored.
    """

    version: int
    published_at: datetime | None
    who: str | None
    note: str
    based_on: int | None
    restored_from: int | None
    rows_added: int | None
    rows_changed: int | None
    rows_removed: int | None
    files: list[FileRecord]
    kept: bool


def record_version(
    con: duckdb.DuckDBPyConnection, version: int, entry: HistoryEntry, diffs: Iterable[TableDiff]
) -> None:
    """Adds a version, published now (UTC), with its counts of rows."""
    now = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    diffs = list(diffs)
    totals = [sum(d.added for d in diffs), sum(d.changed for d in diffs), sum(d.removed for d in diffs)]
    origin = [entry.based_on, entry.restored_from]
    con.execute(
        "insert into published_versions (version, published_at, who, note, based_on, restored_from, rows_added,"
        " rows_changed, rows_removed, rules_sha256) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [version, now, entry.note.who or None, entry.note.text, *origin, *totals, entry.rules_sha256],
    )


def record_files(con: duckdb.DuckDBPyConnection, version: int, checked_tables: Iterable[CheckedTable]) -> None:
    """Adds the files from which a version was made."""
    for checked in checked_tables:
        row = [version, checked.file_name, checked.sha256, checked.table.name, checked.row_count]
        con.execute("insert into published_files values (?, ?, ?, ?, ?)", row)


def copy_history(con: duckdb.DuckDBPyConnection, version: int, store: Store) -> None:
    """Copies the history out of the newest version file that can be read, into a version that is rebuilt from nothing.

    A number that it does not know gets a line, which says that the rest is lost. Raises VersionUnavailableError
    where a file that may be sound cannot be opened: its lines must not be lost.
    """
    _insert(con, _newest_lines(store))
    known = {number for (number,) in con.execute("select version from published_versions").fetchall()}
    for number in sorted({*range(1, version)} - known):
        values = [number, LOST_NOTE, LOST_RULES]
        con.execute("insert into published_versions (version, note, rules_sha256) values (?, ?, ?)", values)


def _newest_lines(store: Store) -> Lines:
    """Both tables of the history in the newest version file that can be read; nothing where none can."""
    for former in reversed(store.versions()):
        with contextlib.suppress(VersionDamagedError, duckdb.Error), store.open_raw(former) as past:
            tables = {name: past.sql(f"from {name}") for name in HISTORY}
            return {name: (rows.columns, rows.fetchall()) for name, rows in tables.items()}
    return {}


def _insert(con: duckdb.DuckDBPyConnection, past: Lines) -> None:
    for name, (columns, rows) in past.items():
        places = ", ".join("?" * len(columns))
        if rows:
            con.executemany(f"insert into {name} ({sql_names(columns)}) values ({places})", rows)


def history(store: Store, version: int) -> list[VersionRecord]:
    """Every version as `version` tells it, the newest first. Raises StoreError."""
    files = defaultdict(list)
    for file in _records(store, version, "version_files"):
        files[file["version"]].append(cast(FileRecord, file))
    stored = set(store.versions())
    return [
        cast(VersionRecord, row | {"files": files[row["version"]], "kept": row["version"] in stored})
        for row in _records(store, version, "versions")
    ]


def _records(store: Store, version: int, query: str) -> list[dict[str, Any]]:
    try:
        columns, rows = fetch_rows(query_files.load(query).sql, store, version)
    except (duckdb.BinderException, duckdb.CatalogException) as error:
        raise StoreError(f"Another program made version {version}. To renew it, run: python -m ics build") from error
    return [dict(zip(columns, row, strict=True)) for row in rows]
