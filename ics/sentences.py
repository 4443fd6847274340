"""The sentences of the pages, worked out from the rows: right for none, one and many."""

from datetime import date

import pandas as pd

from ics.words import counted, date_in_words, day_in_words, listed, millions, percent


def coverage_sentence(counts: pd.Series, as_at: date) -> str:
    """How many areas and people were covered. `counts`: the row of query headline_counts."""
    areas = f"{counts.designated_areas} of {counted(counts.areas, 'area', 'areas')}"
    one = counts.designated_areas == 1
    were = "was an integrated care system (ICS)" if one else "were integrated care systems (ICSs)"
    people = f"{millions(counts.designated_population)} of {millions(counts.population)} million people"
    share = percent(counts.designated_population, counts.population)
    return f"On {day_in_words(as_at)}, {areas} {were}, covering {people} ({share})."


def full_regions_sentence(regions: pd.DataFrame) -> str:
    """Which regions were covered in full. `regions`: query coverage_by_region."""
    full = regions.loc[regions["designated_areas"] == regions["areas"], "region"]
    recorded = regions["areas"] - regions["unrecorded_areas"]
    open_ = regions.loc[(regions["unrecorded_areas"] > 0) & (regions["designated_areas"] == recorded), "region"]
    unsaid = f" Of {listed(open_)} it cannot be said: not every area is recorded." if len(open_) else ""
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
    return f"{len(full)} of {regions} regions {were} covered in full: {listed(full)}."


def target_sentence(counts: pd.Series, as_at: date) -> str:
    """Where the date stands against the national target. `counts`: the row of query headline_counts."""
    if pd.isna(counts.target_date):
        return "No national target is recorded."
    target = counts.target_date.date()
    days = (target - as_at).days
    if days > 0:
        coming = counts.areas - counts.designated_areas - counts.unrecorded_areas
        still = f"{counted(coming, 'area was', 'areas were')} still to come"
        away = f"The target, {day_in_words(target)}, was {counted(days, 'day', 'days')} away"
        return f"{away}; {still}{_unrecorded(counts)}."
    when = "This is the target date" if days == 0 else f"The target date was {day_in_words(target)}"
    return f"{when}; {_against_target(counts)}{_unrecorded(counts)}."


def _against_target(counts: pd.Series) -> str:
    missing = counts.areas - counts.designated_areas - counts.unrecorded_areas - counts.overdue_areas
    faults = {
        "designated late": counts.late_areas,
        "designated on a date too imprecise to tell": counts.unclear_areas,
        "overdue": counts.overdue_areas,
        "not designated": missing,
    }
    words = [f"{counted(number, 'area was', 'areas were')} {fault}" for fault, number in faults.items() if number]
    if words or not counts.designated_areas:
        return listed(words) or "no designation is recorded"
    return f"{'every recorded area' if counts.unrecorded_areas else 'every area'} was designated on time"


def _unrecorded(counts: pd.Series) -> str:
    return (
        f"; {counted(counts.unrecorded_areas, 'area is', 'areas are')} not recorded" if counts.unrecorded_areas else ""
    )


def stage_sentence(areas: pd.DataFrame) -> str:
    """How the areas stand by furthest stage, the furthest first. `areas`: query areas_with_stage."""
    counts = areas.groupby(["stage_sequence", "stage"]).size().sort_index(ascending=False)
    parts = [f"{number} at “{stage}”" for (_, stage), number in counts.items()]
    return f"By furthest recorded stage, {counted(len(areas), 'area', 'areas')}: {listed(parts)}."


def star_sentence(areas: pd.DataFrame, early_days: int) -> str:
    """How many areas have points of light, and why. `areas`: query areas_with_stage for these early days."""
    named, early = areas["namings"] > 0, areas["is_early"]
    undated = ~named & ~early & (areas["undated_namings"] > 0)
    marks = []
    if starred := (named | early).sum():
        both = f", {(named & early).sum()} of them both" if (named & early).any() else ""
        ahead = f"{early.sum()} designated at least {counted(early_days, 'day', 'days')} before the target"
        marks.append(f"★ {starred} ({named.sum()} named with a date, {ahead}{both})")
    if undated.any():
        marks.append(f"☆ {undated.sum()} named in an undated source only")
    have = counted(starred + undated.sum(), "area has", "areas have")
    return f"{have} points of light: {listed(marks)}." if marks else "No area has points of light."


def press_sentence(systems: pd.DataFrame) -> str:
    """How the counts of whole areas become the counts in the press. `systems`: query systems_counted_by_day."""
    apart = systems[systems["part_systems"] > 0]
    if apart.empty:
        return "On none of these days was a part of an area counted separately, so both ways of counting agree."
    days = [f"{r.systems} on {day_in_words(r.day)} where this page counts {r.whole_areas}" for r in apart.itertuples()]
    return (
        "This page counts areas that were designated as a whole. The press also counted systems that covered only a "
        f"part of an area: {listed(days)}."
    )


def early_sentence(early: pd.DataFrame, early_days: int, target: pd.Timestamp) -> str:
    """How many areas were designated early. `early`: query areas_designated_early."""
    if pd.isna(target):
        return "No national target is recorded, so no area can be called early."
    rule = f"at least {early_days:,} {'day' if early_days == 1 else 'days'} before {day_in_words(target)}"
    if early.empty:
        return f"No area had been designated {rule}."
    first = early.iloc[0]
    when = date_in_words(first.designated_on, first.designated_precision)
    lead = f"{counted(len(early), 'area', 'areas')} had been designated {rule}"
    return (
        f"{lead}: {first.area_name} ({when})." if len(early) == 1 else f"{lead}, the first {first.area_name} ({when})."
    )


def named_sentence(named: pd.DataFrame) -> str:
    """How many namings there are, and how strong the evidence is. `named`: query points_of_light_named."""
    if named.empty:
        return "No place had been named by this date."
    undated = int(named["cited_on"].isna().sum())
    dated, controlled = len(named) - undated, int((named["evidence"] == "controlled study").sum())
    parts = [f"{counted(dated, 'place', 'places')} had been named by this date"] if dated else []
    if undated:
        parts.append(f"{undated} {'more ' if dated else ''}{'is' if undated == 1 else 'are'} named in undated sources")
    studies = (
        f"{counted(controlled, 'place has', 'places have')} a result from a controlled study (it may point either way)"
        if controlled
        else "none has a result from a controlled study"
    )
    return f"{listed(parts)}. As known today, {studies}."
