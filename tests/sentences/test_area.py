"""The sentences of the page Area, for none, one, all, unknown, and several areas."""

from datetime import date

import pandas as pd
import pytest

from ics.query_rows import AreaPathsRow
from ics.sentences import area as sentences
from tests.support.rows import frame_of

AS_AT = date(2021, 6, 30)
TARGET = pd.Timestamp("2021-04-01")


def milestone(name: str, state: str = "not reached", **cells: object) -> dict:
    """One milestone of Exampleshire, as area_paths has it."""
    usual = {
        "area_name": "Exampleshire",
        "region": "Midlands",
        "population": 766_333,
        "milestone_id": name,
        "milestone": {"ics_designated": "ICS designated", "stp_plan_published": "Plan published"}.get(name, name),
        "state": state,
        "extent": "whole",
        "is_furthest": False,
        "is_next": False,
    }
    return usual | cells


def path(*rows: dict) -> pd.DataFrame:
    frame = frame_of(AreaPathsRow, pd.DataFrame(rows))
    return frame.assign(**{name: pd.to_datetime(frame[name]) for name in ("reached_from", "target_date")})


def plan(**cells: object) -> dict:
    known = {"reached_from": "2016-12-06", "reached_precision": "day", "is_furthest": True}
    return milestone("stp_plan_published", "reached", **known | cells)


def designated(days: int | None, timing: str = "on time", precision: str = "day", **cells: object) -> dict:
    known = {"reached_from": "2019-05-01", "reached_precision": precision, "timing": timing}
    known |= {"days_before_target": days, "target_date": TARGET}
    return milestone("ics_designated", "reached", **known | cells)


TO_COME = milestone("ics_designated", is_next=True, target_date=TARGET)


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (
            [milestone("stp_plan_published"), TO_COME],
            "By 30 June 2021, Exampleshire had reached no stage that we know of. The next stage was “ICS "
            "designated”, due by 1 "
            "April 2021.",
        ),
        (
            [plan(), TO_COME],
            "By 30 June 2021, Exampleshire had reached “Plan published” (6 December 2016). The next stage was "
            "“ICS designated”, "
            "due by 1 April 2021.",
        ),
        (
            [plan(), TO_COME | {"state": "overdue"}],
            "By 30 June 2021, Exampleshire had reached “Plan published” (6 December 2016). The next stage was "
            "“ICS designated”, "
            "due by 1 April 2021 and overdue.",
        ),
        (
            [plan(), TO_COME | {"target_date": None}],
            "By 30 June 2021, Exampleshire had reached “Plan published” (6 December 2016). The next stage was "
            "“ICS designated”.",
        ),
        (
            [plan(extent="part", reached_precision="month", reached_from="2016-12-01"), milestone("ics_designated")],
            "By 30 June 2021, Exampleshire had reached “Plan published” (December 2016, in part of the area).",
        ),
        (
            [designated(0, is_furthest=True)],
            "By 30 June 2021, Exampleshire had reached “ICS designated” (1 May 2019). It became an integrated care "
            "system (ICS) on the target date.",
        ),
        (
            [designated(1, is_furthest=True)],
            "By 30 June 2021, Exampleshire had reached “ICS designated” (1 May 2019). It became an integrated care "
            "system (ICS) 1 day before the target.",
        ),
        (
            [designated(671, precision="month", is_furthest=True)],
            "By 30 June 2021, Exampleshire had reached “ICS designated” (May 2019). It became an integrated care "
            "system (ICS) at least 671 days before the target.",
        ),
        (
            [designated(-30, "late", is_furthest=True)],
            "By 30 June 2021, Exampleshire had reached “ICS designated” (1 May 2019). It became an integrated care "
            "system (ICS) 30 days after the target.",
        ),
        (
            [designated(-30, "late", "month", is_furthest=True)],
            "By 30 June 2021, Exampleshire had reached “ICS designated” (May 2019). It became an integrated care "
            "system (ICS) up to 30 days after the target.",
        ),
        (
            [designated(None, "unclear", "year", is_furthest=True)],
            "By 30 June 2021, Exampleshire had reached “ICS designated” (the year from May 2019). We cannot say "
            "whether it became an integrated care system (ICS) on time.",
        ),
        (
            [designated(None, "no target", is_furthest=True, target_date=None)],
            "By 30 June 2021, Exampleshire had reached “ICS designated” (1 May 2019).",
        ),
    ],
)
def test_place_sentence(rows, sentence):
    assert sentences.place_sentence(path(*rows), AS_AT) == sentence


@pytest.mark.parametrize(
    ("region", "words"),
    [("Midlands", "It is in the Midlands"), ("London", "It is in London")],
)
def test_people_sentence(region, words):
    rows = path(milestone("ics_designated", region=region))
    assert sentences.people_sentence(rows) == f"{words} and had 766,333 people in mid-2020."


