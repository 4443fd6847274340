"""The rows that were found as a grid: for several cells at a time.

All cells are text, dates and numbers too: what is typed is what is checked, and what cannot be read is said in words.
A column of dates drops a half-typed one without a word, a column of numbers rounds and rewrites them.
"""

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from ics.datapackage import Field, Table
from ics.editing.edits import changed_row
from ics.editing.grid import GridRow
from ics.store.rows import FoundRows, Names
from ics.ui.data import names_of_codes
from ics.ui.updates.edit_session import EditSession, Grid
from ics.ui.updates.row_form import heading_of, help_of, words_in, words_of

HOW_TO = (
    "Select a cell and type to change it. Add a row on the last line. To delete rows, tick them on the left and press "
    "Delete. If you use a keyboard without a mouse, choose “One at a time”."
)


def show_grid(session: EditSession, table: Table, found: FoundRows, text: str, may_edit: bool) -> None:
    """The grid. It stays as it is while somebody works in it, and is made again for another search or version."""
    made_for = (table.name, text, session.stamp)
    if session.grid is None or session.grid.made_for != made_for:
        session.rounds += 1
        shown = _rows(session, table, found)
        session.grid = Grid(f"grid-{session.rounds}", made_for, table.name, shown, session.of(table))
    if may_edit:
        st.markdown(HOW_TO)
    names = names_of_codes(table)
    st.data_editor(
        pd.DataFrame([row.cells for row in session.grid.shown], columns=list(table.columns), dtype=object),
        column_config={f.name: _column(f, table, names) for f in table.fields},
        num_rows="dynamic" if may_edit else "fixed",
        disabled=not may_edit,
        hide_index=True,
        key=session.grid.key,
        height="auto",
        placeholder="",
        alt=f"Rows of {table.title}, to edit",
    )


def _rows(session: EditSession, table: Table, found: FoundRows) -> list[GridRow]:
    """The rows that fit with their edits, and the added ones. Rows to be removed are left out."""
    edits = session.of(table)
    rows = [
        GridRow(changed_row(edits, key, row), key, row) for key, row in found.rows.items() if key not in edits.removed
    ]
    return rows + [GridRow(row, number=number) for number, row in enumerate(edits.added)]


def _column(f: Field, table: Table, names: Names) -> ColumnConfig:
    label, help_, pinned = heading_of(f), help_of(f), f.name == table.primary_key[0]
    words = words_of(f, names.get(f.name))
    if words is None:
        return st.column_config.TextColumn(label, help=help_, pinned=pinned)
    in_words = words_in(names.get(f.name))
    return st.column_config.SelectboxColumn(
        label, help=help_, pinned=pinned, options=words, format_func=lambda code: in_words(str(code))
    )
