"""The data package as others see it, and the documents about it."""

import re
import subprocess
import sys

import pytest

from ics.checks.check import check_files
from ics.datapackage import sql_names, tables
from ics.readers.upload import SourceFile
from ics.settings import PACKAGE, ROOT
from ics.store.store import Store

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_independent_validator_accepts_the_package() -> None:
    command = [sys.executable, "-m", "frictionless", "validate", str(PACKAGE), "--json"]
    outcome = subprocess.run(command, capture_output=True, text=True)
    assert outcome.returncode == 0, outcome.stdout
    assert outcome.stdout.count('"valid": true') == len(tables()) + 1


def test_every_row_of_facts_has_a_source() -> None:
    without = {name for name, table in tables().items() if "source_url" not in table.columns}
    assert without == {"programme_areas"}  # its rows rest on the sources of the programme
    for table in tables().values():
        assert table.name in without or table.field("source_url").required


def test_hexagons_are_one_to_a_cell(store: Store) -> None:
    with store.reading(1) as cursor:
        ((areas, cells),) = cursor.execute(
            "select count(*), count(distinct (tile_row, tile_col)) from areas"
        ).fetchall()
    assert areas == cells == 42


def test_the_row_counts_of_the_documentation_are_right(store: Store) -> None:
    document = (ROOT / "docs" / "data-sources.md").read_text(encoding="utf-8")
    said = {
        name: int(rows.replace(",", "")) for name, rows in re.findall(r"^\| `(\w+)` \| ([\d,]+) \|", document, re.M)
    }
    with store.reading(1) as cursor:
        real = {name: cursor.execute(f"select count(*) from {name}").fetchone()[0] for name in tables()}
    assert said == real


@pytest.mark.parametrize("path", re.findall(r"\]\(([^)#]+)\)", README))
def test_every_link_of_the_readme_leads_somewhere(path: str) -> None:
    assert (ROOT / path).exists()


@pytest.mark.parametrize("target", sorted(set(re.findall(r"`?make (\w+)", README)) - {"and"}))
def test_every_make_target_of_the_readme_exists(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)


def test_the_error_shown_in_the_readme_is_the_one_people_get(store: Store) -> None:
    header, *lines = (ROOT / "data" / "area_milestones.csv").read_text(encoding="utf-8").splitlines()
    footprint = next(line for line in lines if ",2016-03-15," in line)
    bad = SourceFile("area_milestones.csv", f"{header}\n{footprint.replace('2016-03-15', '2016-13-15')}".encode())
    assert str(check_files([bad], store, 1).problems[0]) in README


def test_ci_runs_the_command_of_the_readme() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert script.rstrip().endswith("exec make test")


def test_a_name_with_a_quote_mark_stays_one_name_in_sql():
    assert sql_names(['a"; drop table areas; --', "note"]) == '"a""; drop table areas; --", "note"'
