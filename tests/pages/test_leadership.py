"""The page Leadership: units, queries on little worlds worked out by hand, sentences, figures, and the page itself."""

import csv
import io
import json
from collections.abc import Callable
from datetime import date

import pandas as pd
import plotly.graph_objects as go
import pytest
from streamlit.runtime.state.query_params import QueryParams
from streamlit.testing.v1 import AppTest

from ics.charts.indicator_by_region import _HEADER, _LABEL, _LANE, _MARK, _NARROW, region_dots, region_words
from ics.charts.indicator_over_time import region_panels, share_steps
from ics.charts.palette import DARK, LIGHT
from ics.checks.check import check_files
from ics.readers.upload import SourceFile
from ics.sentences import leadership as sentences
from ics.store.ask import run_query
from ics.store.store import Store
from ics.ui.tables import leadership as tables
from ics.units import in_unit, is_only_yes, is_ordered, is_yes_no, scale_of, unit_in_words, words_by_code
from ics.writers.csv_files import values_template
from tests.support.app import opened, opening, said
from tests.support.indicators import CHAIR, LEAD, SHARES, by_area, by_period, over_time
from tests.support.worlds import csv_bytes, publish

A1, A2, A3, A4, A5 = (f"E5499900{n}" for n in range(1, 6))
PALETTES = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])


def asked(store: Store, name: str, as_at: str, *regions: str, **parameters: object) -> pd.DataFrame:
    given = {"as_at": date.fromisoformat(as_at), "regions": list(regions)} | parameters
    return run_query(name, store, store.current(), **given)


def value(area: str, period: str, number: object = "", label: str = "", precision: str = "month") -> dict:
    return {"indicator_id": "example_1", "area_code": area, "period": period, "period_precision": precision} | {
        "value": number,
        "label": label,
    }


FIVE = [
    {"region": "London", "area_name": "Anywhere"},
    {"region": "London", "area_name": "Sampleford"},
    {"region": "London", "area_name": "Testbury"},
    {"region": "Midlands", "area_name": "Exampleshire"},
    {"region": "Midlands", "area_name": "Mockham"},
]


@pytest.fixture
def world(little: Callable[..., Store]) -> Callable[..., Store]:
    """Five areas, three in London and two in the Midlands, and one indicator with the values given."""

    def make(*values: dict, **definition: object) -> Store:
        return little(areas=FIVE, indicators=[definition], indicator_values=list(values))

    return make


# Units


def test_units_with_words():
    assert words_by_code(CHAIR) == {3: "chair in place", 2: "recruiting", 1: "neither"}
    assert words_by_code(LEAD) == {1: "NHS provider", 2: "CCG", 3: "local government"}
    assert words_by_code("0 or 1") == {1: "yes", 0: "no"}
    assert words_by_code("1 where sourced") == {1: "yes"}


@pytest.mark.parametrize(
    "unit",
    [
        "count",
        "per cent",
        "segment 1-4",
        "self-assessed 1-5",
        "category label",
        "admissions per 100 people",
        "per 1,000 people",
        "minutes, 4 hour standard",
        "codeine prescriptions per 100 people",
    ],
)
def test_units_that_are_quantities_have_no_words(unit: str):
    assert words_by_code(unit) == {}
    assert not is_yes_no(unit)


def test_codes_are_names_and_ordinals_have_an_order():
    assert (is_ordered(LEAD), is_ordered(CHAIR)) == (False, True)
    assert (is_yes_no("0 or 1"), is_yes_no("1 where sourced"), is_yes_no(CHAIR)) == (True, True, False)


def test_a_no_that_is_never_recorded():
    assert [is_only_yes(unit) for unit in ("1 where sourced", "0 or 1", CHAIR, "count")] == [True, False, False, False]


def test_scale_of_a_unit():
    assert scale_of("self-assessed 1-5") == (1, 5)
    assert scale_of("segment 1-4") == (1, 4)
    assert scale_of(CHAIR) == (1, 3)


@pytest.mark.parametrize("unit", ["count", "per cent, 2016-17", "beds per segment 2016-17"])
def test_units_without_a_scale(unit: str):
    assert scale_of(unit) is None


