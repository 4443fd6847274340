"""The rows a page shows: read from the published version, and cached by version and parameters."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar, cast

import pandas as pd
import streamlit as st

from ics.datapackage import Table, tables
from ics.settings import store_folder
from ics.store.ask import run_query
from ics.store.rows import FoundRows, Key, Names, Row, code_names, find_rows, rows_by_key
from ics.store.store import Store
from ics.versions.build import prepare_store

ShownVersion = tuple[Path, int, str]  # folder, number and stamp of a version
_Made = TypeVar("_Made")
Arguments = ParamSpec("Arguments")


@dataclass(frozen=True)
class Answer:
    """A query, its parameters and the rows it returned: a figure, its table and its data link all come from it."""

    query: str
    parameters: dict[str, object]
    rows: pd.DataFrame


def open_store() -> Store:
    """The store of the data folder; built first when nothing has been published. Raises StoreError."""
    return prepare_store(store_folder())


def begin_run() -> None:
    """Settles which version this run of a page shows, although another may be published meanwhile.

    Raises StoreError when the data cannot be read.
    """
    store = open_store()
    version = store.current()
    st.session_state["shown_version"] = (store.folder, version, store.stamp(version))
    st.session_state["queries_of_run"] = []


def shown_version() -> ShownVersion:
    """Folder, number and stamp of the version of this run: the key of whatever is cached."""
    shown: ShownVersion = st.session_state["shown_version"]
    return shown


def store_of_run() -> Store:
    """The store that this run reads, as it is: see `begin_run`."""
    return Store(shown_version()[0])


def query(name: str, /, **parameters: object) -> Answer:
    """The answer of a query of `queries/` on the version of this run. Raises StoreError when it cannot be read."""
    queries_of_run().append((name, parameters))
    return Answer(name, parameters, _rows(shown_version(), name, parameters))


def queries_of_run() -> list[tuple[str, dict[str, object]]]:
    """The queries that this run of the page has asked so far, with their parameters, in order."""
    asked: list[tuple[str, dict[str, object]]] = st.session_state["queries_of_run"]
    return asked


@st.cache_data(max_entries=1000, show_spinner=False)
def _rows(shown: ShownVersion, name: str, parameters: dict[str, object]) -> pd.DataFrame:
    """The stamp in `shown` is only part of the key: a restored file may have the number of another."""
    folder, version, _ = shown
    return run_query(name, Store(folder), version, **parameters)


def cached(
    make: Callable[Concatenate[pd.DataFrame, Arguments], _Made],
    answer: Answer,
    *arguments: Arguments.args,
    **named: Arguments.kwargs,
) -> _Made:
    """What `make` returns for the rows of an answer and the arguments: a figure or a table, made once.

    `make` depends on nothing else, and nobody changes what it returned.
    """
    made_of = (answer.query, answer.parameters, arguments, named)
    key = (shown_version(), made_of, make.__module__, make.__qualname__)
    return cast(_Made, _made(key, _make=lambda: make(answer.rows, *arguments, **named)))


@st.cache_resource(max_entries=200, show_spinner=False)
def _made(key: tuple[object, ...], _make: Callable[[], object]) -> object:  # noqa: ARG001
    return _make()


def search_rows(table: Table, text: str) -> FoundRows:
    """The rows of the version of this run that match the text; see `ics.store.rows.find_rows`."""
    return _search(shown_version(), table.name, text)


@st.cache_data(max_entries=50, show_spinner=False)
def _search(shown: ShownVersion, table: str, text: str) -> FoundRows:
    return find_rows(Store(shown[0]), shown[1], tables()[table], text)


def rows_with_keys(table: Table, keys: set[Key]) -> dict[Key, Row]:
    """The rows of the version of this run that have these keys, as far as there are any."""
    return rows_by_key(store_of_run(), shown_version()[1], table, keys)


def names_of_codes(table: Table) -> Names:
    """The names behind the codes of a table; see `ics.store.rows.code_names`."""
    return _names(shown_version(), table.name)


@st.cache_data(max_entries=50, show_spinner=False)
def _names(shown: ShownVersion, table: str) -> Names:
    return code_names(Store(shown[0]), shown[1], tables()[table])
