"""The sentences of the page Milestones."""

from collections.abc import Iterable
from datetime import date

import pandas as pd

from ics.formatting import STATES, date_in_words, day_in_words, join_and, pluralise
from ics.query_rows import DaysToTargetRow, MilestonesWithCoverageRow, ReachedRow, first_row, rows_as

PART_OF_AREA = "part of the area"  # said where a milestone was not reached by the whole of it
PART_REACHED = "◐ reached in part"
_MOST_NAMES = 15
_OTHER_KINDS = ("unclear", "overdue", "not reached", "not recorded")
_MARKS = (
    "A filled mark is a day; a bar with a hollow mark is a month, quarter or year, and it happened somewhere in it."
)


def disambiguated(rows: pd.DataFrame, taken: Iterable[str] = ()) -> pd.DataFrame:
    """The rows with the id after each short name of a milestone that another one has, or that is taken.

    `rows`: with milestone_id and milestone.
    """
    names = rows.drop_duplicates("milestone_id")["milestone"]
    is_shared = rows["milestone"].isin([*names[names.duplicated()], *taken])
    return rows.assign(
        milestone=rows["milestone"].mask(is_shared, rows["milestone"] + " (" + rows["milestone_id"] + ")")
    )


def state_in_words(state: str, extent: str | None) -> str:
    """A state as symbol and word: "● reached"."""
    return PART_REACHED if state == "reached" and extent == "part" else STATES[state]


def when_reached(row: ReachedRow) -> str:
    """The date as precisely as it is known; says so where only a part of the area reached it."""
    part = f" ({PART_OF_AREA})" if row.extent == "part" else ""
    return f"{date_in_words(row.reached_from, row.reached_precision)}{part}"


def reached_sentence(days: pd.DataFrame, milestone: MilestonesWithCoverageRow, place: str, as_at: date) -> str:
    """How many areas reached the milestone, and how many of them late. `days`: query days_to_target."""
    reached, areas = days[days["state"] == "reached"], pluralise(len(days), "area", "areas")
    had = f"{place}: {len(reached)} of {areas} had reached “{milestone.milestone_name}” by {day_in_words(as_at)}"
    if milestone.target_date is None:
        return f"{had}. No national target is recorded for it, so no area can be called late."
    return f"{had}; the target is {day_in_words(milestone.target_date)}.{_timing(reached['timing'])}"


def late_sentence(days: pd.DataFrame) -> str:
    """Which areas were late or are overdue, and how many have no date. `days`: query days_to_target."""
    late, overdue = days[days["timing"] == "late"], days[days["state"] == "overdue"]
    coming, unknown = (int((days["state"] == state).sum()) for state in ("not reached", "not recorded"))
    said = [
        f"Late: {_dated_names(late)}." if len(late) else "",
        f"Overdue: {_names(overdue)}." if len(overdue) else "",
        f"Not reached yet: {coming}." if coming else "",
        f"Not recorded, which does not mean no: {unknown}." if unknown else "",
    ]
    return " ".join(part for part in said if part)


def last_sentence(days: pd.DataFrame, milestone: MilestonesWithCoverageRow) -> str:
    """Which areas were the last, and how long before or after the target; of no areas it says nothing.

    No area is called the last where dates are missing: one without a date may have been later, or earlier.
    """
    reached, unknown = days[days["state"] == "reached"], int((days["state"] == "not recorded").sum())
    if reached.empty:
        return ""
    if milestone.coverage == "partial":
        recorded = f"{milestone.recorded_areas} of {pluralise(milestone.areas, 'area', 'areas')} in England"
        return f"It is recorded only in part ({recorded}), so no area is called the last."
    if unknown:
        missing = pluralise(unknown, "area is", "areas are")
        return f"Which area was the last cannot be said, because {missing} not recorded."
    return _last_of(reached, len(days))


def timeline_sentence(dates: pd.DataFrame, milestones: pd.DataFrame, as_at: date) -> str:
    """How many dates there are, how precise they are and which targets had passed.

    `dates`: query milestone_dates; `milestones`: query milestones_with_coverage.
    """
    if dates.empty:
        return f"No milestone had been reached by {day_in_words(as_at)}. Choose a later as-at date."
    areas = pluralise(dates["area_code"].nunique(), "area", "areas")
    to_the_day = int((dates["reached_precision"] == "day").sum())
    had = f"{areas} had reached {pluralise(len(dates), 'milestone', 'milestones')} by {day_in_words(as_at)}"
    return f"Together {had}; {to_the_day} of these dates are known to the day. {_MARKS}{_targets(milestones, as_at)}"


def states_sentence(states: pd.DataFrame) -> str:
    """How many areas had each state in each milestone. `states`: query milestone_states."""
    states = disambiguated(states)
    parts = [_reached_of(part) for _, part in states.groupby("milestone", sort=False)]
    lead = f"Reached, of {pluralise(states['area_code'].nunique(), 'area', 'areas')}: {join_and(parts)}."
    overdue, unknown = (_by_milestone(states, state) for state in ("overdue", "not recorded"))
    return f"{lead} Overdue: {overdue}. Not recorded: {unknown}."


