"""Cells that an update would set back to what they were before an earlier version.

It mostly means that a file was made from an older version, and would take back what somebody else published since.
"""

import contextlib
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import pairwise

from ics.checks.check import Check
from ics.datapackage import Table, sql_names
from ics.sentences.versions import reversal_sentence
from ics.store.rows import Key, rows_of
from ics.store.snapshots import Snapshots
from ics.store.store import Store, StoreError
from ics.store.tables import cell_text
from ics.versions.compare import Comparison, compare
from ics.versions.diff import each_difference
from ics.versions.history import history

MOST_CELLS = 1_000  # of each table
LOOK_BACK = 10  # versions


def compare_update(checked: Check, store: Store) -> Comparison:
    """What publishing the checked files would change, and first which versions it would undo in part."""
    with store.damage_as_version_error(checked.based_on):
        found = compare(checked.states, checked.changed_tables)
    if found.is_empty or checked.based_on is None:
        return found
    undone = reversals(checked.states, checked.changed_tables, store, checked.based_on)
    if not undone:
        return found
    records = {record["version"]: record for record in history(store, checked.based_on)}
    said = [
        reversal_sentence(records[version], cells) for version, cells in sorted(undone.items()) if version in records
    ]
    return Comparison([*said, *found.sentences], found.changes, found.cells)


def reversals(states: Snapshots, among: Iterable[Table], store: Store, based_on: int) -> Counter[int]:
    """How many changed cells go back to what they were before each of the latest versions, by its number."""
    kept = [version for version in reversed(store.versions()) if version <= based_on][: LOOK_BACK + 1]
    undone: Counter[int] = Counter()
    for table in among:
        cells, keys = _changed(states, table)
        for version, before in pairwise(kept):
            undone[version] += _set_back(store, before, table, cells, keys)
    return +undone


def _changed(states: Snapshots, table: Table) -> tuple[dict[str, dict[str, str | None]], set[Key]]:
    """What the first changed cells become, by the key of their row in words and by column; and those keys."""
    cells: dict[str, dict[str, str | None]] = defaultdict(dict)
    for cell in each_difference(states, [table], MOST_CELLS):
        if cell.kind == "changed":
            cells[cell.key][cell.column] = cell.new
    rows = states.connection.execute(f"""
        select {sql_names(table.primary_key)} from {states.changed(table)} where kind = 'changed'
        order by {sql_names(table.primary_key)} limit {MOST_CELLS}""").fetchall()
    fields = [table.field(name) for name in table.primary_key]
    return cells, {tuple(cell_text(f, value) for f, value in zip(fields, row, strict=True)) for row in rows}


def _set_back(store: Store, version: int, table: Table, cells: dict[str, dict[str, str | None]], keys: set[Key]) -> int:
    """How many of the cells would be as in that version; they are taken out, so that the newest one counts."""
    found = 0
    with contextlib.suppress(StoreError):
        for key, row in rows_of(store, version, table, keys).items():
            wanted = cells.get(", ".join(map(str, key)), {})
            for column in [name for name, becomes in wanted.items() if row[name] == becomes]:
                del wanted[column]
                found += 1
    return found
