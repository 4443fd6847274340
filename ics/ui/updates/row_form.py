"""One row as a form: a labelled field per column. It needs no mouse, and it fits a telephone."""

from collections.abc import Callable, Iterable
from zlib import crc32

import pandas as pd
import streamlit as st

from ics.datapackage import Field, Table
from ics.editing.edits import add, changed_row, discard_edit, remove, replace_added, set_cells
from ics.formatting import join_and
from ics.sentences.cells import EMPTY
from ics.store.rows import Key, Names, Row, key_of
from ics.ui.answers import show_table
from ics.ui.data import names_of_codes, rows_with_keys
from ics.ui.text import escape_markdown
from ics.ui.updates.edit_session import EditSession
from ics.ui.updates.row_picker import NEW, Choice

LONG_TEXT = 60  # letters; longer texts get a box of several lines
SHORT_FIELD, LONG_FIELD = 420, 736  # pixels


def show_form(session: EditSession, table: Table, choice: Choice, may_edit: bool) -> None:
    """The form of a published row, of an added one, or of one to be added."""
    if not may_edit:
        _show_row(table, choice)
    elif choice.key is None:
        _form_of_an_added_row(session, table, choice.number)
    elif choice.key in session.of(table).removed:
        _removed(session, table, choice.key)
    else:
        _form_of_a_published_row(session, table, choice.key)


def _removed(session: EditSession, table: Table, key: Key) -> None:
    st.markdown("You are deleting this row.")
    st.button("Keep this row", key="keep", on_click=lambda: session.put(table, discard_edit(session.of(table), key)))


def _form_of_a_published_row(session: EditSession, table: Table, key: Key) -> None:
    published = rows_with_keys(table, {key})[key]
    edits, names = session.of(table), names_of_codes(table)
    others = [f for f in table.fields if f.name not in table.primary_key]
    _show_key(table, key, names)
    with st.form("cells"):
        entered = _fields(session, table, others, changed_row(edits, key, published), names)
        taken = st.form_submit_button("Save this row", type="primary")
    with st.container(horizontal=True):
        _button("Delete this row", lambda: session.put(table, remove(session.of(table), key, published)))
        if key in edits.changed:
            _button("Undo changes to this row", lambda: session.put(table, discard_edit(session.of(table), key)))
    if taken:
        session.put(table, set_cells(edits, key, published, entered))
        st.rerun()


def _show_key(table: Table, key: Key, names: Names) -> None:
    cells = (
        (escape_markdown(table.field(c).title), escape_markdown(_code(c, cell, names)))
        for c, cell in _key_cells(table, key)
    )
    st.markdown(" · ".join(f"{column} **{code}**" for column, code in cells))
    keys = escape_markdown(join_and(_titles(table, table.primary_key)))
    st.markdown(f"You cannot change {keys} here. Add a new row and delete this one instead.")


def _form_of_an_added_row(session: EditSession, table: Table, number: int | None) -> None:
    """`number`: of the added row; None for a row that is new."""
    edits = session.of(table)
    row = dict.fromkeys(table.columns) if number is None else edits.added[number]
    with st.form("cells"):
        entered = _fields(session, table, list(table.fields), row, names_of_codes(table))
        taken = st.form_submit_button("Save this row", type="primary")
    if number is not None:
        _button("Delete this row", lambda: _take_out(session, table, number))
    if not taken:
        return
    if missing := [column for column in table.primary_key if not (entered[column] or "").strip()]:
        st.warning(f"Fill in {escape_markdown(join_and(_titles(table, missing)))}.")
        return
    _put_added(session, table, number, entered)
    st.rerun()


def _titles(table: Table, columns: Iterable[str]) -> list[str]:
    return [table.field(column).title for column in columns]


def _put_added(session: EditSession, table: Table, number: int | None, entered: Row) -> None:
    edits = session.of(table)
    if number is None:
        session.put(table, add(edits, entered))
        session.rounds += 1  # so that the next new row begins empty
    else:
        session.put(table, replace_added(edits, number, entered))
    st.query_params["row"] = f"{NEW} {(len(edits.added) if number is None else number) + 1}"


