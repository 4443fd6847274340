"""The sentences of the page Leadership."""

import re
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

import pandas as pd

from ics.formatting import date_in_words, day_in_words, join_and, percent, pluralise
from ics.query_rows import (
    IndicatorByAreaRow,
    IndicatorOverTimeRow,
    IndicatorsByThemeRow,
    first_row,
    last_row,
    rows_as,
)
from ics.units import PERIOD, in_unit, is_only_yes, is_yes_no, words_by_code

_BETTER = {"higher": "higher", "lower": "lower", "none": "neither"}
_BETTER_ANSWER = {"higher": "yes", "lower": "no", "none": "neither"}
_SPELLED = {
    "CCG": "clinical commissioning group",
    "CCGs": "clinical commissioning groups",
    "CQC": "Care Quality Commission",
    "ICB": "integrated care board",
    "ICS": "integrated care system",
    "STP": "sustainability and transformation partnership",
}
_PREPOSITIONS = {"day": "on", "quarter": "from"}  # before other periods: in
_SHOWN_LABELS = 3

WHAT_MISSING_MEANS = "Not recorded does not mean no."
NO_CHART = "No area has a value, so there is no chart. The table lists every area."

WHICH_DATES_COUNT = (
    "Shared leadership cannot be measured directly. These published figures give clues, such as whether one "
    "clinical commissioning group (CCG) covered the whole area. We never add them up to a score.\n\n"
    "Monthly figures count from the 1st of the month. Quarterly and yearly figures count from the end of the period."
)


class Expectation(NamedTuple):
    """What was expected nationally of an indicator, by when, and who said so."""

    day: date
    what: str
    who: str


EXPECTATIONS = {
    "ccg_single": Expectation(
        date(2021, 4, 1),
        "one CCG per area to be typical",
        "NHS Long Term Plan, January 2019, as reported by HSJ and LGC",
    )
}


def good_direction(unit: str, direction: str) -> str:
    """Which direction of an indicator is better, in a word: "higher", "no", "neither"."""
    return (_BETTER_ANSWER if is_yes_no(unit) else _BETTER)[direction]


def better_sentence(indicator: IndicatorsByThemeRow) -> str:
    """Which direction is better, and which value was expected, if any."""
    expected = in_unit(indicator.target, indicator.unit)
    both = "Neither yes nor no" if is_yes_no(indicator.unit) else "Neither high nor low"
    word = good_direction(indicator.unit, indicator.direction)
    better = f"{both if word == 'neither' else word.capitalize()} is better."
    return f"{better} Expected: {expected}." if expected else better


def spelled_out(name: str) -> str:
    """The name of an indicator with its abbreviations in full: "One CCG (clinical commissioning group)"."""
    return re.sub(r"\b[A-Z]{3}s?\b", lambda found: _in_full(found[0]), name)


def _in_full(short: str) -> str:
    return f"{short} ({_SPELLED[short]})" if short in _SPELLED else short


def values_title(areas: pd.DataFrame, indicator: IndicatorsByThemeRow, where: str, as_at: date) -> str:
    """The answer as the title of the page: which values the areas have.

    `areas`: query indicator_by_area; `where`: as `in_regions` says it.
    """
    found, name = areas[areas["value"].notna()], spelled_out(indicator.indicator_name)
    if found.empty:
        return f"{name}: no area {where} had a value by {day_in_words(as_at)}"
    return f"{name}: {_values(found, indicator.unit, len(areas), where)} {when_of_values(found)}"


def values_detail(areas: pd.DataFrame, counts: pd.DataFrame, indicator: IndicatorsByThemeRow, as_at: date) -> str:
    """The line below the title: how it was at first, or why no area has a value; empty where neither can be said.

    `areas`: query indicator_by_area; `counts`: query indicator_counts_by_period.
    """
    if areas["value"].isna().all():
        return _why_nothing(areas, indicator, as_at)
    return _earlier(counts) if is_yes_no(indicator.unit) else ""


