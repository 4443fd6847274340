"""What would change, or what changed: in words, in rows per table, and cell by cell."""

from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st

from ics.checks.check import Check
from ics.datapackage import tables
from ics.safeguards.turns import limit_downloads
from ics.sentences.cells import sides_in_words
from ics.sentences.impact import in_words
from ics.store.store import Store
from ics.ui.answers import show_table
from ics.ui.data import open_store
from ics.ui.text import escape_markdown
from ics.ui.updates.upload import cached_comparison
from ics.versions.compare import SHOWN_CELLS, Comparison, cells_of_check_csv
from ics.versions.diff import CellDiff, TableDiff

SIDES = ("Before", "After")
FEW_CELLS = 20  # not more are shown without being asked for


def show_changes(checked: Check, purpose: str) -> bool:
    """What publishing would do; `purpose` tells pages apart. False when it would do nothing."""
    comparison = cached_comparison(checked)
    if comparison.is_empty:
        st.info("Nothing changes. Every row is already published.")
        return False
    show_changes_of(checked, comparison, open_store(), purpose)
    return True


def show_changes_of(checked: Check, comparison: Comparison, store: Store, key: str) -> None:
    """What publishing a check would change: see `show_comparison`."""
    show_comparison(comparison, lambda: cells_of_check_csv(checked, store), key)


def show_comparison(
    comparison: Comparison,
    all_cells: Callable[[], bytes],
    key: str,
    sides: tuple[str, str] = SIDES,
    name: str = "changes",
) -> None:
    """What it means for a reader first, then the counts, then the cells with their download.

    `all_cells` makes the CSV when somebody asks for it; `sides`: what the two states are called; `name`: of the file.
    """
    st.markdown("\n".join(f"- {escape_markdown(sentence)}" for sentence in in_words(comparison)))
    show_table(_counts(comparison.changed_tables), "Rows that change, by table")
    with st.expander("Every cell that changes", expanded=comparison.all_cells <= FEW_CELLS):
        if comparison.all_cells > SHOWN_CELLS:
            st.markdown(f"These are the first {SHOWN_CELLS} of {comparison.all_cells:,}. The download has them all.")
        show_table(_cells(comparison.cells, sides), "Cells that change")
        st.download_button(
            "Download every changed cell (CSV)",
            limit_downloads(all_cells),
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
            "Rows deleted": [f"{c.removed:,}" for c in changes],
            "Rows unchanged": [f"{c.unchanged:,}" for c in changes],
        }
    )


def _cells(cells: Sequence[CellDiff], sides: tuple[str, str]) -> pd.DataFrame:
    """One row per cell that differs; the table is named where there are several."""
    shown = [sides_in_words(cell) for cell in cells]
    columns = {
        "Row": [cell.row for cell in cells],
        "Column": [tables()[cell.table].field(cell.column).title for cell in cells],
        sides[0]: [_in_one_line(old) for old, _ in shown],
        sides[1]: [_in_one_line(new) + _only_blanks(cell) for cell, (_, new) in zip(cells, shown, strict=True)],
    }
    if len({cell.table for cell in cells}) > 1:
        columns["Table"] = [tables()[cell.table].title for cell in cells]
    return pd.DataFrame(columns)


def _in_one_line(value: str) -> str:
    return " ⏎ ".join(value.splitlines())


def _only_blanks(cell: CellDiff) -> str:
    """Said where both sides look the same on a page: spaces and line breaks are set the same way there."""
    is_same = (cell.old or "").split() == (cell.new or "").split()
    return " (only spaces change)" if is_same else ""
