"""Shared fixtures: the real data, small hand-made worlds, and a data folder that is never the project's own."""

import csv
import hashlib
import io
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

import ics.api.routes
from ics.api.link_limits import Questions
from ics.checks.check import check
from ics.datapackage import Table, tables
from ics.readers.read import SourceFile
from ics.safeguards.publishing_key import AT_THE_MACHINE
from ics.store.store import Store
from ics.versions import build, publish

Row = dict[str, object]
BAD_DATA = Path(__file__).parent / "bad_data"
REGIONS = ["London", "Midlands", "North West", "South East", "South West"]
DEFAULTS: dict[str, Row] = {
    "areas": {
        "region": "Midlands",
        "population": 1000,
        "population_basis": "Invented",
        "latitude": 52,
        "longitude": -1,
        "predecessor_stps": "Old Exampleshire",
        "source_title": "Example source",
        "source_url": "https://example.org/areas",
    },
    "area_changes": {
        "from_code": "E54999001",
        "from_name": "Old Exampleshire",
        "from_date": "2016-03-15",
        "to_code": "E54999002",
        "to_name": "Exampleshire",
        "to_date": "2021-04-01",
        "kind": "continued",
        "source_title": "Example source",
        "source_url": "https://example.org/changes",
    },
    "area_milestones": {
        "milestone_id": "ics_designated",
        "date_precision": "day",
        "extent": "whole",
        "source_title": "Example source",
        "source_url": "https://example.org/milestones",
    },
    "indicators": {
        "framework": "published data",
        "theme": "workforce",
        "unit": "people",
        "direction": "higher",
        "coverage": "partial",
        "coverage_note": "Invented",
        "description": "An invented indicator.",
        "source_title": "Example source",
        "source_url": "https://example.org/indicators",
    },
    "indicator_values": {
        "period_precision": "day",
        "source_title": "Example source",
        "source_url": "https://example.org/values",
    },
    "programmes": {
        "programme": "pioneer",
        "model_type": "Invented",
        "places": "Exampleton",
        "level": "place",
        "evidence": "none",
        "source_title": "Example source",
        "source_url": "https://example.org/programmes",
    },
    "programme_areas": {"is_main": "true"},
    "points_of_light": {
        "is_founding": "false",
        "cited_by": "Example Weekly",
        "reason": "Invented",
        "evidence": "none",
        "source_title": "Example source",
        "source_url": "https://example.org/points",
    },
}


def numbered(table: str, number: int, row: Row) -> Row:
    """What a row needs to differ from the other rows of its table."""
    match table:
        case "areas":
            name = row.get("area_name", f"Exampleshire {number}")
            return {
                "area_code": f"E54999{number:03}",
                "ods_code": f"Q{number:02}",
                "area_name": name,
                "short_name": name,
                "tile_label": f"Ex {number}",
                "tile_row": number // 5,
                "tile_col": number % 5,
            }
        case "points_of_light":
            return {"point_id": f"example-{number}", "place": f"Exampleton {number}"}
        case "indicators":
            return {"indicator_id": f"example_{number}", "indicator_name": f"Example {number}"}
        case "programmes":
            return {"programme_id": f"example-{number}", "site_name": f"Exampleton {number}"}
    return {}


def csv_bytes(columns: list[str] | tuple[str, ...], rows: list[Row]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def table_file(table: str, rows: list[Row]) -> SourceFile:
    """A CSV of the table: the rows with defaults in the columns they leave out."""
    full = [numbered(table, n, row) | DEFAULTS.get(table, {}) | row for n, row in enumerate(rows, 1)]
    return SourceFile(f"{table}.csv", csv_bytes(tables()[table].columns, full))


def fingerprints(folder: Path) -> dict[str, str]:
    """Every file of the folder with the hash of its bytes, without the lock."""
    files = (p for p in folder.iterdir() if p.name != "publish.lock")
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def rows_of(store: Store, sql: str, version: int | None = None) -> list[tuple]:
    with store.reading(version or store.current()) as cursor:
        return cursor.execute(sql).fetchall()


def real_file(table: Table) -> SourceFile:
    return SourceFile(table.path.name, table.path.read_bytes())


publish = partial(publish.publish, right=AT_THE_MACHINE)  # as the command line does


def little_world(folder: Path, **worlds: list[Row]) -> Store:
    """Publishes the rows, by table, as version 1 of the folder; the milestones are the real ones unless given."""
    unknown = set(worlds) - set(tables())
    assert not unknown, f"no such table: {unknown}"
    files = [
        real_file(table)
        if table.name == "milestones" and "milestones" not in worlds
        else table_file(table.name, worlds.get(table.name, []))
        for table in tables().values()
    ]
    store = Store(folder)
    publish(check(files, store, None), store, "A little world", accept_warnings=True)
    return store


def copy_versions(origin: Path, folder: Path) -> Store:
    for path in [*origin.glob("v*.duckdb"), origin / "CURRENT"]:
        shutil.copy(path, folder)
    return Store(folder)


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """ICS_DATA is a folder of the test, never `data/` of the project."""
    folder = tmp_path / "data"
    folder.mkdir()
    monkeypatch.setenv("ICS_DATA", str(folder))
    return folder


@pytest.fixture(autouse=True)
def _nothing_asked_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    """How much a test asks of the data links does not count for the next one."""
    monkeypatch.setattr(ics.api.routes, "_QUESTIONS", Questions())


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the real data as version 1; not to be written to."""
    folder = tmp_path_factory.mktemp("built")
    build.build(Store(folder))
    return folder


@pytest.fixture
def store(built: Path, data_folder: Path) -> Store:
    """The real data as version 1, in the folder of the test."""
    return copy_versions(built, data_folder)


@pytest.fixture(scope="session")
def little_worlds() -> dict[str, Path]:
    """The folders of the little worlds that were published already, by what is in them."""
    return {}


@pytest.fixture
def little(
    data_folder: Path, little_worlds: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> Callable[..., Store]:
    """Publishes a small hand-made world in the folder of the test: `little(areas=[...], area_milestones=[...])`."""

    def publish(**worlds: list[Row]) -> Store:
        key = repr(worlds)
        if key not in little_worlds:
            folder = tmp_path_factory.mktemp("little")
            little_world(folder, **worlds)
            little_worlds[key] = folder
        return copy_versions(little_worlds[key], data_folder)

    return publish
