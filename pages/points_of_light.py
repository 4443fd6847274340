"""Who moves faster, and why do we say so?"""

import streamlit as st

from ics.sentences import early_sentence, named_sentence
from ics.ui.data import one_row, rows
from ics.ui.figure import download, show_table
from ics.ui.lights import EVIDENCE, choose_early_days, early_table, named_table, show_places
from ics.ui.text import plain
from ics.ui.view import current_view

view = current_view()
named = rows("points_of_light_named", **view.parameters)
founding, others = named[named["is_founding"]], named[~named["is_founding"]]

st.title("Who moves faster, and why do we say so?")
st.markdown(f"**{plain(f'{view.in_words}: {named_sentence(named)}')}**")
st.markdown(
    "Some places joined up health and care sooner than others. They are called points of light here for one of two "
    "reasons, kept apart: somebody **named** them, or they were designated an integrated care system (ICS) **early**. "
    "Being named is a judgement and being early is a date; neither proves that care got better, so each place comes "
    "with its measured result and the strength of the evidence."
)
with st.expander("How strong is the evidence? What the words mean"):
    for word, meaning in EVIDENCE.items():
        st.markdown(f"- {meaning.symbol} **{word}**: {meaning.text}")

if not founding.empty:
    st.header("Named in the founding text")
    show_places(founding)

st.header("Designated early")
days = choose_early_days()
early = rows("areas_designated_early", early_days=days, **view.parameters)
target = one_row("headline_counts", early_days=days, **view.parameters).target_date
st.markdown(plain(early_sentence(early, days, target)))
if not early.empty:
    show_table(early_table(early), "Areas designated early")
    download(early_table(early), "areas-designated-early")

if not others.empty:
    st.header("Named by others")
    show_places(others)
if not named.empty:
    download(named_table(named), "points-of-light-named")
