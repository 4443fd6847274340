"""Random and spoilt uploads through the check and the preview: none may raise, change a published file, or take long.

Each kind of `mutations.py` in turn, the large ones rarely. An upload that fails is kept in the folder that is printed.
"""

import random
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from benchmarks.reliability.options import Outcome, run
from ics.checks.check import REPLACE, UPSERT
from ics.store.store import Store
from tests.support.processes import Child, Tell, apart
from tests.support.spoilt.mutations import KINDS, LARGE, spoilt
from tests.support.spoilt.outcomes import tried
from tests.support.spoilt.world import prepare
from tests.support.worlds import fingerprints

MOST_SECONDS = 5.0
STOPPED_AFTER = 60.0
LARGE_SHARE = 0.03
LOOK_EVERY = 25
Case = tuple[str, int]
Result = tuple[Case, str, float]


def fuzz(count: int, seed: int, processes: int) -> Outcome:
    """`count` uploads, shared out among the processes."""
    with tempfile.TemporaryDirectory() as name:
        store = Store(Path(name))
        apart(lambda: prepare(store.folder, 0).folder)
        before = fingerprints(store.folder)
        cases = list(_cases(count, seed))
        with ThreadPoolExecutor(processes) as lanes:
            shares = lanes.map(lambda lane: _all(store, cases[lane::processes], before), range(processes))
            results = [result for share in shares for result in share]
    failures = [(case, said) for case, said, _ in results if said.startswith(("raised", "slow", "wrote"))]
    return _outcome(results, failures, _kept([case for case, _ in failures]), seed)


def _cases(count: int, seed: int) -> Iterator[Case]:
    chance = random.Random(seed)
    small, large = [k for k in KINDS if k not in LARGE], sorted(LARGE)
    for _ in range(count):
        yield chance.choice(large if chance.random() < LARGE_SHARE else small), chance.randrange(10**9)


def _all(store: Store, cases: list[Case], before: dict[str, str]) -> list[Result]:
    results: list[Result] = []
    while len(results) < len(cases):
        results += _some(store, cases[len(results) :], before)
    return results


def _some(store: Store, cases: list[Case], before: dict[str, str]) -> list[Result]:
    """Results until all cases are done, or until one has to be stopped or took the whole process with it."""
    child, results = Child(partial(_work, store, cases, before)), []
    for case in cases:
        try:
            child.hear(2 * STOPPED_AFTER)  # it is made
            results.append((case, *child.hear(STOPPED_AFTER)))
        except (TimeoutError, EOFError) as end:
            slow = isinstance(end, TimeoutError)
            results.append((case, "slow: stopped" if slow else "raised: the process died", STOPPED_AFTER))
            break
    child.end(kill=True)
    return results


def _work(store: Store, cases: list[Case], before: dict[str, str], tell: Tell) -> None:
    for number, case in enumerate(cases, 1):
        files = spoilt(*case)
        tell("made")
        begin = time.perf_counter()
        said = tried(store, files, REPLACE if case[1] % 4 == 0 else UPSERT)
        seconds = time.perf_counter() - begin
        if seconds > MOST_SECONDS and "large" not in said:
            said = f"slow: {said}"
        if (number % LOOK_EVERY == 0 or number == len(cases)) and fingerprints(store.folder) != before:
            said = f"wrote to the published folder, at the latest here: {said}"
        tell((said, seconds))


def _kept(cases: list[Case]) -> str:
    """The folder to which the files of these cases were written; none for none."""
    if not cases:
        return ""
    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
    for kind, seed in cases:
        for number, file in enumerate(spoilt(kind, seed)):
            (folder / f"{kind}-{seed}-{number}").write_bytes(file.content)
    return str(folder)


def _outcome(results: list[Result], failures: list[tuple[Case, str]], kept: str, seed: int) -> Outcome:
    seconds, said = defaultdict(list), defaultdict(int)
    for (kind, _), what, taken in results:
        seconds[kind].append(taken)
        said[what.partition(":")[0]] += 1
    times = {
        kind: {"uploads": len(taken), "p99": round(_p99(taken), 2), "max": round(max(taken), 2)}
        for kind, taken in sorted(seconds.items())
    }
    everything = [taken for _, _, taken in results]
    return {
        "uploads": len(results),
        "seed": seed,
        **said,
        "seconds, p99": round(_p99(everything), 2),
        "seconds, max": round(max(everything), 2),
        "seconds by kind": times,
        "failing uploads are in": kept,
        "bad": [f"{kind} {number}: {what}" for (kind, number), what in failures],
    }


def _p99(taken: list[float]) -> float:
    return sorted(taken)[int(len(taken) * 0.99)]


if __name__ == "__main__":
    run(__doc__, fuzz, count=10_000, seed=1, processes=2)
