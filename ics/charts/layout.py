"""What all figures share: margins, fonts, grid and behaviour."""

import html

import plotly.graph_objects as go

from ics.charts.palette import Palette

Figure = go.Figure
CONFIG = {"displaylogo": False, "displayModeBar": False, "scrollZoom": False, "doubleClick": False}


def letters(text: object) -> str:
    """Text from the data, to be shown letter for letter: plotly would read tags in it."""
    return html.escape(str(text), quote=False)


def figure(colours: Palette, height: int, **layout: object) -> go.Figure:
    """An empty figure in the dashboard's look; zooming is off so that a thumb can scroll past it."""
    base = go.Layout(
        height=height,
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        font={"color": colours.ink, "size": 14, "family": '"Source Sans", sans-serif'},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        hoverlabel={"font": {"size": 14}, "align": "left"},
        dragmode=False,
        showlegend=True,
        uirevision="keep",
        xaxis={"automargin": True, "fixedrange": True},
        yaxis={"automargin": True, "fixedrange": True},
    )
    return go.Figure(layout=base).update_layout(**layout)


def legend_on_top() -> dict:
    return {
        "orientation": "h",
        "x": 0,
        "xanchor": "left",
        "y": 1.02,
        "yanchor": "bottom",
        "itemclick": False,
        "itemdoubleclick": False,
    }
