"""The page Who did what, where: its queries, sentences, figure and tables, and the page itself."""

from collections.abc import Callable
from datetime import date

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from ics.charts.palette import DARK, LIGHT
from ics.charts.services import services_by_region
from ics.sentences.points_of_light import EVIDENCE
from ics.store import query_files
from ics.store.ask import run_query
from ics.store.store import Store
from ics.ui.tables import programmes as tables
from tests.support.app import opened, said
from tests.support.programmes import SPREAD, spread

A1, A2, A3 = "E54999001", "E54999002", "E54999003"
NOTHING = {
    "regions": [],
    "area_codes": [],
    "programmes": [],
    "services": [],
    "match": "all",
    "levels": [],
    "evidence": [],
    "find": "",
}
ALL_THREE = ["general practice", "community health", "social care"]


def ask(store: Store, name: str, as_at: str = "2021-04-01", **asked: object) -> pd.DataFrame:
    given = NOTHING | {"as_at": date.fromisoformat(as_at)} | asked
    return run_query(name, store, 1, **{p: given[p] for p in query_files.load(name).parameters})


def found(store: Store, as_at: str = "2021-04-01", **asked: object) -> list[str]:
    return ask(store, "programmes_found", as_at, **asked)["site_name"].tolist()


def counts(store: Store, as_at: str = "2021-04-01", **asked: object) -> dict[str, int]:
    return ask(store, "programmes_counted", as_at, **asked).iloc[0].to_dict()


@pytest.fixture
def programmes(little: Callable[..., Store]) -> Store:
    """Three areas in two regions; four sites, one of them in both regions, and a review."""
    return little(
        areas=[
            {"area_code": A1, "area_name": "Exampleshire", "region": "London"},
            {"area_code": A2, "area_name": "Sampleford", "region": "South West"},
            {"area_code": A3, "area_name": "Nullham", "region": "South West"},
        ],
        programmes=[
            {
                "programme_id": "both",
                "site_name": "Both Sides",
                "programme": "vanguard",
                "model_type": "PACS",
                "services_integrated": "general practice;social care",
                "start_date": "2015-03-10",
                "start_precision": "day",
                "end_date": "2018-03-01",
                "end_precision": "month",
                "evidence": "controlled study",
                "outcome_note": "Controlled study: 3% fewer admissions.",
            },
            {
                "programme_id": "one",
                "site_name": "One Town",
                "places": "Sample Bay;Sample Hill",
                "services_integrated": "social care",
                "start_date": "2016-01-01",
                "start_precision": "year",
            },
            {"programme_id": "silent", "site_name": "Silent Vale", "level": "system"},
            {"programme_id": "nowhere", "site_name": "Nowhere Network", "services_integrated": "urgent care"},
            {
                "programme_id": "review",
                "site_name": "Reviewed Town",
                "programme": "cqc_local_system_review",
                "start_date": "2017-12-06",
                "start_precision": "day",
                "end_date": "2018-02-01",
                "end_precision": "month",
            },
        ],
        programme_areas=[
            {"programme_id": "both", "area_code": A1, "is_main": "false"},
            {"programme_id": "both", "area_code": A2, "is_main": "true"},
            {"programme_id": "one", "area_code": A2},
            {"programme_id": "silent", "area_code": A3},
            {"programme_id": "review", "area_code": A1},
        ],
    )


# Queries


def test_without_choices_every_site_is_found_and_no_review(programmes):
    assert found(programmes) == ["Both Sides", "Nowhere Network", "One Town", "Silent Vale"]


@pytest.mark.parametrize(
    ("asked", "sites"),
    [
        ({"regions": ["London"]}, ["Both Sides"]),
        ({"regions": ["South West"]}, ["Both Sides", "One Town", "Silent Vale"]),
        ({"area_codes": [A3]}, ["Silent Vale"]),
        ({"regions": ["London"], "area_codes": [A3]}, []),
        ({"regions": ["London"], "area_codes": [A2]}, []),  # the site is in both, but the area is not in the region
        ({"services": ["general practice", "social care"]}, ["Both Sides"]),
        ({"services": ["general practice", "urgent care"]}, []),
        ({"services": ["general practice", "urgent care"], "match": "any"}, ["Both Sides", "Nowhere Network"]),
        ({"programmes": ["vanguard"]}, ["Both Sides"]),
        ({"programmes": ["cqc_local_system_review"]}, []),
        ({"levels": ["system"]}, ["Silent Vale"]),
        ({"evidence": ["none"]}, ["Nowhere Network", "One Town", "Silent Vale"]),
        ({"find": "sample BAY"}, ["One Town"]),  # a place
        ({"find": "fewer"}, ["Both Sides"]),  # the result
        ({"find": "nullham"}, ["Silent Vale"]),  # the area
        ({"find": "%"}, ["Both Sides"]),  # a letter like any other: "3% fewer"
    ],
)
def test_sites_are_found_by_every_choice(programmes, asked, sites):
    assert found(programmes, **asked) == sites


