"""The frame of every page in Chromium: landmarks, the skip link, Find an area, Share, wrong addresses, zoom."""

import re

import pytest
from PIL import ImageColor
from playwright.sync_api import Page, expect

from ics.charts.palette import DARK, LIGHT
from ics.page_list import PAGE_LIST
from tests.support.browser.pages import PAGES, copied_link, open_page, settle
from tests.support.browser.tab import asking_nobody_else

pytestmark = pytest.mark.browser

VIEW = "region=London&region=South+West&as_at=2020-12-31"
MOST_STOPS = 12
PLACES = """
() => new Promise(done => {
    const seen = [];
    const look = () => {
        seen.push(Math.round(document.querySelector('[data-testid=stMain]').scrollTop));
        seen.length < 40 ? requestAnimationFrame(look) : done(seen);
    };
    look();
})
"""
SCROLLED = "() => Math.round(document.querySelector('[data-testid=stMain]')?.scrollTop ?? -1)"
FOCUS = """
() => {
    let e = document.activeElement;
    while (e.shadowRoot && e.shadowRoot.activeElement) e = e.shadowRoot.activeElement;
    return {content: !!document.activeElement.closest('.st-key-content'), id: e.id, name: e.textContent.slice(0, 40)};
}
"""


def find_area(page: Page, text: str) -> None:
    page.get_by_role("combobox", name="Find an area").fill(text)
    page.keyboard.press("Enter")


def entries_of_history(page: Page) -> int:
    count: int = page.evaluate("history.length")
    return count


