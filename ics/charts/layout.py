"""What all figures share: margins, fonts, grid and behaviour."""

import html
from typing import Any, TypeAlias

import plotly.graph_objects as go

from ics.charts.palette import Palette

Figure: TypeAlias = go.Figure
Options: TypeAlias = dict[str, Any]  # properties of plotly, by name
CONFIG = {"displaylogo": False, "displayModeBar": False, "scrollZoom": False, "doubleClick": False}


def escape_for_plotly(text: object) -> str:
    """Text from the data, to be shown letter for letter: plotly would read tags in it."""
    return html.escape(str(text), quote=False)


class Drawing:
    """A figure in plain dicts: plotly's own objects check every property that is set, which costs most of a rerun.

    The tests hand each finished figure to those checks instead.
    """

    def __init__(self, layout: Options) -> None:
        self._traces: list[Options] = []
        self._layout = layout

    def add_trace(self, kind: str, **trace: object) -> None:
        """A trace of plotly's kind, such as "scatter" or "bar"."""
        self._traces.append({"type": kind} | trace)

    def update_layout(self, **layout: object) -> None:
        self._layout = _merged(self._layout, layout)

    def update_xaxes(self, **axis: object) -> None:
        self.update_layout(xaxis=axis)

    def update_yaxes(self, **axis: object) -> None:
        self.update_layout(yaxis=axis)

    def add_shape(self, **shape: object) -> None:
        self._layout.setdefault("shapes", []).append(shape)

    def add_annotation(self, **annotation: object) -> None:
        self._layout.setdefault("annotations", []).append(annotation)

    def to_figure(self) -> Figure:
        return go.Figure({"data": self._traces, "layout": self._layout}, _validate=False)


def _merged(layout: Options, more: Options) -> Options:
    """The layout with more put over it, group by group."""
    both = {
        name: _merged(layout[name], value) if isinstance(value, dict) and isinstance(layout.get(name), dict) else value
        for name, value in more.items()
    }
    return layout | both


def figure(colours: Palette, height: int, **layout: object) -> Drawing:
    """An empty figure in the dashboard's look; zooming is off so that a thumb can scroll past it."""
    base = {
        "height": height,
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "font": {"color": colours.ink, "size": 14, "family": '"Source Sans", sans-serif'},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "hoverlabel": {"font": {"size": 14}, "align": "left"},
        "dragmode": False,
        "showlegend": True,
        "uirevision": "keep",
        "xaxis": {"automargin": True, "fixedrange": True},
        "yaxis": {"automargin": True, "fixedrange": True},
    }
    return Drawing(_merged(base, layout))


def legend_on_top() -> Options:
    return {
        "orientation": "h",
        "x": 0,
        "xanchor": "left",
        "y": 1.02,
        "yanchor": "bottom",
        "itemclick": False,
        "itemdoubleclick": False,
    }
