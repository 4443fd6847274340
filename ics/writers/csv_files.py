"""CSV out of the dashboard: for reading in a spreadsheet, and as a table to edit and send back.

Everything for people goes through `spreadsheet_csv`, which leaves no text that a spreadsheet would run.
"""

import csv
import io
from collections.abc import Iterable
from datetime import date
from itertools import product

import pandas as pd

from ics.datapackage import Table, tables
from ics.safeguards.formulas import disarm
from ics.store.store import Store
from ics.store.tables import table_rows

LINE_END = "\r\n"  # as spreadsheets write it; the writer then quotes a cell that holds either character
_BYTE_ORDER_MARK = "\ufeff"  # without it a spreadsheet guesses the letters wrong


def frame_csv(rows: pd.DataFrame) -> bytes:
    """The rows of a table on the page as CSV, without their index; what is missing is empty."""
    cells = rows.astype(object).where(rows.notna(), "")
    return spreadsheet_csv(map(str, rows.columns), cells.itertuples(index=False, name=None))


def table_csv(store: Store, version: int, table: Table) -> bytes:
    """A published table as the CSV that can be edited and sent back: all columns, in the order of its key."""
    return spreadsheet_csv(*table_rows(store, version, table))


def values_template(indicator_ids: Iterable[str], area_codes: Iterable[str]) -> bytes:
    """A CSV of the table indicator_values to be filled: one row per area and indicator, with the codes only."""
    columns = tables()["indicator_values"].columns
    codes = [{"indicator_id": indicator, "area_code": area} for area, indicator in product(area_codes, indicator_ids)]
    return spreadsheet_csv(columns, ([row.get(column, "") for column in columns] for row in codes))


def rows_csv(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    """The rows of a query as CSV: dates as YYYY-MM-DD, lists with "; " between their members."""
    return spreadsheet_csv(columns, ([_one_cell(value) for value in row] for row in rows))


def _one_cell(value: object) -> object:
    return "; ".join(disarm(str(member)) for member in value) if isinstance(value, list) else plain_value(value)


def plain_value(value: object) -> object:
    """A value as JSON has it: dates as YYYY-MM-DD, times in UTC."""
    if isinstance(value, list):
        return [plain_value(member) for member in value]
    return value.isoformat() if isinstance(value, date) else value


def spreadsheet_csv(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    """Rows of cells as CSV, with a byte order mark and the line ends of a spreadsheet.

    A name or text that a spreadsheet would run as a formula gets a leading quote mark.
    """
    return exact_csv(map(disarm, columns), (map(_safe_cell, row) for row in rows))


def _safe_cell(value: object) -> object:
    return disarm(value) if isinstance(value, str) else value


def exact_csv(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    """Rows as CSV with their cells as they are, a byte order mark and the line ends of a spreadsheet.

    Not for a person, because a spreadsheet may run a text as a formula: see `spreadsheet_csv`.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator=LINE_END)
    writer.writerow(columns)
    writer.writerows(rows)
    return (_BYTE_ORDER_MARK + text.getvalue()).encode()
