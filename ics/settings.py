"""Where things are, and the limits that hold everywhere."""

import os
import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "data" / "datapackage.json"
QUERIES = ROOT / "queries"
PAGES = ROOT / "pages"
RELEASE: str = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]

MAX_UPLOAD_BYTES = 50 * 1024 * 1024
MAX_COLUMNS = 200
MAX_ROWS = 1_100_000  # a full sheet of Excel has 1,048,576
MAX_CELL_CHARACTERS = 20_000
KEPT_VERSIONS = 50
LOOK_EVERY_SECONDS = 20
MAX_GUEST_BYTES = 5 * 1024 * 1024  # of files to check, for those who may not publish
PUBLISHING_KEY, PUBLISHING_OFF = "key", "off"


def store_folder() -> Path:
    """Folder of the published database: ICS_DATA, else `data/` of the project."""
    return Path(os.environ.get("ICS_DATA") or ROOT / "data").resolve()


def kept_versions() -> int:
    """How many version files are kept, the published one included: ICS_KEEP_VERSIONS, else 50."""
    asked = os.environ.get("ICS_KEEP_VERSIONS", "")
    return int(asked) if asked.isdecimal() and int(asked) else KEPT_VERSIONS


def look_every_seconds() -> int:
    """How often an open page looks for a new version, in seconds: ICS_LOOK_EVERY_SECONDS, else 20."""
    asked = os.environ.get("ICS_LOOK_EVERY_SECONDS", "")
    return int(asked) if asked.isdecimal() and int(asked) else LOOK_EVERY_SECONDS


def publishing_mode() -> str:
    """Who may publish through a browser: ICS_PUBLISHING, `key` (default) or `off`. Raises ValueError."""
    mode = os.environ.get("ICS_PUBLISHING") or PUBLISHING_KEY
    if mode not in (PUBLISHING_KEY, PUBLISHING_OFF):
        raise ValueError(
            f"ICS_PUBLISHING is {mode!r}. Set it to {PUBLISHING_KEY} or {PUBLISHING_OFF}, or leave it out."
        )
    return mode


def contact() -> str:
    """Where readers report a mistake: the link to ICS_CONTACT, a mail or web address; "" without. Raises ValueError."""
    asked = os.environ.get("ICS_CONTACT", "").strip()
    if re.fullmatch(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", asked, re.ASCII):
        return f"mailto:{asked}"
    if asked and not re.fullmatch(r"https?://[^\s<>\"()\[\]\\]+", asked):
        raise ValueError(f"ICS_CONTACT is {asked!r}. Give a mail address, or a web address that begins with https://.")
    return asked


def public_hosts() -> frozenset[str]:
    """Names under which others reach this server: ICS_HOSTS, separated by commas or blanks. Raises ValueError."""
    names = os.environ.get("ICS_HOSTS", "").lower().replace(",", " ").split()
    for name in names:
        if not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)*", name):
            raise ValueError(f"ICS_HOSTS has {name!r}. Give names like dashboard.example.org, without scheme or port.")
    return frozenset(names)
