"""A large update from its bytes to the published version: seconds of each step, and the memory it took."""

import resource
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks.reliability.options import Outcome, run
from ics.checks.check import check_files
from ics.readers.read import read_file
from ics.store.store import Store
from ics.versions.compare import compare_check
from tests.support.processes import apart
from tests.support.spoilt.world import NOTE, prepare, publish, restore, update


def speed(rows: int, times: int) -> Outcome:
    """Medians of updates that change `rows` values, each in a process of its own."""
    with tempfile.TemporaryDirectory() as name:
        base = Store(Path(name) / "base")
        apart(lambda: prepare(base.folder, rows).folder)
        taken = [apart(partial(_measured, restore(base.folder, Path(name) / "trial"), rows)) for _ in range(times)]
    return {
        "rows changed": rows,
        "times": times,
        **{step: round(median(measured[step] for measured in taken), 2) for step in taken[0]},
        "bad": {},
    }


def _measured(store: Store, rows: int) -> dict[str, float]:
    file = update(rows)
    taken = {"megabytes of the file": len(file.content) / 2**20}
    begin = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10
    taken["seconds to read"] = _seconds(lambda: read_file(file))[0]
    taken["seconds to read and check"], checked = _seconds(lambda: check_files([file], store, store.current()))
    assert not checked.errors, checked.errors[:3]
    taken["seconds for differences and consequences"], found = _seconds(lambda: compare_check(checked, store))
    assert found.tables[0].changed == rows, found.tables
    taken["seconds to publish"] = _seconds(lambda: publish(checked, store, NOTE, accept_warnings=True))[0]
    taken["peak megabytes of memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10
    taken["megabytes of them before"] = begin
    return taken


def _seconds(work: Callable[[], object]) -> tuple[float, object]:
    begin = time.perf_counter()
    result = work()
    return time.perf_counter() - begin, result


if __name__ == "__main__":
    run(__doc__, speed, rows=1_000_000, times=3)
