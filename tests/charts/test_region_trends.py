"""The small charts of the regions: one line each, all on the same scales."""

import html
import re
from datetime import date
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import pytest

from ics.charts.palette import DARK, LIGHT, Palette
from ics.charts.region_trends import region_trends, trends_height
from ics.store.ask import run_query
from ics.store.store import Store

TARGET = pd.Timestamp("2021-04-01")
PALETTES = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
REGIONS = ["East", "London", "Midlands", "North East", "North West", "South East", "South West"]
Step = tuple[str, int]


def over_time(areas: int = 4, **regions: list[Step]) -> pd.DataFrame:
    """Rows of the query region_coverage_over_time: for each region its days with the designated areas, of `areas`."""
    rows = [(name.replace("_", " "), on, done, areas) for name, steps in regions.items() for on, done in steps]
    frame = pd.DataFrame(rows, columns=["region", "day", "designated_areas", "areas"])
    return frame.assign(day=pd.to_datetime(frame["day"]))


TWO = over_time(
    London=[("2016-01-01", 0), ("2019-05-31", 1), ("2021-04-01", 3)],
    South_West=[("2016-01-01", 0), ("2021-04-01", 4)],
)


def checked(drawn: go.Figure) -> go.Figure:
    """The figure after the checks of plotly, which raise ValueError for a property that it does not know."""
    return go.Figure(drawn.to_plotly_json())


def many(number: int) -> go.Figure:
    rows = pd.concat([over_time(**{name: [("2016-01-01", 0), ("2021-04-01", 4)]}) for name in REGIONS[:number]])
    return checked(region_trends(rows, TARGET, LIGHT))


def axes(drawn: go.Figure, letter: str) -> list[go.layout.XAxis]:
    found = [name for name in drawn.layout.to_plotly_json() if name.startswith(f"{letter}axis")]
    return [drawn.layout[name] for name in found]


def words(drawn: go.Figure) -> list[str]:
    return [note.text for note in drawn.layout.annotations]


def counts(drawn: go.Figure) -> list[go.layout.Annotation]:
    """The words at the ends of the lines: "3 of 4"."""
    return [note for note in drawn.layout.annotations if re.fullmatch(r"\d+ of \d+", note.text)]


def test_each_region_has_one_stepped_line_of_percentages():
    drawn = checked(region_trends(TWO, TARGET, LIGHT))
    assert [trace.name for trace in drawn.data] == ["London", "South West"]
    assert [list(trace.y) for trace in drawn.data] == [[0, 25, 75], [0, 100]]
    assert [pd.Timestamp(x) for x in drawn.data[0].x] == [
        *map(pd.Timestamp, ("2016-01-01", "2019-05-31", "2021-04-01"))
    ]
    assert {(trace.mode, trace.line.shape) for trace in drawn.data} == {("lines", "hv")}


def test_each_region_has_axes_of_its_own():
    drawn = many(7)
    assert len({(trace.xaxis, trace.yaxis) for trace in drawn.data}) == 7
    assert len(axes(drawn, "x")) == len(axes(drawn, "y")) == 7


def test_all_lines_are_on_the_same_scales():
    late = over_time(South_West=[("2020-01-01", 0), ("2021-04-01", 4)])  # begins later than the others
    drawn = checked(region_trends(pd.concat([TWO[TWO["region"] == "London"], late]), TARGET, LIGHT))
    assert {tuple(axis.range) for axis in axes(drawn, "y")} == {(0, 100)}
    (range_,) = {tuple(map(pd.Timestamp, axis.range)) for axis in axes(drawn, "x")}
    assert range_ == (pd.Timestamp("2016-01-01"), TARGET)


@pytest.mark.parametrize("number", range(1, 8))
def test_no_chart_covers_another(number: int):
    drawn = many(number)
    boxes = [(x.domain, y.domain) for x, y in zip(axes(drawn, "x"), axes(drawn, "y"), strict=True)]
    for place, (x, y) in enumerate(boxes):
        assert 0 <= x[0] < x[1] <= 1
        assert 0 <= y[0] < y[1] <= 1
        for other_x, other_y in boxes[:place]:
            assert x[0] >= other_x[1] or other_x[0] >= x[1] or y[0] >= other_y[1] or other_y[0] >= y[1]


