"""The sentences of the page Progress."""

from collections.abc import Collection
from datetime import date

import pandas as pd

from ics.formatting import date_in_words, day_in_words, join_and, millions, percent, pluralise
from ics.query_rows import (
    AreaStagesByDateRow,
    AreasWithStageRow,
    HeadlineCountsRow,
    PaceToTargetRow,
    RegionCoverageOverTimeRow,
    SystemsCountedByDayRow,
    last_row,
    rows_as,
)
from ics.sentences.milestones import PART_OF_AREA

STAR, HOLLOW_STAR = "★", "☆"
_FEW = 3  # names in a sentence; more are counted


def star_of(row: AreasWithStageRow) -> str:
    """The mark of a point of light: full when named with a date or early, hollow when only named without one."""
    return _star(bool(row.namings) or row.is_early, bool(row.undated_namings))


def star_on(state: AreaStagesByDateRow) -> str:
    """The mark of a point of light on a date, as `star_of` gives it for the date of a page."""
    return _star(state.is_named or state.is_early, state.is_named_undated)


def _star(is_dated: bool, is_undated: bool) -> str:
    return STAR if is_dated else HOLLOW_STAR if is_undated else ""


def designated_words(state: AreaStagesByDateRow) -> str:
    """What an area is once it is designated: "integrated care system since 15 June 2017"."""
    return f"integrated care system since {date_in_words(state.designated_on, state.designated_precision)}"


def state_words(state: AreaStagesByDateRow) -> str:
    """What an area is before it is designated: its furthest stage, by its short name."""
    part = f" ({PART_OF_AREA})" if state.stage_extent == "part" else ""
    return f"{state.stage}{part}, not yet an integrated care system" if state.stage_sequence > 0 else state.stage


def pace_word(outlook: str) -> str:
    """How a region does before the target, in one word or two: query region_pace_by_date, column outlook."""
    return {"met": "complete", "on course": "on course", "at risk": "behind"}.get(outlook, "")


def stage_in_words(row: AreasWithStageRow) -> str:
    """The furthest stage; says so where only a part of the area reached it."""
    return f"{row.stage} ({PART_OF_AREA})" if row.stage_extent == "part" else row.stage


def title_sentence(counts: HeadlineCountsRow, regions: Collection[str], as_at: date) -> str:
    """The answer of the page: how many areas were integrated care systems by the date. `regions`: none means all."""
    said = f"{_areas_designated(counts)} by {_day(counts, as_at)}"
    return f"{join_and(regions)}: {said[0].lower()}{said[1:]}" if regions else said


def _areas_designated(counts: HeadlineCountsRow) -> str:
    be = " known to be an integrated care system" if counts.unrecorded_areas else " an integrated care system"
    if counts.areas == 1:
        return f"The area was{'' if counts.designated_areas else ' not'}{be}"
    if not counts.designated_areas:
        return f"{'Neither area' if counts.areas == 2 else f'None of the {counts.areas} areas'} was{be}"
    if counts.designated_areas == counts.areas:
        return f"{_all(counts.areas).capitalize()} areas were integrated care systems"
    one, some = f" was{be}", f" were{be.replace(' an ', ' ')}s"
    return f"{counts.designated_areas} of {counts.areas} areas{one if counts.designated_areas == 1 else some}"


def _all(number: int) -> str:
    return "both" if number == 2 else f"all {number}"


def _day(counts: HeadlineCountsRow, as_at: date) -> str:
    is_target = counts.target_date is not None and counts.target_date.date() == as_at
    return f"the target date, {day_in_words(as_at)}" if is_target else day_in_words(as_at)


def lead_sentence(counts: HeadlineCountsRow, over_time: pd.DataFrame, as_at: date) -> str:
    """Under the title: how many people, which regions were complete, and the target.

    `over_time`: query region_coverage_over_time up to the date.
    """
    parts = [_people(counts), _complete_regions(over_time), _target(counts, as_at)]
    return " ".join(part for part in parts if part)


def _people(counts: HeadlineCountsRow) -> str:
    if not counts.designated_population:
        return ""
    if counts.designated_population == counts.population:
        return f"Home to all {millions(counts.population)} million people (mid-2020)."
    share = percent(counts.designated_population, counts.population)
    people = f"{millions(counts.designated_population)} of {millions(counts.population)} million people"
    return f"Home to {people} ({share}, mid-2020)."


def _complete_regions(over_time: pd.DataFrame) -> str:
    """Which regions were complete, or in which order they became so; nothing for one region."""
    rows = list(rows_as(RegionCoverageOverTimeRow, over_time))
    regions = {row.region for row in rows}
    complete: dict[str, pd.Timestamp] = {}
    for row in rows:
        if row.designated_areas == row.areas:
            complete.setdefault(row.region, row.day)
    if len(regions) < 2 or not complete:
        return "No region was complete." if len(regions) > 1 else ""
    if len(complete) < len(regions):
        done = f"{len(complete)} of {len(regions)} regions {_were(len(complete))} complete"
        return f"{done}: {join_and(sorted(complete))}."
    return _first_and_last(complete)


