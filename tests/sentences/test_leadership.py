"""The sentences of the page Leadership, for none, one, all, unknown, and one region."""

from datetime import date

import pandas as pd
import pytest

from ics.query_rows import IndicatorsByThemeRow
from ics.sentences import leadership as sentences
from tests.support.indicators import CHAIR, LEAD, SHARES, by_area, by_period, over_time
from tests.support.rows import row_of

APRIL = date(2020, 4, 30)


def definition(**looks: object) -> IndicatorsByThemeRow:
    first = {"indicator_id": "example", "indicator_name": "Example", "unit": "count", "direction": "lower"}
    first |= {"first_period": pd.Timestamp("2016-04-01"), "first_precision": "month"}
    return row_of(IndicatorsByThemeRow, **first | looks)


def title_of(rows: pd.DataFrame, as_at: date = APRIL, where: str = "in England", **looks: object) -> str:
    return sentences.values_title(rows, definition(**looks), where, as_at)


@pytest.mark.parametrize(
    ("values", "unit", "sentence"),
    [
        ([1, 0, 1], "0 or 1", "Example: yes in 2 of 3 areas in England (67%) in April 2020"),
        ([1, 1, 1], "0 or 1", "Example: yes in all 3 areas in England in April 2020"),
        ([0, 0, 0], "0 or 1", "Example: yes in none of 3 areas in England in April 2020"),
        ([1], "0 or 1", "Example: yes in 1 of 1 area in England in April 2020"),
        ([0], "0 or 1", "Example: yes in 0 of 1 area in England in April 2020"),
        ([0, 0, None], "0 or 1", "Example: yes in none of 2 areas in England with a value in April 2020"),
        ([1, 0, None], "0 or 1", "Example: yes in 1 of 2 areas in England with a value (50%) in April 2020"),
        ([1, None], "0 or 1", "Example: yes in 1 of 1 area in England with a value in April 2020"),
        ([1, 1, None], "1 where sourced", "Example: yes in 2 of 3 areas in England in April 2020"),
        (
            [3, 3, 1, None],
            CHAIR,
            "Example: 2 chair in place and 1 neither, in 3 of 4 areas in England, in April 2020",
        ),
        ([2, 2], LEAD, "Example: 2 CCG, in all 2 areas in England, in April 2020"),
        ([2], LEAD, "Example: 1 CCG, in 1 of 1 area in England, in April 2020"),
        ([1, 4, 2], "count", "Example: from 1 to 4 in 3 areas in England in April 2020"),
        ([1, 4, None], "count", "Example: from 1 to 4 in 2 areas in England with a value in April 2020"),
        ([2, 2], "count", "Example: 2 in 2 areas in England in April 2020"),
        ([2], "count", "Example: 2 in 1 area in England in April 2020"),
        ([-1.5, 4], "count", "Example: from −1.5 to 4 in 2 areas in England in April 2020"),
        ([50.04, 60.06], "per cent", "Example: from 50.0% to 60.1% in 2 areas in England in April 2020"),
    ],
)
def test_title(values: list, unit: str, sentence: str):
    assert title_of(by_area(*values), unit=unit) == sentence


def test_title_of_one_region():
    said = title_of(by_area(1, 0), where="in the Midlands", unit="0 or 1")
    assert said == "Example: yes in 1 of 2 areas in the Midlands (50%) in April 2020"


@pytest.mark.parametrize(
    ("precision", "when"),
    [
        ("day", "on 1 April 2020"),
        ("month", "in April 2020"),
        ("quarter", "from April to June 2020"),
        ("year", "in the year from April 2020"),
    ],
)
def test_title_is_as_exact_as_the_date(precision: str, when: str):
    rows = by_area(2, 2).assign(period_precision=precision)
    assert title_of(rows) == f"Example: 2 in 2 areas in England {when}"


def test_title_names_the_span_of_differing_dates():
    rows = by_area(1, 2)
    rows.loc[1, "period"] = pd.Timestamp("2021-09-01")
    assert title_of(rows) == (
        "Example: from 1 to 2 in 2 areas in England (the latest of each area, from April 2020 to September 2021)"
    )


