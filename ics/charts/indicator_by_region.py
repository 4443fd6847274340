"""The areas within their regions by the value of one indicator: a dot each, or a bar of counts for words."""

from typing import NamedTuple

import pandas as pd

from ics.charts.layout import Drawing, Figure, figure, legend_on_top, letters
from ics.charts.palette import Palette
from ics.formatting import STATES, date_in_words, pluralise
from ics.units import in_unit, is_ordered, is_yes_no, scale_of, words_of

# In pixels; lanes are packed for the narrowest screen, so that no label covers another there.
HEADER, MARK, LANE, GAP = 26, 12, 18, 6
NARROW = 320
LABEL = 58
BAR = 30
NAME_SYMBOLS = ("◆", "■", "▲", "●", "▼", "✚")
NAME_FILLS = (5, 2, 4, 1, 6, 3)  # neighbours differ, and no fill deepens along the codes: they have no order
ORDERED = {1: (5,), 2: (5, 1), 3: (5, 3, 1), 4: (6, 5, 3, 1)}
ORDERED_SYMBOLS = {1: "●", 2: "●○", 3: "●◑○", 4: "●◕◔○"}


class _Band(NamedTuple):
    """A region: its rows with their heights `y`, from `top` to `bottom`."""

    region: str
    rows: pd.DataFrame
    top: float
    bottom: float


def region_dots(rows: pd.DataFrame, unit: str, expected: float, colours: Palette) -> Figure:
    """A band per region with a labelled dot per area, the medians of region and England, and what was expected.

    `rows`: query indicator_by_area with at least one value; `expected`: the target, NaN for none.
    """
    found = rows[rows["value"].notna()]
    ends = [*found["value"], *([] if pd.isna(expected) else [expected]), *(scale_of(unit) or ())]
    low, high = min(ends), max(ends)
    pixel = ((high - low) or 1) / (NARROW - LABEL)
    bands = _bands(rows, pixel)
    height = bands[-1].bottom
    drawn = figure(colours, int(height) + 110, hovermode="closest", legend=legend_on_top() | {"traceorder": "reversed"})
    drawn.update_xaxes(range=[low - 8 * pixel, high + LABEL * pixel], gridcolor=colours.grid, zeroline=False)
    drawn.update_xaxes(nticks=7, ticksuffix="%" if unit == "per cent" else "", tickformat=",~f")
    drawn.update_yaxes(range=[height, 0], visible=False)
    wide = {"color": colours.quiet, "width": 7}
    _add_across(drawn, expected, f"Expected: {letters(in_unit(expected, unit))}", height, wide, opacity=0.6)
    england, dotted = rows["england_median"].iloc[0], {"color": colours.ink, "width": 1.5, "dash": "dot"}
    _add_across(drawn, england, f"Median of England: {letters(in_unit(england, unit))}", height, dotted)
    _add_medians(drawn, bands, colours)
    _add_dots(drawn, bands, unit, colours)
    headers = [_header(band.top, band.region, _recorded(band.rows.iloc[0], unit), colours) for band in bands]
    drawn.update_layout(annotations=headers)
    return drawn.finished()


def _bands(rows: pd.DataFrame, pixel: float) -> list[_Band]:
    bands, top = [], 0.0
    for region, part in rows.groupby("region"):
        part = part.assign(lane=_lanes(part.sort_values(["value", "area_name"]), pixel))
        part = part.assign(y=top + HEADER + MARK + LANE * (part["lane"] + 0.5))
        lanes = part["lane"].max()
        bottom = top + HEADER + GAP + (0 if pd.isna(lanes) else MARK + LANE * (lanes + 1))
        bands.append(_Band(region, part, top, bottom))
        top = bottom
    return bands


def _lanes(ordered: pd.DataFrame, pixel: float) -> pd.Series:
    """The first lane in which a dot does not cover the label before it; NaN for an area without a value."""
    ends: list[float] = []
    lanes = pd.Series(float("nan"), index=ordered.index)
    for index, value in ordered["value"].dropna().items():
        free = next((n for n, end in enumerate(ends) if end <= value), len(ends))
        ends[free : free + 1] = [value + LABEL * pixel]
        lanes[index] = free
    return lanes


