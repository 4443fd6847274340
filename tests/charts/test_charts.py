"""The figures, read back from their traces and layout: what is drawn, in which order, with which words."""

import html
import math
import re
from datetime import date
from itertools import combinations, pairwise
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import pytest

from ics.charts.coverage import coverage_steps
from ics.charts.hexagons import stage_hexagons
from ics.charts.palette import DARK, LIGHT, STAGE_SYMBOLS, Palette, palette, rank
from ics.charts.regions import region_stage_bars
from ics.query_rows import AreasWithStageRow, PaceToTargetRow, RegionsByFurthestStageRow, last_row
from ics.sentences.progress import star_of
from ics.settings import ROOT
from ics.store.ask import run_query
from ics.store.store import Store
from tests.support.contrast import contrast
from tests.support.rows import frame_of, row_of

STAGES = [1, 2, 3, 4, 7]  # as in milestones.csv
TARGET = pd.Timestamp("2021-04-01")
NAMES = {-1: "Not recorded", 0: "None yet", 1: "Footprint", 2: "Plan published", 3: "Shadow ICS", 4: "ICS designated"}
CHARTS = sorted((ROOT / "ics" / "charts").glob("*.py"))
PALETTES = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])


def real(folder: Path, name: str, as_at: str, **parameters: object) -> pd.DataFrame:
    given = {"as_at": date.fromisoformat(as_at), "regions": []} | parameters
    return run_query(name, Store(folder), 1, **given)


# Regions by furthest stage


def by_stage(*rows: tuple[str, int, int]) -> pd.DataFrame:
    """Rows of the query regions_by_furthest_stage: region, stage and number of areas."""
    return pd.DataFrame(
        [
            {
                "region": region,
                "stage": NAMES[sequence],
                "stage_sequence": sequence,
                "areas": areas,
                "region_areas": areas,
                "area_names": "; ".join(f"Area {n}" for n in range(1, areas + 1)),
            }
            for region, sequence, areas in rows
        ]
    )


MIXED = by_stage(("London", 1, 2), ("London", 4, 3), ("Midlands", 0, 1), ("Midlands", 4, 10), ("South West", -1, 1))


def test_bars_have_one_trace_per_stage_the_furthest_first():
    drawn = region_stage_bars(MIXED, STAGES, LIGHT)
    assert [trace.name for trace in drawn.data] == ["● ICS designated", "◔ Footprint", "○ None yet", "? Not recorded"]
    assert [list(trace.y) for trace in drawn.data] == [["London", "Midlands"], ["London"], ["Midlands"], ["South West"]]


def test_bars_say_their_counts_as_text():
    drawn = region_stage_bars(MIXED, STAGES, LIGHT)
    assert [list(trace.x) for trace in drawn.data] == [[3, 10], [2], [1], [1]]
    assert [[int(text) for text in trace.text] for trace in drawn.data] == [[3, 10], [2], [1], [1]]
    assert drawn.layout.barmode == "stack"


def test_bars_say_their_areas_on_hover():
    segment = region_stage_bars(MIXED, STAGES, LIGHT).data[1]
    assert list(segment.hovertext) == ["<b>London</b><br>Footprint: 2 areas<br>Area 1<br>Area 2"]


def test_regions_are_in_order_from_the_top():
    drawn = region_stage_bars(MIXED, STAGES, LIGHT)
    assert drawn.layout.yaxis.categoryorder == "array"
    assert list(drawn.layout.yaxis.categoryarray) == ["South West", "Midlands", "London"]  # plotly begins at the bottom
    assert drawn.layout.yaxis.autorange in (None, True)


def test_bars_keep_their_legend_when_there_is_one_stage():
    drawn = region_stage_bars(by_stage(("London", 4, 5)), STAGES, LIGHT)
    (segment,) = drawn.data
    assert drawn.layout.showlegend is True
    assert segment.showlegend is not False
    assert segment.name == "● ICS designated"


