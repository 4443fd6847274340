"""What holds for the real data for any regions and date: stages, sums, and that all ways of saying agree."""

import re
from collections import Counter
from datetime import date
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette

from ics.api import routes
from ics.charts.area_map import MapRows, area_map
from ics.charts.palette import LIGHT
from ics.datapackage import tables as package_tables
from ics.formatting import day_in_words, millions, percent
from ics.query_rows import HeadlineCountsRow, first_row
from ics.sentences import progress as sentences
from ics.store.ask import run_query
from ics.store.parameters import EARLY_DAYS, FIRST_DAY, to_query_string
from ics.store.store import Store
from ics.ui import links
from ics.ui.tables import progress as tables
from tests.support.asgi import get

APP = Starlette(routes=routes.routes)
REGIONS: list[str] = package_tables()["areas"].field("region").constraints["enum"]
DATES = st.dates(date(2016, 1, 1), date(2022, 12, 31))
SOME_REGIONS = st.lists(st.sampled_from(REGIONS), unique=True)
QUICK = settings(max_examples=6, deadline=None)


@pytest.fixture(scope="module", autouse=True)
def _real_data(built) -> None:
    """The real data for the data links, and links that carry nothing, for all examples of a test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(routes, "store_folder", lambda: built)
        patch.setattr(links, "view_parameters", dict)
        yield


def told(built, name: str, **parameters: object) -> tuple[pd.DataFrame, list[dict], list[dict[str, str]]]:
    """The rows of a query as the pages get them, as JSON and as CSV; all three say the same."""
    address = f"/api/v1/{name}.{{}}?{to_query_string(parameters)}"
    as_json = get(APP, address.format("json")).json()["rows"]
    as_csv = get(APP, address.format("csv")).csv()
    rows = run_query(name, Store(built), 1, **parameters)
    assert len(rows) == len(as_json) == len(as_csv)
    for cells, record in zip(as_csv, as_json, strict=True):
        assert {c: text.lower() for c, text in cells.items()} == {
            c: "" if value is None else str(value).lower() for c, value in record.items()
        }
    for column in rows:
        empty = rows[column].isna().tolist()
        assert empty == [record[column] is None for record in as_json]
    return rows, as_json, as_csv


def cells(rows: pd.DataFrame) -> list[list]:
    """The cells of each row, None for an empty one."""
    rows = rows.astype(object)
    return rows.where(rows.notna(), None).values.tolist()


def numbers(text: str, pattern: str) -> list[int]:
    """The numbers that the pattern finds in a sentence; "no" is nought."""
    found = re.search(pattern, text)
    assert found, text
    return [0 if group == "no" else int(group.replace(",", "")) for group in found.groups()]


def said_of_areas(text: str) -> tuple[int, int]:
    """How many areas of how many a title says; no region of the real data has fewer than three."""
    found = re.search(r"\b(none of the|all|\d+ of) (\d+) areas", text, re.IGNORECASE)
    assert found, text
    some, areas = found[1].lower(), int(found[2])
    words = {"none of the": 0, "all": areas}
    return (words[some] if some in words else int(some.removesuffix(" of"))), areas


# Stages and sums


@given(regions=SOME_REGIONS, days=st.lists(DATES, min_size=2, max_size=4, unique=True).map(sorted))
@QUICK
def test_no_area_falls_back_as_the_date_moves_on(built, regions, days):
    path = [
        run_query("areas_with_stage", Store(built), 1, as_at=day, regions=regions, early_days=EARLY_DAYS)
        .set_index("area_code")["stage_sequence"]
        .sort_index()
        for day in days
    ]
    for earlier, later in pairwise(path):
        assert earlier.index.tolist() == later.index.tolist()
        assert (later >= earlier).all()


@given(regions=SOME_REGIONS, as_at=DATES)
@QUICK
def test_counts_of_the_regions_add_up_to_the_headlines_and_the_pace(built, regions, as_at):
    view = {"regions": regions, "as_at": as_at}
    by_region = run_query("coverage_by_region", Store(built), 1, **view)
    (whole,) = run_query("headline_counts", Store(built), 1, early_days=EARLY_DAYS, **view).itertuples()
    pace = run_query("pace_to_target", Store(built), 1, **view)
    together, apart = pace.iloc[-1], pace.iloc[:-1]
    assert by_region["region"].tolist() == apart["region"].tolist() == sorted(regions or REGIONS)
    for count in ("areas", "designated_areas", "population", "designated_population"):
        assert by_region[count].tolist() == apart[count].tolist()
        assert by_region[count].sum() == apart[count].sum() == together[count] == getattr(whole, count)
    for count in ("overdue_areas", "late_areas", "unrecorded_areas"):
        assert by_region[count].sum() == getattr(whole, count)


@given(regions=SOME_REGIONS, as_at=DATES)
@QUICK
def test_areas_stages_and_curve_have_the_counts_of_the_headlines(built, regions, as_at):
    view = {"regions": regions, "as_at": as_at}
    (whole,) = run_query("headline_counts", Store(built), 1, early_days=EARLY_DAYS, **view).itertuples()
    areas = run_query("areas_with_stage", Store(built), 1, early_days=EARLY_DAYS, **view)
    stages = run_query("regions_by_furthest_stage", Store(built), 1, **view)
    last = run_query("coverage_over_time", Store(built), 1, from_date=FIRST_DAY, **view).iloc[-1]
    of_regions = run_query("region_coverage_over_time", Store(built), 1, from_date=FIRST_DAY, **view)
    systems = run_query("systems_counted_by_day", Store(built), 1, **view).iloc[-1]
    sources = run_query("designations_with_sources", Store(built), 1, **view)
    assert whole.areas == len(areas) == stages["areas"].sum() == last["areas"]
    assert whole.designated_areas == last["designated_areas"] == systems["whole_areas"] == len(sources)
    assert whole.designated_areas == (areas["designation_state"] == "reached").sum()
    last_of_regions = of_regions.groupby("region").last()
    assert whole.areas == last_of_regions["areas"].sum()
    assert whole.designated_areas == last_of_regions["designated_areas"].sum()
    assert whole.full_regions == (last_of_regions["designated_areas"] == last_of_regions["areas"]).sum()
    assert whole.population == areas["population"].sum() == stages["population"].sum() == last["population"]
    assert whole.designated_population == last["designated_population"]
    assert whole.part_systems == systems["part_systems"]


@given(regions=SOME_REGIONS, days=st.tuples(DATES, DATES).map(sorted))
@QUICK
def test_changes_between_two_dates_are_the_difference_of_the_counts(built, regions, days):
    since, as_at = days
    changes = run_query("milestones_reached_between", Store(built), 1, since=since, as_at=as_at, regions=regions)
    before, after = (
        run_query("headline_counts", Store(built), 1, as_at=day, regions=regions, early_days=EARLY_DAYS).iloc[0]
        for day in days
    )
    new = (changes["milestone_id"] == "ics_designated").sum()
    assert new == after["designated_areas"] - before["designated_areas"]


# Each key date, as if it were the date of the view


@given(as_at=DATES, early_days=st.integers(0, 1500))
@QUICK
def test_areas_by_date_are_the_areas_of_each_date(built, as_at, early_days):
    by_date, _, _ = told(built, "area_stages_by_date", as_at=as_at, early_days=early_days)
    days = by_date["day"].dt.date.unique().tolist()
    assert as_at in days
    assert date(2021, 4, 1) in days
    for day, found in by_date.groupby("day"):
        known = {"as_at": day.date(), "early_days": early_days, "regions": []}
        areas = run_query("areas_with_stage", Store(built), 1, **known).set_index("area_code")
        found = found.set_index("area_code")
        assert len(found) == len(areas) == 42
        areas = areas.loc[found.index]
        same = ["stage", "stage_sequence", "stage_extent", "designated_on", "designated_precision", "is_early"]
        assert cells(found[same]) == cells(areas[same])
        assert found["designated_by"].notna().tolist() == (areas["designation_state"] == "reached").tolist()
        assert found["is_named"].tolist() == (areas["namings"] > 0).tolist()
        assert found["is_named_undated"].tolist() == (areas["undated_namings"] > 0).tolist()


@given(as_at=DATES)
@QUICK
def test_paces_by_date_are_the_paces_of_each_date(built, as_at):
    by_date, _, _ = told(built, "region_pace_by_date", as_at=as_at)
    for day, found in by_date.groupby("day"):
        pace = run_query("pace_to_target", Store(built), 1, as_at=day.date(), regions=[]).iloc[:-1]
        for name in ("region", "areas", "designated_areas", "outlook"):
            assert found[name].tolist() == pace[name].tolist()


# Sentence, table, CSV and JSON of each answer of the page Progress


@given(regions=SOME_REGIONS, as_at=DATES)
@QUICK
def test_title_and_lead_say_the_same_as_the_rows(built, regions, as_at):
    rows, (record,), _ = told(built, "headline_counts", early_days=EARLY_DAYS, regions=regions, as_at=as_at)
    over_time, records, _ = told(built, "region_coverage_over_time", from_date=FIRST_DAY, regions=regions, as_at=as_at)
    row = first_row(HeadlineCountsRow, rows)
    title = sentences.title_sentence(row, regions, as_at)
    assert said_of_areas(title) == (record["designated_areas"], record["areas"])
    assert title.endswith(day_in_words(as_at))
    assert ("known to be" in title) == (record["unrecorded_areas"] > 0)
    lead = sentences.lead_sentence(row, over_time, as_at)
    people = record["designated_population"], record["population"]
    if people[0] == people[1]:
        assert f"all {millions(people[1])} million people" in lead
    else:
        some = f"{millions(people[0])} of {millions(people[1])} million people ({percent(*people)}, mid-2020)"
        assert (some in lead) == (people[0] > 0)
    last = {r["region"]: r for r in records}
    complete = sum(r["designated_areas"] == r["areas"] for r in last.values())
    assert complete == record["full_regions"]
    if 0 < complete < len(last):
        assert numbers(lead, r"(\d+) of (\d+) regions w") == [complete, len(last)]
    assert ("Target: all" in lead) == (as_at < date(2021, 4, 1))


@given(regions=SOME_REGIONS, as_at=DATES)
@QUICK
def test_the_map_shows_the_areas_of_the_headlines(built, regions, as_at):
    everywhere = {"as_at": as_at, "early_days": EARLY_DAYS}
    areas = run_query("areas_with_stage", Store(built), 1, regions=[], **everywhere)
    states, records, _ = told(built, "area_stages_by_date", **everywhere)
    pace, pace_records, _ = told(built, "region_pace_by_date", as_at=as_at)
    drawn = area_map(MapRows(areas, states, pace), as_at, pd.Timestamp("2021-04-01"), regions, LIGHT)
    (shown,) = (found for found in drawn["dates"] if found["day"] == drawn["shown"] == as_at.isoformat())
    chosen = [drawn["regions"][area["region"]]["chosen"] for area in drawn["areas"]]
    done = [drawn["kinds"][int(digit, 36)]["done"] for digit in shown["states"]]
    counts = run_query("headline_counts", Store(built), 1, regions=regions, **everywhere).iloc[0]
    assert sum(chosen) == counts["areas"]
    assert sum(both for both in map(all, zip(chosen, done, strict=True))) == counts["designated_areas"]
    stars = [star for star, is_chosen in zip(shown["stars"], chosen, strict=True) if is_chosen and star]
    assert len(stars) == counts["starred_areas"]
    of_day = [r for r in records if r["day"] == as_at.isoformat()]
    assert sum(r["designated_on"] is not None for r in of_day) == sum(done)
    outlooks = {r["region"]: r["outlook"] for r in pace_records if r["day"] == as_at.isoformat()}
    is_ahead = as_at < date(2021, 4, 1)
    assert shown["pace"] == [
        sentences.pace_word(outlooks[region["name"]]) if is_ahead else "" for region in drawn["regions"]
    ]


@given(regions=SOME_REGIONS, as_at=DATES)
@QUICK
def test_regions_by_furthest_stage_are_said_the_same_way(built, regions, as_at):
    rows, records, _ = told(built, "regions_by_furthest_stage", regions=regions, as_at=as_at)
    _, area_records, _ = told(built, "areas_with_stage", early_days=EARLY_DAYS, regions=regions, as_at=as_at)
    by_record = Counter(record["stage"] for record in area_records)
    table = tables.region_table(rows)
    assert table["Areas"].tolist() == [f"{r['areas']} of {r['region_areas']}" for r in records]
    assert table["Areas at this stage"].tolist() == [r["area_names"] for r in records]
    in_table = Counter()
    for stage, areas_of_all in zip(table["Furthest stage"], table["Areas"], strict=True):
        in_table[stage] += int(areas_of_all.split(" of ")[0])
    assert in_table == by_record


@given(regions=SOME_REGIONS, as_at=DATES)
@QUICK
def test_areas_are_said_the_same_way(built, regions, as_at):
    rows, records, _ = told(built, "areas_with_stage", early_days=EARLY_DAYS, regions=regions, as_at=as_at)
    table = tables.area_table(rows)
    assert [re.search(r"area=(\w+)\)", name)[1] for name in table["Area"]] == [r["area_code"] for r in records]
    assert table["People"].tolist() == [f"{r['population']:,}" for r in records]
    assert (table["Integrated care system"] != "").tolist() == [r["designated_on"] is not None for r in records]
    stars = Counter(light[:1] for light in table["Point of light"] if light)
    assert stars["★"] == sum(r["namings"] > 0 or r["is_early"] for r in records)
    assert stars.total() == sum(r["namings"] + r["undated_namings"] > 0 or r["is_early"] for r in records)


@given(regions=SOME_REGIONS, as_at=DATES)
@QUICK
def test_regions_over_time_are_said_the_same_way(built, regions, as_at):
    known = {"from_date": FIRST_DAY, "regions": regions, "as_at": as_at}
    rows, records, _ = told(built, "region_coverage_over_time", **known)
    said, table = sentences.trends_sentence(rows), tables.coverage_table(rows)
    assert table["Region"].tolist() == [r["region"] for r in records]
    assert table["Integrated care systems"].tolist() == [f"{r['designated_areas']} of {r['areas']}" for r in records]
    assert table["Date"].iloc[-1] == day_in_words(as_at)
    last = {r["region"]: r for r in records}
    to_come = [r for r in last.values() if r["designated_areas"] < r["areas"] or len(last) == 1]
    counts = [(r["designated_areas"], r["areas"]) for r in to_come]
    told_counts = [(int(a), int(b)) for a, b in re.findall(r"(\d+) of (\d+)(?! regions)", said)]
    together = (sum(a for a, _ in counts), sum(b for _, b in counts))
    assert told_counts == (counts if len(counts) <= 3 else [together])
    assert (f"Areas by {day_in_words(as_at)}: " in said) == bool(to_come)


@given(regions=SOME_REGIONS, as_at=DATES)
@QUICK
def test_pace_is_said_the_same_way(built, regions, as_at):
    rows, records, cells = told(built, "pace_to_target", regions=regions, as_at=as_at)
    said, table, whole = sentences.pace_sentence(rows), tables.pace_table(rows, "England"), records[-1]
    words = {"met": "met", "on course": "on course", "at risk": "behind", "missed": "missed", "not known": "not known"}
    assert [outlook[2:] for outlook in table["On track?"]] == [words[r["outlook"]] for r in records]
    assert table["Designated"].tolist() == [f"{r['designated_areas']} of {r['areas']}" for r in records]
    needed = [r["needed_areas_per_month"] for r in records]
    in_table = ["" if pd.isna(n) else n for n in table["Areas needed a month"]]
    assert in_table == ["" if n is None else f"{n:.2f}" for n in needed]
    assert [r["needed_areas_per_month"] for r in cells] == ["" if n is None else str(n) for n in needed]
    if whole["needed_areas_per_month"] is None:
        assert said == ""
        return
    to_come = whole["areas"] - whole["designated_areas"]
    assert numbers(said, r"(\d+) areas? had ([\d,]+) days? left") == [to_come, whole["days_left"]]
    assert f"needed {whole['needed_areas_per_month']:.2f} a month" in said
    assert f"it was {whole['actual_areas_per_month']:.2f} a month" in said


@given(regions=SOME_REGIONS, days=st.tuples(DATES, DATES).map(sorted))
@QUICK
def test_changes_are_said_the_same_way(built, regions, days):
    since, as_at = days
    rows, records, _ = told(built, "milestones_reached_between", since=since, regions=regions, as_at=as_at)
    said, table = sentences.reached_between_sentence(rows, since, as_at), tables.reached_between_table(rows)
    names = [re.search(r"area=(\w+)\)", name)[1] for name in table["Area"]]
    assert names == [record["area_code"] for record in records]
    assert table["Furthest stage after"].tolist() == [record["stage_after"] for record in records]
    assert said.startswith(f"Between {day_in_words(since)} and {day_in_words(as_at)}, ")
    if not records:
        assert said.endswith(", no area reached a milestone.")
        return
    parts = re.findall(r"\. (.+?): (\d+) areas?(?=\.)", said)
    assert {name: int(number) for name, number in parts} == Counter(record["milestone"] for record in records)


@given(regions=SOME_REGIONS, as_at=DATES)
@QUICK
def test_counts_of_the_press_are_said_the_same_way(built, regions, as_at):
    rows, records, _ = told(built, "systems_counted_by_day", regions=regions, as_at=as_at)
    said, table = sentences.press_sentence(rows), tables.systems_table(rows)
    assert table["Total"].tolist() == [record["systems"] for record in records]
    assert all(record["whole_areas"] + record["part_systems"] == record["systems"] for record in records)
    told_days = [(record["systems"], record["whole_areas"]) for record in records if record["part_systems"]]
    found = re.findall(r"(\d+) on \d+ \w+ \d{4} where we count (\d+)", said)
    assert [(int(together), int(whole)) for together, whole in found] == told_days


@given(regions=SOME_REGIONS, as_at=DATES)
@QUICK
def test_sources_of_designations_are_said_the_same_way(built, regions, as_at):
    rows, records, _ = told(built, "designations_with_sources", regions=regions, as_at=as_at)
    table = tables.designation_table(rows)
    assert [re.search(r"area=(\w+)\)", name)[1] for name in table["Area"]] == [r["area_code"] for r in records]
    assert (table["Integrated care system"] != "").all()
