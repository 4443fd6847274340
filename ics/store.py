"""The published data: immutable, numbered DuckDB files, and a text file CURRENT that names one of them.

A published file is never changed in place. Readers attach each version read-only under its own name, so a
person who is reading sees one version throughout, and publishing never blocks anybody.
"""

import os
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import duckdb
from filelock import FileLock, Timeout

CONFINED = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "python_enable_replacements": False,
    "memory_limit": "1GB",
    "threads": 2,
}
LOCK_SECONDS = 30
_DAMAGE = (duckdb.IOException, duckdb.FatalException, duckdb.SerializationException, duckdb.InternalException)
_NAME = re.compile(r"v(\d{8})\.duckdb")


class StoreError(Exception):
    """The published data cannot be used; the message says why and how to mend it."""


class StoreMissing(StoreError):
    """Nothing has been published yet."""


class PublishConflict(StoreError):
    """Somebody else published since the preview."""


class Store:
    """The published versions in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def pointer(self) -> Path:
        return self.folder / "CURRENT"

    def path(self, version: int) -> Path:
        return self.folder / f"v{version:08}.duckdb"

    def versions(self) -> list[int]:
        """Numbers of the version files that are there, oldest first."""
        found = (_NAME.fullmatch(p.name) for p in self.folder.glob("v*.duckdb"))
        return sorted(int(match[1]) for match in found if match)

    def current(self) -> int:
        """The published version. Raises StoreMissing or StoreError with the remedy."""
        try:
            name = self.pointer.read_text(encoding="ascii").strip()
        except FileNotFoundError:
            if self.versions():
                raise StoreError("The file CURRENT, which names the published version, is missing.") from None
            raise StoreMissing("Nothing has been published yet.") from None
        except (OSError, UnicodeDecodeError) as error:
            raise StoreError("The file CURRENT cannot be read.") from error
        match = _NAME.fullmatch(name)
        if not match or not self.path(int(match[1])).is_file():
            raise StoreError("The file CURRENT names a version that is not there.")
        return int(match[1])

    @contextmanager
    def reading(self, version: int) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor on one version, for one call in one thread. Raises StoreError when the file is damaged."""
        with self.damage_named(version), _reader(self.folder).cursor_on(self.path(version)) as cursor:
            yield cursor

    @contextmanager
    def damage_named(self, version: int | None) -> Iterator[None]:
        """Turns what DuckDB says about a damaged file into a StoreError."""
        try:
            yield
        except _DAMAGE as error:
            raise StoreError(f"{self.path(version).name if version else 'The database'} is damaged.") from error

    def beside(self, version: int | None) -> duckdb.DuckDBPyConnection:
        """A confined scratch connection; the version, if any, is attached read-only as `published`."""
        con = duckdb.connect(config=CONFINED)
        con.execute("attach ':memory:' as scratch")
        if version is not None:
            _attach(con, self.path(version), "published")
        _confine(con)
        return con

    def publish(self, based_on: int | None, apply: Callable[[duckdb.DuckDBPyConnection, int], None]) -> int:
        """Makes and publishes the next version; `apply` changes the copy in one transaction.

        Raises PublishConflict when `based_on` is no longer the published version. Whatever goes wrong, the
        published version stays as it was.
        """
        with self._one_writer():
            self._still(based_on)
            version = max(self.versions(), default=0) + 1
            building = self._build(version, based_on, apply)
            building.replace(self.path(version))
            self._point_to(version)
        return version

    @contextmanager
    def _one_writer(self) -> Iterator[None]:
        self.folder.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(self.folder / "publish.lock", timeout=LOCK_SECONDS):
                yield
        except Timeout:
            raise PublishConflict(f"Another update has been running for {LOCK_SECONDS} s. Try again.") from None

    def _still(self, based_on: int | None) -> None:
        try:
            current = self.current()
        except StoreMissing:
            current = None
        except StoreError:
            if based_on is not None:
                raise
            current = None
        if based_on is not None and current != based_on:
            raise PublishConflict(
                f"Version {current} was published while you prepared this on version {based_on}. Check again on it."
            )

    def _build(self, version: int, based_on: int | None, apply: Callable) -> Path:
        building = self.path(version).with_suffix(".duckdb.building")
        for leftover in self.folder.glob("*.building*"):
            leftover.unlink()
        try:
            if based_on is not None:
                shutil.copyfile(self.path(based_on), building)
            _write(building, version, apply)
            _sync(building)
        except BaseException:
            building.unlink(missing_ok=True)
            raise
        return building

    def _point_to(self, version: int) -> None:
        fresh = self.pointer.with_suffix(".building")
        fresh.write_text(self.path(version).name + "\n", encoding="ascii")
        _sync(fresh)
        fresh.replace(self.pointer)
        if os.name == "posix":
            _sync(self.folder)


class _Reader:
    """One DuckDB instance per folder and process, to which every version is attached once."""

    def __init__(self, folder: Path) -> None:
        self._con = duckdb.connect(config=CONFINED)
        self._con.execute(f"set allowed_directories = [{_literal(folder)}]")
        _confine(self._con)
        self._lock = threading.Lock()
        self._attached: set[str] = set()

    def cursor_on(self, path: Path) -> duckdb.DuckDBPyConnection:
        with self._lock:
            if path.stem not in self._attached:
                with self._con.cursor() as cursor:
                    _attach(cursor, path, path.stem)
                self._attached.add(path.stem)
            cursor = self._con.cursor()
        cursor.execute(f"use {path.stem}")
        return cursor


@cache
def _reader(folder: Path) -> _Reader:
    return _Reader(folder)


def _attach(con: duckdb.DuckDBPyConnection, path: Path, name: str) -> None:
    try:
        con.execute(f"attach {_literal(path)} as {name} (read_only)")
    except duckdb.Error as error:
        raise StoreError(f"{path.name} cannot be opened: it is damaged, or no DuckDB file.") from error


def _confine(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("set enable_external_access = false")
    con.execute("set lock_configuration = true")


def _write(path: Path, version: int, apply: Callable) -> None:
    with duckdb.connect(config=CONFINED) as con:
        con.execute(f"attach {_literal(path)} as store")
        _confine(con)
        con.execute("use store")
        con.execute("begin")
        apply(con, version)
        con.execute("commit")
        con.execute("checkpoint store")


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY if os.name == "posix" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _literal(path: Path) -> str:
    """A path as an SQL literal: DuckDB has no placeholder for the file of ATTACH."""
    return "'" + str(path).replace("'", "''") + "'"
