"""Pages are drawn a few at a time, in the order in which they were asked for.

Python runs one thread at a time. With many pages being drawn at once the thread that answers all browsers would wait
for each of them at every step, and twenty visitors would stop the server for seconds.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Semaphore

PAGES_AT_ONCE = 2
_turns = Semaphore(PAGES_AT_ONCE)


@contextmanager
def page_turn() -> Iterator[None]:
    """Waits until this run of a page may go on, and keeps its turn."""
    with _turns:
        yield


@contextmanager
def turn_given_back() -> Iterator[None]:
    """Lets others draw while this run waits for something long, such as a check. Only within `page_turn`."""
    _turns.release()
    try:
        yield
    finally:
        _turns.acquire()
