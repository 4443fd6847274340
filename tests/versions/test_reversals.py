"""A file that was made from an older version, and would take back what others published since."""

import pytest

from ics.checks.check import check_files
from ics.sentences.impact import in_words
from ics.store.store import Store
from ics.versions.compare import compare_check
from tests.support.worlds import publish, table_file

AREA = {"area_code": "E54999001", "area_name": "Exampleshire"}


def areas(**cells: object):
    return table_file("areas", [AREA | cells])


def told(store: Store, **cells: object) -> list[str]:
    found = compare_check(check_files([areas(**cells)], store, store.current()), store)
    return [sentence for sentence in in_words(found) if "Was the file made from an older version?" in sentence]


@pytest.fixture
def world(little) -> Store:
    """Exampleshire has 1,000 people in version 1, 2,000 in version 2 (Ann), and 3,000 in version 3 (no name)."""
    store = little(areas=[AREA])
    for people, who in ((2000, "Ann"), (3000, "")):
        publish(check_files([areas(population=people)], store, store.current()), store, f"{people} people.", who)
    return store


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (
            {"population": 2000},
            "1 cell goes back to its value before version 3 (“3000 people”). Was the file made from an older version?",
        ),
        (
            {"population": 1000},
            "1 cell goes back to its value before version 2 (Ann: “2000 people”). Was the file made from an "
            "older version?",
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
        "Nothing was published before: everything is new."
    ]


def test_versions_that_are_no_longer_kept_are_passed_over(world):
    world.path(1).unlink()
    assert told(world, population=1000) == []
    assert len(told(world, population=2000)) == 1


def test_the_latest_ten_versions_are_looked_through_and_no_more(little):
    store = little(areas=[AREA])
    for people in range(2000, 13_000, 1000):  # versions 2 to 12; in version n there are n thousand people
        publish(check_files([areas(population=people)], store, store.current()), store, f"{people} people.")
    assert len(told(store, population=2000)) == 1  # undoes version 3, the tenth from the end
    assert told(store, population=1000) == []  # would undo version 2
