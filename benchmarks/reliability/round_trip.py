"""Out and in again: published data exported as a package, built elsewhere and exported again are the same bytes; and
each kept version that is restored is what it was.
"""

import tempfile
from functools import partial
from pathlib import Path

from benchmarks.reliability.options import Outcome, run
from ics.checks.check import check_files
from ics.datapackage import sql_names, tables
from ics.store.store import Store
from ics.versions import undo
from ics.versions.build import build
from ics.writers.package import export_package
from tests.support.processes import apart
from tests.support.spoilt.world import file_hash, point, prepare, publish


def round_trip(versions: int) -> Outcome:
    """A history of versions: the last is exported, built and exported again; each is restored."""
    with tempfile.TemporaryDirectory() as name:
        store = Store(Path(name) / "origin")
        apart(lambda: prepare(store.folder, 0).folder)
        apart(partial(_more_versions, store, versions))
        exported = apart(partial(_exported_twice, store, Path(name)))
        differing = apart(partial(_restored_otherwise, store))
    first, second = exported
    return {
        "files exported": len(first),
        "files that are the same bytes after export, build and export": sum(
            second.get(n) == h for n, h in first.items()
        ),
        "versions restored": versions,
        "versions that were what they had been": versions - len(differing),
        "bad": [f"version {n} was restored otherwise" for n in differing]
        + [f"{name} differs" for name in sorted({name for name, _ in first.items() ^ second.items()})],
    }


def _more_versions(store: Store, versions: int) -> None:
    for number in range(2, versions + 1):
        file = point(f"Exampleton {number}", f"example-{number % 3}")
        publish(check_files([file], store, number - 1), store, f"Version {number}.", accept_warnings=True)


def _exported_twice(store: Store, folder: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Name and hash of each file, of the first and of the second export."""
    first = export_package(store, store.current(), folder / "first")
    again = Store(folder / "again")
    version = build(again, folder=folder / "first")
    second = export_package(again, version, folder / "second")
    return _hashes(first), _hashes(second)


def _hashes(files: list[Path]) -> dict[str, str]:
    return {path.name: file_hash(path) for path in files}


def _restored_otherwise(store: Store) -> list[int]:
    """The versions that, restored and published, have other rows than they had."""
    differing = []
    for version in store.versions():
        checked = undo.prepare(store, version, store.current())
        restored = publish(checked, store, f"Back to version {version}.", accept_warnings=True)
        if _rows(store, restored) != _rows(store, version):
            differing.append(version)
    return differing


def _rows(store: Store, version: int) -> list[tuple]:
    """Count and hash of the rows of every table."""
    with store.reading(version) as cursor:
        return [
            cursor.execute(
                f"select count(*), sum(hash(r)::hugeint), bit_xor(hash(r)) from "
                f"(select {sql_names(table.columns)} from {table.name}) as r"
            ).fetchone()
            for table in tables().values()
        ]


if __name__ == "__main__":
    run(__doc__, round_trip, versions=10)
