"""A disk with too little room: each publication is refused with a sentence, and the old version stays.

The room grows from nothing to more than enough, in finer steps from the size of the published file on, so that the
copy, the transaction and the checkpoint run out of it; then the disk is filled just before the pointer is written.
Root mounts a small tmpfs for it.
"""

import tempfile
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.reliability.disks import PAGE, fill, small_disk
from benchmarks.reliability.options import Outcome, run
from ics.checks.check import check_files
from ics.store.store import PublishError, Store
from ics.store.version_files import VersionFiles
from ics.versions.build import ensure_published
from tests.support.processes import apart
from tests.support.spoilt.world import NOTE, content, left_over, prepare, publish, update

SENTENCE = "The disk of the data folder is full (No space left on device). Free some space, then publish again."
STRETCHES = ((0.0, 0.98), (0.98, 1.05), (1.05, 4.0))  # of the size of the published file; as many steps in each


def disk_full(count: int, rows: int) -> Outcome:
    """`count` steps of room, and as many updates of `rows` values (0: of one row)."""
    tally: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name:
        base = Store(Path(name))
        apart(lambda: prepare(base.folder, rows).folder)
        old, size = apart(partial(_state, base)), base.path(base.current()).stat().st_size
        for share in _shares(count):
            tally.update(_trial(base, rows, old, round(size * share)))
        tally.update(_trial(base, rows, old, 2 * size, _full_before_the_pointer))
    good = {"published"} | {name for name in tally if name.startswith("refused in ")}
    return {
        "updates": len(_shares(count)) + 1,
        "rows changed": rows or 1,
        **{name: times for name, times in sorted(tally.items()) if name in good},
        "the sentence": SENTENCE,
        "bad": {name: times for name, times in tally.items() if name not in good},
    }


def _shares(count: int) -> list[float]:
    steps = max(1, count // len(STRETCHES))
    return [low + (high - low) * step / steps for low, high in STRETCHES for step in range(steps)]


def _trial(base: Store, rows: int, old: str, room: int, before: Callable[[], None] = lambda: None) -> list[str]:
    files = [*base.folder.glob("v*.duckdb"), base.files.pointer]
    sizes = sum(-(-path.stat().st_size // PAGE) * PAGE for path in files)
    with small_disk(sizes + room + 4 * PAGE) as folder:
        for path in files:
            (folder / path.name).write_bytes(path.read_bytes())
        outcome = apart(partial(_attempt, Store(folder), rows, before))
        found = apart(partial(_judged, Store(folder), outcome, old))
    return [outcome, *found]


def _attempt(store: Store, rows: int, before: Callable[[], None]) -> str:
    before()
    version = store.current()
    checked = check_files([update(rows)], store, version)
    try:
        publish(checked, store, NOTE, accept_warnings=True)
    except PublishError as error:
        return f"refused in {_place(error.__cause__)}" if str(error) == SENTENCE else f"unclear: {error}"
    return "published"


def _place(cause: BaseException | None) -> str:
    """Where the room ended, by what the system said."""
    said = str(cause)
    if "CURRENT" in said:
        return "the pointer"
    if isinstance(cause, OSError):
        return "the copy"
    return "the checkpoint" if "heckpoint" in said else "the transaction"


def _full_before_the_pointer() -> None:
    activate = VersionFiles.activate

    def filled(self: VersionFiles, building: Path, version: int) -> None:
        fill(self.folder)
        try:
            activate(self, building, version)
        except OSError as error:
            raise OSError(error.errno, error.strerror, str(self.pending_pointer)) from error
        finally:
            (self.folder / "filler").unlink()

    VersionFiles.activate = filled


def _state(store: Store) -> str:
    return content(store, store.current())


def _judged(store: Store, outcome: str, old: str) -> list[str]:
    """What is wrong with the folder afterwards, at the next start on the same disk."""
    version = ensure_published(store)
    found = [f"stray {name}" for name in left_over(store)]
    is_old = content(store, version) == old
    if is_old == (outcome == "published"):
        found.append("the version does not fit what was told")
    return found


if __name__ == "__main__":
    run(__doc__, disk_full, count=40, rows=0)
