"""The page Progress: its answer, the map and its date, the charts of the regions, and the lists that are opened."""

import json
import re
from datetime import date

import pandas as pd
import plotly.graph_objects as go
import pytest
from streamlit.testing.v1 import AppTest

from ics.checks.check import check_files
from ics.readers.upload import SourceFile
from ics.settings import ROOT
from ics.store.ask import run_query
from ics.store.store import Store
from ics.ui.views.map import _until
from tests.support.app import by_row_of_parts, data_links, elements, linked_data, opened, said, triggered
from tests.support.app import opening as opening_part
from tests.support.worlds import publish, table_file


@pytest.fixture(autouse=True)
def _real_data(request: pytest.FixtureRequest) -> None:
    """The page reads the real data: shared, or out of a folder of the test's own where it takes `store`."""
    request.getfixturevalue("store" if "store" in request.fixturenames else "published")


def title(app: AppTest) -> str:
    (shown,) = app.title
    return str(shown.value).replace("\\", "")


def warnings(app: AppTest) -> str:
    return " ".join(warning.value for warning in app.warning).replace("\\", "")


def of_42(areas: int, day: str) -> str:
    """The title for all of England."""
    return f"{areas} of 42 areas were integrated care systems by {day}"


def table_with(app: AppTest, column: str) -> pd.DataFrame:
    """The table that has this column; without rows where there is none."""
    return next((table.value for table in app.table if column in table.value), pd.DataFrame())


def opening(app: AppTest, *lists: str) -> AppTest:
    """The page once a reader has opened these lists: "areas" or "changes"."""
    for name in lists:
        app.session_state[f"{name}-open"] = True
    return app.run()


def links_of(app: AppTest) -> list[str]:
    return [link for element in app.markdown for link in data_links(element.value)]


def opening_parts(app: AppTest, part: str = "Table", *lists: str) -> AppTest:
    """The page with this part of every answer open, and these lists: the harness does not send a list that is open."""
    for name in lists:
        app.session_state[f"{name}-open"] = True
    return opening_part(app, part)


# The answer


@pytest.mark.parametrize(
    ("as_at", "answer"),
    [
        ("2016-01-01", "None of the 42 areas was an integrated care system by 1 January 2016"),
        ("2017-12-31", of_42(8, "31 December 2017")),
        ("2018-12-31", of_42(11, "31 December 2018")),
        ("2019-06-30", of_42(14, "30 June 2019")),
        ("2020-06-30", of_42(18, "30 June 2020")),
        ("2020-12-31", of_42(29, "31 December 2020")),
        ("2021-04-01", "All 42 areas were integrated care systems by the target date, 1 April 2021"),
        ("2022-12-31", "All 42 areas were integrated care systems by 31 December 2022"),
    ],
)
def test_the_title_is_the_answer(as_at: str, answer: str) -> None:
    assert title(opened(as_at=as_at)) == answer


def test_without_a_date_the_page_is_about_the_target() -> None:
    assert title(opened()) == "All 42 areas were integrated care systems by the target date, 1 April 2021"


def test_the_lead_has_the_people_the_complete_regions_and_the_target() -> None:
    assert (
        "Home to 41.5 of 56.6 million people (73%, mid-2020). 2 of 7 regions were complete: London and North "
        "East and Yorkshire. "
        "Target: all 42 by 1 April 2021."
    ) in said(opened(as_at="2020-12-31"))


def test_the_lead_is_about_the_date_and_the_charts_are_about_today() -> None:
    words = said(opened(as_at="2017-12-31"))
    assert "No region was complete." in words
    assert re.search(r"complete first, by 31 May 2020\. The last \d regions were complete by 1 April 2021\.", words)


# Regions


def test_regions_are_chosen_among_all_of_them() -> None:
    pills = opened().pills(key="region")
    assert pills.options == sorted(pills.options)
    assert len(pills.options) == 7
    assert pills.value == []


def test_a_chosen_region_changes_the_page_and_the_address() -> None:
    app = opened(as_at="2020-12-31")
    app.pills(key="region").select("Midlands").run()
    assert title(app) == "Midlands: 3 of 11 areas were integrated care systems by 31 December 2020"
    assert app.query_params["region"] == "Midlands"
    app.pills(key="region").select("London").run()
    assert title(app) == "Midlands and London: 8 of 16 areas were integrated care systems by 31 December 2020"
    assert app.query_params["region"] == ["Midlands", "London"]


