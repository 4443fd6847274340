"""The published data: immutable, numbered DuckDB files, and a text file CURRENT that names one of them.

A published file is never changed in place. Each version is opened for reading by itself, so a person who is reading
sees one version throughout, and publishing blocks no reader. Begin with `current`, `reading` and
`write_version`. One process writes at a time: see `ics.store.publish_lock`.
"""

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
from filelock import Timeout

from ics.datapackage import sql_names
from ics.settings import kept_versions
from ics.store.base import Base, Current, Rebuild, require_current_base
from ics.store.connections import (
    CONFINED,
    DAMAGE,
    attach,
    attach_raw,
    close_unused_versions,
    closed_on_error,
    confine,
    open_scratch,
    stamp,
    version_cursor,
    writer,
)
from ics.store.errors import (
    NotEnoughMemoryError,
    PublishConflictError,
    PublishError,
    StoreError,
    StoreMissingError,
    VersionDamagedError,
    VersionNotStoredError,
    VersionUnavailableError,
    database_publish_error,
    needs_more_memory,
    system_publish_error,
    why_unavailable,
)
from ics.store.publish_lock import acquire_publish_lock
from ics.store.schema import IncompatibleVersionError
from ics.store.version_files import VersionFiles, sync, version_number

Apply = Callable[[duckdb.DuckDBPyConnection, int], None]
__all__ = [
    "NotEnoughMemoryError",
    "PublishConflictError",
    "PublishError",
    "Store",
    "StoreError",
    "StoreMissingError",
    "VersionDamagedError",
    "VersionNotStoredError",
    "VersionUnavailableError",
]


