"""From checked files to versions: previews, history, conflicts, failures and broken stores."""

import errno
import hashlib
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

import ics.store.connections
import ics.store.publish_lock
import ics.versions.publish
from ics.checks.check import REPLACE, UPSERT, check_files
from ics.datapackage import tables
from ics.readers.upload import SourceFile
from ics.store import query_files
from ics.store.base import Current
from ics.store.store import PublishConflictError, Store, StoreError, StoreMissingError
from ics.store.version_files import VersionFiles
from ics.versions.build import BUILD_NOTE, REFRESH_NOTE, build, ensure_published
from ics.versions.compare import count_rows
from ics.versions.diff import TableDiff
from ics.versions.publish import CheckFailedError
from ics.writers.csv_files import table_csv
from tests.support.worlds import fingerprints, publish, rebuild, rows_of, table_file

A1, A2, A3 = "E54999001", "E54999002", "E54999003"
HANDLES = Path("/proc/self/fd")
PLACES = [{"place": "Exampleton"}, {"place": "Sampleford"}, {"place": "Testbury"}]


@pytest.fixture
def world(little):
    """Three points of light, example-1 to example-3, in two areas."""
    return little(areas=[{}, {}, {}], points_of_light=[{"area_code": A1} | row for row in PLACES])


def points(*places: str, start: int = 1) -> SourceFile:
    rows = [
        {"area_code": A1, "point_id": f"example-{number}", "place": place} for number, place in enumerate(places, start)
    ]
    return table_file("points_of_light", rows)


def send(store: Store, *files: SourceFile, note: str = "A change", who: str = "", mode: str = UPSERT) -> int:
    return publish(check_files(files, store, store.current(), mode), store, note, who, accept_warnings=mode == REPLACE)


def places(store: Store, version: int | None = None) -> list[str]:
    return [place for (place,) in rows_of(store, "select place from points_of_light order by point_id", version)]


# Preview


@pytest.mark.parametrize(
    ("mode", "removed", "unchanged"),
    [(UPSERT, 0, 2), (REPLACE, 1, 1)],  # example-3 is not in the file: it stays, or goes
)
def test_preview_counts_rows(world, mode, removed, unchanged):
    file = table_file(
        "points_of_light",
        [
            {"area_code": A1, "point_id": "example-1", "place": "Exampleton"},  # as before
            {"area_code": A2, "point_id": "example-2", "place": "Sampleford"},  # another area
            {"area_code": A1, "point_id": "example-4", "place": "Newham-on-Sea"},  # new
        ],
    )
    checked = check_files([file], world, 1, mode)
    assert count_rows(checked, world) == [
        TableDiff("points_of_light", added=1, changed=1, removed=removed, unchanged=unchanged)
    ]


def test_preview_sees_a_cell_that_is_emptied_and_one_that_is_filled(world):
    send(world, table_file("points_of_light", [{"area_code": A1, "place": "Exampleton", "measured_result": "Good"}]))
    assert count_rows(check_files([points("Exampleton")], world, 2), world)[0].changed == 1
    assert count_rows(check_files([points("Exampleton")], world, 1), world)[0].changed == 0


def test_preview_sees_a_change_within_a_list(world):
    row = {
        "area_code": A1,
        "place": "Exampleton",
        "source_title": "A | B",
        "source_url": "https://a.org | https://b.org",
    }
    send(world, table_file("points_of_light", [row]))
    swapped = row | {"source_title": "B | A"}
    assert count_rows(check_files([table_file("points_of_light", [swapped])], world, 2), world)[0].changed == 1


def test_preview_of_a_table_that_is_all_key_but_one(little):
    store = little(
        areas=[{}, {}],
        programmes=[{}],
        programme_areas=[{"programme_id": "example-1", "area_code": A1}],
    )
    rows = [{"programme_id": "example-1", "area_code": a, "is_main": "false"} for a in (A1, A2)]
    assert count_rows(check_files([table_file("programme_areas", rows)], store, 1), store) == [
        TableDiff("programme_areas", added=1, changed=1, removed=0, unchanged=0)
    ]


def test_preview_names_the_touched_tables_in_the_order_of_the_package(world):
    checked = check_files([points("Exampleton"), table_file("areas", [{}])], world, 1)
    assert [change.table for change in count_rows(checked, world)] == ["areas", "points_of_light"]


