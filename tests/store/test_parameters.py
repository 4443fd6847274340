"""The parameters of the queries: one registry, and addresses that are read as they were written."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from urllib.parse import parse_qsl

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ics.store import query_files
from ics.store.ask import run_query
from ics.store.parameters import (
    LONGEST_TEXT,
    MOST_EARLY_DAYS,
    PARAMETERS,
    ParameterError,
    default_day,
    parse_query_string,
    places_in,
    subject_in,
    to_query_string,
)
from ics.store.store import Store

QUERIES = query_files.names()
Rows = Callable[[str], pd.DataFrame]


@pytest.fixture(scope="session")
def rows(built) -> Rows:
    """The rows of a query on the real data, read once."""
    return cache(lambda name: run_query(name, Store(built), 1))


def understood(names: list[str], address: str, rows: Rows) -> dict[str, object]:
    return parse_query_string(names, parse_qsl(address, keep_blank_values=True), rows)


def some_value(name: str, rows: Rows) -> st.SearchStrategy:
    parameter = PARAMETERS[name]
    known = parameter.values_in(rows)
    match parameter.kind:
        case "date":
            return st.dates()
        case "number":
            return st.integers(0, parameter.highest)
        case "list":
            return st.lists(st.sampled_from(known) if known else st.text(min_size=1), max_size=5, unique=True)
        case "text":
            return st.sampled_from(known) if known else st.text(min_size=1, max_size=LONGEST_TEXT)
    raise AssertionError(f"{parameter.kind} is not a kind of parameter")


def some_parameters(names: list[str], rows: Rows) -> st.SearchStrategy:
    return st.fixed_dictionaries({name: some_value(name, rows) for name in names})


# The registry


def test_every_parameter_of_a_query_is_in_the_registry_and_the_reverse():
    used = {name for query in QUERIES for name in query_files.load(query).parameters}
    assert used == set(PARAMETERS)


@pytest.mark.parametrize("name", [name for name, parameter in PARAMETERS.items() if parameter.values])
def test_values_of_a_parameter_come_from_a_query_without_parameters(rows, name):
    query, column = PARAMETERS[name].values
    assert query_files.load(query).parameters == {}
    assert column in query_files.load(query).columns
    assert PARAMETERS[name].values_in(rows)


@pytest.mark.parametrize("name", PARAMETERS)
def test_every_default_can_be_written_and_read(rows, name):
    default = PARAMETERS[name].default_in(rows)
    if default is None:
        with pytest.raises(ParameterError, match=f"{PARAMETERS[name].url_name} is missing\\. Choose from: "):
            parse_query_string([name], [], rows)
    else:
        written = to_query_string({name: default})
        assert parse_query_string([name], [], rows) == understood([name], written, rows) == {name: default}


def test_default_date_is_the_national_target_and_today_without_one(rows):
    assert PARAMETERS["as_at"].default_in(rows) == date(2021, 4, 1)
    without = pd.DataFrame({"target_date": [pd.NaT]})
    assert PARAMETERS["as_at"].default_in(lambda query: without) == date.today()


@pytest.mark.parametrize(("days_from_now", "capped"), [(-1, -1), (0, 0), (1, 0), (30_000, 0)])
def test_default_date_is_never_after_today(days_from_now, capped):
    """Pages and data links have it from here, so that a page and its links agree when the target is in the future."""
    target = pd.DataFrame({"target_date": [pd.Timestamp(date.today() + timedelta(days_from_now))]})
    found = PARAMETERS["as_at"].default_in(lambda query: target)
    assert found == default_day(lambda query: target) == date.today() + timedelta(capped)


NAMES_OF_EARLIER_LINKS = {
    "regions": "region",
    "levels": "level",
    "programmes": "programme",
    "area_code": "area",
    "area_codes": "area",
}


def test_names_in_addresses_are_those_of_the_sql_but_for_five():
    names = {name: parameter.url_name for name, parameter in PARAMETERS.items()}
    assert {name: url_name for name, url_name in names.items() if name != url_name} == NAMES_OF_EARLIER_LINKS


@pytest.mark.parametrize("query", QUERIES)
def test_names_in_addresses_are_unique_in_each_query(query):
    both = [{name, PARAMETERS[name].url_name} for name in query_files.load(query).parameters]
    assert sum(map(len, both)) == len(set().union(*both))


@pytest.mark.parametrize(("name", "url_name"), NAMES_OF_EARLIER_LINKS.items())
def test_the_names_of_earlier_links_mean_the_same(rows, name, url_name):
    value = PARAMETERS[name].values_in(rows)[0]
    expected = {name: [value] if PARAMETERS[name].kind == "list" else value}
    assert parse_query_string([name], [(name, value)], rows) == expected
    assert parse_query_string([name], [(url_name, value)], rows) == expected


def test_old_and_new_name_together_give_both_values(rows):
    pairs = [("regions", "London"), ("region", "Midlands")]
    assert parse_query_string(["regions"], pairs, rows) == {"regions": ["London", "Midlands"]}


def test_default_list_is_empty_and_a_new_one_each_time(rows):
    one, other = PARAMETERS["regions"].default_in(rows), PARAMETERS["regions"].default_in(rows)
    assert one == other == []
    assert one is not other


# Written and read again


@pytest.mark.parametrize("query", [name for name in QUERIES if query_files.load(name).parameters])
@given(data=st.data())
@settings(max_examples=10, deadline=None)
def test_what_was_written_is_read_again(rows, query, data):
    names = list(query_files.load(query).parameters)
    parameters = data.draw(some_parameters(names, rows))
    assert understood(names, to_query_string(parameters), rows) == parameters


def test_an_empty_list_is_left_out_of_the_address():
    assert to_query_string({"regions": [], "like": (), "early_days": 0}) == "early_days=0"


def test_address_escapes_what_it_must():
    parameters = {"as_at": date(2020, 12, 31), "regions": ["North East and Yorkshire", "a&b=c"]}
    assert to_query_string(parameters) == "as_at=2020-12-31&region=North+East+and+Yorkshire&region=a%26b%3Dc"


def test_parameters_come_in_the_order_of_the_query_in_any_address(rows):
    asked = [("region", "London"), ("as_at", "2020-12-31"), ("region", "Midlands")]
    assert list(parse_query_string(["as_at", "regions"], asked, rows).items()) == [
        ("as_at", date(2020, 12, 31)),
        ("regions", ["London", "Midlands"]),
    ]


# What cannot be read


@pytest.mark.parametrize(
    ("names", "asked", "sentence"),
    [
        (["as_at", "regions"], [("place", "London")], "There is no parameter “place”. Choose from: as_at, region."),
        ([], [("as_at", "2020-12-31")], "There is no parameter “as_at”. This link takes none."),
        (["as_at"], [("as_at", "2021-02-30")], "as_at: “2021-02-30” is not a date. Write it like 2020-12-31."),
        (["as_at"], [("as_at", "2020-01-01")] * 2, "as_at has 2 values. Give one."),
        (["early_days"], [("early_days", "1")] * 2, "early_days has 2 values. Give one."),
        (
            ["early_days"],
            [("early_days", str(MOST_EARLY_DAYS + 1))],
            "early_days: “2001” does not work. Write a whole number from 0 to 2,000.",
        ),
        (["area_code"], [("area", "E54000007")] * 2, "area has 2 values. Give one."),
        (["area_code"], [("area_code", "E54000007"), ("area", "E54000007")], "area has 2 values. Give one."),
        (
            ["like"],
            [("like", "weather")],
            "like: there is no “weather”. Choose from: region, population, councils, ccgs.",
        ),
        (["find"], [("find", "x" * 60_000)], "find has 60,000 characters. Write at most 60."),
        (["like"], [("like", "ccgs")] * 5000, "like has 5,000 values. Give at most 4."),
    ],
)
def test_what_cannot_be_read_is_said_with_what_can(rows, names, asked, sentence):
    with pytest.raises(ParameterError) as refused:
        parse_query_string(names, asked, rows)
    assert str(refused.value) == sentence


@given(name=st.sampled_from(["as_at", "early_days"]), text=st.text(max_size=12))
@settings(max_examples=40, deadline=None)
def test_any_text_is_either_read_or_refused_with_a_sentence(rows, name, text):
    said = ""
    try:
        value = parse_query_string([name], [(name, text)], rows)[name]
    except ParameterError as refused:
        said = str(refused)
    if said:
        hints = r"is not a date\. Write it like 2020-12-31|does not work\. Write a whole number from 0 to 2,000"
        assert re.fullmatch(rf"{name}: “.*” ({hints})\.", said, re.S)
    else:
        assert isinstance(value, date) if name == "as_at" else 0 <= value <= MOST_EARLY_DAYS


def test_the_places_of_an_answer_are_its_areas_by_name_or_else_its_regions(rows):
    assert places_in({"regions": ["London"], "as_at": date(2020, 1, 1)}, rows) == ["London"]
    assert places_in({"area_code": "E54000013", "regions": ["London"]}, rows) == ["Lincolnshire"]
    assert places_in({"area_codes": ["E54000013", "E54999999"]}, rows) == ["Lincolnshire", "E54999999"]
    assert places_in({"regions": [], "area_codes": []}, rows) == []


@pytest.mark.parametrize(
    ("name", "parameters", "subject"),
    [
        ("indicator_by_area", {"indicator": "ccg_single", "regions": []}, ("indicator", "ccg_single")),
        ("days_to_target", {"milestone": "shadow_ics", "sort": "name"}, ("milestone", "shadow_ics")),
        ("milestone_dates", {"milestone": "shadow_ics", "sort": "date"}, None),
        ("coverage_by_region", {"regions": []}, None),
    ],
)
def test_rows_are_about_one_indicator_or_milestone_or_name_their_own(name, parameters, subject):
    assert subject_in(parameters, query_files.load(name).columns) == subject
