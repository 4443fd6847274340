"""Shows a figure with its parity: heading, sentence, chart, table and CSV, all from the same rows."""

import pandas as pd
import streamlit as st

from ics.charts.layout import CONFIG, Figure
from ics.charts.palette import Palette, palette
from ics.export import safe_csv
from ics.ui.text import plain


def colours() -> Palette:
    """The palette of the theme the reader sees."""
    return palette(st.context.theme.type)


def show_figure(title: str, sentence: str, drawn: Figure, rows: pd.DataFrame | None, name: str) -> None:
    """The heading, the sentence, the chart and its rows as a table and a file. `name` names file and element.

    `rows` is None where the page shows the same rows as a table of its own.
    """
    st.header(title)
    st.markdown(plain(sentence))
    st.plotly_chart(drawn, key=name, theme=None, config=CONFIG, alt=f"{title}. {sentence}")
    if rows is not None:
        with st.expander("Table and download"):
            show_table(rows, f"{title}: table")
            download(rows, name)


def show_table(rows: pd.DataFrame, alt: str) -> None:
    """The rows as a real table, letter for letter; an empty cell stays empty."""
    shown = rows.map(lambda value: "" if pd.api.types.is_scalar(value) and pd.isna(value) else plain(value))
    show_linked_table(shown, alt)


def show_linked_table(markdown: pd.DataFrame, alt: str) -> None:
    """A table whose cells are Markdown already, made with `ics.ui.text`."""
    st.table(markdown, hide_index=True, border="horizontal", alt=alt)


def download(rows: pd.DataFrame, name: str) -> None:
    """A button that gives the rows as CSV."""
    st.download_button(
        "Download as CSV", safe_csv(rows), f"{name}.csv", "text/csv", key=f"download-{name}", on_click="ignore"
    )
