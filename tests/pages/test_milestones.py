"""The page Milestones: its queries on little worlds, its sentences, figures and tables, and the page itself."""

from collections.abc import Callable
from datetime import date

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from ics.charts.area_rows import area_rows
from ics.charts.days_to_target import days_label, days_to_target
from ics.charts.matrix import state_matrix
from ics.charts.palette import DARK, LIGHT, MILESTONE_MARKERS
from ics.charts.timeline import mark_of, milestone_timeline
from ics.checks.check import check_files
from ics.query_rows import MilestonesWithCoverageRow
from ics.readers.upload import SourceFile
from ics.sentences.milestones import (
    date_order_sentence,
    days_apart,
    last_sentence,
    late_sentence,
    reached_sentence,
    states_sentence,
    timeline_sentence,
    timing_sentence,
)
from ics.settings import ROOT
from ics.store import query_files
from ics.store.ask import run_query
from ics.store.store import Store
from ics.ui.tables.milestones import dates_table, days_table, states_table
from tests.support.app import opened, said
from tests.support.contrast import contrast
from tests.support.rows import row_of
from tests.support.worlds import publish, table_file

A1, A2, A3, A4 = (f"E5499900{n}" for n in range(1, 5))
TARGET_DAY = date(2021, 4, 1)
NAMES = [
    {"area_name": "Dale"},
    {"area_name": "Coast"},
    {"area_name": "Bay", "region": "London"},
    {"area_name": "Abbey"},
]


def reached(code: str, on: str, precision: str = "day", milestone: str = "ics_designated", **more: object) -> dict:
    return {"area_code": code, "date": on, "date_precision": precision, "milestone_id": milestone} | more


FOUR = {
    "areas": NAMES,
    "area_milestones": [
        reached(A1, "2017-06-15", milestone="shadow_ics", extent="part", part_systems=1),
        reached(A1, "2020-12-01", "month"),
        reached(A2, "2021-04-02"),
        reached(A3, "2021-01-01", "year"),
        reached(A4, "2016-03-15", milestone="stp_footprint"),
    ],
}


def ask(store: Store, name: str, as_at: str = "2021-12-31", **parameters: object) -> pd.DataFrame:
    given = {"as_at": date.fromisoformat(as_at), "milestone": "ics_designated", "regions": [], "sort": "region"}
    return run_query(name, store, 1, **(given | parameters))


@pytest.fixture
def four(little: Callable[..., Store]) -> Store:
    """Dale in time, Coast late, Bay (London) unclear, Abbey overdue."""
    return little(**FOUR)


# Queries


@pytest.mark.parametrize(
    ("sort", "names"),
    [
        ("region", ["Bay", "Abbey", "Coast", "Dale"]),
        ("name", ["Abbey", "Bay", "Coast", "Dale"]),
        ("date", ["Dale", "Coast", "Bay", "Abbey"]),
    ],
)
def test_areas_come_in_the_order_asked_for(four, sort, names):
    assert ask(four, "days_to_target", sort=sort)["area_name"].tolist() == names
    assert ask(four, "milestone_states", sort=sort)["area_name"].drop_duplicates().tolist() == names
    assert ask(four, "milestone_dates", sort=sort)["area_name"].drop_duplicates().tolist() == names


def test_areas_without_a_date_yet_are_last_even_if_something_comes_later(four):
    days = ask(four, "days_to_target", "2021-01-31", sort="date")
    assert days["area_name"].tolist() == ["Dale", "Abbey", "Bay", "Coast"]


def test_a_milestone_recorded_in_part_gives_no_order_by_date(little):
    rows = [
        reached(A1, "2021-11-01", milestone="chair_designate"),
        reached(A4, "2021-12-01", milestone="chair_designate"),
    ]
    store = little(areas=NAMES, area_milestones=rows)
    days = ask(store, "days_to_target", "2022-12-31", sort="date", milestone="chair_designate")
    assert days["area_name"].tolist() == ["Abbey", "Bay", "Coast", "Dale"]


