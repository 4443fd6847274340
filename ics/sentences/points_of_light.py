"""The sentences of the page Points of light."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

import pandas as pd
from pandas.api.typing import NaTType

from ics.formatting import date_in_words, day_in_words, join_and
from ics.query_rows import PointsOfLightNamedRow, rows_as
from ics.sentences.places import in_regions

_MOST_NAMED = 3

CAUTION = "Being named, or being early, does not prove that care got better."
HOW_CHOSEN = "We list a place if it was named as an example, or became an integrated care system (ICS) early."


class Strength(NamedTuple):
    """A strength of evidence: its symbol, its name, and what that means."""

    symbol: str
    name: str
    meaning: str

    @property
    def label(self) -> str:
        """Symbol and name, which no line break parts."""
        return f"{self.symbol}\u00a0{self.name}"


EVIDENCE = {
    "controlled study": Strength(
        "◆",
        "controlled study",
        "compared with similar places. The result may be better or worse. One study may cover several places.",
    ),
    "uncontrolled": Strength("◈", "before and after only", "a change that was measured, but not compared."),
    "reported by the site": Strength(
        "◇", "reported by the place", "a claim by the place, its partners or its funders."
    ),
    "process evaluation": Strength("◫", "study of the process", "looked at how it was done, not at results."),
    "structural": Strength("▫", "set-up only", "describes what was set up. No results."),
    "none": Strength("–", "no measured result", "we found no measured result."),
}


def early_sentence(
    early: pd.DataFrame, early_days: int, target: pd.Timestamp | NaTType, regions: Iterable[str], as_at: date
) -> str:
    """How many areas had become an ICS early. `early`: query areas_designated_early."""
    if pd.isna(target):
        return "There is no national target, so we cannot say which areas were early."
    rule = f"at least {early_days:,} {'day' if early_days == 1 else 'days'} before {day_in_words(target)}"
    is_early_view = as_at < target.date()  # more may have become one since
    became = _became(len(early), in_regions(regions), "had become" if is_early_view else "became")
    said = (
        f"By {day_in_words(as_at)}, {became} {rule}." if is_early_view else f"{became[0].upper()}{became[1:]} {rule}."
    )
    return f"{said} {_first_of(early)}" if len(early) else said


def _became(areas: int, where: str, verb: str) -> str:
    if areas > 1:
        return f"{areas} areas {where} {verb} integrated care systems"
    return f"{areas or 'no'} area {where} {verb} an integrated care system"


def _first_of(early: pd.DataFrame) -> str:
    date_of = ["designated_on", "designated_precision"]
    first = early[(early[date_of] == early[date_of].iloc[0]).all(axis=1)]
    when = date_in_words(first["designated_on"].iloc[0], first["designated_precision"].iloc[0])
    if len(early) == 1:
        return f"It was {first['area_name'].iloc[0]} ({when})."
    if len(first) > _MOST_NAMED:
        return f"The first {len(first)} did so together ({when})."
    return f"The first {'was' if len(first) == 1 else 'were'} {join_and(first['area_name'])} ({when})."


def named_title(named: pd.DataFrame, regions: Iterable[str], as_at: date) -> str:
    """The answer as the title of the page: how many places were named as examples.

    `named`: query points_of_light_named.
    """
    where, by = in_regions(regions), f"by {day_in_words(as_at)}"
    if named.empty:
        return f"No place {where} was named as an example {by}"
    undated = int(named["cited_on"].isna().sum())
    dated = len(named) - undated
    lead = _named_by(dated or undated, where)
    if not dated:
        return f"{lead}, in sources without a date"
    return f"{lead} {by}{f', and {undated} more in sources without a date' if undated else ''}"


def _named_by(places: int, where: str) -> str:
    return (
        f"1 place {where} was named as an example" if places == 1 else f"{places} places {where} were named as examples"
    )


def studies_sentence(named: pd.DataFrame) -> str:
    """How many of the places have a result from a controlled study, as it is known today; empty without places.

    `named`: query points_of_light_named.
    """
    if named.empty:
        return ""
    tested = int((named["evidence"] == "controlled study").sum())
    if len(named) == 1:
        return f"It has {'' if tested else 'not '}been tested in a controlled study."
    if tested == len(named):
        return f"All {tested} have been tested in a controlled study."
    return (
        f"{tested or 'None'} of these {len(named)} {'has' if tested < 2 else 'have'} been tested in a controlled study."
    )


def naming_heading(named: pd.DataFrame) -> str:
    """Who named the places, and when: "Named by HSJ (February 2017)". `named`: rows of points_of_light_named."""
    who = dict.fromkeys(
        f"{row.cited_by.partition(',')[0]} ({date_in_words(row.cited_on, row.cited_on_precision) or 'date not known'})"
        for row in rows_as(PointsOfLightNamedRow, named)
    )
    return f"Named by {join_and(who)}"
