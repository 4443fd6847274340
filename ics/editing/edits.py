"""Edits of a few rows of a table, before they are published.

Edits are made on rows of text, as the CSV has them, and are known by the key of their row, never by its place. They are
checked as the rows of a file are: see `ics.editing.check_edits`.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from ics.datapackage import Table
from ics.store.rows import Key, Row, key_of

_BLANKS = re.compile(r"[ \t]+")


@dataclass(frozen=True)
class EditedCell:
    """What is published, and what it would become."""

    was: str | None
    becomes: str | None


@dataclass(frozen=True)
class Edits:
    """Edits of one table: cells of published rows by key and column, rows added, and published rows removed."""

    changed: Mapping[Key, Mapping[str, EditedCell]] = field(default_factory=dict)
    added: tuple[Row, ...] = ()
    removed: Mapping[Key, Row] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return not (self.changed or self.added or self.removed)

    def keys(self, table: Table) -> set[Key]:
        """The keys of all rows that the edits are about."""
        return {*self.changed, *self.removed, *(key_of(table, row) for row in self.added)}


def normalise_cell(text: str | None) -> str | None:
    """A cell as it is stored: its lines without blanks around them, nor two in a row; None for an empty one.

    A no-break space is not such a blank: whoever replaces it by a plain one means it.
    """
    lines = (_BLANKS.sub(" ", line.strip()) for line in (text or "").splitlines())
    return "\n".join(lines).strip() or None


def changed_row(edits: Edits, key: Key, published: Row) -> Row:
    """The published row with the edits of its cells."""
    return published | {column: cell.becomes for column, cell in edits.changed.get(key, {}).items()}


def set_cells(edits: Edits, key: Key, published: Row, entered: Row) -> Edits:
    """The row as it was entered; a cell that says what is published is not an edit, nor is a difference in spaces."""
    cells = {
        column: EditedCell(published[column], normalise_cell(text))
        for column, text in entered.items()
        if normalise_cell(text) != normalise_cell(published[column])
    }
    others = {k: v for k, v in edits.changed.items() if k != key}
    return replace(edits, changed=others | ({key: cells} if cells else {}))


def add(edits: Edits, row: Row) -> Edits:
    """One more row; a row with nothing in it is not added."""
    cells = {column: normalise_cell(text) for column, text in row.items()}
    return replace(edits, added=(*edits.added, cells)) if any(cells.values()) else edits


def replace_added(edits: Edits, number: int, row: Row | None) -> Edits:
    """Another content for an added row; with nothing in it, or None, it is taken out again."""
    before, after = edits.added[:number], edits.added[number + 1 :]
    replaced = add(replace(edits, added=before), row or {})
    return replace(replaced, added=(*replaced.added, *after))


def remove(edits: Edits, key: Key, published: Row) -> Edits:
    """Without the row, and without what was changed in it."""
    return replace(set_cells(edits, key, published, {}), removed=dict(edits.removed) | {key: published})


def discard_edit(edits: Edits, key: Key) -> Edits:
    """The row neither changed nor removed."""
    return replace(
        edits,
        changed={k: v for k, v in edits.changed.items() if k != key},
        removed={k: v for k, v in edits.removed.items() if k != key},
    )


def counts(edits: Iterable[Edits]) -> tuple[int, int, int]:
    """Rows changed, added and removed."""
    edits = list(edits)
    changed = sum(len(e.changed) for e in edits)
    return changed, sum(len(e.added) for e in edits), sum(len(e.removed) for e in edits)