def _values(found: pd.DataFrame, unit: str, areas: int, where: str) -> str:
    known = f"areas {where}" if len(found) == areas else f"areas {where} with a value"
    if is_only_yes(unit):
        return f"yes in {len(found)} of {_number_of(areas, f'areas {where}')}"
    if is_yes_no(unit):
        return f"yes in {_share(int((found['value'] == 1).sum()), len(found), known)}"
    words = words_by_code(unit)
    numbers = found["value"].value_counts()
    counts = [f"{numbers[code]} {word}" for code, word in words.items() if code in numbers]
    if counts:
        of = f"{'all ' if len(found) == areas > 1 else f'{len(found)} of '}{_number_of(areas, f'areas {where}')}"
        return f"{join_and(counts)}, in {of},"
    lowest, highest = in_unit(found["value"].min(), unit), in_unit(found["value"].max(), unit)
    spread = lowest if lowest == highest else f"from {lowest} to {highest}"
    return f"{spread} in {_number_of(len(found), known)}"


def _share(part: int, whole: int, areas: str) -> str:
    """A part of the areas: "all 3 areas", "none of 3 areas", "1 of 3 areas (33%)"."""
    if part in (0, whole):
        return f"{'none of' if not part else 'all'} {whole} {areas}" if whole > 1 else f"{part} of 1 {_one(areas)}"
    return f"{part} of {whole} {areas} ({percent(part, whole)})"


def _number_of(number: int, areas: str) -> str:
    return f"{number} {areas if number > 1 else _one(areas)}"


def _one(areas: str) -> str:
    return areas.replace("areas", "area", 1)


def _why_nothing(areas: pd.DataFrame, indicator: IndicatorsByThemeRow, as_at: date) -> str:
    labels = areas[areas["label"].notna()]
    if not labels.empty:
        return _described(labels)
    if indicator.first_period is None:
        return "None has been published."
    if indicator.first_period.date() > as_at:
        first = date_in_words(indicator.first_period, indicator.first_precision)
        return f"The first is for {first}: choose a later date."
    return "Other regions have one: choose more regions."


def _described(labels: pd.DataFrame) -> str:
    """The first areas with a description and no number, and how many more there are."""
    shown = rows_as(IndicatorByAreaRow, labels[:_SHOWN_LABELS])
    more = len(labels) - _SHOWN_LABELS
    names = [f"{row.area_name} (“{row.label}”)" for row in shown] + ([f"{more} more"] if more > 0 else [])
    have = "1 area has" if len(labels) == 1 else f"{len(labels)} areas have"
    return f"{have} a description instead: {join_and(names)}."


def when_of_values(found: pd.DataFrame) -> str:
    """The date or dates of values: "in April 2021". `found`: rows with period and period_precision, at least one."""
    ordered = found.sort_values(PERIOD)
    first, last = ordered.iloc[0], ordered.iloc[-1]
    ends = [date_in_words(row.period, row.period_precision) for row in (first, last)]
    if ends[0] != ends[1]:
        return f"(the latest of each area, from {ends[0]} to {ends[1]})"
    return _when(first.period, first.period_precision)


def recorded_sentence(areas: pd.DataFrame) -> str:
    """For how many areas there is a value. `areas`: query indicator_by_area."""
    has_value = areas["value"].notna()
    known, only_label = int(has_value.sum()), int((~has_value & areas["label"].notna()).sum())
    missing = len(areas) - known - only_label
    said = [f"We have a value for {_share_of_all(known, len(areas))}."]
    if only_label:
        said.append(f"For {only_label} we have a description only.")
    if missing:
        said.append(f"For {missing} we found nothing.")
    return " ".join(said)


def _share_of_all(part: int, areas: int) -> str:
    return _share(part, areas, "areas").partition(" (")[0]


