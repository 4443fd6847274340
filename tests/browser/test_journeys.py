"""What people do with the dashboard, in Chromium."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.browser.keyboard import tab_to
from tests.support.browser.pages import PAGES, headline, headline_box, open_page, settle, show
from tests.support.browser.server import Dashboard
from tests.support.browser.updates import area_milestones

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("path", "title"), PAGES.items())
def test_each_page_opens_as_the_first_visit_and_fits_a_phone(page: Page, dashboard: str, path: str, title: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_page(page, dashboard + path)
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    expect(page.get_by_test_id("stException")).to_have_count(0)
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 390


def test_filtering_a_region_changes_counts_and_address(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/?as_at=2020-12-31")
    page.get_by_role("combobox", name="Region").click()
    page.get_by_role("option", name="Midlands").click()
    expect(page).to_have_url(re.compile("region=Midlands"))
    settle(page)
    assert headline(page) == "3 of 11"


def as_at(page: Page) -> Locator:
    return page.get_by_role("combobox", name="As-at date")


def type_date(page: Page, text: str) -> None:
    """Writes a date where the focus is, as a reader who knows it does."""
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def test_region_and_date_can_be_chosen_by_keyboard_alone(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/?as_at=2020-12-31")
    page.get_by_role("combobox", name="Region").focus()
    page.keyboard.type("South W")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"region=South\+West"))
    settle(page)
    page.keyboard.press("Escape")  # closes the list of regions
    tab_to(page, "As-at date")
    type_date(page, "1 April 2021")
    expect(page).not_to_have_url(re.compile("as_at"))  # the default is left out of the address
    settle(page)
    assert headline(page) == "7 of 7"


def test_a_key_date_is_found_by_what_happened_on_it(page: Page, dashboard: str) -> None:
    open_page(page, dashboard)
    as_at(page).click()
    page.keyboard.type("11 areas")
    page.get_by_role("option", name="31 December 2020 · ICS designated: 11 areas").click()
    expect(page).to_have_url(re.compile("as_at=2020-12-31"))
    settle(page)
    assert headline(page) == "29 of 42"


def test_a_day_that_is_not_on_the_list_can_be_typed(page: Page, dashboard: str) -> None:
    open_page(page, dashboard)
    as_at(page).focus()
    type_date(page, "17/5/2019")
    expect(page).to_have_url(re.compile("as_at=2019-05-17"))
    settle(page)
    assert headline(page) == "11 of 42"
    expect(page.get_by_text("England, as at 17 May 2019")).to_be_visible()


def test_a_typed_text_that_is_not_a_date_is_ignored_with_a_word(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/?as_at=2020-12-31")
    as_at(page).focus()
    type_date(page, "soon")
    expect(page.get_by_text("“soon” is not a date that can be shown")).to_be_visible()
    settle(page)
    assert headline(page) == "29 of 42"  # the date from before


def test_earlier_and_later_go_from_date_to_date_and_back_returns(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/?region=London&as_at=2020-12-31")
    page.get_by_role("button", name="Earlier").click()
    expect(page).to_have_url(re.compile("as_at=2020-11-30"))
    settle(page)
    assert headline(page) == "2 of 5"
    page.get_by_role("button", name="Later").click()
    expect(page).to_have_url(re.compile("as_at=2020-12-31"))
    settle(page)
    assert headline(page) == "5 of 5"
    page.go_back()
    expect(page).to_have_url(re.compile("as_at=2020-11-30"))
    expect(headline_box(page)).to_have_text("2 of 5")  # the address changes before the page begins to run


def test_changes_follow_the_earlier_date_that_is_chosen(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/?region=London&as_at=2020-12-31&since=2020-11-30")
    words = "3 areas reached 3 milestones after 30 November 2020 and by 31 December 2020: 3 × ICS designated."
    expect(page.get_by_text(words)).to_be_visible()
    page.get_by_role("combobox", name="Compare with an earlier date").focus()
    type_date(page, "2020-06-30")
    expect(page).to_have_url(re.compile("since=2020-06-30"))
    expect(page.get_by_text("after 30 June 2020 and by 31 December 2020")).to_be_visible()


def test_data_links_give_the_rows_of_the_page(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/?region=London&as_at=2020-12-31")
    addresses = [link.get_attribute("href") or "" for link in page.get_by_role("link", name="JSON").all()]
    (areas,) = (address for address in addresses if "areas_with_stage" in address)
    answer = page.request.get(f"{dashboard}/{areas}")
    assert answer.status == 200
    rows = answer.json()["rows"]
    assert f"{sum(row['designation_state'] == 'reached' for row in rows)} of {len(rows)}" == headline(page)
    again = page.request.get(f"{dashboard}/{areas}", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status == 304
    for address in addresses:
        assert page.request.get(f"{dashboard}/{address}").status == 200, address


def test_a_csv_link_saves_a_file(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/points-of-light?region=London")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV file").last.click()
    assert download.value.suggested_filename == "points_of_light_named.csv"
    text = download.value.path().read_text(encoding="utf-8-sig")
    assert text.startswith("place,area_code,area_name,region,")
    assert ",London," in text
    assert ",Midlands," not in text


def test_the_link_to_this_view_can_be_copied(page: Page, dashboard: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=dashboard)
    open_page(page, f"{dashboard}/?region=London&as_at=2020-12-31")
    page.get_by_role("button", name="Share").click()
    page.get_by_role("button", name="Copy link to this view").click()
    expect(page.get_by_text("Copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == f"{dashboard}/?region=London&as_at=2020-12-31"


def test_region_and_date_go_along_to_the_next_page_and_back(page: Page, dashboard: str) -> None:
    view = "region=London&region=South+West&as_at=2020-12-31"
    open_page(page, f"{dashboard}/?{view}")
    page.get_by_role("link", name="Points of light").click()  # at once, as a hurried reader does
    expect(page.get_by_role("heading", level=1)).to_have_text(PAGES["/points-of-light"])
    expect(page).to_have_url(f"{dashboard}/points-of-light?{view}")
    expect(page.get_by_text("London and South West, as at 31 December 2020")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text(PAGES["/"])
    expect(page).to_have_url(f"{dashboard}/?{view}")
    expect(headline_box(page)).to_have_text("11 of 12")


def test_region_and_date_survive_a_page_that_does_not_use_them(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/?region=London&as_at=2020-06-30")
    page.get_by_role("link", name="About the data").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(PAGES["/about-the-data"])
    settle(page)
    page.get_by_role("link", name="Progress", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(PAGES["/"])
    settle(page)
    assert headline(page) == "2 of 5"


def test_reload_keeps_the_view(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/?region=London&as_at=2020-12-31")
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    settle(page)
    assert headline(page) == "5 of 5"


def test_every_figure_says_in_words_what_it_shows(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/?as_at=2020-12-31")
    figures = page.get_by_role("figure")
    expect(figures).to_have_count(3)
    for label in [figures.nth(i).get_attribute("aria-label") or "" for i in range(3)]:
        assert re.search(r"\d", label), label


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_changed_csv_changes_the_count(page: Page, own_dashboard: Dashboard, tmp_path: Path) -> None:
    address, data, _ = own_dashboard
    open_page(page, f"{address}/?as_at=2020-12-31")
    assert headline(page) == "29 of 42"
    # Lincolnshire was designated on 1 April 2021; the corrected file says a year earlier.
    row = "E54000013,ics_designated,2021-04-01,day"
    changed = area_milestones(tmp_path, {row: row.replace("2021", "2020")})

    page.get_by_role("link", name="Update data").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(PAGES["/update-data"])
    page.locator('input[type="file"]').set_input_files(changed)
    expect(page.get_by_text("Lincolnshire: ICS designated 1 April 2021 → 1 April 2020.")).to_be_visible()
    page.get_by_label("What changes, and why").fill("Lincolnshire corrected")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Version 2 is published")).to_be_visible()
    assert (data / "CURRENT").read_text().strip() == "v00000002.duckdb"

    page.get_by_role("link", name="Progress", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(PAGES["/"])
    settle(page)
    assert headline(page) == "30 of 42"
    show(page, f"{address}/history")
    expect(page.get_by_role("row").filter(has_text="Lincolnshire corrected")).to_be_visible()


def test_a_bad_csv_is_reported_and_changes_nothing(page: Page, own_dashboard: Dashboard, tmp_path: Path) -> None:
    address, data, _ = own_dashboard
    open_page(page, f"{address}/update-data")
    before = files_of(data)
    bad = area_milestones(tmp_path, {"E54000007,stp_footprint,2016-03-15": "E54000007,stp_footprint,15 March 2016"})
    line = 1 + bad.read_text(encoding="utf-8").split("15 March 2016")[0].count("\n")
    page.locator('input[type="file"]').set_input_files(bad)
    expect(page.get_by_text("1 problem found in area_milestones.csv. Nothing was published.")).to_be_visible()
    row = page.get_by_role("table").get_by_role("row").nth(1)
    expect(row.get_by_role("cell").nth(0)).to_have_text(str(line))
    expect(row.get_by_role("cell").nth(1)).to_have_text("date")
    expect(row.get_by_role("cell").nth(2)).to_have_text('"15 March 2016" is not a date.')
    expect(page.get_by_role("button", name="Publish")).to_have_count(0)
    assert files_of(data) == before


@pytest.mark.parametrize("fault", ["CURRENT names nothing", "the file is damaged"])
def test_a_broken_database_says_how_to_rebuild_it(page: Page, own_dashboard: Dashboard, fault: str) -> None:
    address, data, _ = own_dashboard
    open_page(page, address)
    if fault == "CURRENT names nothing":
        (data / "CURRENT").write_text("v00000009.duckdb\n")
    else:
        (data / "v00000002.duckdb").write_bytes(b"not a database" * 1000)
        (data / "CURRENT").write_text("v00000002.duckdb\n")
    open_page(page, f"{address}/points-of-light")
    expect(page.get_by_role("heading", level=1)).to_have_text("The data cannot be read")
    expect(page.get_by_text("python -m ics build --again")).to_be_visible()
    assert str(data) not in page.content()
