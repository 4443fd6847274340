"""The sentences of the page Progress, in full: for none, one, both, some and all, and for what is not known."""

import re
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from ics.formatting import day_in_words
from ics.query_rows import (
    AreaStagesByDateRow,
    AreasWithStageRow,
    HeadlineCountsRow,
    PaceToTargetRow,
    first_row,
)
from ics.sentences import progress as sentences
from ics.store.ask import run_query
from ics.store.store import Store
from tests.support.rows import frame_of, row_of

TARGET = date(2021, 4, 1)
BEFORE, AFTER = date(2020, 12, 31), date(2021, 6, 1)
MOST_WORDS = 30


def counts(**known: object) -> HeadlineCountsRow:
    """The row of headline_counts; 42 areas, none of them designated, unless told."""
    none = {
        "areas": 42,
        "designated_areas": 0,
        "overdue_areas": 0,
        "unrecorded_areas": 0,
        "late_areas": 0,
        "unclear_areas": 0,
        "population": 50_000_000,
        "designated_population": 0,
        "target_date": pd.Timestamp(TARGET),
    }
    return row_of(HeadlineCountsRow, **none | known)


def of(areas: int, designated: int, **known: object) -> HeadlineCountsRow:
    return counts(areas=areas, designated_areas=designated, **known)


# The title


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (of(42, 0), "None of the 42 areas was an integrated care system"),
        (of(42, 1), "1 of 42 areas was an integrated care system"),
        (of(42, 29), "29 of 42 areas were integrated care systems"),
        (of(42, 42), "All 42 areas were integrated care systems"),
        (of(2, 0), "Neither area was an integrated care system"),
        (of(2, 1), "1 of 2 areas was an integrated care system"),
        (of(2, 2), "Both areas were integrated care systems"),
        (of(1, 0), "The area was not an integrated care system"),
        (of(1, 1), "The area was an integrated care system"),
        (of(42, 0, unrecorded_areas=2), "None of the 42 areas was known to be an integrated care system"),
        (of(42, 1, unrecorded_areas=2), "1 of 42 areas was known to be an integrated care system"),
        (of(42, 29, unrecorded_areas=1), "29 of 42 areas were known to be integrated care systems"),
        (of(2, 0, unrecorded_areas=1), "Neither area was known to be an integrated care system"),
        (of(1, 0, unrecorded_areas=1), "The area was not known to be an integrated care system"),
    ],
)
def test_the_title_says_how_many_areas_had_got_there(row: HeadlineCountsRow, sentence: str):
    assert sentences.title_sentence(row, [], BEFORE) == f"{sentence} by 31 December 2020"


@pytest.mark.parametrize(
    ("as_at", "target", "day"),
    [
        (date(2021, 3, 31), TARGET, "31 March 2021"),
        (date(2021, 4, 1), TARGET, "the target date, 1 April 2021"),
        (date(2021, 4, 2), TARGET, "2 April 2021"),
        (date(2021, 4, 1), None, "1 April 2021"),
    ],
)
def test_the_title_says_when_the_day_is_the_target(as_at: date, target: date | None, day: str):
    row = of(42, 42, target_date=None if target is None else pd.Timestamp(target))
    assert sentences.title_sentence(row, [], as_at) == f"All 42 areas were integrated care systems by {day}"


@pytest.mark.parametrize(
    ("regions", "row", "sentence"),
    [
        (["London"], of(5, 5), "London: all 5 areas were integrated care systems"),
        (["North West"], of(3, 0), "North West: none of the 3 areas was an integrated care system"),
        (["London", "Midlands"], of(16, 8), "London and Midlands: 8 of 16 areas were integrated care systems"),
        (["A", "B", "C"], of(2, 0), "A, B and C: neither area was an integrated care system"),
        (["London"], of(1, 1), "London: the area was an integrated care system"),
    ],
)
def test_the_title_begins_with_the_chosen_regions(regions: list[str], row: HeadlineCountsRow, sentence: str):
    assert sentences.title_sentence(row, regions, BEFORE) == f"{sentence} by 31 December 2020"


def test_the_map_says_what_the_title_says_and_what_a_hexagon_does():
    assert sentences.map_sentence(of(5, 2), ["London"], BEFORE) == (
        "Hexagon map: London: 2 of 5 areas were integrated care systems by 31 December 2020. "
        "Each hexagon is a link to the page of its area."
    )


