"""The sentences of the page Progress."""

from collections import Counter
from datetime import date

import pandas as pd

from ics.formatting import day_in_words, join_and, millions, percent, pluralise
from ics.query_rows import (
    AreasWithStageRow,
    HeadlineCountsRow,
    PaceToTargetRow,
    SystemsCountedByDayRow,
    last_row,
    rows_as,
)
from ics.sentences.milestones import PART_OF_AREA

STAR, HOLLOW_STAR = "★", "☆"


def star_of(row: AreasWithStageRow) -> str:
    """The mark of a point of light: full when named with a date or early, hollow when only named without one."""
    if row.namings or row.is_early:
        return STAR
    return HOLLOW_STAR if row.undated_namings else ""


def stage_in_words(row: AreasWithStageRow) -> str:
    """The furthest stage; says so where only a part of the area reached it."""
    return f"{row.stage} ({PART_OF_AREA})" if row.stage_extent == "part" else row.stage


def headline_sentence(counts: HeadlineCountsRow, as_at: date) -> str:
    """How many areas and people were covered."""
    areas = f"{counts.designated_areas} of {pluralise(counts.areas, 'area', 'areas')}"
    one = counts.designated_areas == 1
    were = "was an integrated care system (ICS)" if one else "were integrated care systems (ICSs)"
    people = f"{millions(counts.designated_population)} of {millions(counts.population)} million people"
    share = percent(counts.designated_population, counts.population)
    return f"On {day_in_words(as_at)}, {areas} {were}, covering {people} ({share})."


def against_target_sentence(counts: HeadlineCountsRow, regions: pd.DataFrame, as_at: date) -> str:
    """Which regions were covered in full, and how far the date is from the target. `regions`: coverage_by_region."""
    return f"{full_regions_sentence(regions)} {target_sentence(counts, as_at)}".strip()


def precision_sentence(areas: pd.DataFrame) -> str:
    """How many of the dates are imprecise. `areas`: query areas_with_stage."""
    vague = int((areas["designated_precision"].notna() & (areas["designated_precision"] != "day")).sum())
    if not vague:
        return ""
    dates = "1 of the designations is" if vague == 1 else f"{vague} of the designations are"
    return f"{dates} dated less precisely than to the day; how sure the dates are is said with the list of the areas."


def full_regions_sentence(regions: pd.DataFrame) -> str:
    """Which regions were covered in full. `regions`: query coverage_by_region."""
    full = regions.loc[regions["designated_areas"] == regions["areas"], "region"]
    recorded = regions["areas"] - regions["unrecorded_areas"]
    open_ = regions.loc[(regions["unrecorded_areas"] > 0) & (regions["designated_areas"] == recorded), "region"]
    unsaid = f" Of {join_and(open_)} it cannot be said: not every area is recorded." if len(open_) else ""
    return (_full_regions(list(full), len(regions), len(open_)) + unsaid).strip()


def _full_regions(full: list[str], regions: int, open_: int) -> str:
    if open_ == regions:
        return ""
    if regions == 1:
        return "Every area of this region was covered." if full else "This region was not covered in full yet."
    if len(full) == regions:
        return f"All {regions} regions were covered in full."
    if not full:
        return "No region was covered in full yet."
    were = "was" if len(full) == 1 else "were"
    return f"{len(full)} of {regions} regions {were} covered in full: {join_and(full)}."


def target_sentence(counts: HeadlineCountsRow, as_at: date) -> str:
    """How far the date is from the national target, and what was still to come or late."""
    if counts.target_date is None:
        return "No national target is recorded."
    target = counts.target_date.date()
    days = (target - as_at).days
    if days > 0:
        coming = counts.areas - counts.designated_areas - counts.unrecorded_areas
        still = f"{pluralise(coming, 'area was', 'areas were')} still to come"
        away = f"The target, {day_in_words(target)}, was {pluralise(days, 'day', 'days')} away"
        return f"{away}; {still}{_unrecorded(counts)}."
    when = "This is the target date" if days == 0 else f"The target date was {day_in_words(target)}"
    return f"{when}; {_against_target(counts)}{_unrecorded(counts)}."


def _against_target(counts: HeadlineCountsRow) -> str:
    missing = counts.areas - counts.designated_areas - counts.unrecorded_areas - counts.overdue_areas
    faults = {
        "designated late": counts.late_areas,
        "designated on a date too imprecise to tell": counts.unclear_areas,
        "overdue": counts.overdue_areas,
        "not designated": missing,
    }
    words = [f"{pluralise(number, 'area was', 'areas were')} {fault}" for fault, number in faults.items() if number]
    if words or not counts.designated_areas:
        return join_and(words) or "no designation is recorded"
    return f"{'every recorded area' if counts.unrecorded_areas else 'every area'} was designated on time"


def _unrecorded(counts: HeadlineCountsRow) -> str:
    return (
        f"; {pluralise(counts.unrecorded_areas, 'area is', 'areas are')} not recorded"
        if counts.unrecorded_areas
        else ""
    )


def stage_sentence(areas: pd.DataFrame) -> str:
    """How many areas were at which furthest stage, the furthest first. `areas`: query areas_with_stage."""
    counts = Counter(zip(areas["stage_sequence"], areas["stage"], strict=True))
    parts = [f"{counts[stage]} at “{stage[1]}”" for stage in sorted(counts, reverse=True)]
    return f"By furthest recorded stage, {pluralise(len(areas), 'area', 'areas')}: {join_and(parts)}."


