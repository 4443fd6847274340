"""What people do with the dashboard, in Chromium."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.browser.keyboard import tab_to
from tests.support.browser.pages import PAGES, copied_link, headline, headline_box, open_page, settle, show
from tests.support.browser.parts import open_everywhere
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


def region(page: Page, name: str) -> Locator:
    return page.get_by_test_id("stButtonGroup").get_by_role("button", name=name)


def test_filtering_a_region_changes_counts_and_address(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/?as_at=2020-12-31")
    region(page, "Midlands").click()
    expect(page).to_have_url(re.compile("region=Midlands"))
    settle(page)
    assert headline(page) == "3 of 11"


def date_field(page: Page) -> Locator:
    """The field for a date that is not on the slider, opened."""
    page.get_by_role("button", name="Other date").press("Enter")
    return page.get_by_role("combobox", name="Date")


def type_date(page: Page, text: str) -> None:
    """Writes a date where the focus is, as a reader who knows it does."""
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def test_region_and_date_can_be_chosen_by_keyboard_alone(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/?as_at=2020-12-31")
    region(page, "South West").press("Enter")
    expect(page).to_have_url(re.compile(r"region=South\+West"))
    settle(page)
    tab_to(page, "Date")
    page.keyboard.press("ArrowRight")
    expect(page).not_to_have_url(re.compile("as_at"))  # the default is left out of the address
    settle(page)
    assert headline(page) == "7 of 7"


def test_a_key_date_is_found_by_what_happened_on_it(page: Page, dashboard: str) -> None:
    open_page(page, dashboard)
    date_field(page).click()
    page.keyboard.type("11 areas")
    page.get_by_role("option", name=re.compile("^31 December 2020.*11 areas")).click()
    expect(page).to_have_url(re.compile("as_at=2020-12-31"))
    settle(page)
    assert headline(page) == "29 of 42"


def test_a_day_that_is_not_on_the_list_can_be_typed(page: Page, dashboard: str) -> None:
    open_page(page, dashboard)
    date_field(page).focus()
    type_date(page, "17/5/2019")
    expect(page).to_have_url(re.compile("as_at=2019-05-17"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("11 of 42 areas")
    expect(page.get_by_role("heading", level=1)).to_contain_text("17 May 2019")


def test_a_typed_text_that_is_not_a_date_is_ignored_with_a_word(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/?as_at=2020-12-31")
    date_field(page).focus()
    type_date(page, "soon")
    expect(page.get_by_text("We cannot show “soon”.")).to_be_visible()
    settle(page)
    assert headline(page) == "29 of 42"  # the date from before


def test_back_returns_to_the_date_before(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/?region=London&as_at=2020-12-31")
    page.get_by_role("slider", name="Date").press("ArrowLeft")
    expect(page).to_have_url(re.compile("as_at=2020-05-31"))
    settle(page)
    assert headline(page) == "2 of 5"
    page.go_back()
    expect(page).to_have_url(re.compile("as_at=2020-12-31"))
    expect(headline_box(page)).to_have_text("5 of 5 areas")  # the address changes before the page begins to run


def test_changes_follow_the_earlier_date_that_is_chosen(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/?region=London&as_at=2020-12-31&since=2020-11-30")
    words = "Between 30 November 2020 and 31 December 2020, areas reached these milestones. ICS designated: 3 areas."
    expect(page.get_by_text(words)).to_be_visible()
    page.get_by_role("combobox", name="Compare with an earlier date").focus()
    type_date(page, "2020-06-30")
    expect(page).to_have_url(re.compile("since=2020-06-30"))
    expect(page.get_by_text("Between 30 June 2020 and 31 December 2020")).to_be_visible()


def test_data_links_give_the_rows_of_the_page(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/?region=London&as_at=2020-12-31")
    page.get_by_text("List of areas").click()
    expect(page.get_by_role("cell").get_by_role("link", name="North West London")).to_be_visible()
    open_everywhere(page, "Data")
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
        page.get_by_role("link", name="CSV: points of light named in London on 1 April 2021").click()
    assert download.value.suggested_filename == "ics-progress_points-of-light-named_london_2021-04-01_v1.csv"
    text = download.value.path().read_text(encoding="utf-8-sig")
    assert text.startswith("place,area_code,area_name,region,")
    assert ",London," in text
    assert ",Midlands," not in text


def test_the_link_to_this_view_can_be_copied(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/?region=London&as_at=2020-12-31")
    assert copied_link(page, dashboard) == f"{dashboard}/?region=London&as_at=2020-12-31"


def test_region_and_date_go_along_to_the_next_page_and_back(page: Page, dashboard: str) -> None:
    view = "region=London&region=South+West&as_at=2020-12-31"
    open_page(page, f"{dashboard}/?{view}")
    page.get_by_role("link", name="Points of light").click()  # at once, as a hurried reader does
    expect(page.get_by_role("heading", level=1)).to_contain_text("in London and the South West were named as examples")
    expect(page).to_have_url(f"{dashboard}/points-of-light?{view}")
    page.go_back()
    expect(page).to_have_url(f"{dashboard}/?{view}")
    expect(headline_box(page)).to_have_text("11 of 12 areas")


def test_region_and_date_survive_a_page_that_does_not_use_them(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/?region=London&as_at=2020-06-30")
    page.get_by_role("link", name="About the data").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(PAGES["/about-the-data"])
    settle(page)
    page.get_by_role("link", name="Progress", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^London: 2 of 5 areas"))
    assert headline(page) == "2 of 5"


def test_reload_keeps_the_view(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/?region=London&as_at=2020-12-31")
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    settle(page)
    assert headline(page) == "5 of 5"


def test_every_figure_says_in_words_what_it_shows(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/?as_at=2020-12-31")
    expect(page.get_by_role("group", name="29 of 42 areas were integrated care systems")).to_be_visible()
    open_page(page, f"{dashboard}/leadership")
    figures = page.get_by_role("figure")
    expect(figures).to_have_count(2)
    for label in [figures.nth(i).get_attribute("aria-label") or "" for i in range(2)]:
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
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^30 of 42 areas"))
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
    expect(page.get_by_text("area_milestones.csv has 1 problem. Nothing has changed.")).to_be_visible()
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
    expect(page.get_by_role("heading", level=1)).to_have_text("Sorry, we cannot read the data")
    expect(page.get_by_text("python -m ics build --again")).to_be_visible()
    assert str(data) not in page.content()
