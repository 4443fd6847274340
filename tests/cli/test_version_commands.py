"""The command line about what a file would change and about the versions: preview, history, diff and undo."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ics.checks.check import REPLACE, check_files
from ics.cli.main import main
from ics.safeguards.publishing_key import AT_THE_MACHINE
from ics.settings import ROOT
from ics.store.store import PublishConflictError, Store, VersionDamagedError
from ics.versions import build
from ics.versions.history import ChangeNote
from ics.versions.publish import publish_rebuild
from ics.versions.undo import prepare
from tests.support.command_line import Outcome, within
from tests.support.processes import Child, Tell
from tests.support.spoilt.world import content
from tests.support.worlds import BAD_DATA, copy_versions, fingerprints, little_world, publish, rows_of, table_file

AREA = "E54999001"
HEADLINES = [
    f"Integrated care systems on {day}: England 0 of 3,500 → 0 of 4,500 people, Midlands 0 of 3,500 → 0 of "
    "4,500 people."
    for day in ("1 April 2021", "30 September 2021", "1 July 2022")
]
KEYS = ["table", "change", "key", "column", "old", "new"]


@pytest.fixture
def here(capsys):
    return within(capsys)


def area_file(*populations: int) -> object:
    """Areas of Exampleshire with that many people."""
    rows = [{"area_code": f"E5499900{n}", "population": people} for n, people in enumerate(populations, 1)]
    return table_file("areas", rows)


def publish_people(store: Store, *populations: int, note: str = "New estimate", who: str = "Anna") -> int:
    return publish(
        check_files([area_file(*populations)], store, store.current(), REPLACE), store, note, who, accept_warnings=True
    )


@pytest.fixture(scope="module")
def three_versions(tmp_path_factory) -> Path:
    """A folder with version 1: 1,000 people; 2: 2,000; 3: 3,000, and a second area with 500. Not to be written to."""
    store = little_world(tmp_path_factory.mktemp("thrice"), areas=[{"area_code": AREA}])
    publish_people(store, 2000)
    publish_people(store, 3000, 500, note="A second area", who="")
    return store.folder


@pytest.fixture
def thrice(three_versions, data_folder) -> Store:
    """The three versions, in the folder of the test."""
    return copy_versions(three_versions, data_folder)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Exampleshire with 4,000 people."""
    path = tmp_path / "areas.csv"
    path.write_bytes(area_file(4000).content)
    return path


def refused(done: Outcome, code: int = 1) -> str:
    assert (done.code, done.err) == (code, "")
    return done.out


# preview


def test_preview_says_consequences_rows_and_cells_and_publishes_nothing(thrice, here, file):
    before = fingerprints(thrice.folder)
    done = here("preview", file)
    assert done.code == 0
    assert done.out.splitlines() == [
        *HEADLINES,
        "Areas: 0 rows added, 1 changed, 0 deleted, 1 unchanged",
        "  Exampleshire 1: Population 3000 → 4000",
        "No problems found. Nothing was published.",
    ]
    assert fingerprints(thrice.folder) == before


def test_preview_as_json_holds_the_same(thrice, here, file):
    outcome = json.loads(here("preview", file, "--json").out)
    change = {
        "table": "areas",
        "kind": "changed",
        "key": AREA,
        "column": "population",
        "old": "3000",
        "new": "4000",
        "row": "Exampleshire 1",
    }
    assert outcome == {
        "ok": True,
        "problems": [],
        "notes": [],
        "version": 3,
        "published": False,
        "sentences": HEADLINES,
        "changes": [{"table": "areas", "added": 0, "changed": 1, "removed": 0, "unchanged": 1, "cells": 1}],
        "cells": [change],
        "all_cells": 1,
    }


def test_preview_shows_the_first_cells_and_writes_all_to_a_file(store, here, tmp_path):
    goes = tmp_path / "points_of_light.csv"
    goes.write_bytes(table_file("points_of_light", [{"point_id": "new", "area_code": "E54000007"}]).content)
    done = here("preview", goes, "--replace", "--csv", tmp_path / "cells.csv")
    shown = [line for line in done.out.splitlines() if line.startswith("  ")]
    rows = list(csv.reader(io.StringIO((tmp_path / "cells.csv").read_text(encoding="utf-8-sig"))))
    assert len(shown) == 100
    assert rows[0] == KEYS
    assert f"These are the first 100 of {len(rows) - 1:,} cells. To get them all, use --csv FILE." in done.out
    as_data = json.loads(here("preview", goes, "--replace", "--json").out)
    assert len(as_data["cells"]) == as_data["all_cells"] == len(rows) - 1


