"""Regions in a sentence: "in London and the Midlands"."""

import re
from collections.abc import Iterable

from ics.formatting import join_and

_WITH_ARTICLE = re.compile(r"(North|South|East|West|Midlands)\b")


def region_in_words(region: str) -> str:
    """A region as a sentence names it: "London", "the Midlands", "the North West"."""
    return f"the {region}" if _WITH_ARTICLE.match(region) else region


def in_regions(regions: Iterable[str]) -> str:
    """Where the reader looks: "in London and the Midlands"; "in England" where no region is chosen."""
    return f"in {join_and(map(region_in_words, regions)) or 'England'}"
