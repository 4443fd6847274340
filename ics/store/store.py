"""The published data: immutable, numbered DuckDB files, and a text file CURRENT that names one of them.

A published file is never changed in place. Each version is opened for reading by itself, so a person who is reading
sees one version throughout, and publishing never blocks anybody.
"""

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
from filelock import FileLock, Timeout

from ics.datapackage import sql_names
from ics.settings import kept_versions
from ics.store.base import Base, Current, Rebuild, replaced_version
from ics.store.connections import (
    CONFINED,
    DAMAGE,
    attach,
    attach_raw,
    close_unused_versions,
    confine,
    scratch,
    stamp,
    version_cursor,
    writer,
)
from ics.store.errors import (
    PublishConflictError,
    PublishError,
    StoreError,
    StoreMissingError,
    VersionDamagedError,
    VersionNotStoredError,
    VersionUnavailableError,
    of_database,
    of_system,
    too_large,
    why_unreachable,
)
from ics.store.schema import IncompatibleVersionError
from ics.store.version_files import Files, number, sync

LOCK_SECONDS = 30
Apply = Callable[[duckdb.DuckDBPyConnection, int], None]
__all__ = [
    "LOCK_SECONDS",
    "PublishConflictError",
    "PublishError",
    "Store",
    "StoreError",
    "StoreMissingError",
    "VersionDamagedError",
    "VersionNotStoredError",
    "VersionUnavailableError",
]


