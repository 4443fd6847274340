"""The step "Begin with a table" of the page Update data, in Chromium."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser.pages import open_page, settle

pytestmark = pytest.mark.browser


def downloaded(page: Page, label: str) -> tuple[str, bytes]:
    """Name and bytes of the file that a button gives."""
    with page.expect_download() as download:
        page.get_by_role("button", name=label).click()
    return download.value.suggested_filename, download.value.path().read_bytes()


def test_the_example_of_a_template_sent_back_would_add_its_row(page: Page, dashboard: str, tmp_path: Path) -> None:
    open_page(page, f"{dashboard}/update-data")
    page.get_by_label("Table", exact=True).first.click()
    page.get_by_role("option", name="Areas", exact=True).click()
    name, content = downloaded(page, "Download blank table")
    assert name == "areas_template.csv"
    header, *_, example = content.splitlines(keepends=True)
    path = tmp_path / name
    path.write_bytes(header + example.removeprefix(b"# "))
    page.locator('input[type="file"]').set_input_files(path)
    expect(page.get_by_role("heading", name="4. Publish")).to_be_visible()
    settle(page)
    assert page.get_by_text("Exampleshire").count() > 0


def test_the_workbook_is_made_when_it_is_asked_for(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/update-data")
    name, content = downloaded(page, "Download template for all tables")
    assert name == "ics_progress_template.xlsx"
    assert content.startswith(b"PK\x03\x04")


@pytest.mark.parametrize("width", [1400, 390])
def test_what_the_columns_may_hold_fits_the_screen(page: Page, dashboard: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    open_page(page, f"{dashboard}/update-data")
    expect(page.get_by_role("table")).to_have_count(0)
    page.get_by_text("What to put in each column of area_milestones").click()
    expect(page.get_by_role("cell", name="whole number from 1 to 20 (systems)")).to_be_visible()
    settle(page)
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= width
