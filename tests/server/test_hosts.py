"""Which Host and Origin are answered: those of this server, and none of another site, port or scheme."""

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send
from streamlit.web.server.starlette.starlette_websocket import _is_origin_allowed

from ics.server.front import protect
from tests.support.asgi import get, handshake

HOST = "127.0.0.1:8501"
OWN = [
    ("127.0.0.1:8501", "http://127.0.0.1:8501"),
    ("localhost:8501", "http://localhost:8501"),
    ("LOCALHOST:8501", "http://localhost:8501"),
    ("[::1]:8501", "http://[::1]:8501"),
    ("localhost", "http://localhost"),
    ("localhost:80", "http://localhost"),
    ("localhost", "http://localhost:80"),
    ("localhost:9000", "http://localhost:9000"),  # through a tunnel from another port
]
FOREIGN_HOSTS = [
    "evil.example",
    "evil.example:8501",
    "127.0.0.1.evil.example:8501",
    "localhost.evil.example",
    "evil-localhost:8501",
    "localhost.:8501",
    "0.0.0.0:8501",
    "127.0.0.2:8501",
    "127.1:8501",
    "2130706433:8501",
    "[::]:8501",
    "[::ffff:127.0.0.1]:8501",
    "192.168.1.20:8501",
    "user@localhost:8501",
    "localhost:8501@evil.example",
    "localhost/evil.example",
    "localhost:",
    "localhost:port",
    "localhost,evil.example",
    "localhost evil.example",
    "ⓛocalhost",
    "",
]
FOREIGN_ORIGINS = [
    "http://127.0.0.1:9999",
    "http://127.0.0.1",
    "http://localhost:8501",  # another name for the same machine is another site to a browser
    "http://[::1]:8501",
    "http://0.0.0.0:8501",
    "https://127.0.0.1:8501",
    "ws://127.0.0.1:8501",
    "ftp://127.0.0.1:8501",
    "file://",
    "file://127.0.0.1:8501",
    "null",
    "",
    "127.0.0.1:8501",
    "//127.0.0.1:8501",
    "http://evil.example",
    "http://evil.example:8501",
    "http://127.0.0.1:8501.evil.example",
    "http://127.0.0.1.evil.example:8501",
    "http://127.0.0.1:8501@evil.example",
    "http://evil.example/127.0.0.1:8501",
    "http://127.0.0.1:8501/",
    "http://127.0.0.1:08501",
    "http://127.0.0.1:8501 http://evil.example",
    "chrome-extension://127.0.0.1:8501",
]


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers everything, and counts on being asked only by its own pages."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.accept"})
    else:
        await PlainTextResponse("answered")(scope, receive, send)


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE"])
@pytest.mark.parametrize(("host", "origin"), OWN)
def test_own_names_are_answered(host: str, origin: str, method: str) -> None:
    assert get(protect(app), "/", method, Host=host).status == 200
    assert get(protect(app), "/_stcore/health", method, Host=host, Origin=origin).status == 200
    assert handshake(protect(app), Host=host, Origin=origin) == 101


@pytest.mark.parametrize("host", FOREIGN_HOSTS)
def test_a_foreign_host_is_refused_whatever_it_asks(host: str) -> None:
    reply = get(protect(app), "/", Host=host)
    assert reply.status == 421
    assert b"ICS_HOSTS" in reply.content
    assert host.encode() not in reply.content or not host
    assert get(protect(app), "/api/v1/areas.csv", Host=host, Origin=f"http://{host}").status == 421
    assert handshake(protect(app), Host=host, Origin=f"http://{host}") == 421


@pytest.mark.parametrize("origin", FOREIGN_ORIGINS)
def test_a_foreign_origin_is_refused_whatever_it_asks(origin: str) -> None:
    assert handshake(protect(app), Host=HOST, Origin=origin) == 403
    for method in ("GET", "PUT", "POST", "DELETE", "OPTIONS"):
        assert get(protect(app), "/_stcore/upload_file/a/b", method, Host=HOST, Origin=origin).status == 403


def test_a_websocket_needs_an_origin() -> None:
    assert handshake(protect(app), Host=HOST) == 403


@pytest.mark.parametrize(
    ("site", "mode", "dest", "status"),
    [
        ("cross-site", "no-cors", "image", 403),
        ("same-site", "cors", "empty", 403),  # another port of this machine
        ("cross-site", "navigate", "iframe", 403),
        ("cross-site", "navigate", "document", 200),  # a link
        ("same-origin", "no-cors", "image", 200),
        ("none", "navigate", "document", 200),  # typed, or a bookmark
    ],
)
def test_other_sites_may_link_here_and_nothing_else(site: str, mode: str, dest: str, status: int) -> None:
    headers = {"Sec_Fetch_Site": site, "Sec_Fetch_Mode": mode, "Sec_Fetch_Dest": dest}
    assert get(protect(app), "/api/v1/areas.csv", Host=HOST, **headers).status == status


@pytest.mark.parametrize("given", ["*", "name:8443", "https://name", "a..b", "name/", "[::1]"])
def test_a_name_that_could_not_work_stops_the_start(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("ICS_HOSTS", f"good.example.org,{given}")
    with pytest.raises(ValueError, match="without scheme or port"):
        protect(app)


@pytest.mark.parametrize("name", ["host", "origin"])
def test_a_header_that_is_there_twice_is_refused(name: str) -> None:
    twice = [(b"host", HOST.encode()), (b"origin", f"http://{HOST}".encode())]
    twice += [pair for pair in twice if pair[0] == name.encode()]
    assert handshake(protect(app), twice) in (403, 421)


def test_a_request_without_a_host_is_refused() -> None:
    assert get(protect(app), "/").status == 421


@pytest.mark.parametrize("origin", ["https://dashboard.example.org", "http://dashboard.example.org"])
def test_a_public_name_is_answered_with_or_without_encryption_in_front(
    monkeypatch: pytest.MonkeyPatch, origin: str
) -> None:
    monkeypatch.setenv("ICS_HOSTS", "Dashboard.example.org, other.example.org")
    front = protect(app)
    assert handshake(front, Host="dashboard.example.org", Origin=origin) == 101
    assert handshake(front, Host="other.example.org", Origin=origin) == 403
    assert handshake(front, Host="dashboard.example.org:444", Origin=origin) == 403
    assert get(front, "/", Host="third.example.org").status == 421


@pytest.mark.parametrize(("host", "origin"), OWN)
def test_streamlit_always_sees_a_host_like_the_origin_and_need_not_ask_for_its_address(host: str, origin: str) -> None:
    seen: list[bytes] = []

    async def looks(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(dict(scope["headers"])[b"host"])
        await app(scope, receive, send)

    assert handshake(protect(looks), Host=host, Origin=origin) == 101
    assert seen == [origin.partition("://")[2].encode()]
    assert _is_origin_allowed(origin, seen[0].decode())
