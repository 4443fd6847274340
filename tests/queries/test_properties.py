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


def numbers(text: str, pattern: str) -> list[int]:
    """The numbers that the pattern finds in a sentence; "no" is nought."""
    found = re.search(pattern, text)
    assert found, text
    return [0 if group == "no" else int(group.replace(",", "")) for group in found.groups()]


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
    systems = run_query("systems_counted_by_day", Store(built), 1, **view).iloc[-1]
    sources = run_query("designations_with_sources", Store(built), 1, **view)
    assert whole.areas == len(areas) == stages["areas"].sum() == last["areas"]
    assert whole.designated_areas == last["designated_areas"] == systems["whole_areas"] == len(sources)
    assert whole.designated_areas == (areas["designation_state"] == "reached").sum()
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


# Sentence, table, CSV and JSON of each figure of the page Progress


@given(regions=SOME_REGIONS, as_at=DATES)
@QUICK
def test_headline_is_said_the_same_way(built, regions, as_at):
    rows, (record,), _ = told(built, "headline_counts", early_days=EARLY_DAYS, regions=regions, as_at=as_at)
    said = sentences.headline_sentence(first_row(HeadlineCountsRow, rows), as_at)
    assert numbers(said, r", (\d+) of (\d+) areas? w") == [record["designated_areas"], record["areas"]]
    people = record["designated_population"], record["population"]
    assert f"covering {millions(people[0])} of {millions(people[1])} million people ({percent(*people)})" in said


@given(regions=SOME_REGIONS, as_at=DATES)
@QUICK
def test_regions_by_furthest_stage_are_said_the_same_way(built, regions, as_at):
    rows, records, _ = told(built, "regions_by_furthest_stage", regions=regions, as_at=as_at)
    areas, area_records, _ = told(built, "areas_with_stage", early_days=EARLY_DAYS, regions=regions, as_at=as_at)
    by_record = Counter(record["stage"] for record in area_records)
    said = sentences.stage_sentence(areas)
    assert {stage: int(number) for number, stage in re.findall(r"(\d+) at “(.+?)”", said)} == by_record
    assert numbers(said, r"stage, (\d+) areas?:") == [len(area_records)]
    table = tables.region_table(rows)
    assert table["Areas"].tolist() == [f"{r['areas']} of {r['region_areas']}" for r in records]
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
    assert (table["ICS designated"] != "").tolist() == [r["designated_on"] is not None for r in records]
    stars = Counter(light[:1] for light in table["Point of light"] if light)
    assert stars["★"] == sum(r["namings"] > 0 or r["is_early"] for r in records)
    said = sentences.star_sentence(rows, EARLY_DAYS)
    if stars:
        assert numbers(said, r"^(\d+) areas? ha") == [stars.total()]
        assert (f"★ {stars['★']} (" in said) == (stars["★"] > 0)
    else:
        assert said == "No area has points of light."


@given(regions=SOME_REGIONS, as_at=DATES)
@QUICK
def test_growth_is_said_the_same_way(built, regions, as_at):
    rows, records, _ = told(built, "coverage_over_time", from_date=FIRST_DAY, regions=regions, as_at=as_at)
    said, table, last = sentences.growth_sentence(rows), tables.coverage_table(rows), records[-1]
    for name, column in {"Areas designated": "designated_areas", "Areas": "areas"}.items():
        assert table[name].tolist() == [record[column] for record in records]
    assert table["People covered"].tolist() == [f"{record['designated_population']:,}" for record in records]
    assert table["Day"].iloc[-1] == day_in_words(as_at)
    assert day_in_words(as_at) in said
    counts = [record["designated_areas"] for record in records]
    new = [later - earlier for earlier, later in pairwise([0, *counts])]
    if not last["designated_areas"]:
        assert said.startswith("No area had been designated by ")
        return
    share = percent(last["designated_areas"], last["areas"])
    people = percent(last["designated_population"], last["population"])
    assert f" {share} of the areas and {people} of the people" in said
    assert numbers(said, r"the largest was (\d+) areas? on") == [max(new)]
    steps = sum(number > 0 for number in new)
    assert "reached on one day" in said if steps == 1 else numbers(said, r"in (\d+) steps") == [steps]


