"""The sentences of the page Milestones."""

from collections.abc import Iterable
from datetime import date

import pandas as pd

from ics.formatting import STATES, date_in_words, day_in_words, join_and, pluralise
from ics.query_rows import MilestonesWithCoverageRow, ReachedRow
from ics.sentences.milestone_deeds import Deed, deed
from ics.sentences.milestone_waves import in_order_of_dates, waves

PART_OF_AREA = "part of the area"  # said where a milestone was not reached by the whole of it
PART_REACHED = "◐ reached in part"


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


def headline(days: pd.DataFrame, milestone: MilestonesWithCoverageRow, place: str, as_at: date) -> str:
    """The answer of the page in one sentence: how many areas reached the milestone, and how that compares with its
    target. `days`: query days_to_target; `place`: regions in words, or England, which is left out.
    """
    said = _answer(days, milestone, as_at)
    return f"{said[:1].upper()}{said[1:]}" if place == "England" else f"{place}: {said}"


def detail(days: pd.DataFrame, milestone: MilestonesWithCoverageRow, as_at: date) -> str:
    """What the headline leaves out: the first and the latest, the target, and what is not known.

    `days`: query days_to_target.
    """
    overdue, unknown = _with_state(days, "overdue"), _with_state(days, "not recorded")
    unclear = int((days["timing"] == "unclear").sum())
    when = "" if overdue or unknown else _first_and_latest(days)
    is_target_said = "the target" in f"{_answer(days, milestone, as_at)} {when}"
    said = [
        when,
        "" if is_target_said else _target(milestone),
        "None was late." if _are_all_on_time(days) else "",
        f"{overdue:,} still had not by {day_in_words(as_at)}." if overdue else "",
        f"For {unclear:,} we cannot tell whether {'it was' if unclear == 1 else 'they were'} late." if unclear else "",
        f"We have no date for {pluralise(unknown, 'area', 'areas')}." if unknown else "",
    ]
    return " ".join(part for part in said if part)


def notes_sentence(days: pd.DataFrame, milestone: MilestonesWithCoverageRow, sort: str) -> str:
    """What a reader of the figure has to know: how exact the dates are, what a gap means, and why the order is what
    it is. `days`: query days_to_target.
    """
    said = [
        _exact_days(days[days["state"] == "reached"]),
        "Not recorded does not mean no." if _with_state(days, "not recorded") else "",
        date_order_sentence(sort, milestone),
    ]
    return " ".join(part for part in said if part)


def no_days_sentence(days: pd.DataFrame, milestone: MilestonesWithCoverageRow) -> str:
    """Why no days can be counted; empty where they can. `days`: query days_to_target."""
    if milestone.target_date is None:
        return f"“{milestone.milestone_name}” has no national target on record, so there are no days to count."
    if not _with_state(days, "reached"):
        return "No area had reached this milestone, so there are no days to count. Choose a later date."
    return ""


def date_order_sentence(sort: str, milestone: MilestonesWithCoverageRow) -> str:
    """Says why the areas are not in order by date although that was chosen; empty where they are."""
    if sort == "date" and milestone.coverage == "partial":
        return "Sorted by name, because some dates are missing."
    return ""


def timeline_in_words(
    days: pd.DataFrame, others: Iterable[str], milestone: MilestonesWithCoverageRow, sort: str
) -> str:
    """The timeline for a reader who cannot see it. `days`: query days_to_target; `others`: the milestones in grey."""
    grey = join_and(others)
    also = f" Small grey marks show other milestones: {grey}." if grey else ""
    target = f" A dashed line marks the target, {day_in_words(milestone.target_date)}." if milestone.target_date else ""
    return f"Timeline with {_rows_in_words(days, milestone, sort)}{_states_in_words(days)}{target}{also}"


def days_in_words(days: pd.DataFrame, milestone: MilestonesWithCoverageRow, sort: str) -> str:
    """The chart of days for a reader who cannot see it. `days`: query days_to_target, with a target."""
    kinds = days["timing"].fillna("").value_counts()
    timing = join_and(f"{kinds.get(kind, 0) or 'none'} {kind}" for kind in ("on time", "late"))
    unclear = f", and {kinds['unclear']} that may be either" if "unclear" in kinds else ""
    target = f"Days before or after the target, {day_in_words(milestone.target_date)}: {timing}{unclear}."
    return f"Chart with {_rows_in_words(days, milestone, sort)}{_states_in_words(days)} {target}"


