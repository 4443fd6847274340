"""Two states of the tables side by side, under the shared rules of today: what is published and what would be."""

import duckdb
import pandas as pd

from ics.datapackage import Table, sql_names, tables
from ics.store import query_files

BEFORE = "scratch.state_before"
AFTER = "scratch.state_after"


class Snapshots:
    """Two states of one connection that has a database `scratch`; `before` and `after` name schemas of it.

    Each state is laid out in a schema of its own, `state_before` and `state_after`: the tables as views in the columns
    of the package, and the rules of `queries/schema/`, so that a version which was published under older rules is
    compared like any other. The rules are laid out once a query needs them: to count rows none are. Without `before`
    (the first build) the tables of that state are empty. Only the tables `changed_tables` are compared, by default all;
    the others are taken to be the same. One comparison per connection at a time.
    """

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        before: str | None,
        after: str,
        changed_tables: list[Table] | None = None,
    ) -> None:
        self.connection, self.is_first = connection, before is None
        self._changed_tables = {t.name for t in (tables().values() if changed_tables is None else changed_tables)}
        self._compared: set[str] = set()
        self._has_rules = False
        _lay_out_tables(connection, BEFORE, before or after, is_empty=before is None)
        _lay_out_tables(connection, AFTER, after, is_empty=False)
        connection.execute("use scratch; drop schema if exists changed cascade; create schema changed")

    def rows(self, state: str, query: str, **parameters: object) -> pd.DataFrame:
        """The rows of a query of `queries/` in one state, BEFORE or AFTER."""
        self._lay_out_rules()
        self.connection.execute(f"use {state}")
        try:
            return self.connection.execute(query_files.load(query).sql, parameters or None).df()
        finally:
            self.connection.execute("use scratch")

    def changes(self, query: str, **parameters: object) -> pd.DataFrame:
        """The rows of a query of `queries/changes/`, which reads both states and the tables of `changed`."""
        self._lay_out_rules()
        for table in tables().values():
            self.changed(table)
        return self.connection.execute(query_files.load(query).sql, parameters or None).df()

    def changed(self, table: Table) -> str:
        """The table `changed.<name>`: key, kind (added, changed or removed) and cells of each row that differs."""
        if table.name not in self._compared:
            self.connection.execute(_comparison(table, is_same=table.name not in self._changed_tables))
            self._compared.add(table.name)
        return f"scratch.changed.{table.name}"

    def _lay_out_rules(self) -> None:
        if self._has_rules:
            return
        for state in (BEFORE, AFTER):
            self.connection.execute(f"use {state}")
            for script in query_files.schema_scripts():
                self.connection.execute(script)
        self.connection.execute("use scratch")
        self._has_rules = True


def _lay_out_tables(con: duckdb.DuckDBPyConnection, schema: str, origin: str, is_empty: bool) -> None:
    con.execute(f"use scratch; drop schema if exists {schema} cascade; create schema {schema}; use {schema}")
    for table in tables().values():
        rows = f"select {sql_names(table.columns)} from {origin}.{table.name}{' where false' if is_empty else ''}"
        con.execute(f"create view {table.name} as {rows}")


def _comparison(table: Table, is_same: bool) -> str:
    """A cell is counted where it differs; of a row that was added or removed, each filled cell apart from its key."""
    keys = sql_names(table.primary_key)
    others = [c for c in table.columns if c not in table.primary_key]
    cells = " + ".join(f'(new."{c}" is distinct from old."{c}")::integer' for c in others) or "0"
    return f"""
        create table changed.{table.name} as
        select {keys}, {cells} as cells,
               case when old.there is null then 'added' when new.there is null then 'removed' else 'changed' end as kind
        from (select *, true as there from {AFTER}.{table.name}) as new
        full join (select *, true as there from {BEFORE}.{table.name}) as old using ({keys})
        where (cells > 0 or old.there is null or new.there is null) and {not is_same}"""
