"""The foot of every page: the day and the update that it shows, who made it, and how to report a mistake."""

from functools import cache

import streamlit as st

from ics.formatting import day_in_words
from ics.query_rows import VersionsRow, first_row
from ics.sentences.frame import DATA_LICENCE, last_updated, made_by
from ics.settings import ROOT, contact
from ics.ui.data import query
from ics.ui.filters import current_view
from ics.ui.links import link_to
from ics.ui.text import escape_markdown


def show_footer(has_view: bool) -> None:
    """`has_view`: whether the page follows the date that the reader chose."""
    latest = first_row(VersionsRow, query("versions").rows)
    shown = f"Shown: what had happened by {day_in_words(current_view().as_at)}." if has_view else ""
    with st.container(key="footer", gap="xxsmall"):
        st.markdown(escape_markdown(f"{shown} {last_updated(latest)} Version {latest.version} of the data."))
        st.markdown(escape_markdown(f"{made_by(_licence())} {DATA_LICENCE}"))
        _say_where_to_report()


@cache
def _licence() -> str:
    return (ROOT / "LICENSE").read_text(encoding="utf-8")


def _say_where_to_report() -> None:
    if contact():
        st.markdown(f"Found a mistake? [Report it]({contact()}).")
    else:
        link_to("about_the_data", "Found a mistake? See where each fact comes from")