def states_sentence(states: pd.DataFrame) -> str:
    """How many areas had each state in each milestone. `states`: query milestone_states."""
    states = disambiguated(states)
    parts = [_reached_of(part) for _, part in states.groupby("milestone", sort=False)]
    lead = f"Reached, out of {pluralise(states['area_code'].nunique(), 'area', 'areas')}: {join_and(parts)}."
    overdue, unknown = (_by_milestone(states, state) for state in ("overdue", "not recorded"))
    return f"{lead} Overdue: {overdue}. Not recorded: {unknown}."


def days_apart(most_days_before: float, days_before: float) -> str:
    """Days between a date and the target in words; both numbers are negative after the target."""
    if days_before < 0 <= most_days_before:
        return f"between {most_days_before:,.0f} days before and {-days_before:,.0f} after the target"
    low, high = sorted((abs(int(most_days_before)), abs(int(days_before))))
    if not high:
        return "on the day of the target"
    span = pluralise(high, "day", "days") if low == high else f"{low:,} to {high:,} days"
    return f"{span} {'before' if most_days_before > 0 else 'after'} the target"


def _answer(days: pd.DataFrame, milestone: MilestonesWithCoverageRow, as_at: date) -> str:
    missed = int((days["timing"] == "late").sum()) + _with_state(days, "overdue")
    if missed:
        return _missed(missed, days, milestone)
    if _with_state(days, "reached") < len(days):
        return _reached_so_far(days, milestone, as_at)
    if unclear := int((days["timing"] == "unclear").sum()):
        perhaps = "perhaps late" if unclear == len(days) else f"{unclear:,} of them perhaps late"
        had = _deed(milestone).had(len(days))
        return f"{_all(len(days))} had {had} by {day_in_words(as_at)}, {perhaps}"
    return _all_reached(days, milestone)


def _deed(milestone: MilestonesWithCoverageRow) -> Deed:
    return deed(milestone.milestone_id, milestone.milestone_name)


def _missed(missed: int, days: pd.DataFrame, milestone: MilestonesWithCoverageRow) -> str:
    """How many areas missed the target, whether or not they reached the milestone later."""
    by = f"by the target, {day_in_words(milestone.target_date)}"
    if missed == len(days):
        return f"no area had {_deed(milestone).one_had} {by}"
    return f"{_some(missed, days)} had not {_deed(milestone).had(missed)} {by}"


def _reached_so_far(days: pd.DataFrame, milestone: MilestonesWithCoverageRow, as_at: date) -> str:
    reached, by = _with_state(days, "reached"), f"by {day_in_words(as_at)}"
    if reached:
        return f"{_some(reached, days)} had {_deed(milestone).had(reached)} {by}"
    known = "is known to have" if _with_state(days, "not recorded") else "had"
    return f"no area {known} {_deed(milestone).one_had} {by}"


def _all_reached(days: pd.DataFrame, milestone: MilestonesWithCoverageRow) -> str:
    """Every area reached it, and none late or perhaps late."""
    done, target = _deed(milestone), milestone.target_date
    on_the_day = int((days["reached_from"] == target).sum()) if target else 0
    everybody = f"{_all(len(days))} {done.did(len(days))}"
    if on_the_day == len(days) and target:
        return f"{everybody} on the target date, {day_in_words(target)}"
    if on_the_day:
        return f"{_some(on_the_day, days)} {done.did(on_the_day)} on the last possible day"
    if _are_of_one_date(days):
        return f"{everybody} {_when(days)}"
    if target:
        return f"{everybody} by the target, {day_in_words(target)}"
    return f"{_all(len(days))} had {done.had(len(days))} by {day_in_words(days['reached_by'].max())}"


def _some(number: int, days: pd.DataFrame) -> str:
    """How many of the areas; at least as many where some are not recorded."""
    at_least = "at least " if _with_state(days, "not recorded") else ""
    return f"{at_least}{number:,} of {pluralise(len(days), 'area', 'areas')}"


def _all(areas: int) -> str:
    return {1: "the only area", 2: "both areas"}.get(areas, f"all {areas:,} areas")