def test_preview_of_what_is_published_already_says_so(thrice, here, tmp_path):
    same = tmp_path / "areas.csv"
    same.write_bytes(area_file(3000, 500).content)
    assert here("preview", same).out == (
        "Nothing changes. Every row is already published.\nNo problems found. Nothing was published.\n"
    )


def test_preview_of_a_bad_file_gives_the_problems(store, here):
    out = refused(here("preview", BAD_DATA / "impossible_date.csv"))
    assert out.endswith("1 problem. Nothing was published.\n")
    assert json.loads(here("preview", BAD_DATA / "impossible_date.csv", "--json").out)["problems"][0]["line"] == 3


# publish --based-on


def test_publish_says_what_changes_for_a_reader(thrice, here, file):
    done = here("publish", file, "--note", "Newer estimate", "--based-on", 3)
    assert done.out.splitlines() == [
        *HEADLINES,
        "Areas: 0 rows added, 1 changed, 0 deleted, 1 unchanged",
        "Published version 4.",
    ]


@pytest.mark.parametrize("command", [["publish", "FILE"], ["undo", "1"]], ids=["publish", "undo"])
def test_nothing_is_published_on_another_version_than_was_said(thrice, here, file, command):
    arguments = [file if word == "FILE" else word for word in command]
    out = refused(here(*arguments, "--note", "Late", "--based-on", 2))
    first, last = out.splitlines()
    assert first.startswith("The current version is 3, not 2. Somebody published version 3 at ")
    assert first.endswith(" UTC: A second area")
    assert last == "Nothing was published."
    assert thrice.current() == 3


# history


def test_history_lists_the_newest_first_with_who_why_and_how_many_rows(thrice, here):
    lines = here("history").out.splitlines()
    when = r"\d{4}-\d\d-\d\d \d\d:\d\d UTC"
    assert re.fullmatch(rf"3  {when}  A second area \(1 added, 1 changed\)", lines[0])
    assert re.fullmatch(rf"2  {when}  Anna: New estimate \(1 changed\)", lines[1])
    assert lines[-1] == "Version 3 is the current version. We keep the data of the newest 50 versions."
    assert len(lines) == 4


def test_history_with_files_has_their_hashes(thrice, here):
    sha256 = area_file(2000).sha256
    assert f"  {sha256}  areas.csv" in here("history", "--files").out.splitlines()
    listed = json.loads(here("history", "--files", "--json").out)
    assert listed["versions"][1]["files"][0]["sha256"] == sha256
    assert "files" not in json.loads(here("history", "--json").out)["versions"][0]


def test_history_as_json_has_times_in_utc_and_says_what_is_kept(thrice, here):
    thrice.path(1).unlink()
    listed = json.loads(here("history", "--json").out)
    assert (listed["ok"], listed["version"], listed["kept_versions"]) == (True, 3, 50)
    assert [(row["version"], row["kept"]) for row in listed["versions"]] == [(3, True), (2, True), (1, False)]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", listed["versions"][0]["published_at"])
    assert "(9 added, data no longer kept)" not in here("history").out
    assert ", data no longer kept)" in here("history").out.splitlines()[2]


def test_a_note_cannot_play_with_the_terminal(thrice, here):
    publish_people(thrice, 9000, note="Red\x1b[31m", who="A\x07")
    assert here("history").out.splitlines()[0].split("UTC  ")[1] == "A\\x07: Red\\x1b[31m (1 changed, 1 deleted)"


@pytest.mark.parametrize("command", [["history"], ["diff", "1", "2"], ["undo", "1", "--dry-run"]], ids=lambda c: c[0])
def test_where_nothing_is_published_the_remedy_is_said(data_folder, here, command):
    out = refused(here(*command))
    assert out.startswith(
        "Nothing has been published yet. To publish the project's CSV files as the first version, run: python "
        "-m ics build"
    )
    assert Store(data_folder).versions() == []


# diff


