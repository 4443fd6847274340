"""The areas within their regions by the value of one indicator: a dot each, or a bar of counts for words."""

from collections.abc import Hashable, Sequence
from typing import NamedTuple

import pandas as pd

from ics.charts.layout import Drawing, Figure, Options, escape_for_plotly, figure, legend_on_top
from ics.charts.palette import Palette
from ics.formatting import STATES, date_in_words, pluralise
from ics.query_rows import IndicatorByAreaRow, rows_as
from ics.units import in_unit, is_ordered, is_yes_no, scale_of, words_by_code

# In pixels; lanes are packed for the narrowest screen, so that no label covers another there.
_HEADER, _MARK, _LANE, _GAP = 26, 12, 18, 6
_NARROW = 320
_LABEL = 58
_BAR = 30
_NAME_SYMBOLS = ("◆", "■", "▲", "●", "▼", "✚")
_NAME_FILLS = (5, 2, 4, 1, 6, 3)  # neighbours differ, and no fill deepens along the codes: they have no order
_ORDERED = {1: (5,), 2: (5, 1), 3: (5, 3, 1), 4: (6, 5, 3, 1)}
_ORDERED_SYMBOLS = {1: "●", 2: "●○", 3: "●◑○", 4: "●◕◔○"}


class _Band(NamedTuple):
    """A region: its rows with their heights `y`, from `top` to `bottom`."""

    region: str
    rows: pd.DataFrame
    top: float
    bottom: float


def region_dots(rows: pd.DataFrame, unit: str, expected: float | None, colours: Palette) -> Figure:
    """A band per region with a labelled dot per area, the medians of region and England, and what was expected.

    `rows`: query indicator_by_area with at least one value; `expected`: the target.
    """
    found = rows[rows["value"].notna()]
    ends = [*found["value"], *([] if expected is None else [expected]), *(scale_of(unit) or ())]
    low, high = min(ends), max(ends)
    pixel = ((high - low) or 1) / (_NARROW - _LABEL)
    bands = _bands(rows, pixel)
    height = bands[-1].bottom
    drawn = figure(colours, int(height) + 110, hovermode="closest", legend=legend_on_top() | {"traceorder": "reversed"})
    drawn.update_xaxes(range=[low - 8 * pixel, high + _LABEL * pixel], gridcolor=colours.grid, zeroline=False)
    drawn.update_xaxes(nticks=7, ticksuffix="%" if unit == "per cent" else "", tickformat=",~f")
    drawn.update_yaxes(range=[height, 0], visible=False)
    _add_levels(drawn, expected, rows["england_median"].iloc[0], unit, height, colours)
    _add_medians(drawn, bands, colours)
    _add_dots(drawn, bands, unit, colours)
    a_row_of = {row.region: row for row in rows_as(IndicatorByAreaRow, rows)}
    headers = [_header(band.top, band.region, _recorded(a_row_of[band.region], unit), colours) for band in bands]
    drawn.update_layout(annotations=headers)
    return drawn.to_figure()


def _add_levels(
    drawn: Drawing, expected: float | None, england: float | None, unit: str, height: float, colours: Palette
) -> None:
    """What was expected and the median of England, as lines across all bands."""
    wide = {"color": colours.quiet, "width": 7}
    _add_across(drawn, expected, f"Expected: {escape_for_plotly(in_unit(expected, unit))}", height, wide, opacity=0.6)
    dotted = {"color": colours.ink, "width": 1.5, "dash": "dot"}
    _add_across(
        drawn, england, f"Middle area of England (median): {escape_for_plotly(in_unit(england, unit))}", height, dotted
    )


def _bands(rows: pd.DataFrame, pixel: float) -> list[_Band]:
    bands, top = [], 0.0
    for region in sorted(rows["region"].unique()):
        part = rows[rows["region"] == region]
        part = part.assign(lane=_lanes(part.sort_values(["value", "area_name"]), pixel))
        part = part.assign(y=top + _HEADER + _MARK + _LANE * (part["lane"] + 0.5))
        lanes = part["lane"].max()
        bottom = top + _HEADER + _GAP + (0 if pd.isna(lanes) else _MARK + _LANE * (lanes + 1))
        bands.append(_Band(region, part, top, bottom))
        top = bottom
    return bands


def _lanes(ordered: pd.DataFrame, pixel: float) -> pd.Series:
    """The first lane in which a dot does not cover the label before it; an area without a value has none."""
    ends: list[float] = []
    lanes: dict[Hashable, int] = {}
    for index, value in ordered["value"].dropna().items():
        free = next((n for n, end in enumerate(ends) if end <= value), len(ends))
        ends[free : free + 1] = [value + _LABEL * pixel]
        lanes[index] = free
    return pd.Series(lanes, dtype=float)


def _add_across(
    drawn: Drawing, value: float | None, name: str, height: float, line: Options, opacity: float = 1
) -> None:
    """A line through all the bands; nothing for no value."""
    if value is not None and pd.notna(value):
        drawn.add_trace(
            "scatter",
            x=[value, value],
            y=[0, height],
            mode="lines",
            line=line,
            opacity=opacity,
            hoverinfo="skip",
            name=name,
        )


def _add_medians(drawn: Drawing, bands: list[_Band], colours: Palette) -> None:
    """A mark above the dots of each region, where it covers no label."""
    known = [band for band in bands if pd.notna(band.rows["region_median"].iloc[0])]
    if known:
        drawn.add_trace(
            "scatter",
            x=[band.rows["region_median"].iloc[0] for band in known],
            y=[band.top + _HEADER + _MARK / 2 for band in known],
            mode="markers",
            marker={"symbol": "triangle-down", "size": 13, "color": colours.people},
            hoverinfo="skip",
            cliponaxis=False,
            name="Middle area of the region (median)",
        )