def star_sentence(areas: pd.DataFrame, early_days: int) -> str:
    """How many areas have points of light, and why. `areas`: query areas_with_stage for these early days."""
    named, early = areas["namings"] > 0, areas["is_early"]
    undated = ~named & ~early & (areas["undated_namings"] > 0)
    marks = []
    if starred := int((named | early).sum()):
        both = f", {(named & early).sum()} of them both" if (named & early).any() else ""
        ahead = f"{early.sum()} designated at least {pluralise(early_days, 'day', 'days')} before the target"
        marks.append(f"{STAR} {starred} ({named.sum()} named with a date, {ahead}{both})")
    if undated.any():
        marks.append(f"{HOLLOW_STAR} {undated.sum()} named in an undated source only")
    have = pluralise(starred + int(undated.sum()), "area has", "areas have")
    return f"{have} points of light: {join_and(marks)}." if marks else "No area has points of light."


def press_sentence(systems: pd.DataFrame) -> str:
    """How the counts of whole areas become the counts in the press. `systems`: query systems_counted_by_day."""
    apart = systems[systems["part_systems"] > 0]
    if apart.empty:
        return "On none of these days was a part of an area counted separately, so both ways of counting agree."
    rows = rows_as(SystemsCountedByDayRow, apart)
    days = [f"{r.systems} on {day_in_words(r.day)} where this page counts {r.whole_areas}" for r in rows]
    return (
        "This page counts areas that were designated as a whole. The press also counted systems that covered only a "
        f"part of an area: {join_and(days)}."
    )


def growth_sentence(over_time: pd.DataFrame) -> str:
    """How the coverage grew. `over_time`: query coverage_over_time."""
    steps = over_time.assign(new=over_time["designated_areas"].diff().fillna(over_time["designated_areas"]))
    steps = steps[steps["new"] > 0]
    last = over_time.iloc[-1]
    if steps.empty:
        return f"No area had been designated by {day_in_words(last.day)}."
    largest = steps.sort_values("new", ascending=False, kind="stable").iloc[0]
    share = percent(last.designated_areas, last.areas)
    people = percent(last.designated_population, last.population)
    when = "on one day" if len(steps) == 1 else f"in {len(steps)} steps"
    return (
        f"By {day_in_words(last.day)}, {share} of the areas and {people} of the people were covered, reached {when}; "
        f"the largest was {pluralise(int(largest.new), 'area', 'areas')} on {day_in_words(largest.day)}. "
        "A date known only to the month counts from the end of that month."
    )


PACE_RULE = (
    "**The rule.** Needed pace: the areas still to come, by the months left to the target. Actual pace: the areas "
    "designated in the last 365 days, by 12. *On course*: the actual pace is at least the needed one. *At risk*: it is "
    "lower, or no day is left. *Met*: every area was designated by the target. *Missed*: the target has passed, and an "
    "area was designated late or is not designated. *Not known*: the target or an area is not recorded, or a date is "
    "too imprecise to tell. Designations came in national waves, so a low pace just before a wave says little."
)


def pace_sentence(pace: pd.DataFrame) -> str:
    """How the pace compares with the pace that was needed. `pace`: query pace_to_target."""
    whole, regions = last_row(PaceToTargetRow, pace), pace[:-1]
    met = "is on course to be met" if whole.days_left and whole.days_left > 0 else "was met"
    words = {"not known": f"It cannot be said whether the target {met}"}
    lead = words.get(whole.outlook, f"By areas: {whole.outlook}")
    return f"{lead}{_paces(whole)}.{_regions_by_outlook(regions)}"


def _paces(whole: PaceToTargetRow) -> str:
    if whole.needed_areas_per_month is None or whole.needed_people_per_month is None or whole.days_left is None:
        return ""
    needed, actual = millions(whole.needed_people_per_month), millions(whole.actual_people_per_month)
    return (
        f". {pluralise(whole.areas - whole.designated_areas, 'area', 'areas')} to come in "
        f"{pluralise(whole.days_left, 'day', 'days')} means {whole.needed_areas_per_month:.2f} a month; in the last 12 "
        f"months it was {whole.actual_areas_per_month:.2f} a month. By people: "
        f"{needed} million a month needed, {actual} million actual"
    )


def _regions_by_outlook(regions: pd.DataFrame) -> str:
    if len(regions) < 2:
        return ""
    parts = [f"{len(part)} {outlook}" for outlook, part in regions.groupby("outlook")]
    return f" Of {len(regions)} regions: {join_and(parts)}."


def reached_between_sentence(changes: pd.DataFrame, since: date, as_at: date) -> str:
    """What happened between two dates. `changes`: query milestones_reached_between."""
    between = f"after {day_in_words(since)} and by {day_in_words(as_at)}"
    if changes.empty:
        return f"No area reached a milestone {between}."
    parts = [f"{number} × {name}" for name, number in changes["milestone"].value_counts(sort=False).items()]
    areas = pluralise(changes["area_code"].nunique(), "area", "areas")
    return f"{areas} reached {pluralise(len(changes), 'milestone', 'milestones')} {between}: {join_and(parts)}."


def sure_sentence(notes: pd.Series) -> str:
    """How sure the dates are. `notes`: coverage notes of the milestones, by milestone."""
    return f"How sure are the dates? {notes['ics_designated']} And the shadow stage? {notes['shadow_ics']}"