def test_preview_without_a_base_counts_every_row_as_added(tmp_path):
    checked = check_files([table_file("areas", [{}, {}])], Store(tmp_path / "none"), None)
    assert count_rows(checked, Store(tmp_path / "none")) == [TableDiff("areas", 2, 0, 0, 0)]


def test_check_and_preview_write_nothing(world):
    before = fingerprints(world.folder)
    count_rows(check_files([points("Changed")], world, 1, REPLACE), world)
    assert fingerprints(world.folder) == before


# Publish


def test_publish_makes_the_next_version_and_leaves_the_old_file_as_it_was(world):
    before = fingerprints(world.folder)
    assert send(world, points("Renamed")) == 2
    after = fingerprints(world.folder)
    assert world.current() == 2
    assert set(after) == {"CURRENT", "v00000001.duckdb", "v00000002.duckdb"}
    assert after["v00000001.duckdb"] == before["v00000001.duckdb"]
    assert world.files.pointer.read_bytes() == b"v00000002.duckdb\n"


def test_add_and_update_keeps_rows_that_are_not_in_the_file(world):
    send(world, points("Renamed"))
    assert places(world) == ["Renamed", "Sampleford", "Testbury"]


def test_replace_removes_rows_that_are_not_in_the_file(world):
    send(world, points("Renamed"), mode=REPLACE)
    assert places(world) == ["Renamed"]


def test_replace_leaves_other_tables_alone(world):
    send(world, points("Renamed"), mode=REPLACE)
    assert rows_of(world, "select count(*) from areas") == [(3,)]


def test_several_tables_are_published_as_one_version(world):
    areas = table_file("areas", [{}, {}, {}, {}])
    point = table_file("points_of_light", [{"area_code": "E54999004", "point_id": "new", "place": "New"}])
    assert send(world, areas, point) == 2
    assert places(world) == ["Exampleton", "Sampleford", "Testbury", "New"]


def test_published_rows_are_in_the_order_of_their_key(world):
    send(world, points("Early", start=0))
    assert rows_of(world, "select point_id from points_of_light")[0] == ("example-0",)


def test_reader_of_an_old_version_still_sees_the_old_rows(world):
    with world.reading(1) as cursor:
        send(world, points("Renamed"))
        assert cursor.execute("select place from points_of_light order by point_id").fetchone() == ("Exampleton",)
    assert places(world, 1)[0] == "Exampleton"
    assert places(world, 2)[0] == "Renamed"


def test_readers_cannot_write(world):
    with world.reading(1) as cursor, pytest.raises(duckdb.InvalidInputException, match="read-only"):
        cursor.execute("delete from areas")


@pytest.mark.parametrize("sql", ["copy areas to '{f}'", "from read_csv('/etc/hostname')", "attach '{f}' as other"])
def test_readers_cannot_reach_files(world, tmp_path, sql):
    with world.reading(1) as cursor, pytest.raises(duckdb.PermissionException):
        cursor.execute(sql.format(f=tmp_path / "out"))


# History


def test_history_of_a_publication_says_what_who_and_on_what(world):
    file = points("Renamed", "Sampleford", "Testbury", "Added")
    before = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    send(world, file, note="Renames one, adds one", who="Jo")
    row = rows_of(
        world, "select * exclude (published_at, rules_sha256, restored_from) from published_versions where version = 2"
    )
    assert row == [(2, "Jo", "Renames one, adds one", 1, 1, 1, 0)]  # based on 1; one added, one changed
    ((at,),) = rows_of(world, "select published_at from published_versions where version = 2")
    assert before <= at <= before + timedelta(minutes=1)


def test_history_of_a_replacement_counts_the_removed(world):
    send(world, points("Renamed"), mode=REPLACE)
    sql = "select rows_added, rows_changed, rows_removed from published_versions where version = 2"
    assert rows_of(world, sql) == [(0, 1, 2)]


def test_history_names_each_file_with_its_hash_table_and_rows(world):
    file = SourceFile("new places.csv", points("Renamed", "Sampleford").content)
    send(world, file)
    expected = (2, "new places.csv", hashlib.sha256(file.content).hexdigest(), "points_of_light", 2)
    assert rows_of(world, "select * from published_files where version = 2") == [expected]


def test_history_leaves_who_empty_when_nobody_is_named(world):
    send(world, points("Renamed"))
    assert rows_of(world, "select who from published_versions where version = 2") == [(None,)]


