"""Undo on the page History: choose an older version, see what going back to it would change, publish it once more."""

import streamlit as st

from ics.checks.check import Check
from ics.sentences.versions import back_note
from ics.store.store import StoreError, VersionDamagedError
from ics.ui.session import forget, held, kept_for_session, latest_publication
from ics.ui.text import plain
from ics.ui.updates.diff import show_comparison
from ics.ui.updates.history import kept_options, shown_store, why_alone
from ics.ui.updates.publish_form import offer_publishing, say_what_was_published
from ics.ui.url_widgets import choose_one, write_parameter
from ics.versions.compare import Comparison, compare
from ics.versions.undo import restoring

ASKED = "back_to"


def go_back(records: list[dict]) -> None:
    """The steps of an undo, from the choice to the new version."""
    say_what_was_published("It stands first in the list above.")
    _, made = held("going-back")
    if made and latest_publication().is_of(made[0]):  # by a run that a second click has overtaken
        _forget()
        st.query_params.pop(ASKED, None)
    current = records[0]["version"]
    options = kept_options(records, st.query_params.get(ASKED))
    options.pop(str(current), None)
    if not options:
        st.markdown(f"There is nothing to go back to: {why_alone(records)}.")
        return
    _offer_usual_case(records)
    looks = {"index": None, "placeholder": "Choose a version", "width": 420}
    chosen = choose_one(ASKED, "Go back to", options, None, **looks)
    if chosen is None:
        _forget()
    else:
        _preview_and_publish(int(chosen), current)


def _offer_usual_case(records: list[dict]) -> None:
    """One click that undoes the newest version that changed data, where the one before it is kept."""
    kept = {record["version"] for record in records if record["kept"]}
    changes = ((r["version"], r["based_on"]) for r in records if rows_touched(r))
    newest, before = next(changes, (None, None))
    if before in kept:
        words = "the newest" if newest == records[0]["version"] else "the newest that changed data"
        st.button(f"Undo version {newest} ({words})", on_click=write_parameter, args=(ASKED, before, None))


def rows_touched(record: dict) -> int:
    """How many rows a version added, changed or removed; 0 where a damaged file took its line of the history."""
    return sum(record[f"rows_{what}"] or 0 for what in ("added", "changed", "removed"))


def _preview_and_publish(version: int, current: int) -> None:
    st.subheader(f"What going back to version {version} would change")
    try:
        checked, found = _going_back(version, current)
    except VersionDamagedError as fault:
        st.warning(plain(f"{fault} {_way_round(fault, version, current)}"))
        return
    except StoreError as error:
        st.warning(f"{plain(str(error))} It cannot be brought back; choose another one.")
        return
    if found.is_empty:
        st.info(f"Nothing would change: version {current} holds the same data as version {version}.")
        return
    show_comparison(found, checked.states, checked.changed_tables, "undo")
    following = max(shown_store().versions()) + 1
    words = f"Publish version {version} again as version {following}"
    if offer_publishing(checked, "undo", words, back_note(version, current)):
        _forget()
        st.query_params.pop(ASKED, None)
        st.rerun()


def _way_round(fault: VersionDamagedError, version: int, current: int) -> str:
    if fault.version == current:
        return f"The command line brings version {version} back all the same: python -m ics undo {version} --note TEXT"
    return "It cannot be brought back; choose another one."


def _forget() -> None:
    forget("going-back")
    st.session_state.pop("previewed-undo", None)


def _going_back(version: int, current: int) -> tuple[Check, Comparison]:
    """The older version beside the published one, and what differs: once, until either changes."""
    store = shown_store()

    def make() -> tuple[Check, Comparison]:
        checked = restoring(store, version, current)
        with store.damage_as_version_error(current):
            return checked, compare(checked.states, checked.changed_tables)

    stamps = [store.stamp(number) for number in (version, current) if number in store.versions()]
    return kept_for_session("going-back", (version, current, *stamps), make)
