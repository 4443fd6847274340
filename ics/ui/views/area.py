"""Parts of the page Area: its choices, the areas like it, and what it shows until an area is chosen."""

import pandas as pd
import streamlit as st

from ics.sentences.area import LIKE_RULE, LIKE_WORDS, like_sentence
from ics.store.parameters import EARLY_DAYS, MOST_DAYS_BEFORE, PARAMETERS
from ics.ui.answers import show_rows
from ics.ui.data import query
from ics.ui.filters import View
from ics.ui.tables.area import like_table
from ics.ui.tables.progress import area_table
from ics.ui.text import escape_markdown
from ics.ui.url_widgets import choose_number, choose_one, choose_some
from ics.ui.views.map import headline_counts, show_map

_MOST_COMPARED = 2
_MOST_SIMILAR = 10


def choose_areas() -> list[str]:
    """The codes of the chosen area and of those to compare it with; empty until one is chosen."""
    areas = query("area_names").rows
    names = dict(zip(areas["area_code"], areas["area_name"], strict=True))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        code = choose_one("area", "Area", names, None, placeholder="Choose an area", width=420)
        if code is None:
            return []
        others = choose_some(
            "compare", "Compare with (up to 2)", names, _MOST_COMPARED, placeholder="Choose areas", width=420
        )
    return [code, *(other for other in others if other != code)]


def show_all_areas(view: View) -> None:
    """The map to choose from, and the areas as a list."""
    show_map(view, headline_counts(view))
    areas = query("areas_with_stage", early_days=EARLY_DAYS, **view.parameters)
    with st.expander("Table and data"):
        show_rows("All areas", area_table(areas.rows), areas, ["Area"])


def _choose_similar(path: pd.DataFrame, view: View) -> tuple[str, list[str], int]:
    """The milestone that the areas had reached, what counts as similar (nothing: all), and how much earlier."""
    names = dict(zip(path["milestone_id"], path["milestone"], strict=True))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        default = _milestone_of_others(path, view)
        chosen = choose_one("milestone", "Milestone", names, default, width=260)
        like = choose_some("like", "Similar in", LIKE_WORDS, placeholder="All four", width=420)
        days = choose_number("days_before", "At least this many days earlier", MOST_DAYS_BEFORE, 1, step=30, width=240)
    return chosen or default, like, days


def _milestone_of_others(path: pd.DataFrame, view: View) -> str:
    """The next stage of the area, if any area had reached it by the date; else the designation."""
    designation = str(PARAMETERS["milestone"].default)
    upcoming = next(map(str, path.loc[path["is_next"], "milestone_id"]), designation)
    states = query("milestone_states", milestone=upcoming, sort="name", regions=[], as_at=view.as_at).rows
    reached = states.loc[states["milestone_id"] == upcoming, "state"] == "reached"
    return upcoming if reached.any() else designation


def show_similar(path: pd.DataFrame, view: View) -> None:
    """The areas like this one that had reached a milestone before it. `path`: query area_paths for this area."""
    st.header("Similar areas that got there first")
    milestone, like, days = _choose_similar(path, view)
    asked = {"area_code": path["area_code"].iloc[0], "milestone": milestone, "like": like, "days_before": days}
    similar = query("areas_like", **asked, **view.parameters)
    reached = dict(zip(path["milestone_id"], path["milestone"], strict=True))[milestone]
    st.markdown(escape_markdown(like_sentence(similar.rows, reached, days, like, _MOST_SIMILAR)))
    show_rows("Similar areas that got there first", like_table(similar.rows.head(_MOST_SIMILAR)), similar, ["Area"])
    with st.expander("How similar? How this is worked out"):
        st.markdown(LIKE_RULE)
