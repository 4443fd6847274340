"""The figures with one row per area, read back from their HTML: rows, marks, waves, axis and words."""

from collections.abc import Callable
from datetime import date

import pandas as pd
import pytest

from ics.charts.area_rows import area_rows
from ics.charts.days_to_target import days_label, days_to_target
from ics.charts.palette import DARK, LIGHT, MILESTONE_MARKERS
from ics.charts.timeline import grey_mark, milestone_timeline, short_date
from ics.query_rows import MilestonesWithCoverageRow, first_row
from ics.store.ask import run_query
from ics.store.store import Store
from tests.support.contrast import contrast
from tests.support.milestones import A1, A2, A3, A4, NAMES, Drawn, days_of, drawn, milestone

PALETTES = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
EARLY = ("on time", "2017-06-15", None)
MIDDLE = ("on time", "2020-12-01", "2020-12-31")
LATE = ("late", "2021-05-01", "2021-05-31")
UNCLEAR = ("unclear", "2021-04-01", "2021-04-30")
COMING = ("not reached", None, None)
UNKNOWN = ("not recorded", None, None)


def reached(code: str, on: str, precision: str = "day", key: str = "ics_designated", **more: object) -> dict:
    return {"area_code": code, "date": on, "date_precision": precision, "milestone_id": key} | more


@pytest.fixture
def four(little: Callable[..., Store]) -> Store:
    """Dale in time, Coast late, Bay (London) unclear, Abbey overdue."""
    rows = [
        reached(A1, "2017-06-15", key="shadow_ics", extent="part", part_systems=1),
        reached(A1, "2020-12-01", "month"),
        reached(A2, "2021-04-02"),
        reached(A3, "2021-01-01", "year"),
        reached(A4, "2016-03-15", key="stp_footprint"),
    ]
    return little(areas=NAMES, area_milestones=rows)


def asked(store: Store, name: str, as_at: str, sort: str, key: str, regions: tuple[str, ...] = ()) -> pd.DataFrame:
    given = {"as_at": date.fromisoformat(as_at), "milestone": key, "regions": list(regions), "sort": sort}
    return run_query(name, store, 1, **given)


def timeline(
    store: Store,
    as_at: str = "2021-12-31",
    sort: str = "date",
    key: str = "ics_designated",
    regions: tuple[str, ...] = (),
    **texts: str,
) -> Drawn:
    """The timeline; `texts`: put in place of those of the data."""
    days, dates = (
        asked(store, name, as_at, sort, key, regions).assign(**texts) for name in ("days_to_target", "milestone_dates")
    )
    milestones = run_query("milestones_with_coverage", store, 1)
    chosen = first_row(MilestonesWithCoverageRow, milestones[milestones["milestone_id"] == key])
    if texts:
        chosen = chosen._replace(milestone_name=next(iter(texts.values())))
    return drawn(milestone_timeline(days, dates, milestones, chosen, sort, date.fromisoformat(as_at), LIGHT))


def days_figure(*rows: tuple[str, str | None, str | None], coverage: str = "complete") -> Drawn:
    return drawn(days_to_target(days_of(*rows), milestone(coverage=coverage), "date", LIGHT))


# Rows


def test_rows_are_under_their_regions(four):
    rows = area_rows(asked(four, "milestone_states", "2021-12-31", "region", "ics_designated"), by_region=True)
    assert rows.headings == {0: "London", 2: "Midlands"}
    assert rows.places == {A3: 1, A4: 3, A2: 4, A1: 5}
    assert rows.count == 6


def test_rows_without_regions_have_no_headings(four):
    rows = area_rows(asked(four, "milestone_states", "2021-12-31", "name", "ics_designated"), by_region=False)
    assert rows.headings == {}
    assert rows.places == {A4: 0, A3: 1, A2: 2, A1: 3}


def test_each_row_has_the_full_and_the_short_name(four):
    figure = timeline(four, area_name="An area with a long name", short_name="Short")
    assert figure.texts("full") == ["An area with a long name"] * 4
    assert figure.texts("short") == ["Short"] * 4


# The timeline


def test_a_day_is_a_filled_mark_and_an_interval_a_bar_with_a_hollow_mark(four):
    figure = timeline(four)
    assert figure.texts("full") == ["Dale", "Coast", "Bay", "Abbey"]
    assert figure.marks(0)[-2:] == ["bar chosen", "mark chosen circle hollow"]
    assert figure.marks(1) == ["mark late diamond"]
    assert figure.marks(2) == ["bar unclear", "mark unclear square hollow"]
    assert figure.marks(3) == [f"mark other {MILESTONE_MARKERS[0]}"]


def test_the_bar_is_as_long_as_its_interval_and_the_mark_is_in_its_middle(four):
    track = timeline(four).elements("track")[2]
    bar, mark = (dict(part.split(": ") for part in element.get("style", "").split("; ")) for element in track)
    start, width, middle = (float(text.rstrip("%")) for text in (bar["left"], bar["width"], mark["left"]))
    axis_days = (date(2021, 12, 31) - date(2016, 3, 15)).days * 1.04
    assert width == pytest.approx(100 * 364 / axis_days, abs=0.05)
    assert middle == pytest.approx(start + width / 2, abs=0.05)


