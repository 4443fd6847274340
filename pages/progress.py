"""How far has each region got?"""

import streamlit as st

from ics.charts.coverage import coverage_steps
from ics.charts.hexagons import stage_hexagons
from ics.charts.regions import region_stage_bars
from ics.query_rows import HeadlineCountsRow, PaceToTargetRow, first_row, last_row
from ics.sentences import progress as sentences
from ics.store.parameters import EARLY_DAYS, FIRST_DAY
from ics.ui.answers import colours, show_answer, show_figure
from ics.ui.data import query
from ics.ui.filters import current_view
from ics.ui.tables.progress import coverage_table, pace_table, region_table
from ics.ui.text import escape_markdown
from ics.ui.views.map import show_map
from ics.ui.views.progress import show_areas, show_headlines, show_press_counts, show_reached_between

view = current_view()
headline = query("headline_counts", early_days=EARLY_DAYS, **view.parameters)
regions = query("coverage_by_region", **view.parameters)
counts = first_row(HeadlineCountsRow, headline.rows)

st.title("How far has each region got?")
st.markdown(
    "Every part of England was to be an integrated care system (ICS) by April 2021. The areas, here in their "
    "boundaries of April 2021, began in 2016 as sustainability and transformation partnerships (STPs); the first "
    "designated, in June 2017, were called accountable care systems until February 2018. "
    f"Shown: {escape_markdown(view.in_words)}."
)
st.markdown(f"**{escape_markdown(sentences.headline_sentence(counts, view.as_at))}**")
areas = query("areas_with_stage", early_days=EARLY_DAYS, **view.parameters)
st.markdown(escape_markdown(sentences.against_target_sentence(counts, regions.rows, view.as_at)))
st.markdown(escape_markdown(sentences.precision_sentence(areas.rows)))
show_headlines(headline, view.as_at)

by_stage = query("regions_by_furthest_stage", **view.parameters)
stages = list(query("stages").rows["stage_sequence"])
by_region, on_map = st.columns(2, gap="large")
with by_region:
    drawn = region_stage_bars(by_stage.rows, stages, colours())
    sentence = sentences.stage_sentence(areas.rows)
    show_figure("Regions by furthest stage", sentence, drawn, region_table(by_stage.rows), by_stage)
with on_map:
    drawn = stage_hexagons(areas.rows, stages, colours())
    show_map(sentences.star_sentence(areas.rows, EARLY_DAYS), drawn, areas)

over_time = query("coverage_over_time", from_date=FIRST_DAY, **view.parameters)
pace = query("pace_to_target", **view.parameters)
drawn = coverage_steps(over_time.rows, counts.target_date, colours(), last_row(PaceToTargetRow, pace.rows))
sentence = sentences.growth_sentence(over_time.rows)
show_figure("Coverage over time", sentence, drawn, coverage_table(over_time.rows), over_time)

sentence = sentences.pace_sentence(pace.rows)
show_answer("On course for the target?", sentence, pace_table(pace.rows, view.place), pace)
st.markdown(sentences.PACE_RULE)

show_areas(areas, view)
show_reached_between(view)
show_press_counts(view)
