"""The form that publishes what was previewed: a note, a name, and a tick where there are warnings."""

from zlib import crc32

import streamlit as st

from ics.checks.check import Check
from ics.formatting import pluralise
from ics.problems import total
from ics.safeguards.publishing_key import NotAllowedError
from ics.safeguards.turns import turns
from ics.store.store import PublishConflictError, StoreError
from ics.ui.data import open_store, shown_version
from ics.ui.links import link_to
from ics.ui.session import latest_publication, one_at_a_time
from ics.ui.text import escape_markdown
from ics.ui.updates.access import ask_for_key, may_publish, publishing_right
from ics.ui.url_widgets import set_choice
from ics.versions.history import ChangeNote
from ics.versions.publish import publish_update


def offer_publishing(checked: Check, purpose: str, words: str = "Publish", note: str = "") -> bool:
    """The form, or where to find the key that is needed. True once it is published.

    `purpose` tells forms apart; `words` are those of the button; `note` is what the note begins with.
    """
    if not may_publish():
        ask_for_key()
        return False
    moved = _moved_on(checked, purpose)
    with st.form(f"publish-{purpose}"):
        said = _note(purpose, note)
        who = st.text_input("Your name (optional)", max_chars=100)
        ticked = _tick(checked, purpose)
        # With a key a click counts although the words on the button have changed meanwhile.
        asked = st.form_submit_button(words, type="primary", key=f"publish-{purpose}-now")
    if not asked:
        return False
    if reason := moved or _not_yet(said, ticked):
        st.warning(reason)
        return False
    return _publish(checked, purpose, said.strip(), who.strip())


def _note(purpose: str, proposed: str) -> str:
    """The note as it was typed; as it is proposed now where it still says what was proposed before."""
    key, before = f"note-{purpose}", f"proposed-{purpose}"
    if st.session_state.get(key) in (None, st.session_state.get(before)):
        set_choice(key, proposed)
    st.session_state[before] = proposed
    return st.text_input("What changes, and why?", proposed, max_chars=500, key=key)


def _tick(checked: Check, purpose: str) -> bool:
    """The tick is for these warnings: where others take their place, it has to be given again."""
    if not checked.warnings:
        return True
    read = crc32(repr(checked.warnings).encode())
    words = f"I have checked {pluralise(total(checked.warnings), 'warning', 'warnings')}. Publish anyway."
    return st.checkbox(words, key=f"read-{purpose}-{read}")


def _not_yet(note: str, ticked: bool) -> str:
    if not note.strip():
        return "Say what changes and why, in a few words. Then publish."
    return "" if ticked else "Check the warnings above and tick the box, or correct the file. Then publish."


def _moved_on(checked: Check, purpose: str) -> str:
    """Why what the reader saw no longer holds: the preview on the screen was made on an older version."""
    seen = st.session_state.get(f"previewed-{purpose}", checked.based_on)
    st.session_state[f"previewed-{purpose}"] = checked.based_on
    if seen == checked.based_on:
        return ""
    return (
        f"Somebody published version {checked.based_on} while you were looking at version {seen}. We have updated the "
        "changes above. Publish if they are still what you want."
    )


def _publish(checked: Check, purpose: str, note: str, who: str) -> bool:
    store, latest, right = open_store(), latest_publication(), publishing_right()

    def publish_now() -> int:
        return publish_update(checked, store, ChangeNote(note, who), accept_warnings=True, right=right)

    try:
        with turns.pause_drawing():
            latest.publish_once(checked, one_at_a_time(), publish_now)
    except NotAllowedError as error:
        st.error(str(error))
        return False
    except PublishConflictError as conflict:
        st.warning(escape_markdown(str(conflict)))
        st.button("Check my changes again")  # any run of the page does; the button says so
        return False
    except StoreError as error:  # an undo reads both versions again, and one may have been damaged meanwhile
        st.error(f"{escape_markdown(str(error))} Nothing was published.")
        return False
    st.session_state.pop(f"previewed-{purpose}", None)
    return True


def say_what_was_published(further: str = "") -> None:
    """After publishing, until another page is opened or others publish.

    `further`: what can be done now, where it is not to look at the page History.
    """
    latest = latest_publication()
    if latest.is_news(shown_version()[1]):
        latest.said_here()
        st.success(f"Version {latest.version} is published. Every page now shows it. {further}")
        if not further:
            link_to("history", "See what changed, or undo it")
