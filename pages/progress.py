"""How far has each region got, and who moved first?"""

import streamlit as st

from ics.sentences import progress as sentences
from ics.store.parameters import FIRST_DAY
from ics.ui.data import query
from ics.ui.filters import current_view
from ics.ui.text import escape_markdown
from ics.ui.views.map import headline_counts, show_map
from ics.ui.views.progress import show_about_map, show_areas, show_reached_between, show_trends

view = current_view()
counts = headline_counts(view)
over_time = query("region_coverage_over_time", from_date=FIRST_DAY, **view.parameters)

title = sentences.title_sentence(counts, view.regions, view.as_at)
lead = sentences.lead_sentence(counts, over_time.rows, view.as_at)
st.title(escape_markdown(title), anchor=False)
with st.container(key="lead"):
    st.markdown(escape_markdown(lead))
show_map(view, counts)
show_about_map(title, lead, counts, view)

show_trends(view, counts.target_date)
show_areas(view)
show_reached_between(view)