@pytest.mark.parametrize(
    ("as_at", "sites"),
    [
        ("2015-03-09", ["Nowhere Network", "Silent Vale"]),  # without a start they stay in
        ("2015-03-10", ["Both Sides", "Nowhere Network", "Silent Vale"]),
        ("2016-12-30", ["Both Sides", "Nowhere Network", "Silent Vale"]),  # "2016" counts by its end
        ("2016-12-31", ["Both Sides", "Nowhere Network", "One Town", "Silent Vale"]),
    ],
)
def test_a_site_that_began_later_is_left_out(programmes, as_at, sites):
    assert found(programmes, as_at) == sites
    assert counts(programmes, as_at)["later_sites"] == 4 - len(sites)


@pytest.mark.parametrize(("as_at", "state"), [("2018-03-30", "not ended"), ("2018-03-31", "ended")])
def test_an_end_is_told_only_after_it(programmes, as_at, state):
    row = ask(programmes, "programmes_found", as_at, find="both sides").iloc[0]
    assert row["end_state"] == state
    assert pd.isna(row["ended_on"]) == (state == "not ended")


def test_the_main_area_comes_first(programmes):
    row = ask(programmes, "programmes_found", find="both sides").iloc[0]
    assert list(row["area_codes"]) == [A2, A1]
    assert list(row["area_names"]) == ["Sampleford", "Exampleshire"]


def test_what_is_not_recorded_is_an_empty_list(programmes):
    row = ask(programmes, "programmes_found", find="silent").iloc[0]
    assert (len(row["services_integrated"]), len(row["lead_organisation_types"])) == (0, 0)
    assert len(ask(programmes, "programmes_found", find="nowhere").iloc[0]["area_codes"]) == 0


def test_counts_say_what_may_fit_but_cannot_be_told(programmes):
    assert counts(programmes, regions=["South West"], services=["social care"]) == {
        "sites": 2,
        "sites_in_place": 3,
        "later_sites": 0,
        "sites_without_services": 1,
        "unplaced_sites": 0,
    }
    assert counts(programmes, regions=["South West"])["unplaced_sites"] == 1
    assert counts(programmes, regions=["South West"])["sites_without_services"] == 0  # no service was asked for
    assert counts(programmes)["unplaced_sites"] == 0  # no region was asked for


def test_a_site_counts_once_in_each_of_its_regions_and_once_in_all(programmes):
    rows = ask(programmes, "programmes_by_region_and_service")
    social = rows[rows["service"] == "social care"]
    assert social["region"].fillna("all").tolist() == ["London", "South West", "Not placed in an area", "all"]
    assert social["sites"].tolist() == [1, 2, 0, 2]
    assert social["region_sites"].tolist() == [1, 3, 1, 4]
    unknown = rows[rows["service"].isna()]
    assert unknown["sites"].tolist() == [0, 1, 0, 1]


def test_the_spread_has_the_chosen_regions_alone(programmes):
    rows = ask(programmes, "programmes_by_region_and_service", regions=["South West"])
    assert rows["region"].fillna("all").unique().tolist() == ["South West", "all"]
    rows = ask(programmes, "programmes_by_region_and_service", area_codes=[A1])
    assert rows["region"].fillna("all").unique().tolist() == ["London", "all"]


def test_the_spread_keeps_a_region_without_sites(programmes):
    rows = ask(programmes, "programmes_by_region_and_service", find="nothing like it")
    assert rows["region"].fillna("all").unique().tolist() == ["London", "South West", "all"]
    assert rows["sites"].sum() == rows["region_sites"].sum() == 0


