"""The page Area: its queries on little worlds worked out by hand, its sentences, its figure, and the page itself."""

from collections.abc import Callable
from datetime import date

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from ics.charts.palette import DARK, LIGHT
from ics.charts.paths import area_paths
from ics.sentences import area as sentences
from ics.store import query_files
from ics.store.ask import run_query
from ics.store.store import Store
from ics.ui.tables import area as tables
from tests.support.app import opened

A1, A2, A3, A4 = (f"E5499900{n}" for n in range(1, 5))
LINCOLNSHIRE, NOTTINGHAMSHIRE = "E54000013", "E54000014"
AS_AT = date(2020, 4, 30)


def reached(code: str, milestone: str, on: str, precision: str = "day", extent: str = "whole") -> dict:
    parts = {"part_systems": 1} if extent == "part" else {}
    return {
        "area_code": code,
        "milestone_id": milestone,
        "date": on,
        "date_precision": precision,
        "extent": extent,
    } | parts


def values_by_area(indicator: str, **values: int) -> list[dict]:
    """Values of April 2020 for areas by their last digit: `a1=3`."""
    return [
        {"indicator_id": indicator, "area_code": f"E5499900{code[1]}", "period": "2020-04-01", "value": value}
        | {"period_precision": "month"}
        for code, value in values.items()
    ]


COUNTS = [
    {"indicator_id": "ccg_count", "indicator_name": "CCGs", "coverage": "complete", "direction": "lower"},
    {"indicator_id": "utla_count", "indicator_name": "Councils", "coverage": "complete", "direction": "none"},
]
FOUR = [
    {"region": "Midlands", "population": 1000},
    {"region": "Midlands", "population": 500},
    {"region": "London", "population": 1000},
    {"region": "London", "population": 800},
]


@pytest.fixture
def world(little: Callable[..., Store]) -> Store:
    """Four areas: the first is not designated by April 2020; the others were, and the fourth lacks a count."""
    return little(
        areas=FOUR,
        indicators=COUNTS,
        indicator_values=values_by_area("ccg_count", a1=1, a2=2, a3=1, a4=4)
        + values_by_area("utla_count", a1=2, a2=2, a3=1),
        area_milestones=[
            reached(A1, "stp_footprint", "2016-03-15"),
            reached(A1, "stp_plan_published", "2016-10-01", "quarter"),
            reached(A1, "ics_designated", "2021-04-01"),
            reached(A2, "ics_designated", "2019-05-01", "month"),
            reached(A3, "ics_designated", "2018-05-01"),
            reached(A4, "ics_designated", "2017-05-01"),
        ],
    )


def ask(store: Store, query: str, **parameters: object) -> pd.DataFrame:
    return run_query(query, store, 1, **parameters)


def areas_like(store: Store, **parameters: object) -> pd.DataFrame:
    asked = {
        "area_code": A1,
        "milestone": "ics_designated",
        "like": [],
        "days_before": 0,
        "as_at": AS_AT,
        "regions": [],
    }
    return ask(store, "areas_like", **asked | parameters)


def test_every_area_of_the_real_data_has_its_lineage_once(store):
    codes = run_query("area_names", store, 1)["area_code"]
    rows = pd.concat([ask(store, "area_lineage", area_code=code, as_at=AS_AT) for code in codes])
    assert len(rows[rows["direction"] == "before"]) == 47  # 44 footprints, and parts of three of them
    assert len(rows[rows["direction"] == "after"]) == 46  # 42 boards, and parts that moved to four of them
    assert set(rows.loc[rows["direction"] == "before", "to_date"].dt.date) == {date(2021, 4, 1)}


def test_the_most_similar_come_first_and_the_difference_is_the_mean_of_the_gaps(world):
    rows = areas_like(world)
    assert rows["area_code"].tolist() == [A2, A3, A4]
    # A2: same region 0, people 500 of 1,000, councils the same, CCGs 1 of 2; A3: other region, half the councils
    assert rows["distance"].tolist()[:2] == [0.25, 0.375]
    assert pd.isna(rows["distance"][2])


@pytest.mark.parametrize(
    ("like", "order"),
    [(["population"], [A3, A4, A2]), (["region"], [A2, A3, A4]), (["ccgs"], [A3, A2, A4])],
)
def test_the_reader_says_what_counts_as_similar(world, like, order):
    assert areas_like(world, like=like)["area_code"].tolist() == order


