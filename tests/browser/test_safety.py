"""Only the person at the machine publishes: what browsers, other sites and programs can do without the key."""

import http.client
import json
import re
import socket
import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from ics.server.websockets import FRAMES
from tests.support.browser.limits import patient
from tests.support.browser.pages import DRAWN, open_page, settle
from tests.support.browser.raw_visitor import Recording, repeat
from tests.support.browser.server import Dashboard, free_port, printed_key, started
from tests.support.browser.tab import tab_of_a_new_visitor
from tests.support.browser.updates import area_milestones
from tests.support.worlds import copy_versions

pytestmark = pytest.mark.browser

EARLIER = {"E54000013,ics_designated,2021-04-01": "E54000013,ics_designated,2020-04-01"}
NEEDS_KEY = "You need a key to publish."


def current(data: Path) -> str:
    return (data / "CURRENT").read_text().strip()


def choose(page: Page, address: str, file: Path) -> None:
    """Opens the page Update data and chooses a file that changes something."""
    open_page(page, f"{address}/update-data")
    page.locator('input[type="file"]').set_input_files(file)
    expect(page.get_by_role("heading", name="4. Publish")).to_be_visible()
    settle(page)


def paste(page: Page, key: str) -> None:
    field = page.get_by_label("Paste the key or the whole address")
    field.fill(key)
    field.press("Enter")


def publish(page: Page) -> None:
    page.get_by_label("What changes, and why").fill("Corrected")
    page.get_by_role("button", name="Publish").click()


@pytest.fixture
def changing(tmp_path: Path) -> Path:
    return area_milestones(tmp_path, EARLIER)


def test_the_printed_address_loses_its_key_and_is_remembered_by_the_tab(
    page: Page, keyless_dashboard: Dashboard, changing: Path
) -> None:
    address, data, _ = keyless_dashboard
    page.goto(f"{address}/?key={keyless_dashboard.key}")
    expect(page).to_have_url(f"{address}/")
    assert page.evaluate("history.length") <= 2  # the empty tab and the page: no entry with the key to go back to
    choose(page, address, changing)
    page.reload()  # a new session of Streamlit in the same tab
    page.locator('input[type="file"]').set_input_files(changing)
    publish(page)
    expect(page.get_by_text("Version 2 is published")).to_be_visible()
    assert current(data) == "v00000002.duckdb"


def test_another_tab_is_asked_for_the_key_and_takes_it_pasted(
    page: Page, own_dashboard: Dashboard, changing: Path
) -> None:
    address, *_ = own_dashboard
    open_page(page, address)  # the tab that has the key
    other = patient(page.context.new_page())
    choose(other, address, changing)
    expect(other.get_by_text(NEEDS_KEY)).to_be_visible()
    expect(other.get_by_role("button", name="Publish")).to_have_count(0)
    paste(other, "wrong")
    expect(other.get_by_text("That key is wrong. The key changes each time the dashboard starts.")).to_be_visible()
    paste(other, f"{address}/?key={own_dashboard.key}")
    publish(other)
    expect(other.get_by_text("Version 2 is published")).to_be_visible()


def test_the_tab_forgets_the_key_of_a_server_that_has_ended(
    page: Page, own_dashboard: Dashboard, changing: Path
) -> None:
    address, *_ = own_dashboard
    page.evaluate("sessionStorage.setItem('publishing-key', 'of yesterday')")
    choose(page, address, changing)
    expect(page.get_by_text(NEEDS_KEY)).to_be_visible()
    page.reload()
    settle(page)
    assert page.evaluate("sessionStorage.getItem('publishing-key')") is None


