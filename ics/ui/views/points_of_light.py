"""A point of light on the page: who named it, when, why, with what result, and how strong the evidence is."""

import pandas as pd
import streamlit as st

from ics.formatting import date_in_words
from ics.query_rows import PointsOfLightNamedRow, rows_as
from ics.sentences.points_of_light import EVIDENCE
from ics.store.parameters import EARLY_DAYS, MOST_EARLY_DAYS
from ics.ui.links import source_links
from ics.ui.text import escape_markdown
from ics.ui.url_widgets import choose_number


def show_evidence_words(title: str = "How strong is the evidence? What the words mean", before: str = "") -> None:
    """What the words for the strength of evidence mean, behind a click. `before`: Markdown that comes first."""
    with st.expander(title):
        if before:
            st.markdown(before)
        for strength in EVIDENCE.values():
            st.markdown(f"- {strength.symbol} **{strength.name}**: {strength.meaning}")


def show_places(rows: pd.DataFrame) -> None:
    """The places as cards, two in a row where there is room. `rows`: query points_of_light_named."""
    with st.grid(columns=2, min_column_width=320):
        for row in rows_as(PointsOfLightNamedRow, rows):
            with st.container(border=True):
                _show_place(row)


def _show_place(row: PointsOfLightNamedRow) -> None:
    """One text per card: it is drawn again at each change of the filters."""
    place, area, region, reason = map(escape_markdown, (row.place, row.area_name, row.region, row.reason))
    result = f"({EVIDENCE[row.evidence].label})"
    result += f": {escape_markdown(row.measured_result or 'none found')}"
    named = f"Named by {escape_markdown(row.cited_by)} · {escape_markdown(_cited(row))}"
    st.markdown(
        f"**{place}** · {area}, {region}\n\n{reason}\n\n**Result** {result}\n\n"
        f":small[{named}]  \n:small[Sources: {source_links(row)}]"
    )


def choose_early_days() -> int:
    """How many days before the target count as early: the reader's choice, kept in the address."""
    return choose_number(
        "early_days",
        "How early is early? (days before the target)",
        MOST_EARLY_DAYS,
        EARLY_DAYS,
        step=30,
        width=320,
        help="If we know only the month, we count from its last day.",
    )


def _cited(row: PointsOfLightNamedRow) -> str:
    """When a place was named, in words; says so when the source is undated."""
    return date_in_words(row.cited_on, row.cited_on_precision) or "date not known"
