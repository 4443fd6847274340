"""What a person needs who cannot see the page, or does not use a mouse: axe-core, the headings, and the Tab key."""

from itertools import pairwise

import pytest
from playwright.sync_api import Page

from tests.support.browser.accessibility import grave_faults
from tests.support.browser.pages import open_page

pytestmark = pytest.mark.browser

VIEWS = {
    "progress": "/?as_at=2020-06-30",
    "milestones": "/milestones?as_at=2020-06-30&region=Midlands",
    "leadership": "/leadership",
    "points of light": "/points-of-light",
    "who did what, where": "/who-did-what-where?region=South+West",
    "area": "/area?area=E54000013&compare=E54000014&as_at=2020-06-30",
    "no area chosen": "/area",
    "update data": "/update-data",
    "history": "/history",
    "edit rows": "/edit-rows",
    "edit a row": "/edit-rows?find=Lincolnshire&row=E54000013/ics_designated",
    "edit rows in a grid": "/edit-rows?find=Lincolnshire&how=grid",
    "about the data": "/about-the-data",
}
EVERY_VIEW = pytest.mark.parametrize("address", VIEWS.values(), ids=VIEWS)
MOST_STOPS = 400
# Every control of the page itself that is shown and not switched off, as a mark in the document.
MARK_CONTROLS = """
() => {
    const kinds = 'a[href], button, input, summary, [role="combobox"], [tabindex="0"]';
    const shown = [...document.querySelectorAll('[data-testid="stMainBlockContainer"] :is(' + kinds + ')')].filter(
        e => e.getClientRects().length && !e.disabled && e.tabIndex >= 0
            && !e.closest('[aria-hidden="true"], [inert]'));
    shown.forEach((e, number) => { e.dataset.control = number; });
    return shown.map(e => (e.getAttribute('aria-label') || e.textContent || e.name || e.outerHTML).trim().slice(0, 60));
}
"""
FOCUSED = """
() => {
    let e = document.activeElement;
    while (e && e.shadowRoot && e.shadowRoot.activeElement) e = e.shadowRoot.activeElement;
    return e && e.dataset ? e.dataset.control : null;
}
"""


@EVERY_VIEW
def test_a_page_can_be_read_and_used_by_everybody(
    page: Page, dashboard: str, address: str, subtests: pytest.Subtests
) -> None:
    """One visit for all: a page takes longer to open than to look at."""
    open_page(page, dashboard + address)
    with subtests.test("axe finds nothing grave"):
        assert grave_faults(page) == []
    with subtests.test("headings descend without a gap"):
        assert_headings_descend(page)
    with subtests.test("the Tab key reaches every control"):
        assert_tab_reaches_every_control(page)


@EVERY_VIEW
def test_axe_finds_nothing_grave_in_the_dark(page: Page, dashboard: str, address: str) -> None:
    page.emulate_media(color_scheme="dark")
    open_page(page, dashboard + address)
    assert grave_faults(page) == []


def assert_headings_descend(page: Page) -> None:
    levels = page.eval_on_selector_all("h1, h2, h3, h4, h5, h6", "all => all.map(e => Number(e.tagName[1]))")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def assert_tab_reaches_every_control(page: Page) -> None:
    names = page.evaluate(MARK_CONTROLS)
    assert len(names) > 8
    reached = set()
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        reached.add(page.evaluate(FOCUSED))
        if len(reached - {None}) == len(names):
            break
    assert [name for number, name in enumerate(names) if str(number) not in reached] == []
