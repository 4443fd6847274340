"""Parts of the page Progress: notes on the map, the regions over time, the list of areas, what changed."""

from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from ics.charts.region_trends import region_trends, trends_height
from ics.query_rows import HeadlineCountsRow
from ics.sentences.progress import (
    PACE_RULE,
    pace_sentence,
    press_sentence,
    reached_between_sentence,
    trends_sentence,
)
from ics.store.parameters import EARLY_DAYS, FIRST_DAY
from ics.ui.answers import colours, show_answer, show_chart, show_parts, show_rows
from ics.ui.components.area_map import AREA_MAP
from ics.ui.components.when_near import show_when_near
from ics.ui.data import query
from ics.ui.filters import View, choose_since, choose_view_date
from ics.ui.links import link_to
from ics.ui.opened import show_when_opened
from ics.ui.tables.progress import (
    area_table,
    coverage_table,
    designation_table,
    pace_table,
    parts_table,
    reached_between_table,
    region_table,
    systems_table,
)
from ics.ui.text import escape_markdown
from ics.ui.url_widgets import choose_switch

_SORTS = {"region": "Region", "name": "Name", "date": "Date", "people": "People"}
_SORT_COLUMNS = {"name": ["area_name"], "date": ["designated_on", "area_name"], "people": ["population"]}


def show_about_map(title: str, lead: str, counts: HeadlineCountsRow, view: View) -> None:
    """Under the map: another date, the pace before the target, the map and its numbers to take away, the sources.

    `title` and `lead`: the sentences above the map, which go into its picture.
    """
    with st.container(horizontal=True, vertical_alignment="center", key="about-map"):
        with st.popover("Other date"):
            choose_view_date()
        if counts.target_date is not None and view.as_at < counts.target_date.date():
            _show_pace(view)
    by_stage = query("regions_by_furthest_stage", **view.parameters)
    table = partial(region_table, by_stage.rows)
    show_parts(title, table, by_stage, key="map", chart=AREA_MAP, sentence=lead, drawn="map of the areas")
    show_when_opened("Where do the dates come from?", "sources-open", lambda: _show_sources(view))


def _show_sources(view: View) -> None:
    show_designation_sources(view)
    link_to("about_the_data", "About the data: how complete it is, and why news reports counted more")


def _show_pace(view: View) -> None:
    with st.popover("How we work out “on course”"):
        pace = query("pace_to_target", **view.parameters)
        st.markdown(PACE_RULE)
        st.markdown(escape_markdown(pace_sentence(pace.rows)))
        show_rows("Pace of the regions", pace_table(pace.rows, view.place), pace)


def show_trends(view: View, target: pd.Timestamp | None) -> None:
    """A small chart for each region, from 2016 to today, on any date of the view. `target`: the national target."""
    over_time = query("region_coverage_over_time", from_date=FIRST_DAY, regions=list(view.regions), as_at=date.today())
    title, sentence = "How did each region get there?", trends_sentence(over_time.rows)
    st.header(title, anchor=False)
    st.markdown(escape_markdown(sentence))

    def show() -> None:
        show_chart(title, sentence, region_trends(over_time.rows, target, colours()), over_time.query)

    show_when_near("trends", trends_height(over_time.rows["region"].nunique()), show)
    show_parts(title, lambda: coverage_table(over_time.rows), over_time, chart=over_time.query, sentence=sentence)


def show_areas(view: View) -> None:
    """The list of the areas, sent only when it is opened."""
    show_when_opened("List of areas", "areas-open", lambda: _show_areas_in_order(view))


def _show_areas_in_order(view: View) -> None:
    areas = query("areas_with_stage", early_days=EARLY_DAYS, **view.parameters)
    order, rows = choose_switch("sort", "Sort by", _SORTS, "region"), areas.rows
    if order in _SORT_COLUMNS:
        rows = rows.sort_values(_SORT_COLUMNS[order], ascending=order != "people", kind="stable")
    show_rows("Areas", area_table(rows), areas, ["Area"])


def show_reached_between(view: View) -> None:
    """What was reached between an earlier date, which the reader chooses, and the date of the view."""
    is_asked = "since" in st.query_params
    show_when_opened("What changed since an earlier date?", "changes-open", lambda: _show_changes(view), is_asked)


def _show_changes(view: View) -> None:
    since = choose_since(view.as_at)
    changes = query("milestones_reached_between", since=since, **view.parameters)
    st.markdown(escape_markdown(reached_between_sentence(changes.rows, since, view.as_at)))
    show_rows("What changed", reached_between_table(changes.rows), changes, ["Area"])


def show_designation_sources(view: View) -> None:
    """From where each designation is known."""
    sources = query("designations_with_sources", **view.parameters)
    table = designation_table(sources.rows)
    show_rows("Sources of the designations", table, sources, ["Area", "Source"])


def show_press_counts(view: View) -> None:
    """Why other counts differ, on the days on which they do."""
    systems = query("systems_counted_by_day", **view.parameters)
    if not systems.rows["part_systems"].any():
        return
    show_answer("Why news reports counted more", press_sentence(systems.rows), systems_table(systems.rows), systems)
    in_parts = query("systems_in_parts_of_areas", **view.parameters)
    show_rows("Parts of areas named as systems", parts_table(in_parts.rows), in_parts, ["Area"])