@PALETTES
def test_bars_take_their_colours_from_the_palette(colours):
    drawn = region_stage_bars(MIXED, STAGES, colours)
    places = [5, 2, 1, 0]  # ICS designated, Footprint, None yet, Not recorded
    assert [trace.marker.color for trace in drawn.data] == [colours.stages[place] for place in places]
    assert [trace.textfont.color for trace in drawn.data] == [colours.on_stages[place] for place in places]


@pytest.mark.parametrize("as_at", ["2016-01-01", "2018-12-31", "2020-12-31", "2022-12-31"])
def test_real_bars_add_up_to_42_areas_in_7_regions(built, as_at):
    rows = real(built, "regions_by_furthest_stage", as_at)
    drawn = region_stage_bars(rows, STAGES, LIGHT)
    assert sum(sum(trace.x) for trace in drawn.data) == 42
    assert list(drawn.layout.yaxis.categoryarray) == sorted(set(rows["region"]), reverse=True)
    assert len(drawn.layout.yaxis.categoryarray) == 7
    assert len(drawn.data) == rows["stage"].nunique()


# The map of hexagons


def areas(*rows: dict) -> pd.DataFrame:
    """Rows of the query areas_with_stage, one next to the other unless told."""
    none = {
        "region": "Midlands",
        "tile_row": 0,
        "stage_sequence": 4,
        "designated_on": pd.Timestamp("2020-05-01"),
        "designated_precision": "month",
        "designation_state": "reached",
        "stage_extent": "whole",
        "namings": 0,
        "undated_namings": 0,
        "is_early": False,
    }
    full = [
        none | {"area_code": f"E5499900{n}", "area_name": f"Exampleshire {n}", "tile_label": f"Ex {n}", "tile_col": n}
        for n in range(1, len(rows) + 1)
    ]
    frame = pd.DataFrame([base | row for base, row in zip(full, rows, strict=True)])
    return frame_of(AreasWithStageRow, frame.assign(stage=frame["stage_sequence"].map(NAMES)))


def polygons(drawn: go.Figure) -> list[list[tuple[float, float]]]:
    """The closed outlines of the figure, each as its points."""
    found = []
    for trace in drawn.data:
        if trace.fill == "toself":
            found.append([])
            for x, y in zip(trace.x, trace.y, strict=True):
                if x is None or math.isnan(x):
                    found.append([])
                else:
                    found[-1].append((x, y))
    return [points for points in found if points]


def labels(drawn: go.Figure) -> dict[str, str]:
    """The text on the hexagon of each area, by its code."""
    shown = [trace for trace in drawn.data if "text" in trace.mode]
    return {code: text for trace in shown for code, text in zip(trace.customdata, trace.text, strict=True)}


def centres(drawn: go.Figure) -> dict[str, tuple[float, float]]:
    shown = [trace for trace in drawn.data if "text" in trace.mode]
    return {c: (x, y) for trace in shown for c, x, y in zip(trace.customdata, trace.x, trace.y, strict=True)}


def test_every_area_is_one_polygon_of_six_corners_around_its_label():
    drawn = stage_hexagons(areas({}, {"stage_sequence": 1}, {"tile_row": 1}), STAGES, LIGHT)
    outlines, middles = polygons(drawn), centres(drawn)
    assert len(outlines) == len(middles) == 3
    for points in outlines:
        assert points[0] == pytest.approx(points[-1])
        corners = points[:-1]
        assert len({(round(x, 6), round(y, 6)) for x, y in corners}) == 6
        middle = (sum(x for x, _ in corners) / 6, sum(y for _, y in corners) / 6)
        assert min(math.dist(middle, m) for m in middles.values()) == pytest.approx(0, abs=1e-9)
        sides = [math.dist(a, b) for a, b in pairwise(points)]
        assert sides == pytest.approx([sides[0]] * 6)


