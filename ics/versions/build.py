"""The first version, out of the CSV files of the package, and the same data under rules that have changed since."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import duckdb

from ics.checks.check import Check, check_files
from ics.datapackage import tables
from ics.readers.upload import SourceFile
from ics.safeguards.publishing_key import AT_THE_MACHINE
from ics.store import schema
from ics.store.base import Current
from ics.store.schema import left_out_in_words, renew_rules, rules_fingerprint
from ics.store.store import PublishConflictError, Store, StoreError, StoreMissingError
from ics.versions.history import ChangeNote, HistoryEntry, record_version
from ics.versions.publish import CheckFailedError, publish_rebuild, publish_update

BUILD_NOTE = "Built from the project's CSV files."
REFRESH_NOTE = "Renewed the shared rules. No data changed."


def current_or_build(store: Store) -> int:
    """The published version, as it is; built when there is none. What a killed publisher left is removed first."""
    store.clean_up()
    try:
        return store.wait_for_current()
    except StoreMissingError:
        return _or_what_another_published(store, lambda: build(store))


def ensure_published(store: Store) -> int:
    """The published version: built when there is none, renewed when the shared rules have changed."""
    version = current_or_build(store)
    if _rules_are_current(store, version):
        return version
    return _or_what_another_published(store, lambda: _refresh(store, version))


@cache
def prepare_store(folder: Path) -> Store:
    """The store of a folder, built or renewed once per process. Raises StoreError when that cannot be done."""
    store = Store(folder)
    try:
        ensure_published(store)
    except CheckFailedError as refusal:
        raise StoreError(f"The project's CSV files have problems. The first is: {refusal.problems[0]}") from refusal
    return store


def _or_what_another_published(store: Store, publishing: Callable[[], int]) -> int:
    """Two processes may start at once; what the first one published serves both."""
    try:
        return publishing()
    except PublishConflictError:
        return store.wait_for_current()


def build(store: Store, folder: Path | None = None) -> int:
    """Publishes the CSV files of the package as the first version, and returns its number.

    `folder`: see `check_package`. Raises as `check_package` does, CheckFailedError when the files have errors, and
    PublishConflictError when something is published already.
    """
    return publish_package(check_package(store, folder), store, folder)


def check_package(store: Store, folder: Path | None = None) -> Check:
    """The CSV files of the package, checked by themselves. Raises OSError when a file cannot be read.

    `folder`: take the files of the same names from there, as `ics.writers.package` exports them.
    """
    paths = [folder / t.path.name if folder else t.path for t in tables().values()]
    return check_files(map(SourceFile.from_path, paths), store, None)


def publish_package(checked: Check, store: Store, folder: Path | None = None) -> int:
    """Publishes what `check_package` found as the first version, although it has warnings. Raises as `build` does."""
    return publish_update(checked, store, _note(folder), accept_warnings=True, right=AT_THE_MACHINE)


def republish_package(checked: Check, store: Store, folder: Path | None = None) -> int:
    """Publishes what `check_package` found as a new version, whichever is published. Raises as `build` does."""
    return publish_rebuild(checked, store, _note(folder), replacing=None, right=AT_THE_MACHINE)


def _note(folder: Path | None) -> ChangeNote:
    return ChangeNote(f"Built from the CSV files in the folder {folder.resolve().name}." if folder else BUILD_NOTE)


def _rules_are_current(store: Store, version: int) -> bool:
    with store.reading(version) as cursor:
        try:
            row = cursor.execute("select rules_sha256 from published_versions order by version desc").fetchone()
        except duckdb.CatalogException as error:
            raise StoreError(f"{store.path(version).name} was not made by this program.") from error
    return row == (rules_fingerprint(),)


def _refresh(store: Store, version: int) -> int:
    def apply(con: duckdb.DuckDBPyConnection, new: int) -> None:
        text = " ".join([REFRESH_NOTE, *left_out_in_words(schema.migrate(con))])
        renew_rules(con)
        record_version(con, new, HistoryEntry(ChangeNote(text), rules_fingerprint(), version), [])

    try:
        return store.write_version(Current(version), apply)
    except duckdb.Error as error:
        raise StoreError("The published tables do not match this version of the program.") from error
