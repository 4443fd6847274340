"""When did each area reach a milestone?"""

import streamlit as st

from ics.sentences import milestones as sentences
from ics.ui.data import query
from ics.ui.filters import current_view
from ics.ui.text import escape_markdown
from ics.ui.views.milestones import choose_what_to_show, current_choice, show_chosen, show_more, show_parts_of_chosen

view = current_view()
milestones = query("milestones_with_coverage")
choice = current_choice(milestones.rows)

asked = {"milestone": choice.milestone.milestone_id, "sort": choice.sort, **view.parameters}
days = query("days_to_target", **asked)
dates = query("milestone_dates", **asked)

title = sentences.headline(days.rows, choice.milestone, view.place, view.as_at)
detail = sentences.detail(days.rows, choice.milestone, view.as_at)
st.title(escape_markdown(title), anchor=False)
choose_what_to_show(milestones.rows)
st.markdown(escape_markdown(detail))
figure = show_chosen(days, dates, milestones.rows, choice, view)
show_parts_of_chosen(title, detail, days, choice, figure)

show_more(dates, milestones, asked)