def test_map_has_the_stages_in_its_legend_the_furthest_first():
    drawn = stage_hexagons(areas({"stage_sequence": 1}, {}, {"stage_sequence": -1}), STAGES, LIGHT)
    in_legend = [trace for trace in drawn.data if trace.showlegend is not False]
    assert drawn.layout.showlegend is True
    assert [trace.name for trace in in_legend] == ["● ICS designated", "◔ Footprint", "? Not recorded"]


def test_map_keeps_its_legend_when_there_is_one_stage():
    drawn = stage_hexagons(areas({}), STAGES, LIGHT)
    assert drawn.layout.showlegend is True
    assert [trace.name for trace in drawn.data if trace.showlegend is not False] == ["● ICS designated"]


@pytest.mark.parametrize(
    ("area", "label"),
    [
        ({"stage_sequence": -1}, "Ex 1<br>?"),
        ({"stage_sequence": 0}, "Ex 1<br>○"),
        ({"stage_sequence": 1}, "Ex 1<br>◔"),
        ({"stage_sequence": 3}, "Ex 1<br>◕"),
        ({}, "Ex 1<br>●"),
        ({"namings": 1}, "Ex 1<br>●★"),
        ({"is_early": True}, "Ex 1<br>●★"),
        ({"namings": 2, "undated_namings": 1, "is_early": True}, "Ex 1<br>●★"),  # one star, however many reasons
        ({"undated_namings": 1}, "Ex 1<br>●☆"),  # hollow: named in an undated source only
        ({"undated_namings": 1, "is_early": True}, "Ex 1<br>●★"),
        ({"stage_sequence": -1, "undated_namings": 1}, "Ex 1<br>?☆"),
    ],
)
def test_label_has_the_symbol_of_the_stage_and_a_star(area, label):
    assert labels(stage_hexagons(areas(area), STAGES, LIGHT)) == {"E54999001": label}


def test_hover_tells_name_region_stage_designation_and_star():
    rows = areas(
        {"namings": 1}, {"designated_on": pd.NaT, "designated_precision": None, "designation_state": "overdue"}
    )
    (words,) = (trace.hovertext for trace in stage_hexagons(rows, STAGES, LIGHT).data if "text" in trace.mode)
    assert list(words) == [
        "<b>Exampleshire 1</b><br>Midlands<br>Furthest recorded stage: ICS designated<br>ICS designated: May 2020<br>"
        "★ Point of light",
        "<b>Exampleshire 2</b><br>Midlands<br>Furthest recorded stage: ICS designated<br>ICS designated: overdue",
    ]


def test_odd_rows_are_shifted_by_half_a_hexagon_and_the_first_row_is_on_top():
    rows = areas(*({"tile_row": row, "tile_col": 3} for row in (0, 1, 2)))
    (first, second, third) = centres(stage_hexagons(rows, STAGES, LIGHT)).values()
    assert (first[0], second[0], third[0]) == (3, 3.5, 3)
    assert first[1] > second[1] > third[1]


def test_hexagons_are_not_stretched():
    assert stage_hexagons(areas({}), STAGES, LIGHT).layout.yaxis.scaleanchor == "x"


@PALETTES
def test_area_before_its_first_stage_is_an_outline_and_others_are_filled_without_one(colours):
    rows = areas(*({"stage_sequence": sequence} for sequence in (4, 1, 0, -1)))
    filled = [trace for trace in stage_hexagons(rows, STAGES, colours).data if trace.fill == "toself"]
    assert [trace.line.width for trace in filled] == [0, 0, 1, 1]
    assert [trace.fillcolor for trace in filled] == [colours.stages[place] for place in (5, 2, 1, 0)]


@PALETTES
def test_labels_have_the_colour_that_goes_with_their_stage(colours):
    rows = areas(*({"stage_sequence": sequence} for sequence in (4, 1, 0, -1)))
    shown = [trace for trace in stage_hexagons(rows, STAGES, colours).data if "text" in trace.mode]
    assert [trace.textfont.color for trace in shown] == [colours.on_stages[place] for place in (5, 2, 1, 0)]


