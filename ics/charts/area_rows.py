"""Figures with one row per area: the places of the rows, their short names, and the regions above them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from ics.charts.layout import Drawing, Options, escape_for_plotly, figure, legend_on_top
from ics.charts.palette import Palette

_ROW_HEIGHT = 21  # pixels
_LETTER_WIDTH = 6.5  # pixels, about
_LONGEST_LABEL = 18  # letters
_LEGEND_LINE = 19  # pixels; on a phone each entry has its own


@dataclass(frozen=True)
class AreaRows:
    """`places`: the row of each area, by its code, from 0 on top; `headings`: the rows that name a region instead."""

    places: dict[str, int] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    headings: dict[int, str] = field(default_factory=dict)

    @property
    def count(self) -> int:
        return len(self.places) + len(self.headings)


def area_rows(areas: pd.DataFrame, by_region: bool) -> AreaRows:
    """The rows in the order in which the areas come. `areas`: area_code, short_name and region; codes may come twice.

    `by_region`: each region gets a heading; its areas have to follow each other.
    """
    rows, columns = AreaRows(), ["area_code", "short_name", "region"]
    for code, name, region in areas[columns].drop_duplicates("area_code").itertuples(index=False, name=None):
        if by_region and region not in rows.headings.values():
            rows.headings[rows.count] = region
        rows.places[code] = rows.count
        rows.labels[code] = _shortened(name)
    return rows


def figure_of_rows(rows: AreaRows, colours: Palette, axis: int, entries: int) -> Drawing:
    """An empty figure with the labelled rows.

    `axis`: pixels for the axis above them; `entries`: how many the legend has, which is above both.
    """
    room = 14 + _LETTER_WIDTH * max(map(len, rows.labels.values()), default=0)
    tall = _ROW_HEIGHT * rows.count
    legend = legend_on_top() | {"y": 1 + axis / tall, "font": {"size": 13}}
    height = _LEGEND_LINE * entries + axis + tall + 20
    drawn = figure(colours, height, hovermode="closest", legend=legend)
    drawn.update_layout(margin={"l": room, "r": 14, "t": axis})
    drawn.update_yaxes(range=[rows.count - 0.5, -0.5], gridcolor=colours.grid, zeroline=False, automargin=False)
    drawn.update_yaxes(tickvals=list(rows.places.values()), ticktext=list(rows.labels.values()), tickfont={"size": 13})
    drawn.update_yaxes(ticksuffix=" ")
    for place, region in rows.headings.items():
        _add_heading(drawn, place, region, room, colours)
    return drawn


def add_bars(drawn: Drawing, starts: Iterable[Any], ends: Iterable[Any], heights: Iterable[float], colour: str) -> None:
    """Many separate horizontal bars as one trace: where each starts and ends on the x axis, and its height on y."""
    x: list[Any] = []
    y: list[float | None] = []
    for start, end, height in zip(starts, ends, heights, strict=True):
        x += [start, end, None]
        y += [height, height, None]
    line = {"color": colour, "width": 4}
    drawn.add_trace("scatter", x=x, y=y, mode="lines", line=line, hoverinfo="skip", showlegend=False)


def add_upright(drawn: Drawing, x: object, line: Options) -> None:
    """A line from the top of the rows to their bottom, behind the marks."""
    drawn.add_shape(type="line", x0=x, x1=x, y0=0, y1=1, yref="paper", layer="below", line=line)


def _shortened(name: str) -> str:
    return escape_for_plotly(name if len(name) <= _LONGEST_LABEL else f"{name[: _LONGEST_LABEL - 1]}…")


def _add_heading(drawn: Drawing, place: int, region: str, room: float, colours: Palette) -> None:
    drawn.add_annotation(
        xref="paper",
        x=0,
        y=place,
        text=f"<b>{escape_for_plotly(region)}</b>",
        font={"color": colours.ink, "size": 13},
        showarrow=False,
        xanchor="left",
        xshift=-room,
    )
