"""Parts of the page Progress: headlines, what changed, and how the press counted."""

from datetime import date

import pandas as pd
import streamlit as st

from ics.formatting import day_in_words, millions, percent
from ics.query_rows import HeadlineCountsRow, first_row
from ics.sentences.progress import press_sentence, reached_between_sentence, sure_sentence
from ics.ui.answers import show_answer, show_data_links, show_rows
from ics.ui.data import Answer, query
from ics.ui.filters import View, choose_since
from ics.ui.tables.progress import area_table, designation_table, parts_table, reached_between_table, systems_table
from ics.ui.text import escape_markdown


def show_headlines(answer: Answer, as_at: date) -> None:
    """Counts, and out of how many. `answer`: query headline_counts."""
    tiles = _tiles(first_row(HeadlineCountsRow, answer.rows), as_at)
    with st.grid(columns=len(tiles), min_column_width=150):
        for label, value, caption in tiles:
            with st.container(gap=None):
                st.metric(label, value)
                st.caption(caption)
    show_data_links(answer)


def _tiles(counts: HeadlineCountsRow, as_at: date) -> list[tuple[str, str, str]]:
    """Label, value and caption of each."""
    share = percent(counts.designated_population, counts.population)
    people = f"{millions(counts.designated_population)} of {millions(counts.population)}m"
    starred = f"{counts.starred_areas} of {counts.areas}"
    return [
        ("Areas designated ICS", f"{counts.designated_areas} of {counts.areas}", _as_at_words(as_at)),
        ("People covered", people, f"{share}, residents mid-2020"),
        ("Regions covered in full", f"{counts.full_regions} of {counts.regions}", _as_at_words(as_at)),
        _days_to_target(counts.target_date, as_at),
        ("Areas with points of light", starred, "named, or a year early"),
    ]


def _days_to_target(target: pd.Timestamp | None, as_at: date) -> tuple[str, str, str]:
    if target is None:
        return "Days to the target", "–", "no target recorded"
    days = (target.date() - as_at).days
    return "Days to the target" if days >= 0 else "Days past the target", f"{abs(days):,}", day_in_words(target)


def _as_at_words(as_at: date) -> str:
    return f"as at {day_in_words(as_at)}"


def show_areas(areas: Answer, view: View) -> None:
    """The list of the areas (query areas_with_stage), and from where each designation is known."""
    notes = query("milestones_with_coverage").rows.set_index("milestone_id")["coverage_note"]
    show_answer("The areas", sure_sentence(notes), area_table(areas.rows), areas, ["Area"])
    with st.expander("The source of each designation"):
        sources = query("designations_with_sources", **view.parameters)
        show_rows("Sources of the designations", designation_table(sources.rows), sources, ["Area", "Source"])


def show_reached_between(view: View) -> None:
    """What was reached between an earlier date, which the reader chooses, and the as-at date."""
    st.header("What changed since an earlier date?")
    since = choose_since(view.as_at)
    changes = query("milestones_reached_between", since=since, **view.parameters)
    st.markdown(escape_markdown(reached_between_sentence(changes.rows, since, view.as_at)))
    show_rows("What changed", reached_between_table(changes.rows), changes, ["Area"])


def show_press_counts(view: View) -> None:
    """Why other counts differ, on the days on which they do."""
    systems = query("systems_counted_by_day", **view.parameters)
    if not systems.rows["part_systems"].any():
        return
    sentence = press_sentence(systems.rows)
    show_answer("Why the press counted more systems", sentence, systems_table(systems.rows), systems)
    in_parts = query("systems_in_parts_of_areas", **view.parameters)
    show_rows("Parts of areas named as systems", parts_table(in_parts.rows), in_parts, ["Area"])