def test_only_those_count_that_were_there_by_the_date(world):
    assert areas_like(world, as_at=date(2018, 12, 31))["area_code"].tolist() == [A3, A4]
    assert areas_like(world, as_at=date(2017, 1, 1)).empty


def test_days_before_run_to_the_date_until_the_area_itself_is_there(world):
    assert areas_like(world)["days_before"].tolist() == [335, 730, 1095]  # A2 counts from 31 May 2019
    later = areas_like(world, as_at=date(2021, 12, 31))
    assert later["days_before"].tolist() == [671, 1066, 1431]
    assert areas_like(world, days_before=700)["area_code"].tolist() == [A3, A4]


def test_the_region_filter_holds_for_similar_areas(world):
    assert areas_like(world, regions=["London"])["area_code"].tolist() == [A3, A4]


def test_next_is_the_first_stage_known_to_be_to_come(world):
    rows = ask(world, "area_paths", area_codes=[A1], as_at=AS_AT).set_index("milestone_id")
    assert rows.index[rows["is_furthest"]].tolist() == ["stp_plan_published"]
    assert rows.loc["shadow_ics", "state"] == "not recorded"
    assert rows.index[rows["is_next"]].tolist() == ["ics_designated"]


def test_a_path_says_nothing_of_what_comes_after_the_date(world):
    row = ask(world, "area_paths", area_codes=[A1], as_at=AS_AT).set_index("milestone_id").loc["ics_designated"]
    assert row["state"] == "not reached"
    assert row[["reached_from", "reached_by", "source_url"]].isna().all()


def test_paths_come_in_the_order_that_was_asked_for(world):
    rows = ask(world, "area_paths", area_codes=[A3, A1], as_at=AS_AT)
    assert rows["area_code"].unique().tolist() == [A3, A1]


def test_indicators_are_compared_with_the_areas_with_a_value_of_the_same_period(world):
    row = ask(world, "area_indicators", area_codes=[A1], as_at=AS_AT).set_index("indicator_id").loc["ccg_count"]
    assert (row["value"], row["region_median"], row["region_areas"]) == (1, 1.5, 2)
    assert (row["england_median"], row["england_areas"]) == (1.5, 4)


def test_an_indicator_without_a_value_is_there_and_empty(world):
    row = ask(world, "area_indicators", area_codes=[A4], as_at=AS_AT).set_index("indicator_id").loc["utla_count"]
    assert pd.isna(row["value"])
    assert row["england_areas"] == 0
    table = tables.indicator_table(ask(world, "area_indicators", area_codes=[A4], as_at=AS_AT))
    assert table.loc["utla_count", "Exampleshire 4"] == "? not recorded"


def change(from_: str, before: str, to: str, after: str, on: str, **more: object) -> dict:
    start = "2016-03-15" if on == "2021-04-01" else "2021-04-01"
    return {
        "from_code": from_,
        "from_name": before,
        "to_code": to,
        "to_name": after,
        "from_date": start,
        "to_date": on,
    } | more


def test_lineage_goes_both_ways_and_a_code_that_is_used_again_is_another_area(little):
    world = little(
        areas=[{"area_code": A1, "area_name": "Exampleshire"}],
        area_changes=[
            change(A1, "Old Exampleshire", A1, "Exampleshire", "2021-04-01"),
            change(A2, "Samplefordshire", A1, "Exampleshire", "2021-04-01", kind="merged"),
            change(A1, "Exampleshire", A1, "Exampleshire Board", "2022-07-01", population_share_pct=90),
            change(A1, "Exampleshire", A3, "Elsewhere Board", "2022-07-01", kind="part moved", population_share_pct=10),
        ],
    )
    rows = ask(world, "area_lineage", area_code=A1, as_at=AS_AT)
    assert rows["direction"].tolist() == ["before", "before", "after", "after"]
    assert rows["from_name"].tolist()[:2] == ["Old Exampleshire", "Samplefordshire"]
    assert rows["population_share_pct"].tolist()[2:] == [90, 10]
    said = sentences.lineage_sentence(rows)
    assert "It was formed from Old Exampleshire and Samplefordshire (by 1 April 2021)." in said
    assert "All or part of it became Exampleshire Board and Elsewhere Board (by 1 July 2022)." in said