@pytest.mark.parametrize(
    ("values", "looks", "as_at", "reason"),
    [
        ([None, None], {}, date(2016, 1, 1), "The first is for April 2016: choose a later date."),
        ([None, None], {"first_period": None}, APRIL, "None has been published."),
        ([None, None], {}, APRIL, "Other regions have one: choose more regions."),
        (["Developing", None], {}, APRIL, "1 area has a description instead: Area 1 (“Developing”)."),
        (
            ["a", "b", "c", "d"],
            {},
            APRIL,
            "4 areas have a description instead: Area 1 (“a”), Area 2 (“b”), Area 3 (“c”) and 1 more.",
        ),
    ],
)
def test_values_detail_says_why_there_is_nothing(values: list, looks: dict, as_at: date, reason: str):
    day = "1 January 2016" if as_at.year == 2016 else "30 April 2020"
    rows = by_area(*values)
    assert title_of(rows, as_at, "in London", **looks) == f"Example: no area in London had a value by {day}"
    assert sentences.values_detail(rows, by_period(), definition(**looks), as_at) == reason


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("One CCG for the whole area", "One CCG (clinical commissioning group) for the whole area"),
        ("CCGs in the area", "CCGs (clinical commissioning groups) in the area"),
        ("In the first CQC reviews", "In the first CQC (Care Quality Commission) reviews"),
        ("NHS trusts in the area", "NHS trusts in the area"),  # everybody knows it
        ("ACCGX", "ACCGX"),
    ],
)
def test_abbreviations_are_spelled_out(name: str, words: str):
    assert sentences.spelled_out(name) == words


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ([1, 2], "We have a value for all 2 areas."),
        ([1], "We have a value for 1 of 1 area."),
        ([1, None], "We have a value for 1 of 2 areas. For 1 we found nothing."),
        ([1, "Sources conflict"], "We have a value for 1 of 2 areas. For 1 we have a description only."),
        (
            [1, "Sources conflict", None, None],
            "We have a value for 1 of 4 areas. For 1 we have a description only. For 2 we found nothing.",
        ),
        (
            [None, None],
            "We have a value for none of 2 areas. For 2 we found nothing.",
        ),
    ],
)
def test_recorded_sentence(values: list, sentence: str):
    assert sentences.recorded_sentence(by_area(*values)) == sentence


@pytest.mark.parametrize(
    ("unit", "direction", "target", "words"),
    [
        ("count", "higher", None, "Higher is better."),
        ("count", "lower", 1.0, "Lower is better. Expected: 1."),
        ("count", "none", None, "Neither high nor low is better."),
        ("0 or 1", "higher", 1.0, "Yes is better. Expected: yes."),
        ("0 or 1", "lower", None, "No is better."),
        ("0 or 1", "none", None, "Neither yes nor no is better."),
    ],
)
def test_better_sentence(unit: str, direction: str, target: float | None, words: str):
    assert sentences.better_sentence(definition(unit=unit, direction=direction, target=target)) == words


def by_region(**values: list[float | None]) -> pd.DataFrame:
    """Rows of the query indicator_by_area for several regions."""
    return pd.concat([by_area(*numbers).assign(region=region) for region, numbers in values.items()])


@pytest.mark.parametrize(
    ("rows", "unit", "sentence"),
    [
        (by_area(1, 0), "0 or 1", "Yes in some areas: London 1 of 2."),
        (
            by_area(1, 0, None),
            "0 or 1",
            "Yes in some areas: London 1 of 2. Areas without a value are left out.",
        ),
        (
            by_region(London=[1, 1], Midlands=[0], North=[1, 0], South=[1]),
            "0 or 1",
            "Yes in every area: London (2) and South (1). In no area: Midlands (1). In some areas: North 1 of 2.",
        ),
        (
            by_region(London=[0, 0], Midlands=[0]),
            "0 or 1",
            "Yes in no area: London (2) and Midlands (1).",
        ),
        (
            by_region(London=[1], Midlands=[None]),
            "0 or 1",
            "Yes in every area: London (1). Areas without a value are left out.",
        ),
        (
            by_region(London=[1, 1, None], Midlands=[1]),
            "1 where sourced",
            "Yes: London 2 and Midlands 1.",
        ),
        (by_area(2, 2, 1), LEAD, "Most common: “CCG”. In some areas: London 2 of 3."),
        (by_area(1, 3), "count", "Middle area (median) of England: 2. By region: London 2."),
        (
            by_area(1, None, None),
            "count",
            "We show no middle area where under half the areas have a value.",
        ),
        (
            by_area(1, 3).assign(england_median=None),
            "count",
            "Middle area (median) by region: London 2. We show no middle area where under half the areas have a value.",
        ),
    ],
)
def test_region_sentence(rows: pd.DataFrame, unit: str, sentence: str):
    assert sentences.region_sentence(rows, unit) == sentence


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (SHARES, "In April 2019 it was none of 5."),
        (by_period(("2019-04-01", 1, 5), ("2020-04-01", 1, 4)), "In April 2019 it was all 5."),
        (by_period(("2019-04-01", 1, 2), ("2019-04-01", 0, 1), ("2020-04-01", 1, 4)), "In April 2019 it was 2 of 3."),
        (by_period(("2019-04-01", 1, 2), ("2020-04-01", 1, 4)), ""),  # fewer than half of the areas are known then
        (by_period(("2019-04-01", 1, 5)), ""),  # that is what the sentence before it says
        (by_period(), ""),
    ],
)
def test_values_detail_says_how_it_was_at_first(rows: pd.DataFrame, sentence: str):
    assert sentences.values_detail(by_area(1, 0), rows, definition(unit="0 or 1"), APRIL) == sentence


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (SHARES, "Yes in none of 5 areas in April 2019 and 2 of 5 areas in April 2020."),
        (
            by_period(("2018-04-01", 1, 1), ("2018-04-01", 0, 4), ("2019-04-01", 1, 2), ("2020-04-01", 1, 5)),
            "Yes in 1 of 5 areas in April 2018 and all 5 areas in April 2020.",
        ),
        (by_period(("2019-04-01", 1, 5)), "Yes in all 5 areas in April 2019."),
    ],
)
def test_share_sentence(rows: pd.DataFrame, sentence: str):
    assert sentences.share_sentence(rows, "example") == sentence


