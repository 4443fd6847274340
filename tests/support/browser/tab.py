"""A tab that tests use one after another, each as a new visitor. Chromium reads the program once for all of them."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page

from tests.support.browser.limits import patient

SIZE = (1400, 900)
EMPTY = "_stcore/health"  # a plain text of the same origin: no app runs there that would write to the storage again
OWN = ("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:")
POLICY = re.compile("Content.Security.Policy")
FORGET = "() => { sessionStorage.clear(); localStorage.clear(); window.name = ''; }"


@contextmanager
def tab_of_a_new_visitor(browser: Browser) -> Iterator[Page]:
    """A tab of somebody who comes for the first time, with a browser that has read nothing yet.

    Without animations: they take time and show nothing.
    """
    context = browser.new_context(
        viewport={"width": SIZE[0], "height": SIZE[1]}, locale="en-GB", reduced_motion="reduce"
    )
    yield patient(context.new_page())
    context.close()


@contextmanager
def asking_nobody_else(page: Page) -> Iterator[list[str]]:
    """The addresses that a page asks; fails where one is another host's, or the browser had to refuse something."""
    asked: list[str] = []
    refused: list[str] = []
    note: dict[Any, Callable[[Any], None]] = {
        "request": lambda request: asked.append(request.url),
        "websocket": lambda socket: asked.append(socket.url),
        "console": lambda line: refused.append(line.text) if POLICY.search(line.text) else None,
    }
    for event, heard in note.items():
        page.on(event, heard)
    try:
        yield asked
    finally:
        for event, heard in note.items():
            page.remove_listener(event, heard)
    assert [url for url in asked if not url.startswith(OWN)] == []
    assert refused == []


def make_new(page: Page) -> None:
    """Takes from the tab what a test left in it: app, storage, cookies, history, rights, theme, size and other tabs."""
    for other in page.context.pages:
        if other != page:
            other.close()
    if page.url.startswith("http"):
        page.goto(f"{page.evaluate('location.origin')}/{EMPTY}")
        page.evaluate(FORGET)
    page.context.clear_cookies()
    page.context.clear_permissions()
    page.emulate_media(media="null", color_scheme="null")
    page.set_viewport_size({"width": SIZE[0], "height": SIZE[1]})
    page.mouse.move(0, 0)
    _forget_history(page)


def _forget_history(page: Page) -> None:
    session = page.context.new_cdp_session(page)
    session.send("Page.resetNavigationHistory")
    session.detach()
