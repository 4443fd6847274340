"""Small hand-made worlds, the files that they are made of, and what a data folder holds."""

import csv
import filecmp
import hashlib
import io
import shutil
from pathlib import Path
from typing import Any

import duckdb
import pyarrow

from ics.checks.check import Check, CheckedTable
from ics.checks.column_rules import cast_sql
from ics.datapackage import Table, sql_names, tables
from ics.readers.read import read_file
from ics.readers.upload import ParsedTable, SourceFile
from ics.safeguards.publishing_key import AT_THE_MACHINE
from ics.settings import ROOT
from ics.store.schema import renew_rules, rules_fingerprint
from ics.store.store import Store
from ics.versions.build import check_package, republish_package
from ics.versions.diff import TableDiff
from ics.versions.history import ChangeNote, HistoryEntry, record_files, record_version
from ics.versions.publish import publish_update

Row = dict[str, object]
BAD_DATA = ROOT / "tests" / "bad_data"
REGIONS = ["London", "Midlands", "North West", "South East", "South West"]
DEFAULTS: dict[str, Row] = {
    "areas": {
        "region": "Midlands",
        "population": 1000,
        "population_basis": "Invented",
        "latitude": 52,
        "longitude": -1,
        "predecessor_stps": "Old Exampleshire",
        "source_title": "Example source",
        "source_url": "https://example.org/areas",
    },
    "area_changes": {
        "from_code": "E54999001",
        "from_name": "Old Exampleshire",
        "from_date": "2016-03-15",
        "to_code": "E54999002",
        "to_name": "Exampleshire",
        "to_date": "2021-04-01",
        "kind": "continued",
        "source_title": "Example source",
        "source_url": "https://example.org/changes",
    },
    "area_milestones": {
        "milestone_id": "ics_designated",
        "date_precision": "day",
        "extent": "whole",
        "source_title": "Example source",
        "source_url": "https://example.org/milestones",
    },
    "indicators": {
        "framework": "published data",
        "theme": "workforce",
        "unit": "people",
        "direction": "higher",
        "coverage": "partial",
        "coverage_note": "Invented",
        "description": "An invented indicator.",
        "source_title": "Example source",
        "source_url": "https://example.org/indicators",
    },
    "indicator_values": {
        "period_precision": "day",
        "source_title": "Example source",
        "source_url": "https://example.org/values",
    },
    "programmes": {
        "programme": "pioneer",
        "model_type": "Invented",
        "places": "Exampleton",
        "level": "place",
        "evidence": "none",
        "source_title": "Example source",
        "source_url": "https://example.org/programmes",
    },
    "programme_areas": {"is_main": "true"},
    "points_of_light": {
        "is_founding": "false",
        "cited_by": "Example Weekly",
        "reason": "Invented",
        "evidence": "none",
        "source_title": "Example source",
        "source_url": "https://example.org/points",
    },
}


def numbered(table: str, number: int, row: Row) -> Row:
    """What a row needs to differ from the other rows of its table."""
    match table:
        case "areas":
            name = row.get("area_name", f"Exampleshire {number}")
            return {
                "area_code": f"E54999{number:03}",
                "ods_code": f"Q{number:02}",
                "area_name": name,
                "short_name": name,
                "tile_label": f"Ex {number}",
                "tile_row": number // 5,
                "tile_col": number % 5,
            }
        case "points_of_light":
            return {"point_id": f"example-{number}", "place": f"Exampleton {number}"}
        case "indicators":
            return {"indicator_id": f"example_{number}", "indicator_name": f"Example {number}"}
        case "programmes":
            return {"programme_id": f"example-{number}", "site_name": f"Exampleton {number}"}
    return {}