def test_a_guest_is_told_of_the_smaller_limit(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/update-data")
    expect(page.get_by_text("Without the key, you can check up to 5 MB at once.")).to_be_visible()
    too_large = {"name": "areas.csv", "mimeType": "text/csv", "buffer": b"x" * 6 * 2**20}
    page.locator('input[type="file"]').set_input_files(too_large)
    expect(page.get_by_test_id("stFileUploader")).to_contain_text("413")
    expect(page.get_by_role("heading", name="3. Check what changes")).to_have_count(0)


# What a page of another site tries: to talk to the dashboard as its own page does.
ATTACK = """<!doctype html><title>Free prizes</title><script>
const address = "%s", outcome = {}
const tried = [
    new Promise(done => {
        const socket = new WebSocket(address.replace("http", "ws") + "/_stcore/stream", ["streamlit"])
        socket.onopen = () => done(outcome.websocket = "open")
        socket.onerror = () => done(outcome.websocket = "refused")
    }),
    fetch(address + "/api/v1/areas.json").then(
        answer => { outcome.read = answer.status }, () => { outcome.read = "refused" }),
    new Promise(done => {
        const picture = new Image()
        picture.onload = picture.onerror = done
        picture.src = address + "/api/v1/areas.csv"
    }),
    fetch(address + "/_stcore/upload_file/a/b", {method: "PUT", body: "x", credentials: "include"}).then(
        answer => { outcome.upload = answer.status }, () => { outcome.upload = "refused" }),
]
Promise.all(tried).then(() => { document.title = JSON.stringify(outcome) })
</script>"""


@contextmanager
def hostile_site(target: str) -> Iterator[int]:
    """The port of a site of somebody else on this machine, whose page attacks the dashboard."""

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write((ATTACK % target).encode())

        def log_message(self, *_: object) -> None:
            return

    site = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=site.serve_forever, daemon=True).start()
    yield site.server_port
    site.shutdown()
    site.server_close()


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost"])
def test_a_page_on_another_port_gets_nothing(browser: Browser, dashboard_read: Dashboard, name: str) -> None:
    address, _, log = dashboard_read
    said_before = len(log.read_text())
    with hostile_site(address.replace("127.0.0.1", name)) as port, tab_of_a_new_visitor(browser) as page:
        page.goto(f"http://{name}:{port}/")
        expect(page).to_have_title(re.compile("^{"))
        assert json.loads(page.title()) == {"read": "refused", "upload": "refused", "websocket": "refused"}
        whys = [
            json.loads(line)["why"]
            for line in log.read_text()[said_before:].splitlines()
            if '"request refused"' in line
        ]
        assert (whys.count("origin"), whys.count("site")) == (3, 1)  # by the server, and not only by the browser


@pytest.fixture(scope="module")
def recording(
    browser: Browser, dashboard_written: Dashboard, built: Path, tmp_path_factory: pytest.TempPathFactory
) -> Recording:
    """All that a browser sends to have a file checked, to paste the key and to publish."""
    file = area_milestones(tmp_path_factory.mktemp("recorded"), EARLIER)
    copy_versions(built, dashboard_written.data)
    found = Recording(file.read_bytes(), dashboard_written.key)
    with tab_of_a_new_visitor(browser) as page:
        found.listen_to(page)
        choose(page, dashboard_written.address, file)
        paste(page, found.key)
        publish(page)
        expect(page.get_by_text("Version 2 is published")).to_be_visible()
    return found


@contextmanager
def proxy(target: str) -> Iterator[str]:
    """The address of a proxy on this machine that passes requests on under the dashboard's own name."""
    host, port = urlsplit(target).hostname, urlsplit(target).port

    def pass_on(source: socket.socket, target: socket.socket, old: bytes = b" ", new: bytes = b" ") -> None:
        with suppress(OSError):
            while content := source.recv(65536):
                target.sendall(content.replace(old, new, 1))
            target.shutdown(socket.SHUT_WR)

    class Forward(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            own = f"Host: 127.0.0.1:{self.server.server_address[1]}".encode()
            with socket.create_connection((host, port)) as there:
                answers = threading.Thread(target=pass_on, args=(there, self.request), daemon=True)
                answers.start()
                pass_on(self.request, there, own, f"Host: {host}:{port}".encode())
                answers.join(10)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Forward) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def test_a_program_without_the_key_cannot_publish(recording: Recording, keyless_dashboard: Dashboard) -> None:
    address, data, _ = keyless_dashboard
    assert NEEDS_KEY in repeat(recording, address)
    assert NEEDS_KEY in repeat(recording, address, key="wrong")
    assert current(data) == "v00000001.duckdb"
    repeat(recording, address, key=keyless_dashboard.key)  # nothing but the key was missing
    assert current(data) == "v00000002.duckdb"


