"""Rows of queries for the tests of sentences, figures and tables: a cell that is not given is empty."""

import pandas as pd

from ics.query_rows import QueryRow


def row_of(kind: type[QueryRow], **cells: object) -> QueryRow:
    """A row of a query."""
    return kind._make({**dict.fromkeys(kind._fields), **cells}[name] for name in kind._fields)


def frame_of(kind: type[QueryRow], frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with all the columns that rows of this kind need; those that it lacks are empty."""
    return frame.reindex(columns=[*frame, *(name for name in kind._fields if name not in frame)])