def test_diff_says_consequences_rows_and_cells(thrice, here):
    done = here("diff", 2, 3)
    assert done.out.splitlines()[0] == "1 area added: Exampleshire 2."
    assert "Areas: 1 row added, 1 changed, 0 deleted, 0 unchanged" in done.out.splitlines()
    assert "  Exampleshire 1: Population 2000 → 3000" in done.out.splitlines()
    assert "  Exampleshire 2: Population (no row) → 500" in done.out.splitlines()
    back = here("diff", 3, 2).out.splitlines()
    assert back[0] == "1 area deleted: Exampleshire 2."
    assert "  Exampleshire 2: Population 500 → (no row)" in back


def test_diff_as_json_and_csv_hold_the_same_cells(thrice, here, tmp_path):
    outcome = json.loads(here("diff", 1, 2, "--json", "--csv", tmp_path / "cells.csv").out)
    assert (outcome["before"], outcome["after"], outcome["all_cells"]) == (1, 2, 1)
    rows = list(csv.DictReader(io.StringIO((tmp_path / "cells.csv").read_text(encoding="utf-8-sig"))))
    assert [(r["column"], r["old"], r["new"]) for r in rows] == [("population", "1000", "2000")]
    assert [(c["column"], c["old"], c["new"]) for c in outcome["cells"]] == [("population", "1000", "2000")]


def test_diff_of_a_version_with_itself_and_of_equal_ones_is_nothing(thrice, here):
    publish_people(thrice, 2000)
    assert here("diff", 2, 4).out == "Versions 2 and 4 have the same data.\n"
    assert here("diff", 2, 2).out == "Versions 2 and 2 have the same data.\n"
    assert json.loads(here("diff", 2, 2, "--json").out)["cells"] == []


@pytest.mark.parametrize(
    "command", [["diff", "99", "3"], ["diff", "3", "99"], ["undo", "99", "--note", "Back"]], ids=" ".join
)
def test_an_unknown_version_is_said_with_those_that_are_kept(thrice, here, command):
    out = refused(here(*command))
    assert out.startswith("There is no version 99. Stored versions: 1 to 3.\n")
    outcome = json.loads(here(*command, "--json").out)
    assert (outcome.pop("ok"), outcome.pop("error")) == (False, out.splitlines()[0])
    assert outcome == ({"version": 3, "published": False} if command[0] == "undo" else {})


@pytest.mark.parametrize("arguments", [["diff", "1"], ["diff", "one", "2"], ["undo"], ["undo", "1"], ["history", "1"]])
def test_wrong_usage_exits_with_2(thrice, arguments, capsys):
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    assert "usage: python -m ics" in capsys.readouterr().err


def test_a_damaged_version_is_named_without_a_traceback(thrice, here):
    thrice.path(2).write_bytes(b"nonsense")
    assert "v00000002.duckdb" in refused(here("diff", 2, 3))


def spoil(store: Store, version: int) -> None:
    """Overwrites the first pages of a version file."""
    with store.path(version).open("r+b") as file:
        file.write(b"x" * 16_384)


def spoil_the_middle(store: Store, version: int) -> None:
    """A file that opens, but whose rows cannot be read."""
    whole = store.path(version).read_bytes()
    store.path(version).write_bytes(whole[:12_288] + b"x" * (len(whole) - 12_288))


@pytest.mark.parametrize("spoilt", [spoil, spoil_the_middle])
@pytest.mark.parametrize("damaged", [1, 2])
def test_only_the_damaged_one_of_two_versions_is_named(thrice, here, spoilt, damaged):
    spoilt(thrice, damaged)
    out = refused(here("diff", 1, 2))
    assert out.startswith(f"v0000000{damaged}.duckdb ")
    assert f"v0000000{3 - damaged}" not in out
    assert out.endswith("Choose another version.\n")


def test_a_damaged_current_version_is_said_with_both_ways_out(thrice, here, file):
    spoil(thrice, 3)
    assert refused(here("check", file)) == (
        "v00000003.duckdb cannot be opened: it is damaged, or is not a DuckDB file. To bring back the data of "
        "version 2, run: python -m ics undo 2 --note TEXT. To publish the project's CSV files as a new "
        "version, run: python -m ics build --again\nNothing was published.\n"
    )


def test_a_pointer_that_cannot_be_read_is_said_with_the_whole_way_back(thrice, here, file):
    thrice.files.pointer.write_text("nonsense")
    assert refused(here("check", file)).startswith(
        "The file CURRENT does not contain the name of a version. To publish the project's CSV files as a new "
        "version, run: python -m ics build --again. Then, to bring back the data of version 3, run: python -m "
        "ics undo 3 --note TEXT\n"
    )


