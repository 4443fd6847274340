"""Undo: the content of an older version, checked out beside the published one, to be previewed and published."""

import duckdb

from ics.checks.check import Check, create_candidate
from ics.datapackage import Table, sql_names, tables
from ics.store.store import Store, VersionDamagedError


def restoring(store: Store, version: int, based_on: int | None) -> Check:
    """What publishing `version` once more, over `based_on`, would mean (None: beside nothing, where that is damaged).
    History is never rewritten.

    Its rows passed the checks when they were published, so they are not checked again: a rule that came later must
    not stand in the way of going back. Raises VersionNotStoredError when the file of the version is not stored any
    more, and StoreError when it is damaged.
    """
    store.require_stored(version)
    found = Check(store.attach_versions(published=based_on, former=version), based_on, [], restored_from=version)
    con = found.connection
    con.execute("use scratch; create schema candidate")
    with store.damage_as_version_error(version):
        for table in tables().values():
            create_candidate(con, table)
            _copy(con, table)
    return found


def restoring_over(store: Store, version: int, current: int) -> tuple[Check, VersionDamagedError | None]:
    """The same over the current version or, where that is damaged, beside nothing; then with what is wrong with it.

    Raises as `restoring` does.
    """
    try:
        store.verify(current)
    except VersionDamagedError as fault:
        return restoring(store, version, None), fault
    return restoring(store, version, current), None


def _copy(con: duckdb.DuckDBPyConnection, table: Table) -> None:
    names = sql_names(table.columns)
    con.execute(f"insert into candidate.{table.name} select {names}, null from former.{table.name}")
