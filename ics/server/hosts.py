"""Which names this server answers to, and which pages may talk to it.

A browser sends the name in its address bar as Host and the page that asks as Origin, and no page can forge them. So a
page of another site or port is refused by its Origin, and a name that leads to this machine without being ours (DNS
rebinding) by its Host. Streamlit compares the Host of a websocket only, and asks other hosts for its own address when
the Origin is foreign; nothing that is refused here reaches it.
"""

import re

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from ics.safeguards.event_log import record_refused
from ics.settings import public_hosts

LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
_HOST = re.compile(r"(?P<name>[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::(?P<port>[0-9]{1,5}))?")
_STANDARD_PORTS = {"http": "80", "https": "443"}
_SHOWN = 100  # characters of a refused name in the log
WRONG_HOST = (
    "This server does not answer to this name. Use 127.0.0.1 or localhost, or start the server with the name in "
    "ICS_HOSTS.\n"
)
WRONG_ORIGIN = "This request came from a page of another site, so it was refused.\n"


class HostCheck:
    """Answers 421 to a wrong Host, and 403 to a wrong Origin or to another site that asks in the background."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.names = LOOPBACK | public_hosts()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            return await self.app(scope, receive, send)
        headers = Headers(scope=scope)
        hosts, origins = headers.getlist("host"), headers.getlist("origin")
        if not (len(hosts) == 1 and is_own_host(hosts[0], self.names)):
            return await self._refuse("host", hosts, PlainTextResponse(WRONG_HOST, 421), scope, receive, send)
        needs_origin = bool(origins) or scope["type"] == "websocket"
        if needs_origin and not _is_own_page(scope, hosts[0], origins):
            return await self._refuse("origin", origins, PlainTextResponse(WRONG_ORIGIN, 403), scope, receive, send)
        if _is_asked_by_another_site(headers):
            return await self._refuse("site", [], PlainTextResponse(WRONG_ORIGIN, 403), scope, receive, send)
        return await self.app(_with_host_of_origin(scope, origins), receive, send)

    async def _refuse(
        self, why: str, given: list[str], answer: PlainTextResponse, scope: Scope, receive: Receive, send: Send
    ) -> None:
        record_refused(why, given=" ".join(given)[:_SHOWN])
        await answer(scope, receive, send)


def is_own_host(host: str, names: frozenset[str]) -> bool:
    """Whether a Host header is one of these names, with any port: a tunnel or a proxy may have another."""
    match = _HOST.fullmatch(host.lower())
    return match is not None and match["name"] in names


def is_own_origin(origin: str, host: str, schemes: set[str]) -> bool:
    """Whether an Origin header names exactly this host with its port, under one of these schemes."""
    scheme, separator, rest = origin.lower().partition("://")
    return bool(separator) and scheme in schemes and _with_port(rest, scheme) == _with_port(host.lower(), scheme)


def _with_port(host: str, scheme: str) -> str | None:
    """A host with its port, also where it is the standard port of the scheme; None where it is not a host."""
    match = _HOST.fullmatch(host)
    return f"{match['name']}:{match['port'] or _STANDARD_PORTS[scheme]}" if match else None


def _is_own_page(scope: Scope, host: str, origins: list[str]) -> bool:
    return len(origins) == 1 and is_own_origin(origins[0], host, _schemes(scope, host))


def _with_host_of_origin(scope: Scope, origins: list[str]) -> Scope:
    """The request with its Host written as in its Origin.

    Streamlit compares the two letter by letter, and asks another host for its own address where they differ, if only
    by a capital letter or a standard port.
    """
    if not origins:
        return scope
    host = origins[0].partition("://")[2].encode("latin-1")
    return {**scope, "headers": [(name, host if name == b"host" else text) for name, text in scope["headers"]]}


def _is_asked_by_another_site(headers: Headers) -> bool:
    """Whether a page of another site or port asks in the background, as for a picture, which sends no Origin.

    Browsers say so in headers that no page can set. A link from another site to a page of ours is welcome.
    """
    is_elsewhere = headers.get("sec-fetch-site") in ("cross-site", "same-site")
    is_link = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest", "document") == "document"
    return is_elsewhere and not is_link


def _schemes(scope: Scope, host: str) -> set[str]:
    """The scheme of the connection; and https under a public name, because a proxy may have ended the encryption."""
    own = "https" if scope.get("scheme") in ("https", "wss") else "http"
    is_public = not is_own_host(host, LOOPBACK)
    return {own, "https"} if is_public else {own}
