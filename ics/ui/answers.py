"""Shows an answer: heading, sentence, chart, real table and data links, all from the same rows."""

from collections.abc import Collection, Sequence
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.elements.plotly_chart import PlotlyState

from ics.charts.layout import CONFIG, Figure
from ics.charts.palette import Palette, palette
from ics.store.parameters import to_query_string
from ics.ui.data import Answer
from ics.ui.text import escape_markdown
from ics.writers.csv_files import frame_csv


def colours() -> Palette:
    """The palette of the theme the reader sees."""
    return palette(st.context.theme.type)


def show_figure(
    title: str, sentence: str, drawn: Figure, table: pd.DataFrame, answer: Answer, linked: Sequence[str] = ()
) -> None:
    """The heading, the sentence, the chart, and its rows as a table and as data links.

    `table`: the rows of the answer in words; `answer`: what the chart was drawn from; `linked`: see `show_table`.
    """
    st.header(title)
    st.markdown(escape_markdown(sentence))
    show_chart(title, sentence, drawn, answer.query)
    with st.expander("Table and data"):
        show_rows(f"{title}: table", table, answer, linked)


def show_chart(title: str, sentence: str, drawn: Figure, key: str) -> None:
    """The chart with its text alternative."""
    st.plotly_chart(drawn, key=key, theme=None, config=CONFIG, alt=f"{title}. {sentence}")


def show_clickable_chart(title: str, sentence: str, drawn: Figure, key: str) -> PlotlyState:
    """The chart with its text alternative; a click on a mark runs the page again. Returns what is selected."""
    alt = f"{title}. {sentence}"
    return st.plotly_chart(
        drawn, key=key, theme=None, config=CONFIG, alt=alt, on_select="rerun", selection_mode="points"
    )


def show_answer(title: str, sentence: str, table: pd.DataFrame, answer: Answer, linked: Sequence[str] = ()) -> None:
    """An answer that is best read as a table: heading, sentence, the table open to view, and its data links.

    `table`: the rows of the answer in words; `linked`: see `show_table`.
    """
    st.header(title)
    st.markdown(escape_markdown(sentence))
    show_rows(title, table, answer, linked)


def show_rows(title: str, table: pd.DataFrame, answer: Answer, linked: Sequence[str] = ()) -> None:
    """The table of an answer, if it has rows, and its data links."""
    if not table.empty:
        show_table(table, title, linked)
    show_data_links(answer)


def show_table(rows: pd.DataFrame, alt: str, linked: Sequence[str] = ()) -> None:
    """The rows as a real table, headings and cells letter for letter; an empty cell stays empty.

    `linked`: the columns whose cells are Markdown already, made with `ics.ui.text` or `ics.ui.links`.
    """
    shown: dict[str, list[object]] = {}
    for name, cells in rows.items():
        shown[_heading(name, shown)] = list(cells) if name in linked else [_letters(cell) for cell in cells]
    st.table(pd.DataFrame(shown), hide_index=True, border="horizontal", alt=alt)


def _heading(name: object, others: Collection[str]) -> str:
    """The name of a column letter for letter, told apart from one that differs in its blanks only."""
    heading = escape_markdown(name)
    while heading in others:
        heading = f"{heading} {escape_markdown('(again)')}"
    return heading


def _letters(value: Any) -> str:  # of any type that a column has
    return "" if pd.api.types.is_scalar(value) and pd.isna(value) else escape_markdown(value)


def show_data_links(answer: Answer) -> None:
    """Links to the rows: as a CSV file for a spreadsheet, and as JSON for a program."""
    asked = to_query_string(answer.parameters)
    address = f"api/v1/{answer.query}.{{}}" + (f"?{asked}" if asked else "")
    st.markdown(f"Data: [CSV file]({address.format('csv')}) · [JSON]({address.format('json')})")


def download(rows: pd.DataFrame, name: str) -> None:
    """A button that gives rows that no query returned, as CSV."""
    st.download_button(
        "Download as CSV", frame_csv(rows), f"{name}.csv", "text/csv", key=f"download-{name}", on_click="ignore"
    )
