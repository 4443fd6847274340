"""The edits of this session that are not published yet: they stay when another page or search is on the screen."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import streamlit as st

from ics.checks.check import Check
from ics.datapackage import Table, tables
from ics.editing.check_edits import check_edits
from ics.editing.edits import Edits, counts
from ics.editing.grid import GridRow, from_grid
from ics.editing.rebase import Conflict, rebase
from ics.sentences.edits import conflict_in_words, edits_in_words
from ics.store.rows import name_of_row, rows_by_key
from ics.ui.data import names_of_codes, open_store, rows_with_keys, shown_version
from ics.ui.session import cached_for_session, drop_session_value, latest_publication, session_value
from ics.ui.text import escape_markdown


@dataclass(frozen=True)
class Grid:
    """A grid on the screen: its key, what it was made for, its rows, and the edits without those made in it."""

    key: str
    made_for: tuple[str, ...]
    table: str
    shown: list[GridRow]
    edits: Edits


@dataclass
class EditSession:
    """The edits by table, made on the version of that number and stamp; what others did meanwhile; what was let go.

    What was let go moves to the same version, with what others did to it, so that it can be brought back.
    """

    version: int
    stamp: str
    edits: dict[str, Edits] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
    discarded: dict[str, Edits] = field(default_factory=dict)
    discarded_conflicts: list[Conflict] = field(default_factory=list)
    grid: Grid | None = None
    rounds: int = 0

    def of(self, table: Table) -> Edits:
        return self.edits.get(table.name, Edits())

    def put(self, table: Table, edits: Edits) -> None:
        """Other edits of a table; a grid on the screen is made again with them."""
        self._hold(table, edits)
        self.grid = None

    def _hold(self, table: Table, edits: Edits) -> None:
        others = {name: held for name, held in self.edits.items() if name != table.name}
        self.edits = others if edits.is_empty else others | {table.name: edits}

    def take_from_grid(self) -> None:
        """What was edited in the grid that was on the screen last."""
        if self.grid is None:
            return
        state = st.session_state.get(self.grid.key)
        if state is None:  # another page was on the screen since; its edits were taken before
            self.grid = None
        else:
            table = tables()[self.grid.table]
            self._hold(table, from_grid(self.grid.edits, table, self.grid.shown, state))

    def move_to(self, version: int, stamp: str) -> None:
        """The edits on the version that is shown now, and where others were there before.

        Raises StoreError when that version cannot be read; the edits are then as they were.
        """
        if stamp == self.stamp:
            return
        edits, conflicts = _moved(self.edits, version)
        discarded, discarded_conflicts = _moved(self.discarded, version)
        self.version, self.stamp, self.grid = version, stamp, None
        self.edits, self.discarded = edits, discarded
        self.conflicts += conflicts
        self.discarded_conflicts += discarded_conflicts

    def clear(self) -> None:
        """Lets go of everything, but so that it can be brought back."""
        self.discarded, self.discarded_conflicts = self.edits, self.conflicts
        self.edits, self.conflicts, self.grid = {}, [], None

    def bring_back(self) -> None:
        self.edits, self.conflicts, self.grid = self.discarded, self.discarded_conflicts, None
        self.discarded, self.discarded_conflicts = {}, []


def _moved(edits: Mapping[str, Edits], version: int) -> tuple[dict[str, Edits], list[Conflict]]:
    """The edits of all tables on another version; what is published already is left out."""
    moved, conflicts = {}, []
    for name, before in edits.items():
        table = tables()[name]
        moved[name], found = rebase(before, table, rows_by_key(open_store(), version, table, before.keys(table)))
        conflicts += found
    return {name: after for name, after in moved.items() if not after.is_empty}, conflicts


def open_edit_session() -> EditSession:
    """The edits of this session, with what was typed since the last run of the page."""
    _, version, stamp = shown_version()
    session: EditSession = st.session_state.setdefault("edit_session", EditSession(version, stamp))
    session.take_from_grid()
    made_of, checked = session_value("edited")
    if made_of == (session.stamp, session.edits) and latest_publication().is_of(checked):
        finish(session)  # published by a run that a second click has overtaken
    session.move_to(version, stamp)
    return session


def show_edits(session: EditSession) -> None:
    """How many rows are edited, and the way to let go of everything."""
    for name, edits in session.edits.items():
        st.markdown(f"**{escape_markdown(tables()[name].title)}: {edits_in_words(*counts([edits]))}.**")
    st.markdown("What you type in the form counts once you select Save this row.")
    st.button("Discard all changes", key="discard", on_click=session.clear)


def show_conflicts(session: EditSession) -> None:
    """What others did meanwhile to what is edited here, until somebody has looked at it."""
    if session.conflicts:
        said = "\n".join(f"- {escape_markdown(_in_words(conflict))}" for conflict in session.conflicts)
        st.warning(
            f"**Somebody else published version {session.version} and changed the same rows.** We kept your changes. "
            f"Check that they are still right.\n\n{said}"
        )
        st.button("I have checked them", key="looked", on_click=session.conflicts.clear)


def _in_words(conflict: Conflict) -> str:
    table = tables()[conflict.table]
    row = dict.fromkeys(table.labels) | dict(zip(table.primary_key, conflict.key, strict=True))
    return conflict_in_words(conflict, name_of_row(table, row, names_of_codes(table)))


def offer_discarded(session: EditSession) -> None:
    """The way back to what was let go of."""
    if session.discarded and not session.edits:
        st.info(f"You discarded your changes: {edits_in_words(*counts(session.discarded.values()))}.")
        st.button("Restore your changes", key="bring-back", on_click=session.bring_back)


def finish(session: EditSession) -> None:
    """No edits any more, once they are published."""
    session.clear()
    session.discarded, session.discarded_conflicts = {}, []
    drop_session_value("edited", "compared")


def checked_edits(session: EditSession) -> Check:
    """All edits checked together against the version of this run: once, until one of them changes."""
    edits = dict(session.edits)
    return cached_for_session("edited", (session.stamp, edits), lambda: _check(edits))


def _check(edits: Mapping[str, Edits]) -> Check:
    edited = {name: tables()[name] for name in edits}
    published = {name: rows_with_keys(table, edits[name].keys(table)) for name, table in edited.items()}
    names = {name: names_of_codes(table) for name, table in edited.items()}
    return check_edits(edits, published, names, open_store(), shown_version()[1])