def test_history_is_carried_from_version_to_version(world):
    send(world, points("Second"))
    send(world, points("Third"))
    assert rows_of(world, "select version, based_on from published_versions order by version") == [
        (1, None),
        (2, 1),
        (3, 2),
    ]


def test_first_build_records_every_file_of_the_project(store):
    assert rows_of(store, "select note, based_on from published_versions") == [(BUILD_NOTE, None)]
    files = rows_of(store, "select file_name, sha256, row_count from published_files order by file_name")
    expected = [(t.path.name, hashlib.sha256(t.path.read_bytes()).hexdigest()) for t in tables().values()]
    assert [file[:2] for file in files] == sorted(expected)
    assert sum(rows for *_, rows in files) == rows_of(store, "select sum(rows_added) from published_versions")[0][0]


# Conflicts


def test_publishing_on_a_version_that_is_no_longer_current_is_a_conflict(world):
    mine = check_files([points("Mine")], world, 1)
    send(world, points("Theirs"))
    before = fingerprints(world.folder)
    with pytest.raises(PublishConflictError, match="The current version is now 2"):
        publish(mine, world, "Too late")
    assert fingerprints(world.folder) == before
    assert places(world)[0] == "Theirs"


def test_checking_again_resolves_a_conflict(world):
    send(world, points("Theirs"))
    assert send(world, points("Mine", start=2)) == 3
    assert places(world) == ["Theirs", "Mine", "Testbury"]


