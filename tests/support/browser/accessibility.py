"""What axe-core finds on a page."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.support.browser.pages import settle, still

GRAVE = ("serious", "critical")
TRIES = 3


def grave_faults(page: Page) -> list[str]:
    """What axe-core calls serious or critical.

    A page that just looks for a new version is paler for a moment: what is not there a moment later is not a fault.
    """
    faults: list[str] = []
    for _ in range(TRIES):
        settle(page)
        still(page)
        faults = _found(page)
        if not faults:
            break
    return faults


def _found(page: Page) -> list[str]:
    violations = Axe().run(page).response["violations"]
    return [
        f"{fault['id']}: {node['html'][:200]}"
        for fault in violations
        if fault["impact"] in GRAVE
        for node in fault["nodes"]
    ]