def test_days_span_the_interval_of_an_imprecise_date(four):
    days = ask(four, "days_to_target", sort="name").set_index("area_name")
    assert days.loc["Dale", ["most_days_before", "days_before_target", "timing"]].tolist() == [121, 91, "on time"]
    assert days.loc["Coast", ["most_days_before", "days_before_target", "timing"]].tolist() == [-1, -1, "late"]
    assert days.loc["Bay", ["most_days_before", "days_before_target", "timing"]].tolist() == [90, -274, "unclear"]
    assert days.loc["Abbey", "state"] == "overdue"
    assert days.loc["Abbey", ["most_days_before", "days_before_target"]].isna().all()


def test_what_is_not_reached_yet_gives_no_date_away(four):
    days = ask(four, "days_to_target", "2020-12-30").set_index("area_name")
    assert (days["state"] == ["not reached"] * 4).all()
    assert days[["reached_from", "reached_by", "reached_precision", "extent"]].isna().all(axis=None)
    assert ask(four, "milestone_dates", "2020-12-30")["milestone_id"].tolist() == ["stp_footprint", "shadow_ics"]


def test_states_hold_every_area_and_milestone(four):
    states = ask(four, "milestone_states")
    assert len(states) == 4 * 7
    cells = states.set_index(["area_name", "milestone_id"])
    assert cells.loc[("Dale", "shadow_ics"), ["state", "extent"]].tolist() == ["reached", "part"]
    assert cells.loc[("Coast", "shadow_ics"), "state"] == "not recorded"
    assert cells.loc[("Abbey", "ics_designated"), "state"] == "overdue"
    assert cells.loc[("Abbey", "icb_statutory"), "state"] == "not reached"


@pytest.mark.parametrize("name", ["days_to_target", "milestone_states", "milestone_dates"])
def test_the_header_says_where_no_order_by_date_can_be_had(name):
    assert "by name where the milestone is recorded only in part" in query_files.load(name).parameters["sort"]


@pytest.mark.parametrize("name", ["days_to_target", "milestone_states", "milestone_dates"])
def test_the_region_filter_holds(four, name):
    assert set(ask(four, name, regions=["London"])["area_name"]) == {"Bay"}


# The page and its tables


def tables(app: AppTest) -> list[pd.DataFrame]:
    return [table.value.rename(columns=lambda name: name.replace("\\", "")) for table in app.table]


def test_tables_say_dates_states_and_days(four):
    dates, states = dates_table(ask(four, "milestone_dates")), states_table(ask(four, "milestone_states"))
    assert len(dates) == len(states) == 4
    assert dates.loc[dates["In the chart"] == "Dale", "Shadow ICS"].tolist() == ["15 June 2017 (part of the area)"]
    assert states.loc[states["In the chart"] == "Dale", "Shadow ICS"].tolist() == ["◐ reached in part"]
    days = days_table(ask(four, "days_to_target")).set_index("In the chart")
    assert days.loc["Dale", ["Reached", "Against the target", "Days"]].tolist() == [
        "December 2020",
        "✓ on time",
        "91 to 121 days before the target",
    ]
    assert days.loc["Bay", "Against the target"] == "? timing unclear"
    assert days.loc["Abbey", ["Reached", "Against the target", "Days"]].tolist() == ["", "▲ overdue", ""]


