"""The data folder that the experiments begin with, an update for it, and what tells one content from another."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice, product
from pathlib import Path

from ics.checks.check import check_files
from ics.datapackage import tables
from ics.readers.upload import SourceFile
from ics.store.store import Store
from ics.versions.build import build
from tests.support.worlds import publish, table_file

NOTE = "An update of the experiment."
FIRST_DAY = date(2010, 1, 1)
DAYS = 9_000
INDICATORS = ("i1", "i2", "i3")


def prepare(folder: Path, rows: int) -> Store:
    """The project's data, and `rows` invented values of three invented indicators as a second version."""
    store = Store(folder)
    build(store)
    if rows:
        indicators = table_file("indicators", [{"indicator_id": name, "indicator_name": name} for name in INDICATORS])
        publish(check_files([indicators, values(rows, 1)], store, 1), store, "Invented values.", accept_warnings=True)
    return store


def update(rows: int, number: int = 2) -> SourceFile:
    """A file that changes one row of the points of light or, with `rows`, that many values."""
    return values(rows, number) if rows else point(f"Exampleton {number}")


def point(place: str, point_id: str = "example-1") -> SourceFile:
    """A file with one point of light, which is new or renamed."""
    return table_file("points_of_light", [{"area_code": "E54000013", "point_id": point_id, "place": place}])


def values(rows: int, value: int) -> SourceFile:
    """A file of equal values: in short lines, so that a million stays below the limit of an upload."""
    header = ",".join(tables()["indicator_values"].columns)
    return SourceFile("indicator_values.csv", "\n".join([header, *value_lines(rows, value), ""]).encode())


def value_lines(rows: int, value: int) -> Iterator[str]:
    """The lines of such a file without its header."""
    return (f"{i},{area},{day},day,{value},,,A,https://a.org" for i, area, day in islice(_keys(), rows))


def _keys() -> Iterator[tuple[str, str, date]]:
    areas = [line.split(",")[0] for line in tables()["areas"].path.read_text(encoding="utf-8").splitlines()[1:]]
    codes = sorted(code for code in areas if code.startswith("E54"))
    return product(INDICATORS, codes, (FIRST_DAY + timedelta(n) for n in range(DAYS)))


def content(store: Store, version: int) -> str:
    """A hash of all rows of all tables of a version and of its history, without the time of publication."""
    with store.reading(version) as cursor:
        names = [name for (name,) in cursor.execute("select table_name from duckdb_tables() order by 1").fetchall()]
        found = [cursor.execute(_rows_hashed(name)).fetchone() for name in dict.fromkeys(names)]
    return hashlib.sha256(repr([names, found]).encode()).hexdigest()


def _rows_hashed(table: str) -> str:
    columns = "* exclude (published_at)" if table == "published_versions" else "*"
    return f"select count(*), sum(hash(r)::hugeint), bit_xor(hash(r)) from (select {columns} from {table}) as r"


def file_hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def restore(origin: Path, folder: Path) -> Store:
    """The folder as it was, in no time: published files are linked, since nobody may change them (it is checked)."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for path in origin.glob("v*.duckdb"):
        os.link(path, folder / path.name)
    shutil.copyfile(origin / "CURRENT", folder / "CURRENT")
    return Store(folder)


def left_over(store: Store) -> list[str]:
    """The files of the folder that do not belong there: all but versions of the history, pointer and lock."""
    current = store.current()
    meant = {"CURRENT", "publish.lock"} | {store.path(n).name for n in range(1, current + 1)}
    return sorted({path.name for path in store.folder.iterdir()} - meant)


def gaps(store: Store) -> list[int]:
    """Version numbers that the history should have and has not, or has twice."""
    current = store.current()
    with store.reading(current) as cursor:
        told = [n for (n,) in cursor.execute("select version from published_versions order by 1").fetchall()]
    missing = set(range(1, current + 1)) ^ set(told)
    return sorted(missing | {n for n in told if told.count(n) > 1})
