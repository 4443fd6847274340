"""From a check to a published version.

A version is refused for problems, for a right that is missing, or because somebody published meanwhile: for that see
`ics.store.base`.
"""

import contextlib
from collections.abc import Callable

import duckdb
import pyarrow

from ics.checks.candidate import create_candidate, create_from_arrow, rows_in_key_order
from ics.checks.check import Check, snapshots_of
from ics.datapackage import tables
from ics.problems import Problem
from ics.safeguards import event_log
from ics.safeguards.publishing_key import NotAllowedError, Right
from ics.store import schema
from ics.store.base import Base, Current, Nothing, Rebuild
from ics.store.schema import left_out_in_words, renew_rules, rules_fingerprint
from ics.store.snapshots import AFTER, Snapshots
from ics.store.store import Apply, PublishConflictError, Store, StoreError
from ics.versions.compare import count_rows
from ics.versions.diff import TableDiff, table_diffs
from ics.versions.history import ChangeNote, HistoryEntry, copy_history, history, record_files, record_version

Rows = dict[str, pyarrow.Table]  # by table


class CheckFailedError(Exception):
    """The files have problems; nothing was published."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


def publish_update(
    checked: Check, store: Store, note: ChangeNote, accept_warnings: bool = False, *, right: Right
) -> int:
    """Publishes the check as the version after the one it is based on, or as the first; returns its number.

    `right`: what allows the caller to publish; it is asked here. The event log gets a line either way.
    Raises NotAllowedError when the right is not enough, CheckFailedError when there are errors, or warnings and nobody
    accepted them (`accept_warnings`), and PublishConflictError when somebody published meanwhile. An undo
    reads two versions again: StoreError where one cannot be read.
    """
    base = Nothing() if checked.based_on is None else Current(checked.based_on)
    return _logged(checked, note, right, lambda: _publish(checked, store, note, base, accept_warnings))


def publish_rebuild(checked: Check, store: Store, note: ChangeNote, replacing: int | None, *, right: Right) -> int:
    """Publishes the check, which is based on nothing, although something was published; returns its number.

    Only the history of what was published goes into the new version. `replacing`: the version, damaged as it may be,
    that has to be the published one still; None: whichever is. Warnings are accepted. Raises as `publish_update` does.
    """
    return _logged(checked, note, right, lambda: _publish(checked, store, note, Rebuild(replacing), True))


def _logged(checked: Check, note: ChangeNote, right: Right, publish: Callable[[], int]) -> int:
    """Asks the right, publishes, and writes the line of the event log."""
    about = {"based_on": checked.based_on, "who": note.who, "tables": [table.name for table in checked.changed_tables]}
    try:
        right.require()
        version = publish()
    except (NotAllowedError, CheckFailedError, StoreError) as error:
        event_log.record("publication refused", reason=type(error).__name__, **about)
        raise
    event = "published" if checked.restored_from is None else "undone"
    event_log.record(event, version=version, restored_from=checked.restored_from, **about)
    return version


def _require_acceptable(checked: Check, accept_warnings: bool) -> None:
    if checked.errors or (checked.warnings and not accept_warnings):
        raise CheckFailedError(checked.problems)


def _rows_to_write(checked: Check, store: Store) -> Rows:
    """The rows of the tables that change; of all tables where there is no version to copy the others from."""
    same = {diff.table for diff in count_rows(checked, store) if diff.is_empty and checked.based_on is not None}
    changed = [table for table in checked.changed_tables if table.name not in same]
    if checked.restored_from is None:
        return {table.name: checked.rows[table.name] for table in changed}
    with snapshots_of(checked, store) as snapshots:
        return {table.name: rows_in_key_order(snapshots.connection, AFTER, table) for table in changed}


def _publish(checked: Check, store: Store, note: ChangeNote, base: Base, accept_warnings: bool) -> int:
    """Writes the version. A PublishConflictError says who published meanwhile."""
    _require_acceptable(checked, accept_warnings)
    try:
        store.require_base(base)  # before anything is read of it: the folder may be gone
        return store.write_version(base, _writing(checked, store, note, base))
    except PublishConflictError as conflict:
        raise PublishConflictError(f"{conflict}{_who_was_faster(store)}") from None


def _writing(checked: Check, store: Store, note: ChangeNote, base: Base) -> Apply:
    """What puts the rows and the history into the new version."""
    rows, is_rebuild = _rows_to_write(checked, store), isinstance(base, Rebuild)
    diffs = (_since_the_newest(store, rows) if is_rebuild else []) or count_rows(checked, store)

    def apply(con: duckdb.DuckDBPyConnection, version: int) -> None:
        left_out = schema.migrate(con)
        for name, content in rows.items():
            create_from_arrow(con, name, content)
        renew_rules(con)
        if is_rebuild:
            copy_history(con, version, store)
        text = " ".join([note.text, *left_out_in_words(left_out)])
        origin = (checked.based_on, checked.restored_from)
        record_version(con, version, HistoryEntry(ChangeNote(text, note.who), rules_fingerprint(), *origin), diffs)
        record_files(con, version, checked.tables)

    return apply


def _since_the_newest(store: Store, rows: Rows) -> list[TableDiff]:
    """What differs between the newest version and a rebuilt one; nothing where the newest cannot be read."""
    with contextlib.suppress(StoreError):
        newest = store.current()
        if newest + 1 != store.files.next_version():
            return []
        with store.attach_versions(published=newest) as con, store.damage_as_version_error(newest):
            create_candidate(con, rows, None)
            rewritten = [table for table in tables().values() if table.name in rows]
            return table_diffs(Snapshots(con, "published", "scratch.candidate", rewritten), rewritten)
    return []


def require_current(store: Store, version: int) -> None:
    """Raises PublishConflictError, with who published meanwhile, unless the version is the published one."""
    if version != (current := store.current()):
        raise PublishConflictError(f"The current version is {current}, not {version}.{_who_was_faster(store)}")


def _who_was_faster(store: Store) -> str:
    """Who published the current version, when and why, for the one who was refused."""
    try:
        latest = history(store, store.current())[0]
    except StoreError:
        return ""
    if latest["published_at"] is None:
        return ""
    who, version, when = latest["who"] or "Somebody", latest["version"], latest["published_at"]
    return f" {who} published version {version} at {when:%H:%M} UTC: {latest['note']}"
