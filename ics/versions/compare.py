"""Two states of the data compared: what changes for a reader, in rows per table, and cell by cell.

The states are what is published and what would be published after it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from ics.datapackage import Field, Table
from ics.sentences.impact import in_words
from ics.store.snapshots import Snapshots
from ics.store.tables import disarmed_cell
from ics.versions.diff import CellDiff, TableDiff, differences, each_difference, table_changes
from ics.versions.impact import impact_of
from ics.writers.csv_files import rows_csv

SHOWN_CELLS = 100


@dataclass(frozen=True)
class Comparison:
    """Sentences first; then the tables that differ, in rows; then the first cells that differ."""

    sentences: list[str]
    changes: list[TableDiff]
    cells: list[CellDiff]

    @property
    def is_empty(self) -> bool:
        return all(change.is_empty for change in self.changes)

    @property
    def all_cells(self) -> int:
        return sum(change.cells for change in self.changes)


def compare(states: Snapshots, among: Iterable[Table]) -> Comparison:
    """What differs between two states in some tables."""
    among = list(among)
    changes = table_changes(states, among)
    if all(change.is_empty for change in changes):
        return Comparison([], changes, [])
    return Comparison(in_words(impact_of(states)), changes, differences(states, among, SHOWN_CELLS))


def cells_csv(states: Snapshots, among: Iterable[Table], most: int = 1_000_000) -> bytes:
    """The cells that differ as CSV: table, change, key, column, old and new. At most as many as a spreadsheet holds."""
    columns = ["table", "change", "key", "column", "old", "new"]
    among = list(among)
    fields = {(table.name, f.name): f for table in among for f in table.fields}
    found = ((d, fields[d.table, d.column]) for d in each_difference(states, among, most))
    return rows_csv(columns, ((d.table, d.kind, d.key, d.column, _safe(f, d.old), _safe(f, d.new)) for d, f in found))


def _safe(f: Field, cell: str | None) -> str | None:
    return None if cell is None else disarmed_cell(f, cell)
