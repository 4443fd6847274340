"""kill -9 at random instants of a publication: the old or the new version is published then, whole, and nothing else.

Half of the kills are spread evenly over the measured length of a publication, half over its last steps (the renames).
"""

import gc
import random
import tempfile
import time
from collections import Counter
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks.reliability.options import Outcome, run
from ics.checks.check import Check, check_files
from ics.store.store import Store, StoreError
from ics.store.version_files import VersionFiles
from ics.versions.build import ensure_published
from ics.versions.compare import count_rows
from tests.support.processes import Child, Tell, apart, single_threaded
from tests.support.spoilt.world import NOTE, content, file_hash, gaps, left_over, prepare, publish, restore, update

UNDISTURBED = 3
BEGINS, LAST_STEPS = "begins", "last steps"


def kills(count: int, rows: int, seed: int) -> Outcome:
    """`count` kills of the publication of an update of `rows` values (0: of one row)."""
    with tempfile.TemporaryDirectory() as name:
        base, trial = Path(name) / "base", Path(name) / "trial"
        apart(lambda: prepare(base, rows).folder)
        checked = _checked(Store(base), rows)
        known = apart(lambda: _states_of(base))
        lengths = [_undisturbed(checked, restore(base, trial)) for _ in range(UNDISTURBED)]
        known |= {"new": apart(lambda: content(Store(trial), Store(trial).current()))}
        whole, steps = (median(part) for part in zip(*lengths, strict=True))
        chance, tally = random.Random(seed), Counter()
        for number in range(count):
            store = restore(base, trial)
            if number % 2:
                _kill(checked, store, LAST_STEPS, chance.uniform(0, steps))
            else:
                _kill(checked, store, BEGINS, chance.uniform(0, whole))
            tally[f"killed {_instant(store, checked.based_on)}"] += 1
            tally.update(apart(partial(_judged, store, known)))
    return _outcome(count, rows, whole, steps, tally)


def _checked(store: Store, rows: int) -> Check:
    """The checked and compared update, as the page holds it when somebody presses Publish; ready to be forked."""
    with single_threaded():
        checked = check_files([update(rows)], store, store.current())
        assert not checked.errors, checked.errors[:3]
        count_rows(checked, store)
    gc.freeze()
    return checked


def _states_of(base: Path) -> dict[str, object]:
    store = Store(base)
    version = store.current()
    return {"version": version, "old": content(store, version), "file": file_hash(store.path(version))}


def _publishing(checked: Check, store: Store) -> Child:
    def work(tell: Tell) -> None:
        activate = VersionFiles.activate

        def telling(self: VersionFiles, building: Path, version: int) -> None:
            tell(LAST_STEPS)
            activate(self, building, version)

        VersionFiles.activate = telling
        tell(BEGINS)
        tell(publish(checked, store, NOTE, accept_warnings=True))

    return Child(work)


def _undisturbed(checked: Check, store: Store) -> tuple[float, float]:
    """Seconds of a whole publication and of its last steps."""
    child = _publishing(checked, store)
    child.hear()
    begins = time.perf_counter()
    child.hear()
    last_steps = time.perf_counter()
    published = child.hear()
    assert published == checked.based_on + 1
    ends = time.perf_counter()
    child.end()
    return ends - begins, ends - last_steps


def _kill(checked: Check, store: Store, after: str, seconds: float) -> None:
    child = _publishing(checked, store)
    while child.hear() != after:
        pass
    time.sleep(seconds)
    child.end(kill=True)


def _instant(store: Store, based_on: int) -> str:
    """Where the kill hit, by what it left."""
    made = store.path(based_on + 1).exists()
    if store.current() == based_on + 1:
        return "after the pointer had its name"
    if store.files.pending_pointer.exists():
        return "between version and pointer" if made else "between pointer and version"
    return "while the file was made" if any(store.folder.glob("*.building*")) else "before the file was begun"


def _judged(store: Store, known: dict[str, object]) -> list[str]:
    """What was found after the kill, and after the next start."""
    old = known["version"]
    try:
        state = {known["old"]: "old", known["new"]: "new"}.get(content(store, store.current()), "neither")
    except StoreError:
        state = "unopened"
    found = [f"state {state}"]
    if file_hash(store.path(old)) != known["file"]:
        found.append("old file changed")
    try:
        version = ensure_published(Store(store.folder))
    except StoreError as error:
        return [*found, f"the next start failed: {error}"]
    if version != (old if state == "old" else old + 1):
        found.append("another version after the start")
    found += [f"stray {name}" for name in left_over(store)]
    if gaps(store) or store.files.next_version() != version + 1 or len(store.versions()) != version:
        found.append("gap in the history")
    return found


def _outcome(count: int, rows: int, whole: float, steps: float, tally: Counter) -> Outcome:
    good = {"state old", "state new"}
    bad = {name: times for name, times in tally.items() if name not in good and not name.startswith("killed ")}
    return {
        "kills": count,
        "rows changed": rows or 1,
        "seconds of an undisturbed publication": round(whole, 3),
        "seconds of its last steps": round(steps, 4),
        "old version published": tally["state old"],
        "new version published": tally["state new"],
        "hit": {name[7:]: times for name, times in sorted(tally.items()) if name.startswith("killed ")},
        "bad": bad,
    }


if __name__ == "__main__":
    run(__doc__, kills, count=400, rows=0, seed=1)
