"""What a session keeps from run to run of a page, and what it published last.

When somebody goes on, or clicks twice, the next run of the page begins before the last one has ended, and the last one
ends where it speaks to Streamlit next. So one thread of a session at a time makes what is large.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Any, TypeVar
from weakref import ref

import streamlit as st

from ics.checks.check import Check
from ics.formatting import pluralise
from ics.readers.budget import Budget
from ics.safeguards.memory import give_back_soon, keep_large_pieces_apart, return_memory
from ics.safeguards.turns import turns

LOOK_AT_QUEUE_EVERY = 0.5  # seconds
_Made = TypeVar("_Made")


def one_at_a_time() -> Lock:
    """The lock of the session: whoever makes or publishes a check holds it."""
    lock: Lock = st.session_state.setdefault("keeping", Lock())
    return lock


def cached_for_session(name: str, key: object, make: Callable[[], _Made], is_large: bool = False) -> _Made:
    """The latest thing of that name, made again when the key differs: a check of a large file takes seconds.

    Of the process one large thing and one small are made at a time; the page says so while this one has to wait.
    """
    if not _holds(name, key):
        with turns.pause_drawing(), one_at_a_time(), _in_turn(is_large):
            if not _holds(name, key):
                st.session_state.pop(_slot(name), None)  # two large checks at a time would be one too many
                try:
                    st.session_state[_slot(name)] = (key, make())
                finally:
                    return_memory()
    made: _Made = st.session_state[_slot(name)][1]
    return made


@contextmanager
def _in_turn(is_large: bool) -> Iterator[None]:
    """Waits in the queue and says how long it is; each sentence ends a run that nobody needs any more."""
    keep_large_pieces_apart()
    with turns.queued(is_large) as ticket:
        if ticket.before:
            place = st.empty()
            while not ticket.comes(LOOK_AT_QUEUE_EVERY):
                place.info(_waiting(ticket.before or 1))  # its turn may have come this moment
            place.empty()
        with st.spinner("Checking…"):
            yield


def _waiting(before: int) -> str:
    others = pluralise(before, "other check", "other checks")
    return f"Your check is waiting. {others} must finish first. You do not need to do anything."


def budget_of_session(most_bytes: int) -> Budget:
    """The budget of a check that lets pages go first, and that ends when nobody needs its outcome any more.

    `most_bytes`: of the files, unpacked.
    """
    wait, state = turns.pauses(), st.session_state

    def pause() -> None:
        wait()
        state.get(_slot("checked"))  # Streamlit ends a run here that was overtaken, or whose page was closed

    return Budget(pause=pause, most_bytes=most_bytes)


def session_value(name: str) -> tuple[Any, Any]:
    """Key and content of the latest thing of that name; None and None when there is none."""
    entry: tuple[Any, Any] = st.session_state.get(_slot(name), (None, None))
    return entry


def drop_session_value(*names: str) -> None:
    """Lets go of what is held."""
    if [made for name in names if (made := st.session_state.pop(_slot(name), None))]:
        give_back_soon()


def _holds(name: str, key: object) -> bool:
    return _slot(name) in st.session_state and session_value(name)[0] == key


def _slot(name: str) -> str:
    return f"cached-{name}"


@dataclass
class Publication:
    """What this session published last, and whether it is still to be said.

    It is said in each run until another page is opened: a click that is on its way meanwhile would take it away unread.
    An object of its own, not an entry of the session: a run that was overtaken cannot write into the session any more.
    """

    check: Callable[[], Check | None] = lambda: None
    version: int | None = None
    is_said: bool = True
    page: str = ""
    said_on: str | None = None

    def turn_to(self, page: str) -> None:
        """The page that is on the screen now: what has been said on another one is not said again."""
        self.page = page
        self.is_said = self.is_said or self.said_on not in (None, page)

    def is_news(self, shown: int) -> bool:
        """Whether the version on the screen is this one, and still to be said."""
        return not self.is_said and self.version == shown

    def said_here(self) -> None:
        """It has been said on the page that is on the screen."""
        self.said_on = self.page

    def is_of(self, checked: Check | None) -> bool:
        return checked is not None and self.check() is checked

    def publish_once(self, checked: Check, lock: Lock, publish: Callable[[], int]) -> int:
        """The version the check became: the second of two clicks gets the one that the first has published."""
        with lock:
            if self.version is None or not self.is_of(checked):
                self.version = publish()
                self.check, self.is_said, self.said_on = ref(checked), False, None
            return self.version


def latest_publication() -> Publication:
    latest: Publication = st.session_state.setdefault("publication", Publication())
    return latest
