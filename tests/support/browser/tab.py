"""A tab that tests use one after another, each as a new visitor. Chromium reads the program once for all of them."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page

from tests.support.browser.limits import patient

SIZE = (1400, 900)
EMPTY = "_stcore/health"  # a plain text of the same origin: no app runs there that would write to the storage again
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
