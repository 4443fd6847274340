"""A data folder that may not be written: it serves, an update is refused with a sentence, and works again afterwards.

Three ways: the folder is mounted read-only; it belongs to another user; the lock file cannot be made, because a folder
has its name. Each with and without what a killed publisher left behind. Needs root.
"""

import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from benchmarks.reliability import disks
from benchmarks.reliability.options import Outcome, run
from ics.checks.check import check_files
from ics.store.store import PublishError, Store
from ics.versions.build import ensure_published
from ics.versions.compare import compare_check
from tests.support.processes import Child, Tell, apart, as_nobody
from tests.support.spoilt.world import NOTE, content, left_over, prepare, publish, restore, update

STRAY = "v00000002.duckdb.building"


@contextmanager
def no_lock(folder: Path) -> Iterator[None]:
    """Nobody can make the lock file."""
    (folder / "publish.lock").unlink(missing_ok=True)
    (folder / "publish.lock").mkdir()
    yield
    (folder / "publish.lock").rmdir()


@contextmanager
def another_users(folder: Path) -> Iterator[None]:
    """Everybody may read the folder, and root alone may write it."""
    for path in (folder.parent, folder):
        path.chmod(0o755)
    yield


WAYS: dict[str, tuple[Callable, Callable, str]] = {
    "mounted read-only": (disks.read_only, lambda: None, "Read-only file system"),
    "of another user": (another_users, as_nobody, "Permission denied"),
    "no lock file": (no_lock, lambda: None, "Is a directory"),
}


def read_only(count: int) -> Outcome:
    """`count` trials of each way."""
    tally, told = Counter(), set()
    with tempfile.TemporaryDirectory() as name:
        base = Store(Path(name) / "base")
        apart(lambda: prepare(base.folder, 0).folder)
        old = apart(lambda: content(base, 1))
        for number in range(count):
            for way in WAYS:
                store = restore(base.folder, Path(name) / "trial")
                if number % 2:
                    (store.folder / STRAY).write_bytes(b"half a file")
                said = _refused(store, *WAYS[way])
                told.add(said)
                tally.update(apart(partial(_judged, store, said, WAYS[way][2], old)))
    good = {"served, refused, and published afterwards"}
    return {
        "trials": count * len(WAYS),
        **{name: tally[name] for name in good},
        "the sentences": sorted(told),
        "bad": {name: times for name, times in tally.items() if name not in good},
    }


def _refused(store: Store, closed: Callable, become: Callable, _: str) -> str:
    """What a process is told that starts, serves and wants to publish while the folder is closed."""

    def work(tell: Tell) -> None:
        checked = check_files([update(0)], store, store.current())  # loads all it needs while it may
        compare_check(checked, store)
        tell("loaded")
        become()
        version = ensure_published(Store(store.folder))
        checked = check_files([update(0)], store, version)
        try:
            tell(f"published {publish(checked, store, NOTE, accept_warnings=True)}")
        except PublishError as error:
            tell(str(error))

    with closed(store.folder):
        child = Child(work)
        child.hear()
        said = child.hear()
        child.end()
    return said


def _judged(store: Store, said: str, reason: str, old: str) -> list[str]:
    """What is wrong after the folder is open again; the update is published then."""
    found = [] if reason in said and "The data folder cannot be written" in said else [f"told: {said}"]
    if content(store, store.current()) != old:
        found.append("another content than before")
    version = ensure_published(store)
    checked = check_files([update(0)], store, version)
    if publish(checked, store, NOTE, accept_warnings=True) != 2:
        found.append("not published as version 2 afterwards")
    found += [f"stray {name}" for name in left_over(store)]
    return found or ["served, refused, and published afterwards"]


if __name__ == "__main__":
    run(__doc__, read_only, count=10)