class Store:
    """The published versions in one folder; `files` is the folder itself, for whoever makes or removes versions."""

    def __init__(self, folder: Path) -> None:
        self.files = VersionFiles(folder)

    @property
    def folder(self) -> Path:
        """The data folder."""
        return self.files.folder

    def path(self, version: int) -> Path:
        """Where the file of a version is, or would be."""
        return self.files.path(version)

    def versions(self) -> list[int]:
        """Numbers of the versions whose data are stored, oldest first."""
        return self.files.versions()

    def current(self) -> int:
        """The number of the published version. Raises StoreMissingError or StoreError with the remedy."""
        version = version_number(self._read_pointer())
        if not version:
            raise StoreError("The file CURRENT does not contain the name of a version.")
        if not self.path(version).is_file():
            raise StoreError("The file CURRENT names a version that is not there.")
        return version

    def _read_pointer(self) -> str:
        try:
            return self.files.pointer.read_text(encoding="ascii").strip()
        except FileNotFoundError:
            raise self._no_pointer() from None
        except (OSError, UnicodeDecodeError) as error:
            raise StoreError("The file CURRENT cannot be read.") from error

    def _no_pointer(self) -> StoreError:
        if self.versions():
            return StoreError("The file CURRENT, which names the published version, is missing.")
        if not self.folder.is_dir():
            return StoreMissingError("The data folder is not there.")
        return StoreMissingError("Nothing has been published yet.")

    def stamp(self, version: int) -> str:
        """Tells the version file from another of the same number. Raises StoreError."""
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

        Raises VersionDamagedError when the file is damaged or was made by another program, VersionUnavailableError
        when it cannot be opened now, and NotEnoughMemoryError when a query needs too much.
        """
        with self._open_errors_as_version_error(version):
            cursor = version_cursor(self.path(version))
        try:
            with cursor, self.damage_as_version_error(version):
                yield cursor
        finally:
            close_unused_versions()

    def attach_versions(self, **versions: int | None) -> duckdb.DuckDBPyConnection:
        """A confined scratch connection: the tables of each version, in today's columns, are in a schema of its name.

        `versions`: schema → number; with None for the number there is no such schema. The caller closes the
        connection. Raises VersionDamagedError, which names the version that cannot be used.
        """
        con = open_scratch()
        with closed_on_error(con):
            for name, version in versions.items():
                if version is not None:
                    with self._open_errors_as_version_error(version):
                        attach(con, name, self.path(version))
            confine(con)
        return con

    @contextmanager
    def open_raw(self, version: int) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection on one version file, also where its tables cannot be read as those of today."""
        with open_scratch() as con, self.damage_as_version_error(version):
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
            missing = (
                f"The data of version {version} is no longer stored" if was_there else f"There is no version {version}"
            )
            raise VersionNotStoredError(f"{missing}. Stored versions: {_spans(stored)}.")

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
        except IncompatibleVersionError as error:
            raise VersionDamagedError(version, f"{name} {error}") from error
        except (duckdb.Error, OSError) as error:
            if why := why_unavailable(error):
                raise VersionUnavailableError(f"{name} {why}") from error
            raise VersionDamagedError(
                version, f"{name} cannot be opened: it is damaged, or is not a DuckDB file."
            ) from error

    @contextmanager
    def damage_as_version_error(self, version: int | None) -> Iterator[None]:
        """Raises VersionDamagedError for what DuckDB says about a damaged file, NotEnoughMemoryError as it says."""
        try:
            with memory_errors_as_store_error():
                yield
        except DAMAGE as error:
            if version is None:
                raise StoreError("The database is damaged.") from error
            raise VersionDamagedError(version, f"{self.path(version).name} is damaged.") from error

    def require_base(self, base: Base) -> None:
        """Raises as `write_version` does where the folder is gone, or another version published than `base` says."""
        with self._disk_errors_as_publish_error():
            self._require_folder(base)
            self._require_current(base)

    def write_version(self, base: Base, apply: Apply) -> int:
        """Makes and publishes the next version, and returns its number; `apply` changes it in one transaction.

        It begins as a copy of the version in `base`, or empty. Raises PublishConflictError when another version was
        published than `base` says, and PublishError when the folder cannot be written. Whatever goes wrong, the
        published version stays as it was.
        """
        with self._disk_errors_as_publish_error():
            self._require_folder(base)
        with self._one_writer(), self._disk_errors_as_publish_error():
            self.files.remove_leftovers()
            self._require_current(base)
            version = self.files.next_version()
            with self._clean_up_on_failure():
                self.files.activate(self._build(version, base, apply), version)
            if not isinstance(base, Rebuild):  # next to what may be damaged, nothing is taken away
                self._prune_quietly()
        return version

    def _prune_quietly(self) -> None:
        with contextlib.suppress(OSError):  # where a reader still holds one; the next publication tries again
            self.files.prune(kept_versions())

    def clean_up(self) -> None:
        """Removes what a killed publisher left behind, at the start of a program.

        Nothing happens where another is at work, or where the folder cannot be written: it can still be read.
        """
        with contextlib.suppress(PublishError), self._disk_errors_as_publish_error():
            if self.files.leftovers():
                with self._one_writer(seconds=0):
                    self.files.remove_leftovers()

    @contextmanager
    def _one_writer(self, seconds: float | None = None) -> Iterator[None]:
        """Holds the lock of the folder. Raises PublishConflictError where another holds it for too long."""
        with self._disk_errors_as_publish_error():
            lock = acquire_publish_lock(self.folder, seconds)
        try:
            yield
        finally:
            lock.release()

    def _require_folder(self, base: Base) -> None:
        """Makes the folder for the first version only: where there were others, a disk has gone away."""
        if not isinstance(base, Current):
            self.folder.mkdir(parents=True, exist_ok=True)
        elif not self.folder.is_dir():
            raise PublishError("The data folder is not there any more. Bring it back, then publish again.")

    @contextmanager
    def _clean_up_on_failure(self) -> Iterator[None]:
        try:
            yield
        except BaseException:
            with contextlib.suppress(OSError):  # what went wrong first is what has to be reported
                self.files.remove_leftovers()
            raise

    @contextmanager
    def _disk_errors_as_publish_error(self) -> Iterator[None]:
        """Raises PublishError, with the reason and the remedy, for an error of the disk or of DuckDB about the disk."""
        try:
            yield
        except Timeout:
            raise
        except OSError as error:
            raise system_publish_error(error) from error
        except (*DAMAGE, duckdb.TransactionException, duckdb.OutOfMemoryException) as error:
            raise database_publish_error(str(error).splitlines()[0].replace(f"{self.folder}{os.sep}", "")) from error

    def _require_current(self, base: Base) -> None:
        """Raises as `require_current_base`. A rebuild helps where CURRENT cannot be read, so it does not read it."""
        if base != Rebuild():
            require_current_base(base, self._current_or_none())

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


@contextmanager
def memory_errors_as_store_error() -> Iterator[None]:
    """Raises NotEnoughMemoryError, with the remedy, where a query needs more memory than it may take."""
    try:
        yield
    except duckdb.OutOfMemoryException as error:
        raise NotEnoughMemoryError(needs_more_memory(str(CONFINED["memory_limit"]))) from error


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