def test_an_area_that_kept_its_code_and_name_appears_once_on_each_side(little):
    world = little(
        areas=[{"area_code": A1, "area_name": "Exampleshire"}],
        area_changes=[
            change(A1, "Exampleshire", A1, "Exampleshire", "2021-04-01"),
            change(A1, "Exampleshire", A1, "Exampleshire Board", "2022-07-01"),
        ],
    )
    rows = ask(world, "area_lineage", area_code=A1, as_at=AS_AT)
    assert list(zip(rows["direction"], rows["to_name"], strict=True)) == [
        ("before", "Exampleshire"),
        ("after", "Exampleshire Board"),
    ]


def test_a_change_that_leads_back_to_itself_ends(little):
    """The checks refuse it; what an older program published must not hang the page."""
    world = little(areas=[{"area_code": A1, "area_name": "Exampleshire"}])
    with world.reading(1) as cursor:
        sql = query_files.schema_scripts()
        script = next(script for script in sql if "macro lineage" in script)
        cursor.execute("create temp table areas as select 'X' as area_code, 'X' as area_name")
        cursor.execute(
            "create temp table area_changes as select 'X' as from_code, 'X' as from_name, "
            "date '2021-04-01' as from_date, 'X' as to_code, 'X' as to_name, date '2021-04-01' as to_date"
        )
        cursor.execute(script.replace("create or replace macro", "create temp macro"))
        assert len(cursor.execute("from temp.lineage()").fetchall()) == 2


def test_two_ways_from_one_footprint_are_one_row(little):
    world = little(
        areas=[{"area_code": A4, "area_name": "Exampleshire"}],
        area_changes=[
            change(A1, "Old", A2, "West", "2021-04-01"),
            change(A1, "Old", A3, "East", "2021-04-01", kind="part moved"),
            change(A2, "West", A4, "Exampleshire", "2022-07-01"),
            change(A3, "East", A4, "Exampleshire", "2022-07-01", kind="merged"),
        ],
    )
    rows = ask(world, "area_lineage", area_code=A4, as_at=AS_AT)
    assert rows[["from_name", "to_name"]].value_counts().max() == 1
    assert len(rows) == 4


def test_areas_that_came_about_at_different_dates_have_their_own_lineage(little):
    world = little(
        areas=[{"area_code": A1, "area_name": "Older"}, {"area_code": A2, "area_name": "Newer"}],
        area_changes=[
            change(A3, "Footprint", A1, "Older", "2021-04-01"),
            change(A3, "Other", A2, "Newer", "2022-07-01"),
        ],
    )
    assert ask(world, "area_lineage", area_code=A2, as_at=AS_AT)["direction"].tolist() == ["before"]


def test_lineage_of_an_area_without_changes_says_that_none_is_recorded(world):
    rows = ask(world, "area_lineage", area_code=A1, as_at=AS_AT)
    assert rows.empty
    assert sentences.lineage_sentence(rows) == "We found no earlier area. We found no later area."


def test_an_area_whose_own_date_is_not_recorded_is_not_called_later(world):
    rows = areas_like(world, milestone="shadow_ics")
    assert rows.empty
    others = ask(
        world, "areas_like", area_code=A1, milestone="chair_designate", like=[], days_before=0, as_at=AS_AT, regions=[]
    )
    assert others.empty


def test_how_much_earlier_is_not_known_without_an_own_date(little):
    world = little(
        areas=FOUR[:2],
        area_milestones=[reached(A1, "stp_footprint", "2016-03-15"), reached(A2, "shadow_ics", "2018-05-01")],
    )
    rows = areas_like(world, milestone="shadow_ics")
    assert rows["area_code"].tolist() == [A2]
    assert rows["days_before"].isna().all()
    assert "We have no date for this area" in sentences.like_sentence(rows, "Shadow ICS", 0, [], 10)
    assert areas_like(world, milestone="shadow_ics", days_before=2).empty


def test_two_counts_of_nothing_are_the_same(little):
    world = little(
        areas=FOUR[:2],
        indicators=COUNTS,
        indicator_values=values_by_area("ccg_count", a1=0, a2=0),
        area_milestones=[reached(A2, "ics_designated", "2018-05-01")],
    )
    assert areas_like(world, like=["ccgs"])["distance"].tolist() == [0]


