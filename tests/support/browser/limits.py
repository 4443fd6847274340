"""How long the browser tests wait for what a page is to show. They wait for the thing itself, never a fixed time."""

import os
import time
from collections.abc import Callable

from playwright.sync_api import Page, expect

SECONDS = float(os.environ.get("ICS_TEST_SECONDS") or 60)  # a busy machine may need more
MILLISECONDS = SECONDS * 1000


def be_patient() -> None:
    """Expectations wait up to the limit."""
    expect.set_options(timeout=MILLISECONDS)


def patient(page: Page) -> Page:
    """The page, whose clicks and other actions wait up to the limit."""
    page.set_default_timeout(MILLISECONDS)
    return page


def wait_until(is_so: Callable[[], bool]) -> None:
    """Waits until something outside the page is so. Raises AssertionError at the limit."""
    end = time.monotonic() + SECONDS
    while not is_so():
        assert time.monotonic() < end, "it did not come about in time"
        time.sleep(0.01)
