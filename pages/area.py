"""How far did an area get, and which similar areas got there first?"""

import streamlit as st

from ics.charts.paths import area_paths
from ics.sentences import area as sentences
from ics.sentences.programmes import Search
from ics.ui.answers import colours, show_answer, show_figure
from ics.ui.data import cached, query
from ics.ui.filters import current_view
from ics.ui.tables import area as area_tables
from ics.ui.tables.programmes import site_table
from ics.ui.text import escape_markdown
from ics.ui.views.area import choose_areas, show_all_areas, show_similar

view = current_view()
title = st.empty()
codes = choose_areas()

if not codes:
    title.title("How far did your area get?", anchor=False)
    show_all_areas(view)
else:
    paths = query("area_paths", area_codes=codes, as_at=view.as_at)
    own = paths.rows[paths.rows["area_code"] == codes[0]]
    title.title(escape_markdown(own["area_name"].iloc[0]), anchor=False)
    answer, people = sentences.place_sentence(own, view.as_at), sentences.people_sentence(own)
    st.markdown(f"**{escape_markdown(answer)}** {escape_markdown(people)}")

    drawn = cached(area_paths, paths, view.as_at, colours())
    sentence = sentences.path_sentence(paths.rows)
    show_figure(
        "When it reached each milestone", sentence, drawn, cached(area_tables.path_table, paths), paths, ["Source"]
    )

    show_similar(own, view)

    indicators = query("area_indicators", area_codes=codes, as_at=view.as_at)
    sentence = sentences.indicator_sentence(indicators.rows)
    table = cached(area_tables.indicator_table, indicators)
    show_answer("Compared with its region and England", sentence, table, indicators)

    sites = query("programmes_found", **Search(codes[0]).parameters, regions=[], as_at=view.as_at)
    sentence = sentences.programme_sentence(sites.rows)
    show_answer("Programmes in this area", sentence, site_table(sites.rows), sites, ["Areas", "Sources"])

    named = query("points_of_light_in_area", area_code=codes[0], as_at=view.as_at)
    sentence = sentences.inside_sentence(named.rows)
    show_answer("Points of light in this area", sentence, cached(area_tables.named_table, named), named, ["Sources"])

    lineage = query("area_lineage", area_code=codes[0], as_at=view.as_at)
    sentence, table = sentences.lineage_sentence(lineage.rows), cached(area_tables.lineage_table, lineage)
    show_answer("How the area changed", sentence, table, lineage, ["Source"])
