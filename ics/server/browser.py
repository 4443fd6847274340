"""Opens the address of the dashboard in a browser, where a person has started it and there is a screen.

The address holds the key, and other users of the machine can read the arguments of every program. So the browser is
given a small page that only this user can read, and that leads to the address.
"""

import os
import sys
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from html import escape
from pathlib import Path
from threading import Thread

from ics.settings import store_folder

PAGE = f"open-dashboard-{os.getpid()}.html"


@contextmanager
def opened_in_browser(address: str | None) -> Iterator[None]:
    """Opens the address, if that can be done; the page that leads there is removed at the end."""
    page = store_folder() / PAGE
    try:
        if address and _is_wanted():
            with suppress(OSError):
                _write_privately(page, _leading_to(address))
                Thread(target=webbrowser.open, args=(page.as_uri(),), daemon=True).start()
        yield
    finally:
        with suppress(OSError):
            page.unlink(missing_ok=True)


def _is_wanted() -> bool:
    """Whether a person has started it in a terminal, and a browser with a screen is there."""
    has_screen = sys.platform in ("darwin", "win32") or any(
        map(os.environ.get, ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY"))
    )
    return has_screen and sys.stdout.isatty()


def _leading_to(address: str) -> str:
    shown = escape(address, quote=True)
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>ICS progress</title>'
        f'<meta http-equiv="refresh" content="0; url={shown}"><a href="{shown}">Open the dashboard</a></html>\n'
    )


def _write_privately(path: Path, text: str) -> None:
    path.unlink(missing_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
