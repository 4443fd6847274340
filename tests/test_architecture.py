"""The map in `docs/architecture.md` is true: each file and function that it names exists, and every room is on it."""

import ast
import re
import tomllib
from functools import cache

import pytest

from ics.settings import ROOT

MAP = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
PATHS = sorted(set(re.findall(r"`((?:\w+/)+[\w.*-]*|[\w./-]+\.(?:py|md|toml|json|sql))(?:: [^`]+)?`", MAP)))
NAMED = sorted(
    {
        (path, name.strip())
        for path, names in re.findall(r"`([\w/]+\.py): ([^`]+)`", re.sub(r"\s*\n\s*", " ", MAP))
        for name in names.split(",")
    }
)
ROOMS = sorted(path.parent.relative_to(ROOT / "ics").as_posix() for path in (ROOT / "ics").rglob("__init__.py"))
TREE = re.findall(r"^ +(\w+)/ ", MAP, re.MULTILINE)


@cache
def defined(path: str) -> set[str]:
    """The functions, classes and constants of a module, methods as Class.method."""
    found: set[str] = set()
    for node in ast.parse((ROOT / path).read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign):
            found |= {target.id for target in node.targets if isinstance(target, ast.Name)}
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
            found |= {f"{node.name}.{part.name}" for part in node.body if isinstance(part, ast.FunctionDef)}
    return found


def test_the_map_names_files_and_functions():
    assert len(PATHS) > 40
    assert len(NAMED) > 30


@cache
def file_names() -> set[str]:
    folders = [ROOT / name for name in ("ics", "queries", "data", "docs")]
    return {path.name for folder in folders for path in folder.rglob("*")} | {path.name for path in ROOT.glob("*")}


@pytest.mark.parametrize("path", PATHS)
def test_each_file_on_the_map_exists(path):
    assert list(ROOT.glob(path)) if "/" in path else path in file_names()


@pytest.mark.parametrize(("path", "name"), NAMED)
def test_each_function_on_the_map_exists(path, name):
    assert name in defined(path)


@pytest.mark.parametrize("room", [room for room in ROOMS if room not in (".", "writers/templates")])
def test_each_room_is_on_the_map(room):
    assert room.split("/")[-1] in TREE


def test_the_layers_on_the_map_are_those_that_the_linter_checks():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    (layers,) = (contract["layers"] for contract in contracts if contract["type"] == "layers")
    assert "\n".join(layers) in MAP


@pytest.mark.parametrize("module", sorted(path.name for path in (ROOT / "ics").glob("[!_]*.py")))
def test_each_module_outside_the_rooms_is_on_the_map(module):
    assert f" {module} " in MAP
