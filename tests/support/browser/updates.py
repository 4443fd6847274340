"""Updates for the browser tests: a changed file, and a publication by somebody else."""

import io
import json
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from ics.cli.main import main
from ics.settings import ROOT

LINCOLNSHIRE = "E54000013,ics_designated,2021-04-01,day"


def area_milestones(folder: Path, change: dict[str, str]) -> Path:
    """A copy of the project's CSV with texts replaced, each of which must occur."""
    text = (ROOT / "data" / "area_milestones.csv").read_text(encoding="utf-8")
    for old, new in change.items():
        assert old in text
        text = text.replace(old, new, 1)
    path = folder / "area_milestones.csv"
    path.write_text(text, encoding="utf-8")
    return path


def ics(data: Path, *arguments: object) -> dict[str, Any]:
    """The answer of the command line on the folder of a dashboard, from this process: not that of the server."""
    printed = io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(printed):
        patch.setenv("ICS_DATA", str(data))
        code = main([*map(str, arguments), "--json"])
    assert code == 0, printed.getvalue()
    answer: dict[str, Any] = json.loads(printed.getvalue())
    return answer


def publish(data: Path, folder: Path, note: str, who: str) -> None:
    """Publishes from another process than the server's that Lincolnshire was designated a year earlier."""
    changed = area_milestones(folder, {LINCOLNSHIRE: LINCOLNSHIRE.replace("2021", "2020")})
    ics(data, "publish", changed, "--note", note, "--who", who)
