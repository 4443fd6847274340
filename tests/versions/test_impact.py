"""What a change means on the pages: little worlds with hand-worked consequences, and the sentences that say them."""

import dataclasses
import json
import re
from datetime import date

import pytest

from ics.checks.check import REPLACE, UPSERT, Check, check_files, snapshots_of
from ics.datapackage import tables
from ics.sentences.impact import impact_in_words as in_words
from ics.settings import QUERIES
from ics.store import query_files
from ics.store.ask import run_query
from ics.store.snapshots import Snapshots
from ics.store.store import Store
from ics.versions.impact import (
    Count,
    DateChange,
    Day,
    Headline,
    Impact,
    StageChange,
    TargetChange,
    impact_of,
)
from tests.support.worlds import publish, real_file, table_file

A1, A2, A3 = "E54999001", "E54999002", "E54999003"
TARGET = date(2021, 4, 1)
CHANGES = sorted((QUERIES / "changes").glob("*.sql"))


def area(code: str, region: str = "Midlands", people: int = 1000, **cells: object) -> dict:
    number = int(code[-3:])
    place = {"ods_code": f"Q{number:02}", "tile_row": 0, "tile_col": number, "area_name": f"Exampleshire {number}"}
    return {"area_code": code, "region": region, "population": people} | place | cells


@pytest.fixture
def world(little) -> Store:
    """Two areas in the Midlands and one in London; one of each region is designated."""
    return little(
        areas=[area(A1), area(A2), area(A3, "London", 2_000_000)],
        area_milestones=[
            {"area_code": A1, "milestone_id": "shadow_ics", "date": "2018-05-01", "date_precision": "month"},
            {"area_code": A1, "date": "2020-12-01", "date_precision": "month"},
            {"area_code": A2, "milestone_id": "shadow_ics", "date": "2019-01-15"},
            {"area_code": A3, "date": "2021-04-01"},
        ],
        indicators=[{}, {}],
        indicator_values=[{"indicator_id": "example_1", "area_code": A1, "period": "2020-04-01", "value": 5}],
        points_of_light=[{"area_code": A1}, {"area_code": A2}],
    )


def meant(store: Store, mode: str = UPSERT, **worlds: list[dict]) -> Impact:
    files = [table_file(name, rows) for name, rows in worlds.items()]
    found = check_files(files, store, store.current(), mode)
    assert [str(problem) for problem in found.errors] == []
    return impact_of_check(found, store)


def impact_of_check(checked: Check, store: Store) -> Impact:
    with snapshots_of(checked, store) as snapshots:
        return impact_of(snapshots)


# What is found


def test_same_rows_mean_nothing(world):
    assert meant(world, areas=[area(A1)]) == Impact(False, TARGET, TARGET)


def test_designation_changes_the_stage_and_the_headlines_from_its_date_on(world):
    found = meant(world, area_milestones=[{"area_code": A2, "date": "2020-04-01", "date_precision": "quarter"}])
    assert found.stages == (StageChange("Exampleshire 2", "Shadow ICS", "ICS designated", True),)
    assert found.dates == ()  # the change of stage says it
    # designated by the end of the quarter, 30 June 2020; the other key dates are those of the world and the targets
    people = 2_002_000
    assert found.headlines[0] == Day(
        date(2020, 6, 30),
        (
            Headline("England", Count(0, 3, 0, people), Count(1, 3, 1000, people)),
            Headline("Midlands", Count(0, 2, 0, 2000), Count(1, 2, 1000, 2000)),
        ),
    )
    counts = [
        (day.day, day.headlines[0].before.designated, day.headlines[0].after.designated) for day in found.headlines
    ]
    assert counts == [
        (date(2020, 6, 30), 0, 1),
        (date(2020, 12, 31), 1, 2),
        (TARGET, 2, 3),
        (date(2021, 9, 30), 2, 3),
        (date(2022, 7, 1), 2, 3),
    ]
    assert all(h.place != "London" for day in found.headlines for h in day.headlines)


def test_later_date_after_the_target_takes_an_area_back(world):
    found = meant(world, area_milestones=[{"area_code": A3, "date": "2021-04-11"}])
    assert found.stages == (StageChange("Exampleshire 3", "ICS designated", "None yet", False),)
    before, after = (date(2021, 4, 1), "day"), (date(2021, 4, 11), "day")
    assert found.dates == (DateChange("Exampleshire 3", "ICS designated", before, after),)
    assert [day.day for day in found.headlines] == [TARGET]


