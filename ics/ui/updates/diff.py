"""What would change, or what changed: in words, in rows per table, and cell by cell."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from ics.datapackage import Table, tables
from ics.safeguards.turns import made_in_turn
from ics.store.snapshots import Snapshots
from ics.ui.answers import show_table
from ics.ui.text import plain
from ics.versions.compare import SHOWN_CELLS, Comparison, cells_csv
from ics.versions.diff import CellDiff, TableDiff

SIDES = ("Was", "Becomes")
FEW_CELLS = 20  # so many are shown without being asked for


def show_comparison(found: Comparison, states: Snapshots, among: list[Table], key: str) -> None:
    """What a publication would change: see `show_found`."""
    # Its own cursor: the download is made in another thread, when somebody asks for it.
    apart = states.with_own_cursor()
    show_found(found, lambda: cells_csv(apart, among), key)


def show_found(
    found: Comparison, all_cells: Callable[[], bytes], key: str, sides: tuple[str, str] = SIDES, name: str = "changes"
) -> None:
    """The consequences for a reader first, then the counts, then the cells with their download.

    `all_cells` makes the CSV when somebody asks for it; `sides`: what the two states are called; `name`: of the file.
    """
    st.markdown("\n".join(f"- {plain(sentence)}" for sentence in found.sentences))
    show_table(_counts([c for c in found.changes if not c.is_empty]), "Rows that change, by table")
    with st.expander("Every cell that changes", expanded=found.all_cells <= FEW_CELLS):
        if found.all_cells > SHOWN_CELLS:
            st.markdown(f"The first {SHOWN_CELLS} of {found.all_cells:,} are shown; the download has them all.")
        show_table(_cells(found.cells, sides), "Cells that change")
        st.download_button(
            "Download as CSV",
            made_in_turn(all_cells),
            f"{name}.csv",
            "text/csv",
            key=f"{key}-cells",
            on_click="ignore",
        )


def _counts(changes: list[TableDiff]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Table": [tables()[c.table].title for c in changes],
            "Rows added": [f"{c.added:,}" for c in changes],
            "Rows changed": [f"{c.changed:,}" for c in changes],
            "Rows removed": [f"{c.removed:,}" for c in changes],
            "Rows as before": [f"{c.unchanged:,}" for c in changes],
        }
    )


def _cells(found: list[CellDiff], sides: tuple[str, str]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Row": [d.key for d in found],
            "Column": [d.column for d in found],
            sides[0]: [_cell(d.old, d.kind == "added") for d in found],
            sides[1]: [_cell(d.new, d.kind == "removed") + _only_blanks(d) for d in found],
            "Table": [tables()[d.table].title for d in found],
        }
    )


def _cell(value: str | None, row_is_missing: bool) -> str:
    if row_is_missing:
        return "(no row)"
    return "(empty)" if value is None else " ⏎ ".join(value.splitlines())


def _only_blanks(found: CellDiff) -> str:
    """Said where both sides look the same on a page: blanks and line breaks are set alike there."""
    is_same = (found.old or "").split() == (found.new or "").split()
    return " (only its blanks differ)" if is_same else ""