@pytest.mark.parametrize(
    ("number", "unit", "words"),
    [
        (62.345, "per cent", "62.3%"),
        (12.0, "count", "12"),
        (1.5, "count", "1.5"),
        (100, "count", "100"),
        (1234567.0, "count", "1,234,567"),
        (-1234.567, "count", "−1,234.57"),
        (-2.5, "per cent", "−2.5%"),
        (-0.001, "count", "0"),
        (100, "admissions per 100 people", "100"),
        (2, CHAIR, "recruiting"),
        (2.5, CHAIR, "2.5"),
        (0, "0 or 1", "no"),
        (float("nan"), "count", ""),
    ],
)
def test_value_in_its_unit(number: float, unit: str, words: str):
    assert in_unit(number, unit) == words


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        ("0 or 1", "yes or no"),
        ("1 where sourced", "yes or no"),
        ("per cent", "per cent"),
        (CHAIR, "chair in place, recruiting, neither"),
        (LEAD, "NHS provider, CCG, local government"),
        ("self-assessed 1-5", "self-assessed, from 1 to 5"),
    ],
)
def test_a_unit_is_said_without_its_codes(unit: str, words: str):
    assert unit_in_words(unit) == words


READ = {
    "0 or 1": ({1: "yes", 0: "no"}, None),
    "1 where sourced": ({1: "yes"}, None),
    "count": ({}, None),
    "per cent": ({}, None),
    "category label": ({}, None),
    "segment 1-4": ({}, (1, 4)),
    "self-assessed 1-5": ({}, (1, 5)),
    CHAIR: ({3: "chair in place", 2: "recruiting", 1: "neither"}, (1, 3)),
    "ordinal 1-4 (4 Outstanding, 3 Advanced, 2 Making progress, 1 Needs most improvement)": (
        {4: "Outstanding", 3: "Advanced", 2: "Making progress", 1: "Needs most improvement"},
        (1, 4),
    ),
    "ordinal 1-4 (1 emerging, 2 developing, 3 maturing, 4 thriving)": (
        {1: "emerging", 2: "developing", 3: "maturing", 4: "thriving"},
        (1, 4),
    ),
    f"{LEAD}, 4 dedicated system role or chair, 5 other NHS body, 6 joint": (
        {
            1: "NHS provider",
            2: "CCG",
            3: "local government",
            4: "dedicated system role or chair",
            5: "other NHS body",
            6: "joint",
        },
        None,
    ),
}


def test_units_of_the_real_data_are_read_as_they_are_meant(store: Store):
    units = asked_without(store, "indicators_by_theme")["unit"].unique()
    assert {unit: (words_by_code(unit), scale_of(unit)) for unit in units} == READ


def asked_without(store: Store, name: str) -> pd.DataFrame:
    return run_query(name, store, store.current())


# Queries


def test_a_value_counts_from_the_first_day_of_its_period(world):
    store = world(value(A1, "2020-04-01", 3), value(A1, "2021-04-01", 1))
    days = ["2020-03-31", "2020-04-01", "2020-04-30", "2021-03-31", "2021-04-01"]
    found = [asked(store, "indicator_by_area", day, indicator="example_1")["value"].iloc[0] for day in days]
    assert pd.isna(found[0])
    assert found[1:] == [3, 3, 3, 1]


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        (("2019-10-01", "month"), ("2019-04-01", "year")),  # of 1 October 2019, and of 31 March 2020
        (("2020-02-01", "day"), ("2020-01-01", "quarter")),
        (("2019-04-01", "year"), ("2020-03-31", "day")),  # both of 31 March 2020: the later period
    ],
)
def test_the_latest_value_is_the_one_that_counts_from_the_latest_day(world, earlier: tuple, later: tuple):
    both = [
        value(A1, period, number, precision=precision) for number, (period, precision) in enumerate((earlier, later))
    ]
    for values in (both, both[::-1]):
        rows = asked(world(*values), "indicator_by_area", "2021-04-01", indicator="example_1")
        assert rows["value"].iloc[0] == 1


def test_a_later_label_hides_an_earlier_number(world):
    store = world(value(A1, "2019-04-01", 3), value(A1, "2020-04-01", label="Sources conflict"))
    first = asked(store, "indicator_by_area", "2021-04-01", indicator="example_1").iloc[0]
    assert pd.isna(first["value"])
    assert first["label"] == "Sources conflict"


def test_areas_are_by_region_and_name_with_and_without_values(world):
    store = world(value(A4, "2020-04-01", 9))
    rows = asked(store, "indicator_by_area", "2021-04-01", indicator="example_1")
    assert list(rows["area_name"]) == ["Anywhere", "Sampleford", "Testbury", "Exampleshire", "Mockham"]
    assert list(rows["value"].notna()) == [False, False, False, True, False]


