"""Where things are, and the limits that hold everywhere."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "data" / "datapackage.json"
QUERIES = ROOT / "queries"
PAGES = ROOT / "pages"

MAX_UPLOAD_BYTES = 50 * 1024 * 1024
MAX_COLUMNS = 200
MAX_ROWS = 1_100_000  # a full sheet of Excel has 1,048,576
MAX_CELL_CHARACTERS = 20_000
KEPT_VERSIONS = 50


def store_folder() -> Path:
    """Folder of the published database: ICS_DATA, else `data/` of the project."""
    return Path(os.environ.get("ICS_DATA") or ROOT / "data").resolve()


def kept_versions() -> int:
    """How many version files are kept, the published one included: ICS_KEEP_VERSIONS, else 50."""
    asked = os.environ.get("ICS_KEEP_VERSIONS", "")
    return int(asked) if asked.isdecimal() and int(asked) else KEPT_VERSIONS
