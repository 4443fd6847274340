"""Edits of a few rows of a table, before they are published.

Edits are made on rows of text, as the CSV has them, and are known by the key of their row, never by its place. They are
checked as a file would be: see `ics.editing.check_edits`.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from ics.datapackage import Table
from ics.store.rows import Key, Row, key_of

_BLANKS = re.compile(r"[ \t]+")


@dataclass(frozen=True)
class Cell:
    """What is published, and what it would become."""

    was: str | None
    becomes: str | None


@dataclass(frozen=True)
class Edits:
    """Edits of one table: cells of published rows by key and column, rows added, and published rows removed."""

    changed: Mapping[Key, Mapping[str, Cell]] = field(default_factory=dict)
    added: tuple[Row, ...] = ()
    removed: Mapping[Key, Row] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return not (self.changed or self.added or self.removed)

    def keys(self, table: Table) -> set[Key]:
        """The keys of all rows that the edits are about."""
        return {*self.changed, *self.removed, *(key_of(table, row) for row in self.added)}


def tidy(text: str | None) -> str | None:
    """A cell as it is kept: its lines without blanks around them, nor two in a row; None for an empty one.

    A no-break space is no such blank: whoever replaces it by a plain one means it.
    """
    lines = (_BLANKS.sub(" ", line.strip()) for line in (text or "").splitlines())
    return "\n".join(lines).strip() or None


def changed_row(edits: Edits, key: Key, published: Row) -> Row:
    """The published row with the edits of its cells."""
    return published | {column: cell.becomes for column, cell in edits.changed.get(key, {}).items()}


def change(edits: Edits, key: Key, published: Row, entered: Row) -> Edits:
    """The row as it was entered; a cell that says what is published is no edit, nor is a difference in spaces."""
    cells = {
        column: Cell(published[column], tidy(text))
        for column, text in entered.items()
        if tidy(text) != tidy(published[column])
    }
    others = {k: v for k, v in edits.changed.items() if k != key}
    return replace(edits, changed=others | ({key: cells} if cells else {}))


def add(edits: Edits, row: Row) -> Edits:
    """One row more; a row with nothing in it is none."""
    cells = {column: tidy(text) for column, text in row.items()}
    return replace(edits, added=(*edits.added, cells)) if any(cells.values()) else edits


def replace_added(edits: Edits, number: int, row: Row | None) -> Edits:
    """Another content for an added row; with nothing in it, or None, it is taken out again."""
    rows = list(edits.added)
    rows[number : number + 1] = add(Edits(), row or {}).added
    return replace(edits, added=tuple(rows))


def remove(edits: Edits, key: Key, published: Row) -> Edits:
    """Without the row, and without what was changed in it."""
    return replace(change(edits, key, published, {}), removed=dict(edits.removed) | {key: published})


def keep(edits: Edits, key: Key) -> Edits:
    """The row neither changed nor removed."""
    return replace(
        edits,
        changed={k: v for k, v in edits.changed.items() if k != key},
        removed={k: v for k, v in edits.removed.items() if k != key},
    )


def counts(edits: Iterable[Edits]) -> tuple[int, int, int]:
    """Rows changed, added and removed."""
    edits = list(edits)
    return tuple(sum(len(getattr(e, part)) for e in edits) for part in ("changed", "added", "removed"))
