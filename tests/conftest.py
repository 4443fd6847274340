"""Shared fixtures: the real data, small hand-made worlds, and a data folder that is never the project's own."""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import ics.api.routes
from ics.api.link_limits import Questions
from ics.store.store import Store
from ics.versions import build
from tests.support.worlds import Row, copy_versions, little_world

# Tests that take long, the longest first: where several processes share them out, none is left over at the end.
LONGEST = [
    "tests/browser/test_escaping.py",
    "tests/browser/",
    "tests/readers/test_hostile_workbooks.py",
    "tests/pages/",
    "tests/versions/",
    "tests/cli/",
    "tests/readers/",
    "tests/queries/",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The order in which the files of tests begin."""
    items.sort(key=lambda item: next((n for n, begin in enumerate(LONGEST) if item.nodeid.startswith(begin)), 99))


def pytest_collection_finish() -> None:
    """Leaves what was imported and collected out of each later collection of garbage, which would look through it."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """ICS_DATA is a folder of the test, never `data/` of the project."""
    folder = tmp_path / "data"
    folder.mkdir()
    monkeypatch.setenv("ICS_DATA", str(folder))
    return folder


@pytest.fixture(autouse=True)
def _nothing_asked_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    """How much a test asks of the data links does not count for the next one."""
    monkeypatch.setattr(ics.api.routes, "_QUESTIONS", Questions())


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the real data as version 1; not to be written to."""
    folder = tmp_path_factory.mktemp("built")
    build.build(Store(folder))
    return folder


@pytest.fixture
def published(built: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """The real data as version 1, for tests that only read: all of them share the folder, and what is cached of it."""
    monkeypatch.setenv("ICS_DATA", str(built))
    yield Store(built)
    files = {path.name for path in built.iterdir()}
    assert files <= {"CURRENT", "v00000001.duckdb", "publish.lock"}, "a test that publishes takes `store`"


@pytest.fixture(scope="module")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the tests of a file that publish: each begins with the same versions, and what is cached of them."""
    return tmp_path_factory.mktemp("shared")


@pytest.fixture
def store(built: Path, shared_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """The real data as version 1, for tests that publish."""
    monkeypatch.setenv("ICS_DATA", str(shared_folder))
    return copy_versions(built, shared_folder)


@pytest.fixture
def fresh_store(built: Path, data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """The real data as version 1, for a test that breaks its files: in the folder of the test, open nowhere."""
    monkeypatch.setenv("ICS_DATA", str(data_folder))
    return copy_versions(built, data_folder)


@pytest.fixture(scope="session")
def little_worlds() -> dict[str, Path]:
    """The folders of the little worlds that were published already, by what is in them."""
    return {}


@pytest.fixture
def little(
    data_folder: Path,
    little_worlds: dict[str, Path],
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[..., Store]:
    """Writes a small hand-made world to the folder of the test: `little(areas=[...], area_milestones=[...])`."""
    monkeypatch.setenv("ICS_DATA", str(data_folder))

    def world(**worlds: list[Row]) -> Store:
        key = repr(worlds)
        if key not in little_worlds:
            folder = tmp_path_factory.mktemp("little")
            little_world(folder, **worlds)
            little_worlds[key] = folder
        return copy_versions(little_worlds[key], data_folder)

    return world