def test_share_sentence_names_the_expectation_and_who_had_it():
    assert sentences.share_sentence(SHARES, "ccg_single") == (
        "Yes in none of 5 areas in April 2019 and 2 of 5 areas in April 2020. The NHS expected one CCG per area to be "
        "typical by April 2021 (NHS Long Term Plan, January 2019, as reported by HSJ and LGC). It gave no number. The "
        "last share shown is 40%."
    )


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (
            over_time(a=[4, 1], b=[2, 2], c=[1, 3], d=[None, 9]),
            "Of 3 areas with two values or more, 1 rose, 1 fell and 1 stayed the same. Values range from 1 to 9. "
            "First: April 2019. Last: April 2020.",
        ),
        (
            over_time(a=[1, 2], b=[2, 3]),
            "Of 2 areas with two values or more, 2 rose, none fell and none stayed the same. Values range from 1 to 3. "
            "First: April 2019. Last: April 2020.",
        ),
    ],
)
def test_rise_and_fall_sentence_compares_first_and_last_of_each_area(values: pd.DataFrame, sentence: str):
    assert sentences.rise_and_fall_sentence(values, "count") == sentence


@pytest.mark.parametrize(
    ("drawn", "sentence"),
    [
        (2, ""),
        (1, " 1 more period has a value for fewer than half of the areas, so only the table shows it."),
        (0, " 2 more periods have a value for fewer than half of the areas, so only the table shows them."),
    ],
)
def test_left_out_sentence(drawn: int, sentence: str):
    periods = SHARES[["period", "period_precision"]].drop_duplicates().head(drawn)
    assert sentences.left_out_sentence(SHARES, periods) == sentence


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (
            by_period(("2019-04-01", 3, 1), ("2020-04-01", 3, 4)),
            "2 periods have values, for 1 to 4 of 5 areas each. Each period covers different areas, so we show a "
            "table, not a line.",
        ),
        (
            by_period(("2019-04-01", 3, 1), ("2020-04-01", 2, 1)),
            "2 periods have values, for 1 of 5 areas each. Each period covers different areas, so we show a table, "
            "not a line.",
        ),
    ],
)
def test_periods_sentence(rows: pd.DataFrame, sentence: str):
    assert sentences.periods_sentence(rows) == sentence


def lessons(*recorded: int, description: str = "Read in a copy.") -> pd.DataFrame:
    return pd.DataFrame({"recorded": list(recorded), "description": description})


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (lessons(0, 0), "No area has published a self-assessment by this date."),
        (
            lessons(0, 2),
            "1 of 2 lessons has a self-assessment by this date. To see it by area, choose the lesson in the list of "
            "indicators.",
        ),
        (
            lessons(1, 2),
            "2 of 2 lessons have a self-assessment by this date. To see it by area, choose the lesson in the list of "
            "indicators.",
        ),
        (
            lessons(0, 0, description="It has not been checked."),
            "No area has published a self-assessment by this date. We have not checked the wording and order of 2 of "
            "the 2 lessons against the paper.",
        ),
    ],
)
def test_lessons_sentence(rows: pd.DataFrame, sentence: str):
    assert sentences.lessons_sentence(rows) == sentence