def test_medians_need_half_of_the_areas_and_england_is_all_of_it(world):
    store = world(value(A1, "2020-04-01", 10), value(A4, "2020-04-01", 2), value(A5, "2020-04-01", 4))
    rows = asked(store, "indicator_by_area", "2021-04-01", "London", "Midlands", indicator="example_1")
    first = rows.drop_duplicates("region").set_index("region")
    assert pd.isna(first.loc["London", "region_median"])  # 1 of 3
    assert first.loc["Midlands", "region_median"] == 3  # 2 and 4
    london = asked(store, "indicator_by_area", "2021-04-01", "London", indicator="example_1")
    assert set(london["england_median"]) == {4}  # 2, 4 and 10, although only London is shown
    assert set(zip(london["england_recorded"], london["england_areas"], strict=True)) == {(3, 5)}


def test_codes_have_no_median(world):
    store = world(*(value(area, "2020-04-01", 2) for area in (A1, A2, A3, A4, A5)), unit=LEAD)
    rows = asked(store, "indicator_by_area", "2021-04-01", indicator="example_1")
    assert rows["region_median"].isna().all()
    assert rows["england_median"].isna().all()


def test_counts_by_period_leave_out_empty_and_later_values(world):
    store = world(
        value(A1, "2019-04-01", 1),
        value(A2, "2019-04-01", 0),
        value(A3, "2019-04-01", label="Sources conflict"),
        value(A1, "2020-04-01", 1),
        value(A4, "2020-04-01", 1),
        value(A1, "2021-05-01", 1),
        unit="0 or 1",
    )
    rows = asked(store, "indicator_counts_by_period", "2021-04-01", indicator="example_1")
    found = rows[["value", "value_areas", "recorded", "areas"]].to_numpy().tolist()
    assert found == [[0, 1, 2, 5], [1, 1, 2, 5], [1, 2, 2, 5]]
    london = asked(store, "indicator_counts_by_period", "2021-04-01", "London", indicator="example_1")
    assert london[["value", "value_areas", "recorded", "areas"]].to_numpy().tolist()[-1] == [1, 1, 1, 3]


def test_values_over_time_have_the_median_of_their_region_and_period(world):
    store = world(value(A4, "2019-04-01", 4), value(A5, "2019-04-01", 8), value(A4, "2020-04-01", 2))
    rows = asked(store, "indicator_over_time", "2021-04-01", indicator="example_1")
    found = rows[["area_name", "value", "region_median", "recorded", "areas"]].to_numpy().tolist()
    assert found == [["Exampleshire", 4, 6, 2, 5], ["Exampleshire", 2, 2, 1, 5], ["Mockham", 8, 6, 2, 5]]


MIXED = [
    value(A4, "2019-04-01", 1),
    value(A5, "2019-04-01", 1),
    value(A1, "2019-04-01", 3, precision="year"),
    value(A2, "2019-04-01", 1, precision="year"),
    value(A3, "2019-04-01", 5, precision="year"),
]


def test_a_month_and_a_year_that_begin_together_are_two_periods_in_the_counts(world):
    rows = asked(world(*MIXED), "indicator_counts_by_period", "2021-04-01", indicator="example_1")
    found = rows[["period_precision", "value", "value_areas", "recorded"]].to_numpy().tolist()
    assert found == [["month", 1, 2, 2], ["year", 1, 1, 3], ["year", 3, 1, 3], ["year", 5, 1, 3]]
    assert tables.counts_table(rows, "count").to_numpy().tolist() == [
        ["April 2019", "2 of 5", "1: 2"],
        ["the year from April 2019", "3 of 5", "1: 1; 3: 1; 5: 1"],
    ]
    assert sentences.periods_sentence(rows).startswith("2 periods have values, for 2 to 3 of 5 areas each.")


@pytest.mark.usefixtures("_no_address")
def test_a_month_and_a_year_that_begin_together_are_two_periods_over_time(world):
    more = [value(A3, "2020-04-01", 2), value(A4, "2020-04-01", 2), value(A2, "2018-04-01", 2)]
    mixed = [*MIXED[:-1], value(A5, "2018-04-01", 4), *more]
    mixed[1] = value(A3, "2019-04-01", 9)  # London by month, next to two of it by year
    rows = asked(world(*mixed), "indicator_over_time", "2021-04-01", indicator="example_1")
    april = rows[rows["period"] == pd.Timestamp("2019-04-01")].set_index("area_name")
    assert april["recorded"].to_dict() == {"Anywhere": 2, "Sampleford": 2, "Testbury": 2, "Exampleshire": 2}
    assert april["region_median"].dropna().to_dict() == {"Anywhere": 2, "Sampleford": 2, "Exampleshire": 1}
    table = tables.over_time_table(rows, "count")
    assert list(table.columns[2:]) == ["April 2018", "April 2019", "the year from April 2019", "April 2020"]
    assert table["April 2019"].tolist() == ["? not recorded", "? not recorded", "9", "1", "? not recorded"]
    assert table["the year from April 2019"].tolist()[:3] == ["3", "1", "? not recorded"]
    keys = rows[["period", "period_precision"]].drop_duplicates()
    assert sentences.left_out_sentence(rows, keys) == ""
    assert sentences.left_out_sentence(rows, keys.head(3)).startswith(" 1 more period has a value")
    words = [text for trace in region_panels(rows, "count", LIGHT).data for text in trace.hovertext or () if text]
    assert "<b>Testbury</b><br>April 2019: 9" in words
    assert "<b>Anywhere</b><br>the year from April 2019: 3" in words