def test_date_that_changes_no_stage_is_told_with_its_precision(world):
    found = meant(world, area_milestones=[{"area_code": A1, "date": "2020-12-15"}])
    assert (found.stages, [day.day for day in found.headlines]) == ((), [date(2020, 12, 15)])
    before, after = (date(2020, 12, 1), "month"), (date(2020, 12, 15), "day")
    assert found.dates == (DateChange("Exampleshire 1", "ICS designated", before, after),)


def test_milestone_that_is_not_a_stage_is_told_with_no_date_before(world):
    found = meant(world, area_milestones=[{"area_code": A2, "milestone_id": "chair_designate", "date": "2021-09-01"}])
    after = (date(2021, 9, 1), "day")
    assert found == Impact(False, TARGET, TARGET, dates=(DateChange("Exampleshire 2", "Chair designate", None, after),))


def test_note_of_a_milestone_means_nothing_on_the_headlines(world):
    row = {"area_code": A3, "date": "2021-04-01", "note": "Checked"}
    assert meant(world, area_milestones=[row]) == Impact(False, TARGET, TARGET)


def test_new_and_removed_areas_are_named_and_change_the_denominators(world):
    kept = [{"area_code": A1, "date": "2020-12-01", "date_precision": "month"}]
    points, values = (
        [{"area_code": A1}],
        [{"indicator_id": "example_1", "area_code": A1, "period": "2020-04-01", "value": 5}],
    )
    new = area("E54999004", "South West", 500)
    found = meant(
        world,
        REPLACE,
        areas=[area(A1), area(A2), new],
        area_milestones=kept,
        points_of_light=points,
        indicator_values=values,
    )
    assert (found.new_areas, found.removed_areas) == (("Exampleshire 4",), ("Exampleshire 3",))
    assert [change.area for change in found.stages] == ["Exampleshire 2"]  # the others are not in both states
    (at_target,) = [day for day in found.headlines if day.day == TARGET]
    assert at_target.headlines == (
        Headline("England", Count(2, 3, 2_001_000, 2_002_000), Count(1, 3, 1000, 2500)),
        Headline("London", Count(1, 1, 2_000_000, 2_000_000), Count()),
        Headline("South West", Count(), Count(0, 1, 0, 500)),
    )


def test_people_change_the_headlines_too(world):
    found = meant(world, areas=[area(A3, "London", 2_000_001)])
    assert found.stages == ()
    (at_target,) = [day for day in found.headlines if day.day == TARGET]
    assert [h.place for h in at_target.headlines] == ["England", "London"]
    assert at_target.headlines[1].after == Count(1, 1, 2_000_001, 2_000_001)


def test_indicators_and_points_of_light_are_named_where_they_differ(world):
    values = [
        {"indicator_id": "example_1", "area_code": A1, "period": "2020-04-01", "value": 6},
        {"indicator_id": "example_1", "area_code": A2, "period": "2020-04-01", "value": 7},
    ]
    indicators = [{}, {"indicator_name": "Example 2 again"}]
    points = [{"area_code": A1}, {"area_code": A1}, {"area_code": A1}]
    found = meant(world, indicators=indicators, indicator_values=values, points_of_light=points)
    assert found.indicators == (("Example 1", 2, False), ("Example 2 again", 0, True))
    assert found.points == (("Exampleton 3", "added"), ("Exampleton 2", "changed"))
    assert found.headlines == ()


def test_another_target_changes_the_date_with_which_the_pages_open(world):
    lines = real_file(tables()["milestones"]).content.decode().replace("4,true,2021-04-01", "4,true,2020-12-31")
    file = dataclasses.replace(real_file(tables()["milestones"]), content=lines.encode())
    found = impact_of_check(check_files([file], world, 1), world)
    assert (found.as_at, found.as_at_before) == (date(2020, 12, 31), TARGET)
    said = in_words(found)
    assert said[0] == "The pages open on 31 December 2020 instead of 1 April 2021."
    assert said[-1] == (
        "Target date of ICS designated: 1 April 2021 → 31 December 2020. This decides which areas were early or late."
    )


def test_a_target_that_is_taken_away_is_told(world):
    lines = real_file(tables()["milestones"]).content.decode().replace("5,false,2021-09-30", "5,false,")
    file = dataclasses.replace(real_file(tables()["milestones"]), content=lines.encode())
    assert impact_of_check(check_files([file], world, 1), world).targets == (
        TargetChange("Chair designate", date(2021, 9, 30), None),
    )


def test_first_build_means_that_everything_is_new(tmp_path):
    files = [real_file(table) for table in tables().values()]
    new = Store(tmp_path / "new")
    found = impact_of_check(check_files(files, new, None), new)
    assert found == Impact(True, TARGET, TARGET)
    assert in_words(found) == ["This is the first version, so everything is new."]


