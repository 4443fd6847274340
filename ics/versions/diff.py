"""What differs between two states of the tables: in rows, and cell by cell as the CSV has it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from ics.datapackage import Table, sql_names
from ics.store.snapshots import AFTER, BEFORE, Snapshots
from ics.store.tables import cell_text

__all__ = ["CellDiff", "Snapshots", "TableDiff", "differences", "table_changes"]


BATCH = 5_000  # rows


@dataclass(frozen=True)
class TableDiff:
    """What changes in one table, in rows; `cells`: how many differences that are, see `differences`."""

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
    """One cell that differs. `kind`: added, changed or removed, said of its row; `key`: the key of that row."""

    table: str
    kind: str
    key: str
    column: str
    old: str | None
    new: str | None


def table_changes(states: Snapshots, tables: Iterable[Table]) -> list[TableDiff]:
    """The counts of rows and cells that differ, table by table."""
    return [_table_change(states, table) for table in tables]


def _table_change(states: Snapshots, table: Table) -> TableDiff:
    *counts, cells = states.connection.execute(f"""
        select count(*) filter (kind = 'added'), count(*) filter (kind = 'changed'),
               count(*) filter (kind = 'removed'), coalesce(sum(cells), 0)::bigint
        from {states.changed(table)}""").fetchone()
    ((rows,),) = states.connection.execute(f"select count(*) from {AFTER}.{table.name}").fetchall()
    return TableDiff(table.name, *counts, rows - counts[0] - counts[1], cells)


def differences(states: Snapshots, tables: Iterable[Table], most: int) -> list[CellDiff]:
    """The first `most` cells that differ, in the order of tables, keys and columns; empty cells are None.

    Of a row that was added or removed: each filled cell beside its key. `TableChange.cells` says how many there are.
    """
    return list(each_difference(states, tables, most))


def each_difference(states: Snapshots, tables: Iterable[Table], most: int) -> Iterator[CellDiff]:
    """The same one by one: of a large change they are too many to be held at once."""
    return islice((cell for table in tables for cell in _in_table(states, table, most)), max(most, 0))


def _in_table(states: Snapshots, table: Table, most: int) -> Iterator[CellDiff]:
    """As many rows as cells are wanted are enough: every row that differs has a cell that does."""
    keys, columns = sql_names(table.primary_key), sql_names(table.columns)
    rows = states.connection.execute(f"""
        with first as (from {states.changed(table)} order by {keys} limit {max(most, 0)})
        select first.kind, {_columns("old", table)}, {_columns("new", table)}
        from first
        left join (select {columns} from {BEFORE}.{table.name}) as old using ({keys})
        left join (select {columns} from {AFTER}.{table.name}) as new using ({keys})
        order by {keys}""")
    while batch := rows.fetchmany(BATCH):
        for row in batch:
            yield from _cells(table, *row)


def _columns(side: str, table: Table) -> str:
    return ", ".join(f'{side}."{column}"' for column in table.columns)


def _cells(table: Table, kind: str, *values: object) -> Iterator[CellDiff]:
    """The cells of one row that differ."""
    width = len(table.columns)
    old, new = (_texts(table, side) for side in (values[:width], values[width:]))
    key = ", ".join((old if kind == "removed" else new)[name] for name in table.primary_key)
    for name in table.columns:
        if name not in table.primary_key and old[name] != new[name]:
            yield CellDiff(table.name, kind, key, name, old[name], new[name])


def _texts(table: Table, values: tuple) -> dict[str, str | None]:
    """The cells as the CSV has them."""
    return {f.name: cell_text(f, value) or None for f, value in zip(table.fields, values, strict=True)}
