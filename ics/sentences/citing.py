"""What an answer to a query is called in a link, and how somebody else's text names it as a source."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from ics.formatting import day_in_words, join_and
from ics.sentences.places import in_regions

PRODUCT = "ICS progress"
ENGLAND = "England"
_MOST_SOURCES = 3


@dataclass(frozen=True)
class Described:
    """What rows are about.

    `what`: the rows in words. `place`: in words; empty where a place says nothing. `since`, `as_at`: the dates they
    are about, None where the query takes none.
    """

    what: str
    place: str
    since: date | None
    as_at: date | None

    def __str__(self) -> str:
        """ "coverage by region in London on 31 December 2020"."""
        return f"{self.what}{self.place and f' {self.place}'}{self.when and f' {self.when}'}"

    @property
    def when(self) -> str:
        if self.since and self.as_at:
            return f"from {day_in_words(self.since)} to {day_in_words(self.as_at)}"
        return f"on {day_in_words(self.as_at)}" if self.as_at else ""


def place_in_words(places: Sequence[str], is_about_areas: bool) -> str:
    """ "for Lincolnshire", "in London and the South West"; empty for none."""
    if is_about_areas:
        return f"for {join_and(places)}" if places else ""
    return in_regions(places) if places else ""


def citation(
    described: Described, title: str, address: str, version: int, published: date | None, seen: date, sources: list[str]
) -> str:
    """An answer as a source in somebody else's text: what, where, date, version, address and who published the facts.

    `published`: when the version was, None where it is not recorded. `seen`: the day on which the reader looked.
    """
    named = f" Sources of the facts: {'; '.join(sources)}." if sources else ""
    return (
        f"“{title}”: {described}. {PRODUCT}, {_of_the_data(version, published)}.{named} "
        f"{address} (seen on {day_in_words(seen)})"
    )


def credit(described: Described, version: int, published: date | None, address: str, sources: list[str]) -> str:
    """The line under a picture that leaves the page: what it shows, where it comes from, and which version.

    `published`: as in `citation`. `address`: of the dashboard; empty where it is not known.
    """
    named = f"Sources of the facts: {'; '.join(sources)}" if sources else ""
    parts = [_capital(str(described)), f"{PRODUCT}, {_of_the_data(version, published)}", named, address]
    return " · ".join(filter(None, parts))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _of_the_data(version: int, published: date | None) -> str:
    known = f", published on {day_in_words(published)}" if published is not None else ""
    return f"version {version} of the data{known}"


def sources_named(rows: pd.DataFrame) -> list[str]:
    """The titles of the sources of the rows, the most used first; the last entry counts those that are left out."""
    cells: Iterable[object] = rows.get("source_title", ())
    titles = [title for cell in cells for title in _titles(cell)]
    found = [title for title, _ in Counter(titles).most_common()]
    left_out = len(found) - _MOST_SOURCES
    return [*found[:_MOST_SOURCES], f"and {left_out} more, named in the data"] if left_out > 0 else found


def _titles(cell: object) -> list[str]:
    if isinstance(cell, str):
        return [cell]
    return list(map(str, cell)) if isinstance(cell, Iterable) else []
