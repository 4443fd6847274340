"""The tables of the page Progress: the rows of a query in the words a reader needs."""

import pandas as pd
import pytest

from ics.query_rows import AreasWithStageRow, PaceToTargetRow
from ics.ui import links
from ics.ui.tables import progress as tables
from tests.support.rows import frame_of


@pytest.fixture(autouse=True)
def _nothing_carried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Links as they are where the address says nothing."""
    monkeypatch.setattr(links, "view_parameters", dict)


def paces(*rows: dict) -> pd.DataFrame:
    """Rows of pace_to_target: 1 of 4 areas to come in 12 months unless told."""
    usual = {
        "region": "London",
        "areas": 4,
        "designated_areas": 3,
        "needed_areas_per_month": 0.08,
        "actual_areas_per_month": 0.25,
        "needed_people_per_month": 120_000,
        "actual_people_per_month": 5_000,
        "outlook": "on course",
    }
    return frame_of(PaceToTargetRow, pd.DataFrame([usual | row for row in rows]))


def test_pace_table_has_a_row_per_region_and_names_all_together():
    table = tables.pace_table(paces({}, {"region": "Midlands"}, {"region": None}), "London and Midlands")
    assert table["Region"].tolist() == ["London", "Midlands", "London and Midlands"]


def test_pace_table_says_counts_with_their_denominator_and_paces_as_they_are_compared():
    (row,) = tables.pace_table(paces({}), "London").to_dict("records")
    assert row == {
        "Region": "London",
        "Designated": "3 of 4",
        "Areas needed a month": "0.08",
        "Areas a month over the past year": "0.25",
        "People needed a month": "120,000",
        "People a month over the past year": "5,000",
        "On track?": "✓ on course",
    }


@pytest.mark.parametrize(
    ("outlook", "words"),
    [
        ("met", "✓ met"),
        ("on course", "✓ on course"),
        ("at risk", "▼ behind"),
        ("missed", "▲ missed"),
        ("not known", "? not known"),
    ],
)
def test_pace_table_has_a_symbol_and_a_word_for_each_outlook(outlook, words):
    assert tables.pace_table(paces({"outlook": outlook}), "London")["On track?"].tolist() == [words]


@pytest.mark.parametrize("met", [[{}, {}], [{}], [{"needed_areas_per_month": 0.08, "needed_people_per_month": 7}, {}]])
def test_pace_table_leaves_a_pace_that_is_not_needed_empty(met):
    nothing = {"needed_areas_per_month": None, "needed_people_per_month": None, "outlook": "met"}
    rows = paces(*(nothing | row for row in met)).astype(
        {"needed_areas_per_month": "float", "needed_people_per_month": "Int64"}  # as the store gives them
    )
    table = tables.pace_table(rows, "London")
    empty = [not row for row in met]
    assert table["Areas needed a month"].isna().tolist() == empty
    assert table["People needed a month"].isna().tolist() == empty


def test_coverage_table_has_a_row_per_region_and_day():
    days = pd.to_datetime(["2016-01-01", "2020-05-31"])
    rows = pd.DataFrame({"region": "London", "day": days, "designated_areas": [0, 2], "areas": 5})
    assert tables.coverage_table(rows).to_dict("list") == {
        "Region": ["London", "London"],
        "Date": ["1 January 2016", "31 May 2020"],
        "Integrated care systems": ["0 of 5", "2 of 5"],
    }


def area(**cells: object) -> dict[str, object]:
    """The row of an area, as the list of areas shows it."""
    usual = {
        "area_code": "E54999001",
        "area_name": "Exampleshire",
        "region": "Midlands",
        "population": 1_234_567,
        "stage": "ICS designated",
        "stage_extent": "whole",
        "designated_on": pd.Timestamp("2020-12-01"),
        "designated_precision": "month",
        "designation_state": "reached",
        "designation_timing": "on time",
        "days_before_target": 91,
        "namings": 0,
        "undated_namings": 0,
        "is_early": False,
    }
    (row,) = tables.area_table(frame_of(AreasWithStageRow, pd.DataFrame([usual | cells]))).to_dict("records")
    return row


def test_area_table_says_stage_date_target_and_people():
    assert area() == {
        "Area": "[Exampleshire](area?area=E54999001)",
        "Region": "Midlands",
        "Furthest stage": "ICS designated",
        "Integrated care system": "December 2020",
        "Compared with the target": "✓ on time, at least 91 days before",
        "People": "1,234,567",
        "Point of light": "",
    }


@pytest.mark.parametrize(
    ("reasons", "words"),
    [
        ({"namings": 1}, "★ named"),
        ({"namings": 2}, "★ named (2)"),
        ({"is_early": True}, "★ early"),
        ({"namings": 3, "is_early": True}, "★ named (3), early"),
        ({"undated_namings": 1}, "☆ named, undated"),
        ({"namings": 1, "undated_namings": 1}, "★ named"),
        ({"undated_namings": 1, "is_early": True}, "★ early, named, undated"),
    ],
)
def test_area_table_says_why_an_area_is_a_point_of_light(reasons, words):
    assert area(**reasons)["Point of light"] == words


def test_area_table_says_where_only_a_part_of_the_area_reached_its_stage():
    not_yet = {"designated_on": pd.NaT, "designated_precision": None, "designation_state": "not reached"}
    row = area(stage="Shadow ICS", stage_extent="part", **not_yet)
    assert (row["Furthest stage"], row["Integrated care system"]) == ("Shadow ICS (part of the area)", "")


def test_region_table_says_counts_out_of_the_region():
    rows = pd.DataFrame(
        [("London", "Plan published", 2, 5, 1_000_000, "A; B")],
        columns=["region", "stage", "areas", "region_areas", "population", "area_names"],
    )
    assert tables.region_table(rows).to_dict("records") == [
        {
            "Region": "London",
            "Furthest stage": "Plan published",
            "Areas": "2 of 5",
            "People": "1,000,000",
            "Areas at this stage": "A; B",
        }
    ]


def changes(*rows: dict) -> pd.DataFrame:
    usual = {
        "area_code": "E54999001",
        "area_name": "Exampleshire",
        "region": "Midlands",
        "milestone": "ICS designated",
        "reached_on": pd.Timestamp("2020-12-01"),
        "reached_precision": "month",
        "extent": "whole",
        "stage_before": "Plan published",
        "stage_after": "ICS designated",
    }
    return pd.DataFrame([usual | row for row in rows], columns=list(usual))


def test_reached_between_table_says_what_when_and_the_stages_before_and_after():
    (row,) = tables.reached_between_table(changes({})).to_dict("records")
    assert row == {
        "Area": "[Exampleshire](area?area=E54999001)",
        "Region": "Midlands",
        "Milestone reached": "ICS designated",
        "When": "December 2020",
        "Furthest stage before": "Plan published",
        "Furthest stage after": "ICS designated",
    }


def test_reached_between_table_says_where_only_a_part_of_the_area_reached_it():
    table = tables.reached_between_table(changes({}, {"milestone": "Shadow ICS", "extent": "part"}))
    assert table["Milestone reached"].tolist() == ["ICS designated", "Shadow ICS (part of the area)"]


def test_reached_between_table_of_nothing_has_its_columns():
    table = tables.reached_between_table(changes())
    assert table.empty
    assert list(table)[:3] == ["Area", "Region", "Milestone reached"]


def test_names_of_areas_are_escaped_in_their_links():
    hostile = "A](https://example.org) **b** <i>"
    table = tables.reached_between_table(changes({"area_name": hostile}))
    assert table["Area"].tolist() == [
        r"[A\]\(https\:" + "\u2060" + r"\/\/example\.org\) \*\*b\*\* \<i\>](area?area=E54999001)"
    ]


def test_links_carry_the_view_of_the_reader(monkeypatch):
    monkeypatch.setattr(links, "view_parameters", lambda: {"region": ["London", "South West"], "as_at": ["2020-12-31"]})
    (name,) = tables.reached_between_table(changes({}))["Area"]
    assert name == "[Exampleshire](area?area=E54999001&region=London&region=South+West&as_at=2020-12-31)"
