"""How many questions are answered at once, and how fast new ones may come: together, whoever asks them."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from ics.safeguards.token_bucket import Bucket

AT_ONCE = 2  # as many as DuckDB has threads: more at once make each of them slower, and those of the pages
MOST_WAITING = 8
WAIT_SECONDS = 5
AGAIN_SECONDS = 2
BURST = 120  # more than there are data links, so that a program may fetch each of them in a row
EACH_SECOND = 10


class LinkRefusedError(Exception):
    """A question is not answered now; the message says so, and `seconds` when to ask again."""

    def __init__(self, why: str, seconds: int) -> None:
        super().__init__(f"{why} Ask again in {seconds} second{'' if seconds == 1 else 's'}.")
        self.seconds = seconds


class TooFastError(LinkRefusedError):
    """More new questions came than are answered in that time."""


class TooManyError(LinkRefusedError):
    """Others are being answered, and enough are waiting."""


class Questions:
    """Who wants to ask takes a turn. `clock`: gives seconds that only grow."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._changed = threading.Condition()
        self._running = self._waiting = 0
        self._new = Bucket(BURST, EACH_SECOND, clock)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Waits for a turn, and ends it. Raises TooFastError at once, TooManyError at once or after a few seconds."""
        with self._changed:
            if not self._new.take():
                raise TooFastError("Too many new questions were asked in a short time.", 1)
            self._enter()
        try:
            yield
        finally:
            with self._changed:
                self._running -= 1
                self._changed.notify()

    def _enter(self) -> None:
        if self._running >= AT_ONCE and not self._waited():
            raise TooManyError("Other questions are being answered.", AGAIN_SECONDS)
        self._running += 1

    def _waited(self) -> bool:
        """Whether it is the turn of this one after some time."""
        if self._waiting >= MOST_WAITING:
            return False
        self._waiting += 1
        try:
            return self._changed.wait_for(lambda: self._running < AT_ONCE, WAIT_SECONDS)
        finally:
            self._waiting -= 1
