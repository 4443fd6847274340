"""A file that was made from an older version, and would take back what others published since."""

from pathlib import Path

import pytest

from ics.checks.check import check_files
from ics.sentences.impact import in_words
from ics.store.store import Store
from ics.versions import reversals
from ics.versions.compare import compare_check
from tests.support.worlds import copy_versions, little_world, publish, table_file

AREA = {"area_code": "E54999001", "area_name": "Exampleshire"}


def areas(**cells: object):
    return table_file("areas", [AREA | cells])


def told(store: Store, **cells: object) -> list[str]:
    found = compare_check(check_files([areas(**cells)], store, store.current()), store)
    return [sentence for sentence in in_words(found) if "Did you start from an older version of the file?" in sentence]


@pytest.fixture(scope="module")
def published_thrice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Exampleshire has 1,000 people in version 1, 2,000 in version 2 (Ann), and 3,000 in version 3 (no name)."""
    store = little_world(tmp_path_factory.mktemp("published_thrice"), areas=[AREA])
    for people, who in ((2000, "Ann"), (3000, "")):
        publish(check_files([areas(population=people)], store, store.current()), store, f"{people} people.", who)
    return store.folder


@pytest.fixture
def world(published_thrice: Path, data_folder: Path) -> Store:
    return copy_versions(published_thrice, data_folder)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (
            {"population": 2000},
            "This update undoes 1 cell of version 3 (“3000 people”). Did you start from an older version of the file?",
        ),
        (
            {"population": 1000},
            "This update undoes 1 cell of version 2 (Ann: “2000 people”). Did you start from an older version "
            "of the file?",
        ),
    ],
)
def test_a_cell_that_goes_back_names_the_version_that_had_changed_it(world, cells, expected):
    assert told(world, **cells) == [expected]


def test_a_cell_that_becomes_something_new_is_not_told(world):
    assert told(world, population=4000, latitude=53) == []


def test_a_cell_that_goes_back_is_told_next_to_one_that_is_new(world):
    assert len(told(world, population=2000, latitude=53)) == 1


def test_nothing_is_told_where_nothing_changes_or_nothing_was_there_before(world, tmp_path):
    assert told(world, population=3000) == []
    none = Store(tmp_path / "none")
    assert in_words(compare_check(check_files([areas()], none, None), none)) == [
        "This is the first version, so everything is new."
    ]


def test_versions_that_are_no_longer_kept_are_passed_over(world):
    world.path(1).unlink()
    assert told(world, population=1000) == []
    assert len(told(world, population=2000)) == 1


def test_the_latest_versions_are_looked_through_and_no_more(world, monkeypatch):
    monkeypatch.setattr(reversals, "LOOK_BACK", 1)
    assert len(told(world, population=2000)) == 1  # undoes version 3, the last
    assert told(world, population=1000) == []  # would undo version 2
