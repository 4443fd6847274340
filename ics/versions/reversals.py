"""Cells that an update would set back to what they were before an earlier version.

It mostly means that a file was made from an older version, and would take back what somebody else published since.
"""

import contextlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from ics.datapackage import Table, sql_names
from ics.store.rows import Key, Row, rows_by_key
from ics.store.snapshots import Snapshots
from ics.store.store import Store, StoreError
from ics.store.tables import cell_text
from ics.versions.diff import each_cell
from ics.versions.history import history

MOST_COMPARED_CELLS = 1_000  # of each table
LOOK_BACK = 10  # versions
Cells = dict[tuple[str, str], str | None]  # key of the row in words, and column → the cell as it becomes


@dataclass(frozen=True)
class Revert:
    """A version, who published it and why, and how many cells of an update would be as they were before it."""

    version: int
    who: str | None
    note: str
    cells: int


def find_reverts(snapshots: Snapshots, among: Iterable[Table], store: Store, based_on: int) -> list[Revert]:
    """The latest versions that an update of version `based_on` would take back in part, the oldest first."""
    counts = count_reverted_cells(snapshots, among, store, based_on)
    if not counts:
        return []
    records = {record["version"]: record for record in history(store, based_on)}
    known = [(records[version], cells) for version, cells in sorted(counts.items()) if version in records]
    return [Revert(record["version"], record["who"], record["note"], cells) for record, cells in known]


def count_reverted_cells(snapshots: Snapshots, among: Iterable[Table], store: Store, based_on: int) -> Counter[int]:
    """How many changed cells go back to what they were before each of the latest versions, by its number."""
    stored = [version for version in reversed(store.versions()) if version <= based_on][: LOOK_BACK + 1]
    counts: Counter[int] = Counter()
    for table in among:
        cells, keys = _changed_cells(snapshots, table), _changed_keys(snapshots, table)
        for version, before in pairwise(stored):
            reverted = _as_before(_rows_in_words(store, before, table, keys), cells)
            counts[version] += len(reverted)
            cells = {place: becomes for place, becomes in cells.items() if place not in reverted}  # the newest counts
    return +counts


def _changed_cells(snapshots: Snapshots, table: Table) -> Cells:
    """The first cells that change in rows that stay."""
    cells = each_cell(snapshots, [table], MOST_COMPARED_CELLS)
    return {(cell.key, cell.column): cell.new for cell in cells if cell.kind == "changed"}


def _changed_keys(snapshots: Snapshots, table: Table) -> set[Key]:
    rows = snapshots.connection.execute(f"""
        select {sql_names(table.primary_key)} from {snapshots.changed(table)} where kind = 'changed'
        order by {sql_names(table.primary_key)} limit {MOST_COMPARED_CELLS}""").fetchall()
    fields = [table.field(name) for name in table.primary_key]
    return {tuple(cell_text(f, value) for f, value in zip(fields, row, strict=True)) for row in rows}


def _rows_in_words(store: Store, version: int, table: Table, keys: set[Key]) -> dict[str, Row]:
    """The rows of a version by their key in words; none where that version cannot be read."""
    with contextlib.suppress(StoreError):
        return {", ".join(map(str, key)): row for key, row in rows_by_key(store, version, table, keys).items()}
    return {}


def _as_before(rows: dict[str, Row], cells: Cells) -> set[tuple[str, str]]:
    """The places of the cells that become what they are in these rows."""
    return {(key, column) for (key, column), becomes in cells.items() if key in rows and rows[key][column] == becomes}
