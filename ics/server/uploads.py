"""Limits on uploaded files, which Streamlit keeps in memory: for each browser session, and for all of them.

Streamlit itself limits the single file only. Who may not publish can still have a file checked, but a small one.
"""

import re
from collections import Counter

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import runtime

from ics.access import holders
from ics.server.refused import record_refused
from ics.settings import MAX_GUEST_BYTES, MAX_UPLOAD_BYTES

MAX_SESSION_BYTES = 2 * MAX_UPLOAD_BYTES
MAX_TOTAL_BYTES = 4 * MAX_UPLOAD_BYTES
MAX_SESSION_FILES = 50
FRAMING_BYTES = 2**16  # of a form around its file: names and separators
_PATH = re.compile(r"/_stcore/upload_file/(?P<session>[^/]+)/[^/]+")
NO_LENGTH = "Say in Content-Length how large the file is.\n"
TOO_MUCH = (
    "Too much is uploaded at the moment. Remove files that you no longer need, or send smaller ones: without the key "
    f"up to {MAX_GUEST_BYTES // 2**20} MB, with it up to {MAX_SESSION_BYTES // 2**20} MB in one browser tab.\n"
)


class UploadLimits:
    """Answers 413 to a file that would pass a limit, before it is read."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.arriving: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        found = _PATH.search(scope["path"]) if scope["type"] == "http" and scope["method"] == "PUT" else None
        if not found:
            return await self.app(scope, receive, send)
        length = Headers(scope=scope).get("content-length", "")
        if not length.isdecimal():
            return await PlainTextResponse(NO_LENGTH, 411)(scope, receive, send)
        if not self._has_room(found["session"], int(length)):
            record_refused("upload", bytes=int(length))
            return await PlainTextResponse(TOO_MUCH, 413)(scope, receive, send)
        self.arriving[found["session"]] += int(length)
        try:
            return await self.app(scope, receive, send)
        finally:
            self.arriving[found["session"]] -= int(length)
            self.arriving += Counter()  # forgets the sessions from which nothing arrives

    def _has_room(self, session: str, length: int) -> bool:
        held = held_files()
        own = held.get(session, [])
        limit = MAX_SESSION_BYTES if session in holders else MAX_GUEST_BYTES
        return (
            len(own) < MAX_SESSION_FILES
            and sum(own) + self.arriving[session] + length <= limit + FRAMING_BYTES
            and sum(map(sum, held.values())) + self.arriving.total() + length <= MAX_TOTAL_BYTES
        )


def held_files() -> dict[str, list[int]]:
    """The bytes of each file that Streamlit keeps, by session."""
    if not runtime.exists():
        return {}
    files = runtime.get_instance().uploaded_file_mgr.file_storage
    return {session: [len(file.data) for file in list(own.values())] for session, own in list(files.items())}
