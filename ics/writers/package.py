"""A published version as a data package: its tables as plain CSV with the `datapackage.json` of the project.

The files are written like those of the project (UTF-8 without a mark, lines end with a line feed, rows in the order of
the key), so that a version can be built from them again, and its export is the same bytes.
"""

import contextlib
import csv
import errno
import io
import json
import os
import zipfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from ics.datapackage import tables
from ics.settings import PACKAGE
from ics.store.ask import fetch_rows
from ics.store.store import Store
from ics.store.tables import table_rows
from ics.writers.csv_files import LINE_END

ZIP_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest that a ZIP knows: the same version gives the same bytes
UNFINISHED = ".building"


def package_zip(store: Store, version: int) -> bytes:
    """The files of `package_files` as a ZIP, whose comment names the version. Raises as `package_files` does."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in package_files(store, version).items():
            about = zipfile.ZipInfo(name, ZIP_DATE)
            about.compress_type, about.create_system, about.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            archive.writestr(about, content)
        archive.comment = _comment(store, version).encode()
    return packed.getvalue()


def export_package(store: Store, version: int, folder: Path) -> list[Path]:
    """Writes the files of `package_files` into a folder, each whole or not at all; returns their paths.

    The folder is made, or is empty, or holds a package of the same name, whose files are replaced; other files in it
    stay. Raises FileExistsError when it holds something else, OSError when it cannot be written, and as
    `package_files` does.
    """
    files = package_files(store, version)
    _refuse_other_content(folder)
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = [folder / f".{name}{UNFINISHED}" for name in files]
    try:
        for path, content in zip(unfinished, files.values(), strict=True):
            _write(path, content)
        return [path.replace(folder / name) for path, name in zip(unfinished, files, strict=True)]
    finally:
        for path in unfinished:
            path.unlink(missing_ok=True)


def package_files(store: Store, version: int) -> dict[str, bytes]:
    """The CSV files of a stored version by name, then `datapackage.json`.

    In today's columns: one that the version lacks is empty, one that the program no longer knows is left out. Raises
    VersionNotStoredError when the version is not stored, and StoreError when its file is damaged.
    """
    store.require_stored(version)
    files = {table.path.name: _plain_csv(*table_rows(store, version, table)) for table in tables().values()}
    return files | {PACKAGE.name: PACKAGE.read_bytes()}


def _comment(store: Store, version: int) -> str:
    """The comment of the ZIP: the version, and when it was published."""
    return f"ICS progress, version {version} of the data, published {_published_at(store, version):%Y-%m-%d %H:%M} UTC"


def _published_at(store: Store, version: int) -> datetime:
    """When the version was published, in UTC."""
    sql = "select published_at from published_versions where version = $published"
    moment: datetime = fetch_rows(sql, store, version, published=version)[1][0][0]
    return moment


class _PlainLines(io.StringIO):
    """Ends lines with a line feed. The writer still quotes a cell that holds either character of its own line end."""

    def write(self, line: str) -> int:
        return super().write(line.removesuffix(LINE_END) + "\n")


def _plain_csv(columns: Iterable[str], rows: Iterable[list[str]]) -> bytes:
    text = _PlainLines(newline="")
    writer = csv.writer(text, lineterminator=LINE_END)
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue().encode()


def _refuse_other_content(folder: Path) -> None:
    if folder.exists() and any(not p.name.endswith(UNFINISHED) for p in folder.iterdir()) and not _is_package(folder):
        reason = "the folder contains other files. Choose another folder, or an empty one"
        raise FileExistsError(errno.EEXIST, reason, str(folder))


def _is_package(folder: Path) -> bool:
    ours = json.loads(PACKAGE.read_text(encoding="utf-8"))["name"]
    with contextlib.suppress(OSError, ValueError, AttributeError):
        return bool(json.loads((folder / PACKAGE.name).read_text(encoding="utf-8")).get("name") == ours)
    return False


def _write(path: Path, content: bytes) -> None:
    try:
        with path.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:  # a full disk does not say which file
        raise OSError(error.errno, error.strerror, str(path.parent)) from error
