"""The document of each page: Streamlit's, with our style sheet in its head; and what a wrong address gets.

Streamlit answers every address with the same document, and opens its first page for one that it does not know.
"""

import re
from collections.abc import Mapping
from functools import cache
from html import escape
from pathlib import Path
from urllib.parse import urlencode

from starlette.datastructures import Headers, QueryParams
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import file_util

from ics.page_list import CARRIED, PAGE_LIST, addresses, meant_address
from ics.server.compression import StoredAnswer
from ics.settings import ROOT

ASK_AGAIN = "no-cache"  # the browser keeps the document and asks whether it is still so
_STYLES = ROOT / "ics" / "ui" / "style.css"
_WRONG_ADDRESS = ROOT / "ics" / "server" / "wrong_address.html"
# Beginnings of addresses that are not pages: Streamlit's own, and the data links.
_NOT_PAGES = frozenset({"static", "media", "component", "app", "api", "oauth2callback"})
_NO_SCRIPT = """<noscript>
      <p>This dashboard needs JavaScript. You can have its data without: <a href="/api/v1">all data links</a>.</p>
    </noscript>"""


class Pages:
    """Answers for the addresses of pages: the document, another address that was meant, or "page not found"."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not _asks_for_a_page(scope):
            return await self.app(scope, receive, send)
        address, query = scope["path"].removeprefix("/"), scope["query_string"].decode("latin-1")
        meant = meant_address(address)
        if meant is not None and meant != address:
            redirect = RedirectResponse(f"/{meant}" + (f"?{query}" if query else ""), 301, {"Cache-Control": ASK_AGAIN})
            return await redirect(scope, receive, send)
        answer = document() if address in addresses() else wrong_address(query)
        return await answer.reply(Headers(scope=scope))(scope, receive, send)


def _asks_for_a_page(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
        return False
    path: str = scope["path"]
    first = path.split("/")[1]
    is_odd = path.startswith("//") or "\\" in path or ".." in path  # Streamlit refuses those
    return not (is_odd or first.startswith("_") or first in _NOT_PAGES or path in _files_of_streamlit())


@cache
def _files_of_streamlit() -> frozenset[str]:
    """The icon and its like."""
    top = Path(file_util.get_static_dir()).iterdir()
    return frozenset(f"/{path.name}" for path in top if path.is_file() and path.name != "index.html")


@cache
def document() -> StoredAnswer:
    """The document of every page. Raises ValueError where that of the installed Streamlit is another than we know."""
    page = (Path(file_util.get_static_dir()) / "index.html").read_text(encoding="utf-8")
    page = _replaced(page, r"<html lang=\"en\">", '<html lang="en-GB">')
    page = _replaced(page, r"<title>.*?</title>", "<title>ICS progress</title>")
    page = _replaced(page, r"<noscript>.*?</noscript>", _NO_SCRIPT)
    page = _replaced(page, r"</head>", f"<style>\n{style_sheet()}</style>\n  </head>")
    return StoredAnswer(page.encode(), "text/html", ASK_AGAIN)


def _replaced(page: str, pattern: str, new: str) -> str:
    page, count = re.subn(pattern, lambda _: new, page, flags=re.DOTALL)
    if count != 1:
        raise ValueError(f"{pattern} occurs {count} times in the document of Streamlit, not once")
    return page


def style_sheet() -> str:
    """The styles of all pages, for light and dark."""
    return _STYLES.read_text(encoding="utf-8")


def wrong_address(query: str = "") -> StoredAnswer:
    """The page that says that there is none at this address, with the menu; `query`: what the address asked."""
    asked = QueryParams(query)
    kept = [(name, value) for name, value in asked.multi_items() if name in CARRIED]
    carried = f"?{urlencode(kept)}" if kept else ""
    links = (
        f'<li><a href="{escape(f"/{page.address}{carried}")}">{escape(page.title)}</a></li>'
        for page in PAGE_LIST
        if page.place != "link"
    )
    parts = {"styles": style_sheet(), "links": "\n        ".join(links)}
    return StoredAnswer(
        _filled(_WRONG_ADDRESS.read_text(encoding="utf-8"), parts).encode(), "text/html", ASK_AGAIN, 404
    )


def _filled(template: str, parts: Mapping[str, str]) -> str:
    for name, content in parts.items():
        template = template.replace(f"<!-- {name} -->", content)
    return template
