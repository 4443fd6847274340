"""One small chart for each region: how many of its areas were designated, over time."""

import math

import pandas as pd

from ics.charts.layout import Drawing, Figure, escape_for_plotly, figure
from ics.charts.palette import Palette
from ics.formatting import day_in_words
from ics.query_rows import RegionCoverageOverTimeRow, rows_as

_COLUMNS = 2  # as many as a telephone has room for
_ROW_PIXELS = 118
_HEADROOM = 0.32  # of a row, for the name of its regions


def trends_height(regions: int) -> int:
    """Pixels of the figure."""
    return math.ceil(regions / _COLUMNS) * _ROW_PIXELS + 30


def region_trends(rows: pd.DataFrame, target: pd.Timestamp | None, colours: Palette) -> Figure:
    """A stepped line for each region, the share of its areas that were designated, all on the same scales.

    `rows`: query region_coverage_over_time; `target`: the national target date.
    """
    regions = list(dict.fromkeys(rows["region"]))
    drawn = figure(colours, trends_height(len(regions)), showlegend=False, margin={"t": 4, "b": 24, "r": 52})
    for place, region in enumerate(regions):
        _add_axes(drawn, place, len(regions), rows["day"], colours)
        found = list(rows_as(RegionCoverageOverTimeRow, rows[rows["region"] == region]))
        _add_line(drawn, place, found, colours)
        if target is not None:
            _add_target(drawn, place, target, colours)
    return drawn.to_figure()


def _axis(place: int) -> str:
    return "" if place == 0 else str(place + 1)


def _add_axes(drawn: Drawing, place: int, regions: int, days: pd.Series, colours: Palette) -> None:
    rows_of_charts = math.ceil(regions / _COLUMNS)
    row, column = divmod(place, _COLUMNS)
    top = 1 - row / rows_of_charts
    domain = [top - (1 - _HEADROOM) / rows_of_charts, top - _HEADROOM / rows_of_charts]
    x = {
        "domain": [0, 0.42] if column == 0 else [0.58, 1],
        "anchor": f"y{_axis(place)}",
        "range": [days.min(), days.max()],
        "tickformat": "%Y",
        "nticks": 4,
        "showgrid": False,
        "linecolor": colours.grid,
        "fixedrange": True,
        "showticklabels": place >= regions - _COLUMNS,  # the last one of each column
    }
    y = {
        "domain": [max(domain[0], 0), domain[1]],
        "anchor": f"x{_axis(place)}",
        "range": [0, 100],
        "tickvals": [0, 100],
        "showticklabels": False,
        "gridcolor": colours.grid,
        "zeroline": False,
        "fixedrange": True,
    }
    drawn.update_layout(**{f"xaxis{_axis(place)}": x, f"yaxis{_axis(place)}": y})


def _add_line(drawn: Drawing, place: int, rows: list[RegionCoverageOverTimeRow], colours: Palette) -> None:
    last, axis = rows[-1], _axis(place)
    share = [100 * row.designated_areas / row.areas for row in rows]
    drawn.add_trace(
        "scatter",
        x=[row.day for row in rows],
        y=share,
        xaxis=f"x{axis}",
        yaxis=f"y{axis}",
        mode="lines",
        line={"shape": "hv", "color": colours.areas, "width": 2.5},
        fill="tozeroy",
        fillcolor=colours.stages[2],
        text=[f"{day_in_words(row.day)}: {row.designated_areas} of {row.areas}" for row in rows],
        hovertemplate="%{text}<extra></extra>",
        name=escape_for_plotly(last.region),
    )
    ref = {"xref": f"x{axis} domain", "yref": f"y{axis} domain", "showarrow": False}
    drawn.add_annotation(
        x=0, y=1, xanchor="left", yanchor="bottom", yshift=4, text=f"<b>{escape_for_plotly(last.region)}</b>", **ref
    )
    drawn.add_annotation(
        x=1,
        y=share[-1] / 100,
        xanchor="left",
        yanchor="middle",
        xshift=6,
        text=f"{last.designated_areas} of {last.areas}",
        font={"color": colours.areas},
        **ref,
    )


def _add_target(drawn: Drawing, place: int, target: pd.Timestamp, colours: Palette) -> None:
    axis = _axis(place)
    line = {"color": colours.quiet, "width": 1.5, "dash": "dot"}
    drawn.add_shape(type="line", x0=target, x1=target, y0=0, y1=100, xref=f"x{axis}", yref=f"y{axis}", line=line)
