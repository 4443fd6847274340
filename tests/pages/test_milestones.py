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


# Sentences


def milestone(**more: object) -> MilestonesWithCoverageRow:
    """A row of the query milestones_with_coverage."""
    base = {
        "milestone_name": "ICS designated",
        "target_date": pd.Timestamp(TARGET_DAY),
        "coverage": "complete",
        "recorded_areas": 42,
        "areas": 42,
    }
    return row_of(MilestonesWithCoverageRow, **base | more)


NO_TARGET = {"target_date": None}


def days_of(*rows: tuple[str, str, str | None]) -> pd.DataFrame:
    """Rows of the query days_to_target for areas named after letters: state or timing, first day, last day."""
    made = []
    for n, (kind, first, last) in enumerate(rows):
        is_reached = kind in ("on time", "late", "unclear")
        start, end = pd.Timestamp(first), pd.Timestamp(last or first)
        target = pd.Timestamp(TARGET_DAY)
        made.append(
            {
                "area_code": f"E5499900{n}",
                "area_name": f"Area {'ABCDEFGHIJKLMNOPQRSTUVW'[n]}",
                "short_name": "ABCDEFGHIJKLMNOPQRSTUVW"[n],
                "region": "Midlands",
                "state": "reached" if is_reached else kind,
                "timing": kind if is_reached else None,
                "reached_from": start,
                "reached_by": end,
                "reached_precision": "month" if last else ("day" if is_reached else None),
                "extent": "whole" if is_reached else None,
                "target_date": target,
                "most_days_before": (target - start).days if is_reached else pd.NA,
                "days_before_target": (target - end).days if is_reached else pd.NA,
            }
        )
    return pd.DataFrame(made).astype({"most_days_before": "Int64", "days_before_target": "Int64"})


EARLY = ("on time", "2017-06-15", None)
ON_THE_DAY = ("on time", "2021-04-01", None)
LATE = ("late", "2021-05-01", "2021-05-31")
UNCLEAR = ("unclear", "2021-04-01", "2021-04-30")
OVERDUE = ("overdue", None, None)
COMING = ("not reached", None, None)
UNKNOWN = ("not recorded", None, None)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([COMING], "Midlands: 0 of 1 area had reached “ICS designated” by 1 April 2021; the target is 1 April 2021."),
        (
            [EARLY, COMING],
            "1 of 2 areas had reached “ICS designated” by 1 April 2021; the target is 1 April 2021. None",
        ),
        ([EARLY, ON_THE_DAY], "1 April 2021. None of them was late."),
        ([EARLY, LATE], "1 April 2021. 1 of them was late."),
        ([LATE, LATE], "2 of them were late."),
        (
            [EARLY, UNCLEAR],
            "1 April 2021. None of them is known to have been late. Of 1 it is unclear: the target is",
        ),
        ([LATE, UNCLEAR], "1 of them was late. Of 1 it is unclear"),
    ],
)
def test_reached_sentence(rows, words):
    assert words in reached_sentence(days_of(*rows), milestone(), "Midlands", TARGET_DAY)


def test_without_a_target_nothing_is_late():
    said = reached_sentence(days_of(EARLY), milestone(**NO_TARGET), "Midlands", TARGET_DAY)
    assert said.endswith("No national target is recorded for it, so no area can be called late.")


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([EARLY], ""),
        ([EARLY, LATE], "Late: Area B (May 2021, 30 to 60 days after the target)."),
        ([LATE, LATE], "Late: Area A; Area B (May 2021, 30 to 60 days after the target)."),
        ([OVERDUE, OVERDUE, UNKNOWN], "Overdue: Area A; Area B. Not recorded, which does not mean no: 1."),
        ([COMING, EARLY], "Not reached yet: 1."),
    ],
)
def test_late_sentence(rows, words):
    assert late_sentence(days_of(*rows)) == words


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([COMING], ""),
        ([EARLY, ON_THE_DAY], "The last was Area B (1 April 2021, on the day of the target)."),
        ([EARLY, ON_THE_DAY, ON_THE_DAY], "The last were Area B; Area C (1 April 2021, on the day of the target)."),
        ([EARLY, ON_THE_DAY, COMING], "The last so far was Area B (1 April 2021, on the day of the target)."),
        ([EARLY], "The only one was Area A (15 June 2017, 1,386 days before the target)."),
        (
            [EARLY, EARLY],
            "All of them did so at the same time: Area A; Area B (15 June 2017, 1,386 days before the target).",
        ),
        ([EARLY] * 16, "All of them did so at the same time: 16 areas (15 June 2017, 1,386 days before the target)."),
    ],
)
def test_last_sentence(rows, words):
    assert last_sentence(days_of(*rows), milestone()) == words


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([UNKNOWN], ""),
        ([EARLY, UNKNOWN], "Which area was the last cannot be said, because 1 area is not recorded."),
        (
            [EARLY, EARLY, LATE, UNKNOWN, UNKNOWN],
            "Which area was the last cannot be said, because 2 areas are not recorded.",
        ),
        ([EARLY, EARLY, COMING, UNKNOWN], "Which area was the last cannot be said, because 1 area is not recorded."),
    ],
)
def test_no_area_is_called_the_last_or_the_only_one_where_areas_are_not_recorded(rows, words):
    assert last_sentence(days_of(*rows), milestone()) == words


