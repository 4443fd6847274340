"""The whole way of an update: a bad file, corrected, previewed and published, told to another open browser, and undone.

Once by mouse and once by keyboard alone.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browser.keyboard import tab_to
from tests.support.browser.pages import headline, open_page, settle
from tests.support.browser.server import Dashboard
from tests.support.browser.tab import tab_of_a_new_visitor
from tests.support.browser.updates import LINCOLNSHIRE, area_milestones

pytestmark = pytest.mark.browser

PROGRESS = "/?as_at=2020-12-31"
EARLIER = LINCOLNSHIRE.replace("2021", "2020")
MISTYPED = LINCOLNSHIRE.replace("2021-04-01", "2020-04-31")
DRAWN = "all => all.map(area => area.ariaLabel)"


class Mouse:
    """Points at things and clicks; types only what is to be written."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, name: str) -> None:
        pressable = self.page.get_by_role("button", name=name).or_(self.page.get_by_role("link", name=name))
        pressable.filter(visible=True).first.click()

    def write(self, label: str, text: str) -> None:
        self.page.get_by_label(label).click()
        self.page.keyboard.type(text)

    def choose(self, button: str, file: Path) -> None:
        with self.page.expect_file_chooser() as chooser:
            self.press(button)
        chooser.value.set_files(file)
        settle(self.page)


class Keyboard(Mouse):
    """Goes to things with the Tab key."""

    def press(self, name: str) -> None:
        tab_to(self.page, name)
        self.page.keyboard.press("Enter")

    def write(self, label: str, text: str) -> None:
        tab_to(self.page, label)
        self.page.keyboard.type(text)


def figures(page: Page) -> list[str]:
    """What the map says of every area."""
    settle(page)
    expect(page.locator(".map a")).to_have_count(42)
    return page.locator(".map a").evaluate_all(DRAWN)


@pytest.fixture
def other(browser: Browser) -> Iterator[Page]:
    """Another reader's browser."""
    with tab_of_a_new_visitor(browser) as page:
        yield page


@pytest.mark.parametrize("hand", [Mouse, Keyboard])
def test_a_bad_file_is_corrected_published_told_to_others_and_undone(
    page: Page, other: Page, own_dashboard: Dashboard, tmp_path: Path, hand: type[Mouse]
) -> None:
    address, data, _ = own_dashboard
    open_page(other, address + PROGRESS)
    before = figures(other)
    assert headline(other) == "29 of 42"

    open_page(page, f"{address}/update-data")
    person = hand(page)
    person.choose("Upload", area_milestones(tmp_path, {LINCOLNSHIRE: MISTYPED}))
    expect(page.get_by_text("area_milestones.csv has 1 problem. Nothing has changed.")).to_be_visible()
    expect(page.get_by_role("cell", name='"2020-04-31" is not a date.')).to_be_visible()
    expect(page.get_by_role("button", name="Publish")).to_have_count(0)

    person.choose("Add files", area_milestones(tmp_path, {LINCOLNSHIRE: EARLIER}))
    expect(page.get_by_text("more than once. We used the latest.")).to_be_visible()
    expect(page.get_by_text("England 29 → 30 of 42 areas")).to_be_visible()
    expect(page.get_by_text("Lincolnshire: ICS designated 1 April 2021 → 1 April 2020.")).to_be_visible()
    assert (data / "CURRENT").read_text().strip() == "v00000001.duckdb"
    person.write("What changes, and why", "Lincolnshire was earlier")
    person.write("Your name (optional)", "Anna")
    person.press("Publish")
    expect(page.get_by_text("Version 2 is published.")).to_be_in_viewport()

    notice = other.get_by_role("alert").filter(has_text="The data was updated")
    expect(notice).to_be_visible()
    assert figures(other) == before
    hand(other).press("Show the update")
    expect(other.locator(".st-key-footer")).to_contain_text("Version 2 of the data")
    assert headline(other) == "30 of 42"
    assert figures(other) != before

    person.press("See what changed, or undo it")
    expect(page.get_by_role("heading", level=1)).to_contain_text("History of updates")
    settle(page)
    person.press("Undo version 2 (the newest)")
    expect(page.get_by_text("England 30 → 29 of 42 areas")).to_be_visible()
    settle(page)
    person.press("Publish version 1 again as version 3")
    expect(page.get_by_text("Version 3 is published.")).to_be_visible()

    expect(other.get_by_role("alert").filter(has_text="The data was updated")).to_be_visible()
    hand(other).press("Show the update")
    expect(other.locator(".st-key-footer")).to_contain_text("Version 3 of the data")
    assert headline(other) == "29 of 42"
    assert figures(other) == before

    rows = page.get_by_role("table", name="Updates").get_by_role("row")
    told = [rows.nth(n) for n in range(1, 4)]
    expect(told[0]).to_contain_text(re.compile("Back to version 1: version 2 undone.*1 changed"))
    expect(told[1]).to_contain_text(re.compile(r"Anna.*Lincolnshire was earlier.*1 changed.*area_milestones\.csv"))
    expect(told[2]).to_contain_text("Built from the project's CSV files.")
