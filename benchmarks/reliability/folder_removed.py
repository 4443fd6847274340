"""The data folder fails under the running dashboard: full, read-only, taken away. The page says so and then goes on.

In Chromium, on a dashboard whose data folder is a small disk (tmpfs; needs root): publishing meets a full disk, then a
read-only folder; the folder is taken away and brought back; then the same form publishes. Before, during and after,
the data links are asked as well.
"""

import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from benchmarks.reliability.disks import fill, read_only, small_disk
from benchmarks.reliability.options import Outcome, run
from ics.store.store import Store
from tests.support.browser.chromium import launch
from tests.support.browser.server import give_key, served
from tests.support.processes import apart
from tests.support.spoilt.world import left_over, point, prepare

DISK = 64 * 2**20
PATIENCE = 60_000  # milliseconds
UNPUBLISHED = "Nothing was published"  # what comes before it says why
Told = dict[str, str]
EXPECTED: Told = {
    "full": "The disk of the data folder is full (No space left on device). Free some space, then publish again.",
    "read-only": "The data folder cannot be written (Read-only file system). Make it writable, then publish again.",
    "away": "The data folder is not there.",
    "data link while it is away": "503",
    "data link when it is back": "200",
    "page when it is back": "How far has each region got?",
    "published afterwards": "published",
}


def folder_removed(count: int) -> Outcome:
    """`count` times through all faults, in one dashboard."""
    expect.set_options(timeout=PATIENCE)
    with tempfile.TemporaryDirectory() as name, small_disk(DISK) as disk, sync_playwright() as playwright:
        store, log = Store(disk / "data"), Path(name) / "log.txt"
        apart(lambda: prepare(store.folder, 0).folder)
        page = launch(playwright).new_page()
        told: list[Told] = []
        with served(store.folder, log) as address:
            give_key(page, address, log)
            for number in range(count):
                told += [_through_all(page, address, store, number)]
        said = log.read_text(errors="replace")
        page.context.browser.close()
        bad = [f"{fault}: {words}" for one in told for fault, words in one.items() if words != EXPECTED[fault]]
        if others := said.count("Traceback") - said.count("ics.store.errors.Store"):
            bad.append(f"{others} tracebacks of other errors than StoreError in the log")
        bad += [f"stray {stray}" for stray in apart(lambda: left_over(store))]
    return {
        "times": count,
        "told": told[-1],
        "bad": bad,
    }


def _through_all(page: Page, address: str, store: Store, number: int) -> Told:
    told, link = {}, f"{address}/api/v1/stages.json"
    page.goto(f"{address}/update-data")
    file = point(f"Exampleton {number}")
    page.locator('input[type="file"]').set_input_files(
        {"name": file.name, "mimeType": "text/csv", "buffer": file.content}
    )
    with _full(store.folder):
        told["full"] = _refusal(page, "Full.")
    with read_only(store.folder):
        told["read-only"] = _refusal(page, "Read-only.")
    with _away(store.folder):
        page.goto(address)
        told["away"] = page.get_by_role("alert").first.inner_text().strip()
        told["data link while it is away"] = _status(link)
    told["data link when it is back"] = _status(link)
    page.goto(address)
    told["page when it is back"] = page.get_by_role("heading", level=1).inner_text().strip()
    page.goto(f"{address}/update-data")
    page.locator('input[type="file"]').set_input_files(
        {"name": file.name, "mimeType": "text/csv", "buffer": file.content}
    )
    _publish(page, "At last.")
    expect(page.get_by_text(f"Version {number + 2} is published.")).to_be_visible()
    return told | {"published afterwards": "published"}


def _publish(page: Page, note: str) -> None:
    page.get_by_label("What changes, and why").fill(note)
    page.get_by_role("button", name="Publish").click()


def _refusal(page: Page, note: str) -> str:
    """What the page says of the publication."""
    _publish(page, note)
    page.wait_for_timeout(500)
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]', timeout=PATIENCE)
    alert = page.get_by_role("alert").filter(has_text=UNPUBLISHED)
    return alert.inner_text().partition(UNPUBLISHED)[0].strip()


@contextmanager
def _full(folder: Path) -> Iterator[None]:
    fill(folder, spare=1_000_000)
    try:
        yield
    finally:
        (folder / "filler").unlink()


@contextmanager
def _away(folder: Path) -> Iterator[None]:
    elsewhere = folder.rename(folder.with_name("elsewhere"))
    yield
    elsewhere.rename(folder)


def _status(link: str) -> str:
    try:
        with urllib.request.urlopen(link, timeout=60) as answer:
            return str(answer.status)
    except urllib.error.HTTPError as error:
        return str(error.code)


if __name__ == "__main__":
    run(__doc__, folder_removed, count=5)