def test_no_area_is_called_the_last_where_dates_are_missing():
    partial = milestone(coverage="partial", recorded_areas=16)
    said = last_sentence(days_of(EARLY, LATE), partial)
    assert said == "It is recorded only in part (16 of 42 areas in England), so no area is called the last."
    assert "nothing is ranked" in timing_sentence(days_of(EARLY, LATE), partial)
    assert "stay in order by name" in date_order_sentence("date", partial)
    assert date_order_sentence("date", milestone()) == date_order_sentence("region", partial) == ""


@pytest.mark.parametrize(
    ("most", "least", "words"),
    [
        (0, 0, "on the day of the target"),
        (1, 1, "1 day before the target"),
        (-1, -1, "1 day after the target"),
        (121, 91, "91 to 121 days before the target"),
        (-1, -92, "1 to 92 days after the target"),
        (30, 0, "0 to 30 days before the target"),
        (272, -92, "between 272 days before and 92 after the target"),
    ],
)
def test_days_apart(most, least, words):
    assert days_apart(most, least) == words


def test_timing_sentence_counts_every_area_once():
    said = timing_sentence(days_of(EARLY, LATE, UNCLEAR, OVERDUE, COMING, UNKNOWN, UNKNOWN), milestone())
    assert "1 on time, 1 late, 1 unclear, 1 overdue, 1 not reached and 2 not recorded." in said
    assert "1 on time and none late." in timing_sentence(days_of(EARLY), milestone())
    assert timing_sentence(days_of(COMING), milestone()).startswith("No area had reached “ICS designated” yet")
    assert timing_sentence(days_of(EARLY), milestone(**NO_TARGET)).startswith("No national target is recorded")


def test_states_sentence_says_counts_parts_and_what_is_not_recorded(four):
    said = states_sentence(ask(four, "milestone_states"))
    assert said.startswith(
        "Reached, of 4 areas: Footprint 1, Plan published 0, Shadow ICS 1 (1 in a part of the area), "
    )
    assert "Overdue: ICS designated 1." in said
    assert "Not recorded: Shadow ICS 3, Chair designate 4 and Chief executive designate 4." in said


def test_timeline_sentence_for_none_and_many(four):
    milestones = run_query("milestones_with_coverage", four, 1)
    none = timeline_sentence(ask(four, "milestone_dates", "2016-01-01"), milestones, date(2016, 1, 1))
    assert none == "No milestone had been reached by 1 January 2016. Choose a later as-at date."
    some = timeline_sentence(ask(four, "milestone_dates", "2020-12-31"), milestones, date(2020, 12, 31))
    assert some.startswith(
        "Together 2 areas had reached 3 milestones by 31 December 2020; 2 of these dates are known to"
    )
    assert some.endswith("No target had been due by then.")
    later = timeline_sentence(ask(four, "milestone_dates"), milestones, TARGET_DAY)
    assert later.endswith("Dashed lines are targets: ICS designated (1 April 2021).")


# Figures


def test_rows_are_under_their_regions(four):
    rows = area_rows(ask(four, "milestone_states"), by_region=True)
    assert rows.headings == {0: "London", 2: "Midlands"}
    assert rows.places == {A3: 1, A4: 3, A2: 4, A1: 5}
    assert rows.count == 6


def test_rows_without_regions_have_no_headings(four):
    rows = area_rows(ask(four, "milestone_states", sort="name"), by_region=False)
    assert rows.headings == {}
    assert rows.places == {A4: 0, A3: 1, A2: 2, A1: 3}