@pytest.mark.parametrize("spoilt", [spoil, spoil_the_middle])
def test_undo_goes_back_from_a_damaged_version(thrice, here, spoilt):
    spoilt(thrice, 3)
    before = fingerprints(thrice.folder)
    asked = here("undo", 2, "--dry-run")
    assert asked.code == 0
    assert re.match(r"v00000003\.duckdb .*damaged.* So we cannot compare version 2 with it\.", asked.out)
    assert asked.out.endswith("Nothing was published. To go back to version 2, run this again without --dry-run.\n")
    assert fingerprints(thrice.folder) == before
    assert here("undo", 2, "--note", "Back").out.endswith("Published version 4.\n")
    assert rows_of(thrice, "select population from areas") == [(2000,)]
    assert {name: before[name] for name in before if name != "CURRENT"}.items() <= fingerprints(thrice.folder).items()
    assert json.loads(here("history", "--json").out)["versions"][0]["restored_from"] == 2


def test_the_damaged_version_keeps_its_line_in_the_history(thrice, here):
    spoil(thrice, 3)
    here("undo", 2, "--note", "Back")
    lines = here("history").out.splitlines()
    assert [line.split()[0] for line in lines[:-1]] == ["4", "3", "2", "1"]
    assert lines[1] == (
        "3  time not known  The file of this version was damaged or missing, so its history is lost. (rows not known)"
    )
    listed = json.loads(here("history", "--json").out)["versions"][1]
    assert [listed[key] for key in ("version", "published_at", "who", "rows_added")] == [3, None, None, None]


@pytest.fixture
def open_elsewhere() -> Iterator[Callable[[Path], None]]:
    """Opens a version file in another process, as the shell of DuckDB does: so that it may write to it."""
    processes = []

    def open_(path: Path) -> None:
        script = "import duckdb, sys; con = duckdb.connect(sys.argv[1]); print(flush=True); sys.stdin.read()"
        command = [sys.executable, "-c", script, str(path)]
        processes.append(subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE))
        processes[-1].stdout.readline()

    yield open_
    for process in processes:
        process.communicate()


@pytest.mark.parametrize("command", [("undo", 1, "--note", "Back"), ("build", "--again")])
def test_a_version_that_is_open_elsewhere_is_not_taken_for_damaged(thrice, here, open_elsewhere, command):
    open_elsewhere(thrice.path(3))
    assert refused(here(*command)).startswith(
        "v00000003.duckdb is open in another program that may write to it. Close it there, then try again.\n"
    )
    assert thrice.versions() == [1, 2, 3]


def test_damage_anywhere_is_found_or_touches_no_row(thrice):
    whole, rows = thrice.path(3).read_bytes(), content(thrice, 3)
    found = 0
    for begin in range(12_288, len(whole), 262_144):
        spoilt = bytes(byte ^ 255 for byte in whole[begin + 64 : begin + 4096])
        thrice.path(3).write_bytes(whole[: begin + 64] + spoilt + whole[begin + 4096 :])
        try:
            thrice.verify(3)
        except VersionDamagedError:
            found += 1
        else:
            assert content(Store(thrice.folder), 3) == rows
    assert found


def test_of_two_that_go_back_from_a_damaged_version_the_second_is_told(thrice):
    spoil(thrice, 3)
    first, second = (prepare(thrice, version, 3) for version in (2, 1))
    assert first.base_damaged.version == 3
    assert publish_rebuild(first, thrice, ChangeNote("Back"), replacing=3, right=AT_THE_MACHINE) == 4
    with pytest.raises(PublishConflictError, match="The current version is now 4"):
        publish_rebuild(second, thrice, ChangeNote("Back as well"), replacing=3, right=AT_THE_MACHINE)


def test_where_two_are_damaged_a_sound_one_is_named(thrice, here, file):
    spoil(thrice, 3)
    spoil_the_middle(thrice, 2)
    assert "python -m ics undo 1 --note" in refused(here("check", file))


@pytest.mark.parametrize("version", [2, 3])
def test_undo_to_a_damaged_version_publishes_nothing(thrice, here, version):
    spoil(thrice, version)
    assert refused(here("undo", version, "--note", "Back")).startswith(f"v0000000{version}.duckdb cannot be opened")
    assert thrice.current() == 3


