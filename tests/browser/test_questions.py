"""The questions people come with, answered with the keyboard from the first page; on paper, and with a click.

`tests/pages/test_questions.py` answers them from the address alone.
"""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser.pages import open_page, settle

pytestmark = pytest.mark.browser


MARKED = '[role="option"][data-focused="true"]'  # what Enter would choose
# The field is closed or empty, or gone: a choice may lead to another page at once.
TAKEN = """
([label, text]) => ![...document.querySelectorAll('[role="combobox"]')].some(field =>
    field.ariaLabel === label && field.ariaExpanded === 'true' && field.value === text)
"""


def choose(page: Page, label: str, text: str) -> None:
    """Chooses an option with the keys alone: into the field, a few letters, Enter."""
    field = page.get_by_role("combobox", name=label)
    field.focus()
    field.press_sequentially(text)
    expect(page.locator(MARKED).filter(has_text=re.compile(text))).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_function(TAKEN, arg=[label, text])
    if page.get_by_role("listbox").count():  # one that takes several stays open, and covers the page
        page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    settle(page)


def follow(page: Page, name: str, path: str) -> None:
    """Follows a link of the menu with the keys alone."""
    page.get_by_role("link", name=name, exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(path))
    settle(page)


def test_five_questions_are_answered_from_home_in_two_actions(page: Page, dashboard: str) -> None:
    """Which regions were first, who was last, how many people by the end of 2019, my area, and where a fact is from."""
    open_page(page, dashboard)
    lead = page.locator(".st-key-lead")
    expect(lead).to_contain_text("North East and Yorkshire was complete first")

    page.get_by_role("button", name="Other date").click()
    page.get_by_role("combobox", name="Date").press_sequentially("31/12/2019")
    page.keyboard.press("Enter")
    expect(lead).to_contain_text(re.compile(r"Home to 2\d\.\d of 56\.6 million people"))

    open_page(page, dashboard)
    page.get_by_role("link", name="Milestones", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        re.compile("^13 of 42 areas .* on the last possible day$")
    )
    expect(page.locator(".row-figure")).to_contain_text("1 April 2021: 13 areas")

    open_page(page, dashboard)
    page.get_by_role("combobox", name="Find an area").press_sequentially("Lincoln")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Lincolnshire")

    open_page(page, dashboard)
    page.get_by_text("Where do the dates come from?").click()
    sources = page.get_by_role("table", name=re.compile("Sources of the designations"))
    expect(sources.get_by_role("row")).to_have_count(43)
    expect(sources.get_by_role("link").nth(1)).to_have_attribute("href", re.compile("^https://"))


def test_the_programmes_are_searched_with_the_keyboard(page: Page, dashboard: str) -> None:
    open_page(page, dashboard)
    page.get_by_role("button", name="South West").press("Enter")
    expect(page).to_have_url(re.compile(r"region=South\+West"))
    settle(page)
    follow(page, "Who did what, where", "/who-did-what-where")
    for service in ("general practice", "community health", "social care"):
        choose(page, "Services joined up", service)
    answer = page.get_by_text("3 of 7 places in the South West are described as joining up")
    expect(answer).to_be_visible()
    address = page.url
    page.reload()
    expect(answer).to_be_visible()
    assert page.url == address


def test_an_area_is_found_and_compared_with_others_with_the_keyboard(page: Page, dashboard: str) -> None:
    open_page(page, dashboard)
    field = page.get_by_role("combobox", name="Find an area")
    field.focus()
    field.press_sequentially("Lincoln")
    field.press("Enter")
    page.wait_for_url(re.compile(r"/area\?area=E54000013"))
    title = "Lincolnshire"
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    settle(page)
    choose(page, "Milestone", "ICS designated")
    days = page.get_by_role("spinbutton", name="At least this many days earlier")
    days.fill("365")
    days.press("Enter")
    expect(page.get_by_text("14 other areas had reached “ICS designated” at least 365 days earlier")).to_be_visible()
    choose(page, "Similar in", "people")
    expect(page).to_have_url(re.compile("like=population"))
    choose(page, "Compare with (up to 2)", "Dorset")
    expect(page).to_have_url(re.compile("compare=E54000041"))
    expect(
        page.get_by_text("Lincolnshire had reached 3 of 7 milestones and Dorset had reached 4 of 7 milestones")
    ).to_be_visible()


def test_an_indicator_is_chosen_with_the_keyboard_and_back_returns(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/leadership")
    choose(page, "Indicator", "CCGs in the area")
    expect(page).to_have_url(re.compile("indicator=ccg_count"))
    page.go_back()
    expect(page.get_by_text("yes in 27 of 42 areas")).to_be_visible()


def test_a_milestone_and_an_order_are_chosen_with_the_keyboard(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/milestones?as_at=2022-07-01")
    choose(page, "Milestone", "Integrated care board")
    expect(page).to_have_url(re.compile("milestone=icb_statutory"))
    page.get_by_role("radio", name="Region").focus()
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile("sort=name"))


def test_a_link_in_a_table_and_a_click_on_a_hexagon_keep_the_view(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/?as_at=2020-06-30&region=Midlands")
    page.get_by_text("List of areas").click()
    link = page.get_by_role("cell").get_by_role("link", name="Derbyshire")
    expect(link).to_be_visible()
    address = link.get_attribute("href") or ""
    assert all(part in address for part in ("area=E54000012", "as_at=2020-06-30", "region=Midlands"))
    page.get_by_role("link", name=re.compile("^Lincolnshire, ")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lincolnshire")
    assert all(part in page.url for part in ("area=E54000013", "as_at=2020-06-30", "region=Midlands"))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_paper_has_the_page_without_its_controls_in_dark_on_light(page: Page, dashboard: str, theme: str) -> None:
    page.emulate_media(color_scheme=theme)
    open_page(page, f"{dashboard}/?as_at=2020-12-31")
    page.emulate_media(media="print", color_scheme=theme)
    for role, name in [("button", "Midlands"), ("button", "Play"), ("link", "Milestones"), ("button", "Share")]:
        expect(page.get_by_role(role, name=name)).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_contain_text("29 of 42 areas")
    expect(page.get_by_role("group", name="Hexagon map")).to_be_visible()
    wanted = "invert(1) hue-rotate(180deg)" if theme == "dark" else "none"
    assert page.locator('[data-testid="stMain"]').evaluate("e => getComputedStyle(e).filter") == wanted
