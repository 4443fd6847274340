"""The served dashboard and a browser. A missing browser fails the tests; it never skips them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.support.browser.chromium import launch
from tests.support.browser.limits import be_patient, patient
from tests.support.browser.server import Dashboard, dashboard_on, give_key

be_patient()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def dashboard_read(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dashboard]:
    """A dashboard that all tests share which only read."""
    with dashboard_on(built, tmp_path_factory.mktemp("read")) as dashboard:
        yield dashboard


@pytest.fixture
def dashboard(dashboard_read: Dashboard) -> str:
    """The address of the dashboard that all tests share which only read."""
    return dashboard_read.address


@pytest.fixture(scope="session")
def dashboard_written(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dashboard]:
    """A dashboard for tests that publish or break things, one after another: see `own_dashboard`.

    It looks for a new version every second, so that nobody waits long for its notice.
    """
    with dashboard_on(built, tmp_path_factory.mktemp("written"), ICS_LOOK_EVERY_SECONDS="1") as dashboard:
        yield dashboard


@pytest.fixture
def own_dashboard(dashboard_written: Dashboard, built: Path, page: Page) -> Dashboard:
    """A dashboard at version 1 for one test that publishes or breaks things. The page has its key."""
    dashboard_written.put_back(built)
    give_key(page, dashboard_written.address, dashboard_written.log)
    return dashboard_written


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page as a new visitor; fails when it asks any other host for anything."""
    context = browser.new_context(viewport={"width": 1400, "height": 900}, locale="en-GB")
    page = patient(context.new_page())
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("websocket", lambda socket: asked.append(socket.url))
    yield page
    context.close()
    foreign = [url for url in asked if not url.startswith(("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:"))]
    assert asked, "the page asked for nothing: was it opened?"
    assert foreign == []
