"""Which places moved faster?"""

import streamlit as st

from ics.sentences import points_of_light as sentences
from ics.ui.answers import show_answer, show_data_links
from ics.ui.data import query
from ics.ui.filters import current_view
from ics.ui.tables.points_of_light import early_table
from ics.ui.text import escape_markdown
from ics.ui.views.points_of_light import choose_early_days, show_evidence_words, show_places

view = current_view()
named = query("points_of_light_named", **view.parameters)
is_founding = named.rows["is_founding"]
target = query("national_target").rows["target_date"].iloc[0]

st.title(escape_markdown(sentences.named_title(named.rows, view.regions, view.as_at)), anchor=False)
st.markdown(escape_markdown(f"{sentences.studies_sentence(named.rows)} {sentences.CAUTION}".strip()))
show_evidence_words("How do we choose places, and how strong is the evidence?", sentences.HOW_CHOSEN)

if is_founding.any():
    st.header(escape_markdown(sentences.naming_heading(named.rows[is_founding])))
    show_places(named.rows[is_founding])

days = choose_early_days()
early = query("areas_designated_early", early_days=days, **view.parameters)
sentence = sentences.early_sentence(early.rows, days, target, view.regions, view.as_at)
show_answer("Early integrated care systems", sentence, early_table(early.rows), early, ["Area"])

if not is_founding.all():
    st.header("Named by others")
    show_places(named.rows[~is_founding])
if not named.rows.empty:
    show_data_links(named)
