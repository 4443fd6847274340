"""Answers that are compressed once: who gets them compressed, who gets nothing again, and what is left alone."""

import gzip
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route
from streamlit import file_util
from streamlit.web.server.starlette.starlette_static_routes import create_streamlit_static_handler

from ics.server.compression import StoredAnswer, accepts_gzip
from ics.server.front import protect
from tests.support.asgi import get

STATIC = Path(file_util.get_static_dir())
SCRIPT = next(path for path in (STATIC / "static" / "js").glob("index.*.js"))
SCRIPT_ADDRESS = f"/{SCRIPT.relative_to(STATIC).as_posix()}"
FONT_ADDRESS = f"/{next((STATIC / 'static').rglob('*.woff2')).relative_to(STATIC).as_posix()}"


def echo(request: Request) -> Response:
    return PlainTextResponse(f"{request.method} {request.headers.get('range', 'all')}")


@pytest.fixture(scope="module")
def app() -> Starlette:
    """What Streamlit serves of its program, behind all of ours."""
    files = create_streamlit_static_handler(str(STATIC), None)
    return protect(Starlette(routes=[Route("/_stcore/health", echo), Mount("/", files)]))


def test_a_script_arrives_compressed_and_whole(app: Starlette) -> None:
    reply = get(app, SCRIPT_ADDRESS, Host="localhost", Accept_Encoding="gzip, br")
    assert reply.headers["content-encoding"] == "gzip"
    assert gzip.decompress(reply.content) == SCRIPT.read_bytes()
    assert int(reply.headers["content-length"]) == len(reply.content) < SCRIPT.stat().st_size / 2
    assert reply.headers["vary"] == "Accept-Encoding"
    assert reply.headers["content-type"].startswith("text/javascript")


def test_it_is_told_to_be_kept_for_a_year_and_is_not_sent_twice(app: Starlette) -> None:
    reply = get(app, SCRIPT_ADDRESS, Host="localhost", Accept_Encoding="gzip")
    plain = get(app, SCRIPT_ADDRESS, Host="localhost")
    assert reply.headers["cache-control"] == plain.headers["cache-control"] == "public, immutable, max-age=31536000"
    again = get(app, SCRIPT_ADDRESS, Host="localhost", Accept_Encoding="gzip", If_None_Match=reply.headers["etag"])
    assert (again.status, again.content) == (304, b"")


@pytest.mark.parametrize("refused", ["", "br", "gzip;q=0", "identity, gzip;q=0.0"])
def test_who_cannot_read_it_gets_it_plain(app: Starlette, refused: str) -> None:
    reply = get(app, SCRIPT_ADDRESS, Host="localhost", Accept_Encoding=refused)
    assert "content-encoding" not in reply.headers
    assert reply.content == SCRIPT.read_bytes()


def test_a_part_of_a_file_is_the_part_of_the_plain_file(app: Starlette) -> None:
    reply = get(app, SCRIPT_ADDRESS, Host="localhost", Accept_Encoding="gzip", Range="bytes=10-19")
    assert (reply.status, reply.content) == (206, SCRIPT.read_bytes()[10:20])
    assert reply.headers["content-range"].endswith(f"/{SCRIPT.stat().st_size}")


def test_a_font_is_compressed_already(app: Starlette) -> None:
    reply = get(app, FONT_ADDRESS, Host="localhost", Accept_Encoding="gzip")
    assert (reply.status, "content-encoding" in reply.headers) == (200, False)
    assert "immutable" in reply.headers["cache-control"]


def test_no_file_outside_of_the_program_is_given(app: Starlette) -> None:
    reply = get(app, "/static/../../../settings.py", Host="localhost", Accept_Encoding="gzip")
    assert reply.status == 400


def test_other_requests_reach_streamlit_as_they_are(app: Starlette) -> None:
    reply = get(app, "/_stcore/health", Host="localhost", Accept_Encoding="gzip", Range="bytes=0-1")
    assert reply.content == b"GET bytes=0-1"


@pytest.mark.parametrize(
    ("header", "accepted"),
    [("gzip", True), ("br;q=1.0, gzip;q=0.8", True), ("*", True), ("GZIP", True), ("gzip ; q=0", False), ("br", False)],
)
def test_a_browser_says_whether_it_can_read_gzip(header: str, accepted: bool) -> None:
    assert accepts_gzip(Headers({"accept-encoding": header})) is accepted


def test_what_does_not_get_smaller_stays_as_it_is() -> None:
    short = StoredAnswer(b"short", "text/plain", "no-cache")
    assert short.reply(Headers({"accept-encoding": "gzip"})).body == b"short"
