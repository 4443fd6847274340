"""The whole of what is in front of Streamlit, in the order in which a request meets it."""

from starlette.types import ASGIApp

from ics.server.headers import SecurityHeaders
from ics.server.hosts import HostCheck
from ics.server.pages import Pages
from ics.server.static_files import CompressedStaticFiles
from ics.server.uploads import UploadLimits
from ics.server.websockets import WebsocketLimits

__all__ = ["ASGIApp", "protect"]


def protect(app: ASGIApp) -> ASGIApp:
    """The app behind all of it. From outside: headers on every answer, names and origins, websockets, uploads.

    Inside these checks, because what they refuse must not be answered: documents of pages, and the program itself.
    """
    return SecurityHeaders(HostCheck(WebsocketLimits(UploadLimits(Pages(CompressedStaticFiles(app))))))