def region_sentence(areas: pd.DataFrame, unit: str) -> str:
    """How the regions compare. `areas`: query indicator_by_area with at least one value."""
    return _counts_by_region(areas, unit) if words_by_code(unit) else _medians(areas, unit)


def _counts_by_region(areas: pd.DataFrame, unit: str) -> str:
    """In which regions every area, none or some have the answer yes, or the most common value."""
    code = 1.0 if is_yes_no(unit) else areas["value"].mode().iloc[0]
    known = areas[areas["value"].notna()]
    if is_only_yes(unit):
        return f"Yes: {join_and(f'{region} {number}' for region, number in known.groupby('region').size().items())}."
    counts = {
        str(region): (int((part["value"] == code).sum()), len(part))
        for region, part in known.groupby("region", sort=True)
    }
    only = " Areas without a value are left out." if len(known) < len(areas) else ""
    lead = "" if is_yes_no(unit) else f"Most common: “{in_unit(code, unit)}”. "
    return f"{lead}{_by_extent('Yes' if is_yes_no(unit) else '', counts)}{only}"


def _by_extent(answer: str, counts: Mapping[str, tuple[int, int]]) -> str:
    """The regions by how many of their areas gave the answer. `counts`: areas with it, and areas, of each region.

    `answer`: the word before the first group, empty for none.
    """
    full = [f"{region} ({of})" for region, (part, of) in counts.items() if part == of]
    empty = [f"{region} ({of})" for region, (part, of) in counts.items() if not part]
    some = [f"{region} {part} of {of}" for region, (part, of) in counts.items() if 0 < part < of]
    groups = {"in every area": full, "in no area": empty, "in some areas": some}
    said = [f"{name}: {join_and(names)}." for name, names in groups.items() if names]
    said[0] = f"{answer} {said[0]}".strip()
    return " ".join(f"{group[0].upper()}{group[1:]}" for group in said)


def _medians(areas: pd.DataFrame, unit: str) -> str:
    regions = areas.drop_duplicates("region")
    known = regions[regions["region_median"].notna()]
    england = areas["england_median"].iloc[0]
    said = [f"Middle area (median) of England: {in_unit(england, unit)}."] if pd.notna(england) else []
    parts = [f"{row.region} {in_unit(row.region_median, unit)}" for row in rows_as(IndicatorByAreaRow, known)]
    said += [f"{'By region' if said else 'Middle area (median) by region'}: {join_and(parts)}."] if parts else []
    if len(known) < len(regions) or pd.isna(england):
        said.append("We show no middle area where under half the areas have a value.")
    return " ".join(said)


def _earlier(counts: pd.DataFrame) -> str:
    """How many areas said yes at first, where at least half of them are recorded then; else nothing."""
    shares = yes_by_period(counts)
    if len(shares) < 2 or 2 * shares[0].recorded < shares[0].areas:
        return ""
    first = shares[0]
    when = _when(first.period, first.period_precision)
    return f"{when[0].upper()}{when[1:]} it was {_yes(first)}."


def _when(period: pd.Timestamp, precision: str) -> str:
    return f"{_PREPOSITIONS.get(precision, 'in')} {date_in_words(period, precision)}"


def _yes(share: "Share") -> str:
    """ "none of 5", "2 of 5", "all 5"."""
    return f"all {share.recorded}" if share.yes == share.recorded else f"{share.yes or 'none'} of {share.recorded}"


def share_sentence(counts: pd.DataFrame, indicator_id: str) -> str:
    """How many areas said yes at first and at last. `counts`: query indicator_counts_by_period, of yes or no."""
    shares = yes_by_period(counts)
    ends = shares if len(shares) < 2 else [shares[0], shares[-1]]
    said = join_and(f"{_yes(row)} areas {_when(row.period, row.period_precision)}" for row in ends)
    return f"Yes in {said}.{_expectation_words(shares[-1], indicator_id)}"


