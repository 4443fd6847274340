"""The published data: immutable, numbered DuckDB files, and a text file CURRENT that names one of them.

A published file is never changed in place. Readers attach each version read-only under its own name, so a
person who is reading sees one version throughout, and publishing never blocks anybody.
"""

import contextlib
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
from filelock import FileLock, Timeout

from ics.connections import DAMAGE, reader, scratch, stamp, writer
from ics.settings import kept_versions

LOCK_SECONDS = 30
Apply = Callable[[duckdb.DuckDBPyConnection, int], None]
_NAME = re.compile(r"v(\d{8})\.duckdb")


class StoreError(Exception):
    """The published data cannot be used; the message says why and how to mend it."""


class StoreMissing(StoreError):
    """Nothing has been published yet."""


class NotPublished(StoreError):
    """The new version could not be made; what was published before stands."""


class PublishConflict(NotPublished):
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
        if not match:
            raise StoreError("The file CURRENT does not hold the name of a version.")
        if not self.path(int(match[1])).is_file():
            raise StoreError("The file CURRENT names a version that is not there.")
        return int(match[1])

    def stamp(self, version: int) -> str:
        """Tells the version file from another of the same number."""
        try:
            return stamp(self.path(version))
        except OSError as error:
            raise StoreError(f"{self.path(version).name} cannot be read.") from error

    def settled(self) -> int:
        """The published version, once a publishing that is under way has ended. Raises as `current` does."""
        try:
            return self.current()
        except StoreMissing:
            raise
        except StoreError:
            with self._one_writer():
                return self.current()

    @contextmanager
    def reading(self, version: int) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor on one version, for one call in one thread. Raises StoreError when the file is damaged."""
        path = self.path(version)
        cursor = self._opened(path.name, lambda: reader(self.folder).cursor_on(path))
        with cursor, self.damage_named(version):
            yield cursor

    def beside(self, **versions: int | None) -> duckdb.DuckDBPyConnection:
        """A confined scratch connection; each version that is given is attached read-only under its name."""
        attached = {name: self.path(version) for name, version in versions.items() if version is not None}
        return self._opened(", ".join(path.name for path in attached.values()), lambda: scratch(attached))

    def _opened(self, files: str, open_: Callable) -> duckdb.DuckDBPyConnection:
        try:
            return open_()
        except (duckdb.Error, OSError) as error:
            raise StoreError(f"{files} cannot be opened: it is damaged, or no DuckDB file.") from error

    @contextmanager
    def damage_named(self, version: int | None) -> Iterator[None]:
        """Turns what DuckDB says about a damaged file into a StoreError."""
        try:
            yield
        except DAMAGE as error:
            raise StoreError(f"{self.path(version).name if version else 'The database'} is damaged.") from error

    def publish(self, based_on: int | None, apply: Apply, again: bool = False) -> int:
        """Makes and publishes the next version; `apply` changes the copy in one transaction.

        Raises PublishConflict when `based_on` is no longer the published version: None means that there is none
        yet, or, with `again`, that the new version stands on nothing. Raises NotPublished when the folder cannot be
        written. Whatever goes wrong, the published version stays as it was.
        """
        with self._one_writer():
            if not again:
                self._still(based_on)
            version = self._next()
            try:
                building = self._build(version, based_on, apply)
                building.replace(self.path(version))
                self._point_to(version)
            except OSError as error:
                raise NotPublished(f"The data folder cannot be written: {error.strerror or error}.") from error
            except duckdb.IOException as error:
                raise NotPublished("The new version could not be written: is the disk full?") from error
            self._prune()
        return version

    def _next(self) -> int:
        """A number that was never used, also where version files were deleted by hand."""
        named = _NAME.fullmatch(self.pointer.read_text(errors="replace").strip()) if self.pointer.is_file() else None
        return max([*self.versions(), int(named[1]) if named else 0]) + 1

    @contextmanager
    def _one_writer(self) -> Iterator[None]:
        lock = FileLock(self.folder / "publish.lock", timeout=LOCK_SECONDS)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            lock.acquire()
        except Timeout:
            raise PublishConflict(f"Another update has been running for {LOCK_SECONDS} s. Try again.") from None
        except OSError as error:
            raise NotPublished(f"The data folder cannot be written: {error.strerror or error}.") from error
        try:
            yield
        finally:
            lock.release()

    def _still(self, based_on: int | None) -> None:
        try:
            current = self.current()
        except StoreMissing:
            current = None
        if current == based_on:
            return
        if based_on is None:
            raise PublishConflict(f"Version {current} is published already.")
        raise PublishConflict(
            f"Version {current} was published while you prepared this on version {based_on}. Check again on it."
        )

    def _build(self, version: int, based_on: int | None, apply: Apply) -> Path:
        building = self.path(version).with_suffix(".duckdb.building")
        self._clear()
        try:
            if based_on is not None:
                shutil.copyfile(self.path(based_on), building)
            _write(building, version, apply)
            _sync(building)
        except BaseException:
            self._clear()
            raise
        return building

    def _clear(self) -> None:
        """Removes what an interrupted publication left behind; only the holder of the lock may do so."""
        for leftover in self.folder.glob("*.building*"):
            leftover.unlink(missing_ok=True)

    def _prune(self) -> None:
        """Removes the oldest version files; their rows in the history stay."""
        with contextlib.suppress(OSError):  # where a reader still holds one; the next publication tries again
            for version in self.versions()[: -kept_versions()]:
                self.path(version).unlink()

    def _point_to(self, version: int) -> None:
        fresh = self.pointer.with_suffix(".building")
        fresh.write_text(self.path(version).name + "\n", encoding="ascii")
        _sync(fresh)
        fresh.replace(self.pointer)
        if os.name == "posix":
            _sync(self.folder)


def _write(path: Path, version: int, apply: Apply) -> None:
    with writer(path) as con:
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