def test_regions_that_are_let_go_leave_the_address() -> None:
    app = opened(region=["London", "Midlands"], as_at="2020-12-31")
    app.pills(key="region").unselect("London").run()
    assert app.query_params["region"] == "Midlands"
    app.pills(key="region").unselect("Midlands").run()
    assert "region" not in app.query_params
    assert title(app) == of_42(29, "31 December 2020")


def test_regions_of_the_address_are_chosen() -> None:
    app = opened(region=["South West", "London", "London"])
    assert app.pills(key="region").value == ["South West", "London"]
    assert title(app).startswith("South West and London: all 12 areas were")


# The date


def type_date(app: AppTest, key: str, text: str) -> AppTest:
    """The page after somebody typed a text that is not on the list; the harness itself only knows how to choose."""
    box = app.selectbox(key=key)
    box.options.append(text)
    return box.set_value(text).run()


def popovers(app: AppTest) -> list[str]:
    return [popover.proto.popover.label for popover in app.get("popover")]


def test_the_list_of_dates_is_behind_other_date() -> None:
    app = opened()
    (other,) = (popover for popover in app.get("popover") if popover.proto.popover.label == "Other date")
    assert [element.key for element in elements(other)] == ["as_at"]
    assert [box.key for box in app.selectbox] == ["as_at"]  # and nowhere else


def test_the_list_has_the_key_dates_which_say_what_happened(published: Store) -> None:
    dates = opened().selectbox(key="as_at").options
    assert "1 April 2021: ICS designated, target, 13 areas" in dates
    assert "15 March 2016: Footprint, first 42 areas" in dates
    assert all(": " in shown for shown in dates)
    assert len(dates) == run_query("key_dates", published, 1)["day"].nunique()


def test_a_date_of_the_list_changes_the_page_and_the_address() -> None:
    app = opened()
    app.selectbox(key="as_at").set_value(date(2020, 12, 31)).run()
    assert app.query_params["as_at"] == "2020-12-31"
    assert title(app) == of_42(29, "31 December 2020")


def test_the_default_date_is_left_out_of_the_address() -> None:
    app = opened(as_at="2020-12-31")
    app.selectbox(key="as_at").set_value(date(2021, 4, 1)).run()
    assert "as_at" not in app.query_params
    assert title(app).startswith("All 42 areas")


@pytest.mark.parametrize("text", ["15/6/2017", "2017-06-15", "15 June 2017", " 15 jun 2017 "])
def test_a_date_can_be_typed_as_people_write_it(text: str) -> None:
    app = type_date(opened(), "as_at", text)
    assert app.query_params["as_at"] == "2017-06-15"
    assert title(app) == of_42(7, "15 June 2017")
    assert app.selectbox(key="as_at").value == date(2017, 6, 15)
    assert not app.warning


def test_a_day_that_is_not_on_the_list_is_added_to_it() -> None:
    app = type_date(opened(), "as_at", "17 May 2019")
    assert app.selectbox(key="as_at").value == date(2019, 5, 17)
    assert "17 May 2019" in app.selectbox(key="as_at").options
    assert title(app) == of_42(11, "17 May 2019")


@pytest.mark.parametrize("text", ["soon", "30 February 2021", "1 April 1999", "1/4/21", "1 April 2999"])
def test_a_typed_text_that_is_not_a_date_to_show_is_named(text: str) -> None:
    app = type_date(opened(as_at="2020-12-31"), "as_at", text)
    assert not app.exception
    assert f"We cannot show “{text}”. Enter a date from 1 January 2016 to today, like 31/12/2020." in warnings(app)
    assert title(app) == of_42(29, "31 December 2020")
    assert not app.run().warning  # said once


# What the address cannot mean


