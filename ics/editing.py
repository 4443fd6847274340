"""Edits of a few rows of a table, before they are published.

Edits are made on rows of text, as the CSV has them, and are known by the key of their row, never by its place. They are
checked as a file would be: `sources` writes the rows that changed or were added as a CSV, beside the keys that go.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from ics.checking import Check, check
from ics.datapackage import Table, tables
from ics.export import spreadsheet_csv
from ics.problems import Problem, quoted
from ics.reading import SourceFile
from ics.records import is_comment
from ics.rows import Key, Names, Row, key_of, label
from ics.store import Store


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
    def is_nothing(self) -> bool:
        return not (self.changed or self.added or self.removed)

    def keys(self, table: Table) -> set[Key]:
        """The keys of all rows that the edits are about."""
        return {*self.changed, *self.removed, *(key_of(table, row) for row in self.added)}


def tidy(text: str | None) -> str | None:
    """A cell as it is kept: on one line, without spaces around it; None for an empty one."""
    return " ".join(text.split()) or None if text else None


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


def put_added(edits: Edits, number: int, row: Row | None) -> Edits:
    """Another content for an added row, or None to take it out again."""
    rows = list(edits.added)
    rows[number : number + 1] = [] if row is None else [{column: tidy(text) for column, text in row.items()}]
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


@dataclass(frozen=True)
class Conflict:
    """A row that somebody else published meanwhile in another way. `column` is None where the whole row is meant.

    `kind`: "cell" (the same cell was changed), "gone" (the row that was edited is no more), "changed" (the row that is
    to be removed has changed), "added" (a row was added under the same key).
    """

    kind: str
    table: str
    key: Key
    column: str | None = None
    was: str | None = None
    now: str | None = None
    yours: str | None = None


def rebase(edits: Edits, table: Table, now: Mapping[Key, Row]) -> tuple[Edits, list[Conflict]]:
    """The same edits on a newer version, and where somebody else was there before.

    `now`: the rows of the newer version that have a key out of `edits.keys`. Edits stay as they were made, and what
    is published already is no edit any more; only cells of a row that is no more are lost, and named.
    """
    conflicts: list[Conflict] = []
    moved = Edits()
    for key, cells in edits.changed.items():
        moved = _rebase_changed(moved, table, key, cells, now.get(key), conflicts)
    for row in edits.added:
        moved = _rebase_added(moved, table, row, now, conflicts)
    for key, was in edits.removed.items():
        if key in now:
            moved = remove(moved, key, now[key])
            conflicts += [
                Conflict("changed", table.name, key, column, was[column], now[key][column])
                for column in table.columns
                if was[column] != now[key][column]
            ]
    return moved, conflicts


def _rebase_changed(
    moved: Edits, table: Table, key: Key, cells: Mapping[str, Cell], now: Row | None, conflicts: list[Conflict]
) -> Edits:
    if now is None:
        conflicts += [Conflict("gone", table.name, key, name, c.was, None, c.becomes) for name, c in cells.items()]
        return moved
    conflicts += [
        Conflict("cell", table.name, key, name, c.was, now[name], c.becomes)
        for name, c in cells.items()
        if now[name] not in (c.was, c.becomes)
    ]
    return change(moved, key, now, {name: c.becomes for name, c in cells.items()})


def _rebase_added(moved: Edits, table: Table, row: Row, now: Mapping[Key, Row], conflicts: list[Conflict]) -> Edits:
    key = key_of(table, row)
    if key not in now:
        return add(moved, row)
    conflicts += [
        Conflict("added", table.name, key, column, None, now[key][column], row[column])
        for column in table.columns
        if row[column] != now[key][column]
    ]
    return change(moved, key, now[key], row)


@dataclass(frozen=True)
class EditedCheck:
    """A check of edits. `places`: file and line of the CSV that was made of them → what a person calls the row."""

    check: Check
    places: dict[tuple[str, int], str]


def check_edits(
    edits: Mapping[str, Edits], published: Mapping[str, Mapping[Key, Row]], names: Mapping[str, Names],
    store: Store, based_on: int,
) -> EditedCheck:  # fmt: skip
    """Checks the edits of all tables together, on the path that files take, beside version `based_on`.

    `edits`, `published` (the rows with a key out of the edits) and `names` (see `ics.rows`) by table.
    """
    files, written, problems = [], {}, []
    for name, edited in edits.items():
        rows, faults = _rows_to_send(tables()[name], edited, published[name])
        files.append(
            SourceFile(_file_name(name), spreadsheet_csv(tables()[name].columns, [list(r.values()) for r in rows]))
        )
        written[name], problems = rows, problems + faults
    checked = check(files, store, based_on, removed={name: list(e.removed) for name, e in edits.items()})
    checked.problems += problems
    places = {
        (upload.file.name, line): label(upload.table, row, names[upload.table.name])
        for upload in checked.uploads
        for line, row in zip(upload.lines, written[upload.table.name], strict=True)
    }
    return EditedCheck(checked, places)


def _file_name(table: str) -> str:
    return f"{table} (edited here).csv"


def _rows_to_send(table: Table, edits: Edits, published: Mapping[Key, Row]) -> tuple[list[Row], list[Problem]]:
    """The rows as they would stand, in the columns of the table; of rows with the same key only the first.

    A file would overwrite a row whose key it has. Somebody who adds a row here does not mean that.
    """
    rows = [changed_row(edits, key, published[key]) for key in edits.changed]
    taken, problems = {*published} - {*edits.removed}, []
    for row in edits.added:
        key = key_of(table, row)
        if is_comment([cell or "" for cell in row.values()]):
            problems.append(_comment(table, row))
        elif key in taken and None not in key:
            problems.append(_taken(table, key))
        else:
            rows.append({column: row.get(column) for column in table.columns})
            taken.add(key)
    return rows, problems


def _taken(table: Table, key: Key) -> Problem:
    what = f"A row is added under the key {quoted(', '.join(map(str, key)))}, but there is one already."
    mend = "Choose the row that is there and change it, or give the new row another key."
    return Problem(_file_name(table.name), what, mend, "unique", None, table.primary_key[0], ", ".join(map(str, key)))


def _comment(table: Table, row: Row) -> Problem:
    """In a file the whole row would be passed over in silence."""
    column, cell = next((name, cell) for name, cell in row.items() if cell)
    what = f"{quoted(cell)} begins with #, which marks a comment."
    return Problem(_file_name(table.name), what, "Begin it with another character.", "comment", None, column, cell)


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
        if row.number is not None:
            edits = put_added(edits, row.number, entered)
        elif key_of(table, entered) == row.key:
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


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def counts(edits: Iterable[Edits]) -> tuple[int, int, int]:
    """Rows changed, added and removed."""
    edits = list(edits)
    return tuple(sum(len(getattr(e, part)) for e in edits) for part in ("changed", "added", "removed"))
