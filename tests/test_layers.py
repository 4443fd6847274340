"""The layers: who may import what, and that nothing of a particular machine is left in the project."""

import ast
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from ics.datapackage import tables
from ics.settings import PACKAGE, ROOT
from tests.support.sources import SOURCES, place

TESTS = sorted((ROOT / "tests").rglob("*.py"))
RESOURCES = json.loads(PACKAGE.read_text(encoding="utf-8"))["resources"]
DESCRIPTIONS = {f"{r['name']}.{f['name']}": f.get("description", "") for r in RESOURCES for f in r["schema"]["fields"]}
FOREIGN = ["/".join(parts) for parts in (["", "work", ""], ["shared", ""], ["", "root", ""], ["", "tmp", "v", ""])]
OTHER_HOSTS = ["requests", "httpx", "aiohttp", "urllib3", "urllib.request", "http.client", "socket"]


def imported(path: Path) -> set[str]:
    """Every module that the file imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            found |= {module} | {f"{module}.{alias.name}" for alias in node.names}
    return found


def importers(package: str) -> set[str]:
    return {place(p) for p in SOURCES if any(m == package or m.startswith(f"{package}.") for m in imported(p))}


def test_only_the_store_the_checks_and_publishing_know_duckdb():
    assert all(user.startswith(("ics/store/", "ics/checks/", "ics/versions/")) for user in importers("duckdb"))


def test_only_the_charts_know_plotly():
    users = importers("plotly")
    assert users
    assert all(user.startswith("ics/charts/") for user in users)


def test_only_the_screen_knows_streamlit():
    users = importers("streamlit")
    assert {"dashboard.py", "ics/ui/shell.py"} < users
    rooms = ("ics/ui/", "ics/server/", "pages/")
    assert all(user in ("dashboard.py", "ics/ui/shell.py") or user.startswith(rooms) for user in users)


def test_only_the_data_links_and_the_front_of_the_server_know_the_web_framework():
    others = importers("starlette") - {"ics/api/routes.py"}
    assert others
    assert all(user.startswith("ics/server/") for user in others)


def test_only_the_app_serves_the_data_links():
    assert importers("ics.api.routes") == {"dashboard.py"}


@pytest.mark.parametrize("path", [p for p in SOURCES if place(p).startswith("ics/server/")], ids=place)
def test_the_front_of_the_server_knows_nothing_of_the_data(path):
    known = r"ics\.(server|safeguards|settings)(\.|$)"
    assert not {m for m in imported(path) if m.startswith("ics.") and not re.match(known, m)}


@pytest.mark.parametrize(
    "path", [p for p in SOURCES if place(p).startswith(("ics/sentences/", "ics/charts/"))], ids=place
)
def test_sentences_and_figures_know_rows_and_not_where_they_come_from(path):
    behind = r"ics\.(ui|api|queries|store|connections|publishing|checking|reading|settings|export)(\.|$)"
    assert {m for m in imported(path) if re.match(behind, m)} == set()


def test_parameters_are_read_without_the_store_and_the_screen():
    assert {m for m in imported(ROOT / "ics" / "store" / "parameters.py") if m.startswith("ics")} == set()


@pytest.mark.parametrize("path", SOURCES + TESTS, ids=place)
def test_pages_and_the_app_are_imported_by_nobody(path):
    assert not {m for m in imported(path) if re.match(r"\.*(pages|dashboard|ics\.ui\.shell)(\.|$)", m)}


@pytest.mark.parametrize("path", [p for p in SOURCES if place(p).startswith("pages/")], ids=place)
def test_pages_do_not_reach_behind_the_queries(path):
    assert not {m for m in imported(path) if m.split(".")[0] in ("duckdb", "plotly", "sqlite3", "pyarrow")}


@pytest.mark.parametrize("path", [p for p in SOURCES if "ics/ui" not in place(p)], ids=place)
def test_only_shell_and_pages_use_the_screen_parts(path):
    if place(path) != "ics/ui/shell.py" and not place(path).startswith("pages/"):
        assert not {m for m in imported(path) if m.startswith("ics.ui")}


@pytest.mark.parametrize("module", OTHER_HOSTS)
def test_nothing_talks_to_other_hosts(module):
    assert importers(module) == set()


@pytest.mark.parametrize("path", SOURCES, ids=place)
def test_files_of_the_program_stay_within_the_package(path):
    assert not {m for m in imported(path) if m.startswith(("tests", "."))}


def project_files() -> list[Path]:
    """What git holds, and what would be added to it."""
    git = shutil.which("git")
    assert git, "git is needed to list the files of the project"
    listing = [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listing, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


@pytest.mark.parametrize("trace", FOREIGN)
def test_no_file_of_the_project_names_a_foreign_machine(trace):
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    files = project_files()
    assert len(files) > 50
    assert [place(path) for path in files if trace.encode() in path.read_bytes()] == []


@pytest.mark.parametrize("table", tables().values(), ids=lambda table: table.name)
def test_every_table_is_described(table):
    assert table.title
    assert re.search(r"One row per .*\.", table.description)


@pytest.mark.parametrize("column", DESCRIPTIONS)
def test_every_column_is_described_in_a_sentence(column):
    assert re.fullmatch(r"[A-Za-z].*[.\")]", DESCRIPTIONS[column], re.DOTALL)


@pytest.mark.parametrize("table", tables().values(), ids=lambda table: table.name)
def test_every_table_has_its_file_with_its_columns_in_order(table):
    assert table.path.read_text(encoding="utf-8").splitlines()[0] == ",".join(table.columns)


@pytest.mark.parametrize("table", tables().values(), ids=lambda table: table.name)
def test_every_table_comes_after_those_it_refers_to(table):
    order = list(tables())
    assert all(order.index(key.table) <= order.index(table.name) for key in table.foreign_keys)
    assert all(key.column in table.columns and key.key in tables()[key.table].columns for key in table.foreign_keys)


@pytest.mark.parametrize("table", tables().values(), ids=lambda table: table.name)
def test_every_key_is_a_required_column(table):
    assert all(table.field(name).required for name in table.primary_key)
