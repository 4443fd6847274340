"""Coverage by integrated care systems over time."""

import pandas as pd
import plotly.graph_objects as go

from ics.charts.layout import figure
from ics.charts.palette import Palette
from ics.words import day_in_words, millions


def coverage_steps(rows: pd.DataFrame, target: pd.Timestamp, colours: Palette) -> go.Figure:
    """Two stepped lines, the share of areas and of people covered, against the target.

    `rows`: query coverage_over_time; `target`: the national target date.
    """
    last_day = max(rows["day"].max(), target) + pd.DateOffset(months=6)
    drawn = figure(colours, 340, showlegend=False, hovermode="closest")
    drawn.update_xaxes(range=[rows["day"].min(), last_day], showgrid=False, tickformat="%Y", dtick="M12")
    drawn.update_yaxes(
        range=[0, 112],
        tickvals=[0, 25, 50, 75, 100],
        ticktext=["0%", "25%", "50%", "75%", "100%"],
        gridcolor=colours.grid,
        zeroline=False,
    )
    _add_target(drawn, target, colours)
    people = _share(rows["designated_population"], rows["population"])
    areas = _share(rows["designated_areas"], rows["areas"])
    last = rows.iloc[-1]
    of_people = f"{millions(last['designated_population'])} of {millions(last['population'])} million people"
    of_areas = f"{last['designated_areas']} of {last['areas']} areas"
    _add_steps(drawn, rows["day"], people, of_people, colours.people, "dot", above=people.iloc[-1] >= areas.iloc[-1])
    _add_steps(drawn, rows["day"], areas, of_areas, colours.stages[4], "solid", above=people.iloc[-1] < areas.iloc[-1])
    return drawn


def _share(part: pd.Series, whole: pd.Series) -> pd.Series:
    return 100 * part / whole.where(whole > 0)


def _add_steps(
    drawn: go.Figure, days: pd.Series, share: pd.Series, label: str, colour: str, dash: str, above: bool
) -> None:
    words = [f"{day_in_words(day)}: {value:.0f}%" for day, value in zip(days, share, strict=True)]
    line = {"shape": "hv", "color": colour, "width": 3, "dash": dash}
    drawn.add_scatter(
        x=days, y=share, mode="lines", line=line, text=words, hovertemplate="%{text}<extra></extra>", name=label
    )
    drawn.add_annotation(
        x=days.iloc[-1],
        y=share.iloc[-1],
        text=f"<b>{label}</b>",
        font={"color": colour, "size": 14},
        showarrow=False,
        xanchor="right",
        yanchor="bottom" if above or share.iloc[-1] < 8 else "top",
        yshift=(4 if above else 22) if above or share.iloc[-1] < 8 else -4,
    )


def _add_target(drawn: go.Figure, target: pd.Timestamp, colours: Palette) -> None:
    drawn.add_shape(
        type="line", x0=target, x1=target, y0=0, y1=100, line={"color": colours.quiet, "width": 1.5, "dash": "dash"}
    )
    drawn.add_annotation(
        x=target,
        y=3,
        text=f"Target: all by<br>{day_in_words(target)}",
        font={"color": colours.quiet, "size": 13},
        showarrow=False,
        align="right",
        xanchor="right",
        yanchor="bottom",
        xshift=-6,
    )
