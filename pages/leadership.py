"""Is leadership becoming shared?"""

import streamlit as st

from ics.sentences import leadership as sentences
from ics.sentences.places import in_regions
from ics.ui.data import query
from ics.ui.filters import current_view
from ics.ui.text import escape_markdown
from ics.ui.views.leadership import (
    choose_indicator,
    show_definition,
    show_leaders_time,
    show_lessons,
    show_trend,
    show_values,
)

view = current_view()

answer = st.container(key="answer")
indicator = choose_indicator()
if indicator is None:
    answer.title("We have no indicators of leadership yet", anchor=False)
else:
    areas = query("indicator_by_area", indicator=indicator.indicator_id, **view.parameters)
    counts = query("indicator_counts_by_period", indicator=indicator.indicator_id, **view.parameters)
    with answer:
        title = sentences.values_title(areas.rows, indicator, in_regions(view.regions), view.as_at)
        st.title(escape_markdown(title), anchor=False)
        if detail := sentences.values_detail(areas.rows, counts.rows, indicator, view.as_at):
            st.markdown(escape_markdown(detail))
    show_definition(indicator, areas)
    show_values(indicator, areas)
    show_trend(indicator, view)

show_leaders_time()
show_lessons(view)
