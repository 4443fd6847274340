"""The security headers: on every kind of answer, and a policy that fits the page of the installed Streamlit."""

import base64
import hashlib

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from ics.server.front import protect
from ics.server.headers import inline_script_hashes, security_headers
from tests.support.asgi import get

EXPECTED = {
    "content-security-policy",
    "cross-origin-opener-policy",
    "cross-origin-resource-policy",
    "permissions-policy",
    "referrer-policy",
    "x-content-type-options",
}


def fails(_: Request) -> None:
    raise RuntimeError("a fault of the program")


async def always_fails(scope: Scope, receive: Receive, send: Send) -> None:
    raise RuntimeError("a fault before any answer")


def policy() -> dict[str, list[str]]:
    parts = (part.split() for part in security_headers()["Content-Security-Policy"].split(";"))
    return {name: values for name, *values in parts}


def app() -> Starlette:
    return Starlette(routes=[Route("/", lambda _: PlainTextResponse("a page")), Route("/api/fails", fails)])


@pytest.mark.parametrize(
    ("path", "host", "status"), [("/", "localhost", 200), ("/none", "localhost", 404), ("/", "evil.example", 421)]
)
def test_every_answer_has_the_headers(path: str, host: str, status: int) -> None:
    reply = get(protect(app()), path, Host=host)
    assert reply.status == status
    assert set(reply.headers) >= EXPECTED


def test_an_error_that_starlette_answers_has_the_headers() -> None:
    # Starlette answers, and then raises for the log of the server.
    reply = get(protect(app()), "/api/fails", may_raise=RuntimeError, Host="localhost")
    assert (reply.status, set(reply.headers) >= EXPECTED) == (500, True)


def test_an_error_before_any_answer_has_the_headers_and_tells_nothing() -> None:
    reply = get(protect(always_fails), "/api/v1", Host="localhost")
    assert (reply.status, set(reply.headers) >= EXPECTED) == (500, True)
    assert b"fault" not in reply.content


def test_scripts_are_allowed_by_their_hash_and_nothing_inline() -> None:
    scripts = policy()["script-src"]
    assert "'unsafe-inline'" not in scripts
    assert "'unsafe-eval'" not in scripts
    assert [source for source in scripts if source.startswith("'sha256-")]
    assert not [source for source in scripts if "*" in source or "http" in source]


def test_only_scripts_within_the_page_are_hashed() -> None:
    page = b'<script src="a.js">no</script><SCRIPT type="module">\n yes </SCRIPT><script>also</script>'
    expected = [base64.b64encode(hashlib.sha256(text).digest()).decode() for text in (b"\n yes ", b"also")]
    assert inline_script_hashes(page) == [f"'sha256-{digest}'" for digest in expected]


def test_no_other_site_may_frame_the_app_or_be_asked_by_it() -> None:
    assert policy()["frame-ancestors"] == ["'none'"]
    assert policy()["connect-src"] == policy()["default-src"] == ["'self'"]