# The lead


Steps = list[tuple[str, int]]


def over_time(areas: int = 3, **regions: Steps) -> pd.DataFrame:
    """Rows of region_coverage_over_time: for each region its days with the designated areas, of `areas`."""
    rows = [(name.replace("_", " "), on, done, areas) for name, steps in regions.items() for on, done in steps]
    frame = pd.DataFrame(rows, columns=["region", "day", "designated_areas", "areas"])
    return frame.assign(day=pd.to_datetime(frame["day"]))


FULL_FIRST: Steps = [("2016-01-01", 0), ("2018-05-31", 3), ("2021-04-01", 3)]
FULL_LATER: Steps = [("2016-01-01", 0), ("2018-05-31", 1), ("2020-12-31", 3), ("2021-04-01", 3)]
FULL_LAST: Steps = [("2016-01-01", 0), ("2021-04-01", 3)]
NOT_FULL: Steps = [("2016-01-01", 0), ("2021-04-01", 2)]
ONE = over_time(London=NOT_FULL)  # of one region nothing is said


def lead(row: HeadlineCountsRow, regions: pd.DataFrame = ONE, as_at: date = AFTER) -> str:
    return sentences.lead_sentence(row, regions, as_at)


@pytest.mark.parametrize(
    ("people", "all_people", "sentence"),
    [
        (0, 50_000_000, ""),
        (40_000, 50_000_000, "Home to under 0.1 of 50.0 million people (under 1%, mid-2020)."),
        (41_500_000, 50_000_000, "Home to 41.5 of 50.0 million people (83%, mid-2020)."),
        (49_990_000, 50_000_000, "Home to 50.0 of 50.0 million people (over 99%, mid-2020)."),
        (50_000_000, 50_000_000, "Home to all 50.0 million people (mid-2020)."),
        (600_000, 600_000, "Home to all 0.6 million people (mid-2020)."),
    ],
)
def test_the_lead_says_how_many_people_live_there(people: int, all_people: int, sentence: str):
    assert lead(counts(population=all_people, designated_population=people)) == sentence


@pytest.mark.parametrize(
    ("regions", "sentence"),
    [
        (over_time(London=FULL_FIRST), ""),
        (over_time(London=NOT_FULL), ""),
        (over_time(London=NOT_FULL, Midlands=NOT_FULL), "No region was complete."),
        (over_time(London=NOT_FULL, Midlands=FULL_LAST), "1 of 2 regions was complete: Midlands."),
        (
            over_time(South_West=FULL_LATER, London=FULL_FIRST, Midlands=NOT_FULL),
            "2 of 3 regions were complete: London and South West.",  # by name, whatever their order was
        ),
        (over_time(London=FULL_LATER, Midlands=FULL_LATER), "Both regions were complete by 31 December 2020."),
        (over_time(A=FULL_LATER, B=FULL_LATER, C=FULL_LATER), "All 3 regions were complete by 31 December 2020."),
        (
            over_time(Midlands=FULL_LAST, London=FULL_FIRST),
            "London was complete first, by 31 May 2018. Midlands was complete by 1 April 2021.",
        ),
        (
            over_time(A=FULL_FIRST, B=FULL_LATER, C=FULL_LAST),  # what was between is in the charts
            "A was complete first, by 31 May 2018. C was complete by 1 April 2021.",
        ),
        (
            over_time(A=FULL_FIRST, B=FULL_FIRST, C=FULL_LAST, D=FULL_LAST),
            "A and B were complete first, by 31 May 2018. C and D were complete by 1 April 2021.",
        ),
        (
            over_time(A=FULL_FIRST, B=FULL_LAST, C=FULL_LAST, D=FULL_LAST),
            "A was complete first, by 31 May 2018. The other 3 regions were complete by 1 April 2021.",
        ),
        (
            over_time(A=FULL_FIRST, B=FULL_LAST, C=FULL_LAST, D=FULL_LAST, E=FULL_LATER),
            "A was complete first, by 31 May 2018. The last 3 regions were complete by 1 April 2021.",
        ),
    ],
)
def test_the_lead_says_which_regions_were_complete_first_and_last(regions: pd.DataFrame, sentence: str):
    assert lead(counts(), regions) == sentence


