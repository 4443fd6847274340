"""An update that is killed, has no room, may not write or meets others leaves one whole version and nothing else."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from ics.checking import check
from ics.files import Files
from ics.publishing import build, ensure_published, publish
from ics.store import Store
from tests.conftest import fingerprints, rows_of, table_file

AREA = "E54999001"
STEPS = ["the pointer is written", "the version has its name", "the pointer has its name"]


@pytest.fixture
def world(little):
    return little(areas=[{}], points_of_light=[{"area_code": AREA, "place": "Exampleton"}])


def send(store: Store, place: str) -> int:
    file = table_file("points_of_light", [{"area_code": AREA, "place": place}])
    return publish(check([file], store, store.current()), store, "A change")


def place_in(store: Store) -> str:
    return rows_of(store, "select place from points_of_light")[0][0]


def in_child(work: Callable[[], object]) -> int:
    """The exit code of a process that does the work and nothing after it; 1 when the work raises."""
    process = os.fork()
    if process == 0:
        try:
            work()
            os._exit(0)
        finally:
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def killed_after(steps: int, patch: pytest.MonkeyPatch) -> None:
    """This process ends from here on, as after kill -9, once it has renamed `steps` files."""
    renamed, rename = [], Path.replace

    def replace(self, target):
        if len(renamed) == steps:
            os._exit(9)
        renamed.append(target)
        return rename(self, target)

    patch.setattr(Path, "replace", replace)
    if steps == 2:
        patch.setattr(Files, "prune", lambda *_: os._exit(9))


@pytest.mark.parametrize("steps", [0, 1, 2], ids=STEPS)
def test_publisher_that_is_killed_between_two_steps_leaves_one_whole_version_and_no_gap(world, steps, monkeypatch):
    before = fingerprints(world.folder)
    with monkeypatch.context() as patch:
        killed_after(steps, patch)
        assert in_child(lambda: send(world, "Lost")) == 9
    published = 2 if steps == 2 else 1
    assert world.current() == published
    assert ensure_published(Store(world.folder)) == published
    assert set(fingerprints(world.folder)) == {"CURRENT", *(f"v{n:08}.duckdb" for n in range(1, published + 1))}
    assert fingerprints(world.folder)["v00000001.duckdb"] == before["v00000001.duckdb"]
    assert place_in(world) == ("Lost" if published == 2 else "Exampleton")
    assert send(world, "Wanted") == published + 1
    assert place_in(world) == "Wanted"


@pytest.mark.parametrize("steps", [0, 1, 2], ids=STEPS)
def test_first_publisher_that_is_killed_between_two_steps_does_not_stand_in_the_way(data_folder, steps, monkeypatch):
    with monkeypatch.context() as patch:
        killed_after(steps, patch)
        assert in_child(lambda: build(Store(data_folder))) == 9
    assert ensure_published(Store(data_folder)) == 1
    assert set(fingerprints(data_folder)) == {"CURRENT", "v00000001.duckdb"}
    assert rows_of(Store(data_folder), "select count(*) from areas") == [(42,)]


def test_publishing_tidies_by_itself_where_no_program_started_since(world, monkeypatch):
    with monkeypatch.context() as patch:
        killed_after(1, patch)
        assert in_child(lambda: send(world, "Lost")) == 9
    assert world.versions() == [1, 2]
    assert send(world, "Wanted") == 2
    assert place_in(world) == "Wanted"


def test_version_that_somebody_left_by_hand_is_kept(world):
    send(world, "Second")
    before = fingerprints(world.folder)
    world.pointer.write_text("v00000001.duckdb\n", encoding="ascii")
    assert ensure_published(Store(world.folder)) == 1
    assert send(world, "Third") == 3
    assert before.items() <= (fingerprints(world.folder) | {"CURRENT": before["CURRENT"]}).items()


def test_next_pointer_beside_a_pointer_that_cannot_be_understood_removes_no_version(world):
    send(world, "Second")
    world.next_pointer.write_text("v00000002.duckdb\n", encoding="ascii")
    world.pointer.write_text("garbage", encoding="ascii")
    world.tidied()
    assert world.versions() == [1, 2]


@pytest.mark.parametrize("torn", ["", "v0000", "v00000001.duckdb\n", "v00000009.duckdb\n", "../CURRENT"])
def test_next_pointer_that_names_no_unpublished_file_costs_no_version(world, torn):
    world.next_pointer.write_text(torn, encoding="ascii")
    assert ensure_published(Store(world.folder)) == 1
    assert set(fingerprints(world.folder)) == {"CURRENT", "v00000001.duckdb"}


def test_logs_of_killed_writers_are_strays_and_other_files_are_not(world):
    for name in ("v00000001.duckdb.wal", "v00000002.duckdb.building", "v00000002.duckdb.building.wal", "notes.wal"):
        (world.folder / name).write_bytes(b"half")
    ensure_published(Store(world.folder))
    assert set(fingerprints(world.folder)) == {"CURRENT", "v00000001.duckdb", "notes.wal"}
