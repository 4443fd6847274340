"""A version as a data package: valid, the same every time, and a way to build the same data again."""

import csv
import errno
import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from ics.checks.check import check_files
from ics.datapackage import tables
from ics.settings import PACKAGE
from ics.store.store import Store, StoreError, VersionNotStoredError
from ics.versions import publish
from ics.versions.build import BUILD_NOTE, build
from ics.writers.package import export_package, package_files, package_zip
from tests.support.worlds import publish as publish_files
from tests.support.worlds import rows_of, table_file

NAMES = [*(table.path.name for table in tables().values()), "datapackage.json"]
AREAS = [{"area_code": "E54999001"}, {"area_code": "E54999002"}]
NOTES = ['a "quoted" word', "two\nlines", "two\r\nlines", "an old\rMac", "a, b; c | d", "€ ’ ★", "'="]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def validated(package: Path) -> str:
    command = [sys.executable, "-m", "frictionless", "validate", str(package), "--json"]
    outcome = subprocess.run(command, capture_output=True, text=True)
    assert outcome.returncode == 0, outcome.stdout
    return outcome.stdout


def tell(store: Store, note: str) -> int:
    """Publishes one more row, so that there is one more version."""
    row = {"point_id": "more", "place": note, "area_code": rows_of(store, "select min(area_code) from areas")[0][0]}
    checked = check_files([table_file("points_of_light", [row])], store, store.current())
    return publish_files(checked, store, note, accept_warnings=True)


# What is in it


def test_package_has_every_table_and_the_description(store, tmp_path):
    paths = export_package(store, 1, tmp_path / "out")
    assert paths == [tmp_path / "out" / name for name in NAMES]
    assert sorted(contents(tmp_path / "out")) == sorted(NAMES)


def test_zip_has_the_same_files_as_the_folder(store, tmp_path):
    export_package(store, 1, tmp_path / "out")
    archive = zipfile.ZipFile(io.BytesIO(package_zip(store, 1)))
    assert archive.namelist() == NAMES
    assert {name: archive.read(name) for name in NAMES} == contents(tmp_path / "out")


def test_independent_validator_accepts_the_unpacked_zip(store, tmp_path):
    zipfile.ZipFile(io.BytesIO(package_zip(store, 1))).extractall(tmp_path / "out")
    assert validated(tmp_path / "out" / "datapackage.json").count('"valid": true') == len(NAMES)


def test_same_version_gives_the_same_bytes(store):
    assert package_zip(store, 1) == package_zip(Store(store.folder), 1)


def test_comment_of_the_zip_names_the_published_version_and_its_time(little):
    store = little(areas=AREAS)
    tell(store, "Exampleton")
    ((moment,),) = rows_of(store, "select published_at from published_versions where version = 2")
    comment = zipfile.ZipFile(io.BytesIO(package_zip(store, 2))).comment.decode()
    assert comment == f"ICS progress, version 2 of the data, published {moment:%Y-%m-%d %H:%M} UTC"


def test_each_version_has_its_own_rows(little):
    store = little(areas=AREAS)
    tell(store, "Exampleton")
    lines = [package_files(store, version)["points_of_light.csv"].decode().count("\n") for version in (1, 2)]
    assert lines == [1, 2]


def test_cells_are_written_as_people_write_them(little):
    row = {"indicator_id": "example_1", "area_code": "E54999001", "period": "2020-01-01", "value": "12.50"}
    store = little(areas=AREAS, indicators=[{}], indicator_values=[row])
    expected = "example_1,E54999001,2020-01-01,day,12.5,,,Example source,https://example.org/values\n"
    assert package_files(store, 1)["indicator_values.csv"].decode().splitlines(keepends=True)[1] == expected


# There and back


@pytest.fixture(scope="module")
def built_again(built, tmp_path_factory) -> Store:
    """A fresh folder, built from an export of the real data to a folder `out`."""
    out = tmp_path_factory.mktemp("package") / "out"
    export_package(Store(built), 1, out)
    again = Store(tmp_path_factory.mktemp("fresh"))
    build(again, folder=out)
    return again


def test_export_of_the_first_version_is_the_data_of_the_project(store):
    expected = {table.path.name: table.path.read_bytes() for table in tables().values()}
    assert package_files(store, 1) == expected | {"datapackage.json": PACKAGE.read_bytes()}


def test_export_built_into_a_fresh_folder_is_exported_the_same(published, built_again):
    assert built_again.versions() == [1]
    assert package_files(built_again, 1) == package_files(published, 1)


