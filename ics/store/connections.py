"""Connections to DuckDB: each is confined to what it reads; a version that is published is opened once and shared."""

import threading
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import duckdb

from ics.store.schema import create_current_views, readable

CONFINED = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "python_enable_replacements": False,
    "allow_persistent_secrets": False,
    "temp_directory": "",  # what does not fit into memory is an error: otherwise a large question fills the disk
    "memory_limit": "1GB",
    "threads": 2,
}
REPLACED_SECONDS = 10
MOST_IDLE = 4  # versions that stay open although nobody reads them at the moment
DAMAGE = (duckdb.IOException, duckdb.FatalException, duckdb.SerializationException, duckdb.InternalException)


@dataclass
class Opened:
    """A version in a DuckDB instance of its own: where its tables are read, the stamp of its file, who reads it."""

    connection: duckdb.DuckDBPyConnection
    place: str
    stamp: str
    readers: int = 0

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A cursor for one call: a connection shared between threads loses answers."""
        cursor = self.connection.cursor()
        cursor.execute(f"use {self.place}")
        return cursor


class Reader:
    """The versions of a folder, an instance for each: one that could open the next version could open any file."""

    def __init__(self) -> None:
        self._lock = threading.Condition()
        self._opened: dict[Path, Opened] = {}  # the one that was asked for last comes last

    def hold(self, path: Path) -> Opened:
        """Opens a version on the first call, and again when another file is in its place; `let_go` has to follow.

        Whoever reads the former one reads on first. Raises IncompatibleVersionError, and TimeoutError where that
        takes too long.
        """
        found = stamp(path)
        with self._lock:
            if not self._lock.wait_for(lambda: not self._is_read_as_another(path, found), REPLACED_SECONDS):
                raise TimeoutError("being replaced")
            known = self._opened.pop(path, None)
            if known and known.stamp != found:
                known.connection.close()
                known = None
            held = self._opened[path] = known or _open(path, found)
            held.readers += 1
            return held

    def _is_read_as_another(self, path: Path, found: str) -> bool:
        known = self._opened.get(path)
        return known is not None and known.stamp != found and known.readers > 0

    def let_go(self, held: Opened) -> None:
        """Closes versions that nobody reads now: those whose files are gone, and those not asked for recently."""
        with self._lock:
            held.readers -= 1
            self._lock.notify_all()
            idle = [path for path, opened in self._opened.items() if not opened.readers]
            for path in idle:
                if path in idle[:-MOST_IDLE] or not path.exists():  # the disk keeps a file as long as it is open
                    self._opened.pop(path).connection.close()


def _open(path: Path, found: str) -> Opened:
    con = duckdb.connect(config=CONFINED)
    try:
        con.execute(_attachment(path, "version_file", read_only=True))
        place = readable(con, "version_file")
        confine(con)
        return Opened(con, place, found)
    except BaseException:
        con.close()
        raise


def stamp(path: Path) -> str:
    """Tells a file from another of the same name, as after a restore from a backup. Raises OSError."""
    about = path.stat()
    return f"{path.stem}-{about.st_mtime_ns}-{about.st_size}"


@cache
def reader(_folder: Path) -> Reader:
    """The reader of a folder, shared by all threads of the process."""
    return Reader()


def scratch() -> duckdb.DuckDBPyConnection:
    """An empty database `scratch` in memory, to which versions can be attached until it is confined.

    It works in the thread that asks: a check of a large file is to leave the other cores to those who read.
    """
    con = duckdb.connect(config=CONFINED | {"threads": 1})
    con.execute("attach ':memory:' as scratch; use scratch")
    return con


def attach_as_it_is(con: duckdb.DuckDBPyConnection, name: str, path: Path) -> None:
    """The database `name`: a version file, read-only, whatever its tables are."""
    con.execute(_attachment(path, name, read_only=True))


def attach(con: duckdb.DuckDBPyConnection, name: str, path: Path) -> None:
    """The schema `name` of the database `scratch`: the tables of a version, read-only and as they are described today.

    Raises IncompatibleVersionError.
    """
    attach_as_it_is(con, f"{name}_file", path)
    create_current_views(con, f"{name}_file", f"scratch.{name}")


def writer(path: Path) -> duckdb.DuckDBPyConnection:
    """A connection that can write this one file and its log, as `store`, and no other."""
    con = duckdb.connect(config=CONFINED)
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
