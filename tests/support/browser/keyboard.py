"""The keyboard of somebody who has no mouse."""

import re

from playwright.sync_api import Page

MOST_STOPS = 300  # twice round the longest page: Tab may begin anywhere
FOCUSED = """
() => {
    let e = document.activeElement;
    while (e.shadowRoot && e.shadowRoot.activeElement) e = e.shadowRoot.activeElement;
    return ['BODY', 'MAIN'].includes(e.tagName) ? '' : (e.getAttribute('aria-label') || e.textContent || '').trim();
}
"""


def tab_to(page: Page, name: str) -> None:
    """Presses Tab until the control has the focus whose label or text begins so; an icon's name may come first."""
    begins = re.compile(rf"\w*{re.escape(name)}")
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if begins.match(page.evaluate(FOCUSED)):
            return
    raise AssertionError(f"Tab never reached {name}")
