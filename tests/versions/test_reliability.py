"""An update that is killed, has no room, may not write or meets others leaves one whole version and nothing else."""

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ics.checks.check import check_files
from ics.settings import ROOT
from ics.store.store import PublishError, Store, StoreMissingError
from ics.store.version_files import VersionFiles
from ics.versions.build import build, ensure_published
from ics.versions.compare import compare_check
from tests.support.processes import as_nobody
from tests.support.worlds import copy_versions, fingerprints, publish, rows_of, table_file

# Python warns of forks next to threads; what is forked here opens DuckDB again and ends without any clean-up.
pytestmark = pytest.mark.filterwarnings("ignore:.*use of fork:DeprecationWarning")
AREA = "E54999001"
STEPS = ["the pointer is written", "the version has its name", "the pointer has its name"]


@pytest.fixture
def world(little):
    return little(areas=[{}], points_of_light=[{"area_code": AREA, "place": "Exampleton"}])


def send(store: Store, place: str) -> int:
    file = table_file("points_of_light", [{"area_code": AREA, "place": place}])
    return publish(check_files([file], store, store.current()), store, "A change")


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
        patch.setattr(VersionFiles, "prune", lambda *_: os._exit(9))


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


def test_first_publisher_that_is_killed_between_two_steps_does_not_block_the_next(data_folder, monkeypatch):
    with monkeypatch.context() as patch:
        killed_after(1, patch)
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
    world.files.pointer.write_text("v00000001.duckdb\n", encoding="ascii")
    assert ensure_published(Store(world.folder)) == 1
    assert send(world, "Third") == 3
    assert before.items() <= (fingerprints(world.folder) | {"CURRENT": before["CURRENT"]}).items()


def test_pending_pointer_next_to_a_pointer_that_cannot_be_understood_removes_no_version(world):
    send(world, "Second")
    world.files.pending_pointer.write_text("v00000002.duckdb\n", encoding="ascii")
    world.files.pointer.write_text("garbage", encoding="ascii")
    world.clean_up()
    assert world.versions() == [1, 2]


@pytest.mark.parametrize("torn", ["", "v0000", "v00000001.duckdb\n", "v00000009.duckdb\n", "../CURRENT"])
def test_pending_pointer_that_names_no_unpublished_file_costs_no_version(world, torn):
    world.files.pending_pointer.write_text(torn, encoding="ascii")
    assert ensure_published(Store(world.folder)) == 1
    assert set(fingerprints(world.folder)) == {"CURRENT", "v00000001.duckdb"}


def test_logs_of_killed_writers_are_strays_and_other_files_are_not(world):
    for name in ("v00000001.duckdb.wal", "v00000002.duckdb.building", "v00000002.duckdb.building.wal", "notes.wal"):
        (world.folder / name).write_bytes(b"half")
    ensure_published(Store(world.folder))
    assert set(fingerprints(world.folder)) == {"CURRENT", "v00000001.duckdb", "notes.wal"}


# No room


def refused(store: Store, place: str, before: Callable[[], object] = lambda: None) -> str:
    """What the publishing process is told, in a process of its own after `before`; empty when it publishes."""
    told, tell = os.pipe()

    def work() -> None:
        before()
        ensure_published(Store(store.folder))
        try:
            send(store, place)
        except PublishError as error:
            os.write(tell, str(error).encode())

    assert in_child(work) == 0
    os.close(tell)
    with os.fdopen(told) as answer:
        return answer.read()


@pytest.mark.parametrize("share", [0, 0.5, 1])
def test_without_room_the_reason_is_said_and_the_old_version_stays(world, share):
    before = fingerprints(world.folder)
    room = int(world.path(1).stat().st_size * share)
    said = refused(world, "Lost", lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)))
    assert said == "The disk of the data folder is full (File too large). Free some space, then publish again."
    assert fingerprints(world.folder) == before
    assert send(world, "Wanted") == 2


