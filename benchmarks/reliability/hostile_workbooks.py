"""Workbooks made to take the memory or the time of whoever opens them, one maker for each way.

Each is read in a process of its own: refused with a sentence, or read as it is meant where what is odd about it does no
harm, within a limit of seconds and megabytes.
"""

from functools import partial

from benchmarks.reliability.options import Outcome, run
from tests.support.processes import apart
from tests.support.spoilt.hostile_workbooks import MAKERS, MOST_MEGABYTES, MOST_SECONDS, judged, measured


def hostile_workbooks(times: int) -> Outcome:
    """Each kind `times` times, each in a process of its own."""
    taken = {name: [apart(partial(measured, name)) for _ in range(times)] for name in MAKERS}
    worst = {name: (said[0][0], max(s for _, s, _ in said), max(m for *_, m in said)) for name, said in taken.items()}
    return {
        "kinds": len(MAKERS),
        "times": times,
        "seconds of work, max": max(seconds for _, seconds, _ in worst.values()),
        "megabytes more, max": max(megabytes for *_, megabytes in worst.values()),
        "by kind": {name: f"{said}; {s} s, {m} MB" for name, (said, s, m) in worst.items()},
        "bad": [
            f"{name}: {fault}"
            for name, found in worst.items()
            if (fault := judged(*found, MOST_SECONDS, MOST_MEGABYTES))
        ],
    }


if __name__ == "__main__":
    run(__doc__, hostile_workbooks, times=3)
