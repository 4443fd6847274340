"""Uploads that take more than they may, in rows, tags, bytes, characters or seconds, however they are packed."""

from collections.abc import Callable
from contextlib import ExitStack
from unittest.mock import patch

from ics.checks.check import check_files
from ics.datapackage import tables
from ics.readers import budget
from ics.readers.budget import Budget
from ics.readers.upload import SourceFile
from ics.store.store import Store
from tests.support.spoilt.seeds import Seed, workbook_of, zip_of
from tests.support.spoilt.world import point, values

Files = list[SourceFile]


def _csvs(count: int) -> Files:
    return [SourceFile(f"{n}.csv", values(2_000, n).content) for n in range(count)]


def _books(count: int) -> Files:
    book = workbook_of(tables()["area_milestones"])
    return [SourceFile(f"{n}.xlsx", book) for n in range(count)]


def _zipped(files: Files) -> Files:
    return [SourceFile("package.zip", zip_of([Seed(file.name, file.content) for file in files]))]


def _each_zipped(files: Files) -> Files:
    return [SourceFile(f"{file.name}.zip", _zipped([file])[0].content) for file in files]


WAYS: dict[str, Callable[[Files], Files]] = {"as they are": list, "in a ZIP": _zipped, "each in a ZIP": _each_zipped}
# What is limited, to how much, by which files it is passed, and the beginning of what is said.
LIMITS: dict[str, tuple[dict[str, float], Callable[[int], Files], str]] = {
    "rows": ({"MAX_ROWS": 5_000}, _csvs, "Together, the files have more than 5,000 rows."),
    "bytes": ({"MAX_UPLOAD_BYTES": 2**18}, _csvs, "Together, the files are larger than 0 MB once unpacked."),
    "tags": ({"MAX_TAGS": 4_000}, _books, "The workbook is too large to read here."),
    "characters": ({"MAX_CHARACTERS": 20_000}, _books, "The workbook is too large to read here."),
    "seconds": ({}, _csvs, "The check took more than 0.002 seconds, so we stopped it."),
}


def tried(store: Store, limit: str, way: str, count: int) -> tuple[str, list[str]]:
    """What is said of `count` files that pass the limit, and what is wrong about it."""
    limits, files, expected = LIMITS[limit]
    with ExitStack() as stack:
        for name, most in limits.items():
            stack.enter_context(patch.object(budget, name, most))
        checked = check_files(WAYS[way](files(count)), store, store.current(), budget=_budget(limit))
    sizes = [problem for problem in checked.errors if problem.rule == "size"]
    said = f"{sizes[0].message} {sizes[0].fix}" if sizes else ""
    faults = [] if len(sizes) == 1 and said.startswith(expected) and sizes[0].fix else [f"told {len(sizes)}: {said}"]
    if check_files([point("Exampleton")], store, store.current()).errors:
        faults.append("the next upload has errors")
    return said, faults


def _budget(limit: str) -> Budget:
    return Budget(seconds=0.002) if limit == "seconds" else Budget()
