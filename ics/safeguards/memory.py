"""Gives memory back to the system: the libraries keep what was freed, and after a large check that is most of it."""

import ctypes
import gc
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
    """From here on what is large is given back as soon as it is freed, wherever in the memory it is.

    By itself glibc learns from the first large piece to keep all others among the small ones.
    """
    _of_glibc("mallopt")(M_MMAP_THRESHOLD, LARGE)


def return_memory() -> None:
    """Gives the system back what was freed, in a fraction of a second.

    Where the system has no such call, only the pool of tables is emptied. Sessions of Streamlit that are over hold each
    other, with their files, until Python looks for such circles.
    """
    gc.collect()
    pyarrow.default_memory_pool().release_unused()
    _of_glibc("malloc_trim")(0)


def give_back_soon(seconds: float = SOON) -> None:
    """Calls `return_memory` after `seconds`, once the caller has let go of what it holds."""
    timer = Timer(seconds, return_memory)
    timer.daemon = True
    timer.start()


def _of_glibc(name: str) -> Callable[..., object]:
    with suppress(AttributeError, OSError, TypeError):  # not glibc: macOS, Windows, musl
        function: Callable[..., object] = getattr(ctypes.CDLL(None), name)
        return function
    return lambda *_: None
