"""Edits of a few rows, moved onto a newer version that somebody else published meanwhile."""

from collections.abc import Mapping
from dataclasses import dataclass

from ics.datapackage import Table
from ics.editing.edits import EditedCell, Edits, add, remove, set_cells
from ics.store.rows import Key, Row, key_of


@dataclass(frozen=True)
class Conflict:
    """A cell of an edited row that somebody else published meanwhile in another way.

    `kind`: "cell" (the same cell was changed), "gone" (the row that was edited was removed), "changed" (the row that is
    to be removed has changed), "added" (a row was added under the same key).
    """

    kind: str
    table: str
    key: Key
    column: str
    was: str | None = None
    now: str | None = None
    yours: str | None = None


def rebase(edits: Edits, table: Table, now: Mapping[Key, Row]) -> tuple[Edits, list[Conflict]]:
    """The same edits on a newer version, and where somebody else was there before.

    `now`: the rows of the newer version that have a key out of `edits.keys`. Edits stay as they were made, and what
    is published already is not an edit any more; only cells of a row that was removed are lost, and named.
    """
    conflicts: list[Conflict] = []
    moved = Edits()
    for key, cells in edits.changed.items():
        moved = _rebase_changed(moved, table, key, cells, now.get(key), conflicts)
    for row in edits.added:
        if key_of(table, row) in edits.removed:  # it takes the place of that row, which is rebased below
            moved = add(moved, row)
        else:
            moved = _rebase_added(moved, table, row, now, conflicts)
    for key, was in edits.removed.items():
        if key in now:
            moved = remove(moved, key, now[key])
            conflicts += _changed_meanwhile(table, key, was, now[key])
    return moved, conflicts


def _changed_meanwhile(table: Table, key: Key, was: Row, now: Row) -> list[Conflict]:
    return [
        Conflict("changed", table.name, key, column, was[column], now[column])
        for column in table.columns
        if was[column] != now[column]
    ]


def _rebase_changed(
    moved: Edits, table: Table, key: Key, cells: Mapping[str, EditedCell], now: Row | None, conflicts: list[Conflict]
) -> Edits:
    if now is None:
        conflicts += [Conflict("gone", table.name, key, name, c.was, None, c.becomes) for name, c in cells.items()]
        return moved
    conflicts += [
        Conflict("cell", table.name, key, name, c.was, now[name], c.becomes)
        for name, c in cells.items()
        if now[name] not in (c.was, c.becomes)
    ]
    return set_cells(moved, key, now, {name: c.becomes for name, c in cells.items()})


def _rebase_added(moved: Edits, table: Table, row: Row, now: Mapping[Key, Row], conflicts: list[Conflict]) -> Edits:
    key = key_of(table, row)
    if key not in now:
        return add(moved, row)
    conflicts += [
        Conflict("added", table.name, key, column, None, now[key][column], row[column])
        for column in table.columns
        if row[column] != now[key][column]
    ]
    return set_cells(moved, key, now[key], row)