def test_no_two_real_hexagons_cover_each_other(built):
    rows = real(built, "areas_with_stage", "2020-12-31", early_days=365)
    drawn = stage_hexagons(rows, STAGES, LIGHT)
    middles = centres(drawn)
    assert len(middles) == len(polygons(drawn)) == 42
    assert len(set(middles.values())) == 42
    assert min(math.dist(a, b) for a, b in combinations(middles.values(), 2)) > 1 - 1e-9  # the width of a hexagon


def test_real_labels_are_the_tile_labels_with_as_many_stars_as_the_rows_say(built):
    rows = real(built, "areas_with_stage", "2020-12-31", early_days=365)
    shown = labels(stage_hexagons(rows, STAGES, LIGHT))
    expected = {
        r.area_code: f"{html.escape(r.tile_label)}<br>{STAGE_SYMBOLS[rank(STAGES)[r.stage_sequence]]}{star_of(r)}"
        for r in rows.itertuples()
    }
    assert shown == expected
    assert sum("★" in text for text in shown.values()) == ((rows["namings"] > 0) | rows["is_early"]).sum()


# Coverage over time


def curve(*rows: tuple[str, int, int], whole: tuple[int, int] = (10, 1_000_000)) -> pd.DataFrame:
    """Rows of the query coverage_over_time: day, areas and people covered, of `whole` areas and people."""
    frame = pd.DataFrame(rows, columns=["day", "designated_areas", "designated_population"])
    return frame.assign(day=pd.to_datetime(frame["day"]), areas=whole[0], population=whole[1])


STEPS = curve(("2016-01-01", 0, 0), ("2018-05-31", 2, 500_000), ("2020-12-31", 5, 600_000))


def words(drawn: go.Figure) -> list[str]:
    return [note.text for note in drawn.layout.annotations]


def line_of(drawn: go.Figure, name: str) -> go.Scatter:
    (found,) = (trace for trace in drawn.data if name in trace.name)
    return found


def side_of_labels(drawn: go.Figure) -> set[str]:
    return {note.xanchor for note in drawn.layout.annotations if "<b>" in note.text}


def test_coverage_is_two_stepped_lines_of_percentages():
    drawn = coverage_steps(STEPS, TARGET, LIGHT)
    assert [(trace.mode, trace.line.shape) for trace in drawn.data] == [("lines", "hv")] * 2
    assert list(line_of(drawn, "areas").y) == [0, 20, 50]
    assert list(line_of(drawn, "people").y) == [0, 50, 60]
    assert [pd.Timestamp(x) for x in line_of(drawn, "areas").x] == STEPS["day"].tolist()


def test_coverage_says_day_and_share_on_hover():
    drawn = coverage_steps(STEPS, TARGET, LIGHT)
    assert list(line_of(drawn, "areas").text) == ["1 January 2016: 0%", "31 May 2018: 20%", "31 December 2020: 50%"]


@PALETTES
def test_lines_differ_in_colour_and_dash_and_their_labels_have_their_colour(colours):
    drawn = coverage_steps(STEPS, TARGET, colours)
    of_areas, of_people = line_of(drawn, "areas"), line_of(drawn, "people")
    assert (of_areas.line.color, of_areas.line.dash) == (colours.areas, "solid")
    assert (of_people.line.color, of_people.line.dash) == (colours.people, "dot")
    colour = {note.text: note.font.color for note in drawn.layout.annotations}
    assert colour["<b>5 of 10 areas</b>"] == colours.areas
    assert colour["<b>0.6 of 1.0 million people</b>"] == colours.people


