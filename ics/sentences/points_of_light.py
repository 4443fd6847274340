"""The sentences of the page Points of light."""

from typing import NamedTuple

import pandas as pd
from pandas.api.typing import NaTType

from ics.formatting import date_in_words, day_in_words, join_and, pluralise

_MOST_NAMED = 3


class Strength(NamedTuple):
    """The symbol of a strength of evidence, and what its word means."""

    symbol: str
    meaning: str


EVIDENCE = {
    "controlled study": Strength("◆", "published, with a comparison group; the result may point either way."),
    "uncontrolled": Strength("◈", "a change that was measured without a comparison group."),
    "reported by the site": Strength("◇", "a claim by the site, its partners or its sponsors."),
    "process evaluation": Strength("◫", "an independent study of how it was done, not of what became of it."),
    "structural": Strength("▫", "what was set up or pooled: not a measured result."),
    "none": Strength("–", "no measured result was found."),
}


def early_sentence(early: pd.DataFrame, early_days: int, target: pd.Timestamp | NaTType) -> str:
    """How many areas were designated early. `early`: query areas_designated_early."""
    if pd.isna(target):
        return "No national target is recorded, so no area can be called early."
    rule = f"at least {early_days:,} {'day' if early_days == 1 else 'days'} before {day_in_words(target)}"
    if early.empty:
        return f"No area had been designated {rule}."
    date_of = ["designated_on", "designated_precision"]
    first = early[(early[date_of] == early[date_of].iloc[0]).all(axis=1)]
    when = date_in_words(first["designated_on"].iloc[0], first["designated_precision"].iloc[0])
    who = join_and(first["area_name"]) if len(first) <= _MOST_NAMED else pluralise(len(first), "area", "areas")
    lead = f"{pluralise(len(early), 'area', 'areas')} had been designated {rule}"
    return f"{lead}: {who} ({when})." if len(early) == 1 else f"{lead}, the first {who} ({when})."


def named_sentence(named: pd.DataFrame) -> str:
    """How many namings there are, and how strong the evidence is. `named`: query points_of_light_named."""
    if named.empty:
        return "No place had been named by this date."
    undated = int(named["cited_on"].isna().sum())
    dated, controlled = len(named) - undated, int((named["evidence"] == "controlled study").sum())
    parts = [f"{pluralise(dated, 'place', 'places')} had been named by this date"] if dated else []
    if undated:
        parts.append(f"{undated} {'more ' if dated else ''}{'is' if undated == 1 else 'are'} named in undated sources")
    studies = (
        f"{pluralise(controlled, 'place has', 'places have')} a result from a controlled study (it may point either "
        "way, and one study may be behind several)"
        if controlled
        else "none has a result from a controlled study"
    )
    return f"{join_and(parts)}. As known today, {studies}."
