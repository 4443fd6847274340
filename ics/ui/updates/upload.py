"""The steps of the page "Update data": choose, read the problems, see what would change."""

from collections import deque
from weakref import finalize, ref

import streamlit as st

from ics.checks.check import REPLACE, UPSERT, Check, check
from ics.formatting import join_and, pluralise
from ics.readers.read import SourceFile
from ics.readers.zip_files import is_archive
from ics.safeguards.memory import give_back_soon
from ics.safeguards.turns import LARGE_BYTES
from ics.ui.data import store
from ics.ui.session import budget_of_session, forget, held, kept_for_session, latest_publication
from ics.ui.text import plain
from ics.ui.updates.access import may_publish, most_upload_megabytes
from ics.ui.updates.diff import show_comparison
from ics.versions.compare import Comparison
from ics.versions.reversals import compare_update

MODES = {
    UPSERT: "Add and update: rows that are not in the file stay as they are",
    REPLACE: "Replace the table: rows that are not in the file are removed",
}
SHOWN_NOTES = 30
MOST_OF_GUESTS = 10
LARGE_PACKED_BYTES = 100_000
_of_guests: deque[ref[Check]] = deque()


def choose_files() -> tuple[list[SourceFile], str]:
    """The chosen files and the mode. The uploader is emptied after publishing."""
    round_ = st.session_state.setdefault("upload_round", 0)
    if latest_publication().is_of(held("checked")[1]):  # by a run that a second click has overtaken
        forget_choice()
        round_ += 1
    chosen = st.file_uploader(
        "CSV files, workbooks (.xlsx) or a ZIP of them",
        type=["csv", "txt", "tsv", "xlsx", "zip"],
        accept_multiple_files=True,
        key=f"files-{round_}",
    )
    if not may_publish():  # not as a limit of the uploader: another limit would empty it once the key is there
        st.caption(f"Without the key, up to {most_upload_megabytes()} MB together are checked.")
    mode = st.radio("What the file does", list(MODES), format_func=MODES.get, key="upload_mode")
    if sum(file.size for file in chosen) > most_upload_megabytes() * 2**20:
        st.error(f"Together, the files have more than {most_upload_megabytes()} MB. Send them in parts.")
        return [], mode
    return _latest_of_each_name([SourceFile.named(f.name, f.getvalue()) for f in chosen]), mode


def _latest_of_each_name(chosen: list[SourceFile]) -> list[SourceFile]:
    """A file that was mended and chosen again stands in for the one of the same name."""
    latest = {file.name: file for file in chosen}
    again = [name for name in latest if sum(file.name == name for file in chosen) > 1]
    if again:
        st.markdown(f"Chosen more than once, and read as it was chosen last: {plain(join_and(again))}.")
    return list(latest.values())


def checked_files(files: list[SourceFile], mode: str) -> Check:
    """The files checked beside the published version: once, until files, mode or version change."""
    version = store().current()
    key = (mode, store().stamp(version), *((file.name, file.sha256) for file in files))
    former = held("checked")[1]
    if former and former.is_released and not former.errors:  # others needed its room: it is made again
        forget("checked", "compared")
    return kept_for_session("checked", key, lambda: _checked(files, version, mode), _are_large(files))


def _checked(files: list[SourceFile], version: int, mode: str) -> Check:
    """The check, without the rows of the files and its database where nothing can be published of it."""
    budget = budget_of_session(most_upload_megabytes() * 2**20)
    checked = check(files, store(), version, mode, budget=budget)
    if checked.errors:
        checked.release()
    elif not may_publish():
        _keep_few(checked)
    finalize(checked, give_back_soon).atexit = False  # also where nobody says goodbye: the session ends
    return checked


def _keep_few(checked: Check) -> None:
    """Keeps the latest checks of those without the key, and lets go of older ones: each may take 80 MB."""
    _of_guests.append(ref(checked))
    while len(_of_guests) > MOST_OF_GUESTS:
        if oldest := _of_guests.popleft()():
            oldest.release()


def compared(checked: Check) -> Comparison:
    """What publishing the check would change, worked out once. The check is kept with it: its id is then no other's."""
    is_large = _are_large([upload.file for upload in checked.uploads])
    return kept_for_session("compared", id(checked), lambda: (checked, compare_update(checked, store())), is_large)[1]


def _are_large(files: list[SourceFile]) -> bool:
    packed = sum(len(file.content) for file in files if is_archive(file.content))
    return packed > LARGE_PACKED_BYTES or sum(len(file.content) for file in files) > LARGE_BYTES


def forget_choice() -> None:
    """Empties the uploader and lets go of what was checked."""
    st.session_state["upload_round"] += 1
    forget("checked", "compared")


def show_notes(checked: Check, what: str = "files") -> None:
    """How files, or cells that were typed in, were read where they are not written as the tables are."""
    if checked.notes:
        said = "\n".join(f"- {plain(note.file)}: {plain(note.message)}" for note in checked.notes[:SHOWN_NOTES])
        more = len(checked.notes) - SHOWN_NOTES
        rest = f"\n- and {pluralise(more, 'more note', 'more notes')}" if more > 0 else ""
        st.info(f"**How your {what} were read**\n\n{said}{rest}")


def show_changes(checked: Check, purpose: str) -> bool:
    """What publishing would do; `purpose` tells pages apart. False when it would do nothing."""
    found = compared(checked)
    if found.is_empty:
        st.info("Nothing would change: every row is published already.")
        return False
    show_comparison(found, checked.states, checked.changed_tables, purpose)
    return True