def test_labels_are_at_the_ends_of_their_lines_the_upper_above_and_the_lower_below():
    drawn = coverage_steps(STEPS, TARGET, LIGHT)
    people, of_areas = (note for note in drawn.layout.annotations if "<b>" in note.text)
    assert (pd.Timestamp(people.x), people.y, people.yanchor) == (pd.Timestamp("2020-12-31"), 60, "bottom")
    assert (pd.Timestamp(of_areas.x), of_areas.y, of_areas.yanchor) == (pd.Timestamp("2020-12-31"), 50, "top")


def test_labels_of_two_lines_at_nought_are_apart():
    drawn = coverage_steps(curve(("2016-01-01", 0, 0)), TARGET, LIGHT)
    upper, lower = (note for note in drawn.layout.annotations if "<b>" in note.text)
    assert (upper.yanchor, lower.yanchor) == ("bottom", "bottom")  # below nought there is no room
    assert upper.yshift > lower.yshift + upper.font.size


@pytest.mark.parametrize(
    ("as_at", "side"),
    [
        ("2016-01-01", "left"),  # the label begins at the as-at date
        ("2017-06-30", "left"),
        ("2020-12-31", "right"),  # the label ends there
        ("2022-12-31", "right"),
    ],
)
def test_labels_are_on_the_side_where_there_is_room(built, as_at, side):
    rows = real(built, "coverage_over_time", as_at, from_date=date(2016, 1, 1))
    assert side_of_labels(coverage_steps(rows, TARGET, LIGHT)) == {side}


def test_target_is_an_upright_line_with_its_words():
    drawn = coverage_steps(STEPS, TARGET, LIGHT)
    (shape,) = drawn.layout.shapes
    assert (shape.type, pd.Timestamp(shape.x0), pd.Timestamp(shape.x1)) == ("line", TARGET, TARGET)
    assert (shape.y0, shape.y1) == (0, 100)
    assert "Target<br>1 April<br>2021" in words(drawn)


def test_without_a_target_there_is_no_line_and_no_word_of_one():
    drawn = coverage_steps(STEPS, None, LIGHT)
    assert len(drawn.layout.shapes) == 0
    assert words(drawn) == ["<b>0.6 of 1.0 million people</b>", "<b>5 of 10 areas</b>"]


@pytest.mark.parametrize("target", [TARGET, None])
def test_coverage_begins_at_its_first_day_and_leaves_room_after_its_last(target):
    first, last = map(pd.Timestamp, coverage_steps(STEPS, target, LIGHT).layout.xaxis.range)
    assert first == pd.Timestamp("2016-01-01")
    assert last > pd.Timestamp("2020-12-31")
    assert pd.isna(target) or last > target


def paced(**known: object) -> PaceToTargetRow:
    """The last row of the query pace_to_target, which goes on from the end of STEPS."""
    areas = {"areas": 10, "designated_areas": 5}
    pace = {"needed_areas_per_month": 1.67, "actual_areas_per_month": 0.25}
    return row_of(PaceToTargetRow, **areas | pace | known)


def test_paces_go_on_from_the_end_of_the_line_of_areas_to_the_target():
    drawn = coverage_steps(STEPS, TARGET, LIGHT, paced())
    needed, actual = line_of(drawn, "needed"), line_of(drawn, "last 12 months")
    for line in (needed, actual):
        assert [pd.Timestamp(x) for x in line.x] == [pd.Timestamp("2020-12-31"), TARGET]
        assert line.y[0] == 50
        assert line.line.shape in (None, "linear")
    assert needed.y[1] == 100
    assert actual.y[1] == pytest.approx(50 + 10 * 0.25 * 91 * 12 / 365)  # a quarter of an area a month, for 91 days


def test_paces_say_themselves_in_the_legend_which_has_nothing_else():
    drawn = coverage_steps(STEPS, TARGET, LIGHT, paced())
    assert drawn.layout.showlegend is True
    assert [trace.name for trace in drawn.data if trace.showlegend is not False] == [
        "needed: 1.67 areas a month",
        "as in the last 12 months: 0.25 a month",
    ]


