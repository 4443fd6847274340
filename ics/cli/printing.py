"""Prints what the command line answers, also where the reader closes the pipe early (`| head`)."""

import os
import sys
from collections.abc import Callable


def say(text: str) -> None:
    """The text and a line end."""
    _print(lambda: print(text))


def say_bytes(content: bytes) -> None:
    """Bytes as they are: a file that is sent on to another program."""
    _print(lambda: sys.stdout.buffer.write(content))


def _print(write: Callable) -> None:
    try:
        write()
        sys.stdout.flush()
    except BrokenPipeError:
        # Python flushes once more when it ends; nobody would read that either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
