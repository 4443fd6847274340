"""How far has each region got?"""

from datetime import date

import streamlit as st

from ics.charts.coverage import coverage_steps
from ics.charts.hexagons import stage_hexagons
from ics.charts.regions import region_stage_bars
from ics.sentences import (
    coverage_sentence,
    full_regions_sentence,
    press_sentence,
    stage_sentence,
    star_sentence,
    target_sentence,
)
from ics.ui.data import one_row, rows
from ics.ui.figure import colours, download, show_figure, show_table
from ics.ui.headlines import show_headlines
from ics.ui.lights import EARLY_DAYS
from ics.ui.tables import area_table, coverage_table, parts_table, region_table, systems_table
from ics.ui.text import plain
from ics.ui.view import FIRST_DAY, current_view, year_ends

view = current_view()
counts = one_row("headline_counts", early_days=EARLY_DAYS, **view.parameters)
regions = rows("coverage_by_region", **view.parameters)
areas = rows("areas_with_stage", early_days=EARLY_DAYS, **view.parameters)
by_stage = rows("regions_by_furthest_stage", **view.parameters)
over_time = rows("coverage_over_time", from_date=FIRST_DAY, **view.parameters)
systems = rows("systems_counted_by_day", days=year_ends(view.as_at), regions=list(view.regions))
in_parts = rows("systems_in_parts_of_areas", as_at=min(view.as_at, date(2018, 12, 31)), regions=list(view.regions))
stages = list(rows("stages")["stage_sequence"])

st.title("How far has each region got?")
st.markdown(
    "Every part of England was to be an integrated care system (ICS) by April 2021. The 42 areas began in 2016 as "
    "sustainability and transformation partnerships (STPs)."
    if not view.regions
    else plain(f"Shown: {view.in_words}.")
)
st.markdown(
    f"**{plain(coverage_sentence(counts, view.as_at))}** {plain(full_regions_sentence(regions))} "
    f"{plain(target_sentence(counts, view.as_at))}"
)
show_headlines(counts, view.as_at)

by_region, on_map = st.columns(2, gap="large")
with by_region:
    show_figure(
        "Regions by furthest stage",
        stage_sentence(areas),
        region_stage_bars(by_stage, stages, colours()),
        region_table(by_stage),
        "regions-by-furthest-stage",
    )
with on_map:
    show_figure(
        "Map of the areas",
        f"{star_sentence(areas)} One hexagon per area, whatever its size; the list below has the same rows.",
        stage_hexagons(areas, stages, colours()),
        None,
        "map-of-the-areas",
    )
show_figure(
    "Coverage over time",
    f"{coverage_sentence(counts, view.as_at)} A date known only to the month counts from the end of that month.",
    coverage_steps(over_time, counts.target_date, colours()),
    coverage_table(over_time),
    "coverage-over-time",
)

st.subheader("The areas")
show_table(area_table(areas), "List of the areas with their furthest stage")
download(area_table(areas), "areas")

st.subheader("Why the press counted more systems")
st.markdown(plain(press_sentence(systems)))
show_table(systems_table(systems), "Whole areas and systems in parts of areas, by day")
if not in_parts.empty:
    st.markdown("These parts of areas were named as systems of their own before their area was designated as a whole:")
    show_table(parts_table(in_parts), "Systems named in parts of areas")
