"""The headline counts of the Progress page."""

from datetime import date

import pandas as pd
import streamlit as st

from ics.words import day_in_words, millions, percent


def show_headlines(counts: pd.Series, as_at: date) -> None:
    """Counts with their denominators. `counts`: the row of query headline_counts."""
    share = percent(counts.designated_population, counts.population)
    days = (counts.target_date.date() - as_at).days
    tiles = [
        ("Areas designated ICS", f"{counts.designated_areas} of {counts.areas}", as_at_words(as_at)),
        (
            "People covered",
            f"{millions(counts.designated_population)} of {millions(counts.population)}m",
            f"{share}, residents mid-2020",
        ),
        ("Regions covered in full", f"{counts.full_regions} of {counts.regions}", as_at_words(as_at)),
        (
            "Days to the target" if days >= 0 else "Days past the target",
            f"{abs(days):,}",
            day_in_words(counts.target_date),
        ),
        (
            "Areas with points of light",
            f"{counts.starred_areas} of {counts.areas}",
            "named, or designated early",
        ),
    ]
    with st.grid(columns=len(tiles), min_column_width=150):
        for label, value, beside in tiles:
            with st.container(gap=None):
                st.metric(label, value)
                st.caption(beside)


def as_at_words(as_at: date) -> str:
    return f"as at {day_in_words(as_at)}"
