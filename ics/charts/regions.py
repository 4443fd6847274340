"""Regions by the furthest stage of their areas."""

import pandas as pd

from ics.charts.layout import Figure, Options, escape_for_plotly, figure, legend_on_top
from ics.charts.palette import STAGE_SYMBOLS, Palette, rank
from ics.formatting import pluralise
from ics.query_rows import RegionsByFurthestStageRow, rows_as


def region_stage_bars(rows: pd.DataFrame, sequences: list[int], colours: Palette) -> Figure:
    """One bar per region, divided by the furthest stage of its areas; numbers are counts of areas.

    `rows`: query regions_by_furthest_stage; `sequences`: the stages of the path in order.
    """
    regions = [escape_for_plotly(name) for name in sorted(rows["region"].unique(), reverse=True)]
    drawn = figure(colours, 70 + 46 * len(regions), barmode="stack", bargap=0.3, legend=legend_on_top())
    drawn.update_layout(legend={"traceorder": "normal"}, margin={"t": 40})
    drawn.update_xaxes(visible=False)
    drawn.update_yaxes(categoryorder="array", categoryarray=regions, ticksuffix="  ")
    places = rank(sequences)
    for sequence in sorted(rows["stage_sequence"].unique(), reverse=True):
        drawn.add_trace("bar", **_segment(rows[rows["stage_sequence"] == sequence], places[sequence], colours))
    return drawn.to_figure()


def _segment(part: pd.DataFrame, place: int, colours: Palette) -> Options:
    stage = escape_for_plotly(part["stage"].iloc[0])
    words = [_hover(row, stage) for row in rows_as(RegionsByFurthestStageRow, part)]
    return {
        "orientation": "h",
        "name": f"{STAGE_SYMBOLS[place]} {stage}",
        "y": part["region"].map(escape_for_plotly),
        "x": part["areas"],
        "text": part["areas"],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"color": colours.on_stages[place], "size": 14},
        "marker": {
            "color": colours.stages[place],
            "line": {"color": colours.paper if place > 1 else colours.quiet, "width": 2},
        },
        "hovertext": words,
        "hoverinfo": "text",
    }


def _hover(row: RegionsByFurthestStageRow, stage: str) -> str:
    names = "<br>".join(escape_for_plotly(name) for name in row.area_names.split("; "))
    return f"<b>{escape_for_plotly(row.region)}</b><br>{stage}: {pluralise(row.areas, 'area', 'areas')}<br>{names}"