def test_lessons_count_the_areas_that_assessed_themselves(little):
    lessons = [
        {"indicator_id": "lesson_02", "framework": "16 lessons"},
        {"indicator_id": "lesson_01", "framework": "16 lessons"},
        {"indicator_id": "other", "indicator_name": "Other", "related_lesson": "lesson_01"},
    ]
    values = [value(A1, "2021-03-01", 4) | {"indicator_id": "lesson_02"}]
    store = little(areas=FIVE, indicators=lessons, indicator_values=values)
    rows = asked(store, "lessons", "2021-04-01")
    found = rows[["indicator_id", "recorded", "areas", "related_indicators"]].to_numpy().tolist()
    assert found == [["lesson_01", 0, 5, "Other"], ["lesson_02", 1, 5, ""]]
    assert list(asked(store, "lessons", "2021-02-28")["recorded"]) == [0, 0]


@pytest.mark.parametrize(
    ("as_at", "areas"),
    [
        ("2016-04-01", 5),
        ("2018-12-31", 7),
        ("2019-04-01", 9),
        ("2020-04-01", 20),
        ("2020-04-30", 20),
        ("2021-04-01", 27),
    ],
)
def test_areas_with_one_ccg_in_the_real_data(store: Store, as_at: str, areas: int):
    rows = asked(store, "indicator_by_area", as_at, indicator="ccg_single")
    assert (rows["value"].sum(), len(rows)) == (areas, 42)


# Figures


@pytest.mark.parametrize(
    "draw",
    [
        lambda unit: region_dots(by_area(1, 1), unit, 1.0, LIGHT),
        lambda unit: region_panels(over_time(a=[1, 1], b=[1, 1]), unit, LIGHT),
        lambda unit: region_words(by_area(1, None), unit, LIGHT),
    ],
    ids=["dots", "panels", "words"],
)
def test_words_of_a_unit_are_not_markup_in_a_figure(draw: Callable[[str], go.Figure]):
    drawn = draw("code 1 a<i>b").to_json().replace("\\u003c", "<").replace("\\u003e", ">")
    assert "a&lt;i&gt;b" in drawn
    assert "<i>" not in drawn


def two_regions(*london: float | None, midlands: tuple[float | None, ...] = (5,)) -> pd.DataFrame:
    """Rows of two regions with their own medians."""
    return pd.concat([by_area(*london), by_area(*midlands).assign(region="Midlands")], ignore_index=True)


def headers(drawn: object) -> list[str]:
    return [annotation.text for annotation in drawn.layout.annotations]


def trace(drawn: object, name: str) -> object:
    (found,) = [trace for trace in drawn.data if trace.name == name]
    return found


@PALETTES
def test_dots_are_at_their_values_with_labels_and_names(colours):
    dots = trace(region_dots(two_regions(1, 3, None), "count", None, colours), "Area")
    assert sorted(zip(dots.x, dots.text, strict=True)) == [(1, "A1"), (3, "A2"), (5, "A1")]
    assert any("<b>Area 2</b><br>3 (April 2020)" in words for words in dots.hovertext)


def test_dots_of_one_value_do_not_cover_each_other():
    rows = by_area(1, 1, 1, 9)
    dots = trace(region_dots(rows, "count", None, LIGHT), "Area")
    places = sorted(zip(dots.x, dots.y, strict=True))
    assert len(set(places)) == 4
    first = _HEADER + _MARK + _LANE / 2
    assert [y for x, y in places if x == 1] == [first, first + _LANE, first + 2 * _LANE]
    assert [y for x, y in places if x == 9] == [first]  # there is room next to the first label


