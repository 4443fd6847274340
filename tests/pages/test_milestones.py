"""The page Milestones: its queries on little worlds, its tables, and the page itself."""

from collections.abc import Callable
from datetime import date

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from ics.checks.check import check_files
from ics.readers.upload import SourceFile
from ics.settings import ROOT
from ics.store import query_files
from ics.store.ask import run_query
from ics.store.store import Store
from ics.ui.tables.milestones import dates_table, days_table, states_table
from tests.support.app import opened, opening, said
from tests.support.milestones import A1, A2, A3, A4, NAMES, Drawn, drawn
from tests.support.worlds import publish, table_file


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


def figures(app: AppTest) -> list[Drawn]:
    """The figures of the page; its style sheets are left out."""
    return [drawn(e.proto.body) for e in app.get("html") if "row-figure" in e.proto.body.partition(">")[0]]


def opened_with_all(**parameters: str | list[str]) -> AppTest:
    """The page with everything open that is closed at first."""
    app = opened("milestones", **parameters)
    for key in ("more-dates", "more-states", "more-coverage"):
        app.session_state[key] = True
    return app.run()


def title(app: AppTest) -> str:
    return app.title[0].value.replace("\\", "")


def notes(app: AppTest) -> str:
    return " ".join(caption.value for caption in app.caption).replace("\\", "")


def test_tables_say_dates_states_and_days(four):
    dates, states = dates_table(ask(four, "milestone_dates")), states_table(ask(four, "milestone_states"))
    assert len(dates) == len(states) == 4
    assert dates.loc[dates["Short name"] == "Dale", "Shadow ICS"].tolist() == ["15 June 2017 (part of the area)"]
    assert states.loc[states["Short name"] == "Dale", "Shadow ICS"].tolist() == ["◐ reached in part"]
    days = days_table(ask(four, "days_to_target")).set_index("Short name")
    assert days.loc["Dale", ["Date reached", "Early or late", "Days from the target"]].tolist() == [
        "December 2020",
        "✓ on time",
        "91 to 121 days before the target",
    ]
    assert days.loc["Bay", "Early or late"] == "? timing unclear"
    assert days.loc["Abbey", ["Date reached", "Early or late", "Days from the target"]].tolist() == [
        "",
        "▲ overdue",
        "",
    ]


def test_milestones_of_one_name_have_columns_of_their_own(four):
    answers = (ask(four, name) for name in ("milestone_dates", "milestone_states"))
    dates, states = (rows.replace({"milestone": {"ICS designated": "Shadow ICS"}}) for rows in answers)
    both = ["Shadow ICS (shadow_ics)", "Shadow ICS (ics_designated)"]
    assert sorted(dates_table(dates).columns[3:]) == ["Footprint", *sorted(both)]
    assert [name for name in states_table(states).columns if name.startswith("Shadow ICS")] == both


def test_a_milestone_named_like_a_column_of_the_table_has_its_own(four):
    states = ask(four, "milestone_states")
    table = states_table(states.assign(milestone=states["milestone"].replace("Footprint", "Region")))
    assert list(table.columns[:4]) == ["Area", "Short name", "Region", "Region (stp_footprint)"]
    assert table["Region"].tolist() == ["London", "Midlands", "Midlands", "Midlands"]


def test_names_of_milestones_are_left_to_be_escaped_where_they_are_shown(four):
    states = ask(four, "milestone_states").assign(milestone="*A*", milestone_id="a").drop_duplicates("area_code")
    assert "*A*" in states_table(states)


