"""Shows an answer: heading, sentence, chart, and its parts: real table, data and citation, all from the same rows."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from ics.charts.layout import CONFIG, Figure
from ics.charts.palette import Palette, palette
from ics.store import query_files
from ics.ui.components.copy_text import show_text_to_copy
from ics.ui.components.picture import offer_picture
from ics.ui.data import Answer
from ics.ui.data_links import cited, file_named, file_of, links_in_words, source_line, what_rows
from ics.ui.text import escape_markdown
from ics.writers.csv_files import frame_csv

TableOrMaker = pd.DataFrame | Callable[[], pd.DataFrame]  # a function makes the table once somebody opens it
CHART, TABLE, DATA, CITE = "Chart", "Table", "Data", "Cite"


@dataclass(frozen=True)
class _Parts:
    """What can be opened below a figure or a heading.

    `chart`: the key of the chart, empty for none; `label`: the rows in words, where their query does not say it well;
    `drawn`: what the chart shows, where that is not what its rows are called.
    """

    title: str
    sentence: str
    table: TableOrMaker
    answer: Answer
    linked: Sequence[str]
    label: str
    key: str
    chart: str = ""
    drawn: str = ""

    @property
    def names(self) -> list[str]:
        rows = self.answer.rows if callable(self.table) else self.table
        return [*([CHART] if self.chart else []), *([] if rows.empty else [TABLE]), DATA, CITE]


def colours() -> Palette:
    """The palette of the theme the reader sees."""
    return palette(st.context.theme.type)


def show_figure(
    title: str,
    sentence: str,
    drawn: Figure,
    table: TableOrMaker,
    answer: Answer,
    linked: Sequence[str] = (),
    label: str = "",
) -> None:
    """The heading, the sentence, the chart, and below it a row that opens picture, table, data links and citation.

    `table`: the rows of the answer in words; `answer`: what the chart was drawn from; `linked`: see `show_table`;
    `label`: see `show_parts`.
    """
    st.header(title)
    st.markdown(escape_markdown(sentence))
    show_chart(title, sentence, drawn, answer.query)
    show_parts(title, table, answer, linked, label=label, chart=answer.query, sentence=sentence)


def show_chart(title: str, sentence: str, drawn: Figure, key: str) -> None:
    """The chart with its text alternative."""
    st.plotly_chart(drawn, key=key, theme=None, config=CONFIG, alt=f"{title}. {sentence}")


def show_answer(
    title: str, sentence: str, table: TableOrMaker, answer: Answer, linked: Sequence[str] = (), label: str = ""
) -> None:
    """An answer that is best read as a table: heading, sentence, and the parts with the table open to view.

    `table`: the rows of the answer in words; `linked`: see `show_table`; `label`: see `show_parts`.
    """
    st.header(title)
    st.markdown(escape_markdown(sentence))
    show_rows(title, table, answer, linked, label)


def show_rows(title: str, table: TableOrMaker, answer: Answer, linked: Sequence[str] = (), label: str = "") -> None:
    """The parts of an answer with its table open to view, if it has rows."""
    show_parts(title, table, answer, linked, label=label, opened=TABLE)


def show_parts(
    title: str,
    table: TableOrMaker,
    answer: Answer,
    linked: Sequence[str] = (),
    *,
    label: str = "",
    chart: str = "",
    sentence: str = "",
    drawn: str = "",
    opened: str | None = None,
    key: str = "",
) -> None:
    """One row of names; the one that is chosen opens below it: Chart (as a picture), Table, Data, Cite.

    What is not open is not sent. `chart`: the key of the chart above, or of the container around it, empty for none;
    `sentence`: goes into its picture; `drawn`: what it shows, where that is not what its rows are called. `label`: the
    rows in words, for links. `opened`: the part that is open at first. `key`: tells this row from others on the page;
    needed where the title changes with the view and the row is not below a chart.
    """
    name = key or f"{chart or f'{answer.query}-{title}'}"
    parts = _Parts(title, sentence, table, answer, linked, label, f"parts-{name}", chart, drawn)
    _show_chosen_part(parts, opened)


@st.fragment
def _show_chosen_part(parts: _Parts, opened: str | None) -> None:
    """Runs by itself when a part is chosen: the page above and below stays as it is.

    Without rows it is another widget: the table is open again when there are rows again.
    """
    has_table = TABLE in parts.names
    chosen = st.segmented_control(
        f"{what_rows(parts.answer)}: what to open",
        parts.names,
        default=opened if opened in parts.names else None,
        key=parts.key if has_table else f"{parts.key}-without-rows",
        label_visibility="collapsed",
    )
    if chosen:
        _SHOW[chosen](parts)


def _show_table(parts: _Parts) -> None:
    table = parts.table() if callable(parts.table) else parts.table
    show_table(table, f"{parts.title}: table" if parts.chart else parts.title, parts.linked)


def _show_data(parts: _Parts) -> None:
    st.markdown(links_in_words(parts.answer, parts.label))
    definition = query_files.load(parts.answer.query)
    st.caption(escape_markdown(f"{definition.answers} {definition.grain}"))


def _show_citation(parts: _Parts) -> None:
    text = cited(parts.title, parts.answer, parts.label)
    show_text_to_copy(text, "Copy this citation", f"cite-{parts.key}")


def _show_picture(parts: _Parts) -> None:
    source = source_line(parts.answer, parts.drawn or parts.label)
    file = file_of(parts.answer, "png", parts.drawn)
    offer_picture(parts.chart, parts.title, parts.sentence, source, file)


_SHOW = {CHART: _show_picture, TABLE: _show_table, DATA: _show_data, CITE: _show_citation}


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


def show_data_links(answer: Answer, label: str = "") -> None:
    """Links to the rows: as a CSV file for a spreadsheet, and as JSON for a program. `label`: see `show_parts`."""
    st.markdown(f"Data: {links_in_words(answer, label)}")


def download(rows: pd.DataFrame, name: str) -> None:
    """A button that gives rows that no query returned, as CSV."""
    st.download_button(
        "Download as CSV",
        frame_csv(rows),
        file_named(name, "csv"),
        "text/csv",
        key=f"download-{name}",
        on_click="ignore",
    )
