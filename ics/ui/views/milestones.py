"""What the reader chooses on the page Milestones, and how its answer is shown."""

from collections.abc import Collection, Mapping
from functools import partial
from typing import NamedTuple

import pandas as pd
import streamlit as st

from ics.charts.days_to_target import days_to_target
from ics.charts.timeline import milestone_timeline
from ics.query_rows import MilestonesWithCoverageRow, first_row
from ics.sentences import milestones as sentences
from ics.store.parameters import PARAMETERS
from ics.ui.answers import colours, show_parts, show_rows, show_table
from ics.ui.data import Answer, query
from ics.ui.filters import View
from ics.ui.opened import show_when_opened
from ics.ui.tables.about import milestone_coverage_table
from ics.ui.tables.milestones import dates_table, days_table, states_table
from ics.ui.text import escape_markdown
from ics.ui.url_widgets import choose_one, choose_switch

_SHOWN = {"dates": "Dates", "days": "Days before or after the target", "table": "Table"}
_ORDERS = {"date": "Date", "region": "Region", "name": "Name"}
_FIRST_MILESTONE = str(PARAMETERS["milestone"].default)
_FIRST_SHOWN, _FIRST_ORDER = "dates", "date"  # of this page: a data link that names no order has the regions
_FIGURE = "milestone-figure"
_ABBREVIATIONS = (
    "STP: sustainability and transformation partnership. ICS: integrated care system. ICB: integrated care board."
)


class MilestoneChoice(NamedTuple):
    """What the reader chose. `shown`: dates, days or table; `sort`: the order of the areas: date, region or name."""

    milestone: MilestonesWithCoverageRow
    shown: str
    sort: str


def current_choice(milestones: pd.DataFrame) -> MilestoneChoice:
    """The reader's choices, from the address; what cannot be used there counts as left out.

    `milestones`: query milestones_with_coverage.
    """
    known = _asked("milestone", list(milestones["milestone_id"]), _FIRST_MILESTONE)
    milestone = first_row(MilestonesWithCoverageRow, milestones[milestones["milestone_id"] == known])
    return MilestoneChoice(milestone, _asked("show", _SHOWN, _FIRST_SHOWN), _asked("sort", _ORDERS, _FIRST_ORDER))


def _asked(name: str, words: Collection[str], default: str) -> str:
    asked = st.query_params.get(name, default)
    return asked if asked in words else default


def choose_what_to_show(milestones: pd.DataFrame) -> None:
    """Draws the choices, and says which parts of the address could not be used.

    `milestones`: query milestones_with_coverage.
    """
    named = sentences.disambiguated(milestones.assign(milestone=milestones["milestone_name"]))
    names = dict(zip(named["milestone_id"], named["milestone"], strict=True))
    with st.container(horizontal=True, vertical_alignment="bottom", key="milestone-choices"):
        choose_one("milestone", "Milestone", names, _FIRST_MILESTONE, width=320)
        choose_switch("show", "Show", _SHOWN, _FIRST_SHOWN)
        choose_switch("sort", "Order", _ORDERS, _FIRST_ORDER)


def show_chosen(days: Answer, dates: Answer, milestones: pd.DataFrame, choice: MilestoneChoice, view: View) -> str:
    """The figure or the table, and its notes. Returns the key of the figure; empty where there is none.

    `days`: query days_to_target; `dates`: query milestone_dates; `milestones`: query milestones_with_coverage.
    """
    if choice.shown != "table" and (reason := _why_no_figure(days.rows, dates.rows, choice)):
        st.info(escape_markdown(reason))
        return ""
    with st.container(key=_FIGURE):
        _show_rows(days.rows, dates.rows, milestones, choice, view)
    notes = sentences.notes_sentence(days.rows, choice.milestone, choice.sort)
    st.caption(escape_markdown(f"{notes} {_ABBREVIATIONS}".strip()))
    return "" if choice.shown == "table" else _FIGURE


def show_parts_of_chosen(title: str, sentence: str, days: Answer, choice: MilestoneChoice, figure: str) -> None:
    """What can be opened below the figure. `title`, `sentence`: those above it; `figure`: its key, empty for none."""
    table, drawn = partial(days_table, days.rows), "" if choice.shown == "days" else "dates of the areas"
    show_parts(title, table, days, ["Area"], key="days", chart=figure, sentence=sentence, drawn=drawn)


def _show_rows(
    days: pd.DataFrame, dates: pd.DataFrame, milestones: pd.DataFrame, choice: MilestoneChoice, view: View
) -> None:
    """One row per area, as the reader chose."""
    milestone, sort = choice.milestone, choice.sort
    if choice.shown == "table":
        show_table(days_table(days), f"{milestone.milestone_name}, area by area", ["Area"])
    elif choice.shown == "days":
        st.html(days_to_target(days, milestone, sort, colours()))
    else:
        st.html(milestone_timeline(days, dates, milestones, milestone, sort, view.as_at, colours()))


def _why_no_figure(days: pd.DataFrame, dates: pd.DataFrame, choice: MilestoneChoice) -> str:
    """What to change where there is nothing to draw; empty where there is."""
    if choice.shown == "days":
        return sentences.no_days_sentence(days, choice.milestone)
    return "No area had reached any milestone by this date. Choose a later date." if dates.empty else ""


def show_more(dates: Answer, milestones: Answer, asked: Mapping[str, object]) -> None:
    """What comes after the answer, closed: the other milestones, and how complete their dates are. Sent when opened.

    `dates`: query milestone_dates; `milestones`: query milestones_with_coverage; `asked`: the parameters of the page.
    """
    show_when_opened("Dates of all milestones", "more-dates", lambda: _show_dates(dates))
    show_when_opened(
        "What each area had reached, milestone by milestone",
        "more-states",
        lambda: _show_states(query("milestone_states", **asked)),
    )
    show_when_opened("How complete are the dates?", "more-coverage", lambda: _show_coverage(milestones))


def _show_dates(dates: Answer) -> None:
    show_rows("Dates of all milestones, area by area", dates_table(dates.rows), dates, ["Area"])


def _show_coverage(milestones: Answer) -> None:
    show_rows("How complete the dates are", milestone_coverage_table(milestones.rows), milestones)


def _show_states(states: Answer) -> None:
    st.markdown(escape_markdown(sentences.states_sentence(states.rows)))
    show_rows("Areas and milestones", states_table(states.rows), states, ["Area"])