# undo


def test_undo_publishes_the_older_data_as_a_new_version(thrice, here):
    done = here("undo", 2, "--note", "The second area is wrong", "--who", "Ben")
    assert done.code == 0
    assert done.out.splitlines()[0] == "1 area deleted: Exampleshire 2."
    assert done.out.splitlines()[-1] == "Published version 4."
    assert rows_of(thrice, "select area_code, population from areas") == [(AREA, 2000)]
    sql = "select who, note, restored_from from published_versions where version = 4"
    assert rows_of(thrice, sql) == [("Ben", "The second area is wrong", 2)]


def test_a_dry_run_says_the_same_and_publishes_nothing(thrice, here):
    before = fingerprints(thrice.folder)
    done = here("undo", 2, "--dry-run")
    assert (done.code, done.out.splitlines()[0]) == (0, "1 area deleted: Exampleshire 2.")
    assert done.out.endswith("Nothing was published. To go back to version 2, run this again without --dry-run.\n")
    outcome = json.loads(here("undo", 2, "--dry-run", "--json").out)
    assert (outcome["version"], outcome["published"], outcome["back_to"]) == (3, False, 2)
    assert {
        "table": "areas",
        "kind": "changed",
        "key": AREA,
        "column": "population",
        "old": "3000",
        "new": "2000",
        "row": "Exampleshire 1",
    } in (outcome["cells"])
    assert fingerprints(thrice.folder) == before


@pytest.mark.parametrize("gone", [[], [3]])
def test_undo_to_what_is_published_already_publishes_nothing(thrice, here, gone):
    publish_people(thrice, 2000)  # as in version 2
    for version in gone:
        thrice.path(version).unlink()
    done = here("undo", 2, "--note", "Nothing")
    assert (done.code, done.out) == (0, "Nothing changes. Version 4 is still the current version.\n")
    assert here("undo", 4, "--note", "Nothing").out == done.out
    assert thrice.current() == 4


# Next to other programs, and as one


@pytest.mark.filterwarnings("ignore:.*use of fork:DeprecationWarning")
def test_it_works_while_another_process_reads_and_that_one_is_not_disturbed(thrice, here):
    may_go_on, go_on = os.pipe()

    def read(tell: Tell) -> None:
        with thrice.reading(3) as cursor:
            tell("open")
            os.read(may_go_on, 1)
            tell(cursor.execute("select sum(population)::integer from areas").fetchone())

    reader = Child(read)
    try:
        assert reader.hear() == "open"
        assert here("diff", 1, 3).code == 0
        assert here("undo", 1, "--note", "Back").out.endswith("Published version 4.\n")
        assert here("history").out.startswith("4  ")
    finally:
        os.write(go_on, b"!")
    assert reader.hear() == (3500,)
    reader.end()


def test_a_pipe_that_is_closed_early_gives_no_traceback(thrice):
    command = [sys.executable, "-m", "ics", "history", "--files", "--json"]
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(command, cwd=ROOT, stdout=writing, stderr=subprocess.PIPE, timeout=60, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_terminal_that_lacks_a_letter_gives_no_traceback(thrice):
    command = [sys.executable, "-m", "ics", "diff", "1", "2"]
    environment = os.environ | {"PYTHONIOENCODING": "ascii"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"Population 1000 \\u2192 2000" in done.stdout


@pytest.mark.parametrize(
    "command", [("check", "areas.csv"), ("preview", "areas.csv"), ("history",), ("diff", "1", "2")]
)
def test_commands_that_only_read_publish_nothing_although_the_rules_changed(thrice, here, file, monkeypatch, command):
    monkeypatch.setattr(build, "rules_fingerprint", lambda: "another")
    before = fingerprints(thrice.folder)
    assert here(*(str(file) if word == "areas.csv" else word for word in command)).code == 0
    assert fingerprints(thrice.folder) == before


def test_the_file_that_is_previewed_is_not_overwritten(thrice, file, capsys):
    before = file.read_bytes()
    with pytest.raises(SystemExit, match="2"):
        main(["preview", str(file), "--csv", str(file.parent / "." / file.name)])
    assert "would overwrite" in capsys.readouterr().err
    assert file.read_bytes() == before
