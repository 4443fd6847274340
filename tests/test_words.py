"""Words and sentences: right for none, one and many. Text that leaves the dashboard is safe to open."""

from datetime import date

import pandas as pd
import pytest

from ics import sentences
from ics.export import safe_csv
from ics.ui.text import link, plain
from ics.words import counted, date_in_words, day_in_words, listed, millions, percent

TARGET = date(2021, 4, 1)


# Words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2020, 12, 31), "31 December 2020"),
        (pd.Timestamp("2021-04-01"), "1 April 2021"),
        (None, ""),
        (pd.NaT, ""),
    ],
)
def test_day_in_words(day, words):
    assert day_in_words(day) == words


@pytest.mark.parametrize(
    ("first_day", "precision", "words"),
    [
        ("2017-06-15", "day", "15 June 2017"),
        ("2020-05-01", "month", "May 2020"),
        ("2016-10-01", "quarter", "October to December 2016"),
        ("2021-01-01", "quarter", "January to March 2021"),
        ("2021-01-01", "year", "2021"),
        ("2016-04-01", "year", "the year from April 2016"),
    ],
)
def test_date_in_words_says_no_more_than_is_known(first_day, precision, words):
    assert date_in_words(pd.Timestamp(first_day), precision) == words


@pytest.mark.parametrize("precision", ["day", "month", "quarter", "year", None])
def test_no_date_is_no_words(precision):
    assert date_in_words(pd.NaT, precision) == ""


@pytest.mark.parametrize(
    ("people", "words"),
    [
        (0, "0"),
        (1, "under 0.1"),
        (49_999, "under 0.1"),
        (50_000, "0.1"),
        (100_000, "0.1"),
        (1_000_000, "1.0"),
        (41_500_000, "41.5"),
        (56_550_138, "56.6"),
    ],
)
def test_millions(people, words):
    assert millions(people) == words


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        (0, 0, "no share"),
        (0, 1000, "0%"),
        (1, 1000, "under 1%"),
        (5, 1000, "under 1%"),
        (6, 1000, "1%"),
        (500, 1000, "50%"),
        (994, 1000, "99%"),
        (995, 1000, "over 99%"),
        (999, 1000, "over 99%"),
        (1000, 1000, "100%"),
    ],
)
def test_percent_is_0_and_100_only_for_nothing_and_all(part, whole, words):
    assert percent(part, whole) == words


@pytest.mark.parametrize(("number", "words"), [(0, "no areas"), (1, "1 area"), (2, "2 areas"), (1200, "1,200 areas")])
def test_counted(number, words):
    assert counted(number, "area", "areas") == words


@pytest.mark.parametrize(
    ("names", "words"), [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")]
)
def test_listed(names, words):
    assert listed(names) == words


def test_listed_takes_any_iterable():
    assert listed(name for name in "AB") == "A and B"


# Sentences


def headline(**counts: object) -> pd.Series:
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
    return pd.Series(none | counts)


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        (
            {},
            "On 31 December 2020, 0 of 42 areas were integrated care systems (ICSs), covering 0 of 50.0 million people "
            "(0%).",
        ),
        (
            {"designated_areas": 1, "designated_population": 1_000_000},
            "On 31 December 2020, 1 of 42 areas was an integrated care system (ICS), covering 1.0 of 50.0 million "
            "people (2%).",
        ),
        (
            {"designated_areas": 1, "designated_population": 40_000},
            "On 31 December 2020, 1 of 42 areas was an integrated care system (ICS), covering under 0.1 of 50.0 "
            "million people (under 1%).",
        ),
        (
            {"areas": 1, "designated_areas": 1, "population": 600_000, "designated_population": 600_000},
            "On 31 December 2020, 1 of 1 area was an integrated care system (ICS), covering 0.6 of 0.6 million people "
            "(100%).",
        ),
        (
            {"designated_areas": 29, "designated_population": 41_500_000},
            "On 31 December 2020, 29 of 42 areas were integrated care systems (ICSs), covering 41.5 of 50.0 million "
            "people (83%).",
        ),
    ],
)
def test_coverage_sentence(counts, sentence):
    assert sentences.coverage_sentence(headline(**counts), date(2020, 12, 31)) == sentence


def regions(*states: bool | None) -> pd.DataFrame:
    """Regions of three areas: all designated (True), one designated (False), the third not recorded (None)."""
    designated = {True: (3, 0), False: (1, 0), None: (2, 1)}
    rows = [(f"Region {n}", 3, *designated[state]) for n, state in enumerate(states, 1)]
    return pd.DataFrame(rows, columns=["region", "areas", "designated_areas", "unrecorded_areas"])


