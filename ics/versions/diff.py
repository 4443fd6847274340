"""What differs between two states of the tables: in rows, and cell by cell as the CSV has it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Literal, cast

from ics.datapackage import Table, sql_names
from ics.store.rows import Names, name_of_row, names_sql
from ics.store.snapshots import AFTER, BEFORE, Snapshots
from ics.store.tables import cell_text

BATCH = 5_000  # rows
ChangeKind = Literal["added", "changed", "removed"]


@dataclass(frozen=True)
class TableDiff:
    """What changes in one table, in rows; `cells`: how many cells differ, as `first_cells` lists them."""

    table: str
    added: int
    changed: int
    removed: int
    unchanged: int
    cells: int = field(default=0, compare=False)

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.changed or self.removed)


@dataclass(frozen=True)
class CellDiff:
    """One cell that differs. `kind`: what happens to its row; `key`: the key of that row.

    `row`: what a person calls that row, see `ics.store.rows.name_of_row`.
    """

    table: str
    kind: ChangeKind
    key: str
    column: str
    old: str | None
    new: str | None
    row: str = field(default="", compare=False)


def table_diffs(snapshots: Snapshots, tables: Iterable[Table]) -> list[TableDiff]:
    """The counts of rows and cells that differ, table by table."""
    return [_table_diff(snapshots, table) for table in tables]


def _table_diff(snapshots: Snapshots, table: Table) -> TableDiff:
    ((added, changed, removed, cells),) = snapshots.connection.execute(f"""
        select count(*) filter (kind = 'added'), count(*) filter (kind = 'changed'),
               count(*) filter (kind = 'removed'), coalesce(sum(cells), 0)::bigint
        from {snapshots.changed(table)}""").fetchall()
    ((rows,),) = snapshots.connection.execute(f"select count(*) from {AFTER}.{table.name}").fetchall()
    return TableDiff(table.name, added, changed, removed, rows - added - changed, cells)


def first_cells(snapshots: Snapshots, tables: Iterable[Table], most: int) -> list[CellDiff]:
    """The first `most` cells that differ: see `each_cell`. `TableDiff.cells` says how many there are."""
    return list(each_cell(snapshots, tables, most))


def each_cell(snapshots: Snapshots, tables: Iterable[Table], most: int) -> Iterator[CellDiff]:
    """The first `most` cells that differ, one by one, in the order of tables, keys and columns; empty cells are None.

    Of a row that was added or removed: each filled cell outside its key.
    """
    return islice((cell for table in tables for cell in _in_table(snapshots, table, most)), max(most, 0))


def _in_table(snapshots: Snapshots, table: Table, most: int) -> Iterator[CellDiff]:
    """As many rows as cells are wanted are enough: every row that differs has a cell that does."""
    keys, columns = sql_names(table.primary_key), sql_names(table.columns)
    rows = snapshots.connection.execute(f"""
        with first as (from {snapshots.changed(table)} order by {keys} limit {max(most, 0)})
        select first.kind, {_columns("old", table)}, {_columns("new", table)}
        from first
        left join (select {columns} from {BEFORE}.{table.name}) as old using ({keys})
        left join (select {columns} from {AFTER}.{table.name}) as new using ({keys})
        order by {keys}""")
    names: Names | None = None
    while batch := rows.fetchmany(BATCH):
        names = names or _names(snapshots, table)
        for kind, *values in batch:
            yield from _cells(table, cast(ChangeKind, kind), values, names)


def _names(snapshots: Snapshots, table: Table) -> Names:
    """For each column of the key that refers to another table: the codes of both states, with their names after."""
    connection = snapshots.connection.cursor()  # the rows of the diff are still being fetched from the other
    return {
        key.column: {
            code: name
            for state in (BEFORE, AFTER)
            for code, name in connection.execute(names_sql(key, f"{state}.")).fetchall()
        }
        for key in table.foreign_keys
        if key.column in table.primary_key
    }


def _columns(side: str, table: Table) -> str:
    return ", ".join(f'{side}."{column}"' for column in table.columns)


def _cells(table: Table, kind: ChangeKind, values: list[object], names: Names) -> Iterator[CellDiff]:
    """The cells of one row that differ. `values`: its cells before, then its cells after."""
    width = len(table.columns)
    old, new = _texts(table, values[:width]), _texts(table, values[width:])
    cells = old if kind == "removed" else new
    key, row = ", ".join(str(cells[name]) for name in table.primary_key), name_of_row(table, cells, names)
    for name in table.columns:
        if name not in table.primary_key and old[name] != new[name]:
            yield CellDiff(table.name, kind, key, name, old[name], new[name], row)


def _texts(table: Table, values: list[object]) -> dict[str, str | None]:
    """The cells as the CSV has them."""
    return {f.name: cell_text(f, value) or None for f, value in zip(table.fields, values, strict=True)}