def _add_dots(drawn: Drawing, bands: list[_Band], unit: str, colours: Palette) -> None:
    found = pd.concat([band.rows for band in bands]).dropna(subset="value")
    drawn.add_trace(
        "scatter",
        x=found["value"],
        y=found["y"],
        mode="markers+text",
        marker={"color": colours.areas, "size": 10, "line": {"color": colours.paper, "width": 1}},
        text=[escape_for_plotly(label) for label in found["tile_label"]],
        textposition="middle right",
        textfont={"color": colours.ink, "size": 12},
        hovertext=[_hover(row, unit) for row in rows_as(IndicatorByAreaRow, found)],
        hoverinfo="text",
        cliponaxis=False,
        name="Area",
    )


def _hover(row: IndicatorByAreaRow, unit: str) -> str:
    when = date_in_words(row.period, row.period_precision)
    label = f"<br>{escape_for_plotly(row.label)}" if row.label is not None else ""
    return f"<b>{escape_for_plotly(row.area_name)}</b><br>{escape_for_plotly(in_unit(row.value, unit))} ({when}){label}"


def _recorded(row: IndicatorByAreaRow, unit: str) -> str:
    median = f"middle area {in_unit(row.region_median, unit)} · " if row.region_median is not None else ""
    return f"{median}{_with_a_value(row)}"


def _with_a_value(row: IndicatorByAreaRow) -> str:
    """How many areas the region has, and how many of them a value where some have none."""
    areas = pluralise(row.region_areas, "area", "areas")
    return areas if row.region_recorded == row.region_areas else f"{row.region_recorded} of {areas} with a value"


def _header(top: float, region: str, more: str, colours: Palette) -> Options:
    return {
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": top + _HEADER / 2,
        "text": f"<b>{escape_for_plotly(region)}</b> {escape_for_plotly(more)}",
        "font": {"size": 13, "color": colours.ink},
        "bgcolor": colours.paper,
        "showarrow": False,
    }


class _Kind(NamedTuple):
    """How the areas with one code are drawn."""

    code: float | None
    name: str
    symbol: str
    fill: str
    ink: str


def region_words(rows: pd.DataFrame, unit: str, colours: Palette) -> Figure:
    """A bar per region, divided by what its areas were recorded as; the numbers are counts of areas.

    `rows`: query indicator_by_area of an indicator whose unit has words.
    """
    regions = sorted(rows["region"].unique())
    height = len(regions) * (_HEADER + _BAR + _GAP)
    drawn = figure(colours, height + 90, barmode="stack", legend=legend_on_top() | {"traceorder": "normal"})
    drawn.update_xaxes(visible=False, range=[0, 1.01 * rows["region"].value_counts().max()])
    drawn.update_yaxes(visible=False, range=[height, 0])
    middles = {region: n * (_HEADER + _BAR + _GAP) + _HEADER + _BAR / 2 for n, region in enumerate(regions)}
    for kind in _kinds(unit, colours):
        part = rows[rows["value"].isna() if kind.code is None else rows["value"] == kind.code]
        if not part.empty:
            drawn.add_trace("bar", **_bar(part, kind, middles, colours))
    headers = []
    a_row_of = {row.region: row for row in rows_as(IndicatorByAreaRow, rows)}
    for region, middle in middles.items():
        headers.append(_header(middle - _BAR / 2 - _HEADER, region, _with_a_value(a_row_of[region]), colours))
    drawn.update_layout(annotations=headers)
    return drawn.to_figure()


def _kinds(unit: str, colours: Palette) -> list[_Kind]:
    """The words of the unit from most to least, or as they are listed where they have no order; then no value."""
    words = words_by_code(unit)
    fills: Sequence[int] = _NAME_FILLS
    symbols: Sequence[str] = _NAME_SYMBOLS
    codes = list(words)
    if is_ordered(unit) and len(words) in _ORDERED:
        codes, fills, symbols = sorted(words, reverse=True), _ORDERED[len(words)], _ORDERED_SYMBOLS[len(words)]
    kinds = [
        _Kind(code, words[code], symbols[n % len(symbols)], *_colour(fills[n % len(fills)], colours))
        for n, code in enumerate(codes)
    ]
    unrecorded = STATES["not recorded"] if is_yes_no(unit) else "? no value"
    symbol, name = unrecorded.split(" ", 1)
    return [*kinds, _Kind(None, name, symbol, colours.paper, colours.ink)]


def _colour(place: int, colours: Palette) -> tuple[str, str]:
    return colours.stages[place], colours.on_stages[place]


def _bar(part: pd.DataFrame, kind: _Kind, middles: dict[str, float], colours: Palette) -> Options:
    names: dict[str, list[str]] = {}
    for row in rows_as(IndicatorByAreaRow, part.sort_values("region", kind="stable")):
        names.setdefault(row.region, []).append(row.area_name)
    return {
        "orientation": "h",
        "name": f"{kind.symbol} {escape_for_plotly(kind.name)}",
        "y": [middles[region] for region in names],
        "x": [len(areas) for areas in names.values()],
        "width": _BAR,
        "text": [f"{kind.symbol} {len(areas)}" for areas in names.values()],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"color": kind.ink, "size": 13},
        "marker": {"color": kind.fill, "line": {"color": colours.quiet, "width": 1}},
        "hovertext": [
            f"<b>{escape_for_plotly(region)}</b><br>{escape_for_plotly(kind.name)}: {_count_and_names(areas)}"
            for region, areas in names.items()
        ],
        "hoverinfo": "text",
    }


def _count_and_names(areas: Sequence[str]) -> str:
    return "<br>".join([pluralise(len(areas), "area", "areas"), *map(escape_for_plotly, areas)])