def test_other_milestones_are_grey_and_in_the_legend(four):
    figure = timeline(four)
    assert figure.marks(0)[0] == f"mark other {MILESTONE_MARKERS[2]}"
    assert figure.texts("entry") == [
        "ICS designated",
        "ICS designated, some time in the bar",
        "Late",
        "We cannot tell whether late",
        "Footprint",
        "Shadow ICS",
    ]


def test_a_part_of_an_area_is_half_filled_and_in_the_legend(four):
    figure = timeline(four, key="shadow_ics")
    assert "mark chosen circle half" in figure.marks(3)  # sorted by name, because it is recorded only in part
    assert "Part of the area" in figure.texts("entry")


def test_what_is_not_reached_is_told_in_word_and_symbol(four):
    assert timeline(four).texts("note")[-1] == "▲ overdue"
    assert timeline(four, "2020-12-30").texts("note") == ["○ not yet"] * 4
    assert timeline(four, key="chair_designate").texts("note") == ["? not recorded"] * 4


def test_rows_that_are_in_no_wave_have_their_date(four):
    assert timeline(four).texts("note") == ["Dec 2020", "2 Apr 2021", "2021", "▲ overdue"]


def test_a_mouse_is_told_all_dates_of_an_area(four):
    assert timeline(four).hover(0) == "Dale. ICS designated: December 2020. Shadow ICS: 15 June 2017 (part of the area)"
    assert timeline(four).hover(3) == "Abbey. ICS designated: ▲ overdue. Footprint: 15 March 2016"


def test_the_target_is_a_line_and_what_comes_after_the_date_is_shaded(four):
    before, after = timeline(four, "2020-12-31"), timeline(four)
    for figure in (before, after):
        assert figure.texts("target-words") == ["Target: 1 Apr 2021"]
        assert len(figure.elements("target")) == 1
    assert before.texts("entry")[0] == "After 31 December 2020"
    assert len(before.elements("later")) == 2  # in the legend, and over the rows
    assert not after.elements("later")
    assert not timeline(four, key="stp_footprint").elements("target")


@pytest.mark.parametrize(("as_at", "ticks"), [("2021-12-31", "2021"), ("2016-03-20", "Mar 2016")])
def test_dates_are_along_both_edges(four, as_at, ticks):
    figure = timeline(four, as_at, key="stp_footprint")
    (top,), (bottom,) = figure.elements("axis top"), figure.elements("axis bottom")
    above, below = (
        [" ".join(tick.itertext()) for tick in axis if tick.get("class") == "tick"] for axis in (top, bottom)
    )
    assert above == below
    assert ticks in above
    assert 1 < len(above) <= 6


def test_milestones_of_one_name_are_told_apart(four):
    dates = asked(four, "milestone_dates", "2021-12-31", "date", "stp_footprint")
    dates = dates.replace({"milestone": {"ICS designated": "Shadow ICS"}})
    milestones = run_query("milestones_with_coverage", four, 1)
    days = asked(four, "days_to_target", "2021-12-31", "date", "stp_footprint")
    chosen = milestone(milestone_id="stp_footprint", milestone_name="Footprint", target_date=None)
    figure = drawn(milestone_timeline(days, dates, milestones, chosen, "date", date(2021, 12, 31), LIGHT))
    assert figure.texts("entry")[-2:] == ["Shadow ICS (shadow_ics)", "Shadow ICS (ics_designated)"]


def test_marks_of_more_milestones_than_there_are_symbols_stay_apart():
    assert len({grey_mark(place) for place in range(14)}) == 14
    assert len(set(MILESTONE_MARKERS)) == len(MILESTONE_MARKERS)


@pytest.mark.parametrize(
    ("day", "precision", "words"),
    [
        ("2017-06-15", "day", "15 Jun 2017"),
        ("2020-05-01", "month", "May 2020"),
        ("2016-10-01", "quarter", "Oct to Dec 2016"),
        ("2021-01-01", "year", "2021"),
        ("2020-04-01", "year", "Apr to Mar 2021"),
    ],
)
def test_short_dates(day, precision, words):
    assert short_date(pd.Timestamp(day), precision) == words


# The days


def test_days_are_before_and_after_the_target():
    figure = days_figure(EARLY, MIDDLE, LATE, UNCLEAR, UNKNOWN)
    assert figure.texts("full") == ["Area A", "Area B", "Area D", "Area C", "Area E"]
    assert figure.texts("note") == [
        "1,386 before",
        "91 to 121 before",
        "may be late",
        "30 to 60 after",
        "? not recorded",
    ]
    assert [figure.marks(row)[-1] for row in range(4)] == [
        "mark chosen circle",
        "mark chosen circle hollow",
        "mark unclear square hollow",
        "mark late diamond hollow",
    ]
    assert figure.marks(4) == []
    assert figure.texts("target-words") == ["Target: 1 Apr 2021"]
    assert figure.texts("axis top")[0].startswith("1,000 days before 500 days before")
    assert figure.hover(1) == "Area B. December 2020, 91 to 121 days before the target"


