"""Eight processes that publish at once: each update is recorded, or its publisher is told that another was faster.

Each round every process checks its own update on the version it sees, some a moment later than others, and publishes.
Afterwards the history has neither gap nor double, and every recorded update is in the data.
"""

import os
import random
import tempfile
import time
from collections import Counter
from functools import partial
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path

from benchmarks.reliability.options import Outcome, run
from ics.checks.check import check_files
from ics.store.store import PublishConflictError, Store
from tests.support.processes import Child, Tell, apart
from tests.support.spoilt.world import gaps, left_over, point, prepare, publish

Attempt = tuple[str, int, str]
LATEST_SECONDS = 1.0


def publishers(processes: int, rounds: int, seed: int) -> Outcome:
    """Processes, each of which tries to publish once a round."""
    os.environ["ICS_KEEP_VERSIONS"] = str(processes * rounds + 2)  # so that every version can be looked at
    with tempfile.TemporaryDirectory() as name:
        store = Store(Path(name))
        apart(lambda: prepare(store.folder, 0).folder)
        barrier = get_context("fork").Barrier(processes)
        children = [
            Child(partial(_rounds, store, barrier, number, rounds, seed + number)) for number in range(processes)
        ]
        attempts = [child.hear() for child in children for _ in range(rounds)]
        for child in children:
            child.end()
        found = apart(partial(_judged, store, attempts))
    outcomes = Counter("recorded" if version else "refused" for _, version, _ in attempts)
    sentences = sorted({message for _, _, message in attempts if message})
    return {
        "processes": processes,
        "rounds": rounds,
        "attempts": len(attempts),
        **outcomes,
        "told, for example": sentences[:1],
        "bad": found,
    }


def _rounds(store: Store, barrier: Barrier, number: int, rounds: int, seed: int, tell: Tell) -> None:
    chance = random.Random(seed)
    for round_ in range(rounds):
        barrier.wait(120)
        time.sleep(chance.choice([0, 0, 0, chance.uniform(0, LATEST_SECONDS)]))
        tell(_attempt(store, f"example-{number}", f"Exampleton {number} of round {round_}"))


def _attempt(store: Store, point_id: str, place: str) -> Attempt:
    """The place, and the version that has it, or 0 and what was told instead."""
    checked = check_files([point(place, point_id)], store, store.current())
    try:
        return place, publish(checked, store, place, accept_warnings=True), ""
    except PublishConflictError as conflict:
        return place, 0, str(conflict)


def _judged(store: Store, attempts: list[Attempt]) -> list[str]:
    recorded = {version: place for place, version, _ in attempts if version}
    found = [f"gap at {number}" for number in gaps(store)] + [f"stray {name}" for name in left_over(store)]
    if len(recorded) != sum(1 for _, version, _ in attempts if version):
        found.append("a number was given twice")
    if sorted(recorded) != list(range(2, store.current() + 1)):
        found.append("the history has other versions than were told")
    latest: dict[str, str] = {}
    for version, place in sorted(recorded.items()):
        latest["example-" + place.split()[1]] = place
        if _places(store, version) != latest:
            found.append(f"version {version} has not the updates that were recorded until then")
    found += [f"told nothing: {place}" for place, version, message in attempts if not version and not message]
    return found


def _places(store: Store, version: int) -> dict[str, str]:
    with store.reading(version) as cursor:
        sql = "select point_id, place from points_of_light where point_id like 'example-%'"
        return dict(cursor.execute(sql).fetchall())


if __name__ == "__main__":
    run(__doc__, publishers, processes=8, rounds=25, seed=1)
