"""How far has each region got?"""

import streamlit as st

from ics import sentences
from ics.charts.coverage import coverage_steps
from ics.charts.hexagons import stage_hexagons
from ics.charts.regions import region_stage_bars
from ics.ui import tables
from ics.ui.data import one_row, rows
from ics.ui.figure import colours, download, show_figure, show_linked_table, show_table
from ics.ui.headlines import show_headlines
from ics.ui.lights import EARLY_DAYS
from ics.ui.text import plain
from ics.ui.view import FIRST_DAY, current_view, year_ends

view = current_view()
counts = one_row("headline_counts", early_days=EARLY_DAYS, **view.parameters)
regions = rows("coverage_by_region", **view.parameters)
areas = rows("areas_with_stage", early_days=EARLY_DAYS, **view.parameters)
by_stage = rows("regions_by_furthest_stage", **view.parameters)
over_time = rows("coverage_over_time", from_date=FIRST_DAY, **view.parameters)
systems = rows("systems_counted_by_day", days=year_ends(view.as_at), regions=list(view.regions))
in_parts = rows("systems_in_parts_of_areas", **view.parameters)
designations = rows("designations_with_sources", **view.parameters)
notes = rows("milestones_with_coverage").set_index("milestone_id")["coverage_note"]
stages = list(rows("stages")["stage_sequence"])
covered = sentences.coverage_sentence(counts, view.as_at)

st.title("How far has each region got?")
st.markdown(
    "Every part of England was to be an integrated care system (ICS) by April 2021. The areas, here in their "
    "boundaries of April 2021, began in 2016 as sustainability and transformation partnerships (STPs). "
    f"Shown: {plain(view.in_words)}."
)
st.markdown(
    f"**{plain(covered)}** {plain(sentences.full_regions_sentence(regions))} "
    f"{plain(sentences.target_sentence(counts, view.as_at))}"
)
show_headlines(counts, view.as_at)

by_region, on_map = st.columns(2, gap="large")
with by_region:
    drawn = region_stage_bars(by_stage, stages, colours())
    sentence = sentences.stage_sentence(areas)
    show_figure("Regions by furthest stage", sentence, drawn, tables.region_table(by_stage), "regions-by-stage")
with on_map:
    drawn = stage_hexagons(areas, stages, colours())
    sentence = f"{sentences.star_sentence(areas, EARLY_DAYS)} One hexagon per area; the list below has the rows."
    show_figure("Map of the areas", sentence, drawn, None, "map-of-the-areas")

drawn = coverage_steps(over_time, counts.target_date, colours())
sentence = f"{covered} A date known only to the month counts from the end of that month."
show_figure("Coverage over time", sentence, drawn, tables.coverage_table(over_time), "coverage-over-time")

st.header("The areas")
show_table(tables.area_table(areas), "List of the areas with their furthest recorded stage")
download(tables.area_table(areas), "areas")
st.markdown(f"**How sure are the dates?** {plain(notes['ics_designated'])}")
st.markdown(f"**And the shadow stage?** {plain(notes['shadow_ics'])}")
with st.expander("The source of each designation"):
    show_linked_table(tables.source_table(designations), "Sources of the designations")

if systems["part_systems"].any():
    st.header("Why the press counted more systems")
    st.markdown(plain(sentences.press_sentence(systems)))
    show_table(tables.systems_table(systems), "Whole areas and systems in parts of areas, by day")
    show_table(tables.parts_table(in_parts), "Parts of areas named as systems of their own")
