"""The command line as a person or a script sees it: exit codes, text and JSON."""

import json
import shutil
import threading
from pathlib import Path

import duckdb
import pytest

from ics.cli.answers import change_in_words
from ics.cli.main import main
from ics.settings import ROOT
from ics.store import query_files
from ics.store.store import PublishConflictError, Store, StoreError
from ics.store.version_files import VersionFiles
from ics.versions.build import build, ensure_published
from ics.versions.diff import TableDiff
from tests.support.command_line import ics, within
from tests.support.worlds import BAD_DATA, DEFAULTS, fingerprints, rebuild, rows_of, table_file

ROW = DEFAULTS["points_of_light"] | {"point_id": "new", "place": "Exampleton", "area_code": "E54000007"}


@pytest.fixture
def here(capsys):
    """Runs the command line within the test, which is faster."""
    return within(capsys)


@pytest.fixture
def new_point(tmp_path: Path) -> Path:
    path = tmp_path / "points_of_light.csv"
    path.write_bytes(table_file("points_of_light", [ROW]).content)
    return path


# As a program of its own: one test for each exit code; 0 is that of the programs in `test_version_commands.py`


def test_check_of_a_bad_file_names_file_line_column_fault_and_remedy(store):
    done = ics("check", BAD_DATA / "impossible_date.csv")
    assert (done.code, done.err) == (1, "")
    assert done.out == (
        'impossible_date.csv:3 date: "2021-02-30" is not a date. Enter a date like 2021-04-01 or '
        "01/04/2021.\n1 problem. Nothing was published.\n"
    )


def test_publish_needs_a_note(store, new_point):
    done = ics("publish", new_point)
    assert done.code == 2
    assert "--note" in done.err
    assert store.current() == 1


@pytest.mark.parametrize("arguments", [[], ["nonsense"], ["check"], ["check", "a.csv", "--nonsense"]])
def test_wrong_usage_exits_with_2(arguments, capsys):
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    assert "usage: python -m ics" in capsys.readouterr().err


# Within the test


def test_build_publishes_the_project_files_once(data_folder, here):
    first, second = here("build"), here("build")
    assert (first.code, first.out, first.err) == (0, "Published version 1.\n", "")
    assert (second.code, second.out) == (0, "Nothing changes. Version 1 is still the current version.\n")
    assert rows_of(Store(data_folder), "select count(*) from areas") == [(42,)]


def test_check_of_a_good_file_tells_the_changes_and_publishes_nothing(store, here, new_point):
    before = fingerprints(store.folder)
    done = here("check", new_point)
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "Points of light: 1 row added, 0 changed, 0 deleted, 27 unchanged\nNo problems found. Nothing was published.\n"
    )
    assert fingerprints(store.folder) == before


def test_check_as_json_holds_the_same_problems_as_the_text(store, here):
    file = BAD_DATA / "three_faults.csv"
    as_json, as_text = here("check", "--json", file), here("check", file)
    outcome = json.loads(as_json.out)
    assert (as_json.code, outcome["ok"], outcome["changes"]) == (1, False, [])
    shown = [f"{p['file']}:{p['line']} {p['column']}: {p['message']} {p['fix']}" for p in outcome["problems"]]
    assert shown == as_text.out.splitlines()[:3]
    assert as_text.out.splitlines()[3:] == ["3 problems. Nothing was published."]


def test_publish_makes_the_next_version_with_note_and_name(store, here, new_point):
    done = here("publish", new_point, "--note", "A new place", "--who", "Jo")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[-1] == "Published version 2."
    assert rows_of(store, "select who, note from published_versions where version = 2") == [("Jo", "A new place")]


def test_missing_file_is_said_without_a_traceback(store, here):
    done = here("check", "no_such_file.csv")
    assert (done.code, done.err) == (1, "")
    assert done.out == "no_such_file.csv: No such file or directory\nNothing was published.\n"


def test_broken_store_is_said_without_a_traceback_and_with_the_remedy(store, here):
    store.files.pointer.unlink()
    done = here("build")
    assert (done.code, done.err) == (1, "")
    assert "The file CURRENT, which names the published version, is missing." in done.out
    assert "python -m ics build --again" in done.out
    assert here("build", "--again").code == 0
    assert store.current() == 2


# Two that start at once