def _take_out(session: EditSession, table: Table, number: int) -> None:
    session.put(table, replace_added(session.of(table), number, None))
    st.query_params.pop("row", None)


def _button(words: str, do: Callable[[], None]) -> None:
    st.button(words, key=words.replace(" ", "-").lower(), on_click=do)


def _key_cells(table: Table, key: Key) -> list[tuple[str, str]]:
    return [(column, cell or "") for column, cell in zip(table.primary_key, key, strict=True)]


def _fields(session: EditSession, table: Table, fields: list[Field], row: Row, names: Names) -> Row:
    """What is in the fields. A field is known by its row and by its first content: nothing else empties it."""
    place = f"{table.name}-{'-'.join(map(str, key_of(table, row)))}-{session.rounds}"
    return {f.name: _field(f, row[f.name], names.get(f.name), f"{place}-{f.name}") for f in fields}


def _field(f: Field, value: str | None, names: dict[str, str] | None, place: str) -> str | None:
    key = f"{place}-{crc32((value or '').encode())}"
    words = words_of(f, names)
    if words is not None:
        return _choice_field(f, value, words, names, key)
    if _is_long(f, value or ""):
        return st.text_area(heading_of(f), value or "", height=100, width=LONG_FIELD, key=key, help=help_of(f))
    return _line_field(f, value, key)


def _choice_field(f: Field, value: str | None, words: list[str], names: dict[str, str] | None, key: str) -> str | None:
    """One of the words, or the value that is there already; empty where the column may be."""
    options = ([] if f.required else [""]) + list(dict.fromkeys([*words, *filter(None, [value])]))
    return st.selectbox(
        heading_of(f),
        options,
        options.index(value or "") if (value or "") in options else None,
        words_in(names),
        placeholder="Choose",
        width=SHORT_FIELD,
        key=key,
        help=help_of(f),
    )


def _line_field(f: Field, value: str | None, key: str) -> str:
    is_short = f.type in ("date", "integer", "number") or ("pattern" in f.constraints and f.example)
    return st.text_input(
        heading_of(f),
        value or "",
        placeholder="YYYY-MM-DD" if f.type == "date" else None,
        width=SHORT_FIELD if is_short else LONG_FIELD,
        key=key,
        help=help_of(f),
    )


def _is_long(f: Field, text: str) -> bool:
    """A field of one line would take the line breaks out of a text."""
    return f.multiline or (f.type == "string" and (len(text) > LONG_TEXT or "\n" in text))


def heading_of(f: Field) -> str:
    """The title of the column, its unit, and whether it can be left blank: "Population, people"."""
    unit = f", {f.unit}" if f.unit and f.unit not in f.title.lower() else ""
    return f"{f.title}{unit}" if f.required else f"{f.title}{unit} (optional)"


def help_of(f: Field) -> str:
    """What the column means, how to enter a date, and the name that problems call the column by."""
    how = " Enter it as YYYY-MM-DD." if f.type == "date" else ""
    return escape_markdown(f"{f.description}{how} In files, this column is called {f.name}.")


def words_of(f: Field, names: dict[str, str] | None) -> list[str] | None:
    """The words there are for this column; None where anything can be written."""
    if names is not None:
        return list(names)
    if f.type == "boolean":
        return ["true", "false"]
    return list(f.constraints["enum"]) if "enum" in f.constraints else None


def words_in(names: dict[str, str] | None) -> Callable[[str], str]:
    """A code with its name in front of it, to be chosen from."""
    return lambda code: (f"{names[code]} · {code}" if names and names.get(code) else code) or EMPTY


def _code(column: str, code: str, names: Names) -> str:
    return words_in(names.get(column))(code)


def _show_row(table: Table, choice: Choice) -> None:
    """The published row to be read only; nothing for another."""
    row = rows_with_keys(table, {choice.key}).get(choice.key) if choice.key else None
    if row is None:
        return
    names = names_of_codes(table)
    cells = [_code(column, cell or "", names) for column, cell in row.items()]
    show_table(pd.DataFrame({"Column": _titles(table, row), "Value": cells}), f"A row of {table.title}")
