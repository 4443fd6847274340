"""How long before or after the target each area reached a milestone."""

import pandas as pd

from ics.charts.area_rows import AreaRows, add_bars, add_upright, figure_of_rows
from ics.charts.layout import Drawing, Figure, escape_for_plotly
from ics.charts.palette import Palette
from ics.formatting import STATES, date_in_words, day_in_words
from ics.query_rows import DaysToTargetRow, rows_as

_MARKERS = {"on time": "circle", "late": "triangle-up", "unclear": "diamond"}
_NAMES = {"on time": "On time", "late": "Late", "unclear": "Unclear"}
_GAP = "\u00a0" * 3  # plotly drops plain spaces
_LABEL_ROOM = 0.33  # of the axis
_STEPS = (10, 20, 50, 100, 200, 500, 1000, 2000)


def days_to_target(days: pd.DataFrame, rows: AreaRows, colours: Palette) -> Figure:
    """One row per area, from days before the target on the left to days after it on the right.

    A dot for a day; a bar with a hollow mark in its middle for a month, quarter or year. Areas without a date have
    their state in words. `days`: query days_to_target, with a target.
    """
    drawn = figure_of_rows(rows, colours, 50, len(_NAMES))
    drawn.update_layout(margin={"r": 34})  # half the label of the target, which often is the last
    placed = days.assign(first=-days["most_days_before"], last=-days["days_before_target"])
    placed = placed.assign(y=placed["area_code"].map(rows.places))
    dated = placed[placed["state"] == "reached"].astype({"first": float, "last": float})
    low, high = _set_axis(drawn, dated, days["target_date"].iloc[0], colours)
    for timing in _NAMES:
        part = dated[dated["timing"] == timing]
        if not part.empty:
            _add_days(drawn, part, timing, colours)
    _add_labels(drawn, dated, low, high, colours)
    _add_states(drawn, placed[placed["state"] != "reached"], low, colours)
    return drawn.to_figure()


def days_label(timing: str | None, most_days_before: int | None, days_before: int | None) -> str:
    """The label of a mark: "1,386" days, "91 to 121" days, or "unclear" where the target is inside the date."""
    if timing == "unclear" or most_days_before is None or days_before is None:
        return "unclear"
    low, high = sorted((abs(most_days_before), abs(days_before)))
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def _set_axis(drawn: Drawing, dated: pd.DataFrame, target: pd.Timestamp, colours: Palette) -> tuple[float, float]:
    """Sets the axis of days, the target in words at its zero, and returns its ends."""
    low, high = min(dated["first"].min(), -30.0), max(dated["last"].max(), 0.0)
    pad = 0.04 * (high - low)
    step = next((step for step in _STEPS if step >= (high - low) / 3), _STEPS[-1])
    ticks = [step * n for n in range(int(low // step), int(high // step) + 1) if low <= step * n <= high]
    drawn.update_xaxes(range=[low - pad, high + pad], side="top", gridcolor=colours.grid, tickangle=0)
    drawn.update_xaxes(zeroline=False, tickvals=ticks, ticktext=[_tick(day, target) for day in ticks])
    add_upright(drawn, 0, {"color": colours.ink, "width": 2})
    return low - pad, high + pad


def _tick(day: int, target: pd.Timestamp) -> str:
    if not day:
        return f"<b>Target</b><br>{target.day} {target:%b %Y}"
    return f"{abs(day):,} days<br>{'before' if day < 0 else 'after'}"


def _add_days(drawn: Drawing, part: pd.DataFrame, timing: str, colours: Palette) -> None:
    colour = {"late": colours.alert, "unclear": colours.people}.get(timing, colours.areas)
    vague = part["reached_precision"] != "day"
    add_bars(drawn, part.loc[vague, "first"], part.loc[vague, "last"], part.loc[vague, "y"], colour)
    part = part.assign(is_vague=vague).sort_values("is_vague")  # the legend shows the first
    drawn.add_trace(
        "scatter",
        x=(part["first"] + part["last"]) / 2,
        y=part["y"],
        mode="markers",
        marker={
            "symbol": _MARKERS[timing],
            "size": 10,
            "color": [colours.paper if is_vague else colour for is_vague in part["is_vague"]],
            "line": {"color": colour, "width": 1.5},
        },
        hovertext=[_hover(row) for row in rows_as(DaysToTargetRow, part)],
        hoverinfo="text",
        name=_NAMES[timing],
    )


def _add_labels(drawn: Drawing, dated: pd.DataFrame, low: float, high: float, colours: Palette) -> None:
    """The days to the right of each mark or bar, else to its left; none where they do not fit."""
    needed = _LABEL_ROOM * (high - low)
    on_right = high - dated["last"] > needed
    fits = on_right | (dated["first"] - low > needed)
    shown = dated[fits]
    drawn.add_trace(
        "scatter",
        x=shown["last"].where(on_right[fits], shown["first"]),
        y=shown["y"],
        mode="text",
        text=[
            f"{_GAP}{days_label(row.timing, row.most_days_before, row.days_before_target)}{_GAP}"
            for row in rows_as(DaysToTargetRow, shown)
        ],
        textposition=["middle right" if is_right else "middle left" for is_right in on_right[fits]],
        textfont={"color": colours.ink, "size": 12},
        hoverinfo="skip",
        showlegend=False,
    )


def _add_states(drawn: Drawing, part: pd.DataFrame, left: float, colours: Palette) -> None:
    drawn.add_trace(
        "scatter",
        x=[left] * len(part),
        y=part["y"],
        mode="text",
        text=[f" {STATES[state]}" for state in part["state"]],
        textposition="middle right",
        textfont={"color": colours.quiet, "size": 12},
        hoverinfo="skip",
        showlegend=False,
    )


def _hover(row: DaysToTargetRow) -> str:
    when = date_in_words(row.reached_from, row.reached_precision)
    return f"<b>{escape_for_plotly(row.area_name)}</b><br>{when}; target {day_in_words(row.target_date)}"
