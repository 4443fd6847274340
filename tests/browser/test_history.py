"""Undo as a person does it, while others publish from another process."""

import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser.accessibility import axe_faults
from tests.support.browser.pages import open_page, settle
from tests.support.browser.server import Dashboard
from tests.support.browser.updates import LINCOLNSHIRE, area_milestones
from tests.support.command_line import answer_of

pytestmark = pytest.mark.browser


def publish(data: Path, folder: Path, year: int, who: str = "Anna") -> None:
    """Publishes that Lincolnshire was designated in that year."""
    changed = area_milestones(folder, {LINCOLNSHIRE: LINCOLNSHIRE.replace("2021", str(year))})
    answer_of(data, "publish", changed, "--note", f"Lincolnshire in {year}", "--who", who)


def test_the_newest_version_is_undone_in_three_steps(page: Page, own_dashboard: Dashboard, tmp_path: Path) -> None:
    address, data, _ = own_dashboard
    publish(data, tmp_path, 2020)
    open_page(page, f"{address}/history")
    assert axe_faults(page) == []
    page.get_by_role("button", name="Undo version 2 (the newest)").click()
    expect(page.get_by_role("heading", name="Changes if you go back to version 1")).to_be_visible()
    settle(page)
    expect(page.get_by_text("Lincolnshire: ICS designated 1 April 2020 → 1 April 2021.")).to_be_visible()
    expect(page).to_have_url(re.compile("back_to=1"))
    assert axe_faults(page) == []
    page.get_by_label("Your name (optional)").fill("Ben")
    page.get_by_role("button", name="Publish version 1 again as version 3").click()
    expect(page.get_by_text("Version 3 is published.")).to_be_in_viewport()
    expect(page).not_to_have_url(re.compile("back_to"))
    row = page.get_by_role("row").filter(has_text="Back to version 1: version 2 undone")
    expect(row).to_contain_text("Ben")
    expect(row).to_contain_text("version 1")
    assert answer_of(data, "diff", 1, 3)["changes"] == []


def test_an_undo_is_worked_out_again_when_another_process_publishes_meanwhile(
    page: Page, own_dashboard: Dashboard, tmp_path: Path
) -> None:
    address, data, _ = own_dashboard
    publish(data, tmp_path, 2020)
    open_page(page, f"{address}/history?back_to=1")
    publish(data, tmp_path, 2019, who="Carl")
    page.get_by_role("button", name="Publish version 1 again as version 3").click()
    expect(page.get_by_text("Somebody published version 3 while you were looking at version 2.")).to_be_visible()
    settle(page)
    expect(page.get_by_text("Lincolnshire: ICS designated 1 April 2019 → 1 April 2021.")).to_be_visible()
    assert answer_of(data, "history")["version"] == 3
    page.get_by_role("button", name="Publish version 1 again as version 4").click()
    expect(page.get_by_text("Version 4 is published.")).to_be_visible()
    assert answer_of(data, "history")["versions"][0]["restored_from"] == 1


def test_a_link_keeps_its_two_versions_and_back_returns_to_them(
    page: Page, own_dashboard: Dashboard, tmp_path: Path
) -> None:
    address, data, _ = own_dashboard
    publish(data, tmp_path, 2020)
    publish(data, tmp_path, 2019)
    open_page(page, f"{address}/history")
    page.get_by_role("link", name="1 → 2").focus()
    expect(page.get_by_text("Lincolnshire: ICS designated 1 April 2020 → 1 April 2019.")).to_be_visible()
    settle(page)
    page.get_by_role("combobox", name="From").click()
    page.get_by_role("option", name="Version 1").click()
    expect(page.get_by_text("Lincolnshire: ICS designated 1 April 2021 → 1 April 2019.")).to_be_visible()
    settle(page)
    expect(page).to_have_url(re.compile(r"/history\?from=1&to=3$"))
    page.go_back()
    expect(page.get_by_text("Lincolnshire: ICS designated 1 April 2020 → 1 April 2019.")).to_be_visible()
    publish(data, tmp_path, 2018)
    open_page(page, f"{address}/history?from=1&to=3")
    expect(page.get_by_text("Lincolnshire: ICS designated 1 April 2021 → 1 April 2019.")).to_be_visible()


def test_a_kept_version_is_downloaded_as_a_data_package(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/history")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download version 1 (ZIP)").click()
    assert download.value.suggested_filename == "ics-progress-version-1.zip"
    with zipfile.ZipFile(download.value.path()) as archive:
        assert any(name.endswith("datapackage.json") for name in archive.namelist())
