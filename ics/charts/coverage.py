"""Coverage by integrated care systems over time."""

from typing import NamedTuple

import pandas as pd

from ics.charts.layout import Drawing, Figure, figure, legend_on_top
from ics.charts.palette import Palette
from ics.formatting import day_in_words, millions
from ics.query_rows import PaceToTargetRow

_LABEL_ROOM = 8  # per cent of the axis that a label needs below its line


def coverage_steps(
    rows: pd.DataFrame, target: pd.Timestamp | None, colours: Palette, pace: PaceToTargetRow | None = None
) -> Figure:
    """Two stepped lines, the share of areas and of people covered, against the target.

    `rows`: query coverage_over_time; `target`: the national target date; `pace`: the last row of query
    pace_to_target: while areas are to come, the needed and the actual pace go on from the end of the line.
    """
    first_day, as_at = rows["day"].min(), rows["day"].max()
    last_day = max(as_at, target or as_at) + pd.DateOffset(months=14)
    drawn = figure(colours, 340, showlegend=False, hovermode="closest")
    drawn.update_xaxes(range=[first_day, last_day], showgrid=False, tickformat="%Y", dtick="M12")
    drawn.update_yaxes(range=[0, 112], gridcolor=colours.grid, zeroline=False)
    drawn.update_yaxes(tickvals=[0, 25, 50, 75, 100], ticktext=["0%", "25%", "50%", "75%", "100%"])
    if target:
        _add_target(drawn, target, colours)
    if target and pace and pace.needed_areas_per_month is not None:
        drawn.update_layout(showlegend=True, legend=legend_on_top())
        _add_paces(drawn, as_at, target, pace, colours)
    side = "left" if as_at - first_day < (last_day - first_day) / 2 else "right"
    lines = [_people_line(rows, colours), _area_line(rows, colours)]
    for place, line in enumerate(sorted(lines, key=lambda line: -line.share.iloc[-1])):
        _add_steps(drawn, rows["day"], line)
        _add_label(drawn, as_at, line, side, colours, is_upper=place == 0)
    return drawn.to_figure()


class _Line(NamedTuple):
    share: pd.Series
    label: str
    colour: str
    dash: str


def _people_line(rows: pd.DataFrame, colours: Palette) -> _Line:
    last = rows.iloc[-1]
    label = f"{millions(last['designated_population'])} of {millions(last['population'])} million people"
    return _Line(_share(rows["designated_population"], rows["population"]), label, colours.people, "dot")


def _area_line(rows: pd.DataFrame, colours: Palette) -> _Line:
    last = rows.iloc[-1]
    label = f"{last['designated_areas']} of {last['areas']} areas"
    return _Line(_share(rows["designated_areas"], rows["areas"]), label, colours.areas, "solid")


def _share(part: pd.Series, whole: pd.Series) -> pd.Series:
    return 100 * part / whole.where(whole > 0)


def _add_steps(drawn: Drawing, days: pd.Series, line: _Line) -> None:
    drawn.add_trace(
        "scatter",
        x=days,
        y=line.share,
        mode="lines",
        line={"shape": "hv", "color": line.colour, "width": 3, "dash": line.dash},
        text=[f"{day_in_words(day)}: {share:.0f}%" for day, share in zip(days, line.share, strict=True)],
        hovertemplate="%{text}<extra></extra>",
        name=line.label,
        showlegend=False,
    )


def _add_label(drawn: Drawing, as_at: pd.Timestamp, line: _Line, side: str, colours: Palette, is_upper: bool) -> None:
    """The label at the end of its line: the upper one above, the lower one below unless that is off the chart."""
    share = line.share.iloc[-1]
    above = is_upper or share < _LABEL_ROOM
    drawn.add_annotation(
        x=as_at,
        y=share,
        text=f"<b>{line.label}</b>",
        font={"color": line.colour, "size": 14},
        bgcolor=colours.paper,
        showarrow=False,
        xanchor=side,
        xshift=-5 if side == "right" else 5,
        yanchor="bottom" if above else "top",
        yshift=(22 if is_upper and share < _LABEL_ROOM else 4) if above else -4,
    )


def _add_target(drawn: Drawing, target: pd.Timestamp, colours: Palette) -> None:
    line = {"color": colours.quiet, "width": 1.5, "dash": "dash"}
    drawn.add_shape(type="line", x0=target, x1=target, y0=0, y1=100, line=line)
    drawn.add_annotation(
        x=target,
        y=0,
        yanchor="bottom",
        text=f"Target<br>{target.day} {target:%B}<br>{target:%Y}",
        font={"color": colours.quiet, "size": 13},
        showarrow=False,
        align="left",
        xanchor="left",
        xshift=6,
    )


def _add_paces(
    drawn: Drawing, as_at: pd.Timestamp, target: pd.Timestamp, pace: PaceToTargetRow, colours: Palette
) -> None:
    """From the end of the line of areas to the target: as fast as needed, and as fast as in the last 12 months."""
    months = (target - as_at).days * 12 / 365
    ahead = min(pace.designated_areas + pace.actual_areas_per_month * months, pace.areas)
    for areas, label, colour, dash in [
        (pace.areas, f"needed: {pace.needed_areas_per_month:.2f} areas a month", colours.quiet, "dot"),
        (ahead, f"as in the last 12 months: {pace.actual_areas_per_month:.2f} a month", colours.areas, "dashdot"),
    ]:
        drawn.add_trace(
            "scatter",
            x=[as_at, target],
            y=[100 * pace.designated_areas / pace.areas, 100 * areas / pace.areas],
            mode="lines",
            line={"color": colour, "width": 2, "dash": dash},
            hoverinfo="name",
            name=label,
        )