def test_labels_in_one_lane_have_room_on_the_narrowest_screen():
    rows = by_area(*range(12))
    dots = trace(region_dots(rows, "count", None, LIGHT), "Area")
    room = _LABEL * 11 / (_NARROW - _LABEL)
    lanes = pd.DataFrame({"x": dots.x, "y": dots.y}).sort_values("x").groupby("y")["x"]
    assert lanes.diff().dropna().min() >= room
    assert lanes.ngroups > 1


def test_medians_and_expectation_are_marked_and_labelled():
    drawn = region_dots(two_regions(1, 3, midlands=(5, None, None)), "count", 1.0, LIGHT)
    assert list(trace(drawn, "Middle area of the region (median)").x) == [2]
    assert list(trace(drawn, "Expected: 1").x) == [1, 1]
    assert list(trace(drawn, "Middle area of England (median): 2").x) == [2, 2]
    assert headers(drawn) == [
        "<b>London</b> middle area 2 · 2 areas",
        "<b>Midlands</b> 1 of 3 areas with a value",
    ]


def test_nothing_is_drawn_for_no_median_and_no_expectation():
    drawn = region_dots(by_area(5, None, None), "count", None, LIGHT)
    assert [trace.name for trace in drawn.data] == ["Area"]


def test_large_values_are_written_out_on_the_axis():
    drawn = region_dots(by_area(1_000_000, 3_000_000), "count", None, LIGHT)
    assert drawn.layout.xaxis.tickformat == ",~f"
    assert headers(drawn) == ["<b>London</b> middle area 2,000,000 · 2 areas"]


def test_a_self_assessment_is_drawn_on_its_whole_scale():
    drawn = region_dots(by_area(3, 3), "self-assessed 1-5", None, LIGHT)
    low, high = drawn.layout.xaxis.range
    assert low < 1
    assert high > 5


@PALETTES
def test_bars_of_words_run_from_most_to_least_and_end_with_what_is_not_recorded(colours):
    drawn = region_words(two_regions(3, 1, 3, None, midlands=(2,)), CHAIR, colours)
    assert [trace.name for trace in drawn.data] == [
        "● chair in place",
        "◑ recruiting",
        "○ neither",
        "? no value",
    ]
    assert [(list(trace.x), list(trace.text)) for trace in drawn.data] == [
        ([2], ["● 2"]),
        ([1], ["◑ 1"]),
        ([1], ["○ 1"]),
        ([1], ["? 1"]),
    ]
    assert headers(drawn) == ["<b>London</b> 3 of 4 areas with a value", "<b>Midlands</b> 1 area"]


def test_bars_of_yes_and_no_name_their_areas_on_hover():
    drawn = region_words(by_area(1, 0, 1, None), "0 or 1", LIGHT)
    assert [trace.name for trace in drawn.data] == ["● yes", "○ no", "? not recorded"]
    assert drawn.data[0].hovertext == ("<b>London</b><br>yes: 2 areas<br>Area 1<br>Area 3",)


def test_bars_of_codes_are_in_the_order_of_the_unit_with_a_symbol_each():
    drawn = region_words(by_area(2, 1, 3), LEAD, LIGHT)
    assert [trace.name for trace in drawn.data] == ["◆ NHS provider", "■ CCG", "▲ local government"]
    assert len({trace.marker.color for trace in drawn.data}) == 3


def test_share_steps_say_their_counts_and_the_expectation():
    shares = sentences.yes_by_period(SHARES)
    drawn = share_steps(shares, pd.Timestamp("2021-04-01"), "one typical", LIGHT)
    (line,) = drawn.data
    assert (list(line.y), list(line.text)) == ([0, 40], ["<b>0 of 5</b>", "<b>2 of 5</b>"])
    assert line.line.shape == "hv"
    assert headers(drawn) == ["Expected by 1 April 2021:<br>one typical"]
    assert headers(share_steps(shares, None, "", LIGHT)) == []


def test_panels_have_a_line_per_area_and_the_median_of_the_region():
    values = pd.concat([over_time(a=[4, 1], b=[2, 2]), over_time(c=[9, 9]).assign(region="Midlands")])
    drawn = region_panels(values, "count", LIGHT)
    assert headers(drawn) == ["<b>London</b><br>middle area 3 → 1.5", "<b>Midlands</b><br>middle area 9 → 9"]
    lines = drawn.data[0]
    assert list(lines.y) == [4, 1, None, 2, 2]
    assert lines.hovertext[0] == "<b>a</b><br>April 2019: 4"
    assert list(drawn.data[1].y) == [3, 1.5]
    assert drawn.layout.yaxis.range == drawn.layout.yaxis2.range
    assert [trace.showlegend for trace in drawn.data] == [True, True, False, False]


