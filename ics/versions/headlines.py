"""How the headlines of England and its regions differ between two states of the tables."""

from dataclasses import dataclass
from datetime import date

from ics.store.parameters import FIRST_DAY
from ics.store.snapshots import AFTER, BEFORE, Snapshots

ENGLAND = "England"


@dataclass(frozen=True)
class Count:
    """A headline: areas designated of all areas, and the people who live in them."""

    designated: int = 0
    areas: int = 0
    designated_people: int = 0
    people: int = 0


@dataclass(frozen=True)
class Headline:
    """The headline of England or a region where it changes; a region that is not there counts nothing."""

    place: str
    before: Count
    after: Count


@dataclass(frozen=True)
class Day:
    """The headlines that change at an as-at date, that of England first."""

    day: date
    headlines: tuple[Headline, ...]


def changed_headlines(states: Snapshots, as_at: date) -> tuple[Day, ...]:
    """Between the key dates of the two states no headline changes, so that it is enough to look at those."""
    stops = {as_at}
    for state in (BEFORE, AFTER):
        stops |= {day.date() for day in states.rows(state, "key_dates")["day"]}
    days = [_headlines_at(states, day) for day in sorted(stops) if FIRST_DAY <= day <= date.today()]
    return tuple(day for day in days if day.headlines)


def _headlines_at(states: Snapshots, day: date) -> Day:
    before, after = (_counts(states, state, day) for state in (BEFORE, AFTER))
    places = [ENGLAND, *sorted({*before, *after} - {ENGLAND})]
    pairs = [Headline(place, before.get(place, Count()), after.get(place, Count())) for place in places]
    return Day(day, tuple(pair for pair in pairs if pair.before != pair.after))


def _counts(states: Snapshots, state: str, day: date) -> dict[str, Count]:
    """The headline of each region, and of England as their sum."""
    rows = states.rows(state, "coverage_by_region", as_at=day, regions=[]).set_index("region")
    parts = rows[["designated_areas", "areas", "designated_population", "population"]]
    regions = {str(place): Count(*map(int, row)) for place, *row in parts.itertuples()}
    return regions | {ENGLAND: Count(*map(int, parts.sum()))}
