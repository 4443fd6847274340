"""The map of the page Progress in a browser: going through time, what it sends, links and keys."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Locator, Page, WebSocket, expect

from tests.support.browser.pages import open_page, settle

pytestmark = pytest.mark.browser

FIRST_SCREEN = {(1400, 900): 820, (390, 844): 844}  # window → where what belongs to the first screen ends
BOTTOM = "node => node.getBoundingClientRect().bottom"


def slider(page: Page) -> Locator:
    return page.get_by_role("slider", name="Date")


def counted(page: Page) -> Locator:
    """The words next to the slider."""
    return page.locator(".now")


def hexagon(page: Page, area: str) -> Locator:
    return page.get_by_role("link", name=re.compile(f"^{area}, "))


@contextmanager
def sending(page: Page) -> Iterator[list[object]]:
    """What the page sends on its websocket from now on; the page is opened again for it."""
    sent: list[object] = []

    def listen(socket: WebSocket) -> None:
        socket.on("framesent", lambda frame: sent.append(frame))

    page.on("websocket", listen)
    page.reload()
    settle(page)
    expect(slider(page)).to_be_visible()
    sent.clear()
    yield sent
    page.remove_listener("websocket", listen)


def test_the_arrow_keys_go_through_the_dates_and_the_page_follows_once(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/")
    with sending(page) as sent:
        slider(page).focus()
        for _ in range(3):
            page.keyboard.press("ArrowLeft")
        expect(counted(page)).to_have_text("19 June 2019: 14 of 42 areas")
        assert sent == []
        expect(page.get_by_role("heading", level=1)).to_contain_text("14 of 42 areas")
        assert len(sent) == 1
    assert page.url.endswith("as_at=2019-06-19")


def test_play_goes_to_the_last_date_and_sends_nothing_on_the_way(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/?as_at=2020-05-31")
    with sending(page) as sent:
        page.get_by_role("button", name="Play").click()
        expect(counted(page)).to_contain_text("31 December 2020: 29 of 42")
        page.get_by_role("button", name="Pause").click()
        stopped = counted(page).inner_text()
        expect(page.get_by_role("heading", level=1)).to_contain_text(stopped.split(":")[0])
        assert len(sent) == 1
        page.get_by_role("button", name="Play").click()
        expect(page.get_by_role("button", name="Play")).to_be_visible()
        expect(page.get_by_role("heading", level=1)).to_contain_text("1 July 2022")
        assert len(sent) == 2


def test_a_hexagon_opens_its_area_with_one_entry_in_the_history_and_back_returns(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/?as_at=2019-06-19&region=Midlands")
    entries = page.evaluate("() => history.length")
    hexagon(page, "Lincolnshire").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Lincolnshire")
    assert page.evaluate("() => history.length") == entries + 1
    assert "as_at=2019-06-19" in page.url
    assert "region=Midlands" in page.url
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_contain_text("1 of 11 areas")


def test_a_hexagon_says_its_name_and_stage_in_the_line_below(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/?as_at=2020-12-31")
    line = page.locator(".told")
    expect(line).to_contain_text("Each hexagon is one area")
    hexagon(page, "Lincolnshire").hover()
    expect(line).to_have_text("Lincolnshire, Midlands: Plan published, not yet an integrated care system")
    hexagon(page, "Dorset").focus()
    expect(line).to_have_text("Dorset, South West: integrated care system since 15 June 2017")


def test_the_map_is_one_stop_for_the_tab_key_and_the_arrows_go_from_area_to_area(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/")
    expect(page.locator(".map a[tabindex='0']")).to_have_count(1)
    page.locator(".map a[tabindex='0']").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    expect(hexagon(page, "West Yorkshire and Harrogate")).to_be_focused()
    expect(page.locator(".map a[tabindex='0']")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("West Yorkshire and Harrogate")


def test_the_map_stays_a_stop_for_the_tab_key_when_a_region_is_chosen(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/")
    page.locator(".map a[tabindex='0']").focus()
    page.keyboard.press("ArrowDown")
    page.get_by_role("button", name="London", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("London")
    expect(page.locator(".map a[tabindex='0']")).to_have_count(1)


def test_a_link_that_is_followed_before_the_slider_is_let_go_leads_to_its_page(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/")
    slider(page).press("ArrowLeft")
    page.get_by_role("link", name="Leadership").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("clinical commissioning group")
    settle(page)
    page.wait_for_function("since => performance.now() > since + 1500", arg=page.evaluate("() => performance.now()"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("clinical commissioning group")
    expect(page.get_by_role("link", name="Milestones")).to_be_visible()


def test_the_stars_are_a_switch(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/")
    stars = page.locator(".map .star", has_text=re.compile("[★☆]"))
    expect(stars).to_have_count(0)
    page.get_by_role("checkbox", name="★ Points of light").check()
    assert stars.count() > 0


def test_other_areas_stay_as_outlines_when_regions_are_chosen(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/?region=London")
    expect(page.locator(".map polygon")).to_have_count(42)
    expect(page.locator(".map polygon.full")).to_have_count(5)
    expect(page.locator(".bars li:visible")).to_have_count(1)


@pytest.mark.parametrize("size", FIRST_SCREEN, ids=str)
@pytest.mark.parametrize("day", ["", "?as_at=2020-12-31"])
def test_the_answer_is_on_the_first_screen(page: Page, dashboard: str, size: tuple[int, int], day: str) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    open_page(page, f"{dashboard}/{day}")
    expect(slider(page)).to_be_visible()
    parts = [page.get_by_role("heading", level=1), slider(page), page.locator(".map svg")]
    parts += [page.locator(".bars li").last] if size[0] > 1000 else []
    assert max(part.evaluate(BOTTOM) for part in parts) <= FIRST_SCREEN[size]


def test_few_words_are_between_the_title_and_the_picture(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/")
    words = page.locator(".st-key-lead").inner_text().split()
    assert 5 < len(words) <= 30


def test_the_page_is_no_longer_than_two_and_a_half_screens(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/")
    assert page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollHeight") <= 2200


def test_the_small_charts_come_when_they_are_in_sight(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/")
    expect(page.get_by_test_id("stPlotlyChart")).to_have_count(0)
    page.get_by_role("heading", name="How did each region get there?").scroll_into_view_if_needed()
    page.mouse.move(700, 500)
    page.mouse.wheel(0, 600)
    expect(page.get_by_test_id("stPlotlyChart")).to_have_count(1)
