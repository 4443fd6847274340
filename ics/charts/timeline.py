"""When each area reached each milestone."""

from datetime import date

import pandas as pd

from ics.charts.area_rows import AreaRows, add_bars, add_upright, figure_of_rows
from ics.charts.layout import Drawing, Figure, escape_for_plotly
from ics.charts.palette import MILESTONE_MARKERS, Palette
from ics.formatting import date_in_words, day_in_words
from ics.query_rows import MilestoneDatesRow, MilestonesWithCoverageRow, rows_as
from ics.sentences.milestones import PART_OF_AREA, disambiguated

_HEAD = -0.8  # where the marks of the targets are, above the first row
_LANE = 0.21  # neighbours on the path are this far off the middle of the row, so that one does not hide the other


def milestone_timeline(
    dates: pd.DataFrame, rows: AreaRows, milestones: pd.DataFrame, as_at: date, colours: Palette
) -> Figure:
    """One row per area: a filled mark for a day; for a month, quarter or year a bar with a hollow mark in its middle.

    `dates`: query milestone_dates; `milestones`: query milestones_with_coverage, which gives marks and targets.
    """
    dates, last_day = disambiguated(dates), pd.Timestamp(as_at)
    drawn = figure_of_rows(rows, colours, 40, dates["milestone_id"].nunique())
    _set_axes(drawn, rows, dates["reached_from"].min(), last_day, colours)
    for place, milestone in enumerate(rows_as(MilestonesWithCoverageRow, milestones)):
        part = dates[dates["milestone_id"] == milestone.milestone_id]
        if not part.empty:
            _add_milestone(drawn, part, place, rows, colours)
        if milestone.target_date and milestone.target_date <= last_day:
            _add_target(drawn, milestone.milestone_name, milestone.target_date, place, colours)
    return drawn.to_figure()


def mark_of(place: int, colours: Palette) -> tuple[str, str]:
    """Symbol and colour of a milestone by its place on the path, from 0.

    Once all symbols are used, they begin again with other colours.
    """
    again, symbol = divmod(place, len(MILESTONE_MARKERS))
    return MILESTONE_MARKERS[symbol], colours.milestones[(place + again) % len(colours.milestones)]


def _set_axes(
    drawn: Drawing, rows: AreaRows, first_date: pd.Timestamp, last_day: pd.Timestamp, colours: Palette
) -> None:
    first_day = min(first_date, last_day - pd.DateOffset(months=6))
    pad = (last_day - first_day) * 0.04
    drawn.update_yaxes(range=[rows.count - 0.5, 2 * _HEAD])
    drawn.update_xaxes(range=[first_day - pad, last_day + pad], side="top", gridcolor=colours.grid)
    years = last_day - first_day > pd.Timedelta(days=700)
    drawn.update_xaxes(nticks=6, tickangle=0, tickformat="%Y" if years else "%b<br>%Y")


def _add_milestone(drawn: Drawing, part: pd.DataFrame, place: int, rows: AreaRows, colours: Palette) -> None:
    part = part.assign(
        y=part["area_code"].map(rows.places) + _lane(place), is_vague=part["reached_precision"] != "day"
    ).sort_values("is_vague")  # the legend shows the first
    if part["is_vague"].any():
        vague, (_, colour) = part[part["is_vague"]], mark_of(place, colours)
        add_bars(drawn, vague["reached_from"], vague["reached_by"], vague["y"], colour)
    _add_marks(drawn, part, place, colours)


def _add_marks(drawn: Drawing, part: pd.DataFrame, place: int, colours: Palette) -> None:
    symbol, colour = mark_of(place, colours)
    fills = [colours.paper if is_vague else colour for is_vague in part["is_vague"]]
    drawn.add_trace(
        "scatter",
        x=part["reached_from"] + (part["reached_by"] - part["reached_from"]) / 2,
        y=part["y"],
        mode="markers+text",
        marker={"symbol": symbol, "size": 8, "color": fills, "line": {"color": colour, "width": 1.5}},
        text=["part" if extent == "part" else "" for extent in part["extent"]],
        textposition="middle right",
        textfont={"color": colours.ink, "size": 12},
        hovertext=[_hover(row) for row in rows_as(MilestoneDatesRow, part)],
        hoverinfo="text",
        name=escape_for_plotly(part["milestone"].iloc[0]),
    )


def _add_target(drawn: Drawing, name: str, day: pd.Timestamp, place: int, colours: Palette) -> None:
    """A dashed line down the figure, with the mark of the milestone at its head."""
    symbol, colour = mark_of(place, colours)
    add_upright(drawn, day, {"color": colour, "width": 1.5, "dash": "dash"})
    drawn.add_trace(
        "scatter",
        x=[day],
        y=[_HEAD + _lane(place)],
        mode="markers",
        marker={"symbol": symbol, "size": 11, "color": colour},
        hovertext=f"Target: {escape_for_plotly(name)}, {day_in_words(day)}",
        hoverinfo="text",
        showlegend=False,
        cliponaxis=False,
    )


def _lane(place: int) -> float:
    return _LANE if place % 2 else -_LANE


def _hover(row: MilestoneDatesRow) -> str:
    part = f" ({PART_OF_AREA})" if row.extent == "part" else ""
    when = date_in_words(row.reached_from, row.reached_precision)
    return f"<b>{escape_for_plotly(row.area_name)}</b><br>{escape_for_plotly(row.milestone)}{part}: {when}"
