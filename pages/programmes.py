"""Which services have been joined up, and where?"""

import streamlit as st

from ics.charts.services import services_by_region
from ics.query_rows import ProgrammesCountedRow, first_row
from ics.sentences import programmes as sentences
from ics.ui.answers import colours, show_answer, show_figure, show_rows
from ics.ui.data import query
from ics.ui.filters import current_view
from ics.ui.tables.programmes import review_table, site_table, spread_table
from ics.ui.text import escape_markdown
from ics.ui.views.points_of_light import show_evidence_words
from ics.ui.views.programmes import choose_search, show_sites

view = current_view()

answer = st.container(key="answer")
search = choose_search()

asked = view.parameters | search.parameters
counts = first_row(ProgrammesCountedRow, query("programmes_counted", **asked).rows)
found = query("programmes_found", **asked)

with answer:
    st.title(escape_markdown(sentences.found_title(counts, search, view.regions, view.as_at)), anchor=False)
    if known := f"{sentences.evidence_sentence(found.rows)} {sentences.unsure_sentence(counts)}".strip():
        st.markdown(escape_markdown(known))

st.header("Places")
if found.rows.empty:
    st.info(escape_markdown(sentences.empty_hint(counts, search, view.regions)))
else:
    show_sites(found.rows, asked)
    with st.expander("Show as a table"):
        show_rows("Places", site_table(found.rows), found, ["Areas", "Sources"])
show_evidence_words()
st.markdown(escape_markdown(sentences.dates_sentence(found.rows)))
st.markdown(sentences.PROGRAMMES_RULE)

if not found.rows.empty:
    spread = query("programmes_by_region_and_service", **asked)
    drawn = services_by_region(spread.rows, colours())
    sentence = sentences.spread_sentence(spread.rows)
    show_figure("Services by region", sentence, drawn, spread_table(spread.rows), spread)

reviews = query("reviews_found", area_codes=asked["area_codes"], **view.parameters)
sentence = sentences.reviews_sentence(reviews.rows)
show_answer("Reviews by the regulator", sentence, review_table(reviews.rows), reviews, ["Areas", "Sources"])
