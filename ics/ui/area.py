"""Parts of the page Area: its choices, the areas like it, and what it shows until an area is chosen."""

import pandas as pd
import streamlit as st

from ics.charts.hexagons import stage_hexagons
from ics.parameters import EARLY_DAYS, MOST_DAYS_BEFORE
from ics.sentences.area import LIKE_RULE, LIKE_WORDS, like_sentence
from ics.sentences.progress import stage_sentence
from ics.ui.choices import choose_number, choose_one, choose_some
from ics.ui.data import ask, rows
from ics.ui.figure import colours, show_rows
from ics.ui.map import show_map
from ics.ui.tables.area import like_table
from ics.ui.text import plain
from ics.ui.view import View

MOST_COMPARED = 2
SHOWN_ALIKE = 10


def choose_areas() -> list[str]:
    """The codes of the chosen area and of those beside it; empty until one is chosen."""
    areas = rows("area_names")
    names = dict(zip(areas["area_code"], areas["area_name"], strict=True))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        code = choose_one("area", "Area", names, None, placeholder="Name of the area", width=420)
        if code is None:
            return []
        others = {other: name for other, name in names.items() if other != code}
        beside = choose_some(
            "compare", "Side by side with (up to two)", others, max_selections=MOST_COMPARED, width=420
        )
    return [code, *beside]


def show_all_areas(view: View) -> None:
    """The map to choose from."""
    areas = ask("areas_with_stage", early_days=EARLY_DAYS, **view.parameters)
    drawn = stage_hexagons(areas.rows, list(rows("stages")["stage_sequence"]), colours())
    show_map(stage_sentence(areas.rows), drawn, areas)


def _choose_alike(path: pd.DataFrame) -> tuple[str, list[str], int]:
    """Who is to be found: the milestone they had reached, what counts as alike (nothing: all), and how much earlier.

    `path`: query area_paths for the area. The milestone is its next one unless the reader says otherwise.
    """
    upcoming, furthest = path.loc[path["is_next"], "milestone_id"], path.loc[path["is_furthest"], "milestone_id"]
    default = next(iter([*upcoming, *furthest]), "ics_designated")
    names = dict(zip(path["milestone_id"], path["milestone"], strict=True))
    parts = {part: words.removeprefix("the ").removeprefix("number of ") for part, words in LIKE_WORDS.items()}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        milestone = choose_one("milestone", "Milestone that they had reached", names, default, width=260)
        like = choose_some("like", "What counts as alike", parts, placeholder="All four", width=420)
        days = choose_number("days_before", "At least so many days earlier", MOST_DAYS_BEFORE, 0, step=30, width=240)
    return milestone, like, days


def show_alike(path: pd.DataFrame, view: View) -> None:
    """The areas like this one that had reached a milestone before it. `path`: query area_paths for this area."""
    st.header("Areas like this one that were there before")
    milestone, like, days = _choose_alike(path)
    asked = {"area_code": path["area_code"].iloc[0], "milestone": milestone, "like": like, "days_before": days}
    alike = ask("areas_like", **asked, **view.parameters)
    reached = path.set_index("milestone_id")["milestone"][milestone]
    st.markdown(plain(like_sentence(alike.rows, reached, days, like, SHOWN_ALIKE)))
    show_rows("Areas like this one", like_table(alike.rows.head(SHOWN_ALIKE)), alike, ["Area"])
    st.markdown(LIKE_RULE)
