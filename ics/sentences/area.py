"""The sentences of the page Area."""

from datetime import date

import pandas as pd

from ics.formatting import STATES, date_in_words, day_in_words, join_and, pluralise, target_label
from ics.query_rows import AreaPathsRow, rows_as
from ics.sentences.milestones import PART_OF_AREA

LIKE_WORDS = {
    "region": "the region",
    "population": "the number of people",
    "councils": "the number of upper-tier councils",
    "ccgs": "the number of clinical commissioning groups (CCGs)",
}


def place_sentence(path: pd.DataFrame, as_at: date) -> str:
    """Where the area is on the path. `path`: query area_paths for one area."""
    rows = list(rows_as(AreaPathsRow, path))
    lead = f"On {day_in_words(as_at)}, {rows[0].area_name} ({rows[0].region}, {rows[0].population:,} people)"
    furthest = next((row for row in rows if row.is_furthest), None)
    if furthest is None:
        return f"{lead} had no recorded stage yet.{_next(rows)}"
    part = f" in a {PART_OF_AREA}" if furthest.extent == "part" else ""
    since = date_in_words(furthest.reached_from, furthest.reached_precision)
    return f"{lead} had got as far as “{furthest.milestone}”{part} ({since}).{_designation(rows)}{_next(rows)}"


def _designation(path: list[AreaPathsRow]) -> str:
    row = next(row for row in path if row.milestone_id == "ics_designated")
    if row.state != "reached":
        return ""
    words = target_label(row.state, row.timing, row.days_before_target, row.reached_precision)
    return f" Designated an integrated care system (ICS): {words}."


def _next(path: list[AreaPathsRow]) -> str:
    row = next((row for row in path if row.is_next), None)
    if row is None:
        return " No further stage is recorded as still to come."
    target = f", target {day_in_words(row.target_date)}" if row.target_date else ""
    return f" Next: “{row.milestone}” ({STATES[row.state]}{target})."


def path_sentence(paths: pd.DataFrame) -> str:
    """What the figure of the path shows. `paths`: query area_paths."""
    reached = paths[paths["state"] == "reached"].groupby("area_name", sort=False).size()
    of = paths["milestone_id"].nunique()
    parts = [f"{name}: {reached.get(name, 0)} of {of} milestones" for name in paths["area_name"].unique()]
    unrecorded = int((paths["state"] == "not recorded").sum())
    states_are = pluralise(unrecorded, "state is", "states are")
    open_ = f" {states_are} not recorded, which does not mean no." if unrecorded else ""
    marks = "A filled mark is a day; a bar with a hollow mark is a month, quarter or year."
    return f"Reached by this date: {join_and(parts)}.{open_} {marks}"


def indicator_sentence(rows: pd.DataFrame) -> str:
    """How much is recorded. `rows`: query area_indicators."""
    has = rows["value"].notna() | rows["label"].notna()
    parts = [f"{name} {part.sum()} of {len(part)}" for name, part in has.groupby(rows["area_name"], sort=False)]
    return (
        f"Indicators with a value by this date: {join_and(parts)}. Next to them are the areas of the region and "
        "of England that have a value of the same period: how many, and their median or how many say yes."
    )


def programme_sentence(sites: pd.DataFrame) -> str:
    """Who did what inside the area. `sites`: query programmes_found for the area."""
    if sites.empty:
        return "No integration programme is recorded in this area by this date; it does not follow that there was none."
    return f"{pluralise(len(sites), 'site', 'sites')} of integration programmes: {join_and(sites['site_name'])}."


def inside_sentence(named: pd.DataFrame) -> str:
    """Points of light in the area. `named`: query points_of_light_in_area."""
    if named.empty:
        return "No place in this area is recorded as named a point of light by this date."
    return f"{pluralise(len(named), 'place', 'places')} named in this area: {join_and(named['place'])}."


def lineage_sentence(rows: pd.DataFrame) -> str:
    """Where the area came from and what became of it. `rows`: query area_lineage."""
    before, after = rows[rows["direction"] == "before"], rows[rows["direction"] == "after"]
    came = _change_words(before, "from_name", "It came out of", "No predecessor is recorded")
    became = _change_words(after, "to_name", "It became, in whole or part,", "No successor is recorded")
    return f"{came}. {became}. An empty share of people means that none was found in a source."


def _change_words(rows: pd.DataFrame, column: str, lead: str, none: str) -> str:
    if rows.empty:
        return none
    days = join_and(day_in_words(day) for day in rows["to_date"].unique())
    return f"{lead} {join_and(rows[column].unique())} (by {days})"


def like_sentence(rows: pd.DataFrame, milestone: str, days_before: int, like: list[str], shown: int) -> str:
    """Which similar areas are ahead. `rows`: query areas_like; `milestone`: its short name; `like`: what counts."""
    what = join_and(LIKE_WORDS[part] for part in like or LIKE_WORDS)
    ahead = f" at least {pluralise(days_before, 'day', 'days')} earlier" if days_before else ""
    if rows.empty:
        return f"No other area of those shown is known to have reached “{milestone}”{ahead} by this date."
    is_unknown = rows["days_before"].isna().any()
    unknown = " Its own date is not recorded, so how much earlier cannot be said." if is_unknown else ""
    nearest = "the only one" if len(rows) == 1 else f"the {min(shown, len(rows))} most similar of them"
    had = pluralise(len(rows), "other area had", "other areas had")
    return (
        f"{had} reached “{milestone}”{ahead}; below is {nearest}."
        if len(rows) == 1
        else f"{had} reached “{milestone}”{ahead}; below are {nearest}."
    ) + f"{unknown} What counts as similar: {what}."


LIKE_RULE = (
    "**How similar.** For a number, the gap as a share of the larger one (1 and 2 councils are 0.5 apart); for the "
    "region, 0 if it is the same and 1 if not. The difference in the table is the plain mean of what counts: 0 is most "
    "similar. It says how comparable two areas are, not how good. People: mid-2020; councils: April 2021; CCGs: at the "
    "as-at date. The region filter holds here too."
)
