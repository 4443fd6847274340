"""How long before or after the target each area reached a milestone."""

import pandas as pd

from ics.charts.area_rows import AreaRows, area_rows
from ics.charts.palette import Palette
from ics.charts.row_figure import RowFigure, Scale
from ics.charts.row_notes import add_legend, add_notes, mark_of
from ics.charts.timeline import short_date
from ics.formatting import STATES
from ics.query_rows import DaysToTargetRow, MilestonesWithCoverageRow, rows_as
from ics.sentences.milestone_waves import Wave, in_order_of_dates, waves
from ics.sentences.milestones import days_apart, days_in_words, when_reached

_STEPS = (10, 20, 50, 100, 200, 500, 1000, 2000)


def days_to_target(days: pd.DataFrame, milestone: MilestonesWithCoverageRow, sort: str, colours: Palette) -> str:
    """One row per area, as HTML, from days before the target on the left to days after it on the right.

    `days`: query days_to_target in the order `sort`, with a target, and with an area that reached the milestone.
    """
    is_by_date = sort == "date" and milestone.coverage == "complete"
    days = in_order_of_dates(days) if is_by_date else days
    rows = area_rows(days, by_region=sort == "region")
    drawn = RowFigure(rows, days_in_words(days, milestone, sort), colours, 2)
    scale = _scale(days)
    _add_axis(drawn, scale, days["target_date"].iloc[0])
    add_legend(drawn, days, milestone.milestone_name)
    for row in rows_as(DaysToTargetRow, days):
        _add_row(drawn, scale, row, rows)
    found = waves(days) if is_by_date else []
    add_notes(drawn, days, rows, found, lambda wave: _wave_words(days, wave), _row_words)
    return drawn.to_html()


def days_label(timing: str | None, most_days_before: int | None, days_before: int | None) -> str:
    """The days of a date: "1,386 before", "91 to 121 before", "on the day"; "may be late" where the target is in it."""
    if timing == "unclear" or most_days_before is None or days_before is None:
        return "may be late"
    low, high = sorted((abs(most_days_before), abs(days_before)))
    if not high:
        return "on the day"
    return f"{low:,}{'' if low == high else f' to {high:,}'} {'before' if most_days_before > 0 else 'after'}"


def _scale(days: pd.DataFrame) -> Scale:
    """From the first date, or 30 days before the target, to the last, or the target."""
    low = min(-float(days["most_days_before"].max()), -30.0)
    high = max(-float(days["days_before_target"].min()), 0.0)
    pad = 0.04 * (high - low)
    return Scale(low - pad, high + pad)


def _add_axis(drawn: RowFigure, scale: Scale, target: pd.Timestamp) -> None:
    step = next((step for step in _STEPS if step >= (scale.last - scale.first) / 4), _STEPS[-1])
    for n in range(int(scale.first // step) + 1, int(scale.last // step) + 1):
        if n:
            drawn.add_tick(scale.at(step * n), [f"{abs(step * n):,} days", "before" if n < 0 else "after"])
    drawn.add_target(scale.at(0), f"Target: {short_date(target, 'day')}")


def _add_row(drawn: RowFigure, scale: Scale, row: DaysToTargetRow, rows: AreaRows) -> None:
    place, said = rows.places[row.area_code], STATES[row.state]
    if row.state == "reached" and row.most_days_before is not None and row.days_before_target is not None:
        drawn.add_mark(place, scale.at(-row.most_days_before), scale.at(-row.days_before_target), mark_of(row))
        said = f"{when_reached(row)}, {days_apart(row.most_days_before, row.days_before_target)}"
    drawn.set_hover(place, f"{row.area_name}. {said}")


def _row_words(row: DaysToTargetRow) -> str:
    return days_label(row.timing, row.most_days_before, row.days_before_target)


def _wave_words(days: pd.DataFrame, wave: Wave) -> str:
    """The days of a wave: "91 to 121 before"."""
    part = days.iloc[wave.first_row : wave.first_row + wave.areas]
    timing = "unclear" if (part["timing"] == "unclear").any() else None
    return days_label(timing, int(part["most_days_before"].max()), int(part["days_before_target"].min()))
