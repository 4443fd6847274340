"""The keyboard of somebody who has no mouse."""

from playwright.sync_api import Page

MOST_STOPS = 100
FOCUSED = """
() => {
    let e = document.activeElement;
    while (e.shadowRoot && e.shadowRoot.activeElement) e = e.shadowRoot.activeElement;
    return ['BODY', 'MAIN'].includes(e.tagName) ? '' : (e.getAttribute('aria-label') || e.textContent || '').trim();
}
"""


def tab_to(page: Page, name: str) -> None:
    """Presses Tab until the control with that label, or with that text on it, has the focus."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if name in page.evaluate(FOCUSED):
            return
    raise AssertionError(f"Tab never reached {name}")
