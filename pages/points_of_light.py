"""Which places moved faster?"""

import streamlit as st

from ics.sentences.points_of_light import CAUTION, HOW_CHOSEN, early_sentence, named_sentence, naming_heading
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

st.title("Which places moved faster?")
st.markdown(f"**{escape_markdown(named_sentence(named.rows, view.regions, view.as_at))}**")
st.markdown(CAUTION)
show_evidence_words("How do we choose places, and how strong is the evidence?", HOW_CHOSEN)

if is_founding.any():
    st.header(escape_markdown(naming_heading(named.rows[is_founding])))
    show_places(named.rows[is_founding])

days = choose_early_days()
early = query("areas_designated_early", early_days=days, **view.parameters)
show_answer(
    "Early integrated care systems", early_sentence(early.rows, days, target), early_table(early.rows), early, ["Area"]
)

if not is_founding.all():
    st.header("Named by others")
    show_places(named.rows[~is_founding])
if not named.rows.empty:
    show_data_links(named)
