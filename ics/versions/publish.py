"""From checked files to a published version."""

import contextlib

import duckdb
import pyarrow

from ics.checks.check import Check
from ics.datapackage import Table, sql_names
from ics.problems import Problem
from ics.safeguards import event_log
from ics.safeguards.publishing_key import NotAllowedError, Right
from ics.store import schema
from ics.store.schema import left_out_in_words, renew_rules, rules_fingerprint
from ics.store.snapshots import Snapshots
from ics.store.store import PublishConflictError, Store, StoreError
from ics.versions.diff import TableDiff, table_changes
from ics.versions.history import Entry, copy_history, history, record, record_files
from ics.versions.preview import preview


class CheckFailedError(Exception):
    """The files have problems; nothing was published."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


def publish(
    checked: Check,
    store: Store,
    note: str,
    who: str = "",
    again: bool = False,
    accept_warnings: bool = False,
    instead_of: int | None = None,
    *,
    right: Right,
) -> int:
    """Publishes the checked files as the next version and returns its number. The event log gets a line either way.

    `again`: the version stands on nothing, beside whatever is there, and carries the history along; `instead_of`: in
    the place of that damaged version. `right`: what allows the caller to publish; it is asked here.
    Raises NotAllowedError when the right is not enough, CheckFailedError when the files have errors, or
    warnings that nobody has
    accepted (`accept_warnings`), and PublishConflictError when somebody published meanwhile.
    """
    about = {"based_on": checked.based_on, "who": who, "tables": [table.name for table in checked.changed_tables]}
    try:
        right.require()
        version = _publish(checked, store, note, who, again, accept_warnings, instead_of)
    except (NotAllowedError, CheckFailedError, StoreError) as error:
        event_log.record("publication refused", reason=type(error).__name__, **about)
        raise
    event = "published" if checked.restored_from is None else "undone"
    event_log.record(event, version=version, restored_from=checked.restored_from, **about)
    return version


def _publish(
    checked: Check,
    store: Store,
    note: str,
    who: str,
    again: bool,
    accept_warnings: bool,
    instead_of: int | None,
) -> int:
    if checked.errors or (checked.warnings and not accept_warnings):
        raise CheckFailedError(checked.problems)
    with store.damage_as_version_error(checked.based_on):
        changes = preview(checked)
        same = set() if checked.based_on is None else {c.table for c in changes if c.is_empty}
        arriving = [(t, _candidate_rows(checked.connection, t)) for t in checked.changed_tables if t.name not in same]
    if again:
        changes = _since_the_newest(store, arriving) or changes

    def apply(con: duckdb.DuckDBPyConnection, version: int) -> None:
        left_out = schema.migrate(con)
        for table, rows in arriving:
            _put(con, table.name, rows)
        renew_rules(con)
        if again:
            copy_history(con, version, store)
        said = " ".join([note, *left_out_in_words(left_out)])
        entry = Entry(said, who, rules_fingerprint(), checked.based_on, checked.restored_from)
        record(con, version, entry, changes)
        record_files(con, version, checked.uploads)

    try:
        return store.publish(checked.based_on, apply, again, instead_of)
    except PublishConflictError as conflict:
        raise PublishConflictError(f"{conflict}{_who_was_faster(store)}") from None


def _since_the_newest(store: Store, arriving: list[tuple[Table, pyarrow.Table]]) -> list[TableDiff]:
    """What differs from the version before one that stands on nothing; nothing where that cannot be read."""
    changed_tables = [table for table, _ in arriving]
    with contextlib.suppress(StoreError):
        newest = store.current()
        if newest + 1 != store.files.next_version():
            return []
        with store.attach_versions(published=newest) as con, store.damage_as_version_error(newest):
            con.execute("use scratch; create schema candidate")
            for table, rows in arriving:
                _put(con, f"candidate.{table.name}", rows)
            return table_changes(Snapshots(con, "published", "scratch.candidate", changed_tables), changed_tables)
    return []


def require_current(store: Store, version: int | None) -> None:
    """Raises PublishConflictError, with who published meanwhile, unless the version is the current one (None: any)."""
    if version is None or version == (current := store.current()):
        return
    raise PublishConflictError(
        f"Version {current} is the published one, not version {version}.{_who_was_faster(store)}"
    )


def _who_was_faster(store: Store) -> str:
    """Who published the current version, when and why: to be told to the one who was refused."""
    try:
        latest = history(store, store.current())[0]
    except StoreError:
        return ""
    return f" It was published at {latest['published_at']:%H:%M} UTC by {latest['who'] or 'somebody'}: {latest['note']}"


def _candidate_rows(con: duckdb.DuckDBPyConnection, table: Table) -> pyarrow.Table:
    """The candidate in key order, which keeps queries on one indicator fast."""
    names = sql_names(table.columns)
    keys = sql_names(table.primary_key)
    return con.sql(f"select {names} from scratch.candidate.{table.name} order by {keys}").to_arrow_table()


def _put(con: duckdb.DuckDBPyConnection, name: str, rows: pyarrow.Table) -> None:
    """Types only: keys, references and what must be filled are checked before publishing."""
    con.register("arriving", rows)
    con.execute(f"create or replace table {name} as from arriving")
    con.unregister("arriving")