def test_the_spread_has_all_regions_together_where_there_is_no_other_region(programmes):
    rows = ask(programmes, "programmes_by_region_and_service", regions=["London"], area_codes=[A3])
    assert rows["region"].isna().all()
    assert rows["service"].fillna("none").tolist() == ["general practice", "social care", "urgent care", "none"]


@pytest.fixture
def untidy(little: Callable[..., Store]) -> Store:
    """A site whose services are listed twice, and a review that names a service."""
    return little(
        areas=[{"area_code": A1, "area_name": "Exampleshire", "region": "London"}],
        programmes=[
            {"programme_id": "twice", "site_name": "Twice", "services_integrated": "hospital;care homes;hospital"},
            {
                "programme_id": "review",
                "site_name": "Reviewed Town",
                "programme": "cqc_local_system_review",
                "services_integrated": "hospital;discharge",
            },
        ],
        programme_areas=[
            {"programme_id": "twice", "area_code": A1},
            {"programme_id": "review", "area_code": A1},
        ],
    )


def test_a_service_that_is_listed_twice_counts_its_site_once(untidy):
    assert ask(untidy, "programme_services").values.tolist() == [["care homes", 1], ["hospital", 1]]
    rows = ask(untidy, "programmes_by_region_and_service")
    assert rows["service"].fillna("none").tolist() == ["care homes", "hospital", "none"] * 2  # London, all
    assert rows["sites"].tolist() == [1, 1, 0] * 2
    row = ask(untidy, "programmes_found").iloc[0]
    assert list(row["services_integrated"]) == ["hospital", "care homes"]  # in the order of the file


@pytest.mark.parametrize(
    ("as_at", "asked", "reports"),
    [
        ("2017-12-05", {}, []),
        ("2018-02-27", {}, [True]),  # ordered; the report of "February 2018" is not out
        ("2018-02-28", {}, [False]),
        ("2018-02-28", {"regions": ["South West"]}, []),
    ],
)
def test_reviews_follow_date_and_place(programmes, as_at, asked, reports):
    assert ask(programmes, "reviews_found", as_at, **asked)["ended_on"].isna().tolist() == reports


def test_the_words_of_the_choices_leave_the_reviews_out(programmes):
    assert ask(programmes, "programme_kinds")["programme"].tolist() == ["pioneer", "vanguard"]
    assert ask(programmes, "programme_services")["service"].tolist() == [
        "general practice",
        "social care",
        "urgent care",
    ]
    assert ask(programmes, "programme_levels")[["level", "sites"]].values.tolist() == [["place", 3], ["system", 1]]
    assert ask(programmes, "programme_evidence")[["evidence", "sites"]].values.tolist() == [
        ["controlled study", 1],
        ["none", 3],
    ]


def test_the_real_register_answers_who_joined_up_three_services_in_the_south_west(built):
    rows = ask(Store(built), "programmes_found", regions=["South West"], services=ALL_THREE)
    assert dict(zip(rows["site_name"], rows["evidence"], strict=True)) == {
        "Cornwall and the Isles of Scilly (Living Well)": "uncontrolled",
        "South Somerset": "none",
        "South Somerset Symphony Programme": "uncontrolled",
    }


def test_the_page_has_a_word_for_every_strength_of_the_real_register(built):
    assert set(ask(Store(built), "programme_evidence")["evidence"]) <= set(EVIDENCE)


# Figure and tables


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_figure_draws_the_counts_of_every_region_and_service(colours):
    drawn = services_by_region(SPREAD, colours)
    (cells,) = drawn.data
    assert [list(row) for row in cells.z] == [[0, 1, 0], [1, 2, 1]]
    assert [list(row) for row in cells.text] == [[0, 1, 0], [1, 2, 1]]
    assert list(drawn.layout.xaxis.ticktext) == ["care homes", "social care", "not known"]
    assert list(drawn.layout.yaxis.ticktext) == ["London (1)", "North East and<br>Yorkshire (3)"]
    assert drawn.layout.yaxis.autorange == "reversed"  # the first region on top
    assert cells.hovertext[1][1] == "<b>North East and Yorkshire</b><br>social care: 2 of 3 places"
    assert cells.hovertext[0][2] == "<b>London</b><br>Services not known: 0 of 1 place"