def _first_and_last(complete: dict[str, pd.Timestamp]) -> str:
    """Of regions that are all complete, by the day on which each became so."""
    first, last = (sorted(r for r, day in complete.items() if day == end(complete.values())) for end in (min, max))
    if first == last:
        return f"{_all(len(complete)).capitalize()} regions were complete by {day_in_words(complete[first[0]])}."
    others = len(complete) - len(first)
    they = "The other" if others == len(last) else "The last"
    who = join_and(last) if len(last) < _FEW else f"{they} {len(last)} regions"
    start = f"{join_and(first)} {_were(len(first))} complete first, by {day_in_words(complete[first[0]])}."
    return f"{start} {who} {_were(len(last))} complete by {day_in_words(complete[last[0]])}."


def _were(number: int) -> str:
    return "was" if number == 1 else "were"


def _target(counts: HeadlineCountsRow, as_at: date) -> str:
    """The target while it is still to come; after it, what missed it; and of how many areas nothing is known."""
    if counts.target_date is None:
        known = ["No target is recorded."]
    elif counts.target_date.date() > as_at:
        who = "the area" if counts.areas == 1 else _all(counts.areas)
        known = [f"Target: {who} by {day_in_words(counts.target_date)}."]
    else:
        known = _missed(counts, day_in_words(counts.target_date))
    unknown = [f"We have no date for {pluralise(counts.unrecorded_areas, 'area', 'areas')}."]
    return " ".join(known + (unknown if counts.unrecorded_areas else []))


def _missed(counts: HeadlineCountsRow, target: str) -> list[str]:
    missed = {
        f"joined after the target, {target}": counts.late_areas,
        "may have missed the target: the exact day is not known": counts.unclear_areas,
        f"missed the target, {target}": counts.overdue_areas,
    }
    return [f"{pluralise(number, 'area', 'areas')} {what}." for what, number in missed.items() if number]


def map_sentence(counts: HeadlineCountsRow, regions: Collection[str], as_at: date) -> str:
    """What the map says, for those who do not see it."""
    return f"Hexagon map: {title_sentence(counts, regions, as_at)}. Each hexagon is a link to the page of its area."


def trends_sentence(over_time: pd.DataFrame) -> str:
    """What the small charts of the regions say. `over_time`: query region_coverage_over_time."""
    last = {row.region: row for row in rows_as(RegionCoverageOverTimeRow, over_time)}
    to_come = [row for row in last.values() if row.designated_areas < row.areas or len(last) == 1]
    order, by = _complete_regions(over_time), day_in_words(over_time["day"].max())
    return f"{order} Areas by {by}: {_numbers(to_come, len(last))}.".strip() if to_come else f"Up to {by}: {order}"


def _numbers(rows: list[RegionCoverageOverTimeRow], regions: int) -> str:
    """The areas of these regions, region by region where they are few. `regions`: how many there are in all."""
    if len(rows) <= _FEW:
        return join_and(f"{row.region} {row.designated_areas} of {row.areas}" for row in rows)
    where = f"the other {len(rows)}" if len(rows) < regions else _all(regions)
    return f"{sum(row.designated_areas for row in rows)} of {sum(row.areas for row in rows)} in {where} regions"


def press_sentence(systems: pd.DataFrame) -> str:
    """How the counts of whole areas become the counts in the press. `systems`: query systems_counted_by_day."""
    apart = systems[systems["part_systems"] > 0]
    if apart.empty:
        return "News reports gave the same numbers."
    rows = rows_as(SystemsCountedByDayRow, apart)
    days = [f"{r.systems} on {day_in_words(r.day)} where we count {r.whole_areas}" for r in rows]
    return (
        "News reports gave higher numbers, because they also counted systems that covered part of an area. "
        f"They counted {join_and(days)}."
    )


PACE_RULE = (
    "We compare two numbers for each region. One is how many areas a month were needed to meet the target. The other "
    "is how many areas joined a month in the past year. If the second is lower, we say **behind**. Areas joined in "
    "national waves, so a region can look behind just before a wave."
)


def pace_sentence(pace: pd.DataFrame) -> str:
    """How the pace compares with the pace that was needed. `pace`: query pace_to_target."""
    whole = last_row(PaceToTargetRow, pace)
    if whole.needed_areas_per_month is None or whole.days_left is None:
        return ""
    return (
        f"{pluralise(whole.areas - whole.designated_areas, 'area', 'areas')} had "
        f"{pluralise(whole.days_left, 'day', 'days')} left. That needed {whole.needed_areas_per_month:.2f} a month. "
        f"Over the past year it was {whole.actual_areas_per_month:.2f} a month."
    )


def reached_between_sentence(changes: pd.DataFrame, since: date, as_at: date) -> str:
    """What happened between two dates. `changes`: query milestones_reached_between."""
    between = f"Between {day_in_words(since)} and {day_in_words(as_at)}"
    if changes.empty:
        return f"{between}, no area reached a milestone."
    parts = [
        f"{name}: {pluralise(number, 'area', 'areas')}."
        for name, number in changes["milestone"].value_counts(sort=False).items()
    ]
    return f"{between}, areas reached these milestones. {' '.join(parts)}"