@PALETTES
def test_paces_differ_from_the_lines_of_what_happened(colours):
    drawn = coverage_steps(STEPS, TARGET, colours, paced())
    looks = [(trace.line.color, trace.line.dash) for trace in drawn.data]
    assert looks == [
        (colours.quiet, "dot"),
        (colours.areas, "dashdot"),
        (colours.people, "dot"),
        (colours.areas, "solid"),
    ]


def test_a_pace_faster_than_needed_ends_at_all_areas():
    actual = line_of(coverage_steps(STEPS, TARGET, LIGHT, paced(actual_areas_per_month=9.5)), "last 12 months")
    assert actual.y[1] == 100


def test_a_pace_of_nought_is_level():
    actual = line_of(coverage_steps(STEPS, TARGET, LIGHT, paced(actual_areas_per_month=0)), "last 12 months")
    assert list(actual.y) == [50, 50]


@pytest.mark.parametrize("pace", [None, paced(needed_areas_per_month=None)])
def test_without_a_needed_pace_nothing_is_drawn_ahead(pace):
    drawn = coverage_steps(STEPS, TARGET, LIGHT, pace)
    assert len(drawn.data) == 2
    assert max(pd.Timestamp(x) for trace in drawn.data for x in trace.x) == pd.Timestamp("2020-12-31")


def test_paces_leave_labels_target_and_axes_as_they_are():
    without, with_paces = (coverage_steps(STEPS, TARGET, LIGHT, pace).layout for pace in (None, paced()))
    for part in ("annotations", "shapes", "xaxis", "yaxis", "height"):
        assert with_paces[part] == without[part]
    assert without.showlegend is False


@pytest.mark.parametrize(
    ("as_at", "lines"), [("2016-01-01", 4), ("2020-12-31", 4), ("2021-04-01", 2), ("2022-12-31", 2)]
)
def test_real_paces_are_drawn_while_areas_are_to_come(built, as_at, lines):
    rows = real(built, "coverage_over_time", as_at, from_date=date(2016, 1, 1))
    pace = last_row(PaceToTargetRow, real(built, "pace_to_target", as_at))
    assert len(coverage_steps(rows, TARGET, LIGHT, pace).data) == lines


def test_real_coverage_before_the_target(built):
    rows = real(built, "coverage_over_time", "2020-12-31", from_date=date(2016, 1, 1))
    (counts,) = real(built, "headline_counts", "2020-12-31", early_days=365).itertuples()
    drawn = coverage_steps(rows, counts.target_date, LIGHT)
    assert line_of(drawn, "areas").name == "29 of 42 areas"
    assert line_of(drawn, "people").name == "41.5 of 56.6 million people"
    assert {"<b>29 of 42 areas</b>", "<b>41.5 of 56.6 million people</b>"} < set(words(drawn))
    assert list(line_of(drawn, "areas").y)[-1] == pytest.approx(100 * 29 / 42)
    assert list(line_of(drawn, "people").y)[-1] == pytest.approx(100 * 41_476_004 / 56_550_138)
    assert pd.Timestamp(drawn.layout.shapes[0].x0) == TARGET


# Palettes


def test_rank_begins_with_not_recorded_and_none_yet():
    assert rank(STAGES) == {-1: 0, 0: 1, 1: 2, 2: 3, 3: 4, 4: 5, 7: 6}


def test_rank_follows_the_path_in_whatever_order_the_stages_come():
    assert rank([7, 1, 4, 3, 2]) == rank(STAGES)


def test_rank_gives_stages_beyond_the_last_colour_the_last_one():
    assert rank([1, 2, 3, 4, 7, 8, 9]) == rank(STAGES) | {8: 6, 9: 6}


def test_rank_without_stages_still_has_the_two_before_the_path():
    assert rank([]) == {-1: 0, 0: 1}


