"""One indicator over its periods: the share of areas that say yes, or every area in the panel of its region."""

import math
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import pandas as pd

from ics.charts.layout import Drawing, Figure, Options, escape_for_plotly, figure, legend_on_top
from ics.charts.palette import Palette
from ics.formatting import date_in_words, day_in_words
from ics.query_rows import IndicatorOverTimeRow, rows_as
from ics.sentences.leadership import Share
from ics.units import PERIOD, in_unit

_PANEL, _PANEL_TITLE = 120, 46  # pixels
_BETWEEN = 0.12  # of the width, for the ticks of the second column


def share_steps(shares: Sequence[Share], expected_by: pd.Timestamp | None, what: str, colours: Palette) -> Figure:
    """A stepped line, the share of the recorded areas with a yes; the counts are at the points.

    `expected_by`, `what`: until when what was expected.
    """
    periods = [share.period for share in shares]
    last = max([*periods, expected_by] if expected_by else periods)
    drawn = figure(colours, 320, showlegend=False, hovermode="closest")
    first = min(periods) - pd.DateOffset(months=9)
    drawn.update_xaxes(range=[first, last + pd.DateOffset(months=3)], showgrid=False, tickformat="%Y", dtick="M12")
    drawn.update_yaxes(range=[0, 114], gridcolor=colours.grid, zeroline=False)
    drawn.update_yaxes(tickvals=[0, 25, 50, 75, 100], ticktext=["0%", "25%", "50%", "75%", "100%"])
    if expected_by is not None:
        _add_expectation(drawn, expected_by, what, colours)
    _add_steps(drawn, shares, colours)
    return drawn.to_figure()


def _add_steps(drawn: Drawing, shares: Sequence[Share], colours: Palette) -> None:
    drawn.add_trace(
        "scatter",
        x=[share.period for share in shares],
        y=[100 * share.yes / share.recorded for share in shares],
        mode="lines+markers+text",
        line={"shape": "hv", "color": colours.areas, "width": 3},
        marker={"size": 9},
        text=[f"<b>{share.yes} of {share.recorded}</b>" for share in shares],
        textposition="top left",
        textfont={"color": colours.areas, "size": 12},
        hovertext=[date_in_words(share.period, share.period_precision) for share in shares],
        hovertemplate="%{hovertext}: %{text} (%{y:.0f}%)<extra></extra>",
        cliponaxis=False,
    )


def _add_expectation(drawn: Drawing, day: pd.Timestamp, what: str, colours: Palette) -> None:
    line = {"color": colours.quiet, "width": 1.5, "dash": "dash"}
    drawn.add_shape(type="line", x0=day, x1=day, y0=0, y1=112, line=line)
    drawn.add_annotation(
        x=day,
        y=112,
        text=f"Expected by {day_in_words(day)}:<br>{escape_for_plotly(what)}",
        font={"color": colours.quiet, "size": 13},
        bgcolor=colours.paper,
        showarrow=False,
        align="right",
        xanchor="right",
        yanchor="top",
        xshift=-6,
    )


class _Panel(NamedTuple):
    """The place of a region: the suffix of its axes and their domains."""

    suffix: str
    x: list[float]
    y: list[float]


def region_panels(values: pd.DataFrame, unit: str, colours: Palette) -> Figure:
    """A panel per region, all on one scale: a thin line per area, a thick one for the median of the region.

    `values`: query indicator_over_time with at least two periods.
    """
    regions = sorted(values["region"].unique())
    rows = math.ceil(len(regions) / 2)
    height = rows * (_PANEL + _PANEL_TITLE)
    drawn = figure(colours, height + 60, hovermode="closest", legend=legend_on_top())
    titles: list[Options] = []
    axes: Options = {}
    for place, region in enumerate(regions):
        panel = _panel(place, len(regions), rows)
        part = values[values["region"] == region].sort_values(PERIOD)
        medians = part.drop_duplicates(PERIOD).dropna(subset="region_median")
        axes |= _axes(panel, values, unit, colours)
        for line in (_area_lines(part, unit, colours), _median_line(medians, colours)):
            drawn.add_trace("scatter", **line, **_on(panel), showlegend=place == 0)
        titles.append(_title(panel, region, medians["region_median"], unit, colours))
    drawn.update_layout(annotations=titles, **axes)
    return drawn.to_figure()


def _on(panel: _Panel) -> Options:
    return {"xaxis": f"x{panel.suffix}", "yaxis": f"y{panel.suffix}"}