def test_peers_have_a_value_of_the_same_period_and_precision(little):
    values = values_by_area("ccg_count", a1=1, a2=3)
    values[1] |= {"period_precision": "year"}
    world = little(areas=FOUR[:2], indicators=COUNTS, indicator_values=values)
    row = (
        ask(world, "area_indicators", area_codes=[A1], as_at=date(2022, 1, 1))
        .set_index("indicator_id")
        .loc["ccg_count"]
    )
    assert (row["england_areas"], row["england_median"]) == (1, 1)


def test_england_is_next_to_whichever_area_has_a_value(world):
    rows = ask(world, "area_indicators", area_codes=[A4, A1], as_at=AS_AT)
    table = tables.indicator_table(rows)
    assert list(table.columns[:3]) == ["Indicator", "Exampleshire 4", "Exampleshire 1"]
    assert table.loc["utla_count", "Areas of England"] == "middle area 2, of 3 areas"


def table_of_two(little: Callable[..., Store], *names: str) -> pd.DataFrame:
    """The table of indicators of two areas with these names."""
    world = little(
        areas=[{"area_code": code, "area_name": name} for code, name in zip((A1, A2), names, strict=True)],
        indicators=COUNTS,
        indicator_values=values_by_area("ccg_count", a1=1, a2=2),
    )
    return tables.indicator_table(ask(world, "area_indicators", area_codes=[A1, A2], as_at=AS_AT))


def test_areas_of_one_name_are_told_apart_by_code(little):
    table = table_of_two(little, "Same", "Same")
    assert list(table.columns[1:3]) == [f"Same ({A1})", f"Same ({A2})"]
    assert len(table) == 2


def test_an_area_named_like_another_column_has_its_own(little):
    table = table_of_two(little, "Which is better", "Areas of the Midlands")
    others = ["Areas of the Midlands", "Areas of England", "Which is better"]
    assert list(table.columns) == ["Indicator", f"Which is better ({A1})", f"Areas of the Midlands ({A2})", *others]


def test_a_world_without_indicators_or_targets_has_its_page(little):
    milestones = [
        {"milestone_id": name, "milestone_name": name, "short_name": name, "sequence": n, "is_stage": "true"}
        | {"coverage": "complete", "coverage_note": "Invented", "description": "Invented."}
        | {"source_title": "Example", "source_url": "https://example.org/m"}
        for n, name in enumerate(["ics_designated", "shadow_ics"], 1)
    ]
    little(areas=FOUR[:1], milestones=milestones, area_milestones=[reached(A1, "ics_designated", "2020-01-01")])
    app = opened("area", area=A1)
    assert not app.exception
    assert app.title[0].value == "Exampleshire 1"


# Sentences


@pytest.mark.parametrize(
    ("days", "like", "said"),
    [
        (0, [], "3 other areas had reached “ICS designated”."),
        (
            365,
            ["ccgs"],
            "2 other areas had reached “ICS designated” at least 365 days earlier. Most similar first, by clinical "
            "commissioning groups (CCGs).",
        ),
        (1000, [], "1 other area had reached “ICS designated” at least 1,000 days earlier."),
        (3000, [], "We know of no other area here that had reached “ICS designated” at least 3,000 days earlier."),
    ],
)
def test_like_sentence(world, days, like, said):
    rows = areas_like(world, days_before=days, like=like)
    assert sentences.like_sentence(rows, "ICS designated", days, like, 10) == said


def test_place_sentence_before_anything_and_on_the_way(world):
    before = ask(world, "area_paths", area_codes=[A1], as_at=date(2016, 1, 1))
    assert "had reached no stage that we know of" in sentences.place_sentence(before, date(2016, 1, 1))
    rows = ask(world, "area_paths", area_codes=[A1], as_at=AS_AT)
    assert sentences.place_sentence(rows, AS_AT) == (
        "By 30 April 2020, Exampleshire 1 had reached “Plan published” (October to December 2016). The next "
        "stage was “ICS "
        "designated”, due by 1 April 2021."
    )


def test_place_sentence_says_how_the_designation_compares_with_the_target(world):
    rows = ask(world, "area_paths", area_codes=[A2], as_at=AS_AT)
    assert sentences.place_sentence(rows, AS_AT) == (
        "By 30 April 2020, Exampleshire 2 had reached “ICS designated” (May 2019). It became an integrated care system "
        "(ICS) at least 671 days before the target. The next stage was “Statutory board (ICB)”, due by 1 July 2022."
    )


