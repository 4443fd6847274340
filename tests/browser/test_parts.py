"""What every figure carries with it, in Chromium: picture, table, data and citation, opened by the row below it."""

import re
from io import BytesIO

import pytest
from PIL import Image, ImageColor
from playwright.sync_api import Locator, Page, WebSocket, expect
from streamlit.proto.BackMsg_pb2 import BackMsg

from ics.charts.palette import LIGHT
from tests.support.browser.keyboard import tab_to
from tests.support.browser.pages import open_page, settle
from tests.support.browser.parts import open_everywhere, rows_of_parts

pytestmark = pytest.mark.browser
WAVE, CHOSEN = ImageColor.getrgb(LIGHT.waves[0]), ImageColor.getrgb(LIGHT.areas)
LEADERSHIP = "/leadership?indicator=ccg_single&region=London&as_at=2020-12-31"


@pytest.fixture
def leadership(page: Page, dashboard: str) -> Page:
    """A page with two figures."""
    open_page(page, dashboard + LEADERSHIP)
    return page


def row_of_areas(page: Page) -> Locator:
    return page.get_by_role("radiogroup", name="indicator by area: what to open")


def open_part(page: Page, part: str) -> None:
    row_of_areas(page).get_by_role("radio", name=part, exact=True).click()
    settle(page)


def runs_asked_by(page: Page) -> list[str]:
    """The fragment of each run that the page asks for from now on; an empty text for a run of the whole page."""
    asked: list[str] = []

    def note(content: bytes | str) -> None:
        message = BackMsg.FromString(content if isinstance(content, bytes) else content.encode("latin-1"))
        if message.WhichOneof("type") == "rerun_script" and not message.rerun_script.is_auto_rerun:
            asked.append(message.rerun_script.fragment_id)

    def listen(socket: WebSocket) -> None:
        socket.on("framesent", note)

    page.on("websocket", listen)
    return asked


def test_a_table_is_opened_and_closed_in_its_place_without_a_run_of_the_page(page: Page, dashboard: str) -> None:
    runs = runs_asked_by(page)
    open_page(page, dashboard + LEADERSHIP)
    row = row_of_areas(page)
    row.scroll_into_view_if_needed()
    runs.clear()
    place, address = row.bounding_box(), page.url
    table = page.get_by_role("table", name="Areas by region: table", include_hidden=True)
    expect(table).to_have_count(0)
    open_part(page, "Table")
    expect(table.get_by_role("row")).to_have_count(1 + 5)
    assert row.bounding_box() == place
    open_part(page, "Table")
    expect(table).to_have_count(0)
    assert row.bounding_box() == place
    assert page.url == address
    assert len(runs) == 2
    assert all(runs)


def test_the_parts_are_opened_by_keyboard(leadership: Page) -> None:
    row_of_areas(leadership).get_by_role("radio", name="Chart").focus()
    leadership.keyboard.press("ArrowRight")
    leadership.keyboard.press("Enter")
    expect(leadership.get_by_role("table", name="Areas by region: table")).to_be_visible()
    expect(row_of_areas(leadership).get_by_role("radio", name="Table")).to_be_focused()
    tab_to(leadership, "North Central London")  # the table comes after its row


def test_links_say_what_they_give(leadership: Page, dashboard: str) -> None:
    open_part(leadership, "Data")
    rows = "indicator by area (“One CCG for the whole area”) in London on 31 December 2020"
    for link in (leadership.get_by_role("link", name=f"{kind}: {rows}") for kind in ("CSV", "JSON")):
        answer = leadership.request.get(f"{dashboard}/{link.get_attribute('href')}")
        assert answer.ok
        kind = link.inner_text().split(":")[0].lower()
        name = f"ics-progress_indicator-by-area_ccg-single_london_2020-12-31_v1.{kind}"
        assert name in answer.headers["content-disposition"]
        assert "What value does each area have" in link.get_attribute("title")


def test_a_citation_is_copied_and_its_address_answers(leadership: Page, dashboard: str) -> None:
    leadership.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=dashboard)
    open_part(leadership, "Cite")
    leadership.get_by_role("button", name="Copy this citation").click()
    expect(leadership.get_by_text("Copied.")).to_be_visible()
    copied = leadership.evaluate("navigator.clipboard.readText()")
    about = "indicator by area (“One CCG for the whole area”) in London on 31 December 2020"
    assert copied.startswith(f"“Areas by region”: {about}. ICS progress, version 1 of the data")
    (address,) = (word for word in copied.split() if word.startswith("http"))
    assert address.startswith(f"{dashboard}/api/v1/indicator_by_area.csv?")
    assert leadership.request.get(address).ok


def has_ink(picture: Image.Image, top: float, bottom: float) -> bool:
    """Whether anything is drawn between two heights, given as shares of the whole."""
    band = picture.crop((0, int(top * picture.height), picture.width, int(bottom * picture.height)))
    return len(band.getcolors(maxcolors=2**24)) > 1


