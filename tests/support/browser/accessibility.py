"""What axe-core finds on a page."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.support.browser.pages import settle, still

# Two minor faults that we cannot take away: the `main` of Streamlit, which holds the menu too, is made a group, and the
# place for files has two roles. By what axe calls them: a part of the element.
KNOWN = {"aria-allowed-role": 'data-testid="stMain"', "presentation-role-conflict": "stFileUploaderDropzone"}
TRIES = 3


def axe_faults(page: Page) -> list[str]:
    """What axe-core finds, apart from what is known.

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
        for node in fault["nodes"]
        if fault["id"] not in KNOWN or KNOWN[fault["id"]] not in node["html"]
    ]