@pytest.mark.parametrize(
    ("parameters", "word"),
    [
        (
            {"region": ["Mercia"]},
            "The link asks for “Mercia” (region), which we do not have. You can choose: East of England, ",
        ),
        ({"as_at": "2021-02-30"}, "We cannot show “2021-02-30”. Enter a date from 1 January 2016 to today"),
        ({"as_at": "1999-01-01"}, "We cannot show “1999-01-01”"),
        ({"as_at": "2999-01-01"}, "We cannot show “2999-01-01”"),
        ({"as_at": "soon"}, "This page shows 1 April 2021 for now."),
        ({"region": ["Mercia"], "as_at": "2021-02-30"}, "The link asks for “Mercia” (region)"),
        ({"region": ["Mercia"], "as_at": "2021-02-30"}, "We cannot show “2021-02-30”"),
    ],
)
def test_what_the_address_cannot_mean_is_ignored_with_a_word(parameters: dict, word: str) -> None:
    app = opened(**parameters)
    assert word in warnings(app)
    assert title(app).startswith("All 42 areas")


def test_a_region_of_the_address_is_used_although_another_is_unknown() -> None:
    app = opened(region=["Mercia", "London"])
    assert "“Mercia”" in warnings(app)
    assert title(app).startswith("London: all 5 areas")


def test_hostile_text_in_the_address_is_shown_as_text() -> None:
    app = opened(region=["![x](http://example.org/x.png)<b>"])
    assert "\\!\\[x\\]" in app.warning[0].value
    assert "\\<b\\>" in app.warning[0].value


# The map


def map_data(app: AppTest) -> dict:
    """What the map was given to draw."""
    (drawn,) = (part.proto.json for part in app.get("bidi_component") if part.proto.component_name == "area_map")
    return json.loads(drawn)


def counted(drawn: dict) -> int:
    """The areas of the chosen regions that are of a wave on the date that is shown."""
    (shown,) = (found for found in drawn["dates"] if found["day"] == drawn["shown"])
    kinds = [drawn["kinds"][int(digit, 36)] for digit in shown["states"]]
    areas = zip(drawn["areas"], kinds, strict=True)
    return sum(kind["done"] and drawn["regions"][area["region"]]["chosen"] for area, kind in areas)


@pytest.mark.parametrize(
    ("parameters", "areas"),
    [
        ({}, 42),
        ({"as_at": "2020-12-31"}, 29),
        ({"as_at": "2019-05-17"}, 11),
        ({"as_at": "2020-12-31", "region": ["Midlands"]}, 3),
        ({"as_at": "2016-01-01"}, 0),
    ],
)
def test_the_map_opens_on_the_date_with_the_areas_of_the_title(parameters: dict, areas: int) -> None:
    drawn = map_data(opened(**parameters))
    assert drawn["shown"] == parameters.get("as_at", "2021-04-01")
    assert counted(drawn) == areas


def test_the_map_says_in_words_what_the_title_says() -> None:
    app = opened(as_at="2020-12-31", region=["Midlands"])
    assert title(app) in map_data(app)["alt"]


def test_the_map_has_all_areas_and_marks_the_chosen_regions() -> None:
    drawn = map_data(opened(region=["Midlands"]))
    assert len(drawn["areas"]) == 42
    assert [region["name"] for region in drawn["regions"] if region["chosen"]] == ["Midlands"]


def test_the_map_takes_the_regions_of_the_address_to_the_page_of_an_area() -> None:
    drawn = map_data(opened(region=["South West", "London"], as_at="2020-12-31"))
    assert drawn["link"] == [["region", "South West"], ["region", "London"]]
    assert drawn["default"] == "2021-04-01"


def test_the_map_has_the_key_dates_and_the_date_of_the_page() -> None:
    usual, other = (map_data(opened(**known))["dates"] for known in ({}, {"as_at": "2019-05-17"}))
    days = [found["day"] for found in usual]
    assert [found["day"] for found in other] == sorted([*days, "2019-05-17"])
    assert [found["day"] for found in usual if found["is_target"]] == ["2021-04-01"]


def test_dates_that_are_still_to_come_are_not_on_the_map() -> None:
    rows = pd.DataFrame({"day": pd.to_datetime(["2021-04-01", "2022-06-30", "2022-07-01"])})
    assert len(_until(date(2022, 6, 30), rows)) == 2