@pytest.mark.parametrize(
    ("full", "sentence"),
    [
        ([False], "This region was not covered in full yet."),
        ([True], "Every area of this region was covered."),
        ([None], "Of Region 1 it cannot be said: not every area is recorded."),
        ([False, False], "No region was covered in full yet."),
        ([True, False], "1 of 2 regions was covered in full: Region 1."),
        ([True, False, True], "2 of 3 regions were covered in full: Region 1 and Region 3."),
        ([True, True], "All 2 regions were covered in full."),
        (
            [True, None],
            "1 of 2 regions was covered in full: Region 1. Of Region 2 it cannot be said: not every area is recorded.",
        ),
    ],
)
def test_full_regions_sentence(full, sentence):
    assert sentences.full_regions_sentence(regions(*full)) == sentence


@pytest.mark.parametrize(
    ("as_at", "counts", "sentence"),
    [
        ("2021-03-31", {}, "The target, 1 April 2021, was 1 day away; 42 areas were still to come."),
        (
            "2021-03-30",
            {"designated_areas": 41},
            "The target, 1 April 2021, was 2 days away; 1 area was still to come.",
        ),
        (
            "2020-03-31",
            {"designated_areas": 42},
            "The target, 1 April 2021, was 366 days away; no areas were still to come.",
        ),
        ("2021-04-01", {"designated_areas": 42}, "This is the target date; every area was designated on time."),
        ("2021-04-01", {"designated_areas": 41}, "This is the target date; 1 area was not designated."),
        ("2021-04-01", {"designated_areas": 40}, "This is the target date; 2 areas were not designated."),
        (
            "2021-04-02",
            {"designated_areas": 41, "overdue_areas": 1},
            "The target date was 1 April 2021; 1 area was overdue.",
        ),
        (
            "2021-04-02",
            {"designated_areas": 40, "overdue_areas": 2},
            "The target date was 1 April 2021; 2 areas were overdue.",
        ),
        (
            "2021-06-01",
            {"designated_areas": 42, "late_areas": 1},
            "The target date was 1 April 2021; 1 area was designated late.",
        ),
        (
            "2021-06-01",
            {"designated_areas": 42, "late_areas": 3},
            "The target date was 1 April 2021; 3 areas were designated late.",
        ),
        (
            "2021-06-01",
            {"designated_areas": 42},
            "The target date was 1 April 2021; every area was designated on time.",
        ),
        (
            "2021-06-01",
            {"designated_areas": 41, "late_areas": 2, "overdue_areas": 1},
            "The target date was 1 April 2021; 2 areas were designated late and 1 area was overdue.",
        ),
        (
            "2021-06-01",  # 42 = 37 designated, one of them late, + 3 overdue + 2 neither
            {"designated_areas": 37, "late_areas": 1, "overdue_areas": 3},
            "The target date was 1 April 2021; 1 area was designated late, 3 areas were overdue and 2 areas were not "
            "designated.",
        ),
    ],
)
def test_target_sentence(as_at, counts, sentence):
    assert sentences.target_sentence(headline(**counts), date.fromisoformat(as_at)) == sentence


@pytest.mark.parametrize(
    ("as_at", "counts", "sentence"),
    [
        (
            "2021-03-31",
            {"designated_areas": 40, "unrecorded_areas": 1},
            "The target, 1 April 2021, was 1 day away; 1 area was still to come; 1 area is not recorded.",
        ),
        (
            "2021-03-31",
            {"designated_areas": 40, "unrecorded_areas": 2},
            "The target, 1 April 2021, was 1 day away; no areas were still to come; 2 areas are not recorded.",
        ),
        (
            "2021-04-01",
            {"designated_areas": 41, "unrecorded_areas": 1},
            "This is the target date; every recorded area was designated on time; 1 area is not recorded.",
        ),
        (
            "2021-04-01",
            {"designated_areas": 38, "unrecorded_areas": 3},
            "This is the target date; 1 area was not designated; 3 areas are not recorded.",
        ),
        (
            "2021-06-01",
            {"designated_areas": 40, "unrecorded_areas": 2},
            "The target date was 1 April 2021; every recorded area was designated on time; 2 areas are not recorded.",
        ),
        (
            "2021-06-01",
            {"designated_areas": 40, "late_areas": 2, "overdue_areas": 1, "unrecorded_areas": 1},
            "The target date was 1 April 2021; 2 areas were designated late and 1 area was overdue; 1 area is not "
            "recorded.",
        ),
    ],
)
def test_target_sentence_says_how_many_areas_are_not_recorded(as_at, counts, sentence):
    assert sentences.target_sentence(headline(**counts), date.fromisoformat(as_at)) == sentence


