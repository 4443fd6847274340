"""Undo on the page History: choose an older version, see what going back to it changes, publish it again."""

import streamlit as st

from ics.checks.check import Check
from ics.sentences.versions import back_note
from ics.store.store import StoreError, VersionDamagedError
from ics.ui.data import store_of_run
from ics.ui.session import cached_for_session, drop_session_value, latest_publication
from ics.ui.text import escape_markdown
from ics.ui.updates.diff import show_changes_of
from ics.ui.updates.history import kept_options, why_alone
from ics.ui.updates.publish_form import offer_publishing, say_what_was_published
from ics.ui.url_widgets import choose_one, was_chosen, write_parameter
from ics.versions.compare import Comparison, compare_check
from ics.versions.history import VersionRecord
from ics.versions.undo import prepare

ASKED = "back_to"


def go_back(records: list[VersionRecord]) -> None:
    """The steps of an undo, from the choice to the new version."""
    say_what_was_published("It is at the top of the list above.")
    if _is_done(records[0]):
        _forget()
        st.query_params.pop(ASKED, None)
    current = records[0]["version"]
    options = kept_options(records, st.query_params.get(ASKED))
    options.pop(str(current), None)
    if not options:
        st.markdown(f"There is no earlier version to go back to. {why_alone(records)}")
        return
    _offer_usual_case(records)
    chosen = choose_one(ASKED, "Go back to", options, None, of_versions=True, placeholder="Choose a version", width=420)
    if chosen is None:
        _forget()
    else:
        _preview_and_publish(int(chosen), current)


def _is_done(newest: VersionRecord) -> bool:
    """Whether this session has just published what the address asks for.

    A run that a second click has overtaken leaves the address as it was. So does a browser that asks for a run before
    it has heard of the new address.
    """
    is_ours = latest_publication().version == newest["version"]
    return is_ours and st.query_params.get(ASKED) == str(newest["restored_from"]) and not was_chosen(ASKED)


def _offer_usual_case(records: list[VersionRecord]) -> None:
    """One click that undoes the newest version that changed data, where the one before it is kept."""
    kept = {record["version"] for record in records if record["kept"]}
    changes = ((r["version"], r["based_on"]) for r in records if rows_touched(r))
    newest, before = next(changes, (None, None))
    if before in kept:
        words = "the newest" if newest == records[0]["version"] else "the newest that changed data"
        st.button(f"Undo version {newest} ({words})", on_click=write_parameter, args=(ASKED, before, None))


def rows_touched(record: VersionRecord) -> int:
    """How many rows a version added, changed or removed; 0 where a damaged file took its line of the history."""
    return sum(filter(None, (record["rows_added"], record["rows_changed"], record["rows_removed"])))


def _preview_and_publish(version: int, current: int) -> None:
    st.subheader(f"Changes if you go back to version {version}")
    try:
        checked, comparison = _going_back(version, current)
    except VersionDamagedError as fault:
        st.warning(escape_markdown(f"{fault} {_way_round(fault, version, current)}"))
        return
    except StoreError as error:
        st.warning(f"{escape_markdown(str(error))} Choose another version.")
        return
    if comparison.is_empty:
        st.info(f"Version {current} has the same data as version {version}, so there is nothing to undo.")
        return
    show_changes_of(checked, comparison, store_of_run(), "undo")
    following = max(store_of_run().versions()) + 1
    words = f"Publish version {version} again as version {following}"
    if offer_publishing(checked, "undo", words, back_note(version, current)):
        _forget()
        st.query_params.pop(ASKED, None)
        st.rerun()


def _way_round(fault: VersionDamagedError, version: int, current: int) -> str:
    if fault.version == current:
        command = f"python -m ics undo {version} --note TEXT"
        return f"You can still bring version {version} back from the command line: {command}"
    return "Choose another version."


def _forget() -> None:
    drop_session_value("going-back")
    st.session_state.pop("previewed-undo", None)


def _going_back(version: int, current: int) -> tuple[Check, Comparison]:
    """The older version next to the published one, and what differs: once, until either changes.

    Raises VersionDamagedError where one of them is damaged.
    """
    store = store_of_run()

    def make() -> tuple[Check, Comparison]:
        checked = prepare(store, version, current)
        if checked.base_damaged:
            raise checked.base_damaged
        return checked, compare_check(checked, store)

    stamps = [store.stamp(number) for number in (version, current) if number in store.versions()]
    return cached_for_session("going-back", (version, current, *stamps), make)
