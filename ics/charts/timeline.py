"""When each area reached a milestone, with the other milestones in grey."""

from datetime import date

import pandas as pd

from ics.charts.area_rows import AreaRows, area_rows
from ics.charts.palette import MILESTONE_MARKERS, Palette
from ics.charts.row_figure import Mark, RowFigure, Scale
from ics.charts.row_notes import add_legend, add_notes, mark_of
from ics.formatting import STATES, day_in_words
from ics.query_rows import DaysToTargetRow, MilestoneDatesRow, MilestonesWithCoverageRow, rows_as
from ics.sentences.milestone_waves import in_order_of_dates, waves
from ics.sentences.milestones import disambiguated, timeline_in_words, when_reached

_MOST_TICKS = 6  # their labels fit on a phone
_YEARS_FROM = 700  # days of an axis; a shorter one has months


def milestone_timeline(
    days: pd.DataFrame,
    dates: pd.DataFrame,
    milestones: pd.DataFrame,
    milestone: MilestonesWithCoverageRow,
    sort: str,
    as_at: date,
    colours: Palette,
) -> str:
    """One row per area, as HTML: a filled mark for a day, a bar with a hollow mark for a month, quarter or year.

    In order by date the waves are shaded rows, else shaded parts of the axis. `days`: query days_to_target, in the
    order `sort`; `dates`: query milestone_dates, not empty; `milestones`: query milestones_with_coverage.
    """
    is_by_date = sort == "date" and milestone.coverage == "complete"
    days = in_order_of_dates(days) if is_by_date else days
    dates = disambiguated(dates)
    others = dates[dates["milestone_id"] != milestone.milestone_id]
    rows = area_rows(days, by_region=sort == "region")
    words = timeline_in_words(days, others["milestone"].drop_duplicates(), milestone, sort)
    scale = _scale(dates, milestone, as_at)
    drawn = RowFigure(rows, words, colours, 1 if _has_years(scale) else 2)
    _add_axis(drawn, scale, milestone, as_at)
    add_legend(drawn, days, milestone.milestone_name)
    _add_others(drawn, scale, others, list(milestones["milestone_id"]), rows)
    _add_chosen(drawn, scale, days, rows)
    _add_waves(drawn, scale, days, rows, is_by_date)
    _set_hovers(drawn, days, others, rows, milestone.milestone_name)
    return drawn.to_html()


def grey_mark(place: int) -> Mark:
    """The mark of another milestone by its place on the path, from 0; after the last they are half filled."""
    again, symbol = divmod(place, len(MILESTONE_MARKERS))
    return Mark("other", MILESTONE_MARKERS[symbol], is_half=bool(again % 2))


def short_date(first_day: pd.Timestamp, precision: str) -> str:
    """A date in few letters: "15 Jun 2017", "May 2020", "Oct to Dec 2016", "2021"."""
    last_month = first_day + pd.DateOffset(months=2 if precision == "quarter" else 11)
    match precision:
        case "day":
            return f"{first_day.day} {first_day:%b %Y}"
        case "month":
            return f"{first_day:%b %Y}"
        case "year" if first_day.month == 1:
            return f"{first_day:%Y}"
    return f"{first_day:%b} to {last_month:%b %Y}"


def _scale(dates: pd.DataFrame, milestone: MilestonesWithCoverageRow, as_at: date) -> Scale:
    """From the first date to the chosen one, or to a target that is later."""
    last_day = max(pd.Timestamp(as_at), milestone.target_date or pd.Timestamp(as_at))
    first_day = min(dates["reached_from"].min(), last_day - pd.DateOffset(months=6))
    pad = 0.02 * (last_day - first_day).days
    return Scale(first_day.toordinal() - pad, last_day.toordinal() + pad)


def _add_axis(drawn: RowFigure, scale: Scale, milestone: MilestonesWithCoverageRow, as_at: date) -> None:
    for day in _ticks(scale):
        drawn.add_tick(scale.at(day.toordinal()), _tick_words(day, scale))
    if milestone.target_date and milestone.target_date > pd.Timestamp(as_at):
        drawn.shade(scale.at(as_at.toordinal()), 100, "later")
        drawn.add_legend_of_area("later", f"After {day_in_words(as_at)}")
    if milestone.target_date:
        words = f"Target: {short_date(milestone.target_date, 'day')}"
        drawn.add_target(scale.at(milestone.target_date.toordinal()), words)


def _ticks(scale: Scale) -> list[pd.Timestamp]:
    """The beginnings of years, or of months where the axis is short; few enough for their labels."""
    first, last = (pd.Timestamp.fromordinal(int(end)) for end in (scale.first + 1, scale.last))
    days = pd.date_range(first, last, freq="YS" if _has_years(scale) else "MS")
    step = -(-len(days) // _MOST_TICKS) or 1
    return list(days[::step])


def _tick_words(day: pd.Timestamp, scale: Scale) -> list[str]:
    return [f"{day:%Y}"] if _has_years(scale) else [f"{day:%b}", f"{day:%Y}"]


def _has_years(scale: Scale) -> bool:
    return scale.last - scale.first > _YEARS_FROM


def _add_others(drawn: RowFigure, scale: Scale, others: pd.DataFrame, path: list[str], rows: AreaRows) -> None:
    """`path`: the keys of all milestones in their order."""
    for key in [key for key in path if key in set(others["milestone_id"])]:
        part, mark = others[others["milestone_id"] == key], grey_mark(path.index(key))
        drawn.add_legend(mark, part["milestone"].iloc[0])
        for row in rows_as(MilestoneDatesRow, part):
            start, end = (scale.at(day.toordinal()) for day in (row.reached_from, row.reached_by))
            drawn.add_mark(rows.places[row.area_code], start, end, mark)


def _add_chosen(drawn: RowFigure, scale: Scale, days: pd.DataFrame, rows: AreaRows) -> None:
    for row in rows_as(DaysToTargetRow, days):
        if row.reached_from and row.reached_by:
            start, end = (scale.at(day.toordinal()) for day in (row.reached_from, row.reached_by))
            drawn.add_mark(rows.places[row.area_code], start, end, mark_of(row))


def _add_waves(drawn: RowFigure, scale: Scale, days: pd.DataFrame, rows: AreaRows, is_by_date: bool) -> None:
    add_notes(drawn, days, rows, waves(days) if is_by_date else [], lambda wave: wave.name, _note)
    if not is_by_date:
        ordered = in_order_of_dates(days)
        for wave in waves(ordered):
            period = ordered.iloc[wave.first_row]
            start, end = (scale.at(period[day].toordinal()) for day in ("wave_start", "wave_end"))
            drawn.shade(start, end, "period")


def _note(row: DaysToTargetRow) -> str:
    return short_date(row.reached_from, row.reached_precision) if row.reached_from and row.reached_precision else ""


def _set_hovers(drawn: RowFigure, days: pd.DataFrame, others: pd.DataFrame, rows: AreaRows, name: str) -> None:
    said = dict(list(others.groupby("area_code")))
    for row in rows_as(DaysToTargetRow, days):
        lines = [f"{row.area_name}", f"{name}: {when_reached(row) if row.state == 'reached' else STATES[row.state]}"]
        if row.area_code in said:
            lines += [f"{r.milestone}: {when_reached(r)}" for r in rows_as(MilestoneDatesRow, said[row.area_code])]
        drawn.set_hover(rows.places[row.area_code], ". ".join(lines))
