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
        self._attachments = 0
        self._attached: dict[Path, tuple[str, str]] = {}

    def cursor_on(self, path: Path) -> duckdb.DuckDBPyConnection:
        """A cursor on one version; attaches the file on the first call, and anew when another stands in its place."""
        found = stamp(path)
        with self._lock:
            name, known = self._attached.get(path, ("", ""))
            if found != known:
                name = self._attach(path, name)
                self._attached[path] = (name, found)
            cursor = self._con.cursor()
        cursor.execute(f"use {name}")
        return cursor

    def _attach(self, path: Path, former: str) -> str:
        self._attachments += 1
        name = f"{path.stem}_{self._attachments}"
        with self._con.cursor() as cursor:
            if former:
                cursor.execute(f"detach database if exists {former}")
            cursor.execute(_attachment(path, name, read_only=True))
        return name


def stamp(path: Path) -> str:
    """Tells a file from another of the same name, as after a restore from a backup. Raises OSError."""
    about = path.stat()
    return f"{path.stem}-{about.st_mtime_ns}-{about.st_size}"


@cache
def reader(folder: Path) -> Reader:
    """The reader of a folder, shared by all threads of the process."""
    return Reader(folder)


def scratch(attached: dict[str, Path]) -> duckdb.DuckDBPyConnection:
    """An empty database `scratch` in memory, beside published files that are attached read-only by name."""
    con = duckdb.connect(config=CONFINED)
    con.execute("attach ':memory:' as scratch")
    for name, path in attached.items():
        con.execute(_attachment(path, name, read_only=True))
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