def test_two_published_versions_are_told_apart_as_the_preview_told(world):
    file = table_file("area_milestones", [{"area_code": A2, "date": "2020-12-15"}])
    checked = check_files([file], world, 1)
    told = impact_of_check(checked, world)
    publish(checked, world, "One more", accept_warnings=True)
    assert impact_of(Snapshots(world.attach_versions(before=1, after=2), "before", "after")) == told
    back = impact_of(Snapshots(world.attach_versions(before=2, after=1), "before", "after"))
    turned = [Headline(h.place, h.after, h.before) for h in told.headlines[-1].headlines]
    assert list(back.headlines[-1].headlines) == turned
    assert back.stages == (StageChange("Exampleshire 2", "ICS designated", "Shadow ICS", False),)


def test_headlines_are_those_of_the_pages(world):
    """England as query headline_counts gives it, in the version that is published afterwards."""
    checked = check_files([table_file("area_milestones", [{"area_code": A2, "date": "2020-12-15"}])], world, 1)
    (at_target,) = [day for day in impact_of_check(checked, world).headlines if day.day == TARGET]
    publish(checked, world, "One more", accept_warnings=True)
    for version, told in ((1, at_target.headlines[0].before), (2, at_target.headlines[0].after)):
        row = run_query("headline_counts", world, version, as_at=TARGET, early_days=365, regions=[]).iloc[0]
        assert told == Count(row.designated_areas, row.areas, row.designated_population, row.population)


def region_counts(store: Store, version: int, day: date) -> dict[str, Count]:
    """The headline of each region as query coverage_by_region gives it."""
    rows = run_query("coverage_by_region", store, version, as_at=day, regions=[]).itertuples()
    return {r.region: Count(r.designated_areas, r.areas, r.designated_population, r.population) for r in rows}


def test_headlines_of_the_regions_are_those_of_the_pages_on_each_day(world):
    changes = [{"area_code": A1, "date": "2019-06-01"}, {"area_code": A2, "date": "2020-12-15"}]
    checked = check_files([table_file("area_milestones", changes)], world, 1)
    told = impact_of_check(checked, world).headlines
    publish(checked, world, "Two dates", accept_warnings=True)
    assert len(told) > 1
    for day in told:
        before, after = (region_counts(world, version, day.day) for version in (1, 2))
        differ = {place: (before[place], after[place]) for place in before if before[place] != after[place]}
        assert {h.place: (h.before, h.after) for h in day.headlines if h.place != "England"} == differ


def test_consequences_can_be_written_as_json(world):
    found = meant(world, area_milestones=[{"area_code": A2, "date": "2020-12-15"}], points_of_light=[{"area_code": A2}])
    told = json.loads(json.dumps(dataclasses.asdict(found), default=str))
    assert told["stages"][0]["area"] == "Exampleshire 2"


def test_real_data_moved_by_ten_days(store):
    row = {"area_code": "E54000013", "date": "2021-04-11"}
    found = impact_of_check(check_files([table_file("area_milestones", [row])], store, 1), store)
    assert in_words(found) == [
        "1 area goes back from “ICS designated” to “Plan published” on 1 April 2021: Lincolnshire.",
        "Integrated care systems on 1 April 2021: England 42 → 41 of 42 areas, Midlands 11 → 10 of 11 areas.",
        "Lincolnshire: ICS designated 1 April 2021 → 11 April 2021.",
    ]


# Sentences


def said(**parts: object) -> list[str]:
    return in_words(dataclasses.replace(Impact(False, TARGET, TARGET), **parts))


QUIET = "The number of integrated care systems does not change, nor the number of people in them."


def on(day: date, before: Count, after: Count, place: str = "England") -> Day:
    return Day(day, (Headline(place, before, after),))


def test_nothing_is_said_in_one_sentence():
    assert said() == [QUIET]


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (Count(29, 42), Count(32, 42), "Integrated care systems on 31 December 2020: England 29 → 32 of 42 areas."),
        (
            Count(29, 42),
            Count(30, 43),
            "Integrated care systems on 31 December 2020: England 29 of 42 → 30 of 43 areas.",
        ),
        (
            Count(1, 2, 1_000_000, 3_000_000),
            Count(1, 2, 1_200_000, 3_200_000),
            "Integrated care systems on 31 December 2020: England 1.0 of 3.0 → 1.2 of 3.2 million people.",
        ),
        (
            Count(1, 2, 1_000_000, 3_000_000),
            Count(1, 2, 1_000_001, 3_000_001),
            "Integrated care systems on 31 December 2020: England 1,000,000 of 3,000,000 → 1,000,001 of "
            "3,000,001 people.",
        ),
    ],
)
def test_headline_names_what_changes(before, after, words):
    assert said(headlines=(on(date(2020, 12, 31), before, after),)) == [words]