def together(folder: Path, number: int = 2) -> list[object]:
    """What threads get that all make sure at once that something is published in the folder."""
    start, outcomes = threading.Barrier(number), []

    def go() -> None:
        start.wait(10)
        try:
            outcomes.append(ensure_published(Store(folder)))
        except StoreError as error:
            outcomes.append(str(error))

    threads = [threading.Thread(target=go) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return outcomes


def test_two_that_start_at_once_on_an_empty_folder_publish_one_version(data_folder):
    assert together(data_folder) == [1, 1]
    assert Store(data_folder).versions() == [1]
    assert rows_of(Store(data_folder), "select version, based_on from published_versions") == [(1, None)]


def test_two_that_start_at_once_after_the_rules_changed_publish_one_version(store, monkeypatch):
    scripts = [*query_files.schema_scripts(), "create or replace view renewed as select 1 as one;"]
    monkeypatch.setattr(query_files, "schema_scripts", lambda: scripts)
    assert together(store.folder) == [2, 2]
    assert store.versions() == [1, 2]


def test_one_that_starts_while_another_is_about_to_point_to_its_first_version_gets_that_version(
    data_folder, monkeypatch
):
    pointing, go_on, outcomes = threading.Event(), threading.Event(), []
    point = VersionFiles._point

    def paused(self: VersionFiles) -> None:
        pointing.set()
        go_on.wait(30)
        point(self)

    def go() -> None:
        try:
            outcomes.append(ensure_published(Store(data_folder)))
        except StoreError as error:
            outcomes.append(str(error))

    monkeypatch.setattr(VersionFiles, "_point", paused)
    first, second = threading.Thread(target=go), threading.Thread(target=go)
    first.start()
    try:
        assert pointing.wait(30)
        second.start()
        second.join(1)  # it may wait for the first one, but not fail
    finally:
        go_on.set()
        first.join(30)
        second.join(30)
    assert outcomes == [1, 1]
    assert Store(data_folder).versions() == [1]


def test_building_where_something_is_published_is_a_conflict_and_again_publishes_alongside_it(store):
    before = fingerprints(store.folder)
    with pytest.raises(PublishConflictError):
        build(store)
    assert fingerprints(store.folder) == before
    assert rebuild(store) == 2
    after = fingerprints(store.folder)
    assert store.current() == 2
    assert after["v00000001.duckdb"] == before["v00000001.duckdb"]
    sql = "select version, based_on from published_versions order by version"
    assert rows_of(store, sql, 2) == [(1, None), (2, None)]  # it has no base, and carries the history along


def test_publish_of_what_is_published_already_publishes_nothing(store, here):
    before = fingerprints(store.folder)
    done = here("publish", ROOT / "data" / "areas.csv", ROOT / "data" / "milestones.csv", "--note", "Again")
    assert done.code == 0
    assert done.out.splitlines() == [
        "Areas: 0 rows added, 0 changed, 0 deleted, 42 unchanged",
        "Milestones: 0 rows added, 0 changed, 0 deleted, 7 unchanged",
        "Nothing changes. Version 1 is still the current version.",
    ]
    assert fingerprints(store.folder) == before


def test_publish_of_a_bad_file_publishes_nothing(store, here):
    before = fingerprints(store.folder)
    done = here("publish", BAD_DATA / "tile_twice.csv", "--note", "No")
    assert done.code == 1
    assert done.out.splitlines()[-1] == "1 problem. Nothing was published."
    assert fingerprints(store.folder) == before


@pytest.mark.parametrize("note", ["", "  "])
def test_publish_with_an_empty_note_publishes_nothing(store, here, new_point, note):
    try:
        code = here("publish", new_point, "--note", note).code
    except SystemExit as left:
        code = left.code
    assert code in (1, 2)
    assert store.current() == 1


def test_publish_as_json_gives_version_and_changes(store, here, new_point):
    outcome = json.loads(here("publish", new_point, "--note", "A new place", "--json").out)
    assert outcome == {
        "ok": True,
        "version": 2,
        "published": True,
        "problems": [],
        "notes": [],
        "sentences": [
            "The number of integrated care systems does not change, nor the number of people in them.",
            "1 point of light changes: Exampleton (new).",
        ],
        "changes": [{"table": "points_of_light", "added": 1, "changed": 0, "removed": 0, "unchanged": 27, "cells": 8}],
    }


def test_refused_publication_as_json_gives_the_problems(store, here):
    outcome = json.loads(here("publish", BAD_DATA / "value_not_allowed.csv", "--note", "No", "--json").out)
    assert outcome["ok"] is False
    assert [(p["rule"], p["line"], p["column"], p["value"]) for p in outcome["problems"]] == [
        ("allowed", 2, "region", "Midland")
    ]


def test_replace_removes_what_is_not_in_the_file(store, here, new_point):
    done = here("check", new_point, "--replace")
    warned, counts, *_ = done.out.splitlines()
    assert warned.startswith(
        "Warning: points_of_light.csv: Your file does not have 27 of the 27 published rows in points_of_light."
    )
    assert counts == "Points of light: 1 row added, 0 changed, 27 deleted, 0 unchanged"


def test_problem_of_a_whole_file_has_no_line(store, here):
    assert here("check", BAD_DATA / "empty_file.csv").out.startswith("empty_file.csv: The file is empty.")


def test_missing_file_as_json_is_an_error(store, here):
    outcome = json.loads(here("check", "no_such_file.csv", "--json").out)
    assert outcome == {
        "ok": False,
        "version": 1,
        "published": False,
        "error": "no_such_file.csv: No such file or directory",
    }


BAD, GOOD = str(BAD_DATA / "impossible_date.csv"), str(ROOT / "data" / "areas.csv")
FOUND, COMPARED = {"problems", "notes"}, {"sentences", "changes", "cells", "all_cells"}
OUTCOMES = {
    ("check", GOOD): FOUND | {"changes"},
    ("check", BAD): FOUND | {"changes"},
    ("check", "none.csv"): {"error"},
    ("preview", GOOD): FOUND | COMPARED,
    ("preview", BAD): FOUND,
    ("preview", "none.csv"): {"error"},
    ("publish", GOOD, "--note", "Same"): FOUND | {"sentences", "changes"},
    ("publish", BAD, "--note", "Bad"): FOUND,
    ("publish", "none.csv", "--note", "None"): {"error"},
    ("publish", GOOD, "--note", "Late", "--based-on", "7"): {"error"},
    ("undo", "1", "--dry-run"): COMPARED | {"back_to"},
    ("undo", "7", "--dry-run"): {"error"},
    ("build",): FOUND,
    ("build", "--from", "none"): {"error"},
    ("build", "--from", str(ROOT / "data")): {"error"},
}


@pytest.mark.parametrize(
    ("command", "keys"), OUTCOMES.items(), ids=lambda value: value[0] if isinstance(value, tuple) else ""
)
def test_every_outcome_says_that_nothing_was_published_and_which_version_is_current(store, here, command, keys):
    outcome = json.loads(here(*command, "--json").out)
    assert set(outcome) == {"ok", "version", "published", *keys}
    assert (outcome["version"], outcome["published"]) == (1, False)


def test_where_no_version_can_be_read_the_outcome_names_none(store, here):
    store.files.pointer.write_text("nonsense")
    outcome = json.loads(here("publish", GOOD, "--note", "No", "--json").out)
    assert (outcome["ok"], outcome["version"], outcome["published"]) == (False, None, False)


def test_folder_in_place_of_a_file_is_an_error(store, here, tmp_path):
    done = here("check", tmp_path)
    assert done.code == 1
    assert done.out.endswith(": Is a directory\nNothing was published.\n")


def test_check_without_a_published_version_builds_it_first(data_folder, here, new_point):
    assert here("check", new_point).code == 0
    assert Store(data_folder).current() == 1


def test_damaged_version_is_said_with_the_remedy(store, here, new_point):
    shutil.copy(BAD_DATA / "workbook.csv", store.path(1))
    done = here("check", new_point)
    assert done.code == 1
    assert done.out.startswith("v00000001.duckdb cannot be opened: it is damaged, or is not a DuckDB file. ")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (TableDiff("areas", 0, 0, 0, 0), "Areas: 0 rows added, 0 changed, 0 deleted, 0 unchanged"),
        (TableDiff("areas", 1, 1, 1, 1), "Areas: 1 row added, 1 changed, 1 deleted, 1 unchanged"),
        (TableDiff("areas", 2000, 2, 3, 4), "Areas: 2,000 rows added, 2 changed, 3 deleted, 4 unchanged"),
    ],
)
def test_change_in_words(change, words):
    assert change_in_words(change) == words


