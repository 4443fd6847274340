"""The path of one or a few areas along the milestones."""

from datetime import date

import pandas as pd

from ics.charts.area_rows import add_bars
from ics.charts.layout import Drawing, Figure, escape_for_plotly, figure, legend_on_top
from ics.charts.palette import Palette
from ics.formatting import STATES, date_in_words
from ics.query_rows import AreaPathsRow, rows_as
from ics.sentences.milestones import PART_OF_AREA

_MARKERS = ("circle", "diamond", "square")
_ROOM_FROM = 2018  # before it, labels do not fit to the left of the chosen date
_MARKS = "● exact day   ○ some time in the bar"
_LANE = 0.24  # the areas of one milestone are this far apart


def area_paths(rows: pd.DataFrame, as_at: date, colours: Palette) -> Figure:
    """One line per milestone, the first on top: when each area reached it, and its target as a short line.

    A date whose exact day is not known is a bar.

    `rows`: query area_paths for up to three areas.
    """
    milestones = list(dict.fromkeys(rows["milestone"]))
    areas = list(dict.fromkeys(rows["area_name"]))
    marks = {"title": {"text": _MARKS, "side": "top", "font": {"size": 13}}, "itemsizing": "constant"}
    drawn = figure(colours, 130 + 52 * len(milestones), hovermode="closest", legend=legend_on_top() | marks)
    _set_axes(drawn, max([pd.Timestamp(as_at), *rows["target_date"].dropna()]), milestones, colours)
    _add_targets(drawn, rows.drop_duplicates("milestone"), milestones, colours)
    for place, area in enumerate(areas):
        lane = _LANE * (place - (len(areas) - 1) / 2)
        part = rows[rows["area_name"] == area]
        part = part.assign(y=[milestones.index(name) + lane for name in part["milestone"]])
        _add_area(drawn, part, place, as_at, colours)
    return drawn.to_figure()


def _set_axes(drawn: Drawing, last_day: pd.Timestamp, milestones: list[str], colours: Palette) -> None:
    drawn.update_xaxes(range=["2016-01-01", last_day + pd.DateOffset(months=12)], gridcolor=colours.grid)
    drawn.update_xaxes(tickformat="%Y", dtick="M24", tickangle=0)
    names = [escape_for_plotly(name) for name in milestones]
    drawn.update_yaxes(tickvals=list(range(len(names))), ticktext=names, range=[len(names) - 0.4, -0.6], zeroline=False)
    drawn.update_yaxes(gridcolor=colours.grid, ticksuffix="  ")


def _add_targets(drawn: Drawing, rows: pd.DataFrame, milestones: list[str], colours: Palette) -> None:
    wanted = rows[rows["target_date"].notna()]
    if wanted.empty:
        return
    drawn.add_trace(
        "scatter",
        x=wanted["target_date"],
        y=[milestones.index(name) for name in wanted["milestone"]],
        mode="markers",
        marker={"symbol": "line-ns", "size": 34, "line": {"width": 2, "color": colours.quiet}},
        hovertemplate="Target: %{x|%-d %B %Y}<extra></extra>",
        name="Target",
    )


def _add_area(drawn: Drawing, part: pd.DataFrame, place: int, as_at: date, colours: Palette) -> None:
    """Bars and marks as in the timeline: a filled mark is a day; a hollow one is in the middle of its bar."""
    colour = (colours.areas, colours.people, colours.ink)[place % len(_MARKERS)]
    is_reached, is_day = part["state"] == "reached", part["reached_precision"] == "day"
    middle = part["reached_from"] + (part["reached_by"] - part["reached_from"]) / 2
    next_to_open = "middle left" if as_at.year > _ROOM_FROM else "middle right"
    reached = part[is_reached]
    add_bars(drawn, reached["reached_from"], reached["reached_by"], reached["y"], colour)
    drawn.add_trace(
        "scatter",
        x=middle.where(is_reached, pd.Timestamp(as_at)),
        y=part["y"],
        mode="markers+text",
        marker={
            "symbol": _MARKERS[place % len(_MARKERS)],
            "color": [colour if day else colours.paper for day in is_day],
            "opacity": 1,
            "size": [13 if reached else 0 for reached in is_reached],
            "line": {"width": 2, "color": colour},
        },
        text=[_label(row) for row in rows_as(AreaPathsRow, part)],
        textposition=["middle right" if reached else next_to_open for reached in is_reached],
        textfont={"color": colour, "size": 12},
        hoverinfo="skip",
        name=escape_for_plotly(part["area_name"].iloc[0]),
        cliponaxis=False,
    )


def _label(row: AreaPathsRow) -> str:
    """The text next to a mark: the date as it is known, or the state in a symbol and a word."""
    if row.state != "reached":
        return f"  {STATES[row.state]}  "
    part = f", {PART_OF_AREA}" if row.extent == "part" else ""
    return f"  {date_in_words(row.reached_from, row.reached_precision)}{part}"