@pytest.mark.parametrize(("theme", "colours"), [("light", LIGHT), ("dark", DARK), (None, LIGHT), ("other", LIGHT)])
def test_palette_of_a_theme(theme, colours):
    assert palette(theme) is colours


@PALETTES
def test_every_stage_has_a_colour_and_a_symbol_of_its_own(colours):
    assert len(colours.stages) == len(colours.on_stages) == len(STAGE_SYMBOLS)
    assert len(set(colours.stages)) == len(set(STAGE_SYMBOLS)) == len(STAGE_SYMBOLS)


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("#000000", "#ffffff", 21), ("#ffffff", "#ffffff", 1), ("#777777", "#ffffff", 4.48)]
)
def test_contrast_is_measured_as_wcag_does(one, other, ratio):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)


@pytest.mark.parametrize("place", range(len(STAGE_SYMBOLS)), ids=lambda place: STAGE_SYMBOLS[place])
@PALETTES
def test_text_on_a_stage_can_be_read(colours: Palette, place: int):
    assert contrast(colours.on_stages[place], colours.stages[place]) >= 4.5


@pytest.mark.parametrize("name", ["ink", "quiet", "areas", "people"])
@PALETTES
def test_text_on_the_page_can_be_read(colours: Palette, name: str):
    assert contrast(getattr(colours, name), colours.paper) >= 4.5


# What every figure keeps to


FIGURES = {
    "bars": region_stage_bars(MIXED, STAGES, LIGHT),
    "hexagons": stage_hexagons(areas({}, {"stage_sequence": 1}), STAGES, LIGHT),
    "steps": coverage_steps(STEPS, TARGET, LIGHT),
    "steps and paces": coverage_steps(STEPS, TARGET, LIGHT, paced()),
}


@pytest.mark.parametrize("drawn", FIGURES.values(), ids=FIGURES)
def test_figures_are_bars_and_lines_only(drawn):
    assert {trace.type for trace in drawn.data} <= {"bar", "scatter"}
    assert not [key for key in drawn.layout.to_plotly_json() if re.match(r"geo|map", key)]


@pytest.mark.parametrize("drawn", FIGURES.values(), ids=FIGURES)
def test_figures_cannot_be_zoomed_by_a_thumb_that_scrolls_past(drawn):
    assert drawn.layout.dragmode is False
    assert drawn.layout.xaxis.fixedrange is True
    assert drawn.layout.yaxis.fixedrange is True


def test_a_name_with_an_ampersand_stays_on_one_line():
    bars = pd.DataFrame(
        [{"region": "London", "stage": "A", "stage_sequence": 4, "areas": 2, "area_names": "Bath & Wells; North"}]
    )
    (segment,) = region_stage_bars(frame_of(RegionsByFurthestStageRow, bars), STAGES, LIGHT).data
    assert list(segment.hovertext) == ["<b>London</b><br>A: 2 areas<br>Bath &amp; Wells<br>North"]


@pytest.mark.parametrize("path", CHARTS, ids=lambda path: path.stem)
def test_figures_are_made_without_plotly_express_and_maps(path):
    assert not re.search(r"plotly\.express|\bpx\.|add_(scatter|choropleth)(geo|map)", path.read_text(encoding="utf-8"))


def test_markup_in_the_data_is_shown_letter_for_letter():
    hostile = '<a href="https://example.org/x">x</a>'
    rows = areas({}).assign(area_name=hostile, region=hostile, tile_label=hostile, stage=hostile)
    bars = pd.DataFrame(
        [{"region": hostile, "stage": hostile, "stage_sequence": 4, "areas": 1, "area_names": hostile}],
    )
    bars = frame_of(RegionsByFurthestStageRow, bars)
    for drawn in (stage_hexagons(rows, STAGES, LIGHT), region_stage_bars(bars, STAGES, LIGHT)):
        assert "<a" not in drawn.to_json().replace("\\u003c", "<")
