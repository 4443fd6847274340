"""Runs the command line: as a program of its own, or within the test."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from ics.cli.main import main
from ics.settings import ROOT


@dataclass
class Outcome:
    code: int
    out: str
    err: str


def ics(*arguments: object) -> Outcome:
    """Runs `python -m ics` as a program of its own, on the data folder of the test."""
    done = subprocess.run(
        [sys.executable, "-m", "ics", *map(str, arguments)],
        cwd=ROOT,
        env=os.environ | {"PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    return Outcome(done.returncode, done.stdout, done.stderr)


def within(capsys: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """Runs the command line within the test, which is faster."""

    def run(*arguments: object) -> Outcome:
        code = main([str(a) for a in arguments])
        printed = capsys.readouterr()
        return Outcome(code, printed.out, printed.err)

    return run


def answer_of(data: Path, *arguments: object) -> dict[str, Any]:
    """What the command line answers as JSON on a data folder, within the test; fails where it says that it failed."""
    printed = io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(printed):
        patch.setenv("ICS_DATA", str(data))
        code = main([*map(str, arguments), "--json"])
    assert code == 0, printed.getvalue()
    answer: dict[str, Any] = json.loads(printed.getvalue())
    return answer
