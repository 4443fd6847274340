"""From checked files to a published version: preview, publish, and the first build."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import duckdb
import pyarrow

from ics import queries
from ics.checking import Check, check
from ics.datapackage import Table, sql_names, tables
from ics.preview import TableChange, preview
from ics.problems import Problem
from ics.reading import SourceFile, Upload
from ics.store import PublishConflict, Store, StoreError, StoreMissing

BUILD_NOTE = "Built from the CSV files of the project."
REFRESH_NOTE = "Shared rules renewed; no data changed."


class Refused(Exception):
    """The files have problems; nothing was published."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


def publish(checked: Check, store: Store, note: str, who: str = "", again: bool = False) -> int:
    """Publishes the checked files as the next version and returns its number.

    Raises Refused when they have problems, and PublishConflict when somebody published meanwhile.
    """
    if checked.problems:
        raise Refused(checked.problems)
    changes = preview(checked)
    arriving = [(t, _candidate_rows(checked.connection, t)) for t in checked.touched]

    def apply(con: duckdb.DuckDBPyConnection, version: int) -> None:
        for table, rows in arriving:
            _put(con, table, rows, is_new=checked.based_on is None)
        _renew_rules(con)
        _record(con, version, checked.based_on, changes, note, who)
        _record_files(con, version, checked.uploads)

    return store.publish(checked.based_on, apply, again)


def _candidate_rows(con: duckdb.DuckDBPyConnection, table: Table) -> pyarrow.Table:
    """The candidate in key order, which keeps queries on one indicator fast."""
    names = sql_names(table.columns)
    keys = sql_names(table.primary_key)
    return con.sql(f"select {names} from scratch.candidate.{table.name} order by {keys}").to_arrow_table()


def _put(con: duckdb.DuckDBPyConnection, table: Table, rows: pyarrow.Table, is_new: bool) -> None:
    con.execute(_definition(table) if is_new else f"delete from {table.name}")
    con.register("arriving", rows)
    con.execute(f"insert into {table.name} from arriving")
    con.unregister("arriving")


def _definition(table: Table) -> str:
    """Types and NOT NULL only: keys and references are checked before publishing."""
    columns = (f'"{f.name}" {f.sql_type}{" not null" if f.required else ""}' for f in table.fields)
    return f"create table {table.name} ({', '.join(columns)})"


def _renew_rules(con: duckdb.DuckDBPyConnection) -> None:
    for script in queries.schema_scripts():
        con.execute(script)


def _rules_fingerprint() -> str:
    return hashlib.sha256("\n".join(queries.schema_scripts()).encode()).hexdigest()


def _record(
    con: duckdb.DuckDBPyConnection,
    version: int,
    based_on: int | None,
    changes: list[TableChange],
    note: str,
    who: str,
) -> None:
    now = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    totals = [sum(getattr(c, part) for c in changes) for part in ("added", "changed", "removed")]
    con.execute(
        "insert into published_versions values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [version, now, who or None, note, based_on, *totals, _rules_fingerprint()],
    )


def _record_files(con: duckdb.DuckDBPyConnection, version: int, uploads: list[Upload]) -> None:
    for upload in uploads:
        row = [version, upload.file.name, upload.file.sha256, upload.table.name, len(upload.rows)]
        con.execute("insert into published_files values (?, ?, ?, ?, ?)", row)


def ensure_published(store: Store) -> int:
    """The published version: built when there is none, renewed when the shared rules have changed."""
    try:
        version = store.settled()
    except StoreMissing:
        return _or_what_another_published(store, lambda: build(store))
    if _rules_are_current(store, version):
        return version
    return _or_what_another_published(store, lambda: _refresh(store, version))


@cache
def prepared(folder: Path) -> Store:
    """The store of a folder, built or renewed once per process. Raises StoreError when that cannot be done."""
    store = Store(folder)
    try:
        ensure_published(store)
    except Refused as refusal:
        raise StoreError(f"The CSV files of the project have problems, the first: {refusal.problems[0]}") from refusal
    return store


def _or_what_another_published(store: Store, publishing: Callable[[], int]) -> int:
    """Two processes may start at once; what the first one published serves both."""
    try:
        return publishing()
    except PublishConflict:
        return store.settled()


def build(store: Store, again: bool = False) -> int:
    """Publishes the CSV files of the package: as the first version or, with `again`, beside whatever is there.

    Raises Refused when the files have problems, and PublishConflict when something is published already.
    """
    files = [SourceFile.named(t.path.name, t.path.read_bytes()) for t in tables().values()]
    return publish(check(files, store, None), store, BUILD_NOTE, again=again)


def _rules_are_current(store: Store, version: int) -> bool:
    with store.reading(version) as cursor:
        try:
            row = cursor.execute("select rules_sha256 from published_versions order by version desc").fetchone()
        except duckdb.CatalogException as error:
            raise StoreError(f"{store.path(version).name} was not made by this program.") from error
    return row == (_rules_fingerprint(),)


def _refresh(store: Store, version: int) -> int:
    def apply(con: duckdb.DuckDBPyConnection, new: int) -> None:
        _renew_rules(con)
        _record(con, new, version, [], REFRESH_NOTE, "")

    try:
        return store.publish(version, apply)
    except duckdb.Error as error:
        raise StoreError("The published tables do not fit this version of the program.") from error
