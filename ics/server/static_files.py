"""The program of Streamlit, compressed: its scripts and style sheets, whose names change with their content."""

from functools import cache
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import file_util

from ics.server.compression import StoredAnswer, accepts_gzip

FOR_A_YEAR = "public, immutable, max-age=31536000"  # as Streamlit says for the files that it serves
MEDIA_TYPES = {".js": "text/javascript", ".css": "text/css"}


class CompressedStaticFiles:
    """Answers for a script or a style sheet of Streamlit. Requests for a part of a file, and all others, go on."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not _asks_for_a_file(scope):
            return await self.app(scope, receive, send)
        answer = await run_in_threadpool(_prepared, scope["path"])  # the largest takes a quarter of a second, once
        return await answer.reply(Headers(scope=scope))(scope, receive, send)


def _asks_for_a_file(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET" or scope["path"] not in _files():
        return False
    headers = Headers(scope=scope)
    return accepts_gzip(headers) and "range" not in headers


@cache
def _files() -> dict[str, Path]:
    """The files that can be compressed, by the path under which a browser asks for them."""
    folder = Path(file_util.get_static_dir())
    found = (path for path in (folder / "static").rglob("*") if path.suffix in MEDIA_TYPES)
    return {f"/{path.relative_to(folder).as_posix()}": path for path in found}


@cache
def _prepared(path: str) -> StoredAnswer:
    """A file, compressed. Together they take some 7 MB, and only those that somebody has asked for are kept."""
    file = _files()[path]
    answer = StoredAnswer(file.read_bytes(), MEDIA_TYPES[file.suffix], FOR_A_YEAR)
    _ = answer.compressed  # here, in its own thread
    return answer
