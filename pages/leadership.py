"""Is leadership becoming shared?"""

import streamlit as st

from ics.sentences.leadership import earlier_sentence, values_sentence
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
from ics.units import is_yes_no

view = current_view()

st.title("Is leadership becoming shared?")
indicator = choose_indicator()
if indicator is not None:
    areas = query("indicator_by_area", indicator=indicator.indicator_id, **view.parameters)
    counts = query("indicator_counts_by_period", indicator=indicator.indicator_id, **view.parameters)
    answer = values_sentence(areas.rows, indicator, in_regions(view.regions), view.as_at)
    earlier = earlier_sentence(counts.rows) if is_yes_no(indicator.unit) else ""
    st.markdown(f"**{escape_markdown(answer)}** {escape_markdown(earlier)}")
    show_definition(indicator, areas)
    show_values(indicator, areas)
    show_trend(indicator, view)

show_leaders_time()
show_lessons(view)
