"""Updates for the browser tests: a changed file, and a publication by somebody else."""

from pathlib import Path

from ics.settings import ROOT
from tests.support.command_line import answer_of

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


def publish(data: Path, folder: Path, note: str, who: str) -> None:
    """Publishes from another process than the server's that Lincolnshire was designated a year earlier."""
    changed = area_milestones(folder, {LINCOLNSHIRE: LINCOLNSHIRE.replace("2021", "2020")})
    answer_of(data, "publish", changed, "--note", note, "--who", who)