# The left and the right edge of whatever has a colour in a figure, from its left.
BOXES = """
(figures, colour) => {
    const box = figures[0].getBoundingClientRect();
    const within = root => [...root.querySelectorAll('*')].flatMap(
        e => [e, ...(e.shadowRoot ? within(e.shadowRoot) : [])]);
    const marks = within(figures[0]).filter(e => {
        const looks = getComputedStyle(e);
        return [looks.backgroundColor, looks.fill, looks.borderTopColor].includes(colour);
    });
    const edges = marks.map(e => e.getBoundingClientRect()).filter(r => r.width);
    return {width: box.width, marks: edges.map(r => [r.left - box.left, r.right - box.left])};
}
"""


def columns_of(picture: Image.Image, colour: tuple[int, int, int]) -> list[int]:
    """The columns of pixels in which a colour is."""
    width, pixels = picture.width, picture.tobytes()
    wanted, found = bytes(colour), set()
    place = pixels.find(wanted)
    while place >= 0:
        if place % 3 == 0:
            found.add(place // 3 % width)
        place = pixels.find(wanted, place + 1)
    return sorted(found)


def test_a_picture_is_the_chart_between_its_title_and_its_source(leadership: Page) -> None:
    open_part(leadership, "Chart")
    with leadership.expect_download() as download:
        leadership.get_by_role("button", name="Download this chart (PNG)").click()
    name = "ics-progress_indicator-by-area_ccg-single_london_2020-12-31_v1.png"
    assert download.value.suggested_filename == name
    expect(leadership.get_by_text(f"Saved as {name}.")).to_be_visible()
    picture = Image.open(BytesIO(download.value.path().read_bytes())).convert("RGB")
    chart = leadership.locator(".st-key-indicator_by_area .js-plotly-plot").bounding_box()
    scale = picture.width / (chart["width"] + 2 * 24)
    assert scale >= 2
    added = picture.height - scale * chart["height"]
    assert added > scale * 80  # title, sentence and source
    assert has_ink(picture, 0, 40 * scale / picture.height)
    assert has_ink(picture, 1 - 40 * scale / picture.height, 1)


@pytest.mark.parametrize(
    ("address", "row", "figure", "colour", "what"),
    [
        ("/?as_at=2020-12-31", "regions by furthest stage", ".st-key-area-map :has(> svg)", WAVE, "map-of-the-areas"),
        ("/milestones", "days to target", ".row-figure", CHOSEN, "dates-of-the-areas_ics-designated"),
        ("/milestones?show=days", "days to target", ".row-figure", CHOSEN, "days-to-target_ics-designated"),
    ],
)
@pytest.mark.parametrize("width", [1400, 390])
def test_a_picture_of_what_plotly_does_not_draw(
    page: Page, dashboard: str, address: str, row: str, figure: str, colour: tuple[int, int, int], what: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    open_page(page, dashboard + address)
    page.get_by_role("radiogroup", name=f"{row}: what to open").get_by_role("radio", name="Chart", exact=True).click()
    settle(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download this chart (PNG)").click()
    picture = Image.open(BytesIO(download.value.path().read_bytes())).convert("RGB")
    assert what in download.value.suggested_filename
    boxes = page.locator(figure).evaluate_all(BOXES, f"rgb{colour}")
    scale = picture.width / (boxes["width"] + 2 * 24)
    inked = columns_of(picture, colour)
    assert min(inked) / scale - 24 == pytest.approx(min(box[0] for box in boxes["marks"]), abs=2)
    assert max(inked) / scale - 24 == pytest.approx(max(box[1] for box in boxes["marks"]), abs=2)
    assert has_ink(picture, 0, 40 * scale / picture.height)
    assert has_ink(picture, 1 - 40 * scale / picture.height, 1)
    assert len(picture.crop((0, 0, int(20 * scale), picture.height)).getcolors(maxcolors=2**24)) == 1  # nothing is cut


def test_the_map_is_not_saved_while_it_is_at_another_date_than_its_title(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/?as_at=2016-03-15")
    page.get_by_role("radiogroup", name="regions by furthest stage").get_by_role("radio", name="Chart").click()
    settle(page)
    page.get_by_role("button", name="Play").click()
    expect(page.locator(".now")).not_to_contain_text("15 March 2016")
    page.get_by_role("button", name="Download this chart (PNG)").click()
    expect(page.get_by_text("The map was still moving. It has stopped: download it again.")).to_be_visible()
    expect(page).not_to_have_url(re.compile("2016-03-15"))
    settle(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download this chart (PNG)").click()
    shown = re.search("as_at=([0-9-]+)", page.url)
    assert shown
    assert shown[1] in download.value.suggested_filename


def test_on_paper_there_is_what_was_open_and_no_control(leadership: Page) -> None:
    open_part(leadership, "Table")
    leadership.emulate_media(media="print")
    expect(leadership.get_by_role("table", name="Areas by region: table")).to_be_visible()
    for name in rows_of_parts(leadership).get_by_role("radio").all():
        expect(name).to_be_hidden()


@pytest.mark.parametrize("part", ["Chart", "Table", "Data", "Cite"])
@pytest.mark.parametrize("width", [1400, 390])
def test_an_open_part_keeps_the_page_as_wide_as_the_screen(page: Page, dashboard: str, part: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    open_page(page, dashboard + LEADERSHIP)
    open_everywhere(page, part)
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= width
