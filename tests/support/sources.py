"""The files of the program."""

from pathlib import Path

from ics.settings import ROOT

SOURCES = sorted([ROOT / "dashboard.py", *(ROOT / "ics").rglob("*.py"), *(ROOT / "pages").glob("*.py")])


def place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()