@given(regions=SOME_REGIONS, as_at=DATES)
@QUICK
def test_pace_is_said_the_same_way(built, regions, as_at):
    rows, records, cells = told(built, "pace_to_target", regions=regions, as_at=as_at)
    said, table, whole = sentences.pace_sentence(rows), tables.pace_table(rows, "England"), records[-1]
    assert [outlook[2:] for outlook in table["Outlook, by areas"]] == [r["outlook"] for r in records]
    assert table["Designated"].tolist() == [f"{r['designated_areas']} of {r['areas']}" for r in records]
    needed = [r["needed_areas_per_month"] for r in records]
    in_table = ["" if pd.isna(n) else n for n in table["Areas a month, needed"]]
    assert in_table == ["" if n is None else f"{n:.2f}" for n in needed]
    assert [r["needed_areas_per_month"] for r in cells] == ["" if n is None else str(n) for n in needed]
    if whole["needed_areas_per_month"] is None:
        assert "to come" not in said
    else:
        to_come = whole["areas"] - whole["designated_areas"]
        assert numbers(said, r"(\d+) areas? to come in ([\d,]+) days?") == [to_come, whole["days_left"]]
        assert f"means {whole['needed_areas_per_month']:.2f} a month" in said
        assert f"it was {whole['actual_areas_per_month']:.2f} a month" in said
    if len(records) > 2:
        outlooks = Counter(r["outlook"] for r in records[:-1])
        (counts,) = re.findall(r"Of \d regions: (.*)\.$", said)
        assert {word: int(number) for number, word in re.findall(r"(\d+) ([a-z ]+?)(?:,| and|$)", counts)} == outlooks


@given(regions=SOME_REGIONS, days=st.tuples(DATES, DATES).map(sorted))
@QUICK
def test_changes_are_said_the_same_way(built, regions, days):
    since, as_at = days
    rows, records, _ = told(built, "milestones_reached_between", since=since, regions=regions, as_at=as_at)
    said, table = sentences.reached_between_sentence(rows, since, as_at), tables.reached_between_table(rows)
    names = [re.search(r"area=(\w+)\)", name)[1] for name in table["Area"]]
    assert names == [record["area_code"] for record in records]
    assert table["Furthest stage after"].tolist() == [record["stage_after"] for record in records]
    if not records:
        assert said.startswith("No area reached a milestone after ")
        return
    areas = len({record["area_code"] for record in records})
    assert numbers(said, r"^(\d+) areas? reached (\d+) milestones? ") == [areas, len(records)]
    parts = re.findall(r"(\d+) × (.+?)(?:,| and|\.$)", said)
    assert {name: int(number) for number, name in parts} == Counter(record["milestone"] for record in records)


@given(regions=SOME_REGIONS, as_at=DATES)
@QUICK
def test_counts_of_the_press_are_said_the_same_way(built, regions, as_at):
    rows, records, _ = told(built, "systems_counted_by_day", regions=regions, as_at=as_at)
    said, table = sentences.press_sentence(rows), tables.systems_table(rows)
    assert table["Together"].tolist() == [record["systems"] for record in records]
    assert all(record["whole_areas"] + record["part_systems"] == record["systems"] for record in records)
    told_days = [(record["systems"], record["whole_areas"]) for record in records if record["part_systems"]]
    found = re.findall(r"(\d+) on \d+ \w+ \d{4} where this page counts (\d+)", said)
    assert [(int(together), int(whole)) for together, whole in found] == told_days


@given(regions=SOME_REGIONS, as_at=DATES)
@QUICK
def test_sources_of_designations_are_said_the_same_way(built, regions, as_at):
    rows, records, _ = told(built, "designations_with_sources", regions=regions, as_at=as_at)
    table = tables.designation_table(rows)
    assert [re.search(r"area=(\w+)\)", name)[1] for name in table["Area"]] == [r["area_code"] for r in records]
    assert (table["ICS designated"] != "").all()