def timing_sentence(days: pd.DataFrame, milestone: MilestonesWithCoverageRow) -> str:
    """How many areas were on time, late or unclear. `days`: query days_to_target."""
    name, target = milestone.milestone_name, milestone.target_date
    if target is None:
        return f"No national target is recorded for “{name}”."
    if not (days["state"] == "reached").any():
        return f"No area had reached “{name}” yet; the target is {day_in_words(target)}."
    kinds = days["timing"].fillna(days["state"]).value_counts()
    parts = [f"{kinds.get(kind, 0) or 'none'} {kind}" for kind in ("on time", "late")]
    parts += [f"{kinds[kind]} {kind}" for kind in _OTHER_KINDS if kind in kinds]
    partly = " As it is recorded only in part, nothing is ranked." if milestone.coverage == "partial" else ""
    return f"“{name}”, days before or after {day_in_words(target)}: {join_and(parts)}.{partly} {_MARKS}"


def date_order_sentence(sort: str, milestone: MilestonesWithCoverageRow) -> str:
    """Says why the areas are not in order by date although that was chosen; empty where they are."""
    if sort == "date" and milestone.coverage == "partial":
        return f"“{milestone.milestone_name}” is recorded only in part, so the areas stay in order by name."
    return ""


def days_apart(most_days_before: float, days_before: float) -> str:
    """Days between an interval and the target in words; both numbers are negative after the target."""
    if days_before < 0 <= most_days_before:
        return f"between {most_days_before:,.0f} days before and {-days_before:,.0f} after the target"
    low, high = sorted((abs(int(most_days_before)), abs(int(days_before))))
    if not high:
        return "on the day of the target"
    span = pluralise(high, "day", "days") if low == high else f"{low:,} to {high:,} days"
    return f"{span} {'before' if most_days_before > 0 else 'after'} the target"


def _timing(timing: pd.Series) -> str:
    """How many of those that reached the milestone were late, and of how many it cannot be said."""
    late, unclear = int((timing == "late").sum()), int((timing == "unclear").sum())
    if timing.empty:
        return ""
    said = f" {late} of them {'was' if late == 1 else 'were'} late." if late else " None of them was late."
    if not unclear:
        return said
    known = said if late else " None of them is known to have been late."
    return f"{known} Of {unclear} it is unclear: the target is within the month, quarter or year that is known."


def _last_of(reached: pd.DataFrame, areas: int) -> str:
    """`areas`: how many there are, with those that are still to reach it."""
    last = reached[reached["reached_by"] == reached["reached_by"].max()]
    so_far = "" if len(reached) == areas else " so far"
    if len(last) == len(reached) > 1:
        return f"All of them{so_far} did so at the same time: {_dated_names(last)}."
    lead = "The only one" if len(reached) == 1 else "The last"
    return f"{lead}{so_far} {'was' if len(last) == 1 else 'were'} {_dated_names(last)}."


def _dated_names(part: pd.DataFrame) -> str:
    """Names with their date and its distance from the target, those of one date together."""
    groups = part.groupby(["reached_by", "reached_from"])
    return "; ".join(f"{_names(same)} ({_when_and_how_far(first_row(DaysToTargetRow, same))})" for _, same in groups)


def _when_and_how_far(row: DaysToTargetRow) -> str:
    when = date_in_words(row.reached_from, row.reached_precision)
    if row.most_days_before is None or row.days_before_target is None:
        return when
    return f"{when}, {days_apart(row.most_days_before, row.days_before_target)}"


def _names(part: pd.DataFrame) -> str:
    """Names of areas have commas and “and” in them, so semicolons part them; very many are counted."""
    if len(part) > _MOST_NAMES:
        return pluralise(len(part), "area", "areas")
    return "; ".join(sorted(part["area_name"]))


def _targets(milestones: pd.DataFrame, as_at: date) -> str:
    passed = milestones[milestones["target_date"] <= pd.Timestamp(as_at)]
    if passed.empty:
        return " No target had been due by then."
    rows = rows_as(MilestonesWithCoverageRow, passed)
    names = [f"{row.milestone_name} ({day_in_words(row.target_date)})" for row in rows]
    return f" Dashed lines are targets: {join_and(names)}."


def _reached_of(part: pd.DataFrame) -> str:
    reached = part[part["state"] == "reached"]
    partly = int((reached["extent"] == "part").sum())
    return f"{part['milestone'].iloc[0]} {len(reached)}" + (f" ({partly} in a {PART_OF_AREA})" if partly else "")


def _by_milestone(states: pd.DataFrame, state: str) -> str:
    counts = states[states["state"] == state].groupby("milestone", sort=False).size()
    return join_and(f"{milestone} {number}" for milestone, number in counts.items()) or "none"
