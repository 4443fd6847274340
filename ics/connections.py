"""Connections to DuckDB: confined, and one reader per folder to which every version is attached once."""

import threading
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import duckdb

from ics.shapes import lay_out, readable

CONFINED = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "python_enable_replacements": False,
    "memory_limit": "1GB",
    "threads": 2,
}
REPLACED_SECONDS = 10
DAMAGE = (duckdb.IOException, duckdb.FatalException, duckdb.SerializationException, duckdb.InternalException)


@dataclass
class Attachment:
    """A version as it is attached: its database, where its tables are read, the stamp of its file, and who reads it."""

    database: str
    place: str
    stamp: str
    readers: int = 0


class Reader:
    """One DuckDB instance. A cursor per call: a connection shared between threads loses answers."""

    def __init__(self, folder: Path) -> None:
        self._con = duckdb.connect(config=CONFINED)
        self._con.execute(f"set allowed_directories = [{_literal(folder)}]")
        confine(self._con)
        self._lock = threading.Condition()
        self._attachments = 0
        self._attached: dict[Path, Attachment] = {}

    def hold(self, path: Path) -> Attachment:
        """Attaches a version on the first call, and anew when another stands in its place; `let_go` has to follow.

        Whoever reads the former one reads on first. Raises Unfit, and TimeoutError where that takes too long.
        """
        found = stamp(path)
        with self._lock:
            if not self._lock.wait_for(lambda: not self._is_read_as_another(path, found), REPLACED_SECONDS):
                raise TimeoutError("being replaced")
            known = self._attached.get(path)
            if known is None or known.stamp != found:
                self._detach(path)
                known = self._attached[path] = self._attach(path, found)
            known.readers += 1
            return known

    def _is_read_as_another(self, path: Path, found: str) -> bool:
        known = self._attached.get(path)
        return known is not None and known.stamp != found and known.readers > 0

    def cursor_on(self, held: Attachment) -> duckdb.DuckDBPyConnection:
        """A cursor on a version that is held."""
        cursor = self._con.cursor()
        cursor.execute(f"use {held.place}")
        return cursor

    def let_go(self, held: Attachment) -> None:
        """Detaches the versions that nobody reads any more and whose files are gone: the disk keeps them until then."""
        with self._lock:
            held.readers -= 1
            self._lock.notify_all()
            for path in [p for p, a in self._attached.items() if not a.readers and not p.exists()]:
                self._detach(path)

    def _attach(self, path: Path, found: str) -> Attachment:
        self._attachments += 1
        name = f"{path.stem}_{self._attachments}"
        with self._con.cursor() as cursor:
            cursor.execute(_attachment(path, name, read_only=True))
            try:
                return Attachment(name, readable(cursor, name), found)
            except BaseException:
                cursor.execute(f"detach {name}")
                raise

    def _detach(self, path: Path) -> None:
        former = self._attached.pop(path, None)
        if former:
            with self._con.cursor() as cursor:
                if former.place != former.database:
                    cursor.execute(f"drop schema {former.place} cascade")
                cursor.execute(f"detach database if exists {former.database}")


def stamp(path: Path) -> str:
    """Tells a file from another of the same name, as after a restore from a backup. Raises OSError."""
    about = path.stat()
    return f"{path.stem}-{about.st_mtime_ns}-{about.st_size}"


@cache
def reader(folder: Path) -> Reader:
    """The reader of a folder, shared by all threads of the process."""
    return Reader(folder)


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

    Raises Unfit.
    """
    attach_as_it_is(con, f"{name}_file", path)
    lay_out(con, f"{name}_file", f"scratch.{name}")


def writer(path: Path) -> duckdb.DuckDBPyConnection:
    """A connection that can write this one file, as `store`."""
    con = duckdb.connect(config=CONFINED)
    con.execute(_attachment(path, "store", read_only=False))
    confine(con)
    con.execute("use store")
    return con


def confine(con: duckdb.DuckDBPyConnection) -> None:
    """From here on the connection reaches no other file, host or extension, and no setting can be changed."""
    con.execute("set enable_external_access = false")
    con.execute("set lock_configuration = true")


def _attachment(path: Path, name: str, read_only: bool) -> str:
    return f"attach {_literal(path)} as {name}" + (" (read_only)" if read_only else "")


def _literal(path: Path) -> str:
    """A path as an SQL literal: DuckDB has no placeholder for the file of ATTACH."""
    return "'" + str(path).replace("'", "''") + "'"
