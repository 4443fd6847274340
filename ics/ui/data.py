"""The rows a page shows: read from the published version, kept by version and parameters."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar, cast

import pandas as pd
import streamlit as st

from ics.datapackage import Table, tables
from ics.settings import store_folder
from ics.store.ask import run_query
from ics.store.rows import Found, Key, Names, Row, code_names, find_rows, rows_of
from ics.store.store import Store
from ics.versions.build import prepared

Made = TypeVar("Made")


@dataclass(frozen=True)
class Answer:
    """What a query was asked and what it returned: a figure, its table and its data link all come from it."""

    query: str
    parameters: dict
    rows: pd.DataFrame


def store() -> Store:
    """The store; built first when nothing has been published. Raises StoreError."""
    return prepared(store_folder())


def begin_run() -> None:
    """Settles which version this run of a page shows, although another may be published meanwhile.

    Raises StoreError when the data cannot be read.
    """
    published = store()
    version = published.current()
    st.session_state["shown_version"] = (published.folder, version, published.stamp(version))


def shown_version() -> tuple[Path, int, str]:
    """Folder, number and stamp of the version of this run: the key of whatever is kept."""
    return st.session_state["shown_version"]


def ask(query: str, **parameters: object) -> Answer:
    """The answer of a query on the version of this run. Raises StoreError when the data cannot be read."""
    return Answer(query, parameters, _rows(*shown_version(), query, **parameters))


def rows(query: str, **parameters: object) -> pd.DataFrame:
    """The rows of an answer that no figure shows."""
    return ask(query, **parameters).rows


@st.cache_data(max_entries=1000, show_spinner=False)
def _rows(folder: Path, version: int, stamp: str, query: str, **parameters: object) -> pd.DataFrame:  # noqa: ARG001
    """`stamp` is only part of the key: a restored file may have the number of another."""
    return run_query(query, Store(folder), version, **parameters)


def kept(make: Callable[..., Made], answer: Answer, *arguments: object) -> Made:
    """What `make` makes of the rows of an answer, made once: for figures and tables that depend on nothing else.

    `make`: a function of `rows` and the arguments, which nobody changes afterwards.
    """
    key = (shown_version(), answer.query, answer.parameters, make.__module__, make.__qualname__, arguments)
    return cast(Made, _made(key, _make=lambda: make(answer.rows, *arguments)))


@st.cache_resource(max_entries=200, show_spinner=False)
def _made(key: tuple, _make: Callable) -> object:  # noqa: ARG001
    return _make()


def found_rows(table: Table, text: str) -> Found:
    """The rows of the version of this run that fit the text."""
    return _found(*shown_version(), table.name, text)


@st.cache_data(max_entries=50, show_spinner=False)
def _found(folder: object, version: int, stamp: str, table: str, text: str) -> Found:  # noqa: ARG001
    return find_rows(Store(folder), version, tables()[table], text)


def published_rows(table: Table, keys: set[Key]) -> dict[Key, Row]:
    return rows_of(store(), shown_version()[1], table, keys)


def names_of(table: Table) -> Names:
    """The names behind the codes of a table; see `ics.store.rows.code_names`."""
    return _names(*shown_version(), table.name)


@st.cache_data(max_entries=50, show_spinner=False)
def _names(folder: object, version: int, stamp: str, table: str) -> Names:  # noqa: ARG001
    return code_names(Store(folder), version, tables()[table])
