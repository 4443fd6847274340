"""Is leadership becoming shared?"""

import streamlit as st

from ics.sentences.leadership import values_sentence
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

st.title("Is leadership becoming shared?")
st.markdown(
    "A sustainability and transformation partnership (STP), later an integrated care system (ICS), had no legal power "
    "of its own: it rested on leaders who decide together. No source measures that directly. Here is what was "
    "published about it, one indicator at a time, such as how many areas had a single clinical commissioning group "
    f"(CCG). No score is made of them. Shown: {escape_markdown(view.in_words)}."
)

indicator = choose_indicator()
if indicator is not None:
    areas = query("indicator_by_area", indicator=indicator.indicator_id, **view.parameters)
    st.markdown(f"**{escape_markdown(values_sentence(areas.rows, indicator, view.place, view.as_at))}**")
    show_definition(indicator, areas)
    show_values(indicator, areas)
    show_trend(indicator, view)

show_leaders_time()
show_lessons(view)
