"""The steps of the page "Update data": choose files, check them, compare them."""

from collections import deque
from dataclasses import dataclass
from weakref import finalize, ref

import streamlit as st

from ics.checks.check import REPLACE, UPSERT, Check, check_files
from ics.formatting import join_and
from ics.readers.upload import SourceFile
from ics.readers.zip_files import is_archive
from ics.safeguards.memory import give_back_soon
from ics.safeguards.turns import LARGE_BYTES
from ics.ui.data import open_store
from ics.ui.session import budget_of_session, cached_for_session, drop_session_value, latest_publication, session_value
from ics.ui.text import escape_markdown
from ics.ui.updates.access import may_publish, most_upload_megabytes
from ics.versions.compare import Comparison, compare_check

MODES = {
    UPSERT: "Add or change rows (recommended)",
    REPLACE: "Replace the whole table: rows missing from your file are deleted",
}
MOST_OF_GUESTS = 10
LARGE_PACKED_BYTES = 100_000


@dataclass(eq=False)
class HeldCheck:
    """A check of files as a session holds it, until others need its room: then `check` is None."""

    check: Check | None


_of_guests: deque[ref[HeldCheck]] = deque()


def choose_files() -> tuple[list[SourceFile], str]:
    """The chosen files and the mode. The uploader is emptied after publishing."""
    round_ = st.session_state.setdefault("upload_round", 0)
    if latest_publication().is_of(_held_check()):  # by a run that a second click has overtaken
        forget_choice()
        round_ += 1
    chosen = st.file_uploader(
        "CSV files, Excel workbooks (.xlsx) or a ZIP file of them",
        type=["csv", "txt", "tsv", "xlsx", "zip"],
        accept_multiple_files=True,
        key=f"files-{round_}",
    )
    if not may_publish():  # not as a limit of the uploader: another limit would empty it once the key is there
        st.caption(f"Without the key, you can check up to {most_upload_megabytes()} MB at once.")
    mode = st.radio("What should your file do?", list(MODES), format_func=MODES.get, key="upload_mode")
    if sum(file.size for file in chosen) > most_upload_megabytes() * 2**20:
        st.error(f"Together, your files are larger than {most_upload_megabytes()} MB. Choose fewer files at a time.")
        return [], mode
    return _latest_of_each_name([SourceFile.named(f.name, f.getvalue()) for f in chosen]), mode


def _latest_of_each_name(chosen: list[SourceFile]) -> list[SourceFile]:
    """A file that was corrected and chosen again takes the place of the one of the same name."""
    latest = {file.name: file for file in chosen}
    again = [name for name in latest if sum(file.name == name for file in chosen) > 1]
    if again:
        st.markdown(f"You chose {escape_markdown(join_and(again))} more than once. We used the latest.")
    return list(latest.values())


def checked_files(files: list[SourceFile], mode: str) -> Check:
    """The files checked against the published version: once, until files, mode or version change."""
    version = open_store().current()
    key = (mode, open_store().stamp(version), *((file.name, file.sha256) for file in files))
    return _checked(key, files, version, mode)


def _checked(key: tuple[object, ...], files: list[SourceFile], version: int, mode: str) -> Check:
    """The check that the session holds, or a new one where others needed its room."""

    def make() -> HeldCheck:
        return _check(files, version, mode)

    found = cached_for_session("checked", key, make, _are_large(files)).check
    if found is None:
        drop_session_value("checked", "compared")
        return _checked(key, files, version, mode)
    return found


def _check(files: list[SourceFile], version: int, mode: str) -> HeldCheck:
    budget = budget_of_session(most_upload_megabytes() * 2**20)
    checked = check_files(files, open_store(), version, mode, budget)
    made = HeldCheck(checked)
    if not (checked.errors or may_publish()):
        _hold_few(made)
    finalize(checked, give_back_soon).atexit = False  # also where nobody says goodbye: the session ends
    return made


def _hold_few(made: HeldCheck) -> None:
    """Holds the latest checks of those without the key, and lets go of older ones: each has the rows of its files."""
    _of_guests.append(ref(made))
    while len(_of_guests) > MOST_OF_GUESTS:
        if oldest := _of_guests.popleft()():
            oldest.check = None


def _held_check() -> Check | None:
    made = session_value("checked")[1]
    return made.check if isinstance(made, HeldCheck) else None


def cached_comparison(checked: Check) -> Comparison:
    """What publishing the check would change, worked out once."""
    is_large = sum(table.size for table in checked.tables) > LARGE_BYTES
    return cached_for_session("compared", ref(checked), lambda: compare_check(checked, open_store()), is_large)


def _are_large(files: list[SourceFile]) -> bool:
    packed = sum(len(file.content) for file in files if is_archive(file.content))
    return packed > LARGE_PACKED_BYTES or sum(len(file.content) for file in files) > LARGE_BYTES


def forget_choice() -> None:
    """Empties the uploader and lets go of what was checked."""
    st.session_state["upload_round"] += 1
    drop_session_value("checked", "compared")