def test_a_full_disk_is_said_without_advice_to_rebuild(store, here, new_point, monkeypatch):
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Store, "_build", fail)
    done = here("publish", new_point, "--note", "Will not fit")
    assert done.code == 1
    assert "The disk of the data folder is full (No space left on device). Free some space" in done.out
    assert "build --again" not in done.out
    assert store.current() == 1


def test_a_lack_of_memory_is_said_without_advice_to_rebuild(store, here, new_point, monkeypatch):
    def fail(*_: object) -> None:
        raise duckdb.OutOfMemoryException("could not allocate block")

    monkeypatch.setattr("ics.checks.check._check_rows", fail)
    done = here("check", new_point)
    assert (done.code, store.current()) == (1, 1)
    assert "This needs more than 1GB of memory, which is the limit." in done.out
    assert "build --again" not in done.out


def test_an_error_of_a_file_that_has_no_name_is_said_alone(here, store, tmp_path, monkeypatch):
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", fail)
    assert here("template", "areas", "-o", tmp_path / "areas.csv").out.startswith("No space left on device")


def test_warnings_are_told_and_need_an_option_to_publish(here, store):
    early = BAD_DATA / "milestone_before_its_footprint.csv"
    checked = here("check", early)
    assert checked.code == 0
    assert checked.out.startswith("Warning: milestone_before_its_footprint.csv:3 date: ")
    assert checked.out.endswith("Warnings only. Nothing was published.\n")
    refused = here("publish", early, "--note", "Early")
    assert refused.code == 1
    assert refused.out.endswith("Nothing was published. To publish anyway, add --despite-warnings.\n")
    assert store.current() == 1
    assert here("publish", early, "--note", "Early", "--despite-warnings").code == 0
    assert store.current() == 2


def test_what_was_read_leniently_is_said(store, here):
    odd = Path(__file__).parents[1] / "odd_data" / "day_first_dates.csv"
    said = "We read 2 dates in the column date as DD/MM/YYYY, for example 01/04/2019 as 1 April 2019."
    assert f"Note: day_first_dates.csv: {said}" in here("check", odd).out
    assert json.loads(here("check", odd, "--json").out)["notes"] == [{"file": "day_first_dates.csv", "what": said}]
