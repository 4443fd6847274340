"""Undo: the content of an older version, checked out beside the published one, to be previewed and published."""

import duckdb

from ics.checks.check import Check, create_candidate
from ics.datapackage import Table, sql_names, tables
from ics.store.store import NotPublished, Store, VersionFault


def restoring(store: Store, version: int, based_on: int | None) -> Check:
    """What publishing `version` once more, over `based_on`, would mean (None: beside nothing, where that is damaged).
    History is never rewritten.

    Its rows passed the checks when they were published, so they are not checked again: a rule that came later must
    not stand in the way of going back. Raises NotPublished when the file of the version is no longer kept, and
    StoreError when it is damaged.
    """
    require_kept(store, version)
    found = Check(store.beside(published=based_on, former=version), based_on, [], restored_from=version)
    con = found.connection
    con.execute("use scratch; create schema candidate")
    with store.damage_named(version):
        for table in tables().values():
            create_candidate(con, table)
            _copy(con, table)
    return found


def restoring_over(store: Store, version: int, current: int) -> tuple[Check, VersionFault | None]:
    """The same over the current version or, where that is damaged, beside nothing; then with what is wrong with it.

    Raises as `restoring` does.
    """
    try:
        store.require_sound(current)
    except VersionFault as fault:
        return restoring(store, version, None), fault
    return restoring(store, version, current), None


def require_kept(store: Store, version: int) -> None:
    """Raises NotPublished when the file of the version is not there: unknown, or older than those that are kept."""
    kept = store.versions()
    if version not in kept:
        was_there = 0 < version < max(kept, default=0)
        missing = f"The data of version {version} are not kept" if was_there else f"There is no version {version}"
        raise NotPublished(f"{missing}; kept are {_spans(kept)}.")


def _copy(con: duckdb.DuckDBPyConnection, table: Table) -> None:
    names = sql_names(table.columns)
    con.execute(f"insert into candidate.{table.name} select {names}, null from former.{table.name}")


def _spans(numbers: list[int]) -> str:
    """Numbers in order as spans: "3 and 7 to 12"."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][-1] + 1:
            spans[-1].append(number)
        else:
            spans.append([number])
    words = [f"{span[0]} to {span[-1]}" if len(span) > 1 else str(span[0]) for span in spans]
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
