"""Can I trust it?"""

import streamlit as st

from ics.datapackage import tables
from ics.formatting import pluralise
from ics.query_rows import VersionsRow, first_row
from ics.sentences.about import DATA_LINKS, HOW_TO_READ, shown_version_sentence
from ics.ui.answers import show_data_links, show_table
from ics.ui.data import query
from ics.ui.links import link_to
from ics.ui.tables.about import (
    dataset_table,
    dictionary_table,
    indicator_coverage_table,
    milestone_coverage_table,
    source_table,
)
from ics.ui.text import escape_markdown

sources = query("sources")
versions = query("versions").rows
latest = first_row(VersionsRow, versions)

st.title("Can I trust it?")
st.markdown(
    f"**Every fact has its source: {pluralise(len(sources.rows), 'address', 'addresses')} in all.** "
    f"{shown_version_sentence(latest)} "
    "No number was filled from memory; an empty cell or a missing row means that no source was found. The labels of "
    "the 16 lessons are in our own words, some of them recalled and not checked against the paper; each says which."
)

st.header("How to read it")
st.markdown(HOW_TO_READ)

st.header("How complete are the milestones?")
show_table(milestone_coverage_table(query("milestones_with_coverage").rows), "Coverage of the milestones")

st.header("How complete are the indicators?")
with st.expander(escape_markdown("Coverage of the indicators of leadership and collaboration")):
    show_table(indicator_coverage_table(query("indicators_with_coverage").rows), "Coverage of the indicators")

st.header("What is in each table?")
titles = {name: table.title for name, table in tables().items()}
name = st.selectbox("Table", list(titles), format_func=lambda name: titles[name])
st.markdown(escape_markdown(tables()[name].description))
show_table(dictionary_table(tables()[name]), f"Columns of table {name}")

st.header("Where does it come from?")
with st.expander(f"All {len(sources.rows)} sources"):
    show_table(source_table(sources.rows), "Sources", linked=["Source"])
    show_data_links(sources)

st.header("Which versions were published?")
st.markdown(f"{pluralise(len(versions), 'version', 'versions')} so far, none of them changed afterwards.")
link_to("history", "When, by whom and why each was published, and what it changed")

st.header("How do I download the data?")
st.markdown(DATA_LINKS)
with st.expander("All queries with their parameters"):
    show_table(dataset_table(), "Queries of the data links", ["Data"])