def test_headlines_are_told_at_the_opening_date_and_the_first_and_last_key_dates():
    days = [date(2018, 5, 31), date(2019, 6, 19), date(2020, 5, 31), TARGET, date(2022, 7, 1)]
    changes = {day: on(day, Count(n, 9), Count(n + 1, 9)) for n, day in enumerate(days)}
    assert said(headlines=tuple(changes.values())) == [
        "Integrated care systems on 1 April 2021: England 3 → 4 of 9 areas.",
        "Integrated care systems on 31 May 2018: England 0 → 1 of 9 areas.",
        "Integrated care systems on 1 July 2022: England 4 → 5 of 9 areas.",
        "The figures also change on 2 more dates.",
    ]
    assert said(headlines=tuple(changes[day] for day in days[1:]))[-1] == ("The figures also change on 1 more date.")
    assert len(said(headlines=tuple(changes[day] for day in (days[0], TARGET)))) == 2


def test_areas_are_told_by_their_way_from_stage_to_stage():
    moves = [
        StageChange("A", "Shadow ICS", "ICS designated", True),
        StageChange("B", "ICS designated", "Shadow ICS", False),
        StageChange("C", "Shadow ICS", "ICS designated", True),
    ]
    assert said(stages=tuple(moves))[:-1] == [
        "2 areas move on from “Shadow ICS” to “ICS designated” on 1 April 2021: A and C.",
        "1 area goes back from “ICS designated” to “Shadow ICS” on 1 April 2021: B.",
    ]


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"new_areas": ("A",)}, "1 area added: A."),
        ({"removed_areas": ("A", "B")}, "2 areas deleted: A and B."),
        ({"new_areas": tuple("ABCDEFGH")}, "8 areas added: A, B, C, D, E, F, G and H."),
        ({"new_areas": tuple("ABCDEFGHI")}, "9 areas added: A, B, C, D, E, F, G, H and 1 more."),
    ],
)
def test_areas_that_come_and_go_are_named(parts, words):
    assert said(**parts) == [words, QUIET]


@pytest.mark.parametrize(
    ("indicators", "words"),
    [
        ([("X", 1, False)], "1 indicator changes: X (1 value)."),
        (
            [("X", 1200, True), ("Y", 0, True)],
            "2 indicators change: X (1,200 values and its definition) and Y (its definition).",
        ),
    ],
)
def test_indicators_are_named_with_what_differs(indicators, words):
    assert said(indicators=tuple(indicators)) == [QUIET, words]


@pytest.mark.parametrize(
    ("points", "words"),
    [
        ([("X", "added")], "1 point of light changes: X (new)."),
        ([("X", "changed"), ("Y", "removed")], "2 points of light change: X (changed) and Y (deleted)."),
    ],
)
def test_points_of_light_are_named(points, words):
    assert said(points=tuple(points)) == [QUIET, words]


def test_dates_are_told_with_their_precision_and_the_last_of_many_counted():
    one = DateChange("A", "ICS designated", (date(2021, 4, 1), "day"), (date(2021, 4, 11), "day"))
    two = DateChange("B", "Chair designate", None, (date(2021, 10, 1), "quarter"))
    three = DateChange("C", "Shadow ICS", (date(2018, 5, 1), "month"), None)
    assert said(dates=(one, two, three)) == [
        QUIET,
        "A: ICS designated 1 April 2021 → 11 April 2021.",
        "B: Chair designate not recorded → October to December 2021.",
        "C: Shadow ICS May 2018 → not recorded.",
    ]
    assert said(dates=(one,) * 6)[-1] == "1 more date changes."
    assert said(dates=(one,) * 8)[-1] == "3 more dates change."


# Queries on two states


@pytest.mark.parametrize("path", CHANGES, ids=lambda path: path.stem)
def test_header_of_a_query_on_two_states_names_its_columns(path, world):
    query = query_files.load(path.stem)
    assert re.fullmatch(r"Which .*\?", query.answers)
    assert re.fullmatch(r"One row per .*\.", query.grain)
    checked = check_files([table_file("areas", [area(A1, people=2)])], world, 1)
    with snapshots_of(checked, world) as snapshots:
        found = snapshots.changes(path.stem, **{name: [TARGET] for name in query.parameters})
    assert list(found.columns) == list(query.columns)
