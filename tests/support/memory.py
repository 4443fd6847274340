"""How much memory a process takes, in megabytes, as Linux counts it."""

import os
from contextlib import suppress
from pathlib import Path


def resident(pid: int | None = None) -> float:
    """What the process holds now."""
    return _status(pid, "VmRSS")


def start_peak() -> float:
    """From here on the largest amount is measured again; what this process holds now."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    return resident()


def peak(pid: int | None = None) -> float:
    """The largest amount that the process held since then, or since it began."""
    return _status(pid, "VmHWM")


def _status(pid: int | None, name: str) -> float:
    lines = Path(f"/proc/{pid or os.getpid()}/status").read_text(encoding="ascii").splitlines()
    (kilobytes,) = [line.split()[1] for line in lines if line.startswith(f"{name}:")]
    return int(kilobytes) / 2**10


def serving(address: str) -> int:
    """The process that was started to listen on the port of an address of this machine."""
    option = f"--server.port\0{address.rpartition(':')[2]}\0"
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if option in (process / "cmdline").read_text(encoding="utf-8", errors="replace"):
                return int(process.name)
    raise ProcessLookupError(address)
