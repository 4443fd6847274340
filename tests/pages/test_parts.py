"""The row below a figure: what it offers, and that nothing is made or sent before it is opened."""

import json

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from tests.support.app import by_row_of_parts, opened, opening, said

SCRIPT = """
import pandas as pd
import streamlit as st
from ics.ui.answers import show_answer, show_parts, show_rows
from ics.ui.data import Answer, begin_run, query

begin_run()
region = st.text_input("Region", "London")
found = query("coverage_by_region", regions=[region], as_at=pd.Timestamp("2020-12-31").date())
answer = Answer(found.query, found.parameters, found.rows if region == "London" else found.rows[:0])


def make() -> pd.DataFrame:
    st.session_state["made"] = st.session_state.get("made", 0) + 1
    return answer.rows[["region"]]


{}
"""
pytestmark = pytest.mark.usefixtures("published")


def script(call: str) -> AppTest:
    return AppTest.from_string(SCRIPT.format(call), default_timeout=60).run()


def test_a_table_is_made_once_somebody_opens_it() -> None:
    app = script('show_parts("The regions", make, answer)')
    assert not app.table
    assert "made" not in app.session_state
    assert app.segmented_control[0].options == ["Table", "Data", "Cite"]
    assert opening(app).table[0].value["region"].tolist() == ["London"]
    assert app.session_state["made"] == 1


def test_an_answer_that_is_a_table_begins_with_it_open() -> None:
    app = script('show_answer("The regions", "A sentence.", make, answer)')
    assert len(app.table) == 1
    app.segmented_control[0].set_value(None).run()
    assert not app.table


@pytest.mark.parametrize("table", ["make", "make()"])
def test_without_rows_there_is_no_table_to_open_and_later_it_is_open_again(table: str) -> None:
    app = script(f'show_rows("The regions", {table}, answer)')
    app.text_input[0].set_value("Midlands").run()
    assert app.segmented_control[0].options == ["Data", "Cite"]
    assert not app.table
    app.text_input[0].set_value("London").run()
    assert len(app.table) == 1


def test_a_label_names_the_rows_where_the_query_does_not() -> None:
    app = opening(script('show_rows("The regions", make, answer, label="[how] far regions had got")'), "Data")
    assert "CSV: [how] far regions had got in London on 31 December 2020" in said(app)
    (words,) = [element.value for element in app.markdown if "CSV:" in element.value]
    assert r"\[how\]" in words


def tables_of_areas(app: AppTest) -> list[pd.DataFrame]:
    """The tables below the figure of the areas on the page Leadership."""
    found = by_row_of_parts(app)
    return [element.value for row, element in found if row == "parts-indicator_by_area" and element.type == "table"]


def test_a_figure_of_a_page_sends_no_table_until_it_is_opened() -> None:
    app = opened("leadership", as_at="2020-12-31")
    assert tables_of_areas(app) == []
    assert [len(table) for table in tables_of_areas(opening(app))] == [42]


def test_a_table_stays_open_when_the_region_changes() -> None:
    app = opening(opened("leadership", as_at="2020-12-31"))
    app.query_params["region"] = "London"
    app.run()
    assert [len(table) for table in tables_of_areas(app)] == [5]


def test_a_citation_names_england_and_the_sources_of_the_rows() -> None:
    app = opening(opened("leadership", as_at="2020-12-31"), "Cite")
    texts = [json.loads(part.proto.json).get("text", "") for part in app.get("bidi_component") if part.proto.json]
    (cited,) = [text for text in texts if "indicator by area" in text]
    about = "indicator by area (“One CCG for the whole area”) in England on 31 December 2020"
    assert cited.startswith(f"“Areas by region”: {about}. ICS progress, version 1 of the data")
    assert "Sources of the facts: " in cited
    assert "/indicator_by_area.csv?indicator=ccg_single&as_at=2020-12-31 (seen on" in cited
