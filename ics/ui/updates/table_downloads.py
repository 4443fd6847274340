"""The first step of the page "Update data": a table to begin with, as it is or empty, and what it may contain."""

from collections.abc import Callable
from typing import NamedTuple

import streamlit as st

from ics.datapackage import Table, tables
from ics.safeguards.turns import limit_downloads
from ics.ui.answers import show_table
from ics.ui.data import open_store
from ics.ui.opened import show_when_opened
from ics.ui.tables.about import dictionary_table
from ics.ui.text import escape_markdown
from ics.writers.csv_files import table_csv
from ics.writers.templates.csv_template import csv_template
from ics.writers.templates.workbook_template import workbook_template

CSV = "text/csv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class _Download(NamedTuple):
    """A button and its file; `kind`: media type."""

    key: str
    label: str
    file_name: str
    kind: str
    make: Callable[[], bytes]


def offer_table_downloads() -> None:
    """A table to choose, its downloads, the workbook of all tables, and what the columns may contain."""
    names = list(tables())
    name = st.selectbox(
        "Table", names, names.index("area_milestones"), lambda name: tables()[name].title, key="table_to_begin"
    )
    table = tables()[name]
    _offer_downloads(table)
    show_when_opened(f"What to put in each column of {name}", f"columns-{name}", lambda: _show_columns(table))


def _show_columns(table: Table) -> None:
    st.markdown(escape_markdown(table.description))
    show_table(dictionary_table(table), f"Columns of {table.name}")


def _offer_downloads(table: Table) -> None:
    with st.container(horizontal=True, key="downloads"):
        for download in _downloads(table):
            st.download_button(
                download.label,
                limit_downloads(download.make),
                download.file_name,
                download.kind,
                key=f"begin-{download.key}",
                on_click="ignore",
                icon=":material/download:",
            )


def _downloads(table: Table) -> list[_Download]:
    """Each file is made when its button is pressed, out of the version that was published when the page was shown."""
    published, version = open_store(), open_store().current()
    name = table.name
    current, template = f"Download current table, version {version} (CSV)", "Download blank table with an example (CSV)"
    workbook = "Download template for all tables (Excel)"
    return [
        _Download("current", current, f"{name}.csv", CSV, lambda: table_csv(published, version, table)),
        _Download("template", template, f"{name}_template.csv", CSV, lambda: csv_template(table)),
        _Download(
            "workbook", workbook, "ics_progress_template.xlsx", XLSX, lambda: workbook_template(published, version)
        ),
    ]
