"""Areas by milestones: which state each area has in each milestone."""

import textwrap
from typing import NamedTuple

import pandas as pd

from ics.charts.area_rows import AreaRows, figure_of_rows
from ics.charts.layout import Drawing, Figure, escape_for_plotly
from ics.charts.palette import Palette
from ics.query_rows import MilestoneStatesRow, first_row, rows_as
from ics.sentences.milestones import disambiguated, state_in_words

_PART = "reached in part"
_LONGEST_LINE = 15  # letters of the name of a column
_ORDER = ("reached", _PART, "not reached", "overdue", "not recorded")


class _Look(NamedTuple):
    fill: str
    symbol: str
    line: str


def state_matrix(states: pd.DataFrame, rows: AreaRows, colours: Palette) -> Figure:
    """One row per area and one column per milestone; each cell has the colour and the symbol of its state.

    `states`: query milestone_states.
    """
    drawn = figure_of_rows(rows, colours, 100, len(_ORDER))
    states = disambiguated(states)
    milestones = list(dict.fromkeys(states["milestone"]))
    drawn.update_xaxes(range=[-0.6, len(milestones) - 0.4], side="top", showgrid=False, zeroline=False)
    drawn.update_xaxes(tickvals=list(range(len(milestones))), ticktext=[_in_lines(name) for name in milestones])
    drawn.update_xaxes(autotickangles=[0, -90], tickfont={"size": 13})
    kinds = states["state"].mask((states["state"] == "reached") & (states["extent"] == "part"), _PART)
    for kind in _ORDER:
        part = states[kinds == kind]
        if not part.empty:
            _add_cells(drawn, part, milestones, rows, _looks(colours)[kind])
    return drawn.to_figure()


def _looks(colours: Palette) -> dict[str, _Look]:
    return {
        "reached": _Look(colours.stages[5], colours.on_stages[5], colours.stages[5]),
        _PART: _Look(colours.stages[3], colours.on_stages[3], colours.stages[5]),
        "not reached": _Look(colours.paper, colours.ink, colours.quiet),
        "overdue": _Look(colours.alert, colours.on_alert, colours.alert),
        "not recorded": _Look(colours.paper, colours.quiet, colours.paper),
    }


def _add_cells(drawn: Drawing, part: pd.DataFrame, milestones: list[str], rows: AreaRows, look: _Look) -> None:
    first = first_row(MilestoneStatesRow, part)
    words = state_in_words(first.state, first.extent)
    rows_of_state = rows_as(MilestoneStatesRow, part)
    drawn.add_trace(
        "scatter",
        x=part["milestone"].map(milestones.index),
        y=part["area_code"].map(rows.places),
        mode="markers+text",
        marker={"symbol": "square", "size": 17, "color": look.fill, "line": {"color": look.line, "width": 1}},
        text=words.split()[0],
        textfont={"color": look.symbol, "size": 12},
        hovertext=[
            f"<b>{escape_for_plotly(r.area_name)}</b><br>{escape_for_plotly(r.milestone)}: {words}"
            for r in rows_of_state
        ],
        hoverinfo="text",
        name=words,
    )


def _in_lines(name: str) -> str:
    """A long name broken into lines, so that columns can be narrow."""
    return "<br>".join(escape_for_plotly(line) for line in textwrap.wrap(name, _LONGEST_LINE))
