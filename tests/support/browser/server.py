"""Serves the dashboard for the browser tests, as a user would start it."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from playwright.sync_api import Page

from ics.settings import ROOT
from tests.support.browser.limits import SECONDS
from tests.support.browser.tab import EMPTY
from tests.support.worlds import copy_versions


class Dashboard(NamedTuple):
    """A dashboard that is being served."""

    address: str
    data: Path
    log: Path

    @property
    def key(self) -> str:
        """The key to publish, which it printed when it started."""
        return printed_key(self.log)


@contextmanager
def dashboard_on(origin: Path, folder: Path, **settings: str) -> Iterator[Dashboard]:
    """A dashboard with a copy of the published versions of `origin`, in a folder of its own."""
    data, log = folder / "data", folder / "log.txt"
    copy_versions(origin, data)
    with served(data, log, settings=settings) as address:
        yield Dashboard(address, data, log)


@contextmanager
def served(
    data: Path,
    log: Path,
    script: str = "dashboard.py",
    options: tuple[str, ...] = (),
    settings: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[str]:
    """The address of a dashboard that keeps its database in `data` and writes what it says to `log`."""
    port = free_port()
    command = ["streamlit", "run", script, "--server.port", str(port), *options]
    with started(command, data, log, f"127.0.0.1:{port}", **settings) as address:
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
    found = re.search(r"\?key=(\S+)", log.read_text(encoding="utf-8"))
    assert found, "the server has not printed its address"
    return found[1]


def give_key(page: Page, address: str, log: Path) -> None:
    """Puts the key into the storage of the tab, where opening the printed address puts it, without opening the app."""
    page.goto(f"{address}/{EMPTY}")
    page.evaluate("key => sessionStorage.setItem('publishing-key', key)", printed_key(log))


def free_port() -> int:
    """A port of the loopback address that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(int(SECONDS) * 5):
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(address) as answer:
                if answer.status == 200:
                    return
        except urllib.error.URLError:
            time.sleep(0.2)
    raise RuntimeError(f"The dashboard did not start:\n{log.read_text()}")
