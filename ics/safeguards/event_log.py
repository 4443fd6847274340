"""The log of what happened to the data and at the door: one line of JSON for each event, on the standard error.

Events: `published`, `undone`, `publication refused`, `checked`, `request refused`. No personal data but the name that
somebody gave for the history. Of what a visitor can cause as often as they like, a few lines a second are written,
then a count.
"""

import json
import logging
import sys
from datetime import UTC, datetime
from threading import Lock

from ics.safeguards.token_bucket import Bucket

OFTEN_LINES = (20, 2)  # at once, and for each second after that
_LOGGER = logging.getLogger("ics.events")


def record(event: str, **facts: object) -> None:
    """Writes one event. Nothing is written where nobody has called `start_log`, as on the command line."""
    moment = datetime.now(UTC).isoformat(timespec="milliseconds")
    _LOGGER.info(json.dumps({"time": moment, "event": event, **facts}, default=str))


def start_log() -> None:
    """From here on events go to the standard error of this process, and not to the handlers of other loggers."""
    if not _LOGGER.handlers:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(logging.Formatter("%(message)s"))
        _LOGGER.addHandler(handler)
    _LOGGER.setLevel(logging.INFO)
    _LOGGER.propagate = False


class Often:
    """An event that a visitor can cause as often as they like: a few lines a second are written, the others counted."""

    def __init__(self, event: str) -> None:
        self._event, self._lines, self._left_out, self._lock = event, Bucket(*OFTEN_LINES), 0, Lock()

    def record(self, **facts: object) -> None:
        with self._lock:
            if not self._lines.take():
                self._left_out += 1
                return
            left_out, self._left_out = self._left_out, 0
        record(self._event, left_out_before=left_out, **facts)


_refused, _checked = Often("request refused"), Often("checked")


def record_refused(why: str, **facts: object) -> None:
    """Logs that a request was refused, and why: host, origin, site, connections, frames, upload or key."""
    _refused.record(why=why, **facts)


def record_checked(**facts: object) -> None:
    """Logs that files were checked, and what was found."""
    _checked.record(**facts)
