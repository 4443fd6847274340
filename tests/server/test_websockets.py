"""Limits on websockets: a person never meets them, a flood does, and what acts on all visitors is dropped."""

import pytest
from starlette.types import Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

from ics.safeguards.token_bucket import Bucket
from ics.server import websockets
from ics.server.websockets import (
    FRAMES,
    MAX_FRAME_BYTES,
    MAX_ID,
    MAX_NAMES,
    OPERATIONS,
    Allowance,
    WebsocketLimits,
    kind_of,
)
from tests.support.asgi import handshake, run


class Clock:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def rerun() -> bytes:
    return BackMsg(rerun_script={"query_string": "region=London"}).SerializeToString()


def heard(messages: list[Message]) -> tuple[list[Message], list[Message]]:
    """What the app hears of these messages until the connection ends, and what is sent to the browser."""
    left, sent = [*messages, {"type": "websocket.disconnect", "code": 1000}], []

    async def receive() -> Message:
        return left.pop(0)

    async def send(message: Message) -> None:
        sent.append(message)

    async def until_the_end() -> list[Message]:
        allowance, found = Allowance(receive, send), []
        while not found or found[-1]["type"] != "websocket.disconnect":
            found.append(await allowance.next_message())
        return found

    return run(until_the_end()), sent


def frames(content: bytes, count: int) -> list[Message]:
    return [{"type": "websocket.receive", "bytes": content}] * count


def test_a_bucket_gives_what_it_holds_and_refills_up_to_its_size() -> None:
    clock = Clock()
    bucket = Bucket(size=2, per_second=1, clock=clock)
    assert [bucket.take() for _ in range(3)] == [True, True, False]
    clock.now = 1.5
    assert [bucket.take(), bucket.take()] == [True, False]
    clock.now = 100
    assert [bucket.take(2), bucket.take()] == [True, False]
    assert not bucket.take(3)


def test_a_few_messages_pass_untouched() -> None:
    found, sent = heard(frames(rerun(), 10))
    assert [message.get("bytes") for message in found[:-1]] == [rerun()] * 10
    assert not sent


def test_a_flood_ends_the_connection() -> None:
    found, sent = heard(frames(rerun(), 1000))
    assert FRAMES[0] <= len(found) - 1 < 2 * FRAMES[0]
    assert found[-1] == {"type": "websocket.disconnect", "code": 1008}
    assert [message["code"] for message in sent] == [1008]


def test_messages_that_are_dropped_count_too() -> None:
    _, sent = heard(frames(BackMsg(clear_cache=True).SerializeToString(), 1000))
    assert [message["code"] for message in sent] == [1008]


@pytest.mark.parametrize(
    ("messages", "code"),
    [
        (frames(b"x" * (MAX_FRAME_BYTES + 1), 1), 1009),
        (frames(b"x" * MAX_FRAME_BYTES, 6), 1008),
        ([{"type": "websocket.receive", "text": "hello"}], 1003),
        ([{"type": "websocket.receive", "text": "hello", "bytes": None}], 1003),
    ],
)
def test_too_large_and_other_frames_end_the_connection(messages: list[Message], code: int) -> None:
    found, sent = heard(messages)
    assert (found[-1]["code"], [message["code"] for message in sent]) == (code, [code])


@pytest.mark.parametrize("kind", [f.name for f in BackMsg.DESCRIPTOR.oneofs_by_name["type"].fields])
def test_only_what_a_visitor_needs_reaches_streamlit(kind: str) -> None:
    message = BackMsg()
    if kind in ("rerun_script", "file_urls_request", "backend_operation_request"):
        getattr(message, kind).SetInParent()
    else:
        setattr(message, kind, True)
    wanted = kind if kind in {"rerun_script", "app_heartbeat", "file_urls_request"} else None
    assert kind_of(message.SerializeToString()) == wanted


def download(operation: str = "deferred_file", file: str = "a" * 64) -> bytes:
    message = BackMsg(backend_operation_request={"request_id": "b" * 36, "session_id": "c" * 36})
    getattr(message.backend_operation_request, operation).SetInParent()
    if operation == "deferred_file":
        message.backend_operation_request.deferred_file.file_id = file
    return message.SerializeToString()


@pytest.mark.parametrize(
    ("operation", "kind"),
    [
        ("deferred_file", "operation"),
        ("dataframe_chunk", "operation"),
        ("install_skills", None),
        ("dismiss_skills_nudge", None),
    ],
)
def test_downloads_pass_and_nothing_is_installed(operation: str, kind: str | None) -> None:
    assert kind_of(download(operation)) == kind


def test_an_id_that_would_fill_the_log_is_dropped() -> None:
    assert kind_of(download(file="a" * (MAX_ID + 1))) is None


def test_more_names_of_files_than_can_be_uploaded_are_dropped() -> None:
    for names, kind in ((MAX_NAMES, "file_urls_request"), (MAX_NAMES + 1, None)):
        message = BackMsg(file_urls_request={"request_id": "a", "file_names": ["b"] * names})
        assert kind_of(message.SerializeToString()) == kind


def test_downloads_have_a_rate_of_their_own() -> None:
    found, sent = heard(frames(download(), 30))
    assert OPERATIONS[0] <= len(found) - 1 < 2 * OPERATIONS[0]
    assert not sent


def test_what_cannot_be_read_is_left_to_streamlit() -> None:
    assert kind_of(b"\xff\xff\xff") == "unreadable"


async def accepts(scope: Scope, receive: Receive, send: Send) -> None:
    await send({"type": "websocket.accept"})


def test_connections_have_a_limit_and_are_let_go_of() -> None:
    limits = WebsocketLimits(accepts)
    assert handshake(limits) == 101
    assert limits.open == 0
    limits.open = websockets.MAX_CONNECTIONS
    assert handshake(limits) == 503


def test_new_connections_have_a_rate(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(websockets, "NEW_CONNECTIONS", (2, 0))
    limits = WebsocketLimits(accepts)
    assert [handshake(limits) for _ in range(3)] == [101, 101, 503]
