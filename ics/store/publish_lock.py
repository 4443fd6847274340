"""The lock of a data folder: one process publishes at a time. Readers never wait for it."""

from pathlib import Path

from filelock import BaseFileLock, FileLock, Timeout

from ics.store.errors import PublishConflictError

LOCK_SECONDS = 30


def acquire_publish_lock(folder: Path, seconds: float | None = None) -> BaseFileLock:
    """The lock, which the caller has to release. `seconds`: to wait for it; by default LOCK_SECONDS.

    Raises PublishConflictError where another holds it all that time, and OSError where the folder cannot be written.
    """
    wait = LOCK_SECONDS if seconds is None else seconds
    lock = FileLock(folder / "publish.lock", timeout=wait)
    try:
        lock.acquire()
    except Timeout:
        raise PublishConflictError(f"Another update has been running for {wait} s. Try again.") from None
    return lock
