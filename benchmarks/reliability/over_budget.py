"""Uploads that take more than they may, in rows, tags, bytes, characters or seconds, however they are packed.

Each is told in a sentence with the remedy, nothing is published, and the next small upload of the same process is
checked as before. The limits are set low, so that 200 uploads take a minute.
"""

import tempfile
from collections import Counter
from functools import partial
from pathlib import Path

from benchmarks.reliability.options import Outcome, run
from ics.store.store import Store
from tests.support.processes import apart
from tests.support.spoilt.over_budget import LIMITS, WAYS, tried
from tests.support.spoilt.world import prepare
from tests.support.worlds import fingerprints

GOOD = "told, nothing written, and the next upload is checked"


def over_budget(count: int) -> Outcome:
    """`count` uploads, of every limit and every way to pack in turn."""
    with tempfile.TemporaryDirectory() as name:
        store = Store(Path(name))
        apart(lambda: prepare(store.folder, 0).folder)
        tally, told = apart(partial(_all, store, count))
    return {
        "uploads": count,
        GOOD: tally.pop(GOOD, 0),
        "the sentences": sorted(told),
        "bad": dict(tally),
    }


def _all(store: Store, count: int) -> tuple[Counter, set[str]]:
    """In one process, which has to bear all of them."""
    tally, told = Counter(), set()
    kinds = [(limit, way) for limit in LIMITS for way in WAYS]
    before = fingerprints(store.folder)
    for number in range(count):
        limit, way = kinds[number % len(kinds)]
        said, faults = tried(store, limit, way, 3 + number % 4)
        if fingerprints(store.folder) != before:
            faults.append("wrote to the published folder")
        tally.update([f"{limit} {way}: {', '.join(faults)}" if faults else GOOD])
        told.add(said)
    return tally, told


if __name__ == "__main__":
    run(__doc__, over_budget, count=200)