# The figure


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_the_path_draws_an_imprecise_date_as_a_bar_and_says_every_state(world, colours):
    rows = ask(world, "area_paths", area_codes=[A1], as_at=AS_AT)
    drawn = area_paths(rows, AS_AT, colours)
    bars, marks = drawn.data[-2], drawn.data[-1]
    spans = [(bars.x[n], bars.x[n + 1]) for n in range(0, len(bars.x), 3)]
    assert (pd.Timestamp("2016-10-01"), pd.Timestamp("2016-12-31")) in spans
    assert [text.strip() for text in marks.text] == [
        "15 March 2016",
        "October to December 2016",
        "? not recorded",
        "○ not yet",
        "? not recorded",
        "? not recorded",
        "○ not yet",
    ]


def test_the_path_tells_up_to_three_areas_apart_by_symbol(world):
    drawn = area_paths(ask(world, "area_paths", area_codes=[A1, A2, A3], as_at=AS_AT), AS_AT, LIGHT)
    marks = [trace for trace in drawn.data if trace.name and trace.name.startswith("Exampleshire")]
    assert drawn.layout.legend.title.text == "● exact day   ○ some time in the bar"
    assert [trace.name for trace in marks] == ["Exampleshire 1", "Exampleshire 2", "Exampleshire 3"]
    assert [trace.marker.symbol for trace in marks] == ["circle", "diamond", "square"]


def test_text_of_the_data_is_not_read_as_markup(little):
    world = little(
        areas=[{"area_code": A1, "area_name": "A <b>bold</b> place"}],
        area_milestones=[reached(A1, "stp_footprint", "2016-03-15")],
    )
    drawn = area_paths(ask(world, "area_paths", area_codes=[A1], as_at=AS_AT), AS_AT, LIGHT)
    assert "A &lt;b&gt;bold&lt;/b&gt; place" in [trace.name for trace in drawn.data]


# The page


def said(app: AppTest) -> str:
    return " ".join(element.value for element in [*app.title, *app.markdown]).replace("\\", "")


def test_without_an_area_the_page_offers_the_map_and_a_list(published):
    app = opened("area")
    assert not app.exception
    assert app.title[0].value == "How far did your area get?"
    assert [part.proto.component_name for part in app.get("bidi_component")].count("area_map") == 1
    assert len(app.selectbox(key="area").options) == 42


@pytest.mark.parametrize("as_at", ["2016-01-01", "2019-06-30", "2021-04-01", "2022-12-31"])
@pytest.mark.parametrize("code", [LINCOLNSHIRE, "E54000018"])  # the second has no programme and no point of light
def test_an_area_has_its_page_at_any_date(published, as_at, code):
    app = opened("area", area=code, as_at=as_at)
    assert not app.exception
    assert [title.value for title in app.title] != []
    assert {"When it reached each milestone", "Compared with its region and England", "How the area changed"} <= {
        header.value for header in app.header
    }


def test_who_is_like_lincolnshire_and_was_designated_a_year_earlier(published):
    text = said(opened("area", area=LINCOLNSHIRE, as_at="2021-04-01", milestone="ics_designated", days_before="365"))
    assert "14 other areas had reached “ICS designated” at least 365 days earlier" in text
    app = opened("area", area=LINCOLNSHIRE, as_at="2021-04-01", milestone="ics_designated", days_before="365")
    first = next(table.value for table in app.table if "Days earlier" in table.value)
    assert first["Area"].iloc[0].startswith("[Nottingham and Nottinghamshire](area?area=E54000014")
    assert first["Days earlier"].iloc[0].replace("\\", "") == "1,386"


def test_two_areas_are_side_by_side(store):
    app = opened("area", area=LINCOLNSHIRE, compare=[NOTTINGHAMSHIRE], as_at="2020-04-30")
    columns = [table.value.columns for table in app.table]
    assert any({"Lincolnshire", "Nottingham and Nottinghamshire"} <= set(names) for names in columns)


def test_a_choice_is_in_the_address_by_code(store):
    app = opened("area")
    app.selectbox(key="area").select(LINCOLNSHIRE).run()
    assert app.query_params["area"] in (LINCOLNSHIRE, [LINCOLNSHIRE])
    assert app.title[0].value == "Lincolnshire"


def test_an_unknown_code_is_named_and_ignored(published):
    app = opened("area", area="E99999999")
    assert not app.exception
    assert "“E99999999” (area), which we do not have" in " ".join(w.value for w in app.warning).replace("\\", "")
