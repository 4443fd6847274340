"""Limits on uploaded files, which Streamlit holds in memory: for each browser session, and for all of them.

Streamlit itself limits the single file only. Who may not publish can still have a file checked, but a small one.
"""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from ics.safeguards.event_log import record_refused
from ics.safeguards.publishing_key import key_holders
from ics.settings import MAX_GUEST_BYTES, MAX_UPLOAD_BYTES

MAX_SESSION_BYTES = 2 * MAX_UPLOAD_BYTES
MAX_TOTAL_BYTES = 4 * MAX_UPLOAD_BYTES
MAX_GUESTS_BYTES = MAX_TOTAL_BYTES // 2  # of all who have no key: they leave room for who has it
MAX_SESSION_FILES = 50
FRAMING_BYTES = 2**16  # of a form around its file: names and separators
_PATH = re.compile(r"/_stcore/upload_file/(?P<session>[^/]+)/[^/]+")
NO_LENGTH = "Say in Content-Length how large the file is.\n"
TOO_MUCH = (
    "There is not enough room for this file now. Remove files that you no longer need, or send a smaller one (without "
    f"the key up to {MAX_GUEST_BYTES // 2**20} MB, with it up to {MAX_UPLOAD_BYTES // 2**20} MB). You can also try "
    "again later: others may have taken the room.\n"
)


class UploadLimits:
    """Answers 413 to a file that would pass a limit, before it is read, and stops one that is longer than it said."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.arriving: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        found = _PATH.search(scope["path"]) if scope["type"] == "http" and scope["method"] == "PUT" else None
        if not found:
            return await self.app(scope, receive, send)
        session, length = found["session"], promised_length(Headers(scope=scope))
        if length is None:
            return await PlainTextResponse(NO_LENGTH, 411)(scope, receive, send)
        if not self._has_room(session, length):
            record_refused("upload", bytes=length)
            return await PlainTextResponse(TOO_MUCH, 413)(scope, receive, send)
        with self._arriving(session, length):
            return await self.app(scope, _no_longer_than(length, receive), send)

    @contextmanager
    def _arriving(self, session: str, length: int) -> Iterator[None]:
        self.arriving[session] += length
        try:
            yield
        finally:
            self.arriving[session] -= length
            self.arriving += Counter()  # forgets the sessions from which nothing arrives

    def _has_room(self, session: str, length: int) -> bool:
        held, is_guest = held_files(), session not in key_holders
        taken = Counter({name: sum(files) for name, files in held.items()}) + self.arriving
        of_guests = sum(size for name, size in taken.items() if name not in key_holders)
        most = MAX_GUEST_BYTES if is_guest else MAX_SESSION_BYTES
        return (
            len(held.get(session, [])) < MAX_SESSION_FILES
            and taken[session] + length <= most + FRAMING_BYTES
            and taken.total() + length <= MAX_TOTAL_BYTES
            and (not is_guest or of_guests + length <= MAX_GUESTS_BYTES)
        )


def promised_length(headers: Headers) -> int | None:
    """The length that a request says its body has; None where it says none, or may send chunks without end."""
    lengths = headers.getlist("content-length")
    is_plain = len(lengths) == 1 and lengths[0].isdecimal() and "transfer-encoding" not in headers
    return int(lengths[0]) if is_plain else None


def _no_longer_than(length: int, receive: Receive) -> Receive:
    """Hands the body on, and says that the sender has gone where there is more of it than was promised."""
    left = length

    async def receive_within() -> Message:
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        return message if left >= 0 else {"type": "http.disconnect"}

    return receive_within


def held_files() -> dict[str, list[int]]:
    """The bytes of each file that Streamlit holds, by session."""
    if not runtime.exists():
        return {}
    return {session: [len(file.data) for file in list(own.values())] for session, own in list(uploaded_files().items())}


def uploaded_files() -> dict[str, dict[str, UploadedFileRec]]:
    """The files that the running Streamlit holds: session → id of the file → file."""
    return cast(MemoryUploadedFileManager, runtime.get_instance().uploaded_file_mgr).file_storage