def _exact_days(reached: pd.DataFrame) -> str:
    exact, dates = int((reached["reached_precision"] == "day").sum()), len(reached)
    if not dates:
        return ""
    if exact == dates:
        return "We know the exact day for every area." if dates > 1 else "We know the exact day."
    return f"We know the exact day for {f'{exact:,}' if exact else 'none'} of {pluralise(dates, 'date', 'dates')}."


def _first_and_latest(days: pd.DataFrame) -> str:
    """The first and the latest areas; not where dates overlap, so that nobody can say."""
    reached = in_order_of_dates(days[days["state"] == "reached"])
    groups = [part for _, part in reached.groupby(["wave_end", "wave_start"], sort=False)]
    if len(groups) < 2:
        return _only(groups[0]) if groups and len(reached) < len(days) else ""
    word = "last" if len(reached) == len(days) else "latest"
    return " ".join(said for said in (_first(groups[0], reached), _last(groups[-1], reached, word)) if said)


def _first(part: pd.DataFrame, reached: pd.DataFrame) -> str:
    is_before_others = part["wave_end"].iloc[0] < reached["wave_start"].drop(part.index).min()
    return f"The first {_was_or_were(part)} {_when(part)}." if is_before_others else ""


def _last(part: pd.DataFrame, reached: pd.DataFrame, word: str) -> str:
    """`word`: last or latest."""
    if part["wave_start"].iloc[0] <= reached["wave_end"].drop(part.index).max():
        return ""
    is_target = part[["reached_from", "reached_by"]].eq(part["target_date"], axis=0).all(axis=None)
    return f"The {word} {_was_or_were(part)} {_when(part)}{', the target date' if is_target else ''}."


def _only(part: pd.DataFrame) -> str:
    they = {1: "It was", 2: "Both were"}.get(len(part), f"All {len(part):,} were")
    return f"{they} {_when(part)}."


def _was_or_were(part: pd.DataFrame) -> str:
    return "was" if len(part) == 1 else f"{len(part):,} were"


def _are_of_one_date(part: pd.DataFrame) -> bool:
    return len(part[["reached_from", "reached_by"]].drop_duplicates()) == 1


def _when(part: pd.DataFrame) -> str:
    """When the areas of one wave reached it, with its preposition."""
    first, precision = part["reached_from"].iloc[0], part["reached_precision"].iloc[0]
    if not _are_of_one_date(part):
        first, precision = part["wave_start"].iloc[0], "month"
    return f"{'on' if precision == 'day' else 'in'} {date_in_words(first, precision)}"


def _target(milestone: MilestonesWithCoverageRow) -> str:
    if milestone.target_date is None:
        return "No national target is recorded."
    return f"The target was {day_in_words(milestone.target_date)}."


def _are_all_on_time(days: pd.DataFrame) -> bool:
    return bool((days["timing"] == "on time").all()) and len(days) > 1


def _with_state(days: pd.DataFrame, state: str) -> int:
    return int((days["state"] == state).sum())


def _rows_in_words(days: pd.DataFrame, milestone: MilestonesWithCoverageRow, sort: str) -> str:
    order = "name" if date_order_sentence(sort, milestone) else sort
    areas = "one row for the only area" if len(days) == 1 else f"one row for each of {len(days):,} areas"
    together = "; ".join(wave.in_words for wave in waves(in_order_of_dates(days)))
    said = f" Areas that reached “{milestone.milestone_name}” together: {together}." if together else ""
    return f"{areas}, sorted by {order}.{said}"


def _states_in_words(days: pd.DataFrame) -> str:
    counts = {words[2:]: _with_state(days, state) for state, words in STATES.items() if state != "reached"}
    said = ", ".join(f"{words}: {number:,}" for words, number in counts.items() if number)
    return f" {said[:1].upper()}{said[1:]}." if said else ""


def _reached_of(part: pd.DataFrame) -> str:
    reached = part[part["state"] == "reached"]
    partly = int((reached["extent"] == "part").sum())
    return f"{part['milestone'].iloc[0]} {len(reached)}" + (f" ({partly} in a {PART_OF_AREA})" if partly else "")


def _by_milestone(states: pd.DataFrame, state: str) -> str:
    counts = states[states["state"] == state].groupby("milestone", sort=False).size()
    return join_and(f"{milestone} {number}" for milestone, number in counts.items()) or "none"
