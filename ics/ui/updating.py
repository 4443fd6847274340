"""The steps of the page "Update data": choose, read the problems or the changes, publish."""

import pandas as pd
import streamlit as st

from ics.checking import ADD_AND_UPDATE, REPLACE, Check, check
from ics.datapackage import tables
from ics.export import table_csv
from ics.preview import TableChange, preview
from ics.problems import Problem
from ics.publishing import publish
from ics.reading import SourceFile
from ics.store import NotPublished, PublishConflict
from ics.ui.access import may_publish
from ics.ui.data import store
from ics.ui.figure import download, show_table
from ics.ui.text import plain
from ics.words import counted

MODES = {
    ADD_AND_UPDATE: "Add and update: rows that are not in the file stay as they are",
    REPLACE: "Replace the table: rows that are not in the file are removed",
}
SHOWN_PROBLEMS = 100


def offer_current_tables() -> None:
    """A download of each table as it is published, to begin from."""
    titles = {name: table.title for name, table in tables().items()}
    name = st.selectbox("Table", list(titles), format_func=titles.get, index=list(titles).index("area_milestones"))
    version = store().current()
    st.download_button(
        f"Download {name}.csv (version {version})",
        table_csv(store(), version, tables()[name]),
        f"{name}.csv",
        "text/csv",
        on_click="ignore",
    )


def choose_files() -> tuple[list[SourceFile], str]:
    """The chosen files and the mode. The uploader is emptied after publishing."""
    round_ = st.session_state.setdefault("upload_round", 0)
    chosen = st.file_uploader("CSV files", type="csv", accept_multiple_files=True, key=f"files-{round_}")
    mode = st.radio("What the file does", list(MODES), format_func=MODES.get, key="upload_mode")
    return [SourceFile.named(f.name, f.getvalue()) for f in chosen], mode


def check_files(files: list[SourceFile], mode: str) -> Check:
    """The files checked beside the published version."""
    return check(files, store(), store().current(), mode)


def show_problems(problems: list[Problem]) -> None:
    """All problems, the first of them on the page and all of them as a file."""
    count = counted(len(problems), "problem", "problems")
    st.error(f"**{count} found. Nothing was published.** Mend the file and choose it again.")
    rows = pd.DataFrame(
        {
            "File": [p.file for p in problems],
            "Line": [str(p.line) if p.line else "" for p in problems],
            "Column": [p.column or "" for p in problems],
            "What is wrong": [p.what for p in problems],
            "How to mend it": [p.mend for p in problems],
        }
    )
    if len(rows) > SHOWN_PROBLEMS:
        st.markdown(f"The first {SHOWN_PROBLEMS} are shown; the download has all {len(rows):,}.")
    show_table(rows.head(SHOWN_PROBLEMS), "Problems found")
    download(rows, "problems")


def show_changes(checked: Check) -> bool:
    """What publishing would do, in rows per table. False when it would do nothing."""
    changes = preview(checked)
    if all(change.is_nothing for change in changes):
        st.info("Nothing would change: every row is published already.")
        return False
    st.markdown(plain(_in_words(changes)))
    rows = pd.DataFrame(
        {
            "Table": [tables()[c.table].title for c in changes],
            "Rows added": [f"{c.added:,}" for c in changes],
            "Rows changed": [f"{c.changed:,}" for c in changes],
            "Rows removed": [f"{c.removed:,}" for c in changes],
            "Rows as before": [f"{c.unchanged:,}" for c in changes],
        }
    )
    show_table(rows, "What publishing would change")
    if removed := sum(c.removed for c in changes):
        st.warning(f"{counted(removed, 'row', 'rows')} would be removed: they are published, but not in your file.")
    return True


def _in_words(changes: list[TableChange]) -> str:
    added, changed, removed = (sum(getattr(c, part) for c in changes) for part in ("added", "changed", "removed"))
    rows = f"{counted(added, 'row', 'rows')} added, {changed:,} changed and {removed:,} removed"
    return f"No problems found. Publishing would mean {rows} in {counted(len(changes), 'table', 'tables')}."


def offer_publishing(checked: Check) -> None:
    """The form that publishes what was previewed, or the reason why that is not possible here."""
    if not may_publish():
        st.warning("Publishing is only possible where the dashboard listens on this machine alone (127.0.0.1).")
        return
    with st.form("publish"):
        note = st.text_input("What changes, and why (for the history)", max_chars=500)
        who = st.text_input("Your name (optional)", max_chars=100)
        asked = st.form_submit_button("Publish", type="primary")
    previewed = st.session_state.get("previewed_version", checked.based_on)
    st.session_state["previewed_version"] = checked.based_on
    if asked and not note.strip():
        st.error("Say in a few words what changes and why; then publish.")
    elif asked and previewed != checked.based_on:
        st.warning(
            f"Version {checked.based_on} was published while you were looking at version {previewed}. The changes "
            "above are worked out anew; publish if they are still what you want."
        )
    elif asked:
        _publish(checked, note.strip(), who.strip())


def _publish(checked: Check, note: str, who: str) -> None:
    try:
        version = publish(checked, store(), note, who)
    except PublishConflict as conflict:
        st.warning(plain(str(conflict)))
        return
    except NotPublished as error:
        st.error(f"{plain(str(error))} Nothing was published; what was published before stands.")
        return
    st.session_state["just_published"] = version
    st.session_state["upload_round"] += 1
    st.session_state.pop("previewed_version", None)
    st.rerun()


def say_what_was_published() -> None:
    """Once, after publishing."""
    version = st.session_state.pop("just_published", None)
    if version is not None:
        st.success(f"Version {version} is published. Every page now shows it.")
