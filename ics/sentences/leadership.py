"""The sentences of the page Leadership."""

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
from ics.units import PERIOD, in_unit, is_yes_no, words_by_code

_BETTER = {
    "higher": "higher is better",
    "lower": "lower is better",
    "none": "no better or worse direction: it is context, not an achievement or a failing",
}
_BETTER_ANSWER = _BETTER | {"higher": "“yes” is better", "lower": "“no” is better"}
_SHOWN_LABELS = 3


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


def polarity(unit: str, direction: str) -> str:
    """Which direction of an indicator is better, in words."""
    return (_BETTER_ANSWER if is_yes_no(unit) else _BETTER)[direction]


def values_sentence(areas: pd.DataFrame, indicator: IndicatorsByThemeRow, place: str, as_at: date) -> str:
    """Which values the areas have. `areas`: query indicator_by_area."""
    found = areas[areas["value"].notna()]
    if found.empty:
        return _nothing(areas, indicator, place, as_at)
    where = f"“{indicator.indicator_name}”, {place} on {day_in_words(as_at)}"
    return f"{where}: {_values(found, indicator.unit, len(areas))} ({dates_of_values(found)})."


def _values(found: pd.DataFrame, unit: str, areas: int) -> str:
    of = pluralise(areas, "area", "areas")
    of = of if len(found) == areas else f"the {pluralise(len(found), 'area', 'areas')} recorded"
    words = words_by_code(unit)
    if is_yes_no(unit):
        return f"yes in {(found['value'] == 1).sum()} of {of}"
    if words:
        numbers = found["value"].value_counts()
        return f"{join_and(f'{word} {numbers[code]}' for code, word in words.items() if code in numbers)}, of {of}"
    lowest, highest = in_unit(found["value"].min(), unit), in_unit(found["value"].max(), unit)
    spread = f"{lowest} in" if lowest == highest else f"from {lowest} to {highest} across"
    return f"{spread} {of}"


def _nothing(areas: pd.DataFrame, indicator: IndicatorsByThemeRow, place: str, as_at: date) -> str:
    lead = f"“{indicator.indicator_name}”: no area of {place} has a value by {day_in_words(as_at)}"
    labels = areas[areas["label"].notna()]
    if not labels.empty:
        have = "1 area has" if len(labels) == 1 else f"{len(labels)} areas have"
        shown = rows_as(IndicatorByAreaRow, labels[:_SHOWN_LABELS])
        which = join_and(f"{row.area_name} (“{row.label}”)" for row in shown)
        return f"{lead}; {have} a label without a number: {which}{' …' if len(labels) > _SHOWN_LABELS else ''}."
    if indicator.first_period is None:
        return f"{lead}, because none is published yet."
    if indicator.first_period.date() > as_at:
        first = date_in_words(indicator.first_period, indicator.first_precision)
        return f"{lead}. The first recorded value describes {first}: choose a later as-at date."
    return f"{lead}. Other regions have one: choose more regions."


def dates_of_values(found: pd.DataFrame) -> str:
    """The period or periods that values describe. `found`: rows with period and period_precision, at least one."""
    ordered = found.sort_values(PERIOD)
    first, last = (date_in_words(row.period, row.period_precision) for row in (ordered.iloc[0], ordered.iloc[-1]))
    return f"values of {first}" if first == last else f"values from {first} to {last}, the latest of each area"


def recorded_sentence(areas: pd.DataFrame) -> str:
    """How many areas are recorded. `areas`: query indicator_by_area."""
    has_value = areas["value"].notna()
    only_label = int((~has_value & areas["label"].notna()).sum())
    missing = len(areas) - int(has_value.sum()) - only_label
    parts = [f"{has_value.sum()} of {pluralise(len(areas), 'area', 'areas')} recorded"]
    if only_label:
        parts.append(f"{only_label} with a label but no value")
    if missing:
        parts.append(f"{missing} not recorded, which does not mean no or zero")
    return f"{join_and(parts)}."


def region_sentence(areas: pd.DataFrame, unit: str) -> str:
    """How the regions compare, and in which order they come. `areas`: query indicator_by_area."""
    summary = _counts_by_region(areas, unit) if words_by_code(unit) else _medians(areas, unit)
    return f"{summary} {region_order_sentence(areas)}"


def _counts_by_region(areas: pd.DataFrame, unit: str) -> str:
    code = 1.0 if is_yes_no(unit) else areas["value"].mode().iloc[0]
    lead = "Yes" if is_yes_no(unit) else f"Most frequent is “{in_unit(code, unit)}”"
    parts = [
        f"{region} {(part['value'] == code).sum()} of {part['value'].notna().sum()}"
        for region, part in areas.groupby("region")
        if part["value"].notna().any()
    ]
    return f"{lead}, by region of the areas recorded: {join_and(parts)}."