def test_long_names_are_cut_and_markup_is_shown_letter_for_letter():
    areas = pd.DataFrame({"area_code": [A1, A2], "short_name": ["x" * 40, "<b>"], "region": ["<i>", "<i>"]})
    rows = area_rows(areas, by_region=False)
    assert rows.labels == {A1: "x" * 17 + "…", A2: "&lt;b&gt;"}


def timeline(store: Store, as_at: str = "2021-12-31", colours=LIGHT):
    rows = area_rows(ask(store, "milestone_states", as_at), by_region=True)
    milestones = run_query("milestones_with_coverage", store, 1)
    return milestone_timeline(
        ask(store, "milestone_dates", as_at), rows, milestones, date.fromisoformat(as_at), colours
    )


def named(drawn, name: str):
    return next(trace for trace in drawn.data if trace.name == name)


def test_timeline_draws_a_day_filled_and_an_interval_as_a_bar_with_a_hollow_mark(four):
    drawn = timeline(four)
    marks = named(drawn, "ICS designated")
    assert list(marks.marker.color) == [LIGHT.milestones[3], LIGHT.paper, LIGHT.paper]  # Coast to the day, Bay, Dale
    bars = next(trace for trace in drawn.data if trace.mode == "lines" and trace.line.color == LIGHT.milestones[3])
    ends = [pd.Timestamp(x).date() for x in bars.x if pd.notna(x)]
    assert ends == [date(2021, 1, 1), date(2021, 12, 31), date(2020, 12, 1), date(2020, 12, 31)]


def test_timeline_tells_milestones_apart_by_mark_and_colour_and_says_what_is_a_part(four):
    drawn = timeline(four)
    legend = {trace.name: (trace.marker.symbol, trace.marker.line.color) for trace in drawn.data if trace.name}
    assert list(legend) == ["Footprint", "Shadow ICS", "ICS designated"]
    assert len(set(legend.values())) == 3
    assert list(named(drawn, "Shadow ICS").text) == ["part"]
    assert named(drawn, "Shadow ICS").hovertext[0] == "<b>Dale</b><br>Shadow ICS (part of the area): 15 June 2017"


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_marks_of_more_milestones_than_there_are_symbols_stay_apart(colours):
    assert len({mark_of(place, colours) for place in range(20)}) == 20


def test_milestones_of_one_name_are_told_apart(four):
    answers = (ask(four, name) for name in ("milestone_dates", "milestone_states"))
    dates, states = (rows.replace({"milestone": {"ICS designated": "Shadow ICS"}}) for rows in answers)
    both = ["Shadow ICS (shadow_ics)", "Shadow ICS (ics_designated)"]
    assert sorted(dates_table(dates).columns[3:]) == ["Footprint", *sorted(both)]
    assert [name for name in states_table(states).columns if name.startswith("Shadow ICS")] == both
    counts = "Shadow ICS (shadow_ics) 1 (1 in a part of the area), Shadow ICS (ics_designated) 3"
    assert counts in states_sentence(states)
    rows, milestones = area_rows(states, by_region=True), run_query("milestones_with_coverage", four, 1)
    drawn = milestone_timeline(dates, rows, milestones, date(2021, 12, 31), LIGHT)
    assert [trace.name for trace in drawn.data if trace.name] == ["Footprint", *both]
    cells = [x for trace in state_matrix(states, rows, LIGHT).data for x in trace.x]
    assert sorted(cells) == sorted(list(range(7)) * 4)


def test_a_milestone_named_like_a_column_of_the_table_has_its_own(four):
    states = ask(four, "milestone_states")
    table = states_table(states.assign(milestone=states["milestone"].replace("Footprint", "Region")))
    assert list(table.columns[:4]) == ["Area", "In the chart", "Region", "Region (stp_footprint)"]
    assert table["Region"].tolist() == ["London", "Midlands", "Midlands", "Midlands"]


def test_names_of_milestones_are_left_to_be_escaped_where_they_are_shown(four):
    states = ask(four, "milestone_states").assign(milestone="*A*", milestone_id="a").drop_duplicates("area_code")
    assert "*A*" in states_table(states)


def test_timeline_marks_only_targets_that_had_come(four):
    assert [pd.Timestamp(shape.x0).date() for shape in timeline(four).layout.shapes] == [
        TARGET_DAY,
        date(2021, 9, 30),
        date(2021, 9, 30),
    ]
    assert not timeline(four, "2020-12-31").layout.shapes


