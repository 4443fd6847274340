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
    full = list(regions.loc[regions["designated_areas"] == regions["areas"], "region"])
    if len(full) == len(regions):
        return (
            "Every area of this region was covered."
            if len(full) == 1
            else f"All {len(full)} regions were covered in full."
        )
    if not full:
        return "This region was not covered in full yet." if len(regions) == 1 else "No region was covered in full yet."
    return (
        f"{len(full)} of {len(regions)} regions {'was' if len(full) == 1 else 'were'} covered in full: {listed(full)}."
    )


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
    faults = []
    if counts.late_areas:
        faults.append(f"{counted(counts.late_areas, 'area was', 'areas were')} designated late")
    if counts.overdue_areas:
        faults.append(f"{counted(counts.overdue_areas, 'area was', 'areas were')} overdue")
    missing = counts.areas - counts.designated_areas - counts.unrecorded_areas - counts.overdue_areas
    if missing:
        faults.append(f"{counted(missing, 'area was', 'areas were')} not designated")
    every = "every recorded area" if counts.unrecorded_areas else "every area"
    return listed(faults) if faults else f"{every} was designated on time"


def _unrecorded(counts: pd.Series) -> str:
    return (
        f"; {counted(counts.unrecorded_areas, 'area is', 'areas are')} not recorded" if counts.unrecorded_areas else ""
    )


def stage_sentence(areas: pd.DataFrame) -> str:
    """How the areas stand by furthest stage, the furthest first. `areas`: query areas_with_stage."""
    counts = areas.groupby(["stage_sequence", "stage"]).size().sort_index(ascending=False)
    parts = [f"{number} at “{stage}”" for (_, stage), number in counts.items()]
    return f"By furthest stage reached, {counted(len(areas), 'area', 'areas')}: {listed(parts)}."


def star_sentence(areas: pd.DataFrame) -> str:
    """How many areas have points of light, and why. `areas`: query areas_with_stage."""
    named, early = areas["namings"] > 0, areas["is_early"]
    undated = ~named & ~early & (areas["undated_namings"] > 0)
    starred = (named | early).sum()
    have = counted(starred + undated.sum(), "area has", "areas have")
    both = f", {(named & early).sum()} of them both" if (named & early).any() else ""
    full = f"★ {starred} ({named.sum()} named with a date, {early.sum()} designated early{both})"
    hollow = f" and ☆ {undated.sum()} named in an undated source only" if undated.any() else ""
    return f"{have} points of light: {full}{hollow}." if starred or undated.any() else "No area has points of light."


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


def early_sentence(early: pd.DataFrame, early_days: int, target: date) -> str:
    """How many areas were designated early. `early`: query areas_designated_early."""
    rule = f"at least {counted(early_days, 'day', 'days')} before {day_in_words(target)}"
    if early.empty:
        return f"No area had been designated {rule}."
    first = early.iloc[0]
    when = date_in_words(first.designated_on, first.designated_precision)
    lead = f"{counted(len(early), 'area', 'areas')} had been designated {rule}"
    return (
        f"{lead}: {first.area_name} ({when})." if len(early) == 1 else f"{lead}, the first {first.area_name} ({when})."
    )


def named_sentence(named: pd.DataFrame) -> str:
    """How many places had been named, and how strong the evidence is. `named`: query points_of_light_named."""
    if named.empty:
        return "No place had been named by this date."
    undated = int(named["cited_on"].isna().sum())
    controlled = int((named["evidence"] == "controlled study").sum())
    of_them = (
        f"{controlled} of them with a result from a controlled study"
        if controlled
        else "none of them with a controlled study"
    )
    tail = (
        f" {undated} of the sources {'is' if undated == 1 else 'are'} undated and cannot be placed in time."
        if undated
        else ""
    )
    return f"{counted(len(named), 'place', 'places')} had been named, {of_them}.{tail}"
