"""A point of light on the page: who named it, when, why, with what result, and how strong the evidence is."""

from typing import NamedTuple

import pandas as pd
import streamlit as st

from ics.formatting import date_in_words
from ics.store.parameters import EARLY_DAYS, MOST_EARLY_DAYS
from ics.ui.text import link, plain
from ics.ui.url_widgets import choose_number


class Strength(NamedTuple):
    """How a strength of evidence is shown."""

    symbol: str
    text: str


EVIDENCE = {
    "controlled study": Strength("◆", "published, with a comparison group; the result may point either way."),
    "uncontrolled": Strength("◈", "a change that was measured without a comparison group."),
    "reported by the site": Strength("◇", "a claim by the site, its partners or its sponsors."),
    "process evaluation": Strength("◫", "an independent study of how it was done, not of what became of it."),
    "structural": Strength("▫", "what was set up or pooled: not a measured result."),
    "none": Strength("–", "no measured result was found."),
}


def show_evidence_words() -> None:
    """What the words for the strength of evidence mean."""
    with st.expander("How strong is the evidence? What the words mean"):
        for word, meaning in EVIDENCE.items():
            st.markdown(f"- {meaning.symbol} **{word}**: {meaning.text}")


def show_places(rows: pd.DataFrame) -> None:
    """The namings as cards, two beside each other where there is room. `rows`: query points_of_light_named."""
    with st.grid(columns=2, min_column_width=320):
        for row in rows.itertuples():
            with st.container(border=True):
                _show_place(row)


def _show_place(row: object) -> None:
    """One text per card: it is drawn anew at each change of the filters."""
    strength = EVIDENCE[row.evidence]
    result = plain(row.measured_result) if isinstance(row.measured_result, str) else "none found"
    st.markdown(
        f"**{plain(row.place)}** · {plain(row.area_name)}, {plain(row.region)}\n\n{plain(row.reason)}\n\n"
        f"**Result** ({strength.symbol} {plain(row.evidence)}): {result}\n\n"
        f":small[Named by {plain(row.cited_by)} · {plain(_cited(row))}]  \n:small[Sources: {_sources(row)}]"
    )


def choose_early_days() -> int:
    """How many days before the target count as early: the reader's choice, kept in the address."""
    return choose_number(
        "early_days",
        "Days before the target that count as early",
        MOST_EARLY_DAYS,
        EARLY_DAYS,
        step=30,
        width=320,
        help="An area is early when its designation, by the end of its date, came at least so many days before.",
    )


def _cited(row: object) -> str:
    """When a place was named, in words; says so when the source is undated."""
    return date_in_words(row.cited_on, row.cited_on_precision) or "date not recorded"


def _sources(row: object) -> str:
    """The sources of a row as Markdown links."""
    return " · ".join(link(title, url) for title, url in zip(row.source_title, row.source_url, strict=True))
