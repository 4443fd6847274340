"""The served dashboard and a browser. A missing browser fails the tests; it never skips them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.support.browser.chromium import launch
from tests.support.browser.limits import be_patient
from tests.support.browser.server import Dashboard, dashboard_on, give_key
from tests.support.browser.tab import EMPTY, asking_nobody_else, make_new, tab_of_a_new_visitor
from tests.support.worlds import copy_versions

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
def keyless_dashboard(dashboard_written: Dashboard, built: Path) -> Dashboard:
    """A dashboard at version 1 for one test that publishes or breaks things. No page has its key."""
    copy_versions(built, dashboard_written.data)
    return dashboard_written


@pytest.fixture
def own_dashboard(keyless_dashboard: Dashboard, page: Page) -> Dashboard:
    """The same, and the page has its key."""
    give_key(page, keyless_dashboard.address, keyless_dashboard.log)
    return keyless_dashboard


@pytest.fixture(scope="session")
def tab(browser: Browser) -> Iterator[Page]:
    """The tab that all tests use, one after another."""
    with tab_of_a_new_visitor(browser) as tab:
        yield tab


@pytest.fixture(scope="module")
def visitor(browser: Browser) -> Iterator[Page]:
    """A tab in which the tests of a file go on from page to page: a page takes longer to open than to look at."""
    with tab_of_a_new_visitor(browser) as tab:
        yield tab


@pytest.fixture
def page(tab: Page) -> Iterator[Page]:
    """A page as a new visitor; fails when it asks another host for anything, or the browser has to refuse something."""
    with asking_nobody_else(tab) as asked:
        yield tab
        make_new(tab)
        assert [url for url in asked if not url.endswith(EMPTY)], "the page asked for nothing: was it opened?"