def states(**areas: list[str]) -> pd.DataFrame:
    """Rows of area_paths: the states of each area in its milestones."""
    rows = [(name, f"m{n}", state) for name, found in areas.items() for n, state in enumerate(found)]
    return pd.DataFrame(rows, columns=["area_name", "milestone_id", "state"])


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (states(A=["reached", "reached"]), "A had reached all 2 milestones."),
        (states(A=["overdue", "not reached"]), "A had reached none of 2 milestones."),
        (
            states(A=["reached", "not recorded"]),
            "A had reached 1 of 2 milestones. We have no date for 1. Not recorded does not mean no.",
        ),
        (
            states(A=["reached", "not recorded", "reached"], B=["not recorded", "not reached", "overdue"]),
            "A had reached 2 of 3 milestones and B had reached none of 3 milestones. We have no date for 2. Not "
            "recorded does not mean no.",
        ),
    ],
)
def test_path_sentence(rows, sentence):
    assert sentences.path_sentence(rows) == sentence


def indicators(**areas: list[object]) -> pd.DataFrame:
    """Rows of area_indicators: a number, a label, or nothing."""
    rows = [
        (name, None if isinstance(cell, str) else cell, cell if isinstance(cell, str) else None)
        for name, cells in areas.items()
        for cell in cells
    ]
    return pd.DataFrame(rows, columns=["area_name", "value", "label"])


@pytest.mark.parametrize(
    ("rows", "known"),
    [
        (indicators(A=[1, "Developing", None]), "2 of 3 indicators for A"),
        (indicators(A=[1, 2], B=[None, None]), "all 2 indicators for A and none of 2 indicators for B"),
    ],
)
def test_indicator_sentence(rows, known):
    assert sentences.indicator_sentence(rows) == (
        f"We have figures for {known}. Each is compared with the middle area (median) of the region and of England on "
        "the same date."
    )


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        ([], "We found no programme in this area by this date. There may be others."),
        (["A"], "1 place was in a programme: A."),
        (["A", "B", "C"], "3 places were in a programme: A, B and C."),
    ],
)
def test_programme_sentence(names, sentence):
    assert sentences.programme_sentence(pd.DataFrame({"site_name": names})) == sentence


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        ([], "We found no place in this area that was named as an example by this date."),
        (["A"], "1 place was named as an example: A."),
        (["A", "B"], "2 places were named as examples: A and B."),
    ],
)
def test_inside_sentence(names, sentence):
    assert sentences.inside_sentence(pd.DataFrame({"place": names})) == sentence


def changes(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["direction", "from_name", "to_name", "to_date"])
    return frame.assign(to_date=pd.to_datetime(frame["to_date"]))


FORMED = ("before", "Old", "Exampleshire", "2021-04-01")
BOARD = ("after", "Exampleshire", "Exampleshire Board", "2022-07-01")


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([], "We found no earlier area. We found no later area."),
        (
            [FORMED],
            "It was formed from Old (by 1 April 2021). We found no later area. A blank share of people is not known.",
        ),
        (
            [FORMED, ("before", "Other", "Exampleshire", "2021-04-01"), BOARD],
            "It was formed from Old and Other (by 1 April 2021). All or part of it became Exampleshire Board (by 1 "
            "July 2022). A blank share of people is not known.",
        ),
    ],
)
def test_lineage_sentence(rows, sentence):
    assert sentences.lineage_sentence(changes(*rows)) == sentence


@pytest.mark.parametrize(
    ("ahead", "days", "like", "sentence"),
    [
        ([], 0, [], "We know of no other area here that had reached “ICS designated”."),
        ([], 1, [], "We know of no other area here that had reached “ICS designated” at least 1 day earlier."),
        ([1000], 365, [], "1 other area had reached “ICS designated” at least 365 days earlier."),
        ([5, 5], 0, [], "2 other areas had reached “ICS designated”."),
        ([5] * 4, 0, [], "4 other areas had reached “ICS designated”. The 3 most similar are listed."),
        (
            [5, 5],
            0,
            ["region", "ccgs"],
            "2 other areas had reached “ICS designated”. Most similar first, by region and clinical commissioning "
            "groups (CCGs).",
        ),
        (
            [None],
            0,
            [],
            "1 other area had reached “ICS designated”. We have no date for this area, so we cannot say how much "
            "earlier.",
        ),
    ],
)
def test_like_sentence(ahead, days, like, sentence):
    rows = pd.DataFrame({"days_before": pd.Series(ahead, dtype=float)})
    assert sentences.like_sentence(rows, "ICS designated", days, like, 3) == sentence
