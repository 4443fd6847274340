"""England as hexagons: one for each area, so that a small area is seen as well as a large one."""

import math

import pandas as pd

from ics.charts.layout import Drawing, Figure, escape_for_plotly, figure, legend_on_top
from ics.charts.palette import STAGE_SYMBOLS, Palette, rank
from ics.formatting import date_in_words
from ics.query_rows import AreasWithStageRow, rows_as
from ics.sentences.progress import stage_in_words, star_of

_ROW_HEIGHT = math.sqrt(3) / 2
_RADIUS = 1 / math.sqrt(3)
_CLICKABLE = 36  # pixels round the label that answer to a click: a filled outline does not
_SHRINK = 0.94  # leaves a thin gap between neighbours


def stage_hexagons(rows: pd.DataFrame, sequences: list[int], colours: Palette) -> Figure:
    """A hexagon per area, coloured by furthest stage, with its label, the symbol of the stage and a star.

    `rows`: query areas_with_stage; `sequences`: the stages of the path in order.
    """
    height = 120 + 52 * int(rows["tile_row"].max() - rows["tile_row"].min() + 1)
    drawn = figure(colours, height, legend=legend_on_top() | {"traceorder": "normal"})
    drawn.update_xaxes(visible=False)
    drawn.update_yaxes(visible=False, scaleanchor="x", constrain="domain")
    x = rows["tile_col"] + 0.5 * (rows["tile_row"] % 2)
    centres = rows.assign(x=x, y=-_ROW_HEIGHT * rows["tile_row"])
    places = rank(sequences)
    for sequence in sorted(rows["stage_sequence"].unique(), reverse=True):
        part = centres[centres["stage_sequence"] == sequence]
        _add_outlines(drawn, part, places[sequence], colours)
        _add_labels(drawn, part, places[sequence], colours)
    return drawn.to_figure()


def _add_outlines(drawn: Drawing, part: pd.DataFrame, place: int, colours: Palette) -> None:
    """The filled hexagons of one stage. `place`: of the stage in the palette."""
    outline_x, outline_y = _outlines(part)
    drawn.add_trace(
        "scatter",
        x=outline_x,
        y=outline_y,
        mode="lines",
        fill="toself",
        fillcolor=colours.stages[place],
        line={"color": colours.quiet, "width": 0 if place > 1 else 1},  # before its first stage an area is an outline
        hoverinfo="skip",
        name=f"{STAGE_SYMBOLS[place]} {escape_for_plotly(part['stage'].iloc[0])}",
    )


def _add_labels(drawn: Drawing, part: pd.DataFrame, place: int, colours: Palette) -> None:
    """The labels of the areas of one stage, which answer to a click."""
    areas = list(rows_as(AreasWithStageRow, part))
    drawn.add_trace(
        "scatter",
        x=part["x"],
        y=part["y"],
        mode="markers+text",
        marker={"size": _CLICKABLE, "color": "rgba(0,0,0,0)"},
        text=[f"{escape_for_plotly(row.tile_label)}<br>{STAGE_SYMBOLS[place]}{star_of(row)}" for row in areas],
        textfont={"color": colours.on_stages[place], "size": 11},
        hovertext=[_hover(row) for row in areas],
        hoverinfo="text",
        customdata=part["area_code"],
        showlegend=False,
    )


def _outlines(part: pd.DataFrame) -> tuple[list[float | None], list[float | None]]:
    """The corners of all hexagons as x and y of one trace."""
    corners = [math.radians(60 * k + 30) for k in range(7)]
    x: list[float | None] = []
    y: list[float | None] = []
    for centre_x, centre_y in zip(part["x"], part["y"], strict=True):
        x += [*(centre_x + _SHRINK * _RADIUS * math.cos(a) for a in corners), None]
        y += [*(centre_y + _SHRINK * _RADIUS * math.sin(a) for a in corners), None]
    return x, y


def _hover(row: AreasWithStageRow) -> str:
    designated = date_in_words(row.designated_on, row.designated_precision) or row.designation_state
    lines = [
        f"<b>{escape_for_plotly(row.area_name)}</b>",
        escape_for_plotly(row.region),
        f"Furthest recorded stage: {escape_for_plotly(stage_in_words(row))}",
        f"ICS designated: {designated}",
    ]
    if star_of(row):
        lines.append(f"{star_of(row)} Point of light")
    return "<br>".join(lines)