@pytest.mark.parametrize(
    ("as_at", "row", "sentence"),
    [
        (BEFORE, of(42, 29), "Target: all 42 by 1 April 2021."),
        (BEFORE, of(2, 0), "Target: both by 1 April 2021."),
        (BEFORE, of(1, 0), "Target: the area by 1 April 2021."),
        (BEFORE, of(42, 29, unrecorded_areas=1), "Target: all 42 by 1 April 2021. We have no date for 1 area."),
        (TARGET, of(42, 42), ""),
        (TARGET, of(42, 41), ""),  # the day has not passed; the title says how many had got there
        (AFTER, of(42, 42), ""),
        (AFTER, of(42, 42, late_areas=1), "1 area joined after the target, 1 April 2021."),
        (AFTER, of(42, 42, late_areas=2), "2 areas joined after the target, 1 April 2021."),
        (AFTER, of(42, 42, unclear_areas=1), "1 area may have missed the target: the exact day is not known."),
        (AFTER, of(42, 40, overdue_areas=2), "2 areas missed the target, 1 April 2021."),
        (AFTER, of(42, 40, unrecorded_areas=2), "We have no date for 2 areas."),
        (
            AFTER,
            of(42, 38, late_areas=2, unclear_areas=3, overdue_areas=3, unrecorded_areas=1),
            "2 areas joined after the target, 1 April 2021. 3 areas may have missed the target: the exact day is not "
            "known. 3 areas missed the target, 1 April 2021. We have no date for 1 area.",
        ),
        (BEFORE, of(42, 29, target_date=None), "No target is recorded."),
        (
            AFTER,
            of(42, 29, target_date=None, unrecorded_areas=3),
            "No target is recorded. We have no date for 3 areas.",
        ),
    ],
)
def test_the_lead_says_how_it_was_against_the_target(as_at: date, row: HeadlineCountsRow, sentence: str):
    assert lead(row, as_at=as_at) == sentence


def test_the_lead_says_people_regions_and_target_in_this_order():
    row = of(6, 4, population=1_000_000, designated_population=700_000)
    assert lead(row, over_time(London=NOT_FULL, Midlands=FULL_FIRST), BEFORE) == (
        "Home to 0.7 of 1.0 million people (70%, mid-2020). 1 of 2 regions was complete: Midlands. Target: all "
        "6 by 1 April 2021."
    )


# The regions over time


@pytest.mark.parametrize(
    ("regions", "sentence"),
    [
        (over_time(London=NOT_FULL), "Areas by 1 April 2021: London 2 of 3."),
        (over_time(London=FULL_FIRST), "Areas by 1 April 2021: London 3 of 3."),
        (over_time(A=FULL_LATER, B=FULL_LATER), "Up to 1 April 2021: Both regions were complete by 31 December 2020."),
        (
            over_time(A=FULL_FIRST, B=FULL_LAST),
            "Up to 1 April 2021: A was complete first, by 31 May 2018. B was complete by 1 April 2021.",
        ),
        (
            over_time(A=NOT_FULL, B=FULL_LAST),
            "1 of 2 regions was complete: B. Areas by 1 April 2021: A 2 of 3.",
        ),
        (
            over_time(A=NOT_FULL, B=NOT_FULL, C=NOT_FULL),
            "No region was complete. Areas by 1 April 2021: A 2 of 3, B 2 of 3 and C 2 of 3.",
        ),
        (
            over_time(A=NOT_FULL, B=NOT_FULL, C=NOT_FULL, D=NOT_FULL),
            "No region was complete. Areas by 1 April 2021: 8 of 12 in all 4 regions.",
        ),
        (
            over_time(A=NOT_FULL, B=NOT_FULL, C=NOT_FULL, D=NOT_FULL, E=FULL_FIRST),
            "1 of 5 regions was complete: E. Areas by 1 April 2021: 8 of 12 in the other 4 regions.",
        ),
    ],
)
def test_the_charts_of_the_regions_say_which_were_complete_and_how_far_the_others_were(
    regions: pd.DataFrame, sentence: str
):
    assert sentences.trends_sentence(regions) == sentence


