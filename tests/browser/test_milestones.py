"""The first screen of Milestones in a browser: few words before the figure, 42 rows in one screen, names that fit."""

import re
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.browser.pages import open_page, settle, still
from tests.support.browser.tab import asking_nobody_else

pytestmark = pytest.mark.browser

MOST_WORDS = 45
MOST_HIGH = 640  # pixels of the figure
MOST_PAGE = 2400  # pixels of the page with everything closed, 1400 wide
WIDE, PHONE = {"width": 1400, "height": 900}, {"width": 390, "height": 844}
# What a reader sees between the title and the figure, labels and options included.
WORDS_BETWEEN = """
() => {
    const title = document.querySelector('h1'), figure = document.querySelector('.row-figure');
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
    const follows = (one, other) => one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;
    while (texts.nextNode()) {
        const text = texts.currentNode, shown = text.parentElement.checkVisibility();
        if (shown && !title.contains(text) && follows(title, text) && follows(text, figure)) found.push(text.data);
    }
    return found.join(' ').split(/\\s+/).filter(Boolean);
}
"""
# Names and notes that are cut off, or come out of the figure.
CUT_OFF = """
(figure) => {
    const right = figure.getBoundingClientRect().right;
    const texts = [...figure.querySelectorAll('.full, .short, .heading, .note, .tick, .target-words, .words')];
    return texts.filter(e => e.checkVisibility()).filter(
        e => e.scrollWidth > e.clientWidth + 1 || e.getBoundingClientRect().right > right + 1).map(e => e.textContent);
}
"""
VIEWS = [
    "/milestones",
    "/milestones?as_at=2020-12-31",
    "/milestones?show=days",
    "/milestones?milestone=stp_plan_published",
    "/milestones?milestone=chief_executive_designate&as_at=2022-12-31&show=days",
]


@pytest.fixture
def reader(visitor: Page) -> Iterator[Page]:
    """Somebody who goes from view to view; fails where another host is asked."""
    with asking_nobody_else(visitor):
        yield visitor


def opened(page: Page, address: str, size: dict[str, int]) -> Locator:
    """The figure of the page, once it is drawn as it stays."""
    page.set_viewport_size({"width": size["width"], "height": size["height"]})
    open_page(page, address)
    settle(page)
    still(page)
    figure = page.locator(".row-figure")
    expect(figure).to_be_visible()
    return figure


class Place(NamedTuple):
    """Where an element is, in pixels."""

    top: float
    bottom: float
    right: float


def place(element: Locator) -> Place:
    box = element.bounding_box()
    assert box, "it is not shown"
    return Place(box["y"], box["y"] + box["height"], box["x"] + box["width"])


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("address", VIEWS)
def test_the_figure_is_in_one_screen_after_few_words(reader: Page, dashboard: str, address: str, size: dict) -> None:
    figure = opened(reader, dashboard + address, size)
    box = place(figure)
    assert figure.locator(".track").count() == 42
    assert len(reader.evaluate(WORDS_BETWEEN)) <= MOST_WORDS
    assert box.bottom - box.top <= MOST_HIGH
    assert box.right <= size["width"]
    assert figure.evaluate(CUT_OFF) == []


def test_the_page_is_short_while_everything_is_closed(reader: Page, dashboard: str) -> None:
    opened(reader, f"{dashboard}/milestones", WIDE)
    assert reader.get_by_test_id("stMain").evaluate("e => e.scrollHeight") <= MOST_PAGE


@pytest.mark.parametrize(("width", "is_full"), [(900, True), (899, False)])
def test_names_are_full_where_there_is_room(reader: Page, dashboard: str, width: int, is_full: bool) -> None:
    figure = opened(reader, f"{dashboard}/milestones", {"width": width, "height": 900})
    for classes, is_shown in ((".full", is_full), (".short", not is_full)):
        assert {name.is_visible() for name in figure.locator(classes).all()} == {is_shown}


def test_dates_are_above_and_below_the_rows(reader: Page, dashboard: str) -> None:
    figure = opened(reader, f"{dashboard}/milestones", WIDE)
    first, last = (place(row) for row in (figure.locator(".track").first, figure.locator(".track").last))
    above, below = (place(figure.locator(f".axis.{edge} .tick").first) for edge in ("top", "bottom"))
    assert above.bottom <= first.top + 1
    assert below.top >= last.bottom - 1


def test_a_wave_is_named_next_to_its_rows(reader: Page, dashboard: str) -> None:
    figure = opened(reader, f"{dashboard}/milestones", WIDE)
    name = place(figure.locator(".of-band", has_text="June 2017: 8 areas"))
    first, last = (place(figure.locator(".track").nth(row)) for row in (0, 7))
    assert first.top <= name.top < name.bottom <= last.bottom


def test_a_mouse_on_a_row_is_told_its_dates_below_the_rows(reader: Page, dashboard: str) -> None:
    figure = opened(reader, f"{dashboard}/milestones", WIDE)
    told = figure.locator(".told", has_text="Dorset. ICS designated: 15 June 2017.")
    expect(told).to_be_hidden()
    for part in (".name", ".track"):
        figure.locator(part).nth(1).hover()
        expect(told).to_be_visible()
        assert place(told).top >= place(figure.locator(".track").last).bottom
        reader.mouse.move(0, 0)
        expect(told).to_be_hidden()


def test_the_figure_says_what_it_shows_to_somebody_who_cannot_see_it(reader: Page, dashboard: str) -> None:
    opened(reader, f"{dashboard}/milestones", WIDE)
    figure = reader.get_by_role("img", name="Timeline with one row for each of 42 areas, sorted by date.")
    expect(figure).to_have_accessible_name(re.compile("1 April 2021: 13 areas"))


def test_the_switch_shows_days_and_a_table_that_can_be_linked_to(reader: Page, dashboard: str) -> None:
    opened(reader, f"{dashboard}/milestones", WIDE)
    reader.get_by_text("Days before or after the target", exact=True).click()
    expect(reader.locator(".of-band", has_text="on the day: 13 areas")).to_be_visible()
    reader.get_by_role("radiogroup", name="Show").get_by_text("Table").click()
    expect(reader.get_by_role("table", name="ICS designated, area by area")).to_be_visible()
    reader.reload()
    expect(reader.get_by_role("table", name="ICS designated, area by area")).to_be_visible()
    expect(reader.get_by_role("radiogroup", name="Show").get_by_role("radio", name="Table")).to_be_checked()
