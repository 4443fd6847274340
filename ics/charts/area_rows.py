"""Figures with one row per area: the places of the rows, their names, and the regions above them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from ics.charts.layout import Drawing


@dataclass(frozen=True)
class AreaRows:
    """`places`: the row of each area, by its code, from 0 on top; `headings`: the rows that name a region instead.

    `names` and `short_names`: of each area, by its code, letter for letter.
    """

    places: dict[str, int] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    short_names: dict[str, str] = field(default_factory=dict)
    headings: dict[int, str] = field(default_factory=dict)

    @property
    def count(self) -> int:
        return len(self.places) + len(self.headings)


def area_rows(areas: pd.DataFrame, by_region: bool) -> AreaRows:
    """The rows in the order in which the areas come.

    `areas`: area_code, area_name, short_name and region; codes may come twice. `by_region`: each region gets a
    heading; its areas have to follow each other.
    """
    rows, columns = AreaRows(), ["area_code", "area_name", "short_name", "region"]
    for code, name, short, region in areas[columns].drop_duplicates("area_code").itertuples(index=False, name=None):
        if by_region and region not in rows.headings.values():
            rows.headings[rows.count] = region
        rows.places[code] = rows.count
        rows.names[code], rows.short_names[code] = name, short
    return rows


def add_bars(drawn: Drawing, starts: Iterable[Any], ends: Iterable[Any], heights: Iterable[float], colour: str) -> None:
    """Many separate horizontal bars as one trace: where each starts and ends on the x axis, and its height on y."""
    x: list[Any] = []
    y: list[float | None] = []
    for start, end, height in zip(starts, ends, heights, strict=True):
        x += [start, end, None]
        y += [height, height, None]
    line = {"color": colour, "width": 4}
    drawn.add_trace("scatter", x=x, y=y, mode="lines", line=line, hoverinfo="skip", showlegend=False)
