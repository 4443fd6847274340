"""What a person needs who cannot see the page, or does not use a mouse: axe-core, the headings, and the Tab key."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import Page

from tests.support.browser.accessibility import axe_faults
from tests.support.browser.pages import show
from tests.support.browser.tab import asking_nobody_else

pytestmark = pytest.mark.browser

# No page follows itself: it would be loaded again.
VIEWS = [
    "/edit-rows",
    "/?as_at=2020-06-30",
    "/milestones?as_at=2020-06-30&region=Midlands",
    "/leadership",
    "/edit-rows?find=Lincolnshire&row=E54000013/ics_designated",
    "/points-of-light",
    "/who-did-what-where?region=South+West",
    "/area?area=E54000013&compare=E54000014&as_at=2020-06-30",
    "/edit-rows?find=Lincolnshire&how=grid",
    "/update-data",
    "/history",
    "/area",
    "/about-the-data",
]
MOST_STOPS = 400
# Every control of the page itself that is shown and not switched off, as a mark in the document. A row of buttons
# with one choice is one stop, its first: the arrow keys go on from there.
MARK_CONTROLS = """
() => {
    const isWithinGroup = e => {
        const group = e.closest('[data-testid="stButtonGroup"]');
        return group && e !== group.querySelector('button');
    };
    const kinds = 'a[href], button, input, summary, [role="combobox"], [tabindex="0"]';
    const shown = [...document.querySelectorAll('[data-testid="stMainBlockContainer"] :is(' + kinds + ')')].filter(
        e => e.getClientRects().length && !e.disabled && e.tabIndex >= 0
            && !e.closest('[aria-hidden="true"], [inert]') && !isWithinGroup(e));
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


@pytest.fixture
def reader(visitor: Page) -> Iterator[Page]:
    """Somebody who goes from page to page; fails as `page` does where another host is asked."""
    with asking_nobody_else(visitor):
        yield visitor


@pytest.mark.parametrize("address", VIEWS)
def test_a_page_can_be_read_and_used_by_everybody(
    reader: Page, dashboard: str, address: str, subtests: pytest.Subtests
) -> None:
    """One visit for all."""
    show(reader, dashboard + address)
    with subtests.test("headings descend without a gap"):
        assert_headings_descend(reader)
    with subtests.test("the Tab key reaches every control"):
        assert_tab_reaches_every_control(reader)
    for width, theme in [(1400, "dark"), (390, "dark"), (390, "light"), (1400, "light")]:
        with subtests.test("axe finds nothing", width=width, theme=theme):
            reader.set_viewport_size({"width": width, "height": 900})
            reader.emulate_media(color_scheme=theme)
            assert axe_faults(reader) == []


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
