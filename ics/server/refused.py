"""The log of refused requests, which nobody can fill: a few lines a second, and how many were left out."""

from threading import Lock

from ics.bucket import Bucket
from ics.event_log import record

_lines = Bucket(size=20, per_second=2)
_lock = Lock()
_left_out = 0


def record_refused(why: str, **facts: object) -> None:
    """Logs that a request was refused, and why: host, origin, connections, frames, upload or key."""
    global _left_out
    with _lock:
        if not _lines.take():
            _left_out += 1
            return
        left_out, _left_out = _left_out, 0
    record("request refused", why=why, left_out_before=left_out, **facts)
