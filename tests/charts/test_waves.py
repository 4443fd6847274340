"""Waves: the months in which areas were designated, or the years where there are too many months."""

from collections.abc import Iterable

import pandas as pd
import pytest

from ics.charts.waves import MOST_WAVES, Designation, short_name, wave_names

LENGTHS = {"day": 0, "month": 1, "quarter": 3, "year": 12}


def designation(code: str, on: str, precision: str = "day") -> Designation:
    """`on` is the first day; the last one follows from the precision."""
    first = pd.Timestamp(on)
    last = first if precision == "day" else first + pd.DateOffset(months=LENGTHS[precision], days=-1)
    return Designation(code, first, last, precision)


def numbered(days: Iterable[str]) -> list[Designation]:
    return [designation(f"E{n}", on) for n, on in enumerate(days, 1)]


def test_a_wave_is_a_month_whether_the_day_is_known_or_not():
    found = wave_names([designation("E1", "2017-06-15"), designation("E2", "2017-06-01", "month")])
    assert found == {"E1": "June 2017", "E2": "June 2017"}


def test_waves_are_in_the_order_of_time_in_any_order_of_the_rows():
    found = wave_names(numbered(["2021-04-01", "2017-06-15", "2020-12-01"]))
    assert list(found.items()) == [("E2", "June 2017"), ("E3", "December 2020"), ("E1", "April 2021")]


def test_areas_of_one_wave_are_in_the_order_of_their_codes():
    found = wave_names([designation("E2", "2020-12-31"), designation("E1", "2020-12-31")])
    assert list(found) == ["E1", "E2"]


@pytest.mark.parametrize(
    ("on", "precision", "name"),
    [
        ("2016-10-01", "quarter", "October to December 2016"),
        ("2021-01-01", "year", "2021"),
        ("2016-04-01", "year", "the year from April 2016"),
    ],
)
def test_a_date_that_is_less_precise_is_a_wave_of_its_own(on: str, precision: str, name: str):
    found = wave_names([designation("E1", on, precision), designation("E2", on)])
    assert found["E1"] == name
    assert found["E2"] != name


def test_a_less_precise_date_counts_from_its_last_day():
    found = wave_names([designation("E1", "2020-01-01", "year"), designation("E2", "2020-12-15")])
    assert list(found.values()) == ["December 2020", "2020"]


def months(number: int) -> list[str]:
    return [f"{day:%Y-%m-%d}" for day in pd.date_range("2017-01-15", periods=number, freq="5MS")]


def test_as_many_months_as_a_scale_can_show_stay_months():
    assert len(set(wave_names(numbered(months(MOST_WAVES))).values())) == MOST_WAVES == 7


def test_more_months_become_years():
    found = wave_names(numbered(months(MOST_WAVES + 1)))
    assert list(dict.fromkeys(found.values())) == ["2017", "2018", "2019", "2020"]
    assert len(found) == MOST_WAVES + 1


def test_the_year_of_a_less_precise_date_is_that_of_its_last_day():
    late = designation("E99", "2016-12-01", "quarter")
    assert wave_names([*numbered(months(8)), late])["E99"] == "2017"


@pytest.mark.parametrize(
    ("years", "last"),
    [
        (range(2014, 2021), "2020"),  # seven years
        (range(2014, 2022), "2020 or later"),
        (range(2014, 2026), "2020 or later"),
    ],
)
def test_the_last_wave_has_all_later_years_where_there_are_more_than_seven(years: range, last: str):
    days = [f"{year}-{month}-01" for year in years for month in ("03", "09")]
    found = wave_names(numbered(days))
    assert list(dict.fromkeys(found.values())) == [*map(str, range(2014, 2020)), last]
    assert len(found) == len(days)


def test_of_no_designations_there_are_no_waves():
    assert wave_names([]) == {}


@pytest.mark.parametrize(
    ("wave", "short"),
    [
        ("June 2017", "Jun 2017"),
        ("May 2018", "May 2018"),
        ("October to December 2016", "Oct to Dec 2016"),
        ("2020 or later", "2020 or later"),
        ("the year from April 2016", "the year from Apr 2016"),
    ],
)
def test_short_name_of_a_wave(wave: str, short: str):
    assert short_name(wave) == short
