"""Connections to DuckDB: confined, and one reader per folder to which every version is attached once."""

import threading
from functools import cache
from pathlib import Path

import duckdb

CONFINED = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "python_enable_replacements": False,
    "memory_limit": "1GB",
    "threads": 2,
}
DAMAGE = (duckdb.IOException, duckdb.FatalException, duckdb.SerializationException, duckdb.InternalException)


class Reader:
    """One DuckDB instance. A cursor per call: a connection shared between threads loses answers."""

    def __init__(self, folder: Path) -> None:
        self._con = duckdb.connect(config=CONFINED)
        self._con.execute(f"set allowed_directories = [{_literal(folder)}]")
        _confine(self._con)
        self._lock = threading.Lock()
        self._attached: set[str] = set()

    def cursor_on(self, path: Path) -> duckdb.DuckDBPyConnection:
        """A cursor on one version; attaches it on the first call."""
        with self._lock:
            if path.stem not in self._attached:
                with self._con.cursor() as cursor:
                    cursor.execute(_attachment(path, path.stem, read_only=True))
                self._attached.add(path.stem)
            cursor = self._con.cursor()
        cursor.execute(f"use {path.stem}")
        return cursor


@cache
def reader(folder: Path) -> Reader:
    """The reader of a folder, shared by all threads of the process."""
    return Reader(folder)


def scratch(published: Path | None) -> duckdb.DuckDBPyConnection:
    """An empty database `scratch` in memory; a published file, if any, is attached read-only as `published`."""
    con = duckdb.connect(config=CONFINED)
    con.execute("attach ':memory:' as scratch")
    if published is not None:
        con.execute(_attachment(published, "published", read_only=True))
    _confine(con)
    return con


def writer(path: Path) -> duckdb.DuckDBPyConnection:
    """A connection that can write this one file, as `store`."""
    con = duckdb.connect(config=CONFINED)
    con.execute(_attachment(path, "store", read_only=False))
    _confine(con)
    con.execute("use store")
    return con


def _confine(con: duckdb.DuckDBPyConnection) -> None:
    """From here on the connection reaches no other file, host or extension, and no setting can be changed."""
    con.execute("set enable_external_access = false")
    con.execute("set lock_configuration = true")


def _attachment(path: Path, name: str, read_only: bool) -> str:
    return f"attach {_literal(path)} as {name}" + (" (read_only)" if read_only else "")


def _literal(path: Path) -> str:
    """A path as an SQL literal: DuckDB has no placeholder for the file of ATTACH."""
    return "'" + str(path).replace("'", "''") + "'"
