"""CSV out of the dashboard: for reading in a spreadsheet, and as a table to edit and send back."""

import csv
import io

import pandas as pd

from ics.datapackage import Field, Table, sql_names
from ics.store import Store

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
LINE_END = "\r\n"  # as spreadsheets write it; the writer then quotes a cell that holds either character
BYTE_ORDER_MARK = "\ufeff"  # without it a spreadsheet guesses the letters wrong


def safe_csv(rows: pd.DataFrame) -> bytes:
    """The rows as CSV; text that a spreadsheet would run as a formula gets a leading quote mark."""
    return (BYTE_ORDER_MARK + rows.map(_cell).to_csv(index=False, lineterminator=LINE_END)).encode()


def _cell(value: object) -> object:
    return "'" + value if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value


def table_csv(store: Store, version: int, table: Table) -> bytes:
    """A published table as the CSV that can be edited and sent back: all columns, in the order of its key.

    No cell of it can begin like a formula: the checks refuse that.
    """
    names = sql_names(table.columns)
    keys = sql_names(table.primary_key)
    with store.reading(version) as cursor:
        rows = cursor.execute(f"select {names} from {table.name} order by {keys}").fetchall()
    text = io.StringIO()
    writer = csv.writer(text, lineterminator=LINE_END)
    writer.writerow(table.columns)
    writer.writerows([_written(f, v) for f, v in zip(table.fields, row, strict=True)] for row in rows)
    return (BYTE_ORDER_MARK + text.getvalue()).encode()


def _written(f: Field, value: object) -> str:
    if value is None:
        return ""
    match f.type:
        case "boolean":
            return str(value).lower()
        case "list":
            return f.delimiter.join(value)
        case "number":
            return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value)
