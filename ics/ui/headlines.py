"""The headline counts of the Progress page."""

from datetime import date

import pandas as pd
import streamlit as st

from ics.words import day_in_words, millions, percent


def show_headlines(counts: pd.Series, as_at: date) -> None:
    """Counts with their denominators. `counts`: the row of query headline_counts."""
    share = percent(counts.designated_population, counts.population)
    tiles = [
        ("Areas designated ICS", f"{counts.designated_areas} of {counts.areas}", _as_at_words(as_at)),
        (
            "People covered",
            f"{millions(counts.designated_population)} of {millions(counts.population)}m",
            f"{share}, residents mid-2020",
        ),
        ("Regions covered in full", f"{counts.full_regions} of {counts.regions}", _as_at_words(as_at)),
        _days_to_target(counts.target_date, as_at),
        (
            "Areas with points of light",
            f"{counts.starred_areas} of {counts.areas}",
            "named, or a year early",
        ),
    ]
    with st.grid(columns=len(tiles), min_column_width=150):
        for label, value, beside in tiles:
            with st.container(gap=None):
                st.metric(label, value)
                st.caption(beside)


def _days_to_target(target: pd.Timestamp, as_at: date) -> tuple[str, str, str]:
    if pd.isna(target):
        return "Days to the target", "–", "no target recorded"
    days = (target.date() - as_at).days
    return "Days to the target" if days >= 0 else "Days past the target", f"{abs(days):,}", day_in_words(target)


def _as_at_words(as_at: date) -> str:
    return f"as at {day_in_words(as_at)}"
