"""Asking a published version: a query by name, or any SELECT."""

from typing import Any

import pandas as pd

from ics.store.query_files import load
from ics.store.store import Store


def run_query(name: str, store: Store, version: int, **parameters: object) -> pd.DataFrame:
    """The rows of a query on one published version, in the columns its header names."""
    query = load(name)
    with store.reading(version) as cursor:
        return cursor.execute(query.sql, parameters or None).df()


def fetch_rows(sql: str, store: Store, version: int, **parameters: object) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Column names and rows, as Python values: a whole number stays one, an empty cell is None."""
    with store.reading(version) as cursor:
        result = cursor.execute(sql, parameters or None)
        return [column[0] for column in result.description], result.fetchall()
