"""The served dashboard and a browser. A missing browser fails the tests; it never skips them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.support.browser.chromium import launch
from tests.support.browser.server import give_key, served

expect.set_options(timeout=20_000)  # a busy machine may need more than the usual five seconds


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def dashboard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a dashboard with its own data folder; tests here only read."""
    folder = tmp_path_factory.mktemp("served")
    with served(folder / "data", folder / "log.txt") as address:
        yield address


@pytest.fixture
def own_dashboard(tmp_path: Path, page: Page) -> Iterator[tuple[str, Path]]:
    """A dashboard for one test that publishes or breaks things: its address and data folder. The page has its key."""
    with served(tmp_path / "data", tmp_path / "log.txt") as address:
        give_key(page, address, tmp_path / "log.txt")
        yield address, tmp_path / "data"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page as a new visitor; fails when it asks any other host for anything."""
    context = browser.new_context(viewport={"width": 1400, "height": 900}, locale="en-GB")
    page = context.new_page()
    page.set_default_timeout(20_000)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("websocket", lambda socket: asked.append(socket.url))
    yield page
    context.close()
    foreign = [url for url in asked if not url.startswith(("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:"))]
    assert asked, "the page asked for nothing: was it opened?"
    assert foreign == []
