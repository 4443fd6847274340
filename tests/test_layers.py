"""What the linter of imports cannot see: pages, the app, and that nothing of a particular machine is in the project.

`pyproject.toml` says which room of `ics` may import which, and who knows DuckDB, plotly or Streamlit.
"""

import ast
import json
import re
import shutil
import subprocess
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from ics.datapackage import tables
from ics.settings import PACKAGE, ROOT
from tests.support.sources import SOURCES, place

PAGES = [path for path in SOURCES if place(path).startswith("pages/")]
APP = ROOT / "dashboard.py"
TESTS = sorted((ROOT / "tests").rglob("*.py"))
RESOURCES = json.loads(PACKAGE.read_text(encoding="utf-8"))["resources"]
DESCRIPTIONS = {f"{r['name']}.{f['name']}": f.get("description", "") for r in RESOURCES for f in r["schema"]["fields"]}
FOREIGN = ["/".join(parts) for parts in (["", "work", ""], ["shared", ""], ["", "root", ""], ["", "tmp", "v", ""])]
OTHER_HOSTS = ["requests", "httpx", "aiohttp", "urllib3", "urllib.request", "http.client", "socket"]


@cache
def imported(path: Path) -> frozenset[str]:
    """Every module that the file imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            found |= {module} | {f"{module}.{alias.name}" for alias in node.names}
    return frozenset(found)


def importers(pattern: str, paths: list[Path] = SOURCES) -> set[str]:
    """The files that import a module whose whole name, or the first parts of it, fit the pattern."""
    begins = re.compile(rf"(?:{pattern})(\.|$)")
    return {place(path) for path in paths if any(begins.match(module) for module in imported(path))}


def test_pages_do_not_reach_behind_the_queries():
    assert importers("duckdb|plotly|sqlite3|pyarrow", [*PAGES, APP]) == set()


def test_pages_know_streamlit():
    assert importers("streamlit", PAGES) == {place(path) for path in PAGES}


def test_pages_and_the_app_know_the_web_framework_through_others():
    assert importers("starlette", [*PAGES, APP]) == set()


def test_only_the_app_serves_the_data_links():
    assert importers(r"ics\.api\.routes") == {"dashboard.py"}


def test_parameters_are_read_without_the_store_and_the_screen():
    assert {m for m in imported(ROOT / "ics" / "store" / "parameters.py") if m.startswith("ics")} == set()


def test_pages_and_the_app_are_imported_by_nobody():
    assert importers(r"\.*(pages|dashboard|ics\.ui\.shell)", SOURCES + TESTS) == set()


def test_only_shell_and_pages_use_the_screen_parts():
    assert not {p for p in importers(r"ics\.ui") if not p.startswith(("ics/ui/", "pages/"))}


def test_nothing_talks_to_other_hosts():
    assert importers("|".join(map(re.escape, OTHER_HOSTS))) == set()


def test_files_of_the_program_stay_within_the_package():
    assert importers(r"tests|benchmarks|\..*") == set()


def test_no_test_imports_another_test():
    assert importers(r"tests\.((?!support\.).*\.)?(test_\w+|conftest)", TESTS) == set()


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


def test_every_column_is_described_in_a_sentence():
    sentence = re.compile(r"[A-Za-z].*[.\")]", re.DOTALL)
    assert {column: text for column, text in DESCRIPTIONS.items() if not sentence.fullmatch(text)} == {}


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


def public_names(path: Path) -> set[str]:
    """The functions, classes, types and constants that the module defines for others."""
    names: set[str] = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names |= {part.id for target in targets for part in ast.walk(target) if isinstance(part, ast.Name)}
    return {name for name in names if not name.startswith("_")}


def test_no_two_modules_define_the_same_public_name():
    places: dict[str, list[str]] = defaultdict(list)
    for path in (p for p in SOURCES if place(p).startswith("ics/")):
        for name in public_names(path):
            places[name].append(place(path))
    assert {name: modules for name, modules in places.items() if len(modules) > 1} == {}