class Store(Files):
    """The published versions in one folder."""

    def current(self) -> int:
        """The published version. Raises StoreMissingError or StoreError with the remedy."""
        try:
            name = self.pointer.read_text(encoding="ascii").strip()
        except FileNotFoundError:
            if self.versions():
                raise StoreError("The file CURRENT, which names the published version, is missing.") from None
            if not self.folder.is_dir():
                raise StoreMissingError("The data folder is not there.") from None
            raise StoreMissingError("Nothing has been published yet.") from None
        except (OSError, UnicodeDecodeError) as error:
            raise StoreError("The file CURRENT cannot be read.") from error
        version = number(name)
        if not version:
            raise StoreError("The file CURRENT does not hold the name of a version.")
        if not self.path(version).is_file():
            raise StoreError("The file CURRENT names a version that is not there.")
        return version

    def stamp(self, version: int) -> str:
        """Tells the version file from another of the same number."""
        try:
            return stamp(self.path(version))
        except OSError as error:
            raise StoreError(f"{self.path(version).name} cannot be read.") from error

    def wait_for_current(self) -> int:
        """The published version, once a publishing that is under way has ended. Raises as `current` does."""
        try:
            return self.current()
        except StoreMissingError:
            raise
        except StoreError:
            with self._one_writer():
                return self.current()

    @contextmanager
    def reading(self, version: int) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor on one version, for one call in one thread; its tables have today's columns at least.

        Raises VersionDamagedError when the file is damaged or was made by another program.
        """
        with self._open_errors_as_version_error(version):
            cursor = version_cursor(self.path(version))
        try:
            with cursor, self.damage_as_version_error(version):
                yield cursor
        finally:
            close_unused_versions()

    def attach_versions(self, **versions: int | None) -> duckdb.DuckDBPyConnection:
        """A confined scratch connection; of each version that is given, today's tables can be read under its name.

        Raises VersionDamagedError, which names the version that cannot be used.
        """
        con = scratch()
        for name, version in versions.items():
            if version is not None:
                with self._open_errors_as_version_error(version):
                    attach(con, name, self.path(version))
        confine(con)
        return con

    @contextmanager
    def open_raw(self, version: int) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection on one version file, also where its tables cannot be read as those of today."""
        with scratch() as con, self.damage_as_version_error(version):
            with self._open_errors_as_version_error(version):
                attach_raw(con, "former", self.path(version))
            confine(con)
            con.execute("use former")
            yield con

    def require_stored(self, version: int) -> None:
        """Raises VersionNotStoredError when the file of the version is not there: unknown, or no longer stored."""
        stored = self.versions()
        if version not in stored:
            was_there = 0 < version < max(stored, default=0)
            missing = f"The data of version {version} are not kept" if was_there else f"There is no version {version}"
            raise VersionNotStoredError(f"{missing}; kept are {_spans(stored)}.")

    def verify(self, version: int) -> None:
        """Raises VersionDamagedError where the rows of a version, its history included, cannot all be read."""
        there = "select table_name from duckdb_tables() where database_name = 'version_file'"
        with self.attach_versions(version=version) as con, self.damage_as_version_error(version):
            for (name,) in con.execute(there).fetchall():
                con.execute(f"select max(columns(*)) from version_file.{sql_names([name])}").fetchall()

    @contextmanager
    def _open_errors_as_version_error(self, version: int) -> Iterator[None]:
        """Raises VersionDamagedError for a file that cannot be used, VersionUnavailableError where it may be sound."""
        name = self.path(version).name
        try:
            yield
        except IncompatibleVersionError as unfit:
            raise VersionDamagedError(version, f"{name} {unfit}") from unfit
        except (duckdb.Error, OSError) as error:
            if why := why_unreachable(error):
                raise VersionUnavailableError(f"{name} {why}") from error
            raise VersionDamagedError(version, f"{name} cannot be opened: it is damaged, or no DuckDB file.") from error

    @contextmanager
    def damage_as_version_error(self, version: int | None) -> Iterator[None]:
        """Raises VersionDamagedError for what DuckDB says about a damaged file, StoreError for a lack of memory."""
        try:
            yield
        except duckdb.OutOfMemoryException as error:
            raise StoreError(too_large(str(CONFINED["memory_limit"]))) from error
        except DAMAGE as error:
            if version is None:
                raise StoreError("The database is damaged.") from error
            raise VersionDamagedError(version, f"{self.path(version).name} is damaged.") from error

    def write_version(self, base: Base, apply: Apply) -> int:
        """Makes and publishes the next version, and returns its number; `apply` changes it in one transaction.

        It begins as a copy of the version in `base`, or empty. Raises PublishConflictError when another version was
        published than `base` says, and PublishError when the folder cannot be written. Whatever goes wrong, the
        published version stays as it was.
        """
        with self._disk_errors_as_publish_error():
            self._has_folder(base)
        with self._one_writer(), self._disk_errors_as_publish_error():
            self.tidy()
            self._require_base_current(base)
            version = self.next_version()
            with self._clean_up_on_failure():
                self.release(self._build(version, base, apply), version)
            if not isinstance(base, Rebuild):  # next to what may be damaged, nothing is taken away
                self._prune_quietly()
        return version

    def _prune_quietly(self) -> None:
        with contextlib.suppress(OSError):  # where a reader still holds one; the next publication tries again
            self.prune(kept_versions())

    def clean_up(self) -> None:
        """Removes what a killed publisher left behind, at the start of a program.

        Nothing happens where another is at work, or where the folder cannot be written: it can be read all the same.
        """
        with contextlib.suppress(PublishError), self._disk_errors_as_publish_error():
            if self.strays():
                with self._one_writer(seconds=0):
                    self.tidy()

    @contextmanager
    def _one_writer(self, seconds: float | None = None) -> Iterator[None]:
        wait = LOCK_SECONDS if seconds is None else seconds
        lock = FileLock(self.folder / "publish.lock", timeout=wait)
        try:
            with self._disk_errors_as_publish_error():
                lock.acquire()
        except Timeout:
            raise PublishConflictError(f"Another update has been running for {wait} s. Try again.") from None
        try:
            yield
        finally:
            lock.release()

    def _has_folder(self, base: Base) -> None:
        """Makes the folder for the first version only: where there were others, it is a disk that went away."""
        if not isinstance(base, Current):
            self.folder.mkdir(parents=True, exist_ok=True)
        elif not self.folder.is_dir():
            raise PublishError("The data folder is not there any more. Bring it back, then publish again.")

    @contextmanager
    def _clean_up_on_failure(self) -> Iterator[None]:
        try:
            yield
        except BaseException:
            with contextlib.suppress(OSError):  # what went wrong first is what has to be told
                self.tidy()
            raise

    @contextmanager
    def _disk_errors_as_publish_error(self) -> Iterator[None]:
        """Turns what the disk says, directly or through DuckDB, into a PublishError with the reason and the remedy."""
        try:
            yield
        except Timeout:
            raise
        except OSError as error:
            raise of_system(error) from error
        except (*DAMAGE, duckdb.TransactionException, duckdb.OutOfMemoryException) as error:
            raise of_database(str(error).splitlines()[0].replace(f"{self.folder}{os.sep}", "")) from error

    def _require_base_current(self, base: Base) -> None:
        if base == Rebuild():
            return
        meant, current = replaced_version(base), self._current_or_none()
        if current == meant:
            return
        if meant is None:
            raise PublishConflictError(f"Version {current} is published already.")
        if current is None:
            raise PublishError(
                f"The data folder holds no published version any more; this was made on version {meant}."
            )
        raise PublishConflictError(
            f"Version {current} was published while you prepared this on version {meant}. Check again on it."
        )

    def _current_or_none(self) -> int | None:
        try:
            return self.current()
        except StoreMissingError:
            return None

    def _build(self, version: int, base: Base, apply: Apply) -> Path:
        building = self.path(version).with_suffix(".duckdb.building")
        if isinstance(base, Current):
            shutil.copyfile(self.path(base.version), building)
        _write(building, version, apply)
        sync(building)
        return building


def _write(path: Path, version: int, apply: Apply) -> None:
    with writer(path) as con:
        con.execute("begin")
        apply(con, version)
        con.execute("commit")
        con.execute("checkpoint store")


def _spans(numbers: list[int]) -> str:
    """Numbers in order as spans: "3 and 7 to 12"."""
    spans: list[list[int]] = []
    for n in numbers:
        if spans and n == spans[-1][-1] + 1:
            spans[-1].append(n)
        else:
            spans.append([n])
    words = [f"{span[0]} to {span[-1]}" if len(span) > 1 else str(span[0]) for span in spans]
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
