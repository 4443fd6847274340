"""Rows of the queries of the page Milestones, and what a reader finds in its figures."""

from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree as ET

import pandas as pd

from ics.query_rows import MilestonesWithCoverageRow
from tests.support.rows import row_of

TARGET_DAY = date(2021, 4, 1)
A1, A2, A3, A4 = (f"E5499900{n}" for n in range(1, 5))
NAMES = [  # of these four areas: not in the order of their codes
    {"area_name": "Dale"},
    {"area_name": "Coast"},
    {"area_name": "Bay", "region": "London"},
    {"area_name": "Abbey"},
]
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVW"
Days = tuple[str, str | None, str | None]  # state or timing, first day, last day where the exact day is not known
LENGTHS = ((1, "day"), (31, "month"), (92, "quarter"), (366, "year"))


def milestone(**more: object) -> MilestonesWithCoverageRow:
    """A row of the query milestones_with_coverage."""
    base = {
        "milestone_id": "ics_designated",
        "milestone_name": "ICS designated",
        "target_date": pd.Timestamp(TARGET_DAY),
        "coverage": "complete",
        "recorded_areas": 42,
        "areas": 42,
    }
    return row_of(MilestonesWithCoverageRow, **base | more)


def days_of(*rows: Days) -> pd.DataFrame:
    """Rows of the query days_to_target for areas named after letters."""
    made = [_day_row(n, *row) for n, row in enumerate(rows)]
    typed = pd.DataFrame(made).astype({"most_days_before": "Int64", "days_before_target": "Int64"})
    return typed.astype(dict.fromkeys(["reached_from", "reached_by", "target_date"], "datetime64[s]"))


def without_target(days: pd.DataFrame) -> pd.DataFrame:
    """The same rows of a milestone that has no target."""
    columns = ["target_date", "most_days_before", "days_before_target"]
    none = days.assign(**{column: days[column].mask(days[column].notna()) for column in columns})
    return none.assign(timing=none["timing"].where(none["timing"].isna(), "no target"))


def _day_row(n: int, kind: str, first: str | None, last: str | None) -> dict[str, object]:
    dated = _dated(pd.Timestamp(first), pd.Timestamp(last or first)) if first else _DATELESS
    return {
        "area_code": f"E5499900{n}",
        "area_name": f"Area {LETTERS[n]}",
        "short_name": LETTERS[n],
        "region": "Midlands",
        "state": "reached" if first else kind,
        "timing": kind if first else None,
        "extent": "whole" if first else None,
        "target_date": pd.Timestamp(TARGET_DAY),
        **dated,
    }


def _dated(start: pd.Timestamp, end: pd.Timestamp) -> dict[str, object]:
    days, target = (end - start).days + 1, pd.Timestamp(TARGET_DAY)
    return {
        "reached_from": start,
        "reached_by": end,
        "reached_precision": next(name for most, name in LENGTHS if days <= most),
        "most_days_before": (target - start).days,
        "days_before_target": (target - end).days,
    }


_DATELESS: dict[str, object] = {
    "reached_from": pd.NaT,
    "reached_by": pd.NaT,
    "reached_precision": None,
    "most_days_before": pd.NA,
    "days_before_target": pd.NA,
}


@dataclass(frozen=True)
class Drawn:
    """A figure of `ics.charts.row_figure`, read back."""

    root: ET.Element

    @property
    def words(self) -> str:
        """What it says to a reader who cannot see it."""
        (words,) = (e for e in self.root.iter() if e.get("id") == self.root.attrib["aria-labelledby"])
        return words.text or ""

    def texts(self, classes: str) -> list[str]:
        """The texts of the elements that have all of these classes, each in one line."""
        return [" ".join(" ".join(element.itertext()).split()) for element in self.elements(classes)]

    def elements(self, classes: str) -> list[ET.Element]:
        wanted = set(classes.split())
        return [element for element in self.root.iter("div") if wanted <= set(element.get("class", "").split())]

    def marks(self, row: int) -> list[str]:
        """The classes of the marks and bars in a row, from 0."""
        tracks = {track.get("style"): track for track in self.elements("track")}
        return [str(mark.get("class")) for mark in tracks[f"grid-row: {row + 2}"]]

    def hover(self, row: int) -> str:
        """What is told below the rows while a mouse is on one."""
        names, told = self.elements("name"), self.elements("told")
        return {name.get("style"): one.text or "" for name, one in zip(names, told, strict=True)}[
            f"grid-row: {row + 2}"
        ]


def drawn(content: str) -> Drawn:
    return Drawn(ET.fromstring(content))  # noqa: S314 (we made it)
