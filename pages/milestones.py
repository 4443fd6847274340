"""Which area reached what, and when?"""

import streamlit as st

from ics.charts.area_rows import area_rows
from ics.charts.matrix import state_matrix
from ics.sentences import milestones as sentences
from ics.ui.answers import colours, show_data_links, show_figure, show_table
from ics.ui.data import query
from ics.ui.filters import current_view
from ics.ui.tables.about import milestone_coverage_table
from ics.ui.tables.milestones import states_table
from ics.ui.text import escape_markdown
from ics.ui.views.milestones import choose_milestone_and_order, show_days, show_timeline

view = current_view()
milestones = query("milestones_with_coverage")

st.title("Which area reached what, and when?")
st.markdown(
    "Each area began in 2016 as a sustainability and transformation partnership (STP), was to become an integrated "
    "care system (ICS) by April 2021, and got a statutory integrated care board (ICB) in July 2022. "
    f"Shown: {escape_markdown(view.in_words)}."
)
milestone, sort = choose_milestone_and_order(milestones.rows)

asked = {"milestone": milestone.milestone_id, "sort": sort, **view.parameters}
days = query("days_to_target", **asked)
dates = query("milestone_dates", **asked)
states = query("milestone_states", **asked)
areas = area_rows(states.rows, by_region=sort == "region")

reached = sentences.reached_sentence(days.rows, milestone, view.place, view.as_at)
late, last = sentences.late_sentence(days.rows), sentences.last_sentence(days.rows, milestone)
st.markdown(f"**{escape_markdown(reached)}** {escape_markdown(late)} {escape_markdown(last)}")

show_timeline(dates, areas, milestones.rows, view)

drawn = state_matrix(states.rows, areas, colours())
sentence = sentences.states_sentence(states.rows)
show_figure("Areas and milestones", sentence, drawn, states_table(states.rows), states, ["Area"])

show_days(days, areas, milestone)

with st.expander("How sure are the dates?"):
    show_table(milestone_coverage_table(milestones.rows), "Coverage of the milestones")
    show_data_links(milestones)
