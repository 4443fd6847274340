"""The names of the files that a reader takes away."""

from datetime import date

import pytest

from ics.store.query_files import Query
from ics.writers.file_names import answer_file, named_file

DAY = date(2020, 12, 31)


def query(name: str = "coverage_by_region", *columns: str) -> Query:
    return Query(name, "", "", "", columns=dict.fromkeys(columns, ""))


@pytest.mark.parametrize(
    ("parameters", "places", "name"),
    [
        ({"as_at": DAY, "regions": []}, [], "coverage-by-region_2020-12-31_v3"),
        ({}, [], "coverage-by-region_v3"),
        ({"as_at": DAY}, ["East of England"], "coverage-by-region_east-of-england_2020-12-31_v3"),
        ({"as_at": DAY}, ["London", "South West"], "coverage-by-region_london-and-south-west_2020-12-31_v3"),
        ({"as_at": DAY}, ["a", "b", "c", "d"], "coverage-by-region_4-places_2020-12-31_v3"),
        ({"indicator": "ccg_single", "as_at": DAY}, [], "coverage-by-region_ccg-single_2020-12-31_v3"),
    ],
)
def test_it_says_what_where_which_date_and_which_version(parameters: dict, places: list[str], name: str) -> None:
    assert answer_file(query(), parameters, places, 3, "csv") == f"ics-progress_{name}.csv"


def test_a_milestone_that_only_puts_the_rows_in_order_is_left_out() -> None:
    ordered = answer_file(query("milestone_dates", "milestone_id"), {"milestone": "shadow_ics"}, [], 3, "csv")
    assert ordered == "ics-progress_milestone-dates_v3.csv"


def test_another_ending_is_another_file() -> None:
    assert named_file("problems", 12, "json") == "ics-progress_problems_v12.json"


@pytest.mark.parametrize(
    ("place", "part"),
    [
        ("Ynys Môn", "_ynys-mon"),
        ('a"; filename="../x\r\nSet-Cookie: y', "_a-filename-x-set-cookie-y"),
        ("東京", ""),
        ("…", ""),
        ("x" * 500, f"_{'x' * 60}"),
    ],
)
def test_no_place_makes_a_name_that_a_file_or_a_header_cannot_have(place: str, part: str) -> None:
    assert answer_file(query("areas"), {}, [place], 1, "csv") == f"ics-progress_areas{part}_v1.csv"
