"""The pages in a browser: their titles, opening one, and waiting until it is done."""

from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect

PAGES = {
    "/": "All 42 areas were integrated care systems by the target date, 1 April 2021",
    "/milestones": "13 of 42 areas became integrated care systems on the last possible day",
    "/leadership": (
        "One CCG (clinical commissioning group) for the whole area: yes in 27 of 42 areas in England (64%) "
        "in April 2021"
    ),
    "/points-of-light": (
        "22 places in England were named as examples by 1 April 2021, and 5 more in sources without a date"
    ),
    "/who-did-what-where": "86 places in England were in programmes to join up services by 1 April 2021",
    "/area": "How far did your area get?",
    "/area?area=E54000013&compare=E54000014": "Lincolnshire",
    "/update-data": "Update the data",
    "/history": "History of updates",
    "/edit-rows": "Edit a few values",
    "/edit-rows?find=Lincolnshire&row=E54000013/ics_designated": "Edit a few values",
    "/edit-rows?how=grid": "Edit a few values",
    "/about-the-data": "About the data",
}
# Animations that never end, as of a spinner, are none that a page comes to rest after.
STILL = """
() => document.fonts.status === 'loaded'
    && document.getAnimations().every(a => a.playState !== 'running'
        || a.effect.getComputedTiming().endTime === Infinity)
"""
GO_ON = "address => { history.pushState({}, '', address); dispatchEvent(new PopStateEvent('popstate')); }"
DRAWN = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


def open_page(page: Page, address: str) -> None:
    """Opens an address and waits until the script has run to its end."""
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    settle(page)


def show(page: Page, address: str) -> None:
    """Shows an address, as Back does where the tab has another page of the app open: the browser loads nothing again.

    The heading tells when the page is there. Two addresses of one page have the same: the second is opened as a link.
    """
    if not _has_another_page_open(page, address):
        open_page(page, address)
        return
    heading = page.get_by_role("heading", level=1)
    before = heading.text_content() or ""
    page.evaluate(GO_ON, address)
    expect(heading).not_to_have_text(before)
    settle(page)


def _has_another_page_open(page: Page, address: str) -> bool:
    there, wanted = urlsplit(page.url), urlsplit(address)
    is_another = there.netloc == wanted.netloc and there.path != wanted.path
    return is_another and page.get_by_test_id("stApp").count() == 1


def settle(page: Page) -> None:
    """Waits until no script runs, nothing is stale, and every part that the browser loads on demand is there."""
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    expect(page.locator('[data-stale="true"]')).to_have_count(0)
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)


def still(page: Page) -> None:
    """Waits until the letters are there, no animation runs, and the page has been drawn as it is now."""
    page.wait_for_function(STILL)
    page.evaluate(DRAWN)


def headline_box(page: Page) -> Locator:
    """How many areas were designated on the date of the map: "29 of 42 areas"."""
    return page.locator(".now span")


def headline(page: Page) -> str:
    """The same, once the page shows it, as "29 of 42"."""
    expect(headline_box(page)).to_contain_text(" of ")
    return headline_box(page).inner_text().removesuffix(" areas")


def copied_link(page: Page, origin: str) -> str:
    """The link that Share copies. `origin`: of the dashboard, which may use the clipboard."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=origin)
    page.get_by_role("button", name="Share").click()
    page.get_by_role("button", name="Copy link to this view").click()
    expect(page.get_by_text("Copied.")).to_be_visible()
    return str(page.evaluate("navigator.clipboard.readText()"))
