"""Finds a Chromium for the browser tests, or installs one: `python -m tests.support.browser.chromium`."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Browser, Playwright, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def installed(playwright: Playwright) -> Path | None:
    """An installed Chromium: the one CHROMIUM names, one on the path, or Playwright's own download."""
    named = os.environ.get("CHROMIUM")
    found = named or next(filter(None, map(shutil.which, NAMES)), None) or playwright.chromium.executable_path
    return Path(found) if Path(found).is_file() else None


def launch(playwright: Playwright) -> Browser:
    """A headless Chromium that makes no requests of its own. Raises FileNotFoundError with the remedy."""
    path = installed(playwright)
    if path is None:
        raise FileNotFoundError(
            "No Chromium was found. Run `python -m tests.support.browser.chromium`, or name one in CHROMIUM."
        )
    return playwright.chromium.launch(executable_path=path, args=QUIET)


def install() -> None:
    """Debian's package when we are root there, else Playwright's own download."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-qq"], check=True)
        subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], check=True, env=_without_questions())
    else:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


def _without_questions() -> dict[str, str]:
    return os.environ | {"DEBIAN_FRONTEND": "noninteractive"}


def _path() -> Path | None:
    with sync_playwright() as playwright:
        return installed(playwright)


if __name__ == "__main__":
    if _path() is None:
        install()
    sys.exit(None if _path() else "Chromium could not be installed.")
