"""The files of the data folder: the numbered versions, CURRENT, and what is there while a version is made.

A version becomes published in three steps. A power cut or a kill may end them after any of the three: CURRENT.building
names the version, its file gets its name, CURRENT.building becomes CURRENT. So a version file that CURRENT.building
still names was never published, and can be told from one that was published and that somebody then went back from.
"""

import contextlib
import os
import re
from pathlib import Path

_NAME = re.compile(r"v(\d{8})\.duckdb")
_LOG = re.compile(r"v\d{8}\.duckdb\.wal")


class VersionFiles:
    """The files of one folder. Its methods raise OSError where the folder cannot be read or written."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def pointer(self) -> Path:
        """The file that names the published version."""
        return self.folder / "CURRENT"

    @property
    def pending_pointer(self) -> Path:
        """The file that names the version that is about to be published."""
        return self.folder / "CURRENT.building"

    def path(self, version: int) -> Path:
        """Where the file of a version is, or would be."""
        return self.folder / f"v{version:08}.duckdb"

    def versions(self) -> list[int]:
        """Numbers of the version files that are there, oldest first."""
        return sorted(n for p in self.folder.glob("v*.duckdb") if (n := version_number(p.name)))

    def next_version(self) -> int:
        """A number that was never used, also where version files were deleted by hand."""
        return max([*self.versions(), _named_by(self.pointer) or 0]) + 1

    def activate(self, building: Path, version: int) -> None:
        """Gives the finished file its name and makes it the published version; the order matters (see above)."""
        self.pending_pointer.write_text(self.path(version).name + "\n", encoding="ascii")
        sync(self.pending_pointer)
        self._sync_names()
        building.replace(self.path(version))
        self._sync_names()
        self._point()

    def _point(self) -> None:
        self.pending_pointer.replace(self.pointer)
        with contextlib.suppress(OSError):  # it is published: readers see it, even if the disk fails now
            self._sync_names()

    def leftovers(self) -> list[Path]:
        """What a publication that did not end has left, in the order in which it may be removed."""
        named = [p for p in [self._unpublished()] if p]
        logs = (p for p in self.folder.glob("v*.duckdb.wal") if _LOG.fullmatch(p.name))
        return [*named, *logs, *sorted(self.folder.glob("*.building*"))]

    def remove_leftovers(self) -> None:
        """Removes the leftovers; only the holder of the lock may do so."""
        for path in self.leftovers():
            path.unlink(missing_ok=True)

    def prune(self, most: int) -> None:
        """Removes all but the newest `most` files, see `settings.kept_versions`; their lines in the history stay."""
        for version in self.versions()[:-most]:
            self.path(version).unlink()

    def _unpublished(self) -> Path | None:
        """A version file that CURRENT never came to name. None where CURRENT is there and cannot be understood."""
        pending, named = _named_by(self.pending_pointer), _named_by(self.pointer)
        if pending is None or (named is None and self.pointer.exists()) or pending <= (named or 0):
            return None
        return self.path(pending) if self.path(pending).exists() else None

    def _sync_names(self) -> None:
        if os.name == "posix":
            sync(self.folder)


def version_number(name: str) -> int | None:
    """The version in the name of a version file; None where it is not such a name."""
    match = _NAME.fullmatch(name)
    return int(match[1]) if match else None


def sync(path: Path) -> None:
    """Waits until the file, or the names in the folder, are on the disk."""
    handle = os.open(path, os.O_RDONLY if os.name == "posix" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _named_by(pointer: Path) -> int | None:
    try:
        return version_number(pointer.read_text(encoding="ascii", errors="replace").strip())
    except FileNotFoundError:
        return None