def test_nobody_publishes_through_a_proxy_without_the_key(keyless_dashboard: Dashboard, recording: Recording) -> None:
    address, data, _ = keyless_dashboard
    with proxy(address) as outside:
        assert NEEDS_KEY in repeat(recording, outside, host=urlsplit(address).netloc)
    assert current(data) == "v00000001.duckdb"


def test_nobody_publishes_through_uvicorn_on_another_address_without_the_key(
    recording: Recording, built: Path, tmp_path: Path
) -> None:
    port, data, log = free_port(), tmp_path / "data", tmp_path / "log.txt"
    copy_versions(built, data)
    command = ["uvicorn", "dashboard:app", "--host", "127.0.0.2", "--port", str(port)]
    with started(command, data, log, f"127.0.0.2:{port}", ICS_HOSTS="127.0.0.2") as address:
        assert NEEDS_KEY in repeat(recording, address)
        assert current(data) == "v00000001.duckdb"
        repeat(recording, address, key=printed_key(log))
        assert current(data) == "v00000002.duckdb"


@pytest.mark.parametrize("path", ["/", "/none", "/_stcore/health", "/_stcore/host-config", "/api/v1", "/api/v1/x.csv"])
def test_every_answer_of_the_served_app_has_the_headers(dashboard: str, path: str) -> None:
    _, headers, _ = asked(dashboard + path)
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "'sha256-" in headers["content-security-policy"]
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["x-content-type-options"] == "nosniff"


def test_a_data_link_that_cannot_be_read_says_what_there_is(dashboard: str) -> None:
    status, headers, content = asked(f"{dashboard}/api/v1/coverage_by_region.csv?region=Mercia")
    assert status == 400
    said = json.loads(content)["error"]
    assert said.startswith("region: there is no “Mercia”. Choose from: East of England, London, ")
    assert "default-src 'self'" in headers["content-security-policy"]


def asked(address: str) -> tuple[int, Message, bytes]:
    """What a program is answered that asks for an address: status, headers and content."""
    server = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
    server.request("GET", address.removeprefix(f"http://{server.host}:{server.port}"))
    answer = server.getresponse()
    content = answer.read()
    server.close()
    return answer.status, answer.headers, content


def test_a_download_has_the_headers(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/update-data")
    with page.expect_response(lambda response: "/media/" in response.url) as answer, page.expect_download():
        page.get_by_role("button", name="Download current table").click()
    assert answer.value.headers["cross-origin-resource-policy"] == "same-origin"
    assert answer.value.headers["x-content-type-options"] == "nosniff"


def test_a_key_that_is_held_in_a_number_field_stays_within_the_limits(page: Page, dashboard: str) -> None:
    sent: list[object] = []
    closed: list[object] = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(frame)))
    page.on("websocket", lambda socket: socket.on("close", lambda _: closed.append(socket)))
    open_page(page, f"{dashboard}/points-of-light")
    field = page.get_by_role("spinbutton")
    field.click()
    before, start = len(sent), time.monotonic()
    for _ in range(30):  # down again and again, without up: so does a keyboard
        page.keyboard.down("ArrowUp")
        page.evaluate(DRAWN)  # two frames: as fast as keys repeat
    page.keyboard.up("ArrowUp")
    expect(page).to_have_url(re.compile(rf"early_days={field.input_value()}$"))
    _, each_second = FRAMES
    assert 0 < len(sent) - before < each_second * (time.monotonic() - start)
    assert not closed


def test_an_upload_in_chunks_cannot_hide_its_length_from_the_served_app(dashboard: str) -> None:
    server = http.client.HTTPConnection(urlsplit(dashboard).netloc, timeout=60)
    headers = {"Content-Length": "10", "Transfer-Encoding": "chunked"}
    server.putrequest("PUT", "/_stcore/upload_file/a/b")
    for name, value in headers.items():
        server.putheader(name, value)
    server.endheaders(b"5\r\nhello\r\n0\r\n\r\n")
    assert server.getresponse().status == 411
    server.close()
