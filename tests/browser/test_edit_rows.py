"""A few rows corrected without a file: in the form, in the grid, by mouse and by keyboard alone."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from ics.datapackage import tables
from ics.ui.updates.row_form import heading_of
from tests.support.browser.accessibility import axe_faults
from tests.support.browser.keyboard import tab_to
from tests.support.browser.limits import wait_until
from tests.support.browser.pages import PAGES, headline, open_page, settle, show
from tests.support.browser.server import Dashboard
from tests.support.browser.updates import publish

pytestmark = pytest.mark.browser

ROW = "row=E54000013/ics_designated"
CONSEQUENCE = "Lincolnshire: ICS designated 1 April 2021 → 1 April 2020."

# A script runs, or has ended already.
BEGUN = """
() => document.querySelector('[data-test-script-state="running"]') || document.body.innerText.includes('is published')
"""


def field(page: Page, column: str) -> Locator:
    """The field of a column of milestones reached by areas."""
    label = heading_of(tables()["area_milestones"].field(column))
    return page.get_by_role("textbox", name=label, exact=True)


def consequence(page: Page) -> None:
    expect(page.get_by_text(CONSEQUENCE)).to_be_visible()
    settle(page)


def progress_says(page: Page, address: str) -> str:
    show(page, f"{address}/?as_at=2020-12-31")
    return headline(page)


def test_a_date_is_corrected_by_mouse(page: Page, own_dashboard: Dashboard) -> None:
    address, data, _ = own_dashboard
    assert progress_says(page, address) == "29 of 42"
    page.get_by_role("link", name="Update data").click()
    page.get_by_role("link", name="Changing only a few values?").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(PAGES["/edit-rows"])
    settle(page)
    page.get_by_label("Search", exact=True).fill("Lincolnshire designated")
    page.get_by_label("Search", exact=True).press("Enter")
    expect(page.get_by_text("1 row found.")).to_be_visible()
    page.get_by_role("combobox", name="Row").click()
    page.get_by_role("option", name="Lincolnshire, ICS designated").click()
    field(page, "date").fill("1 April")
    page.get_by_role("button", name="Save this row").click()
    expect(page.get_by_text("Your changes have 1 problem. Nothing has changed.")).to_be_visible()
    problem = page.get_by_role("table").get_by_role("row").nth(1)
    expect(problem).to_contain_text("Lincolnshire, ICS designated (E54000013, ics_designated)")
    assert axe_faults(page) == []
    field(page, "date").fill("2020-04-01")
    page.get_by_role("button", name="Save this row").click()
    consequence(page)
    assert axe_faults(page) == []
    page.get_by_label("What changes, and why").fill("Lincolnshire corrected")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Version 2 is published")).to_be_visible()
    assert (data / "CURRENT").read_text().strip() == "v00000002.duckdb"
    assert progress_says(page, address) == "30 of 42"


@pytest.mark.parametrize("when", ["as the run begins", "as the version is there"])
def test_a_second_click_publishes_nothing_more_and_it_is_said(page: Page, own_dashboard: Dashboard, when: str) -> None:
    address, data, _ = own_dashboard
    open_page(page, f"{address}/edit-rows?{ROW}")
    field(page, "date").fill("2020-04-01")
    page.get_by_role("button", name="Save this row").click()
    consequence(page)
    page.get_by_label("What changes, and why").fill("Lincolnshire corrected")
    page.get_by_role("button", name="Publish").click()
    page.wait_for_function(BEGUN)
    if when == "as the version is there":
        wait_until(lambda: (data / "v00000002.duckdb").exists())
    page.mouse.down()
    page.mouse.up()
    expect(page.get_by_text("Version 2 is published")).to_be_visible()
    settle(page)
    expect(page.get_by_text("Version 2 is published")).to_be_visible()
    expect(page.get_by_text("while you")).to_have_count(0)
    assert (data / "CURRENT").read_text().strip() == "v00000002.duckdb"


def test_a_date_is_corrected_by_keyboard_alone(page: Page, own_dashboard: Dashboard) -> None:
    address, *_ = own_dashboard
    open_page(page, f"{address}/edit-rows")
    tab_to(page, "Search")
    page.keyboard.type("Lincolnshire designated")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 row found.")).to_be_visible()
    settle(page)
    tab_to(page, "Row")
    page.keyboard.type("E54000013")
    page.keyboard.press("Enter")
    expect(field(page, "date")).to_be_visible()
    settle(page)
    tab_to(page, "Date reached")
    page.keyboard.press("Control+a")
    page.keyboard.type("2020-04-01")
    page.keyboard.press("Enter")
    consequence(page)
    tab_to(page, "What changes, and why")
    page.keyboard.type("Lincolnshire corrected")
    tab_to(page, "Publish")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Version 2 is published")).to_be_visible()
    assert progress_says(page, address) == "30 of 42"


def test_a_date_is_corrected_in_the_grid(page: Page, own_dashboard: Dashboard) -> None:
    address, *_ = own_dashboard
    open_page(page, f"{address}/edit-rows?find=Lincolnshire+designated&how=grid")
    box = page.get_by_test_id("data-grid-canvas").bounding_box() or {}
    page.mouse.click(box["x"] + 100, box["y"] + 50)  # the key, first in the first row
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.locator("textarea.gdg-input").fill("2020-04-01")
    page.keyboard.press("Enter")
    consequence(page)
    page.get_by_text("One at a time", exact=True).click()
    expect(page.get_by_role("combobox", name="Row")).to_be_visible()
    consequence(page)
    page.get_by_label("What changes, and why").fill("Lincolnshire corrected")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Version 2 is published")).to_be_visible()
    assert progress_says(page, address) == "30 of 42"


def test_edits_outlive_a_search_another_page_and_a_version_of_somebody_else(
    page: Page, own_dashboard: Dashboard, tmp_path: Path
) -> None:
    address, data, _ = own_dashboard
    open_page(page, f"{address}/edit-rows?{ROW}")
    field(page, "date").fill("2019-04-01")
    page.get_by_role("button", name="Save this row").click()
    expect(page.get_by_text("1 row changed.")).to_be_visible()
    page.get_by_label("Search", exact=True).fill("Cornwall")
    page.get_by_label("Search", exact=True).press("Enter")
    expect(page.get_by_text("6 rows found.")).to_be_visible()
    expect(page.get_by_text("1 row changed.")).to_be_visible()
    page.get_by_role("link", name="Update data").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(PAGES["/update-data"])
    page.get_by_role("link", name="Changing only a few values?").click()
    expect(page.get_by_text("1 row changed.")).to_be_visible()
    publish(data, tmp_path, "Lincolnshire", "Anna")  # the same cell: 2020-04-01
    expect(page.get_by_role("alert").filter(has_text="The data was updated")).to_be_visible()
    page.get_by_role("button", name="Show the update").click()
    told = (
        "Lincolnshire, ICS designated: Date reached was “2021-04-01” and is now “2020-04-01”. You entered “2019-04-01”."
    )
    expect(page.get_by_text(told)).to_be_visible()
    expect(page.get_by_text("Lincolnshire: ICS designated 1 April 2020 → 1 April 2019.")).to_be_visible()


def test_what_is_typed_and_not_taken_over_outlives_a_version_of_somebody_else(
    page: Page, own_dashboard: Dashboard, tmp_path: Path
) -> None:
    address, data, _ = own_dashboard
    open_page(page, f"{address}/edit-rows?{ROW}")
    field(page, "note").fill("Half a sen")
    publish(data, tmp_path, "Lincolnshire", "Anna")
    page.get_by_role("button", name="Show the update").click()
    expect(page.locator(".st-key-footer")).to_contain_text("Version 2 of the data")
    settle(page)
    expect(field(page, "date")).to_have_value("2020-04-01")  # theirs, in a field that was left alone
    expect(field(page, "note")).to_have_value("Half a sen")
    field(page, "note").press_sequentially("tence")
    page.get_by_role("button", name="Save this row").click()
    expect(page.get_by_text("1 row changed.")).to_be_visible()
    expect(page.get_by_role("cell", name="Half a sentence")).to_be_visible()
    expect(page.get_by_role("table", name="Cells that change").get_by_role("row")).to_have_count(2)
