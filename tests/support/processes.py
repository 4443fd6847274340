"""Processes of their own for publishers and readers, forked so that 500 of them take minutes and not hours.

The process that forks must not hold threads: DuckDB is used in it with one thread, if at all (`single_threaded`).
"""

import errno
import os
import pickle
import select
import signal
import struct
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from ics.store import connections

_LENGTH = struct.Struct("!I")
Tell = Callable[[object], None]


class Child:
    """A process that does `work(tell)` and then ends; what it tells is heard here, in order."""

    def __init__(self, work: Callable[[Tell], None]) -> None:
        self._hear, tell = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self._hear)
            _work_and_end(work, tell)
        os.close(tell)

    def hear(self, seconds: float | None = None) -> object:
        """The next thing that is told. Raises TimeoutError after `seconds`, EOFError when the process has ended."""
        if not select.select([self._hear], [], [], seconds)[0]:
            raise TimeoutError
        (length,) = _LENGTH.unpack(self._read(_LENGTH.size))
        said = pickle.loads(self._read(length))
        if isinstance(said, _Failure):
            raise RuntimeError(said.trace)
        return said

    def end(self, kill: bool = False) -> None:
        """Waits for the end of the process, after `kill -9` if asked."""
        if kill:
            os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._hear)

    def _read(self, length: int) -> bytes:
        found = b""
        while len(found) < length:
            part = os.read(self._hear, length - len(found))
            if not part:
                raise EOFError
            found += part
        return found


class _Failure:
    def __init__(self, trace: str) -> None:
        self.trace = trace


def _work_and_end(work: Callable[[Tell], None], pipe: int) -> None:
    def tell(thing: object) -> None:
        body = pickle.dumps(thing)
        os.write(pipe, _LENGTH.pack(len(body)) + body)

    try:
        work(tell)
    except BaseException:
        tell(_Failure(traceback.format_exc()))
    os._exit(0)  # no destructor of what was inherited may run here


def apart(work: Callable[[], object]) -> object:
    """The result of `work` in a process of its own. Raises RuntimeError with the trace when it raises."""
    child = Child(lambda tell: tell(work()))
    try:
        return child.hear()
    finally:
        child.end()


@contextmanager
def single_threaded() -> Iterator[None]:
    """DuckDB connections that are made within have no threads, so that the process may be forked afterwards."""
    usual = connections.CONFINED["threads"]
    connections.CONFINED["threads"] = 1
    try:
        yield
    finally:
        connections.CONFINED["threads"] = usual


def as_nobody() -> None:
    """This process goes on as a user without rights; needs root."""
    if os.geteuid():
        raise OSError(errno.EPERM, "only root may become another user")
    os.chdir("/")
    os.setgid(65534)
    os.setuid(65534)