@pytest.mark.usefixtures("store")
class TestPage:
    def test_the_title_is_the_answer_and_one_figure_shows_it(self) -> None:
        app = opened("milestones")
        assert not app.exception
        assert title(app) == "13 of 42 areas became integrated care systems on the last possible day"
        assert "The first 8 were in June 2017." in said(app)
        (figure,) = figures(app)
        assert len(figure.texts("full")) == 42
        assert figure.texts("of-band")[-1] == "1 April 2021: 13 areas"
        address = "api/v1/days_to_target.csv?milestone=ics_designated&sort=date&as_at=2021-04-01"
        assert address in said(opening(app, "Data"))

    def test_what_comes_after_the_answer_is_closed_and_sent_when_opened(self) -> None:
        app = opened("milestones")
        assert [part.label for part in app.expander] == [
            "Dates of all milestones",
            "What each area had reached, milestone by milestone",
            "How complete are the dates?",
        ]
        assert not app.table
        app = opened_with_all()
        assert [len(table) for table in tables(app)] == [42, 42, 7]
        assert "Reached, out of 42 areas: Footprint 42, Plan published 42" in said(app)

    def test_the_reader_switches_to_the_days_and_to_the_table(self) -> None:
        app = opened("milestones", region=["Midlands"])
        app.radio(key="show").set_value("days").run()
        assert app.query_params["show"] in ("days", ["days"])
        assert figures(app)[0].texts("of-band") == ["on the day: 8 areas"]
        app.radio(key="show").set_value("table").run()
        assert not figures(app)
        table = tables(app)[0]
        assert table["Area"].str.contains("Lincolnshire").sum() == 1
        assert table["Days from the target"].tolist().count("on the day of the target") == 8
        app.radio(key="show").set_value("dates").run()
        assert "show" not in app.query_params

    def test_none_was_late_in_the_midlands(self) -> None:
        app = opened("milestones", region=["Midlands"], milestone="ics_designated")
        assert title(app) == "Midlands: 8 of 11 areas became integrated care systems on the last possible day"
        assert "None was late." in said(app)

    def test_before_anything_had_happened_it_says_what_to_change(self) -> None:
        app = opened("milestones", as_at="2016-01-01")
        assert not app.exception
        assert title(app) == "No area had become an integrated care system by 1 January 2016"
        assert (
            app.info[0].value.replace("\\", "")
            == "No area had reached any milestone by this date. Choose a later date."
        )
        assert not figures(app)

    def test_before_the_first_area_the_figure_shows_the_other_milestones(self) -> None:
        (figure,) = figures(opened("milestones", as_at="2017-01-31"))
        assert figure.texts("note") == ["○ not yet"] * 42
        assert "Plan published" in figure.texts("entry")

    def test_choices_live_in_the_address(self) -> None:
        app = opened("milestones", as_at="2022-12-31", milestone="icb_statutory", sort="name")
        assert app.selectbox(key="milestone").value == "icb_statutory"
        assert title(app) == "All 42 areas got a statutory board on the target date, 1 July 2022"
        app.radio(key="sort").set_value("region").run()
        assert app.query_params["sort"] in ("region", ["region"])
        assert len(figures(app)[0].elements("heading")) == 7
        app.selectbox(key="milestone").set_value("ics_designated").run()
        assert "milestone" not in app.query_params

    def test_a_milestone_recorded_in_part_is_sorted_by_name(self) -> None:
        app = opened("milestones", as_at="2022-12-31", milestone="chair_designate", show="table")
        assert "Sorted by name, because some dates are missing." in notes(app)
        assert "Not recorded does not mean no." in notes(app)
        names = tables(app)[0]["Area"].str.replace("\\", "").tolist()
        assert names == sorted(names)

    @pytest.mark.parametrize(
        ("name", "value"), [("milestone", "shadow"), ("milestone", "<b>"), ("sort", "score"), ("show", "matrix")]
    )
    def test_what_the_address_cannot_mean_is_ignored_with_a_word(self, name: str, value: str) -> None:
        app = opened("milestones", **{name: value})
        assert f"The link asks for “{value}” (" in app.warning[0].value.replace("\\", "")
        assert title(app) == "13 of 42 areas became integrated care systems on the last possible day"
        assert len(figures(app)) == 1

    @pytest.mark.parametrize("as_at", ["2017-06-20", "2021-10-15", "2023-01-01"])
    def test_every_milestone_can_be_shown(self, as_at: str, store: Store) -> None:
        app = opened("milestones", as_at=as_at, region=["London", "South West"])
        for milestone_id in run_query("milestones_with_coverage", store, 1)["milestone_id"]:
            app.selectbox(key="milestone").set_value(milestone_id).run()
            assert not app.exception
            assert title(app).startswith("London and South West: ")
            assert len(figures(app)) == 1

    def test_without_a_target_there_are_dates_and_no_days(self, store: Store) -> None:
        text = (ROOT / "data" / "milestones.csv").read_text(encoding="utf-8")
        without = SourceFile("milestones.csv", text.replace("true,2021-04-01,", "true,,").encode())
        publish(check_files([without], store, 1), store, "No target")
        app = opened("milestones")
        assert not app.exception
        assert title(app) == "All 42 areas had become integrated care systems by 1 April 2021"
        assert "No national target is recorded." in said(app)
        assert not figures(app)[0].elements("target")
        app.radio(key="show").set_value("days").run()
        assert "has no national target on record" in app.info[0].value.replace("\\", "")
        assert not figures(app)

    def test_a_new_milestone_may_have_the_names_of_another(self, store: Store) -> None:
        text = (ROOT / "data" / "milestones.csv").read_text(encoding="utf-8")
        heading, rest = text.splitlines()[0], "complete,Invented,Invented,Example source,https://example.org/milestones"
        row = f"second_designation,ICS designated,ICS designated,8,false,2021-09-30,{rest}"
        again = SourceFile("milestones.csv", f"{heading}\n{row}\n".encode())
        publish(check_files([again], store, 1), store, "Another milestone of the same name")
        app = opened_with_all()
        assert not app.exception
        names = {"ICS designated (ics_designated)", "ICS designated (second_designation)"}
        assert any(names <= set(table.columns) for table in tables(app))
        assert names <= set(app.selectbox(key="milestone").options)
        app.selectbox(key="milestone").set_value("second_designation").run()
        assert title(app) == "No area had reached “ICS designated” by 1 April 2021"

    def test_an_area_without_rows_is_not_recorded(self, store: Store) -> None:
        area = table_file("areas", [{"area_code": "E54999001", "tile_row": 0, "tile_col": 9}])
        publish(check_files([area], store, 1), store, "An area without any record")
        app = opened_with_all(region=["Midlands"])
        assert not app.exception
        assert title(app) == "Midlands: at least 11 of 12 areas had become integrated care systems by 1 April 2021"
        assert "We have no date for 1 area." in said(app)
        assert "Not recorded does not mean no." in notes(app)
        assert figures(app)[0].texts("note")[-1] == "? not recorded"
        states = next(table for table in tables(app) if "Statutory board (ICB)" in table)
        row = states[states["Short name"] == "Exampleshire 1"].iloc[0]
        assert set(row.iloc[3:].str.replace("\\", "")) == {"? not recorded"}
