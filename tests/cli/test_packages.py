"""The command line takes versions along and brings tables in: export, template, and build from a folder."""

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest

from ics.checks.check import check_files
from ics.cli.main import main
from ics.datapackage import tables
from ics.store.store import Store
from tests.support.command_line import within
from tests.support.worlds import copy_versions, little_world, publish, rows_of, table_file

AREA = "E54999001"


@pytest.fixture
def here(capsys):
    return within(capsys)


@pytest.fixture(scope="module")
def two_versions(tmp_path_factory) -> Path:
    """A folder with version 1: 1,000 people in Exampleshire; and version 2: 2,000. Not to be written to."""
    store = little_world(tmp_path_factory.mktemp("twice"), areas=[{"area_code": AREA}])
    file = table_file("areas", [{"area_code": AREA, "population": 2000}])
    publish(check_files([file], store, 1), store, "New estimate")
    return store.folder


@pytest.fixture
def twice(two_versions, data_folder) -> Store:
    """The two versions, in the folder of the test."""
    return copy_versions(two_versions, data_folder)


def test_export_writes_the_current_version_or_the_one_that_is_named(twice, here, tmp_path):
    done = here("export", tmp_path / "now")
    assert done.code == 0
    assert done.out.endswith("Exported version 2.\n")
    assert "2000" in (tmp_path / "now" / "areas.csv").read_text(encoding="utf-8-sig")
    outcome = json.loads(here("export", tmp_path / "then", "--version", 1, "--json").out)
    assert (outcome["ok"], outcome["version"]) == (True, 1)
    assert {Path(name).name for name in outcome["files"]} > {table.path.name for table in tables().values()}
    assert "2000" not in (tmp_path / "then" / "areas.csv").read_text(encoding="utf-8-sig")


def test_export_as_zip_holds_the_same(twice, here, tmp_path):
    assert here("export", "--zip", tmp_path / "all.zip").code == 0
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        assert any(name.endswith("datapackage.json") for name in archive.namelist())


def test_an_export_becomes_the_first_version_of_another_folder(twice, here, tmp_path, monkeypatch):
    here("export", tmp_path / "package")
    monkeypatch.setenv("ICS_DATA", str(tmp_path / "elsewhere"))
    assert here("build", "--from", tmp_path / "package").out == "Published version 1.\n"
    assert rows_of(Store(tmp_path / "elsewhere"), "select population from areas") == [(2000,)]
    again = here("build", "--from", tmp_path / "package")
    assert again.code == 1
    assert again.out.startswith("Version 1 is already published.")
    assert again.out.endswith("\nNothing was published.\n")
    assert here("build", "--from", tmp_path / "package", "--again").out == "Published version 2.\n"


@pytest.fixture
def oddly_written(little, here, tmp_path, monkeypatch) -> Path:
    """A package whose milestones were saved by a spreadsheet: Windows-1252, semicolons, day first, a comment, 2030."""
    milestone = {"area_code": AREA, "date": "2030-04-01", "source_title": "Café"}
    little(areas=[{"area_code": AREA}], area_milestones=[milestone])
    here("export", tmp_path / "package")
    path = tmp_path / "package" / "area_milestones.csv"
    header, row = csv.reader(io.StringIO(path.read_text(encoding="utf-8")))
    row = ["01/04/2030" if cell == "2030-04-01" else cell for cell in row]
    lines = [header, ["# checked by Anna", *[""] * (len(header) - 1)], row]
    path.write_bytes("".join(";".join(line) + "\r\n" for line in lines).encode("cp1252"))
    monkeypatch.setenv("ICS_DATA", str(tmp_path / "elsewhere"))
    return tmp_path / "package"


def test_build_says_how_it_read_and_what_it_warns_of(oddly_written, here):
    *said, last = here("build", "--from", oddly_written).out.splitlines()
    assert last == "Published version 1."
    name = "area_milestones.csv"
    for part in (
        f"Note: {name}: We read the file as Windows-1252.",
        "separated by semicolons.",
        "as DD/MM/YYYY",
        "comment",
    ):
        assert [line for line in said if line.startswith(f"Note: {name}: ") and part in line], part
    assert [line for line in said if line.startswith(f"Warning: {name}:3 date: ")]
    outcome = json.loads(here("build", "--from", oddly_written, "--again", "--json").out)
    assert (outcome["version"], outcome["published"]) == (2, True)
    assert [(p["rule"], p["severity"]) for p in outcome["problems"]] == [("milestone_in_the_future", "warning")]
    assert [f"Note: {n['file']}: {n['what']}" for n in outcome["notes"]] == [n for n in said if n.startswith("Note: ")]


def test_build_from_a_folder_with_problems_says_them_with_the_notes(oddly_written, here):
    path = oddly_written / "area_milestones.csv"
    path.write_bytes(path.read_bytes().replace(b"01/04/2030", b"soon"))
    done = here("build", "--from", oddly_written)
    assert done.code == 1
    assert "Note: area_milestones.csv: We read the file as Windows-1252." in done.out
    assert done.out.endswith("1 problem. Nothing was published.\n")


def test_export_into_a_folder_of_other_things_is_refused_without_a_traceback(twice, here, tmp_path):
    (tmp_path / "letter.txt").write_text("Dear Anna")
    done = here("export", tmp_path)
    assert done.code == 1
    assert str(tmp_path) in done.out
    assert not (tmp_path / "areas.csv").exists()


def test_export_of_an_unknown_version_says_which_are_kept(twice, here, tmp_path):
    done = here("export", tmp_path / "none", "--version", 9)
    assert (done.code, done.out) == (1, "There is no version 9. Stored versions: 1 to 2.\n")


def test_a_template_goes_to_standard_output_or_to_a_file(twice, capsysbinary, tmp_path):
    assert main(["template", "areas"]) == 0
    printed, complained = capsysbinary.readouterr()
    assert complained == b""
    assert printed.decode("utf-8-sig").splitlines()[0] == ",".join(tables()["areas"].columns)
    assert main(["template", "areas", "-o", str(tmp_path / "areas.csv")]) == 0
    assert (tmp_path / "areas.csv").read_bytes() == printed


def test_a_workbook_is_written_to_a_file(twice, here, tmp_path):
    outcome = json.loads(here("template", "--workbook", "-o", tmp_path / "tables.xlsx", "--json").out)
    assert outcome == {"ok": True, "files": [str(tmp_path / "tables.xlsx")]}
    assert zipfile.is_zipfile(tmp_path / "tables.xlsx")


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["export"], "add DIR, or --zip FILE"),
        (["template"], "give the name of one table"),
        (["template", "areas", "--workbook"], "give the name of one table"),
        (["template", "nonsense"], "invalid choice"),
        (["template", "areas", "--json"], "without it, --json cannot print its answer"),
    ],
)
def test_wrong_usage_exits_with_2_and_a_reason(arguments, reason, capsys):
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    assert reason in capsys.readouterr().err