def test_the_deepest_colour_is_the_largest_count_and_paper_is_none():
    (cells,) = services_by_region(SPREAD, LIGHT).data
    assert (cells.zmin, cells.zmax) == (0, 2)
    assert cells.colorscale[0] == (0, LIGHT.paper)


def test_figure_shows_text_of_the_data_letter_for_letter():
    drawn = services_by_region(spread(("<b>X</b>", "<i>y</i>", 1, 1)), LIGHT)
    assert drawn.layout.xaxis.ticktext == ("&lt;i&gt;y&lt;/i&gt;",)
    assert drawn.layout.yaxis.ticktext == ("&lt;b&gt;X&lt;/b&gt; (1)",)


def test_spread_table_has_every_number_of_the_figure():
    table = tables.spread_table(SPREAD)
    assert table.columns.tolist() == ["Region", "Places", "Care homes", "Social care", "Services not known"]
    assert table.values.tolist() == [
        ["London", 1, 0, 1, 0],
        ["North East and Yorkshire", 3, 1, 2, 1],
        ["Together", 4, 1, 3, 1],
    ]


@pytest.mark.parametrize(
    ("services", "headings"),
    [
        (["NHS 111", "places"], ["NHS 111", "places"]),
        (["Region", "Places"], ["Region (service)", "Places (service)"]),
        (["Places", "Places (service)"], ["Places (service)", "Places (service) (service)"]),
        (["GP care", "gp care"], ["GP care", "Gp care"]),
        (["Hospital", "hospital"], ["Hospital", "hospital"]),
        (["services not known"], ["services not known"]),
        (["day  care", "day care"], ["Day care", "day care"]),  # a table shows one blank
    ],
)
def test_no_name_of_a_service_is_taken_for_another_column(services, headings):
    numbers = {service: number for number, service in enumerate(services)}
    rows = [(region, service, n, 9) for region in ("London", None) for service, n in [*numbers.items(), (None, 8)]]
    table = tables.spread_table(spread(*rows))
    assert table.columns.tolist() == ["Region", "Places", *headings, "Services not known"]
    assert table.values.tolist() == [[place, 9, *numbers.values(), 8] for place in ("London", "Together")]


def test_site_table_says_what_is_not_recorded(programmes):
    table = tables.site_table(ask(programmes, "programmes_found")).set_index("Place")
    assert table.loc["Silent Vale", "Services"] == "? not recorded"
    assert table.loc["Nowhere Network", "Areas"] == "not tied to an area"
    assert table.loc["One Town", "Where (level)"] == "Sample Bay, Sample Hill (place)"
    assert table.loc["One Town", "Result (evidence)"] == "none found (–\u00a0no measured result)"
    assert table.loc["Both Sides", "Sources"] == "[Example source](https://example.org/programmes)"


# The page


def labels(app: AppTest) -> list[str]:
    """The labels of the entries: the name of a site is in bold."""
    return [entry.label.replace("\\", "") for entry in app.expander if entry.label.startswith("**")]