@pytest.mark.parametrize("step", ["write_text", "replace"])
def test_pointer_that_cannot_be_written_takes_the_version_file_with_it(world, step, monkeypatch):
    before = fingerprints(world.folder)
    act = getattr(Path, step)

    def full(self, *arguments, **named):
        if self.name == "CURRENT.building":
            raise OSError(28, "No space left on device")
        return act(self, *arguments, **named)

    with monkeypatch.context() as patch:
        patch.setattr(Path, step, full)
        with pytest.raises(PublishError, match=r"The disk of the data folder is full"):
            send(world, "Lost")
    assert fingerprints(world.folder) == before


# No right to write


@pytest.fixture
def open_to_all(world) -> Iterator[Store]:
    """The world in a folder that every user of the machine can reach."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield copy_versions(world.folder, Path(name))


def as_somebody_else(store: Store) -> None:
    """What is imported and read of the project is so before: nobody else may be able to see its folder."""
    compare_check(check_files([table_file("points_of_light", [{"area_code": AREA}])], store, store.current()), store)
    if os.geteuid() == 0:  # whom no permission stops
        as_nobody()


@pytest.mark.parametrize("stray", [None, "v00000002.duckdb.building"])
def test_folder_that_may_not_be_written_serves_and_says_so_when_publishing(open_to_all, stray):
    folder = open_to_all.folder
    if stray:
        (folder / stray).write_bytes(b"half")
    before = fingerprints(folder)
    folder.chmod(0o555)
    try:
        said = refused(open_to_all, "Lost", lambda: as_somebody_else(open_to_all))
    finally:
        folder.chmod(0o755)
    assert said == "The data folder cannot be written (Permission denied). Make it writable, then publish again."
    assert fingerprints(folder) == before


# Gone


@pytest.fixture
def gone(world) -> Iterator[Callable[[], None]]:
    """Takes the data folder away; the call to the second brings it back."""
    elsewhere = world.folder.with_name("elsewhere")
    yield lambda: world.folder.rename(elsewhere) if world.folder.exists() else elsewhere.rename(world.folder)
    shutil.rmtree(elsewhere, ignore_errors=True)


def test_folder_that_goes_away_is_said_and_not_made_again(world, gone):
    checked = check_files([table_file("points_of_light", [{"area_code": AREA, "place": "Wanted"}])], world, 1)
    gone()
    with pytest.raises(StoreMissingError, match=r"^The data folder is not there\.$"):
        world.current()
    with pytest.raises(PublishError, match="The data folder is not there any more"):
        publish(checked, world, "Lost")
    assert not world.folder.exists()
    gone()
    assert publish(checked, world, "Back") == 2
    assert place_in(world) == "Wanted"


def test_empty_folder_in_the_place_of_the_data_gets_no_update(world, gone):
    checked = check_files([table_file("points_of_light", [{"area_code": AREA, "place": "Lost"}])], world, 1)
    gone()
    world.folder.mkdir()
    with pytest.raises(PublishError, match="no longer has a published version"):
        publish(checked, world, "Lost")
    assert fingerprints(world.folder) == {}


def test_open_page_says_that_the_data_are_gone_and_shows_them_when_they_are_back(store):
    app = AppTest.from_file(ROOT / "ics" / "ui" / "shell.py", default_timeout=60).run()
    shown = [title.value for title in app.title]
    elsewhere = store.folder.rename(store.folder.with_name("elsewhere"))
    assert [title.value for title in app.run().title] == ["Sorry, we cannot read the data"]
    assert [error.value for error in app.error] == ["The data folder is not there\\."]
    assert not app.exception
    elsewhere.rename(store.folder)
    assert [title.value for title in app.run().title] == shown
    assert not app.error


# At random instants, and many at once: the experiments of `benchmarks/reliability`, in small


def outcome_of(experiment: str, *options: str) -> dict:
    command = [sys.executable, "-m", f"benchmarks.reliability.{experiment}", *options]
    return json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout)


def test_kills_at_random_instants_leave_the_old_or_the_new_version_and_nothing_else():
    found = outcome_of("kills", "--count=2", "--seed=3")
    assert found["old version published"] + found["new version published"] == 2
    assert found["bad"] == {}


def test_of_several_that_publish_at_once_one_is_recorded_and_the_others_are_told():
    found = outcome_of("publishers", "--processes=3", "--rounds=1", "--seed=3")
    assert found["recorded"] >= 1
    assert found["recorded"] + found["refused"] == 3
    assert found["bad"] == []
