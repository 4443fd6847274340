"""What the reader chooses on the page Milestones, and its figures where there is something to draw."""

import pandas as pd
import streamlit as st

from ics.charts.area_rows import AreaRows
from ics.charts.days_to_target import days_to_target
from ics.charts.timeline import milestone_timeline
from ics.query_rows import MilestonesWithCoverageRow, first_row
from ics.sentences import milestones as sentences
from ics.store.parameters import PARAMETERS
from ics.ui.answers import colours, show_answer, show_figure
from ics.ui.data import Answer
from ics.ui.filters import View
from ics.ui.tables.milestones import dates_table, days_table
from ics.ui.text import escape_markdown
from ics.ui.url_widgets import choose_one, choose_switch

_ORDERS = {"region": "Region", "name": "Name", "date": "Date of this milestone"}


def choose_milestone_and_order(milestones: pd.DataFrame) -> tuple[MilestonesWithCoverageRow, str]:
    """The milestone to compare with its target, and the order of the areas.

    `milestones`: query milestones_with_coverage.
    """
    with st.container(horizontal=True):
        milestone = _choose_milestone(milestones)
        sort = choose_switch("sort", "Order of the areas", _ORDERS, str(PARAMETERS["sort"].default), width="content")
    if note := sentences.date_order_sentence(sort, milestone):
        st.caption(escape_markdown(note))
    return milestone, sort


def _choose_milestone(milestones: pd.DataFrame) -> MilestonesWithCoverageRow:
    """Only milestones with a target are offered, and the designation."""
    default = str(PARAMETERS["milestone"].default)
    offered = milestones[milestones["target_date"].notna() | (milestones["milestone_id"] == default)]
    named = sentences.disambiguated(offered.assign(milestone=offered["milestone_name"]))
    names = dict(zip(named["milestone_id"], named["milestone"], strict=True))
    chosen = choose_one("milestone", "Milestone to compare with its target", names, default, width=420)
    return first_row(MilestonesWithCoverageRow, milestones[milestones["milestone_id"] == chosen])


def show_timeline(dates: Answer, rows: AreaRows, milestones: pd.DataFrame, view: View) -> None:
    """`dates`: query milestone_dates; `milestones`: query milestones_with_coverage."""
    title, table = "Timeline by area", dates_table(dates.rows)
    sentence = sentences.timeline_sentence(dates.rows, milestones, view.as_at)
    if dates.rows.empty:
        show_answer(title, sentence, table, dates)
    else:
        drawn = milestone_timeline(dates.rows, rows, milestones, view.as_at, colours())
        show_figure(title, sentence, drawn, table, dates, ["Area"])


def show_days(days: Answer, rows: AreaRows, milestone: MilestonesWithCoverageRow) -> None:
    """`days`: query days_to_target."""
    title, sentence = "Days before or after the target", sentences.timing_sentence(days.rows, milestone)
    table = days_table(days.rows)
    if milestone.target_date is None or not (days.rows["state"] == "reached").any():
        show_answer(title, sentence, table[:0], days)
    else:
        show_figure(title, sentence, days_to_target(days.rows, rows, colours()), table, days, ["Area"])