def test_a_single_panel_takes_the_whole_width():
    drawn = region_panels(over_time(a=[4, 1]), "count", LIGHT)
    assert tuple(drawn.layout.xaxis.domain) == (0, 1)


def test_hostile_names_are_drawn_as_text():
    rows = by_area(1, 3).assign(area_name="<a href='x'>x</a>", tile_label="<a>", region="<a>")
    values = over_time(a=[4, 1]).assign(area_name="<a href='x'>x</a>", region="<a>")
    for drawn in (
        region_dots(rows, "count", None, LIGHT),
        region_words(rows, CHAIR, LIGHT),
        region_panels(values, "count", LIGHT),
    ):
        assert "<a" not in drawn.to_json().replace("\\u003c", "<")


# Tables


@pytest.fixture
def _no_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ics.ui.links.view_parameters", dict)


@pytest.mark.usefixtures("_no_address")
def test_value_table_names_areas_that_are_not_recorded():
    table = tables.value_table(by_area(1, "Sources conflict", None), "0 or 1")
    assert list(table["Value"]) == ["yes", "– description only", "? not recorded"]
    assert list(table["Description"].fillna("")) == ["", "Sources conflict", ""]
    assert list(table["Date"]) == ["April 2020", "April 2020", ""]
    assert table["Source"].iloc[0] == "[Example source](https://example.org/values)"
    assert table["Source"].iloc[2] == ""


def test_share_table():
    table = tables.share_table(SHARES)
    assert table.to_numpy().tolist() == [
        ["April 2019", "0 of 5", "0%", "5 of 5"],
        ["April 2020", "2 of 5", "40%", "5 of 5"],
    ]


def test_counts_table_uses_the_words_of_the_unit():
    table = tables.counts_table(by_period(("2019-04-01", 2, 1), ("2019-04-01", 3, 2), ("2020-04-01", 1, 1)), CHAIR)
    assert table.to_numpy().tolist() == [
        ["April 2019", "3 of 5", "chair in place: 2; recruiting: 1"],
        ["April 2020", "1 of 5", "neither: 1"],
    ]


@pytest.mark.usefixtures("_no_address")
def test_over_time_table_has_a_column_per_period():
    table = tables.over_time_table(over_time(a=[4, 1], b=[None, 2]), "count")
    assert table[["April 2019", "April 2020"]].to_numpy().tolist() == [["4", "1"], ["? not recorded", "2"]]


# The template


def template_rows(content: bytes) -> list[dict]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_template_has_the_header_of_the_table_and_a_row_per_area_and_lesson():
    rows = template_rows(values_template(["lesson_01", "lesson_02"], [A1, A2]))
    assert [(row["area_code"], row["indicator_id"]) for row in rows] == [
        (A1, "lesson_01"),
        (A1, "lesson_02"),
        (A2, "lesson_01"),
        (A2, "lesson_02"),
    ]
    assert {row[name] for row in rows for name in row if name not in ("area_code", "indicator_id")} == {""}


def filled(store: Store) -> SourceFile:
    rows = template_rows(values_template(["lesson_01", "lesson_04"], ["E54000013", "E54000014"]))
    for number, row in enumerate(rows, 2):
        row |= {"period": "2021-03-01", "period_precision": "month", "value": number}
        row |= {"source_title": "Example source", "source_url": "https://example.org/assessment"}
    return SourceFile("lessons_template.csv", csv_bytes(list(rows[0]), rows))


def test_template_as_it_is_would_not_be_published(store: Store):
    empty = SourceFile("lessons_template.csv", values_template(["lesson_01"], ["E54000013"]))
    columns = {problem.column for problem in check_files([empty], store, 1).problems}
    assert {"period", "source_title", "source_url"} <= columns


# The page


def charts(app: AppTest) -> int:
    return len(app.get("plotly_chart"))


def table_with(app: AppTest, column: str) -> pd.DataFrame:
    (found,) = [table.value for table in opening(app).table if column in table.value]
    return found


@pytest.mark.parametrize(("as_at", "areas"), [("2020-04-01", 20), ("2020-04-30", 20), ("2021-04-01", 27)])
def test_page_says_how_many_areas_had_one_ccg(published: Store, as_at: str, areas: int):
    app = opened("leadership", as_at=as_at, indicator="ccg_single")
    assert not app.exception
    assert f"One CCG (clinical commissioning group) for the whole area: yes in {areas} of 42 areas in England" in said(
        app
    )
    assert charts(app) == 2