def test_awkward_text_comes_back(little, tmp_path):
    rows = [{"area_code": f"E54999{n:03}", "date": "2020-01-01", "note": note} for n, note in enumerate(NOTES, 1)]
    store = little(areas=[{} for _ in NOTES], area_milestones=rows)
    export_package(store, 1, tmp_path / "out")
    again = Store(tmp_path / "fresh")
    build(again, folder=tmp_path / "out")
    assert rows_of(again, "select note from area_milestones order by area_code") == [(note,) for note in NOTES]
    assert package_files(again, 1) == contents(tmp_path / "out")


def test_line_ends_inside_cells_stay_and_lines_end_with_a_line_feed(little):
    row = {"area_code": "E54999001", "date": "2020-01-01", "note": "two\r\nlines"}
    content = package_files(little(areas=AREAS, area_milestones=[row]), 1)["area_milestones.csv"]
    assert content.count(b"\r\n") == 1
    assert content.endswith(b',"two\r\nlines"\n')
    assert len(list(csv.reader(io.StringIO(content.decode(), newline="")))) == 2


def test_history_says_from_where_a_version_was_built(published, built_again):
    notes = [rows_of(store, "select note from published_versions") for store in (built_again, published)]
    assert notes == [[("Built from the CSV files in the folder out.",)], [(BUILD_NOTE,)]]


def test_folder_with_a_missing_table_is_not_built(store, tmp_path):
    export_package(store, 1, tmp_path / "out")
    (tmp_path / "out" / "programmes.csv").unlink()
    with pytest.raises(FileNotFoundError, match=r"programmes\.csv"):
        build(Store(tmp_path / "fresh"), folder=tmp_path / "out")
    assert Store(tmp_path / "fresh").versions() == []


def test_folder_with_a_broken_table_is_not_built(store, tmp_path):
    export_package(store, 1, tmp_path / "out")
    path = tmp_path / "out" / "programme_areas.csv"
    path.write_bytes(path.read_bytes().replace(b",true\n", b",perhaps\n", 1))
    with pytest.raises(publish.CheckFailedError) as refusal:
        build(Store(tmp_path / "fresh"), folder=tmp_path / "out")
    assert [(p.file, p.line, p.rule) for p in refusal.value.problems] == [("programme_areas.csv", 2, "type")]


# The folder


def test_an_older_export_is_replaced_and_other_files_next_to_it_stay(little, tmp_path):
    store, out = little(areas=AREAS), tmp_path / "out"
    export_package(store, 1, out)
    (out / "README.md").write_text("Ours")
    tell(store, "Exampleton")
    export_package(store, 2, out)
    assert contents(out) == package_files(store, 2) | {"README.md": b"Ours"}


@pytest.mark.parametrize(
    "other",
    [
        {"notes.txt": "mine"},
        {"areas.csv": "mine"},
        {"datapackage.json": "{no json"},
        {"datapackage.json": '{"name": "another-package"}', "areas.csv": "theirs"},
        {"datapackage.json": '["ics-progress"]'},
    ],
)
def test_folder_with_something_else_is_refused_and_left_alone(little, tmp_path, other):
    for name, text in other.items():
        (tmp_path / "out").mkdir(exist_ok=True)
        (tmp_path / "out" / name).write_text(text)
    with pytest.raises(FileExistsError, match="the folder contains other files"):
        export_package(little(areas=AREAS), 1, tmp_path / "out")
    assert contents(tmp_path / "out") == {name: text.encode() for name, text in other.items()}


def test_file_in_the_place_of_the_folder_is_refused(little, tmp_path):
    (tmp_path / "out").write_text("mine")
    with pytest.raises(OSError, match="out"):
        export_package(little(areas=AREAS), 1, tmp_path / "out")
    assert (tmp_path / "out").read_text() == "mine"


def test_full_disk_leaves_the_older_export_whole(little, tmp_path, monkeypatch):
    store, out = little(areas=AREAS), tmp_path / "out"
    export_package(store, 1, out)
    tell(store, "Exampleton")
    before, synced = contents(out), []

    def full(handle: int) -> None:
        synced.append(handle)
        if len(synced) == 5:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space left") as failure:
        export_package(store, 2, out)
    assert failure.value.filename == str(out)
    assert contents(out) == before


# What cannot be had


def test_version_that_is_not_kept_is_refused(little, tmp_path, monkeypatch):
    monkeypatch.setenv("ICS_KEEP_VERSIONS", "1")
    store = little(areas=AREAS)
    tell(store, "Exampleton")
    with pytest.raises(VersionNotStoredError, match=r"version 1 is no longer stored\. Stored versions: 2"):
        export_package(store, 1, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_damaged_version_is_refused(little):
    store = little(areas=AREAS)
    store.path(1).write_bytes(b"no database")
    with pytest.raises(StoreError, match=r"v00000001\.duckdb"):
        package_zip(store, 1)
