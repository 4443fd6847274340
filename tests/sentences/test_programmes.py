"""The sentences of the page Who did what, where, for none, one, all, unknown, and one region."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from ics.query_rows import ProgrammesCountedRow, ProgrammesFoundRow
from ics.sentences import programmes as sentences
from ics.sentences.programmes import Search
from tests.support.programmes import SPREAD, spread
from tests.support.rows import row_of

A1 = "E54999001"
ALL_THREE = ("general practice", "community health", "social care")
DAY = date(2021, 4, 1)
SOMEWHERE = Search(area_code=A1, area_name="Exampleshire", area_region="London")


def counts_of(**numbers: int) -> ProgrammesCountedRow:
    return ProgrammesCountedRow(**dict.fromkeys(ProgrammesCountedRow._fields, 0) | numbers)


@pytest.mark.parametrize(
    ("numbers", "search", "regions", "sentence"),
    [
        ({}, Search(), [], "We found no place in England in a programme by 1 April 2021"),
        (
            {"sites": 1, "sites_in_place": 1},
            Search(),
            [],
            "1 place in England was in a programme to join up services by 1 April 2021",
        ),
        (
            {"sites": 86, "sites_in_place": 86},
            Search(),
            [],
            "86 places in England were in programmes to join up services by 1 April 2021",
        ),
        (
            {"sites": 2, "sites_in_place": 2},
            Search(),
            ["London", "Midlands"],
            "2 places in London and the Midlands were in programmes to join up services by 1 April 2021",
        ),
        (
            {"sites": 0, "sites_in_place": 7},
            Search(services=("care homes",)),
            [],
            "None of 7 places in England is described as joining up care homes by 1 April 2021",
        ),
        (
            {"sites": 3, "sites_in_place": 7},
            Search(services=ALL_THREE),
            ["South West"],
            "3 of 7 places in the South West are described as joining up general practice, community health and social "
            "care by 1 April 2021",
        ),
        (
            {"sites": 1, "sites_in_place": 7},
            Search(services=("a", "b"), match="any", levels=("place",)),
            [],
            "1 of 7 places in England is described as joining up a or b (level: place) by 1 April 2021",
        ),
        (
            {"sites": 2, "sites_in_place": 7},
            Search(programmes=("vanguard", "new_one"), evidence=("none", "uncontrolled"), find="Bay"),
            [],
            "2 of 7 places in England match your choices (programme: Vanguard (new care model) or new_one, evidence: "
            "no measured result or before and after only, text: “Bay”) by 1 April 2021",
        ),
        (
            {"sites": 0, "sites_in_place": 1},
            Search(find="x"),
            [],
            "The only place in England does not match your choices (text: “x”) by 1 April 2021",
        ),
        (
            {"sites": 1, "sites_in_place": 1},
            SOMEWHERE,
            ["London"],
            "1 place in Exampleshire was in a programme to join up services by 1 April 2021",
        ),
        ({}, SOMEWHERE, [], "We found no place in Exampleshire in a programme by 1 April 2021"),
        (
            {},
            SOMEWHERE,
            ["Midlands", "South West"],
            "Exampleshire is in London, so it has no places in the Midlands and the South West",
        ),
    ],
)
def test_title(numbers, search, regions, sentence):
    assert sentences.found_title(counts_of(**numbers), search, regions, DAY) == sentence


def places(*rows: tuple[str, str]) -> pd.DataFrame:
    """Rows of the query programmes_found: name and evidence."""
    named = pd.DataFrame(rows, columns=["site_name", "evidence"])
    return named.assign(end_state="not recorded", started_on=pd.Timestamp("2015-01-01"))


def many(**strengths: int) -> pd.DataFrame:
    """As many places with each strength of evidence."""
    names = {"study": "controlled study", "none": "none", "structural": "structural"}
    return places(*((f"{word} {n}", names[word]) for word, number in strengths.items() for n in range(number)))


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (places(), ""),
        (places(("A", "none")), "No measured result: “A”."),
        (
            places(("A", "none"), ("B and C", "controlled study"), ("D", "none")),
            "Controlled study: “B and C”. No measured result: “A” and “D”.",
        ),
        (many(study=10, none=52), "10 have been tested in a controlled study. 52 have no measured result."),
        (many(study=1, none=1, structural=7), "1 has been tested in a controlled study. 1 has no measured result."),
        (many(structural=7), "None has been tested in a controlled study."),
        (many(study=7), "7 have been tested in a controlled study."),
        (many(none=7), "None has a measured result."),
    ],
)
def test_evidence_sentence(rows, sentence):
    assert sentences.evidence_sentence(rows) == sentence


@pytest.mark.parametrize(
    ("ends", "undated", "sentence"),
    [
        ([], 0, ""),
        (["ended"], 0, "It had ended by this date."),
        (["ended", "ended"], 0, "All 2 had ended by this date."),
        (["not ended"], 0, "It had not ended by this date."),
        (["not ended", "not ended"], 0, "None of 2 had ended by this date."),
        (["ended", "not recorded"], 0, "1 of 2 had ended by this date. We do not know whether 1 had ended."),
        (["not recorded"], 0, "We do not know whether it had ended."),
        (["not recorded", "not recorded"], 0, "We do not know whether any of 2 had ended."),
        (
            ["not ended", "ended"],
            1,
            "1 of 2 had ended by this date. 1 has no start date, so we include it.",
        ),
        (
            ["not ended", "not ended"],
            2,
            "None of 2 had ended by this date. 2 have no start date, so we include them.",
        ),
    ],
)
def test_dates_sentence(ends, undated, sentence):
    rows = pd.DataFrame({"end_state": ends, "started_on": pd.Timestamp("2015-01-01")})
    rows.loc[: undated - 1, "started_on"] = pd.NaT
    assert sentences.dates_sentence(rows) == sentence


@pytest.mark.parametrize(
    ("numbers", "sentence"),
    [
        ({}, ""),
        ({"later_sites": 3}, "3 more started later."),
        ({"sites_without_services": 1}, "We do not know the services of 1 more, which may match too."),
        ({"unplaced_sites": 1}, "1 more is not tied to an area, so it does not appear when you filter."),
        ({"unplaced_sites": 3}, "3 more are not tied to an area, so they do not appear when you filter."),
        (
            {"later_sites": 2, "sites_without_services": 2},
            "2 more started later. We do not know the services of 2 more, which may match too.",
        ),
    ],
)
def test_unsure_sentence(numbers, sentence):
    assert sentences.unsure_sentence(counts_of(**numbers)) == sentence


@pytest.mark.parametrize(
    ("numbers", "search", "regions", "sentence"),
    [
        ({}, Search(), [], "We found no place."),
        ({"later_sites": 2}, Search(), [], "No place matches. You could choose a later date."),
        ({}, Search(find="x"), [], "No place matches. You could clear some choices."),
        (
            {},
            Search(services=("a", "b")),
            ["London"],
            "No place matches. You could match any service, clear some choices or choose all of England.",
        ),
        ({}, SOMEWHERE, [], "No place matches. You could choose all areas."),
        ({}, SOMEWHERE, ["London"], "No place matches. You could choose all areas."),  # more regions would not help
        (
            {},
            SOMEWHERE,
            ["Midlands"],
            "No place matches. You could choose all areas, add London to the regions or choose all of England.",
        ),
        (
            {},
            replace(SOMEWHERE, find="x"),
            ["London"],
            "No place matches. You could choose all areas or clear some choices.",
        ),
    ],
)
def test_empty_hint_says_what_to_change(numbers, search, regions, sentence):
    assert sentences.empty_hint(counts_of(**numbers), search, regions) == sentence


COUNTED = (
    " A place counts once for each service and each region. The numbers show where programmes ran, not who did more."
)


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (SPREAD, "Services joined up in 4 places: social care 3, care homes 1. Services not known: 1."),
        (spread(("London", None, 1, 1), (None, "a", 0, 1), (None, None, 1, 1)), "Services not known: 1 of 1 place."),
        (spread((None, "a", 2, 2), (None, None, 0, 2)), "Services joined up in 2 places: a 2."),
        (spread((None, "a", 1, 1), (None, None, 0, 1)), "Services joined up in 1 place: a 1."),
    ],
)
def test_spread_sentence_says_every_count_the_largest_first(rows, sentence):
    assert sentences.spread_sentence(rows) == sentence + COUNTED


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "no local system reviews"), (1, "1 local system review"), (5, "5 local system reviews")],
)
def test_reviews_sentence_counts_and_calls_them_no_achievement(number, words):
    assert sentences.reviews_sentence(pd.DataFrame({"site_name": ["x"] * number})) == (
        f"We list {words} by the Care Quality Commission (CQC) by this date. We have not found them all. Most areas "
        "were chosen because of delays in leaving hospital. So a review is context, not an achievement, and we do not "
        "count it above. Only your region, area and date apply here."
    )


@pytest.mark.parametrize(
    ("programme", "model", "words"),
    [
        ("vanguard", "MCP", "Vanguard (new care model): multispecialty community provider (MCP)"),
        ("pioneer", "integrated care and support pioneer, wave 2", "Pioneer (integrated care and support): wave 2"),
        ("place_partnership", "XYZ", "place_partnership: XYZ"),  # new codes are shown as they are
    ],
)
def test_kind_in_words(programme, model, words):
    assert sentences.kind_in_words(programme, model) == words


@pytest.mark.parametrize(
    ("start", "precision", "state", "words"),
    [
        ("2015-01-01", "month", "ended", "from January 2015, ended 31 March 2018"),
        ("2012-01-01", "year", "not ended", "from 2012, had not ended by this date"),
        (None, None, "not recorded", "start not known, end not known"),
    ],
)
def test_when_in_words_says_no_more_than_is_known(start, precision, state, words):
    end = pd.Timestamp("2018-03-31") if state == "ended" else None
    row = row_of(
        ProgrammesFoundRow,
        started_on=pd.Timestamp(start) if start else None,
        start_precision=precision,
        ended_on=end,
        end_precision="day",
        end_state=state,
    )
    assert sentences.when_in_words(row) == words
