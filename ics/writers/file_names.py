"""Names of the files that a reader takes away: what, where, which date, and which version of the data.

For example `ics-progress_coverage-by-region_london_2020-12-31_v3.csv`. A name has small letters without accents, digits
and hyphens only; other letters are left out.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date

from ics.store.parameters import subject_in
from ics.store.query_files import Query

_PRODUCT = "ics-progress"
_MOST_PLACES = 3
_LONGEST_PART = 60


def answer_file(
    query: Query, parameters: Mapping[str, object], places: Sequence[str], version: int, ending: str
) -> str:
    """The name of a file with the rows of a query.

    `places`: the regions or areas that were chosen, by name; none for all. `ending`: without its dot.
    """
    subject = subject_in(parameters, query.columns)
    as_at = parameters.get("as_at")
    when = as_at.isoformat() if isinstance(as_at, date) else ""
    return _joined([query.name, subject[1] if subject else "", _together(places), when], version, ending)


def named_file(what: str, version: int, ending: str) -> str:
    """The name of a file with rows that no query returned."""
    return _joined([what], version, ending)


def _joined(parts: Sequence[str], version: int, ending: str) -> str:
    slugs = filter(None, map(_slug, parts))
    return f"{'_'.join([_PRODUCT, *slugs, f'v{version}'])}.{ending}"


def _together(places: Sequence[str]) -> str:
    return f"{len(places)} places" if len(places) > _MOST_PLACES else " and ".join(places)


def _slug(text: str) -> str:
    """The text as a part of a name; empty where it has no letter or digit of the Latin alphabet."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:_LONGEST_PART].strip("-")