@pytest.mark.usefixtures("store")
class TestPage:
    def test_midlands_none_late_and_the_last_on_the_day(self) -> None:
        words = said(opened("milestones", region=["Midlands"], milestone="ics_designated"))
        assert "Midlands: 11 of 11 areas had reached “ICS designated” by 1 April 2021" in words
        assert "None of them was late." in words
        assert "The last were Coventry and Warwickshire; Herefordshire and Worcestershire; Leicester" in words
        assert "(1 April 2021, on the day of the target)" in words

    def test_default_shows_three_figures_with_their_tables(self) -> None:
        app = opened("milestones")
        assert not app.exception
        assert [header.value for header in app.header] == [
            "Timeline by area",
            "Areas and milestones",
            "Days before or after the target",
        ]
        assert len(app.get("plotly_chart")) == 3
        assert [len(table) for table in tables(app)] == [42, 42, 42, 7]
        assert "api/v1/days_to_target.csv?milestone=ics_designated&sort=region&as_at=2021-04-01" in said(app)

    def test_before_anything_had_happened_it_says_what_to_change(self) -> None:
        app = opened("milestones", as_at="2016-01-01")
        assert not app.exception
        assert "No milestone had been reached by 1 January 2016. Choose a later as-at date." in said(app)
        assert len(app.get("plotly_chart")) == 1

    def test_choices_live_in_the_address(self) -> None:
        app = opened("milestones", as_at="2022-12-31", milestone="icb_statutory", sort="name")
        assert app.selectbox(key="milestone").value == "icb_statutory"
        assert "All of them did so at the same time: 42 areas (1 July 2022, on the day of the target)." in said(app)
        app.radio(key="sort").set_value("date").run()
        assert app.query_params["sort"] in ("date", ["date"])
        app.selectbox(key="milestone").set_value("ics_designated").run()
        assert "milestone" not in app.query_params

    def test_a_milestone_recorded_in_part_is_not_ranked(self) -> None:
        app = opened("milestones", as_at="2022-12-31", milestone="chair_designate", sort="date")
        assert "stay in order by name" in " ".join(caption.value for caption in app.caption)
        assert "so no area is called the last" in said(app)
        names = tables(app)[2]["Area"].str.replace("\\", "").tolist()
        assert names == sorted(names)

    @pytest.mark.parametrize(("name", "value"), [("milestone", "shadow_ics"), ("milestone", "<b>"), ("sort", "score")])
    def test_what_the_address_cannot_mean_is_ignored_with_a_word(self, name: str, value: str) -> None:
        app = opened("milestones", **{name: value})
        assert f"there is no “{value}”" in app.warning[0].value.replace("\\", "")
        assert "England: 42 of 42 areas had reached “ICS designated”" in said(app)

    @pytest.mark.parametrize("as_at", ["2017-06-20", "2021-10-15", "2023-01-01"])
    def test_every_milestone_with_a_target_can_be_shown(self, as_at: str) -> None:
        app = opened("milestones", as_at=as_at, region=["London", "South West"])
        for milestone_id in ("ics_designated", "chair_designate", "chief_executive_designate", "icb_statutory"):
            app.selectbox(key="milestone").set_value(milestone_id).run()
            assert not app.exception
            assert len(app.title) == 1

    def test_without_a_target_the_designation_is_still_shown(self, store: Store) -> None:
        text = (ROOT / "data" / "milestones.csv").read_text(encoding="utf-8")
        without = SourceFile("milestones.csv", text.replace("true,2021-04-01,", "true,,").encode())
        publish(check_files([without], store, 1), store, "No target")
        app = opened("milestones")
        assert not app.exception
        assert "No national target is recorded for it, so no area can be called late." in said(app)
        assert "The last were Cambridgeshire and Peterborough; " in said(app)
        assert len(app.get("plotly_chart")) == 2

    def test_a_new_milestone_may_have_the_names_of_another(self, store: Store) -> None:
        text = (ROOT / "data" / "milestones.csv").read_text(encoding="utf-8")
        heading, rest = text.splitlines()[0], "complete,Invented,Invented,Example source,https://example.org/milestones"
        row = f"second_designation,ICS designated,ICS designated,8,false,2021-09-30,{rest}"
        again = SourceFile("milestones.csv", f"{heading}\n{row}\n".encode())
        publish(check_files([again], store, 1), store, "Another milestone of the same name")
        app = opened("milestones")
        assert not app.exception
        names = {"ICS designated (ics_designated)", "ICS designated (second_designation)"}
        assert names <= set(tables(app)[1].columns)
        assert names <= set(app.selectbox(key="milestone").options)

    def test_an_area_without_rows_is_not_recorded(self, store: Store) -> None:
        area = table_file("areas", [{"area_code": "E54999001", "tile_row": 0, "tile_col": 9}])
        publish(check_files([area], store, 1), store, "An area without any record")
        app = opened("milestones", region=["Midlands"])
        assert not app.exception
        assert "Midlands: 11 of 12 areas had reached" in said(app)
        unsaid = "Which area was the last cannot be said, because 1 area is not recorded."
        assert f"Not recorded, which does not mean no: 1. {unsaid}" in said(app)
        states = next(table for table in tables(app) if "Statutory board (ICB)" in table)
        row = states[states["In the chart"] == "Exampleshire 1"].iloc[0]
        assert set(row.iloc[3:].str.replace("\\", "")) == {"? not recorded"}
