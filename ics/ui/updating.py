"""The steps of the page "Update data": choose, read the problems, see what would change."""

from collections.abc import Callable
from threading import Lock

import pandas as pd
import streamlit as st

from ics.checking import ADD_AND_UPDATE, REPLACE, Check, check
from ics.comparing import Comparison, compare
from ics.problems import Problem, ProblemGroup, grouped
from ics.reading import SourceFile
from ics.ui.changes import removed_in_words, show_comparison
from ics.ui.data import store
from ics.ui.figure import download, show_table
from ics.ui.text import plain
from ics.words import counted

MODES = {
    ADD_AND_UPDATE: "Add and update: rows that are not in the file stay as they are",
    REPLACE: "Replace the table: rows that are not in the file are removed",
}
SHOWN_PROBLEMS = 100
SHOWN_NOTES = 30
Places = dict[tuple[str, int], str]


def choose_files() -> tuple[list[SourceFile], str]:
    """The chosen files and the mode. The uploader is emptied after publishing."""
    round_ = st.session_state.setdefault("upload_round", 0)
    chosen = st.file_uploader(
        "CSV files, workbooks (.xlsx) or a ZIP of them",
        type=["csv", "txt", "tsv", "xlsx", "zip"],
        accept_multiple_files=True,
        key=f"files-{round_}",
    )
    mode = st.radio("What the file does", list(MODES), format_func=MODES.get, key="upload_mode")
    return [SourceFile.named(f.name, f.getvalue()) for f in chosen], mode


def checked_files(files: list[SourceFile], mode: str) -> Check:
    """The files checked beside the published version: once, until files, mode or version change."""
    version = store().current()
    key = (mode, store().stamp(version), *((file.name, file.sha256) for file in files))
    return kept_for_session("checked", key, lambda: check(files, store(), version, mode))


def compared(checked: Check) -> Comparison:
    """What publishing the check would change, worked out once."""
    return kept_for_session("compared", id(checked), lambda: compare(checked.states, checked.touched))


def kept_for_session(name: str, key: object, make: Callable) -> object:
    """The latest thing of that name, made anew when the key differs: a check of a large file takes seconds.

    One at a time: when somebody goes on meanwhile, the next run of the page begins before the last one has ended, and
    two threads on the connection of one check fail.
    """
    slot = f"kept-{name}"
    if not _holds(slot, key):
        with st.spinner("Checking…"), st.session_state.setdefault("keeping", Lock()):
            if not _holds(slot, key):
                st.session_state[slot] = (key, make())
    return st.session_state[slot][1]


def _holds(slot: str, key: object) -> bool:
    return slot in st.session_state and st.session_state[slot][0] == key


def forget_choice() -> None:
    """Empties the uploader and lets go of what was checked."""
    st.session_state["upload_round"] += 1
    for name in ("kept-checked", "kept-compared"):
        st.session_state.pop(name, None)


def show_notes(checked: Check) -> None:
    """How the files were read where they are not written as the tables are."""
    if checked.notes:
        said = "\n".join(f"- {plain(note.file)}: {plain(note.what)}" for note in checked.notes[:SHOWN_NOTES])
        more = len(checked.notes) - SHOWN_NOTES
        rest = f"\n- and {counted(more, 'more note', 'more notes')}" if more > 0 else ""
        st.info(f"**How your files were read**\n\n{said}{rest}")


def show_problems(checked: Check, places: Places | None = None) -> bool:
    """All problems, errors first: counted by kind, the first of them in full, all of them as a file.

    `places`: the row by file and line, where the file was made here of edited rows and nobody has it.
    True when nothing stands in the way of publishing.
    """
    if not checked.problems:
        return True
    if checked.errors:
        remedy = "Mend the file and choose it again." if places is None else "Mend the rows that are named below."
        st.error(f"**{_many(checked)} found. Nothing was published.** {remedy}")
    else:
        st.warning(f"**{_many(checked)}.** They do not stand in the way, but read them before you publish.")
    ordered = checked.errors + checked.warnings
    if len(groups := grouped(ordered)) < len(ordered):
        show_table(_kinds(groups), "Kinds of problems")
    if len(ordered) > SHOWN_PROBLEMS:
        st.markdown(f"The first {SHOWN_PROBLEMS} are shown; the download has all {len(ordered):,}.")
    rows = problem_rows(ordered, places)
    show_table(rows.head(SHOWN_PROBLEMS), "Problems found")
    download(rows, "problems")
    return not checked.errors


def _many(checked: Check) -> str:
    parts = [counted(len(checked.errors), "problem", "problems")] if checked.errors else []
    parts += [counted(len(checked.warnings), "warning", "warnings")] if checked.warnings else []
    return " and ".join(parts)


def _kinds(groups: list[ProblemGroup]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Times": [f"{g.count:,}" for g in groups],
            "": ["Error" if g.severity == "error" else "Warning" for g in groups],
            "File": [g.file for g in groups],
            "Column": [g.column or "" for g in groups],
            "For example": [g.first.what for g in groups],
        }
    )


def problem_rows(problems: list[Problem], places: Places | None = None) -> pd.DataFrame:
    """One row per problem, in the words of the page."""
    lines = [str(p.line) if p.line else "" for p in problems]
    where = {"Line": lines} if places is None else {"Row": [places.get((p.file, p.line), "") for p in problems]}
    files = {} if places is not None and len({p.file for p in problems}) == 1 else {"File": [p.file for p in problems]}
    return pd.DataFrame(
        {
            "": ["Error" if p.severity == "error" else "Warning" for p in problems],
            **files,
            **where,
            "Column": [p.column or "" for p in problems],
            "Value": [p.value or "" for p in problems],
            "What is wrong": [p.what for p in problems],
            "How to mend it": [p.mend for p in problems],
            "Rule": [p.rule for p in problems],
        }
    )


def show_edited(checked: Check) -> bool:
    """What publishing edited rows would do. False when it would do nothing."""
    found = compared(checked)
    if found.is_nothing:
        st.info("Nothing would change: every row is published already.")
        return False
    show_comparison(found, checked.states, checked.touched, "edit")
    return True


def show_changes(checked: Check) -> bool:
    """What publishing would do. False when it would do nothing."""
    found = compared(checked)
    if found.is_nothing:
        st.info("Nothing would change: every row is published already.")
        return False
    if removed := removed_in_words(found.changes):
        st.warning(f"{removed} They are published, but not in your file.")
    show_comparison(found, checked.states, checked.touched, "update")
    return True