def test_the_map_of_the_dark_theme_is_not_that_of_the_light_one(monkeypatch: pytest.MonkeyPatch) -> None:
    light = map_data(opened())["colours"]
    monkeypatch.setattr("streamlit.runtime.context.ContextProxy.theme", type("Dark", (), {"type": "dark"})())
    assert map_data(opened())["colours"] != light


def test_a_date_that_the_reader_leaves_the_map_at_becomes_the_date_of_the_page() -> None:
    app = triggered(opened(region=["London"]), "area-map", "chosen", "2020-05-31")
    assert app.query_params == {"region": "London", "as_at": "2020-05-31"}
    assert title(app) == "London: 2 of 5 areas were integrated care systems by 31 May 2020"
    assert map_data(app)["shown"] == "2020-05-31"
    assert app.selectbox(key="as_at").value == date(2020, 5, 31)


def test_the_default_date_of_the_map_leaves_the_address() -> None:
    app = triggered(opened(as_at="2020-12-31"), "area-map", "chosen", "2021-04-01")
    assert "as_at" not in app.query_params
    assert title(app).startswith("All 42 areas")


@pytest.mark.parametrize("text", ["soon", "2999-01-01", "<b>"])
def test_a_text_of_the_map_that_is_not_a_date_to_show_is_named(text: str) -> None:
    app = triggered(opened(as_at="2020-12-31"), "area-map", "chosen", text)
    assert not app.exception
    assert f"We cannot show “{text}”." in warnings(app)
    assert app.query_params["as_at"] == "2020-12-31"
    assert title(app) == of_42(29, "31 December 2020")


# Under the map


def test_the_regions_by_stage_are_a_table_to_open() -> None:
    app = opened(as_at="2020-12-31", region=["Midlands"])
    assert table_with(app, "Furthest stage").empty
    rows = table_with(opening_parts(app), "Furthest stage")
    assert set(rows["Region"]) == {"Midlands"}
    assert "3 of 11" in rows["Areas"].tolist()


PACE = "How we work out “on course”"


@pytest.mark.parametrize(
    ("as_at", "is_shown"), [("2016-01-01", True), ("2021-03-31", True), ("2021-04-01", False), ("2022-12-31", False)]
)
def test_the_pace_is_explained_only_before_the_target(as_at: str, is_shown: bool) -> None:
    app = opened(as_at=as_at)
    assert (PACE in popovers(app)) == is_shown
    assert table_with(app, "Areas needed a month").empty != is_shown


def test_the_pace_is_said_and_in_the_table_of_the_regions() -> None:
    app = opened(as_at="2020-12-31", region=["London", "Midlands"])
    assert "8 areas had 91 days left. That needed 2.67 a month. Over the past year it was 0.50 a month." in said(app)
    rows = table_with(app, "Areas needed a month")
    assert rows["Region"].tolist() == ["London", "Midlands", "London and Midlands"]
    assert rows["Areas needed a month"].tolist()[-1].replace("\\", "") == "2.67"


def test_the_sources_of_the_dates_are_sent_when_they_are_asked_for() -> None:
    app = opened(as_at="2020-12-31")
    assert table_with(app, "What the source says").empty
    sources = table_with(opening(app, "sources"), "What the source says")
    assert len(sources) == 29
    assert all(re.fullmatch(r"\[.+\]\(https?://.+\)", source) for source in sources["Source"])


# The charts of the regions


def test_the_charts_of_the_regions_are_sent_once_they_are_in_sight() -> None:
    app = opened()
    assert not app.get("plotly_chart")
    triggered(app, "trends-near", "near", True)
    assert len(app.get("plotly_chart")) == 1
    app.pills(key="region").select("Midlands").run()
    assert len(app.get("plotly_chart")) == 1  # and they stay


def seen(**parameters: str | list[str]) -> AppTest:
    """The page once the charts are in sight."""
    app = opened(**parameters)
    app.session_state["trends-seen"] = True
    return app.run()


@pytest.mark.parametrize("regions", [[], ["London"], ["London", "South West"]], ids=str)
def test_the_charts_are_those_of_the_chosen_regions_and_pass_the_checks_of_plotly(regions: list[str]) -> None:
    (chart,) = seen(region=regions).get("plotly_chart")
    drawn = go.Figure(json.loads(chart.proto.spec))  # raises ValueError for a property that plotly does not know
    assert len(drawn.data) == (len(regions) or 7)
    assert not regions or [trace.name for trace in drawn.data] == regions


