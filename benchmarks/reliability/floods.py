"""Floods of messages at a served dashboard: what other visitors feel of them, and of a click during a run.

`python -m benchmarks.reliability.floods --frames 1000`
"""

import asyncio
import tempfile
import time
import urllib.request
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from statistics import median

from websockets.exceptions import ConnectionClosed

from benchmarks.reliability.options import Outcome, run
from tests.support.browser.raw_visitor import asking, visiting
from tests.support.browser.server import served

MANY = 20  # connections at once
CLICKS = 11
WORST_HEALTH, WORST_PAGE = 1.0, 3.0  # seconds; times the page alone
HEALTH_EVERY_SECONDS = 0.02


def floods(frames: int) -> Outcome:
    """`frames` messages over one connection, then over twenty at once; then clicks during a run."""
    with tempfile.TemporaryDirectory() as name:
        with served(Path(name) / "data", Path(name) / "log.txt") as address:
            found = asyncio.run(_floods(address, frames)) | {
                "seconds of a click during a run": asyncio.run(_clicks_during_a_run(address))
            }
        with served(Path(name) / "data", Path(name) / "log.txt", options=("--runner.fastReruns", "true")) as address:
            found["the same with fastReruns"] = asyncio.run(_clicks_during_a_run(address))
    return found | {"bad": _bad(found)}


async def _floods(address: str, frames: int) -> Outcome:
    await _open(address)  # the first visitor waits for the database
    alone = median([await _open(address) for _ in range(CLICKS)])
    found: Outcome = {"frames": frames, "seconds of a page alone": round(alone, 3)}
    for connections in (1, MANY):
        health, pages = await _meanwhile(address, lambda n=connections: _flood(address, n, frames))
        found[f"{connections} connections"] = {
            "slowest health check in seconds": round(max(health), 3),
            "page over page alone": round(median(pages) / alone, 2),
            "slowest page over page alone": round(max(pages) / alone, 2),
        }
    return found


async def _meanwhile(address: str, flood: Callable[[], Awaitable[None]]) -> tuple[list[float], list[float]]:
    """Seconds of health checks, and of pages opened by another visitor, during a flood and just after it."""
    health: list[float] = []
    with ThreadPoolExecutor(1) as thread:
        is_over = asyncio.Event()
        checking = asyncio.get_running_loop().run_in_executor(thread, _check_health, address, health, is_over)
        flooding = asyncio.create_task(flood())
        pages = [await _open(address) for _ in range(CLICKS)]
        await flooding
        is_over.set()
        await checking
    return health, pages


def _check_health(address: str, found: list[float], is_over: asyncio.Event) -> None:
    while not is_over.is_set():
        began = time.perf_counter()
        with urllib.request.urlopen(f"{address}/_stcore/health", timeout=300):
            found.append(time.perf_counter() - began)
        time.sleep(HEALTH_EVERY_SECONDS)


async def _flood(address: str, connections: int, frames: int) -> None:
    await asyncio.rows_under_header(*(_flood_one(address, frames) for _ in range(connections)))


async def _flood_one(address: str, frames: int) -> None:
    with suppress(ConnectionClosed):
        async with visiting(address) as visitor:
            for _ in range(frames):
                await visitor.send(asking())


async def _open(address: str) -> float:
    """Seconds until a new visitor has the whole first page."""
    began = time.perf_counter()
    async with visiting(address) as visitor:
        await visitor.run(asking())
    return time.perf_counter() - began


async def _clicks_during_a_run(address: str) -> float:
    """Median seconds from a change of region, made while the page is still being drawn, to the end of its run."""
    taken = []
    async with visiting(address) as visitor:
        await visitor.run(asking("milestones"))
        for number in range(CLICKS):
            await visitor.send(asking("milestones"))
            await asyncio.sleep(0.1)
            began = time.perf_counter()
            region = f"region={('London', 'Midlands')[number % 2]}"
            await visitor.send(asking("milestones", region))
            while region not in await visitor.until_finished():  # the run before it may end first
                continue
            taken.append(time.perf_counter() - began)
    return round(median(taken), 3)


def _bad(found: Outcome) -> list[str]:
    bad = []
    for connections in (1, MANY):
        part = found[f"{connections} connections"]
        if part["slowest health check in seconds"] > WORST_HEALTH:
            bad.append(f"{connections} connections: health took {part['slowest health check in seconds']} s")
        if part["page over page alone"] > WORST_PAGE:
            bad.append(f"{connections} connections: a page took {part['page over page alone']} times as long")
    return bad


if __name__ == "__main__":
    run(__doc__, floods, frames=1000)
