"""A data folder that an earlier release has published opens as it is: pages, history, differences, undo, updates.

`three_versions_of_release_0_1.zip` was made by commit 9ecafcd from invented rows: Exampleshire and Sampleshire; version
2 has another date for a milestone, version 3 a second point of light.
"""

import zipfile
from pathlib import Path

import pytest

from ics.checks.check import check_files
from ics.datapackage import tables
from ics.store import query_files
from ics.store.ask import run_query
from ics.store.parameters import parse_query_string
from ics.store.rows import find_rows
from ics.store.store import Store
from ics.store.tables import table_rows
from ics.versions.build import ensure_published
from ics.versions.compare import compare_check, compare_versions
from ics.versions.history import history
from ics.versions.undo import prepare
from ics.writers.package import package_files
from tests.support.worlds import fingerprints, publish, rows_of, table_file

ARCHIVE = Path(__file__).parent / "three_versions_of_release_0_1.zip"
AREA = "E54999001"
DATE = "select date::varchar from area_milestones where milestone_id = 'ics_designated'"


@pytest.fixture
def older(data_folder: Path) -> Store:
    with zipfile.ZipFile(ARCHIVE) as archive:
        archive.extractall(data_folder)
    return Store(data_folder)


def values(store: Store, name: str) -> dict[str, object]:
    """A value for each parameter of the query: its default, or the invented area."""
    names = query_files.load(name).parameters
    given = [(key, AREA) for key in names if key in ("area_code", "area_codes")]
    return parse_query_string(names, given, lambda query: run_query(query, store, store.current()))


def test_every_query_of_the_pages_gives_rows_of_its_columns(older):
    current = ensure_published(older)
    for name in query_files.names():
        rows = run_query(name, older, current, **values(older, name))
        assert list(rows.columns) == list(query_files.load(name).columns), name
    stages = run_query("areas_with_stage", older, current, **values(older, "areas_with_stage"))
    assert list(stages["area_name"]) == ["Sampleshire", "Exampleshire"]


def test_its_files_stay_as_they_are_and_the_start_adds_at_most_a_version(older):
    before = fingerprints(older.folder)
    assert ensure_published(older) in (3, 4)
    assert ensure_published(older) == older.current()
    after = fingerprints(older.folder)
    assert {name: after[name] for name in before if name != "CURRENT"} == {
        name: sha256 for name, sha256 in before.items() if name != "CURRENT"
    }


def test_its_history_is_told(older):
    records = history(older, ensure_published(older))[-3:]
    assert [(record["version"], record["note"]) for record in records] == [
        (3, "Another place."),
        (2, "A later date."),
        (1, "A little world"),
    ]
    assert [record["who"] for record in records] == ["Ann", "Ann", None]
    assert all(record["kept"] for record in records)


def test_its_versions_are_compared(older):
    assert [(c.table, c.column, c.old, c.new) for c in compare_versions(older, 1, 2).cells] == [
        ("area_milestones", "date", "2020-04-01", "2020-05-01")
    ]
    assert compare_versions(older, 2, 3).impact is not None


def test_each_of_its_versions_can_be_searched_and_exported(older):
    for version in older.versions():
        assert find_rows(older, version, tables()["areas"], "sampleshire").total == 1
        assert set(package_files(older, version)) >= {f"{name}.csv" for name in tables()}
        for table in tables().values():
            columns, _ = table_rows(older, version, table)
            assert columns == list(table.columns)


def test_one_of_its_versions_comes_back(older):
    current = ensure_published(older)
    restored = publish(prepare(older, 1, current), older, "Back to the first")
    assert rows_of(older, DATE, restored) == [("2020-04-01",)]
    assert rows_of(older, "select count(*) from points_of_light", restored) == [(1,)]


def test_an_update_is_published_on_it(older):
    current = ensure_published(older)
    row = {"area_code": AREA, "milestone_id": "ics_designated", "date": "2020-06-01"}
    checked = check_files([table_file("area_milestones", [row])], older, current)
    assert [str(problem) for problem in checked.problems] == []
    assert compare_check(checked, older).tables[0].changed == 1
    assert rows_of(older, DATE, publish(checked, older, "Later still")) == [("2020-06-01",)]
