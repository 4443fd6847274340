"""The sentences of the page Area."""

from datetime import date

import pandas as pd

from ics.formatting import date_in_words, day_in_words, join_and, pluralise
from ics.query_rows import AreaPathsRow, rows_as
from ics.sentences.milestones import PART_OF_AREA
from ics.sentences.places import region_in_words

LIKE_WORDS = {
    "region": "region",
    "population": "people",
    "councils": "upper-tier councils",
    "ccgs": "clinical commissioning groups (CCGs)",
}
LIKE_RULE = (
    "We compare region, people, upper-tier councils and clinical commissioning groups (CCGs), or those you choose. "
    "For numbers, we take the gap as a share of the larger one: 1 and 2 councils are 0.5 apart. For regions, the same "
    "is 0 and another is 1. The difference in the table is the average: 0 means the same. It says how similar two "
    "areas are, not how good.\n\n"
    "People are those of mid-2020, councils those of April 2021, and CCGs those on your date. "
    "If you choose regions, only their areas are listed."
)


def place_sentence(path: pd.DataFrame, as_at: date) -> str:
    """How far the area had got, and what was next. `path`: query area_paths for one area."""
    rows = list(rows_as(AreaPathsRow, path))
    lead = f"By {day_in_words(as_at)}, {rows[0].area_name}"
    furthest = next((row for row in rows if row.is_furthest), None)
    if furthest is None:
        return f"{lead} had reached no stage that we know of.{_next(rows)}"
    part = f", in {PART_OF_AREA}" if furthest.extent == "part" else ""
    since = date_in_words(furthest.reached_from, furthest.reached_precision)
    return f"{lead} had reached “{furthest.milestone}” ({since}{part}).{_designation(rows)}{_next(rows)}"


def _designation(path: list[AreaPathsRow]) -> str:
    """How the date on which it became an ICS compares with the target."""
    row = next(row for row in path if row.milestone_id == "ics_designated")
    if row.state != "reached":
        return ""
    if row.timing == "unclear":
        return " We cannot say whether it became an integrated care system (ICS) on time."
    timing = _timing(row)
    return f" It became an integrated care system (ICS) {timing}." if timing else ""


def _timing(row: AreaPathsRow) -> str:
    """ "91 days before the target", as exactly as the date is known; empty without a target."""
    if row.timing not in ("on time", "late") or row.days_before_target is None:
        return ""
    days = int(row.days_before_target)
    if not days:
        return "on the target date"
    bound = "" if row.reached_precision == "day" else "at least " if days > 0 else "up to "
    return f"{bound}{pluralise(abs(days), 'day', 'days')} {'before' if days > 0 else 'after'} the target"


def _next(path: list[AreaPathsRow]) -> str:
    row = next((row for row in path if row.is_next), None)
    if row is None:
        return ""
    due = f", due by {day_in_words(row.target_date)}" if row.target_date else ""
    return f" The next stage was “{row.milestone}”{due}{' and overdue' if row.state == 'overdue' else ''}."


def people_sentence(path: pd.DataFrame) -> str:
    """Where the area is and how many people live there. `path`: query area_paths for one area."""
    row = next(iter(rows_as(AreaPathsRow, path)))
    return f"It is in {region_in_words(row.region)} and had {row.population:,} people in mid-2020."


def path_sentence(paths: pd.DataFrame) -> str:
    """How many milestones each area had reached. `paths`: query area_paths."""
    reached = paths[paths["state"] == "reached"].groupby("area_name", sort=False).size()
    of = paths["milestone_id"].nunique()
    parts = [f"{name} had reached {_of(reached.get(name, 0), of)} milestones" for name in paths["area_name"].unique()]
    unrecorded = int((paths["state"] == "not recorded").sum())
    open_ = f" We have no date for {unrecorded}. Not recorded does not mean no." if unrecorded else ""
    return f"{join_and(parts)}.{open_}"


def _of(part: int, whole: int) -> str:
    return f"all {whole}" if part == whole else f"{part or 'none'} of {whole}"


def indicator_sentence(rows: pd.DataFrame) -> str:
    """How much is recorded. `rows`: query area_indicators."""
    has = rows["value"].notna() | rows["label"].notna()
    by_area = has.groupby(rows["area_name"], sort=False)
    parts = [f"{_of(int(part.sum()), len(part))} indicators for {name}" for name, part in by_area]
    return (
        f"We have figures for {join_and(parts)}. "
        "Each is compared with the middle area (median) of the region and of England on the same date."
    )


def programme_sentence(sites: pd.DataFrame) -> str:
    """Which programmes ran in the area. `sites`: query programmes_found for the area."""
    if sites.empty:
        return "We found no programme in this area by this date. There may be others."
    places = "1 place was" if len(sites) == 1 else f"{len(sites)} places were"
    return f"{places} in a programme: {join_and(sites['site_name'])}."


def inside_sentence(named: pd.DataFrame) -> str:
    """Points of light in the area. `named`: query points_of_light_in_area."""
    if named.empty:
        return "We found no place in this area that was named as an example by this date."
    places = "1 place was named as an example" if len(named) == 1 else f"{len(named)} places were named as examples"
    return f"{places}: {join_and(named['place'])}."


def lineage_sentence(rows: pd.DataFrame) -> str:
    """Where the area came from and what became of it. `rows`: query area_lineage."""
    before, after = rows[rows["direction"] == "before"], rows[rows["direction"] == "after"]
    came = _change_words(before, "from_name", "It was formed from", "We found no earlier area.")
    became = _change_words(after, "to_name", "All or part of it became", "We found no later area.")
    return f"{came} {became}{' A blank share of people is not known.' if len(rows) else ''}"


def _change_words(rows: pd.DataFrame, column: str, lead: str, none: str) -> str:
    if rows.empty:
        return none
    days = join_and(day_in_words(day) for day in rows["to_date"].unique())
    return f"{lead} {join_and(rows[column].unique())} (by {days})."


def like_sentence(rows: pd.DataFrame, milestone: str, days_before: int, like: list[str], shown: int) -> str:
    """Which similar areas were ahead. `rows`: query areas_like; `milestone`: its short name; `like`: what counts."""
    ahead = f" at least {pluralise(days_before, 'day', 'days')} earlier" if days_before else ""
    if rows.empty:
        return f"We know of no other area here that had reached “{milestone}”{ahead}."
    unknown = (
        " We have no date for this area, so we cannot say how much earlier." if rows["days_before"].isna().any() else ""
    )
    had = "1 other area" if len(rows) == 1 else f"{len(rows)} other areas"
    listed = f" The {shown} most similar are listed." if len(rows) > shown else ""
    similar = f" Most similar first, by {join_and(LIKE_WORDS[part] for part in like)}." if like else ""
    return f"{had} had reached “{milestone}”{ahead}.{listed}{unknown}{similar}"
