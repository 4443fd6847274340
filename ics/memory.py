"""Gives memory back to the system: the libraries keep what was freed, and after a large check that is most of it."""

import ctypes
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from threading import Timer

import pyarrow

SOON = 1.0  # seconds
M_MMAP_THRESHOLD = -3  # in malloc.h
LARGE = 2**20  # bytes


@cache
def keep_large_pieces_apart() -> None:
    """From here on what is large is given back as soon as it is freed, wherever in the memory it lies.

    By itself glibc learns from the first large piece to keep all others among the small ones.
    """
    _of_glibc("mallopt")(M_MMAP_THRESHOLD, LARGE)


def give_back() -> None:
    """Takes some milliseconds. Where the system has no such call, only the pool of tables is emptied."""
    pyarrow.default_memory_pool().release_unused()
    _of_glibc("malloc_trim")(0)


def give_back_soon() -> None:
    """The same a little later, once whoever calls has let go of what it holds."""
    timer = Timer(SOON, give_back)
    timer.daemon = True
    timer.start()


def _of_glibc(name: str) -> Callable[..., object]:
    with suppress(AttributeError, OSError, TypeError):  # not glibc: macOS, Windows, musl
        return getattr(ctypes.CDLL(None), name)
    return lambda *_: None
