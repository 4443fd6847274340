"""Serves the dashboard for the browser tests, as a user would start it."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, expect

ROOT = Path(__file__).resolve().parents[3]
START_SECONDS = 60


@contextmanager
def served(data: Path, log: Path, script: str = "dashboard.py", options: tuple[str, ...] = ()) -> Iterator[str]:
    """The address of a dashboard that keeps its database in `data` and writes what it says to `log`."""
    port = free_port()
    command = ["streamlit", "run", script, "--server.port", str(port), *options]
    with started(command, data, log, f"127.0.0.1:{port}") as address:
        yield address


@contextmanager
def started(module: list[str], data: Path, log: Path, host: str, **settings: str) -> Iterator[str]:
    """The address of the server that this Python module with its arguments starts on `host`, once it answers."""
    environment = os.environ | {"ICS_DATA": str(data)} | settings
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", *module], cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT
        )
        try:
            address = f"http://{host}"
            _wait_for(f"{address}/_stcore/health", process, log)
            yield address
        finally:
            process.terminate()
            process.wait(timeout=20)


def printed_key(log: Path) -> str:
    """The key to publish, from the address that a dashboard printed when it started."""
    return re.search(r"\?key=(\S+)", log.read_text(encoding="utf-8"))[1]


def give_key(page: Page, address: str, log: Path) -> None:
    """Opens the address that was printed, as the person at the machine does; the tab keeps the key from then on."""
    page.goto(f"{address}/?key={printed_key(log)}")
    expect(page).to_have_url(f"{address}/")  # without the key, which the tab has taken


def free_port() -> int:
    """A port of the loopback address that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for(address: str, process: subprocess.Popen, log: Path) -> None:
    for _ in range(START_SECONDS * 5):
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(address) as answer:
                if answer.status == 200:
                    return
        except urllib.error.URLError:
            time.sleep(0.2)
    raise RuntimeError(f"The dashboard did not start:\n{log.read_text()}")