def _panel(place: int, panels: int, rows: int) -> _Panel:
    row, column = divmod(place, 2)
    wide = 1 if panels == 1 else (1 - _BETWEEN) / 2
    left = column * (wide + _BETWEEN)
    top = 1 - (row + _PANEL_TITLE / (_PANEL + _PANEL_TITLE)) / rows
    bottom = 1 - (row + 1) / rows + 0.14 / rows
    return _Panel(str(place + 1) if place else "", [left, left + wide], [bottom, top])


def _axes(panel: _Panel, values: pd.DataFrame, unit: str, colours: Palette) -> Options:
    return {
        f"xaxis{panel.suffix}": _x_axis(panel, values["period"]),
        f"yaxis{panel.suffix}": _y_axis(panel, values["value"], unit, colours),
    }


def _x_axis(panel: _Panel, periods: "pd.Series[pd.Timestamp]") -> Options:
    first, last = periods.min(), periods.max()
    return {
        "domain": panel.x,
        "anchor": f"y{panel.suffix}",
        "range": [first - pd.DateOffset(months=3), last + pd.DateOffset(months=3)],
        "tickvals": [first, last],
        "ticktext": [f"{first:%Y}", f"{last:%Y}"],
        "tickfont": {"size": 12},
        "showgrid": False,
        "fixedrange": True,
    }


def _y_axis(panel: _Panel, values: "pd.Series[float]", unit: str, colours: Palette) -> Options:
    low, high = values.min(), values.max()
    room = 0.08 * ((high - low) or 1)
    return {
        "domain": panel.y,
        "anchor": f"x{panel.suffix}",
        "range": [low - room, high + room],
        "nticks": 5,
        "tickfont": {"size": 12},
        "ticksuffix": "%" if unit == "per cent" else "",
        "gridcolor": colours.grid,
        "zeroline": False,
        "automargin": panel.x[0] == 0,
        "fixedrange": True,
    }


def _area_lines(part: pd.DataFrame, unit: str, colours: Palette) -> Options:
    """All the lines of a region in one trace, with a gap between two areas."""
    x, y, hovertext = _points_with_gaps(part, unit)
    return {
        "x": x,
        "y": y,
        "mode": "lines+markers",
        "line": {"color": colours.areas, "width": 1.5},
        "marker": {"size": 4},
        "opacity": 0.6,
        "hovertext": hovertext,
        "hoverinfo": "text",
        "name": "An area",
    }


def _points_with_gaps(part: pd.DataFrame, unit: str) -> tuple[list[pd.Timestamp | None], list[float | None], list[str]]:
    """Periods, values and what is shown over them, area by area; empty between two areas."""
    x: list[pd.Timestamp | None] = []
    y: list[float | None] = []
    words: list[str] = []
    last, in_words = None, cache(date_in_words)  # many rows, few periods
    for row in rows_as(IndicatorOverTimeRow, part.sort_values(["area_name", "period"])):
        if last not in (None, row.area_name):
            x, y, words = [*x, None], [*y, None], [*words, ""]
        x.append(row.period)
        y.append(row.value)
        words.append(
            f"<b>{escape_for_plotly(row.area_name)}</b><br>{in_words(row.period, row.period_precision)}: "
            f"{escape_for_plotly(in_unit(row.value, unit))}"
        )
        last = row.area_name
    return x, y, words


def _median_line(medians: pd.DataFrame, colours: Palette) -> Options:
    return {
        "x": medians["period"],
        "y": medians["region_median"],
        "mode": "lines",
        "line": {"color": colours.people, "width": 4},
        "hoverinfo": "skip",
        "name": "Middle area of the region (median)",
    }


def _title(panel: _Panel, region: str, medians: pd.Series, unit: str, colours: Palette) -> Options:
    ends = [in_unit(medians.iloc[0], unit), in_unit(medians.iloc[-1], unit)] if len(medians) else []
    more = f"middle area {' → '.join(ends)}" if ends else "too few values for a middle area"
    return {
        "x": panel.x[0],
        "y": panel.y[1],
        "xref": "paper",
        "yref": "paper",
        "xanchor": "left",
        "yanchor": "bottom",
        "align": "left",
        "text": f"<b>{escape_for_plotly(region)}</b><br>{escape_for_plotly(more)}",
        "font": {"size": 12, "color": colours.ink},
        "showarrow": False,
    }
