"""Runs every experiment with its full counts and writes docs/reliability.md: `… report docs/reliability.md`.

`--brief` runs each with small counts instead, to see that it runs; nothing is written then.
"""

import argparse
import json
import os
import platform
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

from ics.settings import ROOT

BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"


@dataclass(frozen=True)
class Experiment:
    """A question, the experiment that answers it, and its options in full and in brief."""

    question: str
    module: str
    full: str
    brief: str


EXPERIMENTS = [
    Experiment("Killed while it publishes a change of one row", "kills", "--count 400", "--count 4"),
    Experiment(
        "Killed while it publishes a million changed values",
        "kills",
        "--count 100 --rows 1000000",
        "--count 2 --rows 20000",
    ),
    Experiment("The disk is full", "disk_full", "--count 60", "--count 3"),
    Experiment("The disk is full, large update", "disk_full", "--count 12 --rows 100000", "--count 3 --rows 5000"),
    Experiment("The folder may not be written", "read_only", "--count 10", "--count 1"),
    Experiment("Faults under the running dashboard", "folder_removed", "--count 5", "--count 1"),
    Experiment("Eight publish at once", "publishers", "--rounds 40", "--rounds 2"),
    Experiment("Spoilt uploads", "fuzz", "--count 10000", "--count 40"),
    Experiment("Written as other programs write it", "rewritten", "--count 3000", "--count 20"),
    Experiment("Workbooks made to do harm", "hostile_workbooks", "--times 3", "--times 1"),
    Experiment("Uploads over their budget", "over_budget", "--count 200", "--count 15"),
    Experiment(
        "Four large wrong tables at once",
        "crowded",
        "--senders 4 --megabytes 18 --clicks 10 --rounds 3",
        "--senders 3 --megabytes 2 --clicks 3 --rounds 1",
    ),
    Experiment("Exported, built and restored", "round_trip", "--versions 20", "--versions 3"),
    Experiment("A flood of messages", "floods", "--frames 1000", "--frames 200"),
    Experiment("A large update", "speed", "--rows 1000000 --times 3", "--rows 5000 --times 1"),
]


def report(target: Path, brief: bool) -> int:
    """Runs all and writes the outcome between the marks of the document; 1 when something was found that is bad."""
    parts, failed = [_conditions()], []
    for experiment in EXPERIMENTS:
        outcome = _outcome(experiment, brief)
        if outcome["bad"]:
            failed.append(experiment.question)
        parts += [f"## {experiment.question}", f"`{_shown(experiment)}`", _table(outcome)]
    if not brief:
        text = target.read_text(encoding="utf-8")
        measured = "\n\n".join(parts)
        target.write_text(f"{text.split(BEGIN)[0]}{BEGIN}\n{measured}\n{END}{text.split(END)[1]}", encoding="utf-8")
    print("Bad: " + "; ".join(failed) if failed else "Nothing bad was found.")
    return 1 if failed else 0


def _conditions() -> str:
    return (
        f"Measured on {date.today()} with DuckDB {version('duckdb')}, Streamlit {version('streamlit')}, "
        f"Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} cores; "
        f"load before the first: {os.getloadavg()[0]:.1f}."
    )


def _shown(experiment: Experiment) -> str:
    return f"python -m benchmarks.reliability.{experiment.module} {experiment.full}"


def _outcome(experiment: Experiment, brief: bool) -> dict:
    """What the experiment printed. Raises RuntimeError when it printed nothing."""
    options = experiment.brief if brief else experiment.full
    command = [sys.executable, "-m", f"benchmarks.reliability.{experiment.module}", *shlex.split(options)]
    print("…", experiment.question, flush=True)
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if not done.stdout.startswith("{"):
        raise RuntimeError(f"{' '.join(command)} ended without an outcome:\n{done.stderr}")
    print(done.stdout, flush=True)
    return json.loads(done.stdout)


def _table(outcome: dict) -> str:
    lines = ["| | |", "| --- | --- |"]
    return "\n".join(lines + [f"| {_cell(name)} | {_cell(value)} |" for name, value in _figures(outcome)])


def _figures(outcome: dict) -> Iterator[tuple[str, object]]:
    """Name and figure; of an outcome with parts, each part."""
    for name, value in outcome.items():
        if name == "bad":
            yield "**bad**", "; ".join(map(str, value.items() if isinstance(value, dict) else value)) or "**0**"
        elif isinstance(value, dict):
            yield from ((f"{name}: {part}", _inline(figure)) for part, figure in value.items())
        elif value != "":
            yield name, "; ".join(value) if isinstance(value, list) else value


def _inline(figure: object) -> object:
    """The figures of a part of a part, in a line."""
    return ", ".join(f"{name} {value}" for name, value in figure.items()) if isinstance(figure, dict) else figure


def _cell(value: object) -> str:
    text = f"{value:,}" if isinstance(value, int) and abs(value) >= 10_000 else str(value)
    return " ".join(text.replace("|", "\\|").split())


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("document", type=Path)
    parser.add_argument("--brief", action="store_true")
    options = parser.parse_args()
    sys.exit(report(options.document, options.brief))
