"""Who moves faster, and why do we say so?"""

import streamlit as st

from ics.sentences.points_of_light import early_sentence, named_sentence
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

st.title("Who moves faster, and why do we say so?")
st.markdown(f"**{escape_markdown(f'{view.in_words}: {named_sentence(named.rows)}')}**")
st.markdown(
    "Some places joined up health and care sooner than others. They are called points of light here for one of two "
    "reasons, shown separately: somebody **named** them, or they were designated an integrated care system (ICS) "
    "**early**. Being named is a judgement and being early is a date; neither proves that care got better, so each "
    "place comes with its measured result and the strength of the evidence."
)
show_evidence_words()

if is_founding.any():
    st.header("Named in the founding text")
    show_places(named.rows[is_founding])

days = choose_early_days()
early = query("areas_designated_early", early_days=days, **view.parameters)
show_answer("Designated early", early_sentence(early.rows, days, target), early_table(early.rows), early, ["Area"])

if not is_founding.all():
    st.header("Named by others")
    show_places(named.rows[~is_founding])
if not named.rows.empty:
    show_data_links(named)