def test_the_charts_have_their_heading_sentence_table_and_data_from_the_start() -> None:
    app = opened(region=["London"])
    assert "How did each region get there?" in [header.value for header in app.header]
    assert "London 5 of 5." in said(app)
    rows = table_with(opening_parts(app), "Integrated care systems")
    assert rows["Integrated care systems"].iloc[-1] == "5 of 5"
    links = links_of(opening_parts(app, "Data"))
    assert any(link.startswith("api/v1/region_coverage_over_time.csv") for link in links)


def test_the_charts_do_not_depend_on_the_date_of_the_page() -> None:
    (early,), (late,) = (seen(as_at=day).get("plotly_chart") for day in ("2016-01-01", "2022-12-31"))
    assert early.proto.spec == late.proto.spec


# The list of areas


def test_the_list_of_areas_is_sent_only_when_it_is_open() -> None:
    app = opened(as_at="2020-12-31")
    assert table_with(app, "Point of light").empty
    assert not [link for link in links_of(app) if "areas_with_stage" in link]
    areas = table_with(opening(app, "areas"), "Point of light")
    assert len(areas) == 42
    assert (areas["Integrated care system"] != "").sum() == 29
    data = opening_parts(opening(app, "areas"), "Data", "areas")
    assert [link for link in links_of(data) if "areas_with_stage" in link]


def names(app: AppTest) -> list[str]:
    return [re.match(r"\[(.+?)\]", name)[1].replace("\\", "") for name in table_with(app, "Point of light")["Area"]]


def sorted_by(order: str) -> AppTest:
    app = opening(opened(as_at="2020-12-31"), "areas")
    app.radio(key="sort").set_value(order)
    return opening(app, "areas")  # the harness sends no list that is open with the next run


def test_the_list_of_areas_is_by_region_unless_another_order_is_chosen() -> None:
    app = opening(opened(), "areas")
    rows = table_with(app, "Point of light")
    assert rows["Region"].tolist() == sorted(rows["Region"])
    assert app.radio(key="sort").options == ["Region", "Name", "Date", "People"]
    assert "sort" not in app.query_params


def test_the_list_of_areas_can_be_by_name() -> None:
    app = sorted_by("name")
    assert names(app) == sorted(names(app))
    assert app.query_params["sort"] == "name"


def test_the_list_of_areas_can_be_by_date_those_without_one_last() -> None:
    dates = table_with(sorted_by("date"), "Point of light")["Integrated care system"].tolist()
    known = [text for text in dates if text]
    assert dates == [*known, *[""] * 13]
    days = [pd.Timestamp(text) for text in known]  # a month is its first day
    assert days == sorted(days)


def test_the_list_of_areas_can_be_by_people_the_most_first() -> None:
    people = table_with(sorted_by("people"), "Point of light")["People"].str.replace(r"\D", "", regex=True).astype(int)
    assert people.tolist() == sorted(people, reverse=True)


def test_names_of_areas_are_links_that_carry_the_view() -> None:
    areas = table_with(opening(opened(as_at="2020-12-31", region=["London"]), "areas"), "Point of light")
    assert len(areas) == 5
    for name in areas["Area"]:
        assert re.fullmatch(r"\[.+\]\(area\?area=E54\d{6}&region=London&as_at=2020-12-31\)", name)


# What changed


def changed(app: AppTest) -> pd.DataFrame:
    return table_with(app, "Milestone reached")


def test_changes_are_sent_only_when_they_are_asked_for() -> None:
    app = opened(as_at="2020-12-31")
    assert changed(app).empty
    assert "Between" not in said(app)
    assert not [link for link in links_of(app) if "milestones_reached_between" in link]


