"""Limits on websockets: how many there are, and how much each of them may send.

Streamlit handles each message on the event loop, which all visitors share, so a flood on one connection would stop all.
Whoever sends more than a person can is disconnected (1008). Some kinds of message are meant for the developer of an
app and act on all visitors, such as clearing the cache or asking git; those are dropped.
"""

from collections.abc import Awaitable, Callable

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest, BackMsg

from ics.safeguards.event_log import record_refused
from ics.safeguards.token_bucket import Bucket

MAX_CONNECTIONS = 100
NEW_CONNECTIONS = (100, 10)  # at once, and for each second after that
FRAMES = (60, 20)  # a key that is held in a number field sends about four a second
FRAME_BYTES = (4 * 2**20, 2**19)
OPERATIONS = (10, 1)  # downloads that are made when they are asked for
MAX_FRAME_BYTES = 2**20  # Streamlit keeps it with the session; texts of fifty of the longest cells fit in
TOO_MANY = "Too many browsers are connected to this server. Try again in a minute.\n"
POLICY_VIOLATION, TOO_LARGE, NOT_UNDERSTOOD = 1008, 1009, 1003
MAX_NAMES = 50  # of files that are to be uploaded; for each Streamlit makes an address on the event loop
MAX_ID = 100  # characters; Streamlit writes ids that it does not know to its log
_KINDS = {"rerun_script", "app_heartbeat", "file_urls_request"}
_OPERATIONS = {"deferred_file", "dataframe_chunk"}


class WebsocketLimits:
    """Refuses connections above the limits, and ends those that send too much."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.open = 0
        self.new = Bucket(*NEW_CONNECTIONS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            return await self.app(scope, receive, send)
        if self.open >= MAX_CONNECTIONS or not self.new.take():
            record_refused("connections", open=self.open)
            answer = PlainTextResponse(TOO_MANY, 503, {"Retry-After": "60"})
            return await answer(scope, receive, send)
        self.open += 1
        try:
            return await self.app(scope, Allowance(receive, send).next_message, send)
        finally:
            self.open -= 1


class Allowance:
    """What one connection may send: `next_message` takes the place of its `receive`."""

    def __init__(self, receive: Receive, send: Callable[[Message], Awaitable[None]]) -> None:
        self.receive, self.send = receive, send
        self.frames, self.bytes, self.operations = Bucket(*FRAMES), Bucket(*FRAME_BYTES), Bucket(*OPERATIONS)

    async def next_message(self) -> Message:
        """The next message that Streamlit should see; that the connection has ended, where it sent too much."""
        while True:
            message = await self.receive()
            if message["type"] != "websocket.receive":
                return message
            content: bytes | None = message.get("bytes")
            if content is None:
                return await self._end(NOT_UNDERSTOOD)
            if code := self._passed_limit(content):
                return await self._end(code)
            if self._is_wanted(content):
                return message

    def _passed_limit(self, content: bytes) -> int | None:
        """The code with which to end the connection; None where the message is within the limits."""
        if len(content) > MAX_FRAME_BYTES:
            return TOO_LARGE
        return None if self.frames.take() and self.bytes.take(len(content)) else POLICY_VIOLATION

    def _is_wanted(self, content: bytes) -> bool:
        kind = kind_of(content)
        return self.operations.take() if kind == "operation" else kind is not None

    async def _end(self, code: int) -> Message:
        record_refused("frames", code=code)
        await self.send({"type": "websocket.close", "code": code, "reason": "Too many or too large messages."})
        return {"type": "websocket.disconnect", "code": code}


def kind_of(content: bytes) -> str | None:
    """The kind of a message that a visitor's browser needs; "operation" for a download, None for all others.

    One that cannot be read is "unreadable", and left to Streamlit to refuse.
    """
    message = BackMsg()
    try:
        message.ParseFromString(content)
    except Exception:  # protobuf's own error has no stable place
        return "unreadable"
    kind = message.WhichOneof("type")
    if kind == "backend_operation_request":
        return "operation" if _is_download(message.backend_operation_request) else None
    if len(message.file_urls_request.file_names) > MAX_NAMES:
        return None
    return kind if kind in _KINDS else None


def _is_download(request: BackendOperationRequest) -> bool:
    kind = request.WhichOneof("payload")
    if kind not in _OPERATIONS:
        return False
    given = [request.request_id, request.session_id, *(value for _, value in getattr(request, kind).ListFields())]
    return all(len(str(value)) <= MAX_ID for value in given)
