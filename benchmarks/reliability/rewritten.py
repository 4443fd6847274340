"""Published rows sent as other programs write them: each file means what is published, so nothing may change.

Encoding, delimiter, line ends, quotes, column order, spelling of the header, blanks, dates, thousands, workbooks and
ZIPs are drawn at random. A file is refused, or read as what it means; *bad* are those that are read as something else.
"""

import tempfile
from collections import Counter
from pathlib import Path

from benchmarks.reliability.options import Outcome, run
from tests.support.spoilt.rewritten import Chance, outcome, written
from tests.support.spoilt.world import prepare


def rewritten(count: int, seed: int) -> Outcome:
    """`count` files, each checked against the data that it was made of."""
    with tempfile.TemporaryDirectory() as name:
        store = prepare(Path(name), 0)
        files = [written(Chance(f"{seed} {number}")) for number in range(count)]
        found = [(file, outcome(store, file.file)) for file in files]
    return {
        "files": count,
        "seed": seed,
        **Counter(said.partition(":")[0] for _, said in found),
        "ways": dict(sorted(Counter(way for file, _ in found for way in file.ways).items())),
        "bad": [f"{', '.join(file.ways)}: {said}" for file, said in found if said.startswith("misread")],
    }


if __name__ == "__main__":
    run(__doc__, rewritten, count=3_000, seed=1)
