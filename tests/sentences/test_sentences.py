"""Words and sentences: right for none, one and many. Text that leaves the dashboard is safe to open."""

from datetime import date

import pandas as pd
import pytest

from ics.formatting import date_in_words, day_in_words, join_and, millions, parse_day, percent, pluralise, target_label
from ics.query_rows import HeadlineCountsRow
from ics.sentences import progress as sentences
from ics.sentences.key_dates import key_date_names
from ics.ui.text import escape_markdown, link
from tests.support.rows import row_of

TARGET = date(2021, 4, 1)


# Words


@pytest.mark.parametrize(
    ("state", "timing", "days", "words"),
    [
        ("reached", "on time", 1386, "✓ on time, 1,386 days before"),
        ("reached", "on time", 1, "✓ on time, 1 day before"),
        ("reached", "on time", 0, "✓ on time, on the day"),
        ("reached", "late", -1, "▲ late, 1 day after"),
        ("reached", "late", -92, "▲ late, 92 days after"),
        ("reached", "unclear", -29, "? timing unclear"),  # the target falls inside the month, quarter or year
        ("reached", "unclear", 0, "? timing unclear"),
        ("reached", "no target", None, "no target"),
        ("overdue", None, None, "▲ overdue"),
        ("not recorded", None, None, "? not recorded"),
    ],
)
def test_against_target(state, timing, days, words):
    assert target_label(state, timing, days) == words


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
def test_no_date_gives_no_words(precision):
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
    assert pluralise(number, "area", "areas") == words


@pytest.mark.parametrize(
    ("names", "words"), [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")]
)
def test_listed(names, words):
    assert join_and(names) == words


def test_listed_takes_any_iterable():
    assert join_and(name for name in "AB") == "A and B"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2020-12-31", date(2020, 12, 31)),
        ("31/12/2020", date(2020, 12, 31)),
        ("1/4/2021", date(2021, 4, 1)),  # the day comes first, as people write it in England
        ("31 December 2020", date(2020, 12, 31)),
        ("31 december 2020", date(2020, 12, 31)),
        ("31 Dec 2020", date(2020, 12, 31)),
        (" 2020-12-31 ", date(2020, 12, 31)),
        ("29/2/2020", date(2020, 2, 29)),
        ("29/2/2021", None),
        ("12/31/2020", None),
        ("2020-13-01", None),
        ("31/12/20", None),
        ("December 2020", None),
        ("31 December 2020 · ICS designated: 11 areas", None),
        ("soon", None),
        ("", None),
    ],
)
def test_read_day(text, day):
    assert parse_day(text) == day


@pytest.mark.parametrize("day", pd.date_range("2016-01-01", periods=13, freq="31D").date)
def test_a_day_in_words_is_read_again(day):
    assert parse_day(day_in_words(day)) == parse_day(day.isoformat()) == parse_day(f"{day:%d/%m/%Y}") == day


def key_dates(*rows: tuple[str, str, str, int, bool]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["day", "event", "milestone", "areas", "is_first"])
    return frame.assign(day=pd.to_datetime(frame["day"]))


def test_key_date_names_tell_what_happened_on_each_day():
    rows = key_dates(
        ("2016-03-15", "reached", "Footprint", 42, True),
        ("2017-06-30", "reached", "ICS designated", 1, False),
        ("2021-04-01", "target", "ICS designated", 0, False),
        ("2021-04-01", "reached", "ICS designated", 13, False),
        ("2022-07-01", "reached", "Statutory board (ICB)", 1, True),
    )
    assert key_date_names(rows) == {
        date(2016, 3, 15): "15 March 2016 · Footprint: first 42 areas",
        date(2017, 6, 30): "30 June 2017 · ICS designated: 1 area",
        date(2021, 4, 1): "1 April 2021 · target: ICS designated; ICS designated: 13 areas",
        date(2022, 7, 1): "1 July 2022 · Statutory board (ICB): first 1 area",
    }