def _expectation_words(last: "Share", indicator_id: str) -> str:
    expected = EXPECTATIONS.get(indicator_id)
    if expected is None:
        return ""
    return (
        f" The NHS expected {expected.what} by {expected.day:%B %Y} ({expected.who}). It gave no number. "
        f"The last share shown is {percent(last.yes, last.recorded)}."
    )


class Share(NamedTuple):
    """How many areas said yes in a period, of how many recorded, of how many areas."""

    period: pd.Timestamp
    period_precision: str
    yes: int
    recorded: int
    areas: int


def yes_by_period(counts: pd.DataFrame) -> list[Share]:
    """One share per period. `counts`: query indicator_counts_by_period, of a yes-or-no indicator."""
    yes = counts["value_areas"].where(counts["value"] == 1, 0)
    keys = [*PERIOD, "recorded", "areas"]
    sums = counts.assign(yes=yes).groupby(keys)["yes"].sum().reset_index()
    return list(rows_as(Share, sums))


def rise_and_fall_sentence(values: pd.DataFrame, unit: str) -> str:
    """How many areas rose and fell. `values`: query indicator_over_time, at least two periods."""
    ordered = values.sort_values(PERIOD)
    by_area = ordered.groupby("area_code")["value"]
    change = (by_area.last() - by_area.first())[by_area.size() > 1]
    ends = (first_row(IndicatorOverTimeRow, ordered), last_row(IndicatorOverTimeRow, ordered))
    first, last = (date_in_words(row.period, row.period_precision) for row in ends)
    numbers = {"rose": (change > 0).sum(), "fell": (change < 0).sum(), "stayed the same": (change == 0).sum()}
    changed = join_and(f"{number or 'none'} {word}" for word, number in numbers.items())
    lowest, highest = in_unit(values["value"].min(), unit), in_unit(values["value"].max(), unit)
    return (
        f"Of {pluralise(len(change), 'area', 'areas')} with two values or more, {changed}. "
        f"Values range from {lowest} to {highest}. First: {first}. Last: {last}."
    )


def left_out_sentence(found: pd.DataFrame, drawn: pd.DataFrame) -> str:
    """Which periods are too thin to be drawn; empty for none. `found`: rows of periods; `drawn`: the periods drawn."""
    thin = len(found.drop_duplicates(PERIOD)) - len(drawn)
    if not thin:
        return ""
    are = "1 more period has" if thin == 1 else f"{thin} more periods have"
    return f" {are} a value for fewer than half of the areas, so only the table shows {'it' if thin == 1 else 'them'}."


def periods_sentence(counts: pd.DataFrame) -> str:
    """How many areas each period has, and why they are not drawn. `counts`: query indicator_counts_by_period."""
    recorded = counts.drop_duplicates(PERIOD)["recorded"]
    of = pluralise(int(counts["areas"].iloc[0]), "area", "areas")
    least, most = recorded.min(), recorded.max()
    spread = f"{least}" if least == most else f"{least} to {most}"
    covers = "1 period has" if len(recorded) == 1 else f"{len(recorded)} periods have"
    each = "" if len(recorded) == 1 else " each"
    return (
        f"{covers} values, for {spread} of {of}{each}. "
        "Each period covers different areas, so we show a table, not a line."
    )


def lessons_sentence(lessons: pd.DataFrame) -> str:
    """How many lessons have a self-assessment. `lessons`: query lessons."""
    with_values = int((lessons["recorded"] > 0).sum())
    unchecked = int(lessons["description"].str.contains("not been checked").sum())
    have = "has" if with_values == 1 else "have"
    lead = (
        f"{with_values} of {len(lessons)} lessons {have} a self-assessment by this date. "
        "To see it by area, choose the lesson in the list of indicators."
        if with_values
        else "No area has published a self-assessment by this date."
    )
    doubt = (
        f" We have not checked the wording and order of {unchecked} of the {len(lessons)} lessons against the paper."
    )
    return lead + (doubt if unchecked else "")
