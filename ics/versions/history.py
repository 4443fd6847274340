"""The history that every version file carries along: what was published, when, by whom and why."""

import contextlib
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime

import duckdb

from ics.datapackage import sql_names
from ics.readers.read import ParsedTable
from ics.store import query_files
from ics.store.ask import fetch_rows
from ics.store.schema import HISTORY
from ics.store.store import Store, StoreError, VersionDamagedError
from ics.versions.preview import TableDiff

LOST_NOTE = "The file of this version was damaged or gone, and with it what the history said of it."
LOST_RULES = "lost"


@dataclass(frozen=True)
class Entry:
    """What the history says of a version besides its number, its time and its files."""

    note: str
    who: str
    rules_sha256: str
    based_on: int | None = None
    restored_from: int | None = None


def record(con: duckdb.DuckDBPyConnection, version: int, entry: Entry, changes: list[TableDiff]) -> None:
    """Adds a version, published now (UTC), with its counts of rows."""
    now = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    totals = [sum(getattr(c, part) for c in changes) for part in ("added", "changed", "removed")]
    con.execute(
        "insert into published_versions (version, published_at, who, note, based_on, restored_from, rows_added,"
        " rows_changed, rows_removed, rules_sha256) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            version,
            now,
            entry.who or None,
            entry.note,
            entry.based_on,
            entry.restored_from,
            *totals,
            entry.rules_sha256,
        ],
    )


def record_files(con: duckdb.DuckDBPyConnection, version: int, uploads: list[ParsedTable]) -> None:
    """Adds the files from which a version was made."""
    for upload in uploads:
        row = [version, upload.file.name, upload.file.sha256, upload.table.name, len(upload.lines)]
        con.execute("insert into published_files values (?, ?, ?, ?, ?)", row)


def copy_history(con: duckdb.DuckDBPyConnection, version: int, store: Store) -> None:
    """Copies the history out of the newest version file that can be read, into a version that stands on nothing.

    A number that it does not tell of keeps a line, which says that the rest is lost. Raises VersionUnavailableError
    where a file that may be sound cannot be opened: its lines must not be lost.
    """
    for former in reversed(store.versions()):
        with contextlib.suppress(VersionDamagedError, duckdb.Error), store.open_raw(former) as past:
            rows = {name: past.sql(f"from {name}") for name in HISTORY}
            _copy(con, {name: (found.columns, found.fetchall()) for name, found in rows.items()})
            break
    told = {number for (number,) in con.execute("select version from published_versions").fetchall()}
    for number in sorted({*range(1, version)} - told):
        values = [number, LOST_NOTE, LOST_RULES]
        con.execute("insert into published_versions (version, note, rules_sha256) values (?, ?, ?)", values)


def _copy(con: duckdb.DuckDBPyConnection, past: dict[str, tuple[list[str], list[tuple]]]) -> None:
    for name, (columns, rows) in past.items():
        places = ", ".join("?" * len(columns))
        if rows:
            con.executemany(f"insert into {name} ({sql_names(columns)}) values ({places})", rows)


def history(store: Store, version: int) -> list[dict]:
    """Every version as `version` tells it, the newest first: the columns of query `versions`, its `files` as rows of
    query `version_files`, and `kept`, whether its data can still be had.
    """
    files = defaultdict(list)
    for file in _records(store, version, "version_files"):
        files[file["version"]].append(file)
    kept = set(store.versions())
    return [
        row | {"files": files[row["version"]], "kept": row["version"] in kept}
        for row in _records(store, version, "versions")
    ]


def _records(store: Store, version: int, query: str) -> list[dict]:
    try:
        columns, rows = fetch_rows(query_files.load(query).sql, store, version)
    except (duckdb.BinderException, duckdb.CatalogException) as error:
        raise StoreError(f"Version {version} was made by another program; python -m ics build renews it.") from error
    return [dict(zip(columns, row, strict=True)) for row in rows]
