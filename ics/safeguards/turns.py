"""Who goes first in this process: pages before checks, and among each those that came first.

Two pages are drawn at a time. Of the checks one large and one small run at a time, so that the small ones do not wait
for the large, and the large ones leave a processor to the pages. The lock of publishing is in `ics.store.publish_lock`.

Python runs one thread at a time. With many pages being drawn at once the thread that answers all browsers would wait
for each of them at every step, and twenty visitors would stop the server for seconds.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

LARGE_BYTES = 2**20  # of files: from here on a check takes seconds
MAX_PAGES = 2
MAX_DOWNLOADS = 2
LONGEST_PAUSE = 0.25  # seconds that a check waits at a time while pages are drawn
SHARE = 4  # a check works for at least a quarter of the time that it has just waited


class Ticket:
    """A place in a queue of checks."""

    def __init__(self, turns: "Turns", queue: "list[Ticket]") -> None:
        self._turns, self._queue = turns, queue

    @property
    def before(self) -> int:
        """How many are to end before it is the turn of this one: 0 when it is."""
        return self._queue.index(self)

    def comes(self, seconds: float) -> bool:
        """Whether it is its turn; waits up to `seconds` for it."""
        return self._turns.wait_for(lambda: not self.before, seconds)


class Turns:
    """Keeps the threads that draw a page and those that check, or want to, apart."""

    def __init__(self) -> None:
        self._changed = threading.Condition(threading.RLock())
        self._waiting: list[int] = []
        self._drawing: set[int] = set()
        self._large: list[Ticket] = []
        self._small: list[Ticket] = []

    @contextmanager
    def drawing(self) -> Iterator[None]:
        """A page is drawn in this thread, once it is its turn: first come, first served."""
        me = threading.get_ident()
        with self._changed:
            self._waiting.append(me)
            self._changed.wait_for(lambda: self._waiting[0] == me and len(self._drawing) < MAX_PAGES)
            self._waiting.remove(me)
            self._drawing.add(me)
            self._changed.notify_all()
        try:
            yield
        finally:
            self._no_longer(me)

    @contextmanager
    def pause_drawing(self) -> Iterator[None]:
        """Others may draw while this thread does something long; it goes on drawing its page at the end."""
        me = threading.get_ident()
        was_drawing = me in self._drawing
        self._no_longer(me)
        try:
            yield
        finally:
            if was_drawing:
                with self._changed:
                    self._drawing.add(me)

    @contextmanager
    def queued(self, is_large: bool = False) -> Iterator[Ticket]:
        """A place at the end of its queue; it is let go at the end. Meanwhile this thread draws no page."""
        queue = self._large if is_large else self._small
        ticket = Ticket(self, queue)
        with self.pause_drawing():
            with self._changed:
                queue.append(ticket)
            try:
                yield ticket
            finally:
                with self._changed:
                    queue.remove(ticket)
                    self._changed.notify_all()

    def wait_for(self, condition: Callable[[], bool], seconds: float) -> bool:
        """Whether the condition holds; waits up to `seconds` for it."""
        with self._changed:
            return self._changed.wait_for(condition, seconds)

    def pauses(self) -> Callable[[], None]:
        """What a check calls from time to time: it waits while pages are drawn, but not for ever."""
        works_until = 0.0

        def pause() -> None:
            nonlocal works_until
            begin = time.monotonic()
            if self._drawing and begin >= works_until:
                self.wait_for(lambda: not self._drawing, LONGEST_PAUSE)
                end = time.monotonic()
                works_until = end + (end - begin) / SHARE

        return pause

    def _no_longer(self, thread: int) -> None:
        with self._changed:
            self._drawing.discard(thread)
            self._changed.notify_all()


turns = Turns()
_downloads = threading.Semaphore(MAX_DOWNLOADS)


def limit_downloads(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """What makes a download when somebody asks for it, a few at a time: Streamlit runs each in a thread of its own."""

    def wait_and_make() -> bytes:
        with _downloads:
            return make()

    return wait_and_make