# What the press counted


def systems(*days: tuple[str, int, int]) -> pd.DataFrame:
    """Rows of systems_counted_by_day: day, whole areas, systems in parts."""
    rows = [{"day": pd.Timestamp(d), "whole_areas": w, "part_systems": p, "systems": w + p} for d, w, p in days]
    return pd.DataFrame(rows, columns=["day", "whole_areas", "part_systems", "systems"])


MORE = "News reports gave higher numbers, because they also counted systems that covered part of an area. They counted "


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ([], "News reports gave the same numbers."),
        ([("2020-12-31", 29, 0)], "News reports gave the same numbers."),
        ([("2017-12-31", 8, 2), ("2019-12-31", 14, 0)], MORE + "10 on 31 December 2017 where we count 8."),
        (
            [("2017-12-31", 8, 2), ("2018-12-31", 11, 3)],
            MORE + "10 on 31 December 2017 where we count 8 and 14 on 31 December 2018 where we count 11.",
        ),
    ],
)
def test_the_counts_of_the_press_are_explained(days: list[tuple[str, int, int]], sentence: str):
    assert sentences.press_sentence(systems(*days)) == sentence


# Pace


def pace(**whole: object) -> pd.DataFrame:
    """Rows of pace_to_target: one for a region, and one for all of them together."""
    region = {"region": "London", "areas": 1, "designated_areas": 1, "days_left": 99, "actual_areas_per_month": 9.0}
    together = {"region": None, "areas": 42, "designated_areas": 29, "days_left": 91, "actual_areas_per_month": 1.25}
    return frame_of(PaceToTargetRow, pd.DataFrame([region, together | whole]))


@pytest.mark.parametrize(
    ("whole", "sentence"),
    [
        (
            {"needed_areas_per_month": 4.35},
            "13 areas had 91 days left. That needed 4.35 a month. Over the past year it was 1.25 a month.",
        ),
        (
            {"designated_areas": 41, "days_left": 1, "needed_areas_per_month": 30.42, "actual_areas_per_month": 0.0},
            "1 area had 1 day left. That needed 30.42 a month. Over the past year it was 0.00 a month.",
        ),
        ({"needed_areas_per_month": None}, ""),  # no area or no day is left, or one is not recorded
        ({"needed_areas_per_month": None, "days_left": None}, ""),
    ],
)
def test_the_pace_is_compared_with_the_pace_that_was_needed(whole: dict[str, object], sentence: str):
    assert sentences.pace_sentence(pace(**whole)) == sentence


def test_paces_that_differ_are_not_said_as_the_same():
    """1.24 is needed and 1.17 is not enough: both would be 1.2."""
    said = sentences.pace_sentence(pace(needed_areas_per_month=1.24, actual_areas_per_month=1.17))
    assert re.findall(r"[\d.]+(?= a month)", said) == ["1.24", "1.17"]


@pytest.mark.parametrize(
    ("outlook", "word"),
    [("met", "complete"), ("on course", "on course"), ("at risk", "behind"), ("missed", ""), ("not known", "")],
)
def test_the_pace_of_a_region_is_a_word(outlook: str, word: str):
    assert sentences.pace_word(outlook) == word


# What changed


def reached(*rows: tuple[str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["area_code", "milestone"])


BETWEEN = "Between 31 December 2019 and 31 December 2020, "


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([], BETWEEN + "no area reached a milestone."),
        ([("E1", "ICS designated")], BETWEEN + "areas reached these milestones. ICS designated: 1 area."),
        (
            [("E1", "Shadow ICS"), ("E1", "ICS designated"), ("E2", "ICS designated"), ("E2", "Chair designate")],
            BETWEEN
            + "areas reached these milestones. Shadow ICS: 1 area. ICS designated: 2 areas. Chair designate: 1 area.",
        ),
    ],
)
def test_what_was_reached_between_two_dates_is_counted(rows: list[tuple[str, str]], sentence: str):
    assert sentences.reached_between_sentence(reached(*rows), date(2019, 12, 31), BEFORE) == sentence


# An area