def test_page_begins_with_the_single_ccg_and_its_definition(published: Store):
    app = opened("leadership")
    assert "yes in 27 of 42 areas in England (64%) in April 2021" in said(app)
    assert app.selectbox(key="theme").value == "collaboration and sovereignty"
    assert app.selectbox(key="indicator").value == "ccg_single"
    words = said(app)
    assert "**How complete**: We have a value for all 42 areas. All dates: 42 areas, the same 6 points" in words
    assert "Yes is better. Expected: yes." in words
    assert "**Unit**: yes or no" in words
    assert "In April 2016 it was 5 of 42." in words
    assert "Derived from ccg_count; target: NHS Long Term Plan" in words
    assert list(table_with(app, "Description")["Area"].str.contains(r"\(area\?area=E54")) == [True] * 42


def test_page_names_the_areas_that_are_not_recorded(published: Store):
    app = opened("leadership", indicator="stp_overall_rating")
    words = said(app)
    assert (
        "We have a value for 14 of 42 areas. For 1 we have a description only. For 27 we found nothing. Not recorded "
        "does not mean no."
    ) in words
    assert "Areas without a value are left out." in words
    assert (table_with(app, "Description")["Value"].str.contains("not recorded")).sum() == 27


@pytest.mark.parametrize(
    ("indicator", "as_at", "drawn"),
    [
        ("ccg_count", "2021-04-01", 2),
        ("nss_work_stress", "2021-04-01", 2),
        ("lead_org_type", "2021-04-01", 1),
        ("indep_chair_status", "2022-12-31", 1),
        ("cqc_pcr_phase1", "2021-04-01", 1),
        ("cqc_lsr_any", "2021-04-01", 1),
        ("sof_segment", "2025-12-31", 1),
        ("ics_maturity_level", "2021-04-01", 0),
        ("stp_leadership_rating", "2021-04-01", 0),
        ("trust_count", "2021-04-01", 0),
        ("lesson_05", "2021-04-01", 0),
    ],
)
def test_page_draws_what_is_recorded(published: Store, indicator: str, as_at: str, drawn: int):
    app = opened("leadership", indicator=indicator, as_at=as_at)
    assert not app.exception
    assert not app.warning
    assert charts(app) == drawn


def test_label_without_a_number_is_told(published: Store):
    assert "Cambridgeshire and Peterborough (“Progressing towards maturing”)" in said(
        opened("leadership", indicator="ics_maturity_level")
    )


def test_reviews_by_the_regulator_are_context(published: Store):
    assert "Neither yes nor no is better." in said(opened("leadership", indicator="cqc_lsr_any"))


@pytest.mark.parametrize(
    "view", [{"as_at": "2016-01-01"}, {"region": "London"}, {"as_at": "2016-01-01", "region": "London"}]
)
def test_page_before_anything_and_for_one_region(published: Store, view: dict):
    app = opened("leadership", **view)
    assert not app.exception
    assert not app.error
    assert charts(app) == (0 if "as_at" in view else 2)
    if "as_at" in view:
        assert "choose a later date" in said(app)
        assert "No area has a value, so there is no chart. The table lists every area." in said(app)


def test_one_region_is_counted_by_itself(published: Store):
    words = said(opened("leadership", region="London", as_at="2020-04-30"))
    assert "yes in 3 of 5 areas in London (60%) in April 2020" in words


def test_indicator_in_the_address_brings_its_theme(published: Store):
    app = opened("leadership", indicator="nss_work_stress")
    assert app.selectbox(key="theme").value == "workforce"
    assert "theme" not in app.query_params


def test_another_theme_drops_the_indicator_without_a_warning(published: Store):
    app = opened("leadership", indicator="nss_work_stress")
    app.selectbox(key="theme").set_value("governance and accountability").run()
    assert app.query_params["theme"] == "governance and accountability"
    assert "indicator" not in app.query_params
    assert app.selectbox(key="indicator").value == "utla_count"
    assert not app.warning
    app.selectbox(key="indicator").set_value("sof_segment").run()
    assert app.query_params["indicator"] == "sof_segment"
    app.selectbox(key="theme").set_value("collaboration and sovereignty").run()
    assert app.selectbox(key="indicator").value == "ccg_single"
    assert not app.warning


def choose(app: AppTest, name: str, word: str) -> None:
    app.selectbox(key=name).set_value(word).run()
    assert not app.exception
    assert not app.warning


def test_a_chosen_theme_stays(published: Store):
    app = opened("leadership", indicator="nss_motivation")
    for theme in ("outcomes", "workforce", "collaboration and sovereignty", "workforce"):
        choose(app, "theme", theme)
        assert app.selectbox(key="theme").value == theme
        assert app.query_params.get("indicator") is None


