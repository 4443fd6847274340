"""Places where a disk fails on purpose: a small one that fills, and one that may not be written."""

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PAGE = 4096


@contextmanager
def small_disk(size: int) -> Iterator[Path]:
    """A folder on a disk of its own (tmpfs) of `size` bytes. Raises RuntimeError where this user may not mount one."""
    with tempfile.TemporaryDirectory() as name:
        _mount("-t", "tmpfs", "-o", f"size={size}", "none", name)
        try:
            yield Path(name)
        finally:
            subprocess.run(["umount", "--lazy", name], check=True)


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """The folder cannot be written within, not even by root: it is mounted over itself, read-only."""
    _mount("--bind", str(folder), str(folder))
    try:
        _mount("-o", "remount,ro,bind", str(folder))
        yield
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def _mount(*arguments: str) -> None:
    done = subprocess.run(["mount", *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"Root may mount a disk for this experiment; here it failed: {done.stderr.strip()}")


def fill(folder: Path, spare: int = 0) -> None:
    """Leaves `spare` bytes on the disk of the folder; `(folder / "filler").unlink()` gives the room back."""
    with (folder / "filler").open("wb", buffering=0) as file:
        with suppress(OSError):
            while file.write(bytes(PAGE)):
                pass
        file.truncate(max(0, file.tell() - spare))