def state(**cells: object) -> AreaStagesByDateRow:
    usual = {"stage": "Plan published", "stage_sequence": 2, "stage_extent": "whole"}
    return row_of(AreaStagesByDateRow, **usual | cells)


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({}, "Plan published, not yet an integrated care system"),
        (
            {"stage": "Shadow ICS", "stage_sequence": 3, "stage_extent": "part"},
            "Shadow ICS (part of the area), not yet an integrated care system",
        ),
        ({"stage": "None yet", "stage_sequence": 0, "stage_extent": None}, "None yet"),
        ({"stage": "Not recorded", "stage_sequence": -1, "stage_extent": None}, "Not recorded"),
    ],
)
def test_what_an_area_was_before_its_designation(cells: dict[str, object], words: str):
    assert sentences.state_words(state(**cells)) == words


@pytest.mark.parametrize(
    ("on", "precision", "since"),
    [
        ("2017-06-15", "day", "15 June 2017"),
        ("2020-05-01", "month", "May 2020"),
        ("2020-10-01", "quarter", "October to December 2020"),
        ("2021-01-01", "year", "2021"),
    ],
)
def test_since_when_an_area_is_an_integrated_care_system_as_precisely_as_is_known(on: str, precision: str, since: str):
    row = state(designated_on=pd.Timestamp(on), designated_precision=precision)
    assert sentences.designated_words(row) == f"integrated care system since {since}"


@pytest.mark.parametrize(
    ("dated", "undated", "is_early", "star"),
    [
        (False, False, False, ""),
        (True, False, False, "★"),
        (False, False, True, "★"),
        (True, True, True, "★"),  # one star, however many reasons
        (False, True, False, "☆"),  # hollow: named in an undated source only
        (False, True, True, "★"),
        (True, True, False, "★"),
    ],
)
def test_a_point_of_light_has_one_star_the_same_on_the_map_and_in_the_list(
    dated: bool, undated: bool, is_early: bool, star: str
):
    on_map = state(is_named=dated, is_named_undated=undated, is_early=is_early)
    in_list = row_of(AreasWithStageRow, namings=2 * dated, undated_namings=3 * undated, is_early=is_early)
    assert (sentences.star_on(on_map), sentences.star_of(in_list)) == (star, star)


@pytest.mark.parametrize(("extent", "words"), [("whole", "Shadow ICS"), ("part", "Shadow ICS (part of the area)")])
def test_the_furthest_stage_says_where_only_a_part_reached_it(extent: str, words: str):
    assert sentences.stage_in_words(row_of(AreasWithStageRow, stage="Shadow ICS", stage_extent=extent)) == words


# How long they are


def every_sentence(store: Store, regions: list[str], as_at: date) -> list[str]:
    """What the page says on a day, sentence by sentence."""
    view = {"regions": regions, "as_at": as_at}
    row = first_row(HeadlineCountsRow, run_query("headline_counts", store, 1, early_days=365, **view))
    regions_over_time = run_query("region_coverage_over_time", store, 1, from_date=date(2016, 1, 1), **view)
    since = date(2016, 1, 1)
    changes = run_query("milestones_reached_between", store, 1, since=since, **view)
    said = [
        sentences.title_sentence(row, regions, as_at),
        sentences.lead_sentence(row, regions_over_time, as_at),
        sentences.map_sentence(row, regions, as_at),
        sentences.trends_sentence(regions_over_time),
        sentences.press_sentence(run_query("systems_counted_by_day", store, 1, **view)),
        sentences.pace_sentence(run_query("pace_to_target", store, 1, **view)),
        sentences.reached_between_sentence(changes, since, as_at),
        sentences.PACE_RULE,
    ]
    return [sentence for text in said for sentence in re.split(r"(?<=[.])\s+", text)]


DAYS = [date(2016, 1, 1), date(2017, 6, 15), date(2018, 12, 31), BEFORE, TARGET, date(2022, 12, 31)]


@pytest.mark.parametrize("regions", [[], ["London"], ["North East and Yorkshire", "South West"]], ids=str)
@pytest.mark.parametrize("as_at", DAYS, ids=day_in_words)
def test_no_sentence_has_more_than_30_words(built: Path, regions: list[str], as_at: date):
    said = every_sentence(Store(built), regions, as_at)
    assert len(said) > 8
    assert [sentence for sentence in said if len(sentence.split()) > MOST_WORDS] == []
