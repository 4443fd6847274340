"""The log of the server and its libraries, which no visitor can fill: short lines, and a limited number of them.

Streamlit and uvicorn log a line, or a whole traceback with text of the visitor's choice, for each message that they
cannot read.
"""

import logging
from threading import Lock

from ics.safeguards.token_bucket import Bucket

LINES = (100, 5)  # at once, and for each second after that
LONGEST = 2_000  # characters of a message, and of the end of a traceback
NAMES = ("streamlit", "uvicorn", "websockets", "asyncio", "ics")
HOLDS_SESSION_IDS = "streamlit.runtime.websocket_session_manager"


class BoundedLog(logging.Filter):
    """Cuts long records, and drops those that come too fast; the next one says how many were dropped."""

    def __init__(self) -> None:
        super().__init__()
        self._lines, self._dropped, self._counting = Bucket(*LINES), 0, Lock()

    def filter(self, record: logging.LogRecord) -> bool:
        with self._counting:
            if not self._lines.take():
                self._dropped += 1
                return False
            dropped, self._dropped = self._dropped, 0
        before = f"({dropped} lines left out) " if dropped else ""
        record.msg, record.args = before + record.getMessage()[:LONGEST], ()
        if record.exc_info:
            record.exc_text = logging.Formatter().formatException(record.exc_info)[-LONGEST:]
            record.exc_info = None
        return True


_bounded = BoundedLog()


def bound_logs() -> None:
    """Bounds the logs that there are now; again later for those of modules that are loaded when they are needed.

    Lines with the key (in the address of a request) or the id of a session, which is as good as a key, are left out.
    """
    for name in list(logging.root.manager.loggerDict):
        if name.split(".")[0] in NAMES and name != "ics.events":
            logging.getLogger(name).addFilter(_bounded)
    logging.getLogger("uvicorn.access").disabled = True
    logging.getLogger(HOLDS_SESSION_IDS).setLevel(logging.ERROR)