def test_target_sentence_without_a_target_does_not_fail():
    assert sentences.target_sentence(headline(target_date=pd.NaT), TARGET) == "No national target is recorded."


def staged(*stages: tuple[int, str]) -> pd.DataFrame:
    return pd.DataFrame(stages, columns=["stage_sequence", "stage"])


@pytest.mark.parametrize(
    ("stages", "sentence"),
    [
        ([(1, "Footprint")], "By furthest recorded stage, 1 area: 1 at “Footprint”."),
        (
            [(1, "Footprint"), (4, "ICS designated"), (1, "Footprint"), (0, "None yet")],
            "By furthest recorded stage, 4 areas: 1 at “ICS designated”, 2 at “Footprint” and 1 at “None yet”.",
        ),
        (
            [(-1, "Not recorded"), (0, "None yet"), (-1, "Not recorded")],
            "By furthest recorded stage, 3 areas: 1 at “None yet” and 2 at “Not recorded”.",
        ),
    ],
)
def test_stage_sentence_begins_with_the_furthest(stages, sentence):
    assert sentences.stage_sentence(staged(*stages)) == sentence


def starred(*rows: tuple[int, int, bool]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["namings", "undated_namings", "is_early"]).astype({"is_early": bool})


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([(0, 0, False)], "No area has points of light."),
        (
            [(2, 0, False), (0, 0, False)],
            "1 area has points of light: ★ 1 (1 named with a date, 0 designated at least 365 days before the target).",
        ),
        (
            [(1, 0, True), (0, 0, True)],
            "2 areas have points of light: ★ 2 (1 named with a date, 2 designated at least 365 days before the target, "
            "1 of them both).",
        ),
        (
            [(1, 0, False), (0, 1, False), (0, 3, False), (1, 1, False)],  # the last one is named with a date as well
            "4 areas have points of light: ★ 2 (2 named with a date, 0 designated at least 365 days before the target) "
            "and ☆ 2 named in an undated source only.",
        ),
        (
            [(1, 0, True), (0, 1, False)],
            "2 areas have points of light: ★ 1 (1 named with a date, 1 designated at least 365 days before the target, "
            "1 of them both) "
            "and ☆ 1 named in an undated source only.",
        ),
        (
            [(0, 1, True)],  # named without a date and early: full, and told once
            "1 area has points of light: ★ 1 (0 named with a date, 1 designated at least 365 days before the target).",
        ),
        (
            [(1, 0, True)] * 11 + [(1, 0, False)] * 3 + [(0, 0, True)] * 3 + [(0, 1, False)] * 2 + [(0, 0, False)] * 23,
            "19 areas have points of light: ★ 17 (14 named with a date, 14 designated at least 365 days before the "
            "target, 11 of them both) and ☆ 2 named in an undated source only.",
        ),
    ],
)
def test_star_sentence(rows, sentence):
    assert sentences.star_sentence(starred(*rows), 365) == sentence


def test_star_sentence_says_both_only_when_an_area_is_both():
    apart = starred((1, 0, False), (0, 0, True))
    assert "both" not in sentences.star_sentence(apart, 365)


def systems(*days: tuple[str, int, int]) -> pd.DataFrame:
    rows = [{"day": pd.Timestamp(d), "whole_areas": w, "part_systems": p, "systems": w + p} for d, w, p in days]
    return pd.DataFrame(rows, columns=["day", "whole_areas", "part_systems", "systems"])


LEAD = (
    "This page counts areas that were designated as a whole. The press also counted systems that covered only a "
    "part of an area: "
)


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ([], "On none of these days was a part of an area counted separately, so both ways of counting agree."),
        (
            [("2020-12-31", 29, 0)],
            "On none of these days was a part of an area counted separately, so both ways of counting agree.",
        ),
        (
            [("2017-12-31", 8, 2), ("2019-12-31", 14, 0)],
            LEAD + "10 on 31 December 2017 where this page counts 8.",
        ),
        (
            [("2017-12-31", 8, 2), ("2018-12-31", 11, 3)],
            LEAD + "10 on 31 December 2017 where this page counts 8 and 14 on 31 December 2018 where this page "
            "counts 11.",
        ),
    ],
)
def test_press_sentence(days, sentence):
    assert sentences.press_sentence(systems(*days)) == sentence