def test_matrix_has_a_cell_for_each_area_and_milestone_by_state(four):
    states = ask(four, "milestone_states")
    drawn = state_matrix(states, area_rows(states, by_region=True), LIGHT)
    counts = {trace.name: len(trace.x) for trace in drawn.data}
    assert list(counts) == ["● reached", "◐ reached in part", "○ not yet", "▲ overdue", "? not recorded"]
    assert sum(counts.values()) == len(states)
    assert counts["◐ reached in part"] == counts["▲ overdue"] == 1
    assert named(drawn, "▲ overdue").text == "▲"
    assert list(named(drawn, "▲ overdue").hovertext) == ["<b>Abbey</b><br>ICS designated: ▲ overdue"]
    assert drawn.layout.xaxis.ticktext[5] == "Chief executive<br>designate"


def test_days_are_drawn_before_and_after_a_zero_line():
    rows = days_of(EARLY, LATE, UNCLEAR, UNKNOWN)
    drawn = days_to_target(rows, area_rows(rows, by_region=False), LIGHT)
    assert list(named(drawn, "On time").x) == [-1386]
    assert list(named(drawn, "Late").x) == [45]
    assert list(named(drawn, "Unclear").x) == [14.5]
    late_bar = next(t for t in drawn.data if t.mode == "lines" and t.line.color == LIGHT.alert)
    assert list(late_bar.x)[:2] == [30, 60]
    assert drawn.layout.shapes[0].x0 == 0
    assert drawn.layout.xaxis.ticktext[-1] == "<b>Target</b><br>1 Apr 2021"
    assert drawn.layout.xaxis.ticktext[0] == "1,000 days<br>before"
    texts = [text.strip() for trace in drawn.data if trace.mode == "text" for text in trace.text]
    assert texts == ["1,386", "30 to 60", "unclear", "? not recorded"]


def test_a_bar_that_leaves_no_room_has_no_label():
    rows = days_of(("unclear", "2021-01-01", "2021-12-31"))
    drawn = days_to_target(rows, area_rows(rows, by_region=False), LIGHT)
    assert [list(trace.text) for trace in drawn.data if trace.mode == "text"] == [[], []]


@pytest.mark.parametrize(
    ("timing", "most", "least", "label"),
    [("on time", 1386, 1386, "1,386"), ("late", -1, -92, "1 to 92"), ("unclear", 5, -5, "unclear")],
)
def test_days_label(timing, most, least, label):
    assert days_label(timing, most, least) == label


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_colours_of_the_milestones_can_be_seen_and_are_as_many_as_their_marks(colours):
    assert (
        len(set(colours.milestones)) == len(colours.milestones) == len(set(MILESTONE_MARKERS)) == len(MILESTONE_MARKERS)
    )
    assert all(contrast(colour, colours.paper) >= 3 for colour in colours.milestones)
    assert contrast(colours.on_alert, colours.alert) >= 4.5
    assert contrast(colours.alert, colours.paper) >= 4.5


@pytest.mark.parametrize("as_at", ["2016-01-01", "2021-04-01", "2022-12-31"])
def test_real_figures_show_every_area(built, as_at):
    store = Store(built)
    states = ask(store, "milestone_states", as_at)
    rows = area_rows(states, by_region=True)
    assert len(rows.places) == 42
    assert len(rows.headings) == 7
    drawn = state_matrix(states, rows, LIGHT)
    assert sum(len(trace.x) for trace in drawn.data) == 42 * 7


def test_markup_in_the_data_is_shown_letter_for_letter(four):
    hostile = '<a href="https://example.org/x">x</a>'
    texts = {"area_name": hostile, "short_name": hostile, "region": hostile, "milestone": hostile}
    states = ask(four, "milestone_states").assign(**texts)
    dates = ask(four, "milestone_dates").assign(**texts)
    milestones = run_query("milestones_with_coverage", four, 1).assign(milestone_name=hostile)
    days = ask(four, "days_to_target").assign(area_name=hostile, short_name=hostile)
    rows = area_rows(states, by_region=True)
    for drawn in (
        milestone_timeline(dates, rows, milestones, date(2021, 12, 31), LIGHT),
        state_matrix(states, rows, LIGHT),
        days_to_target(days, rows, LIGHT),
    ):
        assert "<a" not in drawn.to_json().replace("\\u003c", "<")


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
        assert f"The link asks for “{value}” (" in app.warning[0].value.replace("\\", "")
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