@pytest.mark.usefixtures("store")
class TestPage:
    @pytest.mark.parametrize(
        ("view", "words"),
        [
            ({}, "86 places in England were in programmes to join up services by 1 April 2021"),
            (
                {"as_at": "2016-01-01"},
                "83 places in England were in programmes to join up services by 1 January 2016",
            ),
            ({"region": ["London"]}, "18 places in London were in programmes to join up services by 1 April 2021"),
            ({"area": "E54000040"}, "in a programme by 1 April 2021"),
        ],
        ids=["default", "before most ended", "one region", "area without sites"],
    )
    def test_says_how_many_places_are_recorded(self, view, words):
        app = opened("programmes", **view)
        assert not app.exception
        assert words in said(app)

    def test_names_the_sites_and_their_evidence_in_one_sentence(self):
        app = opened("programmes", region=["South West"], services=ALL_THREE)
        assert (
            "3 of 7 places in the South West are described as joining up general practice, community health and "
            "social care by 1 April 2021. Before and after only: “Cornwall and the Isles of Scilly (Living Well)” "
            "and “South Somerset Symphony Programme”. No measured result: “South Somerset”."
        ) in said(app)
        assert "All 3 had ended by this date." in said(app)
        assert len(labels(app)) == 3
        assert "**Where**: South Somerset (place): [Somerset](area?area=E54000038&region=South+West)" in said(app)
        assert "**Programme**: Vanguard (new care model): primary and acute care system (PACS)" in said(app)

    def test_counts_what_began_later(self):
        assert "3 more started later." in said(opened("programmes", as_at="2016-01-01"))

    def test_every_choice_of_the_address_holds(self):
        asked = {
            "area": "E54000036",
            "programme": ["pioneer"],
            "services": ["social care", "urgent care"],
            "match": "any",
            "level": ["place"],
            "evidence": ["uncontrolled"],
            "find": "PENWITH",
        }
        app = opened("programmes", **asked)
        assert not app.warning
        assert labels(app) == [
            "**Cornwall and the Isles of Scilly (Living Well)** · Cornwall and the Isles of Scilly · Pioneer · "
            "◈\u00a0before and after only"
        ]

    @pytest.mark.parametrize(
        ("parameters", "words"),
        [
            ({"area": "Mercia"}, "“Mercia” (area), which we do not have"),
            ({"services": ["magic"]}, "“magic” (services), which we do not have"),
            ({"match": "some"}, "“some” (match), which we do not have"),
            ({"programme": ["cqc_local_system_review"]}, "“cqc_local_system_review” (programme), which we do not have"),
            ({"level": ["street"]}, "“street” (level), which we do not have"),
            ({"evidence": ["rumour"]}, "“rumour” (evidence), which we do not have"),
            ({"page": "99"}, "“99” (page), which we do not have"),
        ],
    )
    def test_what_the_address_cannot_mean_is_ignored_with_a_word(self, parameters, words):
        app = opened("programmes", **parameters)
        assert not app.exception
        assert words in app.warning[0].value.replace("\\", "")
        assert "86 places in England" in said(app)
        assert len(labels(app)) == 12

    def test_hostile_text_is_shown_as_text(self):
        app = opened("programmes", find="![x](http://example.org/x.png)<b>")
        assert not app.exception
        assert not any("![x]" in element.value for element in app.markdown)
        assert "None of 86 places in England matches your choices (text: “![x](http:" in said(app)

    def test_nothing_found_says_what_to_change(self):
        app = opened("programmes", find="zzz", region=["London"])
        assert app.info[0].value == r"No place matches\. You could clear some choices or choose all of England\."
        assert not labels(app)

    def test_an_area_outside_the_chosen_regions_is_said_to_be(self):
        app = opened("programmes", area="E54000030", region=["Midlands"])
        assert "South East London is in London, so it has no places in the Midlands" in said(app)
        assert app.info[0].value == (
            r"No place matches\. You could choose all areas\, add London to the regions or choose all of England\."
        )

    def test_a_page_of_the_list_is_in_the_address_and_every_site_is_on_one(self):
        shown = [label for page in range(1, 9) for label in labels(opened("programmes", page=str(page)))]
        assert len(shown) == len(set(shown)) == 86

    def test_another_choice_begins_at_the_first_page(self):
        app = opened("programmes", page="3")
        third = labels(app)
        app.multiselect(key="level").set_value(["place"]).run()
        assert "page" not in app.query_params
        assert app.query_params["level"] == "place"
        assert labels(app)[0] < third[0]
        assert not app.warning

    def test_choices_are_written_to_the_address_by_their_codes(self):
        app = opened("programmes")
        app.multiselect(key="programme").set_value(["vanguard"]).run()
        app.radio(key="match").set_value("any").run()
        app.text_input(key="find").set_value("  Wakefield ").run()
        app.selectbox(key="area").set_value("E54000054").run()
        assert {name: app.query_params[name] for name in ("programme", "match", "find", "area")} == {
            "programme": "vanguard",
            "match": "any",
            "find": "Wakefield",
            "area": "E54000054",
        }
        assert "2 of 9 places in West Yorkshire and Harrogate match your choices" in said(app)

    def test_the_table_holds_every_site_that_was_found(self):
        app = opened("programmes")
        table = next(table.value for table in app.table if "Place" in table.value)
        assert len(table) == 86

    def test_reviews_are_apart_and_are_not_counted(self):
        app = opened("programmes", region=["South West"], services=ALL_THREE)
        table = next(table.value for table in app.table if "Reviewed" in table.value)
        assert table["Reviewed"].tolist() == ["Wiltshire"]
        assert not any("Wiltshire" in label for label in labels(app))
