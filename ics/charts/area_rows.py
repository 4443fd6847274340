"""Figures with one row per area: the places of the rows, their short names, and the regions they stand under."""

from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from ics.charts.layout import Drawing, figure, legend_on_top, letters
from ics.charts.palette import Palette

ROW_HEIGHT = 21  # pixels
LETTER_WIDTH = 6.5  # pixels, about
LONGEST_LABEL = 18  # letters
LEGEND_LINE = 19  # pixels; on a phone each entry has its own


class AreaRows(NamedTuple):
    """`places`: the row of each area, by its code, from 0 on top; `headings`: the rows that name a region instead."""

    places: dict[str, int]
    labels: dict[str, str]
    headings: dict[int, str]

    @property
    def count(self) -> int:
        return len(self.places) + len(self.headings)


def area_rows(areas: pd.DataFrame, by_region: bool) -> AreaRows:
    """The rows in the order in which the areas come. `areas`: area_code, short_name and region; codes may come twice.

    `by_region`: each region gets a heading; its areas have to follow each other.
    """
    rows = AreaRows({}, {}, {})
    for area in areas.drop_duplicates("area_code").itertuples():
        if by_region and area.region not in rows.headings.values():
            rows.headings[rows.count] = area.region
        rows.places[area.area_code] = rows.count
        rows.labels[area.area_code] = _shortened(area.short_name)
    return rows


def figure_of_rows(rows: AreaRows, colours: Palette, axis: int, entries: int) -> Drawing:
    """An empty figure with the labelled rows.

    `axis`: pixels for the axis above them; `entries`: how many the legend has, which stands above both.
    """
    room = 14 + LETTER_WIDTH * max(map(len, rows.labels.values()), default=0)
    tall = ROW_HEIGHT * rows.count
    legend = legend_on_top() | {"y": 1 + axis / tall, "font": {"size": 13}}
    height = LEGEND_LINE * entries + axis + tall + 20
    drawn = figure(colours, height, hovermode="closest", legend=legend)
    drawn.update_layout(margin={"l": room, "r": 14, "t": axis})
    drawn.update_yaxes(range=[rows.count - 0.5, -0.5], gridcolor=colours.grid, zeroline=False, automargin=False)
    drawn.update_yaxes(tickvals=list(rows.places.values()), ticktext=list(rows.labels.values()), tickfont={"size": 13})
    drawn.update_yaxes(ticksuffix=" ")
    for place, region in rows.headings.items():
        _add_heading(drawn, place, region, room, colours)
    return drawn


def spans(starts: Iterable, ends: Iterable, heights: Iterable) -> dict[str, list]:
    """Many separate horizontal lines as the x and y of one trace."""
    x, y = [], []
    for start, end, height in zip(starts, ends, heights, strict=True):
        x += [start, end, None]
        y += [height, height, None]
    return {"x": x, "y": y}


def add_upright(drawn: Drawing, x: object, line: dict) -> None:
    """A line from the top of the rows to their bottom, behind the marks."""
    drawn.add_shape(type="line", x0=x, x1=x, y0=0, y1=1, yref="paper", layer="below", line=line)


def _shortened(name: str) -> str:
    return letters(name if len(name) <= LONGEST_LABEL else f"{name[: LONGEST_LABEL - 1]}…")


def _add_heading(drawn: Drawing, place: int, region: str, room: int, colours: Palette) -> None:
    drawn.add_annotation(
        xref="paper",
        x=0,
        y=place,
        text=f"<b>{letters(region)}</b>",
        font={"color": colours.ink, "size": 13},
        showarrow=False,
        xanchor="left",
        xshift=-room,
    )
