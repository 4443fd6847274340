"""What a command answers: as JSON with stable keys for programs, and as lines for people; and how it is printed.

The keys of the JSON are those of `docs/command-line.md`.
"""

import dataclasses
import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from unicodedata import category

from ics.datapackage import tables
from ics.problems import Problem, total_in_words
from ics.readers.upload import Note
from ics.sentences.cells import sides_in_words
from ics.sentences.impact import in_words
from ics.versions.compare import SHOWN_CELLS, Comparison
from ics.versions.diff import CellDiff, TableDiff

CELLS_IN_JSON = 100_000


@dataclass(frozen=True)
class CommandAnswer:
    """`data` for programs, `lines` for people; `ok`: whether the command did what was asked."""

    data: Mapping[str, object]
    lines: Sequence[str] = ()
    ok: bool = True


def as_json(answer: CommandAnswer) -> str:
    return json.dumps({"ok": answer.ok, **answer.data}, default=_plain, ensure_ascii=False, indent=2)


def _plain(value: object) -> object:
    """Times in UTC as ISO 8601, paths as text, records as objects."""
    match value:
        case datetime():
            return value.isoformat()
        case Path():
            return str(value)
        case _ if dataclasses.is_dataclass(value) and not isinstance(value, type):
            return dataclasses.asdict(value)
    raise TypeError(f"{type(value).__name__} cannot be written as JSON")


def as_text(answer: CommandAnswer) -> str:
    """The lines, without control characters: a note or a name may hold some, and a terminal would act on them."""
    return "\n".join("".join(map(_visible, line)) for line in answer.lines)


def _visible(character: str) -> str:
    return f"\\x{ord(character):02x}" if category(character).startswith("C") else character


def failure(error: str, was_to_publish: bool) -> CommandAnswer:
    """An error that says all. `was_to_publish`: whether somebody may wonder if anything was published."""
    return CommandAnswer({"error": error}, [error, *(["Nothing was published."] if was_to_publish else [])], ok=False)


def refusal(problems: Sequence[Problem], notes: Sequence[Note]) -> CommandAnswer:
    """Nothing was published because of the files."""
    only_warnings = all(p.severity == "warning" for p in problems)
    further = " To publish anyway, add --despite-warnings." if only_warnings else ""
    last = f"{total_in_words(problems, 'problem', 'problems')}. Nothing was published.{further}"
    lines = [*notes_in_words(notes), *problems_in_words(problems), last]
    return CommandAnswer({"problems": problems, "notes": notes_data(notes)}, lines, ok=False)


def notes_data(notes: Sequence[Note]) -> list[dict[str, str]]:
    """The notes as JSON has them, with the keys `file` and `what`."""
    return [{"file": note.file, "what": note.message} for note in notes]


def problems_in_words(problems: Sequence[Problem]) -> list[str]:
    """One line per problem: where it is, what is wrong and how to fix it."""
    return [f"{'Warning: ' if p.severity == 'warning' else ''}{p}" for p in problems]


def notes_in_words(notes: Sequence[Note]) -> list[str]:
    """One line per note on how a file was read."""
    return [f"Note: {note.file}: {note.message}" for note in notes]


def change_in_words(change: TableDiff) -> str:
    """The change of a table as a phrase: "Areas: 1 row added, 2 changed, 0 deleted, 41 unchanged"."""
    rows = "row" if change.added == 1 else "rows"
    counts = f"{change.added:,} {rows} added, {change.changed:,} changed, {change.removed:,} deleted"
    return f"{tables()[change.table].title}: {counts}, {change.unchanged:,} unchanged"


def comparison_data(comparison: Comparison, lead: Iterable[str] = ()) -> dict[str, object]:
    """Sentences, rows and cells as data. `lead`: sentences that come first."""
    return {
        "sentences": [*lead, *in_words(comparison)],
        "changes": comparison.changed_tables,
        "cells": comparison.cells,
        "all_cells": comparison.all_cells,
    }


def comparison_in_words(comparison: Comparison, all_of_them: str = "--csv FILE", lead: Iterable[str] = ()) -> list[str]:
    """Sentences first, then the rows of each table that changes, then the first cells.

    `all_of_them`: what to say for all cells; `lead`: sentences that come first.
    """
    more = f"These are the first {SHOWN_CELLS} of {comparison.all_cells:,} cells. To get them all, use {all_of_them}."
    return [
        *lead,
        *in_words(comparison),
        *map(change_in_words, comparison.changed_tables),
        *map(_cell_in_words, comparison.cells[:SHOWN_CELLS]),
        *([more] if comparison.all_cells > SHOWN_CELLS else []),
    ]


def most_cells(is_json: bool) -> int:
    """How many cells an answer needs: programs get nearly all of them, people the first."""
    return CELLS_IN_JSON if is_json else SHOWN_CELLS


def _cell_in_words(cell: CellDiff) -> str:
    """One cell: "  Lincolnshire, ICS designated: date reached 2021-04-01 → 2020-04-01"."""
    old, new = sides_in_words(cell)
    return f"  {cell.row}: {tables()[cell.table].field(cell.column).title} {old} → {new}"


def published_in_words(version: int, is_new: bool) -> str:
    return (
        f"Published version {version}."
        if is_new
        else f"Nothing changes. Version {version} is still the current version."
    )


def print_text(text: str) -> None:
    """The text and a line end, also where the reader closes the pipe early (`| head`)."""
    _print(lambda: print(text))


def print_bytes(content: bytes) -> None:
    """Bytes as they are: a file that is sent on to another program."""
    _print(lambda: sys.stdout.buffer.write(content))


def _print(write: Callable[[], object]) -> None:
    try:
        write()
        sys.stdout.flush()
    except BrokenPipeError:
        # Python flushes once more when it ends; nobody would read that either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
