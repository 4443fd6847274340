"""What somebody did in a grid of rows, as edits of these rows."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ics.datapackage import Table
from ics.editing.edits import Edits, add, change, remove, replace_added, tidy
from ics.store.rows import Key, Row, key_of


@dataclass(frozen=True)
class Shown:
    """A row of a grid: the key of a published row with its published cells, or the number of an added one."""

    cells: Row
    key: Key | None = None
    published: Row | None = None
    number: int | None = None


def from_grid(edits: Edits, table: Table, shown: list[Shown], state: Mapping) -> Edits:
    """The edits with those of a grid that was made of `shown` on top of `edits`.

    `state`: what the grid tells, by the place of the row: `edited_rows`, `added_rows`, `deleted_rows`. A key that is
    typed over makes a new row, and the one that had the key goes: a row is known by its key.
    """
    taken_out = set()
    for place, cells in state["edited_rows"].items():
        row = shown[int(place)]
        entered = row.cells | {name: _text(value) for name, value in cells.items()}
        if row.number is not None and not any(map(tidy, entered.values())):
            taken_out.add(row.number)  # at the end, so that the numbers of the others hold until then
        elif row.number is not None:
            edits = replace_added(edits, row.number, entered)
        elif _is_same_key(key_of(table, entered), row.key):
            edits = change(edits, row.key, row.published, entered)
        elif int(place) not in state["deleted_rows"]:
            edits = add(remove(edits, row.key, row.published), entered)
    for place in state["deleted_rows"]:
        row = shown[place]
        taken_out |= {row.number} - {None}
        edits = edits if row.key is None else remove(edits, row.key, row.published)
    for cells in state["added_rows"]:
        edits = add(edits, {name: _text(cells.get(name)) for name in table.columns})
    return replace(edits, added=tuple(row for n, row in enumerate(edits.added) if n not in taken_out))


def _is_same_key(entered: Key, key: Key) -> bool:
    """Blanks around a cell make no other key."""
    return [*map(tidy, entered)] == [*map(tidy, key)]


def _text(value: object) -> str | None:
    return None if value is None else str(value)
