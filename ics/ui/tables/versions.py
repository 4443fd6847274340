"""The tables of the page History: the versions, and the files of one."""

import pandas as pd

from ics.datapackage import tables
from ics.sentences.versions import moment, rows_in_words
from ics.ui.text import escape_markdown
from ics.versions.history import FileRecord, VersionRecord

MOST_FILES = 2


def version_table(records: list[VersionRecord], kept: set[int]) -> pd.DataFrame:
    """One row per version, see `ics.versions.history.history`; without the columns in which there is nothing to say.

    `kept`: the versions whose data are kept. The last column holds Markdown links.
    """
    columns = {
        "Version": [str(r["version"]) for r in records],
        "Published (UTC)": [moment(r["published_at"]) for r in records],
        "By": [r["who"] or "" for r in records],
        "What changed, and why": [r["note"] for r in records],
        "Restored from": [f"version {r['restored_from']}" if r["restored_from"] else "" for r in records],
        "Rows": [rows_in_words(r) for r in records],
        "Files": [_files_in_words(r["files"]) for r in records],
        "Data": ["" if r["kept"] else "no longer kept" for r in records],
        "See changes": [_difference_link(r, kept) for r in records],
    }
    return pd.DataFrame({name: cells for name, cells in columns.items() if any(cells)})


def _files_in_words(files: list[FileRecord]) -> str:
    """The first files by name; a workbook or an archive counts once."""
    names = sorted({file["file_name"] for file in files})
    more = len(names) - MOST_FILES
    return ", ".join([*names[:MOST_FILES], *([f"and {more} more"] if more > 0 else [])])


def _difference_link(record: VersionRecord, kept: set[int]) -> str:
    before, version = record["based_on"], record["version"]
    if not {before, version} <= kept:
        return ""
    return f"[{escape_markdown(f'{before} → {version}')}](history?from={before}&to={version}#what-changed)"


def file_table(files: list[FileRecord]) -> pd.DataFrame:
    """One row per file and table of a version."""
    return pd.DataFrame(
        {
            "File": [f["file_name"] for f in files],
            "Table": [
                tables()[f["table_name"]].title if f["table_name"] in tables() else f["table_name"] for f in files
            ],
            "Rows in the file": [f"{f['row_count']:,}" for f in files],
            "Checksum (SHA-256)": [f["sha256"] for f in files],
        }
    )
