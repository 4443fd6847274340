"""A published table as text: each cell as its CSV has it."""

from collections.abc import Iterator

from ics.datapackage import Field, Table, sql_names
from ics.safeguards.formulas import disarm
from ics.store.ask import fetch_rows
from ics.store.store import Store


def table_rows(store: Store, version: int, table: Table) -> tuple[list[str], Iterator[list[str]]]:
    """The columns of a published table, and its rows with each cell as text, in the order of the key.

    No text in it begins like a formula. The checks refuse that, but a version may be older than the rule.
    Raises StoreError.
    """
    columns, rows = fetch_rows(whole_table(table), store, version)
    return columns, ([_safe_text(f, v) for f, v in zip(table.fields, row, strict=True)] for row in rows)


def _safe_text(f: Field, value: object) -> str:
    return disarmed_cell(f, cell_text(f, value))


def disarmed_cell(f: Field, text: str) -> str:
    """A cell of a table as text, without what a spreadsheet would run: in a list, each entry is looked at."""
    if f.type == "list":
        text = f.delimiter.join(map(disarm, text.split(f.delimiter)))
    return disarm(text)


def whole_table(table: Table) -> str:
    """The SQL of all rows of a table, in the order of its key."""
    return f"select {sql_names(table.columns)} from {table.name} order by {sql_names(table.primary_key)}"


def cell_text(f: Field, value: object) -> str:
    """A cell of a table as its CSV has it: dates as YYYY-MM-DD, lists with their delimiter, an empty text for None."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case list():
            return f.delimiter.join(value)
        case float():
            return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value)
