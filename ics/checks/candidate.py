"""The tables as an update would make them: a database in memory, alongside the published tables, closed after use."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

import duckdb
import pyarrow

from ics.datapackage import Table, sql_names, tables
from ics.readers.budget import Budget
from ics.readers.upload import ParsedTable
from ics.store.rows import Key
from ics.store.store import Store

UPSERT = "add"
REPLACE = "replace"


class Candidate:
    """The tables that are being checked, in the schemas of one connection.

    `staged`: the rows of the files as text; `candidate`: all rows there would be, typed, with the `line` of those that
    come from a file; `published`: the rows there are, where there is a version.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, based_on: int | None) -> None:
        self.connection, self.based_on = connection, based_on
        connection.execute("use scratch; create schema staged; create schema candidate")

    def stage(self, upload: ParsedTable, budget: Budget) -> None:
        """Table staged.<name>: the cells as text, and the line of each row in the file."""
        arrays = {}
        for name, cells in zip(upload.table.columns, upload.columns, strict=True):
            budget.checkpoint()
            arrays[name] = pyarrow.array(cells, pyarrow.string())
        arrays["line"] = pyarrow.array(upload.lines, pyarrow.int64())
        create_from_arrow(self.connection, f"staged.{upload.table.name}", pyarrow.table(arrays))

    def keep(self, table: Table) -> None:
        """View candidate.<name>: the published rows of a table that no file brings, or none."""
        origin = None if self.based_on is None else "published"
        self.connection.execute(f"create view candidate.{table.name} as {_kept(table, origin, 'null::bigint as line')}")

    def merge(self, table: Table, typed_rows: str, mode: str) -> None:
        """Table candidate.<name>: the staged rows, and the published ones whose key they do not have.

        `typed_rows`: the staged rows as SQL expressions. In mode REPLACE the published rows are left out.
        """
        types = ", ".join(f'"{f.name}" {f.sql_type}' for f in table.fields)
        self.connection.execute(f"create table candidate.{table.name} ({types}, line bigint)")
        self.connection.execute(
            f"insert into candidate.{table.name} select {typed_rows}, line from staged.{table.name}"
        )
        if self.based_on is not None and mode != REPLACE:
            self.connection.execute(f"""
                insert into candidate.{table.name} select {sql_names(table.columns)}, null from published.{table.name}
                anti join candidate.{table.name} using ({sql_names(table.primary_key)})""")

    def remove(self, table: Table, keys: Iterable[Key]) -> None:
        """Takes published rows out of the candidate; a row that the file brings under the same key stays."""
        if wanted := list(keys):
            same = " and ".join(f'"{column}"::varchar = ?' for column in table.primary_key)
            self.connection.executemany(f"delete from candidate.{table.name} where line is null and {same}", wanted)

    def rows(self, table: Table) -> pyarrow.Table:
        """All rows of the candidate in the order of their key, which keeps queries on one indicator fast."""
        return rows_in_key_order(self.connection, "scratch.candidate", table)


@contextmanager
def open_candidate(store: Store, based_on: int | None) -> Iterator[Candidate]:
    """A candidate alongside version `based_on`, or alongside nothing. Raises VersionDamagedError."""
    with store.attach_versions(published=based_on) as connection:
        yield Candidate(connection, based_on)


def rows_in_key_order(con: duckdb.DuckDBPyConnection, schema: str, table: Table) -> pyarrow.Table:
    """The columns of the package of a table, in the order of its key."""
    names, keys = sql_names(table.columns), sql_names(table.primary_key)
    return con.sql(f"select {names} from {schema}.{table.name} order by {keys}").to_arrow_table()


def create_from_arrow(con: duckdb.DuckDBPyConnection, name: str, rows: pyarrow.Table) -> None:
    """A table of that name with these rows. Types only: what must be filled, keys and references are checked before."""
    con.register("arriving", rows)
    con.execute(f"create or replace table {name} as from arriving")
    con.unregister("arriving")


def create_candidate(con: duckdb.DuckDBPyConnection, rows: Mapping[str, pyarrow.Table], origin: str | None) -> None:
    """The schema `scratch.candidate` with all tables: those of `rows`, and the others as they are in `origin`."""
    con.execute("use scratch; create schema candidate")
    for name, content in rows.items():
        create_from_arrow(con, f"candidate.{name}", content)
    _create_views(con, tables().keys() - rows.keys(), origin)


def _create_views(con: duckdb.DuckDBPyConnection, names: Iterable[str], origin: str | None) -> None:
    """Tables of these names as they are in the schema `origin`; empty where that is None."""
    for table in map(tables().__getitem__, names):
        con.execute(f"create view candidate.{table.name} as {_kept(table, origin)}")


def _kept(table: Table, origin: str | None, *further: str) -> str:
    """The rows of the table as they are in the schema `origin`, none where that is None; with `further` columns."""
    if origin is None:
        types = (f'null::{f.sql_type} as "{f.name}"' for f in table.fields)
        return f"select {', '.join([*types, *further])} where false"
    return f"select {', '.join([sql_names(table.columns), *further])} from {origin}.{table.name}"
