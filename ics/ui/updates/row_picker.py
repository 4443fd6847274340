"""Which table and which row: both in the address, the row by its key."""

from dataclasses import dataclass

import streamlit as st

from ics.datapackage import Table, tables
from ics.editing.edits import Edits
from ics.sentences.edits import found_in_words
from ics.store.rows import FoundRows, Key, label
from ics.ui.data import names_of_codes, rows_with_keys, search_rows
from ics.ui.updates.edit_session import EditSession
from ics.ui.url_widgets import choose_one, choose_text

NEW = "new row"  # a word of the address that is not a key: keys of a table with one column have no blanks
FIRST_TABLE = "area_milestones"


@dataclass(frozen=True)
class Choice:
    """The chosen row: the key of a published one, or the number of an added one, or neither: a row to be added."""

    key: Key | None = None
    number: int | None = None


def choose_table() -> Table:
    titles = {name: table.title for name, table in tables().items()}
    name = choose_one("table", "Table", titles, FIRST_TABLE, drops=("row", "find"), width=420)
    return tables()[name or FIRST_TABLE]


def choose_rows(table: Table) -> tuple[FoundRows, str]:
    """The rows that fit what is typed, with how many there are, and what is typed."""
    text = choose_text("find", "Search", width=420)
    found = search_rows(table, text)
    return found, text


def say_how_many(found: FoundRows) -> None:
    st.markdown(found_in_words(len(found.rows), found.total))


def choose_row(session: EditSession, table: Table, found: FoundRows) -> Choice | None:
    """One of the rows that fit, or that are edited, or a new one."""
    edits, names = session.of(table), names_of_codes(table)
    asked = _key_in_address(table)
    rows = rows_with_keys(table, {*edits.changed, *edits.removed, *asked}) | found.rows
    labels = {NEW: "Add a new row"}
    labels |= {f"{NEW} {n}": f"{label(table, row, names)} · added" for n, row in enumerate(edits.added, 1)}
    labels |= {_word(k): label(table, row, names) + _mark(edits, k) for k, row in rows.items()}
    word = choose_one("row", "Row", labels, None, placeholder="Choose a row")
    if word is None:
        return None
    if word.startswith(NEW):
        return Choice(number=int(word[len(NEW) :]) - 1 if word != NEW else None)
    return Choice(key=tuple(word.split("/")))


def _word(key: Key) -> str:
    return "/".join(map(str, key))


def _key_in_address(table: Table) -> set[Key]:
    key = tuple(st.query_params.get("row", "").split("/"))
    return {key} if len(key) == len(table.primary_key) else set()


def _mark(edits: Edits, key: Key) -> str:
    if key in edits.removed:
        return " · deleted"
    return " · changed" if key in edits.changed else ""
