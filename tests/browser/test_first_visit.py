"""A first visit: nothing that is in sight jumps while a page loads, and not much travels."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.support.browser.first_visit import Traffic, cumulative_shift, watch_shifts
from tests.support.browser.limits import patient
from tests.support.browser.pages import PAGES, open_page, still
from tests.support.browser.tab import asking_nobody_else

pytestmark = pytest.mark.browser

MOST_SHIFT = 0.10  # what Web Vitals calls good
SIZES = {"laptop": (1400, 900), "phone": (390, 844)}
# Bytes of a first visit; plotly has 1,415,000 of them. Two pages have goals of their own.
MOST_BYTES = {"/": 1_300_000, "/milestones": 1_400_000}
WITHOUT_CHARTS, WITH_CHARTS = 1_750_000, 3_150_000
HAVE_CHARTS = ("/leadership", "/who-did-what-where", "/area")


@pytest.fixture(params=SIZES)
def newcomer(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A tab of a browser that has read nothing, of one size."""
    width, height = SIZES[request.param]
    context = browser.new_context(viewport={"width": width, "height": height}, locale="en-GB")
    page = patient(context.new_page())
    with asking_nobody_else(page):
        yield page
    context.close()


@pytest.mark.parametrize("address", PAGES)
def test_nothing_jumps_and_little_travels(newcomer: Page, dashboard: str, address: str) -> None:
    watch_shifts(newcomer)
    traffic = Traffic(newcomer)
    open_page(newcomer, dashboard + address)
    still(newcomer)
    arrived, (shift, moved) = traffic.total, cumulative_shift(newcomer)
    if shift > MOST_SHIFT:  # on a busy machine parts may come one by one: once more
        open_page(newcomer, dashboard + address)
        still(newcomer)
        shift, moved = cumulative_shift(newcomer)
    assert shift <= MOST_SHIFT, moved
    path = address.partition("?")[0]
    most = MOST_BYTES.get(path, WITH_CHARTS if path in HAVE_CHARTS else WITHOUT_CHARTS)
    assert 500_000 < arrived < most, traffic.largest
