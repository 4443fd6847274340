"""The texts at the head and the foot of every page."""

import re
from datetime import date

from ics.formatting import day_in_words, uk_time
from ics.query_rows import VersionsRow

DATA_LICENCE = (
    "The facts come from public sources, which are named with them. Check the terms of a source before you publish "
    "its facts again."
)


def last_updated(latest: VersionsRow) -> str:
    """When the data was updated last; "" where the record of it was lost."""
    if latest.published_at is None:
        return ""
    return f"Data last updated on {day_in_words(uk_time(latest.published_at))}."


def view_citation(place: str, as_at: date, latest: VersionsRow) -> str:
    """What a citation says between the title of the page and its address."""
    parts = ["ICS progress.", f"{place}, {day_in_words(as_at)}.", f"Version {latest.version} of the data."]
    return " ".join(filter(None, [*parts, last_updated(latest)]))


def download_words(question: str, given: str = "") -> str:
    """What a link to rows says. `question`: the one that they answer; `given`: tells it from others on the page."""
    return f"CSV: {question}{given and f' ({given})'}"


def made_by(licence: str) -> str:
    """Who made this, and on which terms its code may be used. `licence`: the text of the file LICENSE."""
    name = licence.partition("\n")[0].replace("License", "licence")
    holder = re.search(r"Copyright \(c\) \d+ (?:The )?(.+)", licence)
    by = f"Made by the {holder[1]}. " if holder else ""
    return f"{by}You may use its code under the {name}."