def _add_across(drawn: Drawing, value: float, name: str, height: float, line: dict, opacity: float = 1) -> None:
    """A line through all the bands; nothing for no value."""
    if pd.notna(value):
        drawn.add(
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
        drawn.add(
            "scatter",
            x=[band.rows["region_median"].iloc[0] for band in known],
            y=[band.top + HEADER + MARK / 2 for band in known],
            mode="markers",
            marker={"symbol": "triangle-down", "size": 13, "color": colours.people},
            hoverinfo="skip",
            cliponaxis=False,
            name="Median of the region",
        )


def _add_dots(drawn: Drawing, bands: list[_Band], unit: str, colours: Palette) -> None:
    found = pd.concat([band.rows for band in bands]).dropna(subset="value")
    drawn.add(
        "scatter",
        x=found["value"],
        y=found["y"],
        mode="markers+text",
        marker={"color": colours.areas, "size": 10, "line": {"color": colours.paper, "width": 1}},
        text=[letters(label) for label in found["tile_label"]],
        textposition="middle right",
        textfont={"color": colours.ink, "size": 12},
        hovertext=[_hover(row, unit) for row in found.itertuples()],
        hoverinfo="text",
        cliponaxis=False,
        name="Area",
    )


def _hover(row: object, unit: str) -> str:
    when = date_in_words(row.period, row.period_precision)
    label = f"<br>{letters(row.label)}" if pd.notna(row.label) else ""
    return f"<b>{letters(row.area_name)}</b><br>{letters(in_unit(row.value, unit))} ({when}){label}"


def _recorded(row: pd.Series, unit: str) -> str:
    median = f"median {in_unit(row.region_median, unit)} · " if pd.notna(row.region_median) else ""
    return f"{median}{row.region_recorded} of {row.region_areas} recorded"


def _header(top: float, region: str, beside: str, colours: Palette) -> dict:
    return {
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": top + HEADER / 2,
        "text": f"<b>{letters(region)}</b> {letters(beside)}",
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
    height = len(regions) * (HEADER + BAR + GAP)
    drawn = figure(colours, height + 90, barmode="stack", legend=legend_on_top() | {"traceorder": "normal"})
    drawn.update_xaxes(visible=False, range=[0, 1.01 * rows["region"].value_counts().max()])
    drawn.update_yaxes(visible=False, range=[height, 0])
    middles = {region: n * (HEADER + BAR + GAP) + HEADER + BAR / 2 for n, region in enumerate(regions)}
    for kind in _kinds(unit, colours):
        part = rows[rows["value"].isna() if kind.code is None else rows["value"] == kind.code]
        if not part.empty:
            drawn.add("bar", **_bar(part, kind, middles, colours))
    headers = []
    for region, middle in middles.items():
        first = rows[rows["region"] == region].iloc[0]
        beside = f"{first.region_recorded} of {first.region_areas} recorded"
        headers.append(_header(middle - BAR / 2 - HEADER, region, beside, colours))
    drawn.update_layout(annotations=headers)
    return drawn.finished()


def _kinds(unit: str, colours: Palette) -> list[_Kind]:
    """The words of the unit from most to least, or as they are listed where they have no order; then no value."""
    words = words_of(unit)
    if is_ordered(unit) and len(words) in ORDERED:
        codes, fills, symbols = sorted(words, reverse=True), ORDERED[len(words)], ORDERED_SYMBOLS[len(words)]
    else:
        codes, fills, symbols = list(words), NAME_FILLS, NAME_SYMBOLS
    kinds = [
        _Kind(code, words[code], symbols[n % len(symbols)], *_colour(fills[n % len(fills)], colours))
        for n, code in enumerate(codes)
    ]
    unrecorded = STATES["not recorded"] if is_yes_no(unit) else "? no value recorded"
    symbol, name = unrecorded.split(" ", 1)
    return [*kinds, _Kind(None, name, symbol, colours.paper, colours.ink)]


def _colour(place: int, colours: Palette) -> tuple[str, str]:
    return colours.stages[place], colours.on_stages[place]


def _bar(part: pd.DataFrame, kind: _Kind, middles: dict[str, float], colours: Palette) -> dict:
    groups = part.groupby("region")["area_name"]
    names = {region: list(areas) for region, areas in groups}
    return {
        "orientation": "h",
        "name": f"{kind.symbol} {letters(kind.name)}",
        "y": [middles[region] for region in names],
        "x": [len(areas) for areas in names.values()],
        "width": BAR,
        "text": [f"{kind.symbol} {len(areas)}" for areas in names.values()],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"color": kind.ink, "size": 13},
        "marker": {"color": kind.fill, "line": {"color": colours.quiet, "width": 1}},
        "hovertext": [
            f"<b>{letters(region)}</b><br>{letters(kind.name)}: {pluralise(len(areas), 'area', 'areas')}<br>"
            + "<br>".join(letters(name) for name in areas)
            for region, areas in names.items()
        ],
        "hoverinfo": "text",
    }
