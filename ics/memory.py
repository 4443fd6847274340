"""Gives memory back to the system: the libraries keep what was freed, and after a large check that is most of it."""

import ctypes
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from threading import Timer

import pyarrow

SOON = 1.0  # seconds


def give_back() -> None:
    """Takes some milliseconds. Where the system has no such call, only the pool of tables is emptied."""
    pyarrow.default_memory_pool().release_unused()
    _trim()(0)


def give_back_soon() -> None:
    """The same a little later, once whoever calls has let go of what it holds."""
    timer = Timer(SOON, give_back)
    timer.daemon = True
    timer.start()


@cache
def _trim() -> Callable[[int], object]:
    with suppress(AttributeError, OSError, TypeError):  # not glibc: macOS, Windows, musl
        return ctypes.CDLL(None).malloc_trim
    return lambda _: None
