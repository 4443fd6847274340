"""What an update, an undo or another version changes: for the pages, in rows per table, and cell by cell.

This is the one place to ask. The answer is data; `ics.sentences.impact` puts it into words.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

from ics.checks.check import Check, snapshots_of
from ics.datapackage import Field, Table, tables
from ics.store.connections import DAMAGE
from ics.store.snapshots import Snapshots
from ics.store.store import Store, StoreError, memory_errors_as_store_error
from ics.store.tables import disarmed_cell
from ics.versions.diff import CellDiff, TableDiff, each_cell, first_cells, table_diffs
from ics.versions.impact import Impact, impact_of
from ics.versions.reversals import Revert, find_reverts
from ics.writers.csv_files import rows_csv

SHOWN_CELLS = 100
MOST_CSV_CELLS = 1_000_000  # a spreadsheet holds not many more rows
_counted: WeakKeyDictionary[Check, tuple[TableDiff, ...]] = WeakKeyDictionary()


@dataclass(frozen=True)
class Comparison:
    """What differs between two states of the data.

    `tables`: the rows that differ, of each table that was compared; `cells`: the first cells that differ; `impact`:
    what that means on the pages, None where nothing differs; `reverts`: earlier versions that are taken back in part.
    """

    tables: tuple[TableDiff, ...] = ()
    cells: tuple[CellDiff, ...] = ()
    impact: Impact | None = None
    reverts: tuple[Revert, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.changed_tables

    @property
    def changed_tables(self) -> list[TableDiff]:
        """The tables in which rows differ."""
        return [table for table in self.tables if not table.is_empty]

    @property
    def all_cells(self) -> int:
        """How many cells differ."""
        return sum(table.cells for table in self.tables)


def compare_check(checked: Check, store: Store, most_cells: int = SHOWN_CELLS) -> Comparison:
    """What publishing the check would change, and which versions it would take back. Only for one without errors.

    Raises VersionDamagedError.
    """
    with snapshots_of(checked, store) as snapshots:
        found = compare(snapshots, checked.changed_tables, most_cells)
        _counted[checked] = found.tables
        return found if found.is_empty else replace(found, reverts=_reverts(checked, snapshots, store))


def _reverts(checked: Check, snapshots: Snapshots, store: Store) -> tuple[Revert, ...]:
    """An undo takes back versions on purpose, and says so itself."""
    if checked.based_on is None or checked.restored_from is not None:
        return ()
    return tuple(find_reverts(snapshots, checked.changed_tables, store, checked.based_on))


def compare_versions(store: Store, before: int, after: int, most_cells: int = SHOWN_CELLS) -> Comparison:
    """What differs from `before` to `after`, in either order.

    Raises VersionNotStoredError when the data of one are not stored any more, and StoreError when a file is damaged.
    """
    with _two_versions(store, before, after) as snapshots:
        return compare(snapshots, tables().values(), most_cells)


def compare(snapshots: Snapshots, among: Iterable[Table], most_cells: int = SHOWN_CELLS) -> Comparison:
    """What differs between two states in some tables."""
    among = list(among)
    diffs = tuple(table_diffs(snapshots, among))
    if all(diff.is_empty for diff in diffs):
        return Comparison(diffs)
    return Comparison(diffs, tuple(first_cells(snapshots, among, most_cells)), impact_of(snapshots))


def count_rows(checked: Check, store: Store) -> list[TableDiff]:
    """Only how many rows publishing the check would change, table by table. Raises VersionDamagedError.

    A check is counted once, here or when it is compared: neither it nor the version it is based on ever changes.
    """
    if checked not in _counted:
        with snapshots_of(checked, store) as snapshots:
            _counted[checked] = tuple(table_diffs(snapshots, checked.changed_tables))
    return list(_counted[checked])


def cells_of_check_csv(checked: Check, store: Store) -> bytes:
    """The cells that publishing the check would change, as CSV: see `cells_csv`. Raises VersionDamagedError."""
    with snapshots_of(checked, store) as snapshots:
        return cells_csv(snapshots, checked.changed_tables)


def cells_of_versions_csv(store: Store, before: int, after: int) -> bytes:
    """The cells that differ between two versions, as CSV: see `cells_csv`. Raises as `compare_versions` does."""
    with _two_versions(store, before, after) as snapshots:
        return cells_csv(snapshots, tables().values())


def cells_csv(snapshots: Snapshots, among: Iterable[Table], most: int = MOST_CSV_CELLS) -> bytes:
    """The first `most` cells that differ as CSV: table, change, key, column, old and new."""
    among = list(among)
    fields = {(table.name, f.name): f for table in among for f in table.fields}
    columns = ["table", "change", "key", "column", "old", "new"]
    return rows_csv(
        columns, (_row(cell, fields[cell.table, cell.column]) for cell in each_cell(snapshots, among, most))
    )


def _row(cell: CellDiff, f: Field) -> tuple[str | None, ...]:
    return (cell.table, cell.kind, cell.key, cell.column, _safe(f, cell.old), _safe(f, cell.new))


def _safe(f: Field, text: str | None) -> str | None:
    return None if text is None else disarmed_cell(f, text)


@contextmanager
def _two_versions(store: Store, before: int, after: int) -> Iterator[Snapshots]:
    """Both versions side by side, for one comparison; a version may be compared with itself."""
    for version in (before, after):
        store.require_stored(version)
    try:
        other = None if after == before else after
        with store.attach_versions(before=before, after=other) as connection, memory_errors_as_store_error():
            yield Snapshots(connection, "before", "before" if after == before else "after")
    except DAMAGE as error:
        store.verify(before)
        store.verify(after)
        raise StoreError(f"{store.path(before).name} or {store.path(after).name} is damaged.") from error
