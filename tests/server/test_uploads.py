"""Limits on uploaded files: for one session with the key and without, for all together, and for their number."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from ics.safeguards.publishing_key import key_holders
from ics.server import uploads
from ics.server.uploads import (
    MAX_GUESTS_BYTES,
    MAX_SESSION_BYTES,
    MAX_SESSION_FILES,
    MAX_TOTAL_BYTES,
    UploadLimits,
    promised_length,
)
from ics.settings import MAX_GUEST_BYTES, MAX_UPLOAD_BYTES
from tests.support.asgi import get, run


async def takes(scope: Scope, receive: Receive, send: Send) -> None:
    await Response(status_code=204)(scope, receive, send)


@pytest.fixture(autouse=True)
def _nobody_holds_the_key() -> Iterator[None]:
    yield
    key_holders.keep(lambda _: False)


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[int]]:
    """What Streamlit holds already: the bytes of each file, by session."""
    files: dict[str, list[int]] = {}
    monkeypatch.setattr(uploads, "held_files", lambda: files)
    return files


def put(length: object, session: str = "a") -> int:
    headers = {} if length is None else {"Content_Length": str(length)}
    return get(UploadLimits(takes), f"/_stcore/upload_file/{session}/1", "PUT", **headers).status


def test_who_may_not_publish_can_send_a_small_file(held: dict) -> None:
    assert put(MAX_GUEST_BYTES) == 204
    assert put(2 * MAX_GUEST_BYTES) == 413
    held["a"] = [MAX_GUEST_BYTES]
    assert put(100_000) == 413


def test_who_has_the_key_can_send_large_files_up_to_a_total(held: dict) -> None:
    key_holders.add("a")
    assert put(MAX_UPLOAD_BYTES) == 204
    held["a"] = [MAX_UPLOAD_BYTES, MAX_SESSION_BYTES - MAX_UPLOAD_BYTES - 1000]
    assert (put(1000), put(200_000)) == (204, 413)


def test_all_sessions_together_have_a_limit_and_guests_leave_room_for_who_has_the_key(held: dict) -> None:
    key_holders.add("a")
    held |= {str(n): [MAX_GUEST_BYTES] for n in range(MAX_GUESTS_BYTES // MAX_GUEST_BYTES)}
    assert (put(1, "guest"), put(1, "a")) == (413, 204)
    held |= {str(n): [MAX_UPLOAD_BYTES] for n in range(MAX_TOTAL_BYTES // MAX_UPLOAD_BYTES)}
    assert put(1, "a") == 413


def test_files_have_a_number(held: dict) -> None:
    held["a"] = [1] * (MAX_SESSION_FILES - 1)
    assert put(1) == 204
    held["a"] = [1] * MAX_SESSION_FILES
    assert (put(1), put(1, "b")) == (413, 204)


def test_what_is_arriving_counts(held: dict) -> None:
    limits = UploadLimits(takes)
    limits.arriving["a"] = MAX_GUEST_BYTES
    assert get(limits, "/_stcore/upload_file/a/1", "PUT", Content_Length="100000").status == 413
    assert limits.arriving == {"a": MAX_GUEST_BYTES}


@pytest.mark.parametrize("length", [None, "-1", "many", ""])
def test_a_length_must_be_said(held: dict, length: object) -> None:
    assert put(length) == 411


def test_a_body_in_chunks_is_refused_whatever_length_it_claims(held: dict) -> None:
    headers = {"Content_Length": "10", "Transfer_Encoding": "chunked"}
    assert get(UploadLimits(takes), "/_stcore/upload_file/a/1", "PUT", **headers).status == 411


def test_two_lengths_are_refused() -> None:
    headers = Headers(raw=[(b"content-length", b"10"), (b"content-length", b"20")])
    assert promised_length(headers) is None


def test_a_body_ends_where_more_comes_than_was_promised(held: dict) -> None:
    body = [{"type": "http.request", "body": b"x" * 6, "more_body": True}] * 2
    received: list[str] = []

    async def reads(scope: Scope, receive: Receive, send: Send) -> None:
        received.extend([(await receive())["type"], (await receive())["type"]])

    async def receive() -> Message:
        return body.pop()

    scope = {"type": "http", "method": "PUT", "path": "/_stcore/upload_file/a/1"}
    scope["headers"] = [(b"content-length", b"10")]
    run(UploadLimits(reads)(scope, receive, receive))
    assert received == ["http.request", "http.disconnect"]


def test_a_sentence_says_what_to_do(held: dict) -> None:
    reply = get(UploadLimits(takes), "/_stcore/upload_file/a/1", "PUT", Content_Length="9999999999")
    assert "without the key up to 5 MB" in reply.content.decode()


@pytest.mark.parametrize(("method", "path"), [("DELETE", "/_stcore/upload_file/a/1"), ("GET", "/"), ("PUT", "/other")])
def test_other_requests_pass(held: dict, method: str, path: str) -> None:
    assert get(UploadLimits(takes), path, method, Content_Length="9999999999").status == 204


def test_what_streamlit_holds_is_counted_by_session(monkeypatch: pytest.MonkeyPatch) -> None:
    files = {"a": {"1": SimpleNamespace(data=b"four"), "2": SimpleNamespace(data=b"")}, "b": {}}
    manager = SimpleNamespace(file_storage=files)
    monkeypatch.setattr(uploads.runtime, "exists", lambda: True)
    monkeypatch.setattr(uploads.runtime, "get_instance", lambda: SimpleNamespace(uploaded_file_mgr=manager))
    assert uploads.held_files() == {"a": [4, 0], "b": []}
