"""Connections to DuckDB: each is confined to what it reads; a published version is opened once and shared."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import RLock

import duckdb

from ics.store.schema import create_current_views, readable_schema

CONFINED: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "python_enable_replacements": False,
    "allow_persistent_secrets": False,
    "temp_directory": "",  # what does not fit into memory is an error: otherwise a large question fills the disk
    "memory_limit": "1GB",
    "threads": 2,
}
MAX_OPEN = 4  # versions that stay open after they were read: opening one takes about 25 ms
DAMAGE = (duckdb.IOException, duckdb.FatalException, duckdb.SerializationException, duckdb.InternalException)


@dataclass(frozen=True)
class OpenVersion:
    """A version in a DuckDB instance of its own, and the schema in which its tables are read."""

    connection: duckdb.DuckDBPyConnection
    schema: str

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A cursor for one call: a connection shared between threads loses answers."""
        cursor = self.connection.cursor()
        cursor.execute(f"use {self.schema}")
        return cursor


_open: dict[tuple[Path, str], OpenVersion] = {}  # by file and stamp; the one asked for last comes last
_lock = RLock()  # a cursor that Python collects meanwhile may come back for it


_inherited: list[OpenVersion] = []


def _leave_to_parent() -> None:
    """In a process that was forked: to end an instance it would wait for threads that only its parent has."""
    _inherited.extend(_open.values())
    _open.clear()


if hasattr(os, "register_at_fork"):  # not on Windows
    os.register_at_fork(after_in_child=_leave_to_parent)


def version_cursor(path: Path) -> duckdb.DuckDBPyConnection:
    """A cursor on a version file, read-only, with the tables of today; for one call in one thread.

    The file is opened on the first call, and again when another file has taken its place. We never close an instance:
    we forget it, and it ends with its last cursor. So whoever reads a version goes on reading it, although its file
    was replaced or removed. Each has an instance of its own, as one that could open the next version could open any
    file.

    Raises IncompatibleVersionError, duckdb.Error and OSError.
    """
    key = path, stamp(path)
    with _lock:
        _open[key] = opened = _open.pop(key, None) or _opened(path)
    close_unused_versions()
    return opened.cursor()


def close_unused_versions() -> None:
    """Forgets the versions whose file was replaced or removed, and those not asked for recently.

    The disk gets the room of a removed file back only when nobody has it open.
    """
    with _lock:
        recent = list(_open)[-MAX_OPEN:]
        for path, known in list(_open):
            if (path, known) not in recent or not _is_there(path, known):
                _open.pop((path, known), None)


def _is_there(path: Path, known: str) -> bool:
    try:
        return stamp(path) == known
    except OSError:
        return False


def _opened(path: Path) -> OpenVersion:
    connection = duckdb.connect(config=CONFINED)
    with closed_on_error(connection):
        connection.execute(_attachment(path, "version_file", read_only=True))
        schema = readable_schema(connection, "version_file")
        confine(connection)
    return OpenVersion(connection, schema)


@contextmanager
def closed_on_error(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Closes the connection when what makes it ready fails: the error may be held for long, and it with the error."""
    try:
        yield
    except BaseException:
        connection.close()
        raise


def stamp(path: Path) -> str:
    """Tells a file from another of the same name, as after a restore from a backup. Raises OSError."""
    about = path.stat()
    return f"{path.stem}-{about.st_mtime_ns}-{about.st_size}"


def open_scratch() -> duckdb.DuckDBPyConnection:
    """An empty database `scratch` in memory, to which versions can be attached until it is confined.

    It works in the thread that calls it: a check of a large file leaves the other cores to those who read.
    """
    con = duckdb.connect(config=CONFINED | {"threads": 1})
    con.execute("attach ':memory:' as scratch; use scratch")
    return con


def attach_raw(con: duckdb.DuckDBPyConnection, name: str, path: Path) -> None:
    """The database `name`: a version file, read-only, with the tables it has."""
    con.execute(_attachment(path, name, read_only=True))


def attach(con: duckdb.DuckDBPyConnection, name: str, path: Path) -> None:
    """The schema `name` of the database `scratch`: the tables of a version, read-only and in today's columns.

    Raises IncompatibleVersionError.
    """
    attach_raw(con, f"{name}_file", path)
    create_current_views(con, f"{name}_file", f"scratch.{name}")


def writer(path: Path) -> duckdb.DuckDBPyConnection:
    """A connection that can write this one file and its log, as `store`, and no other."""
    con = duckdb.connect(config=CONFINED)
    with closed_on_error(con):
        con.execute(_attachment(path, "store", read_only=False))
        con.execute("set enable_external_access = false")
        con.execute("set lock_configuration = true")
        con.execute("use store")
    return con


def confine(con: duckdb.DuckDBPyConnection) -> None:
    """From here on the connection reaches no file, host or extension, and no setting can be changed.

    What is attached can be read on. Without the file system switched off, COPY could write over an attached file,
    also where it is attached to be read only.
    """
    con.execute("set enable_external_access = false")
    con.execute("set disabled_filesystems = 'LocalFileSystem'")
    con.execute("set lock_configuration = true")


def _attachment(path: Path, name: str, read_only: bool) -> str:
    return f"attach {_literal(path)} as {name}" + (" (read_only)" if read_only else "")


def _literal(path: Path) -> str:
    """A path as an SQL literal: DuckDB has no placeholder for the file of ATTACH."""
    return "'" + str(path).replace("'", "''") + "'"
