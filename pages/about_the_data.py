"""Where does the data come from, how complete is it, and how can I use it?"""

import streamlit as st

from ics.datapackage import tables
from ics.formatting import pluralise
from ics.query_rows import VersionsRow, first_row
from ics.sentences.about import DATA_LINKS, FOR_PROGRAMS, HOW_TO_READ, shown_version_sentence, sources_sentence
from ics.ui.answers import show_data_links, show_table
from ics.ui.data import query
from ics.ui.filters import current_view
from ics.ui.links import link_to
from ics.ui.tables.about import (
    dataset_table,
    dictionary_table,
    indicator_coverage_table,
    milestone_coverage_table,
    source_table,
)
from ics.ui.text import escape_markdown
from ics.ui.views.progress import show_designation_sources, show_press_counts

sources = query("sources")
versions = query("versions").rows
latest = first_row(VersionsRow, versions)

st.title("About the data")
st.markdown(
    f"**{sources_sentence(len(sources.rows))}** Blank means that we found none. {shown_version_sentence(latest)}"
)

st.header("How to read the figures")
st.markdown(HOW_TO_READ)

st.header("How complete are the milestones?")
show_table(milestone_coverage_table(query("milestones_with_coverage").rows), "How complete the milestones are")

st.header("How complete are the indicators?")
with st.expander("All indicators of leadership"):
    show_table(indicator_coverage_table(query("indicators_with_coverage").rows), "How complete the indicators are")

st.header("What is in each table?")
titles = {name: table.title for name, table in tables().items()}
name = st.selectbox("Table", list(titles), format_func=lambda name: titles[name])
st.markdown(escape_markdown(tables()[name].description))
show_table(dictionary_table(tables()[name]), f"Columns of table {name}")

st.header("Where does the data come from?")
with st.expander(f"All {len(sources.rows)} sources"):
    show_table(source_table(sources.rows), "Sources", linked=["Source"])
    show_data_links(sources)

st.header("When did each area become an integrated care system?")
view = current_view()
with st.expander("The source of each date"):
    show_designation_sources(view)
show_press_counts(view)

st.header("What has changed?")
st.markdown(f"{pluralise(len(versions), 'version', 'versions')} so far. A published version is never changed.")
link_to("history", "See every version: when, by whom and why it was published")

st.header("How can I download the data?")
st.markdown(DATA_LINKS)
with st.expander("For programs: all links and their parameters"):
    st.markdown(FOR_PROGRAMS)
    show_table(dataset_table(), "Data links and their parameters", ["Data"])
