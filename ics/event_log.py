"""The log of what happened to the data and at the door: one line of JSON for each event, on the standard error.

Events: `published`, `undone`, `publication refused`, `checked`, `request refused`. No personal data but the name that
somebody gave for the history.
"""

import json
import logging
import sys
from datetime import UTC, datetime

_LOGGER = logging.getLogger("ics.events")


def record(event: str, **facts: object) -> None:
    """Writes one event. Nothing is written where nobody has called `start_log`, as on the command line."""
    moment = datetime.now(UTC).isoformat(timespec="milliseconds")
    _LOGGER.info(json.dumps({"time": moment, "event": event, **facts}, default=str))


def start_log() -> None:
    """From here on events go to the standard error of this process, whatever other loggers do."""
    if not _LOGGER.handlers:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(logging.Formatter("%(message)s"))
        _LOGGER.addHandler(handler)
    _LOGGER.setLevel(logging.INFO)
    _LOGGER.propagate = False