def early(*rows: tuple[str, str, str]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["area_name", "designated_on", "designated_precision"])
    return frame.assign(designated_on=pd.to_datetime(frame["designated_on"]))


@pytest.mark.parametrize(
    ("rows", "days", "sentence"),
    [
        ([], 1, "No area had been designated at least 1 day before 1 April 2021."),
        (
            [("Exampleshire", "2018-05-01", "month")],
            365,
            "1 area had been designated at least 365 days before 1 April 2021: Exampleshire (May 2018).",
        ),
        (
            [("Exampleshire", "2017-06-15", "day"), ("Sampleford", "2018-05-01", "month")],
            180,
            "2 areas had been designated at least 180 days before 1 April 2021, the first Exampleshire (15 June 2017).",
        ),
    ],
)
def test_early_sentence(rows, days, sentence):
    assert sentences.early_sentence(early(*rows), days, pd.Timestamp(TARGET)) == sentence


def named(*rows: tuple[str | None, str]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["cited_on", "evidence"])
    return frame.assign(cited_on=pd.to_datetime(frame["cited_on"]))


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([], "No place had been named by this date."),
        (
            [("2018-01-01", "none")],
            "1 place had been named by this date. As known today, none has a result from a controlled study.",
        ),
        (
            [("2018-01-01", "controlled study"), (None, "none")],
            "1 place had been named by this date and 1 more is named in undated sources. As known today, 1 place has a "
            "result from a controlled study (it may point either way).",
        ),
        (
            [(None, "controlled study"), (None, "controlled study")],
            "2 are named in undated sources. As known today, 2 places have a result from a controlled study (it may "
            "point either way).",
        ),
    ],
)
def test_named_sentence(rows, sentence):
    assert sentences.named_sentence(named(*rows)) == sentence


# Downloads


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_download_disarms_text_that_a_spreadsheet_would_run(start):
    rows = pd.DataFrame({"note": [f"{start}1+1"]})
    assert safe_csv(rows).decode("utf-8-sig").replace('"', "").splitlines()[1].startswith("'")


def test_download_disarms_a_formula_and_keeps_it_readable():
    assert safe_csv(pd.DataFrame({"note": ["=1+1"]})) == b"\xef\xbb\xbfnote\r\n'=1+1\r\n"


@pytest.mark.parametrize(("value", "written"), [(-5, "-5"), (-0.5, "-0.5"), ("a-b", "a-b"), (None, '""'), ("", '""')])
def test_download_leaves_numbers_and_plain_text_alone(value, written):
    assert safe_csv(pd.DataFrame({"value": [value]})).decode("utf-8-sig").splitlines()[1] == written


def test_download_begins_with_a_byte_order_mark_and_keeps_every_letter():
    content = safe_csv(pd.DataFrame({"who": ["King’s Fund, Zoë"]}))
    assert content == '\ufeffwho\r\n"King’s Fund, Zoë"\r\n'.encode()


def test_download_quotes_a_cell_that_holds_a_line_end():
    content = safe_csv(pd.DataFrame({"note": ["one\ntwo", "one\rtwo", "plain"]}))
    assert content == b'\xef\xbb\xbfnote\r\n"one\ntwo"\r\n"one\rtwo"\r\nplain\r\n'


# Text on the page


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain words 12", "plain words 12"),
        ("**bold** _it_ `code`", r"\*\*bold\*\* \_it\_ \`code\`"),
        ("[a](b)", r"\[a\]\(b\)"),
        ("<script>", r"\<script\>"),
        ("$x$ :red[y] ~z~", r"\$x\$ \:red\[y\] \~z\~"),
        ("# One\n\n- two\t", r"\# One \- two"),
        ("back\\slash", r"back\\slash"),
        ("King’s Fund – “yes”", "King’s Fund – “yes”"),
        (12, "12"),
    ],
)
def test_plain_shows_text_letter_for_letter(text, shown):
    assert plain(text) == shown


def test_link_escapes_its_title_and_its_address():
    assert link("A [b]", "https://example.org/a_(b)[c]") == r"[A \[b\]](https://example.org/a_%28b%29%5Bc%5D)"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)//https://example.org",
        "data:text/html,x",
        "ftp://example.org",
        "//example.org",
        "https://example.org/a b",
        'https://example.org/"onclick=x',
        "https://example.org/<script>",
        " https://example.org",
        "https://",
        "",
    ],
)
def test_address_that_is_not_one_of_the_web_is_not_linked(address):
    assert link("Example", address) == "Example"
