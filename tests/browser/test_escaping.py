"""Texts that try to be markup, on every page in Chromium: they stay text, run nothing and lead nowhere."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from ics.datapackage import tables
from tests.support.app import PARTS
from tests.support.browser.pages import open_page, settle, show
from tests.support.browser.parts import open_everywhere, rows_of_parts
from tests.support.browser.server import served
from tests.support.spoilt.awkward import EVIL, LABELS, RUN, SOURCE_HOST, STRINGS, TEXTS, publish_awkward
from tests.support.uploads import packed, workbook
from tests.support.worlds import csv_bytes, table_file

pytestmark = pytest.mark.browser

APPS_OWN = "www.themj.co.uk"  # the one source in the program: see ics.ui.views.leadership
INVISIBLE = re.compile("[\u2060\u202a-\u202e\u2066-\u2069]")
A, B, C = "E54999001", "E54999002", "E54999003"
# No page follows itself: it would be loaded again.
ADDRESSES = [
    "/?as_at=2018-06-30&since=2016-05-01",
    "/milestones?sort=date",
    "/leadership?indicator=example_3",  # drawn as words
    "/points-of-light",
    "/leadership?indicator=example_4",  # drawn as numbers
    "/who-did-what-where",
    "/history?from=1&to=2&version=1",
    "/about-the-data",
    f"/edit-rows?table=areas&row={A}",
    "/history?back_to=1",
    "/edit-rows?table=points_of_light&how=grid",
    f"/area?area={A}&compare={B}&compare={C}",
]
ASKED = f"[a](//{EVIL}) <img src=x onerror={RUN}> www.{EVIL} ![b](//{EVIL}/c.png) :streamlit:"
PARAMETERS = {
    "/": ["region", "as_at", "since"],
    "/milestones": ["milestone", "sort", "show"],
    "/leadership": ["theme", "indicator", "area"],
    "/points-of-light": ["early_days"],
    "/who-did-what-where": ["services", "match", "find", "area", "programme", "level", "evidence"],
    "/area": ["area", "compare"],
    "/history": ["from", "to", "back_to", "version"],
    "/edit-rows": ["table", "row", "find", "how"],
}
# What a document holds that the app has not made: elements, attributes, addresses and styles, in shadow roots as well.
FOREIGN = """
(allowed) => {
    const found = [], roots = [document];
    const elements = "iframe, frame, object, embed, form, base, portal, applet, audio, video, math, .katex, [srcdoc]";
    const inText = ["img", "svg:not([aria-hidden])", "[role=img]", "[class*=stMarkdownColored]", ".stMarkdownBadge"];
    const isOurs = (address) => {
        const url = new URL(address, location.href);
        if (["data:", "blob:"].includes(url.protocol)) return !address.includes("text/html");
        return ["http:", "https:"].includes(url.protocol) && [location.host, ...allowed].includes(url.host);
    };
    for (const root of roots) {
        const report = (why, element) => found.push(why + ": " + element.outerHTML.slice(0, 300));
        root.querySelectorAll(elements).forEach((element) => report("element", element));
        root.querySelectorAll("meta[http-equiv]").forEach((element) => report("meta", element));
        const texts = inText.map((kind) => `[data-testid=stMarkdownContainer] ${kind}`);
        root.querySelectorAll(texts.join(", ")).forEach((element) => report("in a text", element));
        for (const element of root.querySelectorAll("*")) {
            if (element.shadowRoot) roots.push(element.shadowRoot);
            if (element.localName === "style" && /evil/.test(element.textContent)) report("style", element);
            if (element.localName === "script" && /pwned/.test(element.textContent)) report("script", element);
            for (const { name, value } of element.attributes) {
                if (/^on/i.test(name)) report("handler", element);
                if (/(href|src|action|data|poster|background|ping)$/i.test(name) && !name.startsWith("data-")
                    && value && !isOurs(value)) report("address", element);
                if (name === "style" && /url\\(/i.test(value) && /evil/.test(value)) report("style", element);
            }
        }
    }
    if (window.pwned !== undefined) found.push("a script ran");
    return found;
}
"""
OPEN_ALL = "all => all.forEach(summary => summary.click())"


@pytest.fixture(scope="module")
def awkward_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two versions of the awkward world, between which every text moves on by one."""
    folder = tmp_path_factory.mktemp("awkward")
    publish_awkward(folder, TEXTS, " ".join(STRINGS), STRINGS[0], LABELS)
    publish_awkward(folder, [*TEXTS[1:], TEXTS[0]], STRINGS[1], f"<img src=x onerror={RUN}>", LABELS)
    return folder


@pytest.fixture(scope="module")
def awkward_dashboard(awkward_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    log = tmp_path_factory.mktemp("log") / "log.txt"
    with served(awkward_data, log, settings={"ICS_LOOK_EVERY_SECONDS": "3"}) as address:
        yield address


@pytest.fixture
def page(visitor: Page, awkward_dashboard: str) -> Iterator[Page]:
    """A page that fails where a dialog opens, another host is asked, or the browser had to refuse something."""
    faults: list[str] = []
    own = (f"{awkward_dashboard}/", f"{awkward_dashboard}/".replace("http:", "ws:"), "data:", "blob:")
    note = {
        "dialog": lambda dialog: (faults.append(f"dialog: {dialog.message}"), dialog.dismiss()),
        "console": lambda line: faults.append(line.text) if "Content Security Policy" in line.text else None,
        "request": lambda request: None if request.url.startswith(own) else faults.append(request.url),
        "websocket": lambda socket: None if socket.url.startswith(own) else faults.append(socket.url),
        "popup": lambda popup: faults.append(f"window: {popup.url}"),
    }
    for event, heard in note.items():
        visitor.on(event, heard)
    yield visitor
    for event, heard in note.items():
        visitor.remove_listener(event, heard)
    assert faults == []


def foreign(page: Page) -> list[str]:
    """What is on the page, with everything unfolded, that the app has not made."""
    page.locator("details:not([open]) > summary").evaluate_all(OPEN_ALL)
    settle(page)
    return page.evaluate(FOREIGN, [SOURCE_HOST, APPS_OWN])


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_text_of_the_data_becomes_markup(page: Page, awkward_dashboard: str, address: str) -> None:
    show(page, awkward_dashboard + address)
    expect(page.get_by_test_id("stException")).to_have_count(0)
    assert foreign(page) == []
    for part in PARTS if rows_of_parts(page).count() else []:
        open_everywhere(page, part)
        assert [part, *page.evaluate(FOREIGN, [SOURCE_HOST, APPS_OWN])] == [part]


def shown(text: str) -> str:
    """A text as a page shows it: blanks in a row are one; what nobody sees is left out."""
    return INVISIBLE.sub("", " ".join(text.split()))


def test_a_table_shows_every_text_letter_for_letter(page: Page, awkward_dashboard: str) -> None:
    show(page, f"{awkward_dashboard}/about-the-data")
    page.locator("details > summary").evaluate_all(OPEN_ALL)
    notes = page.get_by_role("table", name="How complete the indicators are").get_by_role("cell")
    expect(notes.first).to_be_visible()
    assert {shown(text) for text in TEXTS} <= {shown(text) for text in notes.all_text_contents()}


def test_a_sentence_shows_every_text_letter_for_letter(page: Page, awkward_dashboard: str) -> None:
    show(page, f"{awkward_dashboard}/history?version=1")
    sentence = page.get_by_text("Version 1 was published on").last.text_content()
    assert shown(" ".join(STRINGS)) in shown(sentence)


def test_headings_and_rows_of_a_figure_show_the_names_letter_for_letter(page: Page, awkward_dashboard: str) -> None:
    show(page, f"{awkward_dashboard}/milestones?sort=date")
    names, told = (page.locator(f".row-figure {kind}").all_text_contents() for kind in (".full", ".told"))
    assert {shown(name) for name in names} <= {shown(text) for text in TEXTS}
    assert all(shown(words).startswith(shown(name)) for name, words in zip(names, told, strict=True))
    assert any(shown(text)[:30] in shown(page.locator("#row-figure-words").text_content()) for text in TEXTS)
    page.get_by_text("What each area had reached").click()
    headings = page.get_by_role("table", name="Areas and milestones").get_by_role("columnheader")
    expect(headings.first).to_be_visible()
    assert {shown(text) for text in TEXTS} <= {shown(text) for text in headings.all_text_contents()}
    assert foreign(page) == []


def test_a_figure_shows_the_names_under_the_mouse_letter_for_letter(page: Page, awkward_dashboard: str) -> None:
    show(page, f"{awkward_dashboard}/leadership?indicator=example_4")
    page.locator(".js-plotly-plot .points path.point").first.hover(force=True)
    hovered = page.locator(".hoverlayer text").first
    expect(hovered).to_be_visible()
    assert any(shown(text)[:30] in shown(hovered.text_content()) for text in TEXTS)
    assert foreign(page) == []


def test_a_list_shows_the_names_letter_for_letter(page: Page, awkward_dashboard: str) -> None:
    open_page(page, f"{awkward_dashboard}/area")  # a page that still scrolls to its top would close the list
    page.get_by_role("combobox", name="Area", exact=True).click()
    expect(page.get_by_role("option").first).to_be_visible()
    assert {shown(text) for text in page.get_by_role("option").all_text_contents()} <= {shown(text) for text in TEXTS}
    assert foreign(page) == []
    page.keyboard.press("Escape")


@pytest.mark.parametrize("path", PARAMETERS)
def test_no_parameter_of_an_address_becomes_markup(page: Page, awkward_dashboard: str, path: str) -> None:
    show(page, awkward_dashboard + asked(path))
    expect(page.get_by_role("alert").filter(has_text=EVIL).first).to_be_visible()
    assert foreign(page) == []


def asked(path: str) -> str:
    """The address of a page whose parameters all try to be markup."""
    return f"{path}?{urlencode(dict.fromkeys(PARAMETERS[path], ASKED))}"


def test_no_parameter_of_a_link_that_is_opened_becomes_markup(page: Page, awkward_dashboard: str) -> None:
    open_page(page, awkward_dashboard + asked("/who-did-what-where"))
    expect(page.get_by_role("alert").filter(has_text=EVIL).first).to_be_visible()
    assert foreign(page) == []


NAME = f"<img src=x onerror={RUN}> [a](www.{EVIL}) **b** :streamlit: $x$"


def test_no_name_or_cell_of_a_bad_file_becomes_markup(page: Page, awkward_dashboard: str) -> None:
    columns = tables()["area_milestones"].columns
    rows = [dict.fromkeys(columns, text) for text in STRINGS]
    bad = csv_bytes(columns, rows)
    files = [
        (f"{NAME}.csv", bad),
        (f"{NAME}.xlsx", b"no workbook"),
        (f"{NAME} columns.csv", csv_bytes(STRINGS, [{}])),
        (f"{NAME}.zip", packed((f"{NAME}.csv", bad), (f"{NAME}.exe", b"a")).content),
        (f"{NAME} sheet.xlsx", workbook(["a"], ["b"], title=f"<img src=//{EVIL}>"[:31].replace("/", "_")).content),
    ]
    choose(page, awkward_dashboard, files)
    expect(page.get_by_role("alert").filter(has_text="Nothing has changed").first).to_be_visible()
    assert foreign(page) == []


def test_no_name_or_cell_of_a_file_that_can_be_published_becomes_markup(page: Page, awkward_dashboard: str) -> None:
    rows = [
        {"area_code": f" {code} ", "date": "13/04/2017", "note": text}
        for code, text in zip((A, B, C), TEXTS[-3:], strict=True)
    ]
    choose(page, awkward_dashboard, [(f"{NAME}.csv", table_file("area_milestones", rows).content)])
    expect(page.get_by_text("How we read your files")).to_be_visible()
    expect(page.get_by_role("heading", name="4. Publish")).to_be_visible()
    assert foreign(page) == []


def choose(page: Page, address: str, files: list[tuple[str, bytes]]) -> None:
    """Chooses files on the page Update data."""
    open_page(page, f"{address}/update-data")
    given = [{"name": name, "mimeType": "text/csv", "buffer": content} for name, content in files]
    page.locator('input[type="file"]').set_input_files(given)
    expect(page.get_by_role("heading", name="3. Check what changes")).to_be_visible()
    settle(page)


@pytest.mark.parametrize(
    "markup",
    [
        f"<a href='//{EVIL}/'>a</a>",
        "<a href='javascript:void 0'>a</a>",
        "<a href='data:text/html,a'>a</a>",
        "<i onclick='void 0'>a</i>",
        "<iframe srcdoc='a'></iframe>",
        "<form></form>",
        f"<style>a {{ color: red; background: u(//{EVIL}) }}</style>",
        f"<i style='--a: url(//{EVIL}/)'>a</i>",
        "<meta http-equiv='refresh' content='9999'>",
        "<p data-testid='stMarkdownContainer'><img alt='a'></p>",
        "<p data-testid='stMarkdownContainer'><span role='img'>home</span></p>",
        "<svg><a xlink:href='javascript:void 0'></a></svg>",
    ],
)
def test_markup_that_were_on_a_page_would_be_found(visitor: Page, awkward_dashboard: str, markup: str) -> None:
    """Without `page`: the browser refuses some of what the test adds, and says so."""
    if not visitor.url.endswith("/update-data"):
        open_page(visitor, f"{awkward_dashboard}/update-data")
    visitor.evaluate("markup => document.body.insertAdjacentHTML('beforeend', `<div id=added>${markup}</div>`)", markup)
    found = foreign(visitor)
    visitor.evaluate("document.getElementById('added').remove()")
    assert found
    assert foreign(visitor) == []


def test_no_word_of_somebody_elses_version_becomes_markup(
    page: Page, awkward_dashboard: str, awkward_data: Path
) -> None:
    """The last test here: it publishes, while somebody has edited a row."""
    show(page, f"{awkward_dashboard}/edit-rows?table=area_milestones&row={A}/ics_designated")
    page.get_by_role("textbox", name="Note (optional)").fill(STRINGS[0])
    page.get_by_role("button", name="Save this row").click()
    expect(page.get_by_role("heading", name="4. Publish")).to_be_visible()
    assert foreign(page) == []
    publish_awkward(awkward_data, [*TEXTS[2:], *TEXTS[:2]], " ".join(STRINGS), NAME, LABELS)
    expect(page.locator(".st-key-new-version")).to_contain_text("The data was updated")
    assert foreign(page) == []
    page.get_by_role("button", name="Show the update").click()
    expect(page.get_by_text("Somebody else published version 3 and changed the same rows.")).to_be_visible()
    assert foreign(page) == []