def test_key_date_names_of_no_dates_are_none():
    assert key_date_names(key_dates()) == {}


# Sentences


def headline(**counts: object) -> HeadlineCountsRow:
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
    return row_of(HeadlineCountsRow, **none | counts)


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
def test_headline_sentence(counts, sentence):
    assert sentences.headline_sentence(headline(**counts), date(2020, 12, 31)) == sentence


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
    assert sentences.target_sentence(headline(target_date=None), TARGET) == "No national target is recorded."


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


def curve(*rows: tuple[str, int, int]) -> pd.DataFrame:
    """Rows of coverage_over_time for 10 areas with 1,000 people: day, areas and people covered."""
    frame = pd.DataFrame(rows, columns=["day", "designated_areas", "designated_population"])
    return frame.assign(day=pd.to_datetime(frame["day"]), areas=10, population=1000)


END = " A date known only to the month counts from the end of that month."


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([("2016-01-01", 0, 0)], "No area had been designated by 1 January 2016."),
        ([("2016-01-01", 0, 0), ("2017-06-30", 0, 0)], "No area had been designated by 30 June 2017."),
        (
            [("2016-01-01", 0, 0), ("2017-06-15", 1, 300), ("2020-12-31", 1, 300)],
            "By 31 December 2020, 10% of the areas and 30% of the people were covered, reached on one day; the largest "
            "was 1 area on 15 June 2017." + END,
        ),
        (
            [("2016-01-01", 0, 0), ("2017-06-15", 2, 300), ("2018-05-31", 6, 700), ("2021-04-01", 10, 1000)],
            "By 1 April 2021, 100% of the areas and 100% of the people were covered, reached in 3 steps; the largest "
            "was 4 areas on 31 May 2018." + END,  # the first of the two steps of 4 areas
        ),
        (
            [("2018-01-01", 5, 600), ("2019-01-01", 7, 800)],  # what came before the first day is a step as well
            "By 1 January 2019, 70% of the areas and 80% of the people were covered, reached in 2 steps; the largest "
            "was 5 areas on 1 January 2018." + END,
        ),
    ],
)
def test_growth_sentence(rows, sentence):
    assert sentences.growth_sentence(curve(*rows)) == sentence


def paces(*outlooks: str, **whole: object) -> pd.DataFrame:
    """Rows of pace_to_target: a row per region with its outlook, and one for all of them together."""
    none = {
        "areas": 42,
        "designated_areas": 42,
        "days_left": 0,
        "needed_areas_per_month": None,
        "actual_areas_per_month": 1.0,
        "needed_people_per_month": None,
        "actual_people_per_month": 1_200_000,
        "outlook": "met",
    }
    regions = [none | {"region": f"Region {n}", "outlook": outlook} for n, outlook in enumerate(outlooks, 1)]
    return pd.DataFrame([*regions, none | {"region": None} | whole])


TO_COME = {
    "designated_areas": 29,
    "days_left": 91,
    "needed_areas_per_month": 4.35,
    "needed_people_per_month": 5_038_400,
    "actual_areas_per_month": 1.25,
}


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (paces("met", "met"), "By areas: met. Of 2 regions: 2 met."),
        (paces("met"), "By areas: met."),  # of one region its own row says nothing new
        (
            paces("missed", "met", "missed", outlook="missed", designated_areas=40),
            "By areas: missed. Of 3 regions: 1 met and 2 missed.",
        ),
        (
            paces("not known", "met", outlook="not known"),
            "It cannot be said whether the target was met. Of 2 regions: 1 met and 1 not known.",
        ),
        (
            paces("at risk", "met", "on course", **TO_COME, outlook="at risk"),
            "By areas: at risk. 13 areas to come in 91 days means 4.35 a month; in the last 12 months it was 1.25 a "
            "month. By people: 5.0 million a month needed, 1.2 million actual. Of 3 regions: 1 at risk, 1 met and 1 on "
            "course.",
        ),
        (
            paces(
                "on course",
                **TO_COME | {"designated_areas": 41, "days_left": 1, "needed_areas_per_month": 30.42},
                outlook="on course",
            ),
            "By areas: on course. 1 area to come in 1 day means 30.42 a month; in the last 12 months it was 1.25 a "
            "month. By people: 5.0 million a month needed, 1.2 million actual.",
        ),
    ],
)
def test_pace_sentence(rows, sentence):
    assert sentences.pace_sentence(rows) == sentence


