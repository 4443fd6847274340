"""The rows a page shows: read from the published version, kept by version and parameters."""

from pathlib import Path

import pandas as pd
import streamlit as st

from ics import queries
from ics.publishing import Refused, ensure_published
from ics.settings import store_folder
from ics.store import Store, StoreError


@st.cache_resource
def _prepared(folder: Path) -> Store:
    """The store, built on the first start of the program, once for all visitors."""
    store = Store(folder)
    try:
        ensure_published(store)
    except Refused as refusal:
        raise StoreError(f"The CSV files of the project have problems, the first: {refusal.problems[0]}") from refusal
    return store


def store() -> Store:
    """The store; built first when nothing has been published. Raises StoreError."""
    return _prepared(store_folder())


def begin_run() -> None:
    """Settles which version this run of a page shows, although another may be published meanwhile.

    Raises StoreError when the data cannot be read.
    """
    published = store()
    version = published.current()
    st.session_state["shown_version"] = (published.folder, version, published.stamp(version))


def rows(query: str, **parameters: object) -> pd.DataFrame:
    """The rows of a query on the version of this run. Raises StoreError when the data cannot be read."""
    return _rows(*st.session_state["shown_version"], query, **parameters)


def one_row(query: str, **parameters: object) -> pd.Series:
    """The only row of a query."""
    return rows(query, **parameters).iloc[0]


@st.cache_data(max_entries=500, show_spinner=False)
def _rows(folder: Path, version: int, stamp: str, query: str, **parameters: object) -> pd.DataFrame:  # noqa: ARG001
    """`stamp` is only part of the key: a restored file may have the number of another."""
    return queries.run(query, Store(folder), version, **parameters)
