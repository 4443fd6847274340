"""Headers of every answer: the browser may only talk to this server, and no other site may frame or read it."""

import base64
import hashlib
import logging
import re
from functools import cache
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import file_util

_INLINE_SCRIPT = re.compile(rb"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_SWITCHED_OFF = (
    "accelerometer",
    "autoplay",
    "camera",
    "display-capture",
    "encrypted-media",
    "geolocation",
    "gyroscope",
    "hid",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "publickey-credentials-get",
    "serial",
    "usb",
    "xr-spatial-tracking",
)
_BEGINNINGS = ("http.response.start", "websocket.http.response.start")


@cache
def security_headers() -> dict[str, str]:
    """Name and value of each header, worked out once from the page of the Streamlit that is installed."""
    return {
        "Content-Security-Policy": _content_security_policy(inline_script_hashes(_streamlit_page())),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _SWITCHED_OFF),
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }


def inline_script_hashes(page: bytes) -> list[str]:
    """The SHA-256 of each script within a page, as a content security policy names it."""
    digests = (hashlib.sha256(script).digest() for script in _INLINE_SCRIPT.findall(page))
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]


def _streamlit_page() -> bytes:
    return (Path(file_util.get_static_dir()) / "index.html").read_bytes()


def _content_security_policy(hashes: list[str]) -> str:
    """Components are loaded as blobs, and plotly writes style attributes; nothing needs eval."""
    return "; ".join(
        [
            "default-src 'self'",
            f"script-src 'self' {' '.join(hashes)} blob:",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "form-action 'self'",
            "worker-src 'self' blob:",
            "frame-ancestors 'none'",
            "object-src 'none'",
            "base-uri 'self'",
        ]
    )


class SecurityHeaders:
    """Adds the headers to every answer of an app, also where the app fails before it answers."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        has_begun = False

        async def send_with_headers(message: Message) -> None:
            nonlocal has_begun
            if message["type"] in _BEGINNINGS:
                has_begun = True
                MutableHeaders(scope=message).update(security_headers())
            await send(message)

        try:
            await self.app(scope, receive, send_with_headers)
        except Exception:
            if scope["type"] != "http" or has_begun:
                raise
            logging.getLogger("ics").exception("A request failed")
            await PlainTextResponse("Something went wrong on this server.", 500)(scope, receive, send_with_headers)