def csv_bytes(columns: list[str] | tuple[str, ...], rows: list[Row]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def table_file(table: str, rows: list[Row]) -> SourceFile:
    """A CSV of the table: the rows with defaults in the columns they leave out."""
    full = [numbered(table, n, row) | DEFAULTS.get(table, {}) | row for n, row in enumerate(rows, 1)]
    return SourceFile(f"{table}.csv", csv_bytes(tables()[table].columns, full))


def fingerprints(folder: Path) -> dict[str, str]:
    """Every file of the folder with the hash of its bytes, without the lock."""
    files = (p for p in folder.iterdir() if p.name != "publish.lock")
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def rows_of(store: Store, sql: str, version: int | None = None) -> list[tuple[Any, ...]]:
    with store.reading(version or store.current()) as cursor:
        return cursor.execute(sql).fetchall()


def real_file(table: Table) -> SourceFile:
    return SourceFile(table.path.name, table.path.read_bytes())


def publish(checked: Check, store: Store, note: str, who: str = "", accept_warnings: bool = False) -> int:
    """Publishes an update as the command line does, and returns the number of the version."""
    return publish_update(checked, store, ChangeNote(note, who), accept_warnings, right=AT_THE_MACHINE)


def little_files(**worlds: list[Row]) -> list[SourceFile]:
    """A CSV of each table with these rows; the milestones are the real ones unless given."""
    unknown = set(worlds) - set(tables())
    assert not unknown, f"no such table: {unknown}"
    return [
        real_file(table)
        if table.name == "milestones" and "milestones" not in worlds
        else table_file(table.name, worlds.get(table.name, []))
        for table in tables().values()
    ]


def little_world(folder: Path, **worlds: list[Row]) -> Store:
    """Writes the rows, by table, as version 1 of the folder: as if published, without checks or a preview.

    Raises duckdb.Error where a row does not fit the types of its table, AssertionError where a file cannot be read.
    """
    store = Store(folder)
    with duckdb.connect(store.path(1)) as con:
        uploads = [_loaded(con, file) for file in little_files(**worlds)]
        renew_rules(con)
        added = [TableDiff(u.table.name, len(u.lines), 0, 0, 0) for u in uploads]
        record_version(con, 1, HistoryEntry(ChangeNote("A little world"), rules_fingerprint()), added)
        record_files(con, 1, [CheckedTable(u.table, u.file.name, u.file.sha256, 0, len(u.lines)) for u in uploads])
    store.files.pointer.write_text(f"{store.path(1).name}\n", encoding="ascii")
    return store


def _loaded(con: duckdb.DuckDBPyConnection, file: SourceFile) -> ParsedTable:
    """The rows of the file, which are now a table of the database, in the order of their keys."""
    result = read_file(file)
    assert not result.problems, result.problems
    (upload,) = result.uploads
    table = upload.table
    values = ", ".join(map(cast_sql, table.fields)).replace("try_cast(", "cast(")  # here a wrong value raises
    cells = [pyarrow.array(column, pyarrow.string()) for column in upload.columns]
    con.register("arriving", pyarrow.table(cells, names=list(table.columns)))
    types = ", ".join(f'"{field.name}" {field.sql_type}' for field in table.fields)
    con.execute(f"create table {table.name} ({types})")
    con.execute(f"insert into {table.name} select {values} from arriving order by {sql_names(table.primary_key)}")
    con.unregister("arriving")
    return upload


def copy_versions(origin: Path, folder: Path) -> Store:
    """Makes a data folder what `origin` is, also under a server that goes on, as after a restore from a backup.

    A version file that is the same stays, and what is cached of it; another one is replaced, never written over.
    """
    folder.mkdir(exist_ok=True)
    for path in filter(Path.is_dir, list(folder.iterdir())):
        shutil.rmtree(path)
    for path in origin.glob("v*.duckdb"):
        if not _is_same(path, folder / path.name):
            (folder / path.name).unlink(missing_ok=True)
            shutil.copy(path, folder)
    shutil.copy(origin / "CURRENT", folder)
    for path in folder.iterdir():
        if path.name != "publish.lock" and not (origin / path.name).exists():
            path.unlink()
    return Store(folder)


def _is_same(path: Path, other: Path) -> bool:
    return other.is_file() and filecmp.cmp(path, other, shallow=False)


def rebuild(store: Store) -> int:
    """Publishes the CSV files of the project as a new version, as `python -m ics build --again` does."""
    return republish_package(check_package(store), store)