def test_the_first_indicator_of_a_theme_can_be_chosen(published: Store):
    app = opened("leadership", indicator="nss_work_stress")
    for indicator in ("nss_motivation", "nss_work_stress", "nss_motivation"):
        choose(app, "indicator", indicator)
        assert app.selectbox(key="theme").value == "workforce"
        assert app.selectbox(key="indicator").value == indicator


def test_a_choice_of_theme_is_one_step_of_the_address(published: Store, monkeypatch: pytest.MonkeyPatch):
    """So that Back leads to where the choice was made, and not to an address that is changed at once."""
    app = opened("leadership", indicator="nss_motivation", region=["London", "Midlands"])
    written = []
    send = QueryParams._send_query_param_msg
    monkeypatch.setattr(QueryParams, "_send_query_param_msg", lambda self: (written.append(dict(self)), send(self)))
    choose(app, "theme", "outcomes")
    assert len(written) == 1
    assert app.query_params == {"region": ["London", "Midlands"], "theme": "outcomes"}
    del app.query_params["theme"]  # Back
    app.query_params["indicator"] = "nss_motivation"
    written.clear()
    app.run()
    assert (app.selectbox(key="theme").value, app.selectbox(key="indicator").value) == ("workforce", "nss_motivation")
    assert not written


def test_an_indicator_in_the_address_wins_over_another_theme_there(published: Store):
    app = opened("leadership", indicator="nss_motivation", theme="outcomes")
    assert (app.selectbox(key="theme").value, app.selectbox(key="indicator").value) == ("workforce", "nss_motivation")
    assert not app.warning


@pytest.mark.parametrize("as_at", ["2021-04-01", "2019-12-31"])
def test_the_figures_of_a_quantity_pass_the_checks_of_plotly(published: Store, as_at: str):
    figures = opened("leadership", indicator="ccg_count", as_at=as_at).get("plotly_chart")
    assert len(figures) == 2
    for chart in figures:
        go.Figure(json.loads(chart.proto.spec))  # raises ValueError for a property that plotly does not know


def test_template_is_made_when_it_is_asked_for(published: Store, monkeypatch: pytest.MonkeyPatch):
    offered = {}

    def offer(label: str, data: object, file_name: str, *_: object, **__: object) -> None:
        offered[file_name] = data

    monkeypatch.setattr("streamlit.download_button", offer)
    assert not opened("leadership", area="E54000013").exception
    data = offered["lessons_template.csv"]
    assert callable(data)
    assert data() == values_template([f"lesson_{n:02}" for n in range(1, 17)], ["E54000013"])


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("theme", "The link asks for the theme “nonsense”, which we do not have."),
        ("indicator", "“nonsense” (indicator)"),
        ("area", "“nonsense”"),
    ],
)
def test_what_the_address_cannot_mean_is_ignored_with_a_word(published: Store, name: str, word: str):
    app = opened("leadership", **{name: "nonsense"})
    assert not app.exception
    assert word in app.warning[0].value.replace("\\", "")
    assert "yes in 27 of 42 areas" in said(app)


def test_what_a_leader_said_is_not_data(store: Store):
    words = said(opened("leadership"))
    assert "lead of the Nottinghamshire integrated care system (ICS), in our words" in words
    assert "(https://www.themj.co.uk/heroes-todays-health-care-landscape)" in words
    assert "not data on any area" in words


def test_lessons_are_listed_without_values(published: Store):
    app = opened("leadership")
    assert "No area has published a self-assessment by this date" in said(app)
    listed = table_with(app, r"Lesson\, in our words")
    assert len(listed) == 16
    assert set(listed["Areas that rated themselves"]) == {"0 of 42"}


def test_published_lessons_are_drawn_like_any_other_indicator(store: Store):
    checked = check_files([filled(store)], store, 1)
    assert not checked.problems
    publish(checked, store, "A self-assessment")
    app = opened("leadership", indicator="lesson_04")
    assert not app.exception
    assert charts(app) == 1
    words = said(app)
    assert "Leadership that is shared: from 3 to 5 in 2 areas in England with a value in March 2021" in words
    assert "2 of 16 lessons have a self-assessment by this date" in words


def test_page_without_any_indicator_says_what_to_do(little: Callable[..., Store]):
    little(areas=FIVE)
    app = opened("leadership")
    assert not app.exception
    assert "There are no indicators yet" in app.info[0].value
    assert "The lessons are not among the indicators yet" in said(app)