def _medians(areas: pd.DataFrame, unit: str) -> str:
    regions = areas.drop_duplicates("region")
    known = regions[regions["region_median"].notna()]
    england = areas["england_median"].iloc[0]
    parts = [f"{row.region} {in_unit(row.region_median, unit)}" for row in rows_as(IndicatorByAreaRow, known)]
    parts += [f"England {in_unit(england, unit)}"] if pd.notna(england) else []
    few = (
        ""
        if len(known) == len(regions) and pd.notna(england)
        else " No median where under half the areas have a value."
    )
    return f"Median of the areas: {join_and(parts)}.{few}" if parts else few.strip()


def region_order_sentence(areas: pd.DataFrame) -> str:
    """In which order the areas come, and why nothing is ranked. `areas`: query indicator_by_area."""
    missing = int(areas["value"].isna().sum())
    if missing == len(areas):
        return "No area has a value, so nothing is drawn; the table names every area."
    if missing:
        areas_have = "1 area has" if missing == 1 else f"{missing} areas have"
        return f"In order of names, not ranked: {areas_have} no value, so a ranking would mislead."
    return "In order of names, not of values."


def share_sentence(counts: pd.DataFrame, indicator_id: str) -> str:
    """How many areas said yes in each period. `counts`: query indicator_counts_by_period, of a yes-or-no indicator."""
    shares = yes_by_period(counts)
    parts = [f"{row.yes} of {row.recorded} in {date_in_words(row.period, row.period_precision)}" for row in shares]
    return f"Areas with a yes: {join_and(parts)}.{_expectation_words(shares[-1], indicator_id)}"


def _expectation_words(last: "Share", indicator_id: str) -> str:
    expected = EXPECTATIONS.get(indicator_id)
    if expected is None:
        return ""
    return (
        f" Expected: {expected.what} by {expected.day:%B %Y} ({expected.who}). The last count shown is "
        f"{percent(last.yes, last.recorded)}; “typical” is not a number, so no level is drawn."
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
    lead = " to ".join(date_in_words(row.period, row.period_precision) for row in ends)
    parts = [f"{(change < 0).sum()} fell", f"{(change == 0).sum()} stayed the same", f"{(change > 0).sum()} rose"]
    span = f"the values are between {in_unit(values['value'].min(), unit)} and {in_unit(values['value'].max(), unit)}"
    return f"{lead}, of {pluralise(len(change), 'area', 'areas')} with at least two values: {join_and(parts)}; {span}."


def left_out_sentence(found: pd.DataFrame, drawn: pd.DataFrame) -> str:
    """Which periods are too thin to be drawn; empty for none. `found`: rows of periods; `drawn`: the periods drawn."""
    thin = len(found.drop_duplicates(PERIOD)) - len(drawn)
    if not thin:
        return ""
    are = "1 more period is" if thin == 1 else f"{thin} more periods are"
    return f" {are} recorded for fewer than half of the areas and only listed in the table."


def periods_sentence(counts: pd.DataFrame) -> str:
    """How well the periods are recorded, and why they are not drawn. `counts`: query indicator_counts_by_period."""
    recorded = counts.drop_duplicates(PERIOD)["recorded"]
    of = pluralise(int(counts["areas"].iloc[0]), "area", "areas")
    least, most = recorded.min(), recorded.max()
    spread = f"{least}" if least == most else f"{least} to {most}"
    return (
        f"{pluralise(len(recorded), 'period is', 'periods are')} recorded, each with {spread} of {of}. Different "
        "areas are behind different periods, so this is a table of counts and no line is drawn."
    )


def lessons_sentence(lessons: pd.DataFrame) -> str:
    """How much of the lessons is recorded. `lessons`: query lessons."""
    with_values = int((lessons["recorded"] > 0).sum())
    unchecked = int(lessons["description"].str.contains("not been checked").sum())
    lead = (
        f"{with_values} of {len(lessons)} lessons have at least one self-assessment by this date; choose one of them "
        "in the list of indicators to see it by area."
        if with_values
        else "No area has published a self-assessment by this date, so no value is shown for any lesson."
    )
    doubt = (
        f" Of {pluralise(unchecked, 'label', 'labels')} the wording and the place in the order are recalled and have "
        "not been checked against the paper."
    )
    return lead + (doubt if unchecked else "")
