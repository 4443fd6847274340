"""Several people send large wrong tables at once, on a served dashboard: what another visitor and its memory notice.

In Chromium: a visitor adds a region, alone and then while the tables are checked, each time a pair of regions that
nobody asked for before. Then the senders leave, and the memory of the server is looked at until it has fallen.
"""

import asyncio
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import combinations, product
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, expect, sync_playwright

from benchmarks.parts import REGIONS
from benchmarks.region_change import milliseconds
from benchmarks.reliability.options import Outcome, run
from tests.support.browser.chromium import launch
from tests.support.browser.raw_visitor import asking, choosing, put_file, visiting
from tests.support.browser.server import printed_key, served
from tests.support.memory import peak, resident, serving
from tests.support.processes import apart
from tests.support.spoilt.world import prepare
from tests.support.spoilt.wrong_tables import KINDS, wrong_table

PATIENCE = 180_000  # milliseconds
MOST_OVER_ALONE, MOST_MEMORY = 1.5, 1.2
PAGES = ("", "/leadership", "/milestones")
FOUND = "Nothing was published."
QUEUED = "Your check is waiting."


def crowded(senders: int, megabytes: int, clicks: int, rounds: int) -> Outcome:
    """Clicks alone, then rounds in which all senders send a table of `megabytes` at once."""
    expect.set_options(timeout=PATIENCE)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        apart(lambda: prepare(folder / "data", 0).folder)
        files = _tables(folder, senders, megabytes)
        with served(folder / "data", folder / "log.txt") as address:
            browser, pid = launch(playwright), serving(address)
            key = printed_key(folder / "log.txt")
            outcome = _measured(browser, address, key, pid, files, clicks, rounds)
            browser.close()
    over = outcome["click while others send, over alone"]
    memory = outcome["memory afterwards over before"]
    bad = [f"a click takes {over} times as long"] if over > MOST_OVER_ALONE else []
    return {**outcome, "bad": bad + ([f"{memory} times the memory"] if memory > MOST_MEMORY else [])}


def _tables(folder: Path, senders: int, megabytes: int) -> list[Path]:
    """A table of another kind for each sender."""
    kinds = list(KINDS)
    paths = []
    for number in range(senders):
        path = folder / f"{number}.csv"
        path.write_bytes(wrong_table(kinds[number % len(kinds)], megabytes).content)
        paths.append(path)
    return paths


def _measured(
    browser: Browser, address: str, key: str, pid: int, files: list[Path], clicks: int, rounds: int
) -> dict[str, object]:
    pairs = product(PAGES, combinations(REGIONS, 2))
    visitor = browser.new_page(viewport={"width": 1400, "height": 900})
    _send_all(address, key, files[:1], lambda: visitor.wait_for_timeout(200))  # loads what is loaded once
    alone = [_click(visitor, address, pairs) for _ in range(clicks + 1)][1:]
    before, crowd, queued, seconds = resident(pid), [], 0, []
    for _ in range(rounds):
        begin = time.monotonic()
        queued += _send_all(address, key, files, lambda: crowd.append(_click(visitor, address, pairs)))
        seconds.append(time.monotonic() - begin)
    after, waited = _settled(visitor, address, pid, before)
    return {
        "senders": len(files),
        "megabytes of each": round(files[0].stat().st_size / 2**20),
        "rounds": rounds,
        "seconds until all are answered": round(median(seconds), 1),
        "told that they wait": queued,
        "clicks alone": len(alone),
        "clicks while others send": len(crowd),
        "milliseconds of a click alone, median": round(median(alone)),
        "milliseconds of a click while others send, median": round(median(crowd)),
        "and at most": round(max(crowd)),
        "click while others send, over alone": round(median(crowd) / median(alone), 2),
        "megabytes of the server before": round(before),
        "at most": round(peak(pid)),
        "afterwards": round(after),
        "seconds after the senders left": round(waited),
        "memory afterwards over before": round(after / before, 2),
    }


def _click(visitor: Page, address: str, pairs: Iterator) -> float:
    path, (first, second) = next(pairs)
    return milliseconds(visitor, address + path, first, second)


def _send_all(address: str, key: str, files: list[Path], meanwhile: Callable[[], object]) -> int:
    """Sends each file from a session of its own; `meanwhile` is called until all are answered.

    The senders have no browser here: theirs would take the time of this machine, and not of the server's.
    Returns how many had to wait in the queue.
    """
    with ThreadPoolExecutor(1) as thread:
        sending = thread.submit(asyncio.run, _sent(address, key, files))
        while not sending.done():
            meanwhile()
    said = sending.result()
    if unanswered := [file.name for file, text in zip(files, said, strict=True) if FOUND not in text]:
        raise RuntimeError(f"not answered: {unanswered}")
    return sum(QUEUED in text for text in said)


async def _sent(address: str, key: str, files: list[Path]) -> list[str]:
    return await asyncio.rows_under_header(
        *(_send(address, key, file.read_bytes(), str(n)) for n, file in enumerate(files))
    )


async def _send(address: str, key: str, content: bytes, name: str) -> str:
    """All that the page says of a file."""
    async with visiting(address) as visitor:
        await visitor.run(asking("update-data", f"key={key}"))
        await asyncio.to_thread(put_file, address, visitor.session, name, content)
        request = choosing(asking("update-data", f"key={key}"), visitor.uploader, name, len(content))
        return await visitor.run(request, PATIENCE / 1000)


def _settled(visitor: Page, address: str, pid: int, before: float) -> tuple[float, float]:
    """The memory of the server once it has fallen, or after three minutes.

    The server keeps a session for two, with its files, because its visitor may come back.
    """
    begin = time.monotonic()
    while (now := resident(pid)) > before * MOST_MEMORY and time.monotonic() - begin < PATIENCE / 1000:
        visitor.wait_for_timeout(5_000)
        visitor.goto(f"{address}/about-the-data")
    return now, time.monotonic() - begin


if __name__ == "__main__":
    run(__doc__, crowded, senders=4, megabytes=18, clicks=10, rounds=3)