def test_changes_are_those_of_the_last_year_unless_another_date_is_chosen() -> None:
    app = opening(opened(as_at="2020-12-31", region=["London"]), "changes")
    assert app.selectbox(key="since").value == date(2019, 12, 31)
    assert (
        "Between 31 December 2019 and 31 December 2020, areas reached these milestones. "
        "Shadow ICS: 4 areas. ICS designated: 4 areas."
    ) in said(app)
    assert len(changed(app)) == 8
    type_date(app, "since", "1 January 2016")
    assert app.query_params["since"] == "2016-01-01"
    assert len(changed(app)) == 5 * 4  # every area: footprint, plan, shadow and designation
    assert "Between 1 January 2016 and 31 December 2020" in said(app)


def test_a_link_with_an_earlier_date_opens_the_changes() -> None:
    app = opened(as_at="2020-12-31", region=["London"], since="2019-12-31")
    assert len(changed(app)) == 8


def test_a_year_without_changes_has_no_empty_table() -> None:
    app = opening(opened(as_at="2016-03-01"), "changes")
    assert "Between 1 January 2016 and 1 March 2016, no area reached a milestone." in said(app)
    assert changed(app).empty


def test_a_later_date_to_compare_with_is_named() -> None:
    app = opened(as_at="2020-12-31", since="2021-04-01")
    assert "1 April 2021 is later than 31 December 2020. Choose an earlier date to compare with." in warnings(app)


# All of it


@pytest.mark.parametrize(
    "view", [{}, {"as_at": "2018-12-31", "region": ["Midlands", "South West"]}, {"as_at": "2016-01-01"}], ids=str
)
def test_every_data_link_has_the_rows_of_the_table_before_it(view: dict) -> None:
    lists = ("areas", "changes")
    app = opening(opened(**view), *lists)
    shown = {row: len(e.value) for row, e in by_row_of_parts(opening_parts(app, "Table", *lists)) if e.type == "table"}
    texts = [e.value for _, e in by_row_of_parts(opening_parts(app, "Data", *lists)) if e.type == "markdown"]
    found = {}
    for text in texts:
        if links := data_links(text):
            as_csv, as_json = map(linked_data, links)
            assert len(as_csv.csv()) == len(as_json.json()["rows"])
            assert as_csv.headers["content-type"].startswith("text/csv")
            found[re.search(r"v1/(\w+)", links[0])[1]] = len(as_csv.csv())
    pace = ["pace_to_target"] if "as_at" in view else []
    rest = ["regions_by_furthest_stage", "region_coverage_over_time", "areas_with_stage", "milestones_reached_between"]
    assert list(found) == [*pace, *rest]
    assert sorted(shown.values()) == sorted(rows for rows in found.values() if rows)


def test_a_milestone_without_a_target_leaves_the_page_whole(store: Store) -> None:
    text = (ROOT / "data" / "milestones.csv").read_text(encoding="utf-8")
    without = SourceFile("milestones.csv", text.replace("true,2021-04-01,", "true,,").encode())
    publish(check_files([without], store, 1), store, "No target")
    app = seen(as_at="2020-12-31")
    assert not app.exception
    assert title(app) == of_42(29, "31 December 2020")
    assert "No target is recorded." in said(app)
    assert PACE not in popovers(app)
    drawn = map_data(app)
    assert not any(found["is_target"] for found in drawn["dates"])
    assert {word for found in drawn["dates"] for word in found["pace"]} == {""}


def test_an_area_without_rows_is_not_recorded(store: Store) -> None:
    area = table_file("areas", [{"area_code": "E54999001", "tile_row": 0, "tile_col": 9}])
    publish(check_files([area], store, 1), store, "An area without any record")
    app = opening(opened(region=["Midlands"]), "areas")
    assert not app.exception
    areas = table_with(app, "Point of light")
    (row,) = (r.str.replace("\\", "") for _, r in areas.iterrows() if r["Area"].startswith("[Exampleshire 1]"))
    assert row[["Furthest stage", "Compared with the target"]].tolist() == ["Not recorded", "? not recorded"]
    assert title(app).startswith("Midlands: 11 of 12 areas were known to be integrated care systems by ")
    assert "We have no date for 1 area." in said(app)
    (place,) = (n for n, area in enumerate(map_data(app)["areas"]) if area["code"] == "E54999001")
    drawn = map_data(app)
    kinds = {drawn["kinds"][int(found["states"][place], 36)]["name"] for found in drawn["dates"]}
    assert kinds == {"Not recorded"}