def reached(*rows: tuple[str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["area_code", "milestone"])


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([], "No area reached a milestone after 31 December 2019 and by 31 December 2020."),
        (
            [("E1", "ICS designated")],
            "1 area reached 1 milestone after 31 December 2019 and by 31 December 2020: 1 × ICS designated.",
        ),
        (
            [("E1", "Shadow ICS"), ("E1", "ICS designated"), ("E2", "ICS designated"), ("E2", "Chair designate")],
            "2 areas reached 4 milestones after 31 December 2019 and by 31 December 2020: 1 × Shadow ICS, 2 × ICS "
            "designated and 1 × Chair designate.",
        ),
    ],
)
def test_reached_between_sentence(rows, sentence):
    between = date(2019, 12, 31), date(2020, 12, 31)
    assert sentences.reached_between_sentence(reached(*rows), *between) == sentence


def test_sure_sentence_has_the_notes_of_both_milestones():
    notes = pd.Series({"ics_designated": "42 of 42 areas.", "shadow_ics": "18 areas.", "stp_footprint": "Else."})
    assert sentences.sure_sentence(notes) == ("How sure are the dates? 42 of 42 areas. And the shadow stage? 18 areas.")


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
        ("https://a www.a a@a", "https\\:\u2060\\/\\/a www\u2060\\.a a\\@\u2060a"),
        (":streamlit:", "\\:\u2060streamlit\\:"),
        (":material_home: :+1:", "\\:\u2060material\\_home\\: \\:\u2060\\+1\\:"),
        ("at 12:30:45", r"at 12\:30\:45"),
        ("a -> b <-> c", "a \\-\u2060\\> b \\<\u2060\\-\\> c"),
        ("a -- b >= c", "a \\-\u2060\\- b \\>\u2060\\= c"),
        ("2018--19 a->b", r"2018\-\-19 a\-\>b"),
        ("a\u202eb", "a\u202eb\u202c"),
        ("\u2066a\u202bb", "\u2066a\u202bb\u2069\u202c"),
    ],
)
def test_plain_shows_text_letter_for_letter(text, shown):
    assert escape_markdown(text) == shown


def test_link_escapes_its_title_and_its_address():
    assert link("A [b]", "https://example.org/a_(b)[c]") == r"[A \[b\]](https://example.org/a_%28b%29%5Bc%5D)"
    assert link("A", "https://example.org/?a=1&copy;=2\\") == r"[A](https://example.org/?a=1&amp;copy;=2%5C)"


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
        "https://example.org/\x01",
        "https://example.org/\x7f",
        "https://",
        "",
    ],
)
def test_address_that_is_not_one_of_the_web_is_not_linked(address):
    assert link("Example", address) == "Example"


@pytest.mark.parametrize(
    ("days", "precision", "words"),
    [
        (91, "month", "✓ on time, at least 91 days before"),
        (91, "day", "✓ on time, 91 days before"),
        (0, "month", "✓ on time, on the day"),
    ],
)
def test_days_of_an_imprecise_date_are_a_bound(days: int, precision: str, words: str) -> None:
    assert target_label("reached", "on time", days, precision) == words


def test_days_after_of_an_imprecise_date_are_a_bound() -> None:
    assert target_label("reached", "late", -30, "month") == "▲ late, at most 30 days after"
