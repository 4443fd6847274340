"""Asks an ASGI app within this process: what the tests need of an HTTP client, without a server."""

import asyncio
import csv
import io
import json
from collections.abc import Awaitable
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import unquote

from starlette.types import ASGIApp, Message

Result = TypeVar("Result")


@dataclass(frozen=True)
class Reply:
    """The answer to one request; names of headers are in lower case."""

    status: int
    headers: dict[str, str]
    content: bytes

    def json(self) -> Any:
        return json.loads(self.content)

    def csv(self) -> list[dict[str, str]]:
        """The rows of a CSV answer, as text."""
        return list(csv.DictReader(io.StringIO(self.content.decode("utf-8-sig"), newline="")))


def get(
    app: ASGIApp, address: str, method: str = "GET", may_raise: type[Exception] | None = None, **headers: str
) -> Reply:
    """The reply to a request. Headers: `If_None_Match="…"`.

    An error that the app does not handle is raised, unless the app `may_raise` it after its answer.
    """
    path, _, query = address.partition("?")
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "server": ("127.0.0.1", 80),
        "root_path": "",
        "path": unquote(path),
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": _raw(headers),
    }
    sent: list[Message] = []
    to_come: list[Message] = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive() -> Message:
        while not to_come:
            await asyncio.sleep(3600)  # the caller waits for the answer, and neither sends more nor goes away
        return to_come.pop()

    async def send(message: Message) -> None:
        sent.append(message)

    with suppress(may_raise) if may_raise else nullcontext():
        run(app(scope, receive, send))
    start = next(message for message in sent if message["type"] == "http.response.start")
    named = {name.decode().lower(): text.decode() for name, text in start["headers"]}
    return Reply(start["status"], named, b"".join(message.get("body", b"") for message in sent))


def handshake(app: ASGIApp, raw: list[tuple[bytes, bytes]] | None = None, **headers: str) -> int:
    """The status of the answer to a websocket that a page opens: 101 where it was accepted."""
    scope = {
        "type": "websocket",
        "http_version": "1.1",
        "scheme": "ws",
        "server": ("127.0.0.1", 8501),
        "path": "/_stcore/stream",
        "query_string": b"",
        "headers": raw or _raw(headers),
        "extensions": {"websocket.http.response": {}},
    }
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def send(message: Message) -> None:
        sent.append(message)

    run(app(scope, receive, send))
    return 101 if sent[0]["type"] == "websocket.accept" else sent[0]["status"]


def _raw(headers: dict[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.replace("_", "-").lower().encode(), text.encode()) for name, text in headers.items()]


def run(asked: Awaitable[Result]) -> Result:
    """What it returns, in a thread of its own: while the browser tests have a browser, the main thread has a loop."""

    async def answer() -> Result:
        return await asked

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(answer())).result()
