"""An open page hears of a version that somebody else publishes."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser.accessibility import axe_faults
from tests.support.browser.pages import PAGES, headline, open_page, settle
from tests.support.browser.server import Dashboard
from tests.support.browser.updates import LINCOLNSHIRE, area_milestones, publish

pytestmark = pytest.mark.browser


def test_an_open_page_hears_of_a_new_version_and_shows_it_when_asked(
    page: Page, own_dashboard: Dashboard, tmp_path: Path
) -> None:
    address, data, _ = own_dashboard
    open_page(page, f"{address}/?as_at=2020-12-31")
    expect(page.locator(".st-key-new-version")).to_have_count(0)
    publish(data, tmp_path, "Lincolnshire [corrected](https://example.org)", "Anna")
    notice = page.get_by_role("alert")
    said = r"The data was updated at \d\d:\d\d\."
    expect(notice).to_have_text(re.compile(said))
    assert notice.get_by_role("link").count() == 0
    assert headline(page) == "29 of 42"
    assert axe_faults(page) == []
    page.get_by_role("button", name="Show the update").click()
    expect(page.locator(".st-key-footer")).to_contain_text("Version 2 of the data")
    expect(notice).to_have_count(0)
    settle(page)
    assert headline(page) == "30 of 42"


def test_the_notice_leaves_a_preview_and_what_is_typed_as_they_are(
    page: Page, own_dashboard: Dashboard, tmp_path: Path
) -> None:
    address, data, _ = own_dashboard
    open_page(page, f"{address}/update-data")
    changed = area_milestones(tmp_path, {LINCOLNSHIRE: LINCOLNSHIRE.replace("2021", "2019")})
    page.locator('input[type="file"]').set_input_files(changed)
    note = page.get_by_label("What changes, and why")
    note.press_sequentially("Half a sen")
    publish(data, tmp_path, "Lincolnshire", "Anna")
    expect(page.get_by_role("alert").filter(has_text="The data was updated")).to_be_visible()
    expect(page.get_by_text("1 April 2021 → 1 April 2019.")).to_be_visible()
    expect(note).to_have_value("Half a sen")
    note.press_sequentially("tence")
    expect(note).to_have_value("Half a sentence")


def test_a_data_folder_that_goes_away_is_said_in_a_word(page: Page, own_dashboard: Dashboard, tmp_path: Path) -> None:
    address, data, _ = own_dashboard
    open_page(page, address)
    data.rename(tmp_path / "gone")
    expect(page.get_by_text("cannot be read at the moment")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text(PAGES["/"])
    assert str(tmp_path) not in page.content()