def test_all_late_areas_are_right_of_the_target():
    figure = days_figure(LATE, LATE)
    lefts = [float(mark.get("style", "").split()[1].rstrip("%")) for mark in figure.elements("mark hollow")]
    (target,) = (float(line.get("style", "").split()[1].rstrip("%")) for line in figure.elements("target"))
    assert min(lefts[1:]) > target > 0  # the first is in the legend
    assert figure.texts("entry") == ["ICS designated, some time in the bar", "Late"]


@pytest.mark.parametrize(
    ("timing", "most", "least", "label"),
    [
        ("on time", 1386, 1386, "1,386 before"),
        ("on time", 0, 0, "on the day"),
        ("late", -1, -92, "1 to 92 after"),
        ("unclear", 5, -5, "may be late"),
    ],
)
def test_days_label(timing, most, least, label):
    assert days_label(timing, most, least) == label


# Waves


def test_waves_are_shaded_and_named_in_order_by_date():
    figure = days_figure(EARLY, MIDDLE, EARLY, MIDDLE, EARLY, MIDDLE, COMING)
    assert figure.texts("note of-band") == ["1,386 before: 3 areas", "91 to 121 before: 3 areas"]
    assert [band.get("style") for band in figure.elements("band")] == ["grid-row: 2 / span 3", "grid-row: 5 / span 3"]
    assert figure.texts("note")[-1] == "○ not yet"


def test_without_an_order_by_date_each_row_has_its_own_days():
    figure = days_figure(EARLY, MIDDLE, EARLY, EARLY, coverage="partial")
    assert not figure.elements("band")
    assert figure.texts("note") == ["1,386 before", "91 to 121 before", "1,386 before", "1,386 before"]


# The project's own data


def test_the_real_staircase_names_its_waves(built):
    figure = timeline(Store(built), "2021-04-01")
    assert figure.texts("of-band") == [
        "June 2017: 8 areas",
        "May 2018: 3 areas",
        "19 June 2019: 3 areas",
        "May 2020: 4 areas",
        "December 2020: 11 areas",
        "1 April 2021: 13 areas",
    ]
    assert "1 April 2021: 13 areas" in figure.words
    assert figure.words.startswith("Timeline with one row for each of 42 areas, sorted by date.")


@pytest.mark.parametrize("sort", ["date", "region", "name"])
@pytest.mark.parametrize("as_at", ["2016-04-01", "2021-04-01", "2022-12-31"])
def test_real_figures_show_every_area_and_every_date(built, sort, as_at):
    store = Store(built)
    for key in run_query("milestones_with_coverage", store, 1)["milestone_id"]:
        figure = timeline(store, as_at, sort, key)
        assert len(set(figure.texts("full"))) == 42
        assert len(figure.elements("heading")) == (7 if sort == "region" else 0)
        dates = asked(store, "milestone_dates", as_at, sort, key)
        marks = [mark for track in figure.elements("track") for mark in track if "mark" in mark.get("class", "")]
        assert len(marks) == len(dates)


def test_where_areas_are_not_in_order_by_date_the_waves_are_shaded_on_the_axis(built):
    figure = timeline(Store(built), "2021-04-01", "region")
    assert len(figure.elements("period")) == 6
    assert not figure.elements("band")


def test_one_region_alone(built):
    figure = timeline(Store(built), "2021-04-01", regions=("London",))
    assert len(figure.texts("full")) == 5
    assert figure.texts("note") == ["December 2020: 3 areas", "19 Jun 2019", "May 2020"]


# What is safe, and what can be seen


def test_markup_in_the_data_is_shown_letter_for_letter(four):
    hostile = '<a href="https://example.org/x">x</a><style>'
    for sort in ("date", "region"):
        figure = timeline(four, sort=sort, area_name=hostile, short_name=hostile, region=hostile, milestone=hostile)
        assert {element.tag for element in figure.root.iter()} <= {"div", "style", "span"}
        assert len(figure.elements("track")) == 4
        assert figure.texts("full") == [hostile] * 4
        assert hostile in figure.words
        assert hostile in figure.hover(1)


def test_the_style_needs_no_escaping(four):
    (style,) = timeline(four).root.iter("style")
    assert style.text
    assert not set("<>&") & set(style.text)


@PALETTES
def test_words_and_marks_can_be_seen_on_every_ground(colours):
    for ground in (colours.paper, colours.stages[1], colours.stages[2]):
        assert contrast(colours.ink, ground) >= 4.5
        for mark in (colours.areas, colours.alert, colours.people, colours.quiet):
            assert contrast(mark, ground) >= 3
