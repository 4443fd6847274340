"""The sentences that say what a change of the tables means on the pages."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from ics.formatting import date_in_words, day_in_words, join_and, millions, pluralise
from ics.sentences.versions import revert_sentence
from ics.versions.compare import Comparison
from ics.versions.impact import Count, DateChange, Day, Headline, Impact, TargetChange

MOST_NAMES = 8
MOST_DATES = 5
KINDS = {"added": "new", "changed": "changed", "removed": "deleted"}


def in_words(comparison: Comparison) -> list[str]:
    """What a comparison means, as plain sentences: versions that are taken back, then the impact on the pages."""
    impact = impact_in_words(comparison.impact) if comparison.impact else []
    return [*map(revert_sentence, comparison.reverts), *impact]


def impact_in_words(impact: Impact) -> list[str]:
    """The impact as plain sentences, the weightiest first; one sentence for a first build."""
    if impact.is_first:
        return ["This is the first version, so everything is new."]
    return [
        *_opening_date(impact),
        *_areas(impact),
        *_stages(impact),
        *_headlines(impact),
        *_dates(impact.dates),
        *map(_target, impact.targets),
        *_indicators(impact),
        *_points(impact),
    ]


def _opening_date(impact: Impact) -> list[str]:
    if impact.as_at == impact.as_at_before:
        return []
    return [f"The pages open on {day_in_words(impact.as_at)} instead of {day_in_words(impact.as_at_before)}."]


def _areas(impact: Impact) -> list[str]:
    parts = ((impact.new_areas, "added"), (impact.removed_areas, "deleted"))
    return [f"{pluralise(len(names), 'area', 'areas')} {word}: {_some(names)}." for names, word in parts if names]


def _stages(impact: Impact) -> list[str]:
    """One sentence per way from one stage to another: the ways forward, then those back."""
    areas: dict[tuple[bool, str, str], list[str]] = defaultdict(list)
    for change in impact.stages:
        areas[not change.is_forward, change.before, change.after].append(change.area)
    return [_stage(*way, areas[way], day_in_words(impact.as_at)) for way in sorted(areas)]


def _stage(is_back: bool, before: str, after: str, areas: list[str], as_at: str) -> str:
    return f"{_moves(len(areas), not is_back)} from “{before}” to “{after}” on {as_at}: {_some(areas)}."


def _moves(areas: int, is_forward: bool) -> str:
    one, many = ("moves on", "move on") if is_forward else ("goes back", "go back")
    return f"{pluralise(areas, 'area', 'areas')} {one if areas == 1 else many}"


def _headlines(impact: Impact) -> list[str]:
    """At the date with which the pages open, and at the first and the last key date with a change."""
    if not impact.headlines:
        return ["The number of integrated care systems does not change, nor the number of people in them."]
    opening = [day for day in impact.headlines if day.day == impact.as_at]
    others = [day for day in impact.headlines if day.day != impact.as_at]
    shown = [*others[:1], *others[1:][-1:]]
    further = len(others) - len(shown)
    days = pluralise(further, "more date", "more dates")
    return [*map(_day, [*opening, *shown]), *([f"The figures also change on {days}."] if further else [])]


def _day(day: Day) -> str:
    return f"Integrated care systems on {day_in_words(day.day)}: {', '.join(map(_headline, day.headlines))}."


def _headline(headline: Headline) -> str:
    before, after = headline.before, headline.after
    if (before.designated, before.areas) == (after.designated, after.areas):
        return f"{headline.place} {_people(before, after)}"
    if before.areas == after.areas:
        return f"{headline.place} {before.designated} → {after.designated} of {after.areas} areas"
    change = f"{before.designated} of {before.areas} → {after.designated} of {after.areas}"
    return f"{headline.place} {change} areas"


def _people(before: Count, after: Count) -> str:
    """In millions where those differ, else to the person."""
    old, new = (f"{millions(c.designated_people)} of {millions(c.people)}" for c in (before, after))
    if old != new:
        return f"{old} → {new} million people"
    return " → ".join(f"{c.designated_people:,} of {c.people:,}" for c in (before, after)) + " people"


def _dates(dates: tuple[DateChange, ...]) -> list[str]:
    further = len(dates) - MOST_DATES
    more = [f"{_change(further, 'more date', 'more dates')}."] if further > 0 else []
    return [f"{d.area}: {d.milestone} {_date(d.before)} → {_date(d.after)}." for d in dates[:MOST_DATES]] + more


def _date(dated: tuple[date, str] | None) -> str:
    return date_in_words(*dated) if dated else "not recorded"


def _target(target: TargetChange) -> str:
    old, new = (day_in_words(day) or "none" for day in (target.before, target.after))
    return f"Target date of {target.milestone}: {old} → {new}. This decides which areas were early or late."


def _indicators(impact: Impact) -> list[str]:
    names = [
        f"{name} ({_what_changes(values, has_new_definition)})"
        for name, values, has_new_definition in impact.indicators
    ]
    return [f"{_change(len(names), 'indicator', 'indicators')}: {_some(names)}."] if names else []


def _what_changes(values: int, has_new_definition: bool) -> str:
    parts = [pluralise(values, "value", "values")] if values else []
    return join_and([*parts, "its definition"] if has_new_definition else parts)


def _points(impact: Impact) -> list[str]:
    places = [f"{place} ({KINDS[kind]})" for place, kind in impact.points]
    return [f"{_change(len(places), 'point of light', 'points of light')}: {_some(places)}."] if places else []


def _change(number: int, one: str, many: str) -> str:
    return f"{pluralise(number, one, many)} {'changes' if number == 1 else 'change'}"


def _some(names: Iterable[str]) -> str:
    """The names as a phrase; the last of many are only counted."""
    known = list(names)
    further = len(known) - MOST_NAMES
    return join_and([*known[:MOST_NAMES], f"{further:,} more"] if further > 0 else known)