def test_of_two_publishing_at_once_on_the_same_version_exactly_one_wins(world):
    start, outcomes = threading.Barrier(2), []
    checks = [check_files([points(name)], world, 1) for name in ("One", "Two")]

    def go(checked):
        start.wait(10)
        try:
            outcomes.append(publish(checked, world, "At once"))
        except PublishConflictError as conflict:
            outcomes.append(type(conflict))

    threads = [threading.Thread(target=go, args=(checked,)) for checked in checks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(outcomes, key=str) == [2, PublishConflictError]
    assert world.versions() == [1, 2]


def test_update_that_never_ends_is_a_conflict_not_a_wait_for_ever(world, monkeypatch):
    monkeypatch.setattr(ics.store.publish_lock, "LOCK_SECONDS", 0.1)
    held, done = threading.Event(), threading.Event()

    def slow(con, version):
        held.set()
        done.wait(30)

    thread = threading.Thread(target=world.write_version, args=(Current(1), slow))
    thread.start()
    try:
        assert held.wait(10)
        with pytest.raises(PublishConflictError, match="Another update has been running"):
            send(world, points("Mine"))
    finally:
        done.set()
        thread.join(30)


# Failures


class BrokenError(Exception):
    pass


def failing_apply(con: duckdb.DuckDBPyConnection, version: int) -> None:
    con.execute("delete from areas")
    raise BrokenError


def test_failing_change_leaves_everything_as_it_was(world):
    before = fingerprints(world.folder)
    with pytest.raises(BrokenError):
        world.write_version(Current(1), failing_apply)
    assert fingerprints(world.folder) == before


def test_publishing_works_after_a_failure(world):
    with pytest.raises(BrokenError):
        world.write_version(Current(1), failing_apply)
    assert send(world, points("Renamed")) == 2


def test_failure_between_the_file_and_the_pointer_leaves_the_old_version_published(world, monkeypatch):
    def fail(self):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(VersionFiles, "_point", fail)
        with pytest.raises(StoreError, match=r"disk of the data folder is full \(No space"):
            send(world, points("Lost"))
    assert world.current() == 1
    assert send(world, points("Renamed")) == 2  # nothing was published as 2: the history has no gap
    assert places(world)[0] == "Renamed"


def test_leftovers_of_a_crash_are_swept_away(world):
    (world.folder / "v00000002.duckdb.building").write_bytes(b"half a file")
    (world.folder / "v00000002.duckdb.building.wal").write_bytes(b"half a log")
    send(world, points("Renamed"))
    assert set(fingerprints(world.folder)) == {"CURRENT", "v00000001.duckdb", "v00000002.duckdb"}
    assert places(world)[0] == "Renamed"


def test_files_with_problems_are_refused_with_all_of_them(world):
    checked = check_files([points("Renamed"), SourceFile("empty.csv", b"")], world, 1)
    with pytest.raises(CheckFailedError) as refusal:
        publish(checked, world, "No")
    assert refusal.value.problems == checked.problems
    assert len(checked.problems) == 1


# Broken stores


def test_empty_folder_has_nothing_published(data_folder):
    with pytest.raises(StoreMissingError, match=r"Nothing has been published yet\."):
        Store(data_folder).current()


def test_folder_that_is_not_there_has_nothing_published(tmp_path):
    with pytest.raises(StoreMissingError):
        Store(tmp_path / "nowhere").current()


def without_pointer(store: Store) -> None:
    store.files.pointer.unlink()


def pointing_nowhere(store: Store) -> None:
    store.files.pointer.write_text("v00000009.duckdb\n", encoding="ascii")


def pointing_outside(store: Store) -> None:
    store.files.pointer.write_text("../v00000001.duckdb\n", encoding="ascii")


def with_garbage_pointer(store: Store) -> None:
    store.files.pointer.write_bytes(b"\xff\xfe\x00garbage")


def with_empty_pointer(store: Store) -> None:
    store.files.pointer.write_bytes(b"")


def with_folder_as_pointer(store: Store) -> None:
    store.files.pointer.unlink()
    store.files.pointer.mkdir()


def truncated(store: Store) -> None:
    store.path(1).write_bytes(store.path(1).read_bytes()[:100_000])


def emptied(store: Store) -> None:
    store.path(1).write_bytes(b"")


def cut_at_the_end(store: Store) -> None:
    whole = store.path(1).read_bytes()
    store.path(1).write_bytes(whole[: len(whole) - 20_000])


def made_by_another_program(store: Store) -> None:
    store.path(1).unlink()
    with duckdb.connect(str(store.path(1))) as con:
        con.execute("create table areas (name varchar)")


BROKEN_POINTERS = [
    (without_pointer, "The file CURRENT, which names the published version, is missing."),
    (pointing_nowhere, "The file CURRENT names a version that is not there."),
    (pointing_outside, "The file CURRENT does not contain the name of a version."),
    (with_garbage_pointer, "The file CURRENT cannot be read."),
    (with_empty_pointer, "The file CURRENT does not contain the name of a version."),
]
BROKEN_FILES = [
    (truncated, "v00000001.duckdb cannot be opened: it is damaged, or is not a DuckDB file."),
    (emptied, "v00000001.duckdb cannot be opened: it is damaged, or is not a DuckDB file."),
    (cut_at_the_end, "v00000001.duckdb is damaged."),
    (made_by_another_program, "v00000001.duckdb was not made by this program."),
]


def name_of(value: object) -> str | None:
    return value.__name__ if callable(value) else ""


def error_of_ensuring(store: Store) -> StoreError:
    """The error that making sure of a version raises; every file stays as it was."""
    before = fingerprints(store.folder)
    with pytest.raises(StoreError) as error:
        ensure_published(store)
    assert fingerprints(store.folder) == before
    return error.value


@pytest.mark.parametrize(("breaking", "message"), BROKEN_POINTERS, ids=name_of)
def test_broken_pointer_is_said_and_nothing_is_built_over_it(store, breaking, message):
    breaking(store)
    error = error_of_ensuring(store)
    assert str(error) == message
    assert not isinstance(error, StoreMissingError)


def test_pointer_that_is_a_folder_is_a_store_error(store):
    with_folder_as_pointer(store)
    with pytest.raises(StoreError, match=r"The file CURRENT cannot be read\."):
        store.current()


@pytest.mark.parametrize(("breaking", "message"), BROKEN_FILES, ids=name_of)
def test_broken_file_is_said_and_nothing_is_built_over_it(fresh_store, breaking, message):
    breaking(fresh_store)
    assert str(error_of_ensuring(fresh_store)) == message


def test_published_rows_that_cannot_be_read_are_a_store_error(store):
    truncated(store)
    with pytest.raises(StoreError, match="damaged"):
        rows_of(store, "select count(*) from areas")


def test_damaged_version_does_not_spoil_the_others(world):
    send(world, points("Renamed"))
    world.path(1).write_bytes(world.path(1).read_bytes()[:50_000])
    with pytest.raises(StoreError):
        places(world, 1)
    assert places(world, 2)[0] == "Renamed"


@pytest.mark.parametrize(
    "breaking", [without_pointer, with_garbage_pointer, truncated, made_by_another_program], ids=name_of
)
def test_building_again_fixes_every_broken_state_and_deletes_nothing(store, breaking):
    breaking(store)
    before = fingerprints(store.folder)
    assert rebuild(store) == 2
    after = fingerprints(store.folder)
    assert after["v00000001.duckdb"] == before["v00000001.duckdb"]
    assert set(after) == {"CURRENT", "v00000001.duckdb", "v00000002.duckdb"}
    assert ensure_published(store) == 2
    assert rows_of(store, "select count(*) from areas") == [(42,)]


def test_version_restored_from_a_backup_is_read_and_not_what_was_there_before(world):
    send(world, points("Discarded"))
    assert places(world, 2)[0] == "Discarded"
    world.path(2).unlink()  # somebody restores the folder as it was …
    world.files.pointer.write_text("v00000001.duckdb\n", encoding="ascii")
    before = world.stamp(1)
    assert send(world, points("Wanted")) == 2  # … and publishes something else under the same number
    assert places(world)[0] == "Wanted"
    assert world.stamp(1) == before != world.stamp(2)


def test_version_that_was_damaged_and_then_restored_is_read_again(world):
    whole = world.path(1).read_bytes()
    assert places(world, 1)
    world.path(1).write_bytes(b"no database")
    with pytest.raises(StoreError):
        places(world, 1)
    world.path(1).write_bytes(whole)
    assert places(world, 1)


def held_open(store: Store) -> list[str]:
    """The version files that this process holds, by their names; those that are deleted take room on the disk."""
    links = (str(handle.resolve()) for handle in HANDLES.iterdir())
    return sorted({link.removeprefix(f"{store.folder}/") for link in links if link.startswith(str(store.folder))})


@pytest.mark.skipif(not HANDLES.is_dir(), reason="only Linux lists the files that a process holds")
def test_versions_that_are_no_longer_kept_are_let_go_of(world, monkeypatch):
    monkeypatch.setenv("ICS_KEEP_VERSIONS", "2")
    for number in range(5):
        assert places(world)
        send(world, points(f"Name {number}"))
    assert [places(world, version)[0] for version in (5, 6)] == ["Name 3", "Name 4"]
    assert held_open(world) == ["v00000005.duckdb", "v00000006.duckdb"]


@pytest.mark.skipif(not HANDLES.is_dir(), reason="only Linux lists the files that a process holds")
def test_of_versions_that_nobody_reads_only_the_last_few_stay_open(world, monkeypatch):
    monkeypatch.setattr(ics.store.connections, "MAX_OPEN", 2)
    for number in range(4):
        send(world, points(f"Name {number}"))
    with world.reading(1) as cursor:
        assert [places(world, version)[0] for version in (2, 3, 4, 3)] == ["Name 0", "Name 1", "Name 2", "Name 1"]
        assert held_open(world) == [f"v0000000{version}.duckdb" for version in (1, 3, 4)]
        assert cursor.execute("select place from points_of_light order by point_id").fetchone() == ("Exampleton",)
    assert places(world, 5)[0] == "Name 3"
    assert held_open(world) == ["v00000003.duckdb", "v00000005.duckdb"]


def test_who_reads_a_version_goes_on_although_it_is_no_longer_stored(world, monkeypatch):
    monkeypatch.setenv("ICS_KEEP_VERSIONS", "1")
    with world.reading(1) as cursor:
        send(world, points("Renamed"))
        assert world.versions() == [2]
        assert places(world, 2)[0] == "Renamed"  # another reader, who lets go meanwhile
        assert cursor.execute("select place from points_of_light order by point_id").fetchone() == ("Exampleton",)
    assert places(world, 2)[0] == "Renamed"


@contextmanager
def over_and_over(readers: int, read: Callable[[], None]) -> Iterator[list[Exception]]:
    """Threads that read again and again meanwhile; what they raised."""
    faults, done = [], threading.Event()

    def work() -> None:
        while not done.is_set():
            try:
                read()
            except Exception as error:
                faults.append(error)

    threads = [threading.Thread(target=work) for _ in range(readers)]
    for thread in threads:
        thread.start()
    try:
        yield faults
    finally:
        done.set()
        for thread in threads:
            thread.join(30)


def test_a_file_that_is_replaced_again_and_again_disturbs_no_reader(world):
    """As a restore from a backup does, with the same bytes here."""

    def read() -> None:
        assert places(world, 1)[0] == "Exampleton"

    with over_and_over(3, read) as faults:
        for number in range(40):
            os.utime(world.path(1), ns=(number, number))
            time.sleep(0.03)
    assert faults == []


def test_a_file_that_is_replaced_is_read_at_once_and_who_reads_the_former_one_reads_on(world):
    send(world, points("Renamed"))
    with world.reading(1) as cursor:
        shutil.copy(world.path(2), world.folder / "copy")
        (world.folder / "copy").replace(world.path(1))
        assert places(world, 1)[0] == "Renamed"
        assert cursor.execute("select place from points_of_light order by point_id").fetchone() == ("Exampleton",)
    assert places(world, 1)[0] == "Renamed"


@pytest.mark.skipif(not HANDLES.is_dir(), reason="only Linux lists the files that a process holds")
def test_the_disk_gets_back_the_room_of_a_file_that_was_replaced_or_removed(world):
    with world.reading(1) as cursor:
        shutil.copy(world.path(1), world.folder / "copy")
        (world.folder / "copy").replace(world.path(1))
        assert cursor.execute("select count(*) from areas").fetchone() == (3,)
        assert held_open(world) == ["v00000001.duckdb (deleted)"]
    assert held_open(world) == []
    assert places(world, 1)
    assert held_open(world) == ["v00000001.duckdb"]
    with world.reading(1):
        world.path(1).unlink()
    assert held_open(world) == []


def test_versions_are_let_go_of_while_many_read(world, monkeypatch):
    monkeypatch.setenv("ICS_KEEP_VERSIONS", "1")
    newest_is_read = threading.Event()

    def read() -> None:
        # its file may go between the pointer and the attaching
        with suppress(StoreError), world.reading(world.current()) as cursor:
            first = cursor.execute("select min(place) from points_of_light").fetchone()
            assert cursor.execute("select min(place) from points_of_light").fetchone() == first
            if first == ("A 3",):
                newest_is_read.set()

    with over_and_over(4, read) as faults:
        for number in range(4):
            send(world, points(f"A {number}"))
        assert newest_is_read.wait(30)
    assert faults == []


def test_number_in_the_pointer_is_not_given_again_although_its_file_is_gone(world):
    send(world, points("Lost"))
    world.path(2).unlink()
    assert rebuild(world) == 3


def test_other_files_in_the_folder_are_not_versions(world):
    (world.folder / "v1.duckdb").write_bytes(b"")
    (world.folder / "v00000007.duckdb.bak").write_bytes(b"")
    assert world.versions() == [1]


def test_folder_with_a_quote_in_its_name_can_hold_a_store(tmp_path):
    store = Store(tmp_path / "it's here; drop")
    assert build(store) == 1
    assert rows_of(store, "select count(*) from areas") == [(42,)]


# Renewed rules


@pytest.fixture
def new_rules(monkeypatch):
    scripts = [*query_files.schema_scripts(), "create or replace view renewed as select 1 as one;"]
    monkeypatch.setattr(query_files, "schema_scripts", lambda: scripts)


def test_unchanged_rules_keep_the_version(world):
    before = fingerprints(world.folder)
    assert ensure_published(world) == 1
    assert fingerprints(world.folder) == before


def test_changed_rules_make_a_new_version_with_the_same_rows(world, new_rules):
    before = {name: rows_of(world, f"from {name} order by all", 1) for name in tables()}
    assert ensure_published(world) == 2
    assert {name: rows_of(world, f"from {name} order by all", 2) for name in tables()} == before
    assert rows_of(world, "from renewed") == [(1,)]


def test_changed_rules_are_renewed_once(world, new_rules):
    assert [ensure_published(world), ensure_published(world)] == [2, 2]


def test_history_of_a_renewal_counts_no_rows(world, new_rules):
    ensure_published(world)
    sql = "select who, note, based_on, rows_added, rows_changed, rows_removed from published_versions where version = 2"
    assert rows_of(world, sql) == [(None, REFRESH_NOTE, 1, 0, 0, 0)]
    assert rows_of(world, "select count(*) from published_files where version = 2") == [(0,)]


def test_history_of_a_renewal_names_the_version_it_was_based_on(world, new_rules, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(ics.versions.publish, "rules_fingerprint", lambda: "as before")
        send(world, points("Withdrawn"))
    world.files.pointer.write_text("v00000001.duckdb\n", encoding="ascii")  # somebody went back to version 1
    assert ensure_published(world) == 3
    assert rows_of(world, "select based_on from published_versions where version = 3") == [(1,)]


def test_somebody_renewing_the_rules_at_the_same_time_is_not_a_fault(world, new_rules, monkeypatch):
    meanwhile = Store.write_version

    def after_another(self, base, apply):
        monkeypatch.setattr(Store, "write_version", meanwhile)
        ensure_published(self)
        return meanwhile(self, base, apply)

    monkeypatch.setattr(Store, "write_version", after_another)
    assert ensure_published(world) == 2


def test_rules_that_do_not_fit_the_tables_are_a_store_error_and_change_nothing(world, monkeypatch):
    scripts = [*query_files.schema_scripts(), "create view broken as select no_such_column from areas;"]
    monkeypatch.setattr(query_files, "schema_scripts", lambda: scripts)
    before = fingerprints(world.folder)
    with pytest.raises(StoreError, match="do not match this version of the program"):
        ensure_published(world)
    assert fingerprints(world.folder) == before


# Tables to edit and send back


@pytest.mark.parametrize("mode", [UPSERT, REPLACE])
def test_every_table_downloaded_and_sent_back_changes_nothing(store, mode):
    files = [SourceFile(f"{t.name}.csv", table_csv(store, 1, t)) for t in tables().values()]
    checked = check_files(files, store, 1, mode)
    assert [str(problem) for problem in checked.problems] == []
    assert {c.table for c in count_rows(checked, store) if c.is_empty} == set(tables())


def test_download_has_all_rows_in_the_order_of_the_key(store):
    lines = table_csv(store, 1, tables()["points_of_light"]).decode("utf-8-sig").splitlines()
    keys = [line.split(",")[0] for line in lines]
    assert keys[0] == "point_id"
    assert len(keys) == 28
    assert keys[1:] == sorted(keys[1:])


NUMBERS = ["12", "12.5", "0.1", "1234567.125", "1e99", "-5e-99", "-0.5"]
LONG_NUMBERS = ["0.30000000000000004", "123456789.123456789", "3.3333333333333335"]
NOTES = ['a "quoted" word', "two\nlines", "two\r\nlines", " blanks ", "a, b; c | d", "€ ’ ★", "'="]


def back_again(store: Store, name: str) -> TableDiff:
    """What would change if a table were downloaded and sent back to replace itself."""
    checked = check_files([SourceFile("back.csv", table_csv(store, 1, tables()[name]))], store, 1, REPLACE)
    assert [str(problem) for problem in checked.problems] == []
    return count_rows(checked, store)[0]


@pytest.mark.parametrize("numbers", [NUMBERS, LONG_NUMBERS], ids=["short", "long"])
def test_numbers_downloaded_and_sent_back_are_the_same(little, numbers):
    values = [
        {"indicator_id": "example_1", "area_code": A1, "period": f"2020-01-{day:02}", "value": number}
        for day, number in enumerate(numbers, 1)
    ]
    store = little(areas=[{}], indicators=[{}], indicator_values=values)
    assert back_again(store, "indicator_values").unchanged == len(numbers)


def test_whole_number_is_downloaded_without_a_decimal_point(little):
    value = {"indicator_id": "example_1", "area_code": A1, "period": "2020-01-01", "value": "12.0"}
    store = little(areas=[{}], indicators=[{}], indicator_values=[value])
    text = table_csv(store, 1, tables()["indicator_values"]).decode("utf-8-sig")
    assert text.splitlines()[1].startswith("example_1,E54999001,2020-01-01,day,12,")


@pytest.mark.parametrize("notes", [NOTES, ["an old\rMac"]], ids=["usual", "carriage return"])
def test_text_downloaded_and_sent_back_is_the_same(little, notes):
    rows = [{"area_code": f"E54999{n:03}", "date": "2020-01-01", "note": note} for n, note in enumerate(notes, 1)]
    store = little(areas=[{} for _ in notes], area_milestones=rows)
    assert back_again(store, "area_milestones").unchanged == len(notes)


def test_empty_table_is_downloaded_as_its_header(little):
    store = little(areas=[{}])
    table = tables()["programmes"]
    assert table_csv(store, 1, table).decode("utf-8-sig").splitlines() == [",".join(table.columns)]
