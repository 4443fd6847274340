"""A point of light on the page: who named it, when, why, with what result, and how strong the evidence is."""

from typing import NamedTuple

import pandas as pd
import streamlit as st

from ics.ui.text import link, plain
from ics.ui.view import set_choice, write_parameter
from ics.words import date_in_words

EARLY_DAYS = 365
MOST_EARLY_DAYS = 2000


class Strength(NamedTuple):
    """How a strength of evidence is shown."""

    symbol: str
    text: str


EVIDENCE = {
    "controlled study": Strength("◆", "published, with a comparison group; the result may point either way."),
    "uncontrolled": Strength("◈", "a change that was measured without a comparison group."),
    "reported by the site": Strength("◇", "a claim by the site, its partners or its sponsors."),
    "structural": Strength("▫", "what was set up or pooled: not a measured result."),
    "none": Strength("–", "no measured result was found."),
}


def show_places(rows: pd.DataFrame) -> None:
    """The namings as cards, two beside each other where there is room. `rows`: query points_of_light_named."""
    with st.grid(columns=2, min_column_width=320):
        for row in rows.itertuples():
            with st.container(border=True):
                _show_place(row)


def _show_place(row: object) -> None:
    strength = EVIDENCE[row.evidence]
    result = plain(row.measured_result) if isinstance(row.measured_result, str) else "none found"
    st.markdown(f"**{plain(row.place)}** · {plain(row.area_name)}, {plain(row.region)}")
    st.markdown(plain(row.reason))
    st.markdown(f"**Result** ({strength.symbol} {plain(row.evidence)}): {result}")
    st.caption(f"Named by {plain(row.cited_by)} · {plain(_cited(row))}  \nSources: {_sources(row)}")


def choose_early_days() -> int:
    """How many days before the target count as early: the reader's choice, kept in the address."""
    asked = st.query_params.get("early_days", "")
    usable = asked.isascii() and asked.isdigit() and len(asked) < 6 and int(asked) <= MOST_EARLY_DAYS
    if asked and not usable:
        st.warning(
            f"“{plain(asked[:40])}” is not a number of days from 0 to {MOST_EARLY_DAYS:,}; {EARLY_DAYS} is used."
        )
    set_choice("early_days", int(asked) if usable else EARLY_DAYS)
    days = st.number_input(
        "Days before the target that count as early",
        0,
        MOST_EARLY_DAYS,
        step=30,
        key="early_days",
        width=320,
        on_change=_write_early_days,
        help="An area is early when its designation, by the end of its date, came at least so many days before.",
    )
    return int(days)


def _write_early_days() -> None:
    write_parameter("early_days", st.session_state["early_days"], EARLY_DAYS)


def early_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Query areas_designated_early."""
    return pd.DataFrame(
        {
            "Area": rows["area_name"],
            "Region": rows["region"],
            "ICS designated": [date_in_words(r.designated_on, r.designated_precision) for r in rows.itertuples()],
            "Days before the target": rows["days_before_target"].map("{:,}".format),
            "People": rows["population"].map("{:,}".format),
        }
    )


def named_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Query points_of_light_named, for the file: every column, in words."""
    return pd.DataFrame(
        {
            "Place": rows["place"],
            "Area": rows["area_name"],
            "Region": rows["region"],
            "Founding text": rows["is_founding"].map({True: "yes", False: "no"}),
            "Named by": rows["cited_by"],
            "Named": [_cited(r) for r in rows.itertuples()],
            "Why": rows["reason"],
            "Measured result": rows["measured_result"].fillna("none found"),
            "Evidence": rows["evidence"],
            "Sources": [" | ".join(urls) for urls in rows["source_url"]],
        }
    )


def _cited(row: object) -> str:
    """When a place was named, in words; says so when the source is undated."""
    return date_in_words(row.cited_on, row.cited_on_precision) or "date not recorded"


def _sources(row: object) -> str:
    """The sources of a row as Markdown links."""
    return " · ".join(link(title, url) for title, url in zip(row.source_title, row.source_url, strict=True))
