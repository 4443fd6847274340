"""What an answer is called in a link, and how it is cited."""

from datetime import date

import pandas as pd
import pytest

from ics.sentences.citing import Described, citation, credit, place_in_words, sources_named

DAY = date(2020, 12, 31)
LONDON = Described("regions", "in London", None, DAY)


@pytest.mark.parametrize(
    ("described", "words"),
    [
        (Described("stages", "", None, None), "stages"),
        (Described("regions", "", None, DAY), "regions on 31 December 2020"),
        (LONDON, "regions in London on 31 December 2020"),
        (
            Described("coverage over time", "in London", date(2016, 1, 1), DAY),
            "coverage over time in London from 1 January 2016 to 31 December 2020",
        ),
        (Described("area lineage", "for Lincolnshire", None, DAY), "area lineage for Lincolnshire on 31 December 2020"),
    ],
)
def test_rows_are_described_by_what_where_and_when(described: Described, words: str) -> None:
    assert str(described) == words


@pytest.mark.parametrize(
    ("places", "is_about_areas", "words"),
    [
        ([], False, ""),
        ([], True, ""),
        (["London"], False, "in London"),
        (["London", "Midlands", "South West"], False, "in London, the Midlands and the South West"),
        (["Lincolnshire"], True, "for Lincolnshire"),
    ],
)
def test_a_place_is_said_with_its_preposition(places: list[str], is_about_areas: bool, words: str) -> None:
    assert place_in_words(places, is_about_areas) == words


def test_a_citation_says_what_where_when_version_sources_and_address() -> None:
    cited = citation(LONDON, "How far?", "https://ics.example/x.csv", 3, date(2021, 5, 6), date(2022, 1, 2), ["A", "B"])
    assert cited == (
        "“How far?”: regions in London on 31 December 2020. ICS progress, version 3 of the data, published on "
        "6 May 2021. Sources of the facts: A; B. https://ics.example/x.csv (seen on 2 January 2022)"
    )


def test_a_citation_leaves_out_what_is_not_known() -> None:
    cited = citation(LONDON, "How far?", "x.csv", 3, None, date(2022, 1, 2), [])
    assert "version 3 of the data. x.csv (seen" in cited
    assert "Sources" not in cited


def test_the_line_under_a_picture_says_the_same_in_short() -> None:
    line = credit(LONDON, 3, date(2021, 5, 6), "https://ics.example/", ["A", "B"])
    assert line == (
        "Regions in London on 31 December 2020 · ICS progress, version 3 of the data, published on 6 May 2021 · "
        "Sources of the facts: A; B · https://ics.example/"
    )
    assert credit(LONDON, 3, None, "", []).endswith("· ICS progress, version 3 of the data")


def test_sources_are_named_once_the_most_used_first() -> None:
    rows = pd.DataFrame({"source_title": [["A", "B"], ["B"], None, "B"]})
    assert sources_named(rows) == ["B", "A"]


def test_of_many_sources_the_rest_is_counted() -> None:
    rows = pd.DataFrame({"source_title": [["A"], ["B"], ["C"], ["D"], ["E"], ["A"]]})
    assert sources_named(rows) == ["A", "B", "C", "and 2 more, named in the data"]


@pytest.mark.parametrize("rows", [pd.DataFrame({"areas": [1]}), pd.DataFrame({"source_title": []})])
def test_rows_without_sources_name_none(rows: pd.DataFrame) -> None:
    assert sources_named(rows) == []