@pytest.mark.parametrize("number", range(1, 8))
def test_the_years_are_under_the_last_chart_of_each_column(number: int):
    under = [axis.showticklabels for axis in axes(many(number), "x")]
    assert under == [place >= number - 2 for place in range(number)]


@pytest.mark.parametrize(("regions", "rows"), [(1, 1), (2, 1), (3, 2), (7, 4)])
def test_the_height_grows_with_the_rows_of_charts(regions: int, rows: int):
    one = trends_height(2) - trends_height(0)
    assert trends_height(regions) == trends_height(0) + rows * one
    assert many(regions).layout.height == trends_height(regions)


def test_each_region_is_named_and_ends_with_its_count():
    drawn = checked(region_trends(TWO, TARGET, LIGHT))
    assert words(drawn) == ["<b>London</b>", "3 of 4", "<b>South West</b>", "4 of 4"]
    assert [note.y for note in counts(drawn)] == [0.75, 1]
    assert [note.yref for note in counts(drawn)] == ["y domain", "y2 domain"]


def test_the_days_are_said_with_their_counts_on_hover():
    drawn = checked(region_trends(TWO, TARGET, LIGHT))
    assert list(drawn.data[0].text) == ["1 January 2016: 0 of 4", "31 May 2019: 1 of 4", "1 April 2021: 3 of 4"]
    assert drawn.data[0].hovertemplate == "%{text}<extra></extra>"


def test_the_target_is_an_upright_line_in_each_chart():
    drawn = checked(region_trends(TWO, TARGET, LIGHT))
    assert [(shape.xref, shape.yref) for shape in drawn.layout.shapes] == [("x", "y"), ("x2", "y2")]
    for shape in drawn.layout.shapes:
        assert (shape.type, pd.Timestamp(shape.x0), pd.Timestamp(shape.x1)) == ("line", TARGET, TARGET)
        assert (shape.y0, shape.y1) == (0, 100)


def test_without_a_target_there_is_no_line_of_one():
    assert len(checked(region_trends(TWO, None, LIGHT)).layout.shapes) == 0


@PALETTES
def test_lines_and_their_counts_have_the_colour_of_areas(colours: Palette):
    drawn = checked(region_trends(TWO, TARGET, colours))
    assert {trace.line.color for trace in drawn.data} == {colours.areas}
    assert {note.font.color for note in counts(drawn)} == {colours.areas}


def test_the_charts_need_no_legend_and_cannot_be_zoomed_by_a_thumb_that_scrolls_past():
    drawn = many(3)
    assert drawn.layout.showlegend is False
    assert drawn.layout.dragmode is False
    assert all(axis.fixedrange for axis in [*axes(drawn, "x"), *axes(drawn, "y")])


def test_markup_in_the_name_of_a_region_is_shown_letter_for_letter():
    hostile = '<a href="https://example.org/x">x</a>'
    drawn = checked(region_trends(TWO.assign(region=hostile), TARGET, LIGHT))
    assert "<a" not in drawn.to_json().replace("\\u003c", "<")
    assert drawn.data[0].name == html.escape(hostile, quote=False)


@PALETTES
@pytest.mark.parametrize("regions", [[], ["London"], ["London", "Midlands"]], ids=str)
def test_the_real_charts_end_where_the_rows_end(built: Path, colours: Palette, regions: list[str]):
    known = {"as_at": date(2020, 12, 31), "from_date": date(2016, 1, 1), "regions": regions}
    rows = run_query("region_coverage_over_time", Store(built), 1, **known)
    drawn = checked(region_trends(rows, TARGET, colours))
    last = rows.groupby("region").last()
    assert [trace.name for trace in drawn.data] == last.index.tolist()
    assert [note.text for note in counts(drawn)] == [f"{r.designated_areas} of {r.areas}" for r in last.itertuples()]
    assert [trace.y[-1] for trace in drawn.data] == pytest.approx(
        (100 * last["designated_areas"] / last["areas"]).tolist()
    )