def test_the_landmarks_are_menu_content_and_foot(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/milestones")
    expect(page.get_by_role("main")).to_have_count(1)
    expect(page.get_by_role("main").get_by_role("heading", level=1)).to_have_text(PAGES["/milestones"])
    expect(page.get_by_role("contentinfo")).to_contain_text("Data last updated on")
    expect(page.get_by_role("search").get_by_label("Find an area")).to_be_visible()
    menu = page.get_by_role("navigation", name="Pages").get_by_role("link")
    assert menu.all_inner_texts() == [entry.title for entry in PAGE_LIST if entry.place != "link"]
    expect(page.locator('.st-key-menu [aria-current="page"]')).to_have_text("Milestones")


def test_the_menu_marks_the_page_that_is_opened_next(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/milestones")
    page.get_by_role("link", name="About the data", exact=True).click()
    expect(page.locator('.st-key-menu [aria-current="page"]')).to_have_text("About the data")


@pytest.mark.parametrize("address", ["/", "/about-the-data"])
def test_few_stops_of_the_keyboard_come_before_the_content(page: Page, dashboard: str, address: str) -> None:
    open_page(page, dashboard + address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.dataset.testid") == "stSkipToContent"
    before = 0
    page.keyboard.press("Tab")
    while not page.evaluate(FOCUS)["content"]:
        before += 1
        assert before <= MOST_STOPS, page.evaluate(FOCUS)
        page.keyboard.press("Tab")
    assert before > len(PAGE_LIST) / 2  # the menu has been met


def test_the_skip_link_leads_to_the_content(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/about-the-data")
    address = page.url
    expect(page.get_by_role("navigation")).to_be_visible()  # the script of the header has done its work
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate(FOCUS)["id"] == "content"
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS)["content"]
    assert page.url == address


@pytest.mark.parametrize("text", ["Lincolnshire", "lincoln"])
def test_an_area_is_found_from_any_page_with_one_entry_in_the_history(page: Page, dashboard: str, text: str) -> None:
    open_page(page, f"{dashboard}/points-of-light?{VIEW}")
    before = entries_of_history(page)
    find_area(page, text)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Lincolnshire")
    settle(page)
    expect(page).to_have_url(f"{dashboard}/area?area=E54000013&{VIEW}")
    assert entries_of_history(page) == before + 1
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_contain_text("were named as examples")
    expect(page).to_have_url(f"{dashboard}/points-of-light?{VIEW}")


@pytest.mark.parametrize(
    ("address", "link"),
    [("/?as_at=2019-06-19&region=Midlands", "Lincolnshire, Midlands"), ("/milestones?show=table", "Lincolnshire")],
    ids=["from a map", "from a table"],
)
def test_who_goes_back_is_where_they_left_the_page(page: Page, dashboard: str, address: str, link: str) -> None:
    open_page(page, dashboard + address)
    area = page.get_by_role("link", name=re.compile(f"^{link}")).first
    area.evaluate("link => link.scrollIntoView({block: 'start'})")
    left_at = page.evaluate(SCROLLED)
    assert left_at > 100
    entries = entries_of_history(page)
    area.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lincolnshire")
    assert entries_of_history(page) == entries + 1
    page.go_back()
    expect(page).to_have_url(dashboard + address)
    page.wait_for_function(f"top => ({SCROLLED})() === top", arg=left_at)


def test_two_quick_steps_back_lead_to_the_place_of_the_first_page(page: Page, dashboard: str) -> None:
    address = "/milestones?show=table"
    open_page(page, dashboard + address)
    page.get_by_role("link", name="Lincolnshire").first.scroll_into_view_if_needed()
    left_at = page.evaluate(SCROLLED)
    page.get_by_role("link", name="Lincolnshire").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lincolnshire")
    settle(page)
    page.locator('.st-key-content td a[href*="area?area="]').last.click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Lincolnshire")
    settle(page)
    assert page.evaluate(SCROLLED) == 0  # another area is begun at its top
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lincolnshire")
    page.go_back()
    expect(page).to_have_url(dashboard + address)
    settle(page)
    page.wait_for_function(f"top => ({SCROLLED})() === top", arg=left_at)
    assert set(page.evaluate(PLACES)) == {left_at}  # nothing pulls it elsewhere


def test_another_area_is_found_from_the_page_of_one(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/area?area=E54000013")
    find_area(page, "Dorset")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Dorset")
    expect(page).to_have_url(f"{dashboard}/area?area=E54000041")


@pytest.mark.parametrize(("text", "said"), [("xyz", "No area has this"), ("London", "areas have this in their name")])
def test_a_name_that_is_not_one_area_is_told(page: Page, dashboard: str, text: str, said: str) -> None:
    open_page(page, dashboard)
    find_area(page, text)
    field = page.get_by_role("combobox", name="Find an area")
    assert said in field.evaluate("e => e.validationMessage")
    expect(page.get_by_role("heading", level=1)).to_have_text(PAGES["/"])


def test_a_view_is_shared_as_link_citation_and_data(page: Page, dashboard: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=dashboard)
    open_page(page, f"{dashboard}/milestones?{VIEW}")
    page.get_by_role("button", name="Share").click()
    panel = page.get_by_role("dialog", name="Share")
    panel.get_by_role("button", name="Copy citation").click()
    expect(panel.get_by_role("status")).to_have_text("Copied.")
    cited = page.evaluate("navigator.clipboard.readText()")
    title = re.escape(page.get_by_role("heading", level=1).inner_text())
    assert re.fullmatch(
        rf"“{title}”\. ICS progress\. London and South West, 31 December 2020\. Version 1 of the data\. "
        rf"Data last updated on .* 20\d\d\. {re.escape(f'{dashboard}/milestones?{VIEW}')}",
        cited,
    )
    links = panel.get_by_role("link")
    assert links.count() >= 1
    for link in links.all():
        address = link.evaluate("e => e.href")
        assert "region=London&region=South+West&as_at=2020-12-31" in address
        answer = page.request.get(address)
        assert (answer.status, answer.headers["content-type"]) == (200, "text/csv; charset=utf-8")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(page.get_by_role("button", name="Share")).to_be_focused()


def test_the_key_to_publish_is_not_shared(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/?key=abc&region=London")
    assert copied_link(page, dashboard) == f"{dashboard}/?region=London"


def test_a_wrong_address_has_a_page_of_its_own_from_which_the_menu_leads_on(page: Page, dashboard: str) -> None:
    answer = page.goto(f"{dashboard}/nothing?{VIEW}")
    assert answer
    assert answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("Page not found")
    page.get_by_role("navigation").get_by_role("link", name="Milestones").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("had become integrated care systems")
    expect(page).to_have_url(f"{dashboard}/milestones?{VIEW}")


def test_an_address_that_is_written_otherwise_leads_to_its_page(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/Points_of_Light/?{VIEW}")
    expect(page).to_have_url(f"{dashboard}/points-of-light?{VIEW}")
    expect(page.get_by_role("heading", level=1)).to_contain_text("were named as examples")


@pytest.mark.parametrize("address", PAGES)
def test_at_four_times_the_size_the_title_is_in_the_first_screens(page: Page, dashboard: str, address: str) -> None:
    page.set_viewport_size({"width": 350, "height": 225})
    open_page(page, dashboard + address)
    title = page.get_by_role("heading", level=1)
    top = title.evaluate("e => e.getBoundingClientRect().top")
    assert top < 2 * 225
    page.mouse.move(175, 200)
    page.mouse.wheel(0, 2000)
    expect(page.get_by_role("button", name="Share")).not_to_be_in_viewport()  # the header goes with the page


def test_the_frame_leaves_room_on_a_phone(page: Page, dashboard: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_page(page, f"{dashboard}/about-the-data")
    content = page.locator(".st-key-content").evaluate("e => e.getBoundingClientRect().top")
    assert content <= 110
    menu = page.get_by_role("navigation", name="Pages")
    tops = {round(link.bounding_box()["y"]) for link in menu.get_by_role("link").all()}
    assert len(tops) <= 2  # one row: the links about the data are smaller
    menu.get_by_role("link", name="Update data").click()  # scrolls to it
    expect(page.get_by_role("heading", level=1)).to_have_text(PAGES["/update-data"])


def test_figures_follow_the_theme(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/milestones")
    figure = page.locator(".row-figure")
    expect(figure).to_have_css("color", f"rgb{ImageColor.getrgb(LIGHT.ink)}")
    page.emulate_media(color_scheme="dark")
    expect(figure).to_have_css("color", f"rgb{ImageColor.getrgb(DARK.ink)}")
    page.emulate_media(color_scheme="light")
    expect(figure).to_have_css("color", f"rgb{ImageColor.getrgb(LIGHT.ink)}")


def test_work_on_the_page_is_told_in_a_word_and_not_with_streamlits_picture(page: Page, dashboard: str) -> None:
    with asking_nobody_else(page):
        open_page(page, f"{dashboard}/milestones")
        page.evaluate("document.querySelector('[data-testid=stApp]').dataset.testScriptState = 'running'")
        expect(page.get_by_role("status").filter(has_text="Updating…")).to_be_visible()
        assert page.get_by_test_id("stStatusWidget").is_hidden()
        page.evaluate("document.querySelector('[data-testid=stApp]').dataset.testScriptState = 'notRunning'")
        expect(page.get_by_role("status").filter(has_text="Updating…")).to_have_count(0)


def test_the_focus_can_be_seen_on_the_menu(page: Page, dashboard: str) -> None:
    open_page(page, dashboard)
    page.keyboard.press("Tab")  # the browser shows the focus of somebody who uses the keys
    link = page.get_by_role("navigation").get_by_role("link", name="Milestones")
    link.focus()
    assert link.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
