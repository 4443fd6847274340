"""What somebody did in a grid of rows, as edits of these rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypedDict

from ics.datapackage import Table
from ics.editing.edits import Edits, add, normalise_cell, remove, replace_added, set_cells
from ics.store.rows import Key, Row, key_of


class GridState(TypedDict):
    """What the grid reports, by the place of the row: cells that were typed, rows that were added and removed."""

    edited_rows: Mapping[int, Mapping[str, object]]
    added_rows: Sequence[Mapping[str, object]]
    deleted_rows: Sequence[int]


@dataclass(frozen=True)
class GridRow:
    """A row of a grid: the key of a published row with its published cells, or the number of an added one."""

    cells: Row
    key: Key | None = None
    published: Row | None = None
    number: int | None = None


def from_grid(edits: Edits, table: Table, shown: list[GridRow], state: GridState) -> Edits:
    """The edits with those of a grid that was made of `shown` on top of `edits`.

    A key that is typed over makes a new row, and the one that had the key goes: a row is known by its key.
    """
    emptied = set()
    for place, cells in state["edited_rows"].items():
        row = shown[int(place)]
        entered = row.cells | {name: _text(value) for name, value in cells.items()}
        if row.number is not None and not any(map(normalise_cell, entered.values())):
            emptied.add(row.number)
        else:
            edits = _enter(edits, table, row, entered, int(place) in state["deleted_rows"])
    deleted = [shown[place] for place in state["deleted_rows"]]
    for row in deleted:
        if row.key is not None and row.published is not None:
            edits = remove(edits, row.key, row.published)
    for cells in state["added_rows"]:
        edits = add(edits, {name: _text(cells.get(name)) for name in table.columns})
    # Added rows go at the end: until then the numbers of the others stay as they are.
    emptied |= {row.number for row in deleted if row.number is not None}
    return replace(edits, added=tuple(row for number, row in enumerate(edits.added) if number not in emptied))


def _enter(edits: Edits, table: Table, row: GridRow, entered: Row, is_deleted: bool) -> Edits:
    """The edits with a row as it was typed. `is_deleted`: whether it was then taken out as well."""
    if row.number is not None:
        return replace_added(edits, row.number, entered)
    if row.key is None or row.published is None:
        return edits
    if _is_same_key(key_of(table, entered), row.key):
        return set_cells(edits, row.key, row.published, entered)
    return edits if is_deleted else add(remove(edits, row.key, row.published), entered)


def _is_same_key(entered: Key, key: Key) -> bool:
    """Blanks around a cell do not make another key."""
    return [*map(normalise_cell, entered)] == [*map(normalise_cell, key)]


def _text(value: object) -> str | None:
    return None if value is None else str(value)
