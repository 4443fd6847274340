"""The tables of a version file in the shape that `datapackage.json` gives them today.

A version may be older than a column. Whoever reads it sees the tables of today: a column or a table that it lacks is
empty, one that the program no longer knows is left out. Nothing is written for that; see `ics.store.connections`.
"""

import hashlib
from collections.abc import Iterable

import duckdb

from ics.datapackage import Field, Table, tables
from ics.formatting import join_and
from ics.store import query_files

HISTORY = ("published_versions", "published_files")


class IncompatibleVersionError(Exception):
    """A version cannot be read as today's tables; the message goes on behind the name of its file."""


def readable_schema(con: duckdb.DuckDBPyConnection, database: str) -> str:
    """Where the tables of today can be read: the database itself or, where it lacks something, a schema in memory.

    The schema holds the tables and the history, without the shared rules. Raises IncompatibleVersionError.
    """
    if all(_has_all(table, _columns(con, f"{database}.{table.name}")) for table in tables().values()):
        return database
    schema = f"memory.{database}_now"
    create_current_views(con, database, schema)
    for name in HISTORY:
        con.execute(f"create view {schema}.{name} as from {database}.{name}")
    return schema


def create_current_views(con: duckdb.DuckDBPyConnection, database: str, schema: str) -> None:
    """Makes the schema, with a view for each table of today. Raises IncompatibleVersionError."""
    if not all(_columns(con, f"{database}.{name}") for name in HISTORY):
        raise IncompatibleVersionError("was not made by this program.")
    con.execute(f"create schema {schema}")
    for table in tables().values():
        con.execute(f"create view {schema}.{table.name} as {_today(con, table, f'{database}.{table.name}')}")


def migrate(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Brings the tables of the current database into today's shape; returns the columns that it left out."""
    left_out = []
    for table in tables().values():
        there = _columns(con, table.name)
        if list(there.items()) != [(f.name, f.sql_type.upper()) for f in table.fields]:
            con.execute(f"create or replace table {table.name} as {_today(con, table, table.name)}")
            left_out += [f"{table.name}.{column}" for column in there if column not in table.columns]
    return left_out


def table_shapes(described_tables: Iterable[Table]) -> list[str]:
    """Columns and types of the tables, a line for each: it differs where the shape does."""
    return [f"{t.name}: {', '.join(f'{f.name} {f.sql_type}' for f in t.fields)}" for t in described_tables]


def _has_all(table: Table, there: dict[str, str]) -> bool:
    return all(there.get(f.name) == f.sql_type.upper() for f in table.fields)


def _columns(con: duckdb.DuckDBPyConnection, name: str) -> dict[str, str]:
    """The columns that are there with their types; none where the table is not."""
    try:
        return {column: kind for column, kind, *_ in con.execute(f"describe {name}").fetchall()}
    except duckdb.CatalogException:
        return {}


def _today(con: duckdb.DuckDBPyConnection, table: Table, name: str) -> str:
    """The SELECT that reads the table `name` in the columns and types of today."""
    there = _columns(con, name)
    if not there:
        return f"select {', '.join(map(_empty, table.fields))} where false"
    for column in table.primary_key:
        if column not in there:
            raise IncompatibleVersionError(
                f"has no column {column} in table {table.name}, by which its rows are told apart now."
            )
    for f in table.fields:
        _require_kept(con, table, f, name, there)
    cells = (f'"{f.name}"::{f.sql_type} as "{f.name}"' if f.name in there else _empty(f) for f in table.fields)
    return f"select {', '.join(cells)} from {name}"


def _empty(f: Field) -> str:
    return f'null::{f.sql_type} as "{f.name}"'


def _require_kept(con: duckdb.DuckDBPyConnection, table: Table, f: Field, name: str, there: dict[str, str]) -> None:
    """Raises IncompatibleVersionError where a cell of another type would not be the same in the type of today."""
    former, now = there.get(f.name), f.sql_type.upper()
    if former in (None, now):
        return
    is_list = "[]" in former + now
    differs = f'try_cast(try_cast("{f.name}" as {now}) as {former}) is distinct from "{f.name}"'
    asked = f'select 1 from {name} where "{f.name}" is not null and ({is_list} or {differs}) limit 1'
    if con.execute(asked).fetchall():
        raise IncompatibleVersionError(
            f"has values in column {f.name} of table {table.name} that are not of the type {f.type} of today."
        )


def left_out_in_words(columns: list[str]) -> list[str]:
    """What the history says of columns that the program no longer knows."""
    it = "it" if len(columns) == 1 else "them"
    return [f"Left out, because the program no longer has {it}: {join_and(columns)}."] if columns else []


def renew_rules(con: duckdb.DuckDBPyConnection) -> None:
    """Writes the shared rules of today into a version that is being made."""
    for script in query_files.schema_scripts():
        con.execute(script)


def rules_fingerprint() -> str:
    """Tells other rules, or other columns of the tables, from those with which a version was published."""
    columns = table_shapes(tables().values())
    return hashlib.sha256("\n".join([*columns, *query_files.schema_scripts()]).encode()).hexdigest()
