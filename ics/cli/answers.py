"""What a command answers: as JSON with stable keys for programs, and as lines for people.

The keys of the JSON are those of `docs/command-line.md`.
"""

import dataclasses
import json
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from unicodedata import category

from ics.problems import Problem, total_in_words
from ics.readers.upload import Note
from ics.versions.compare import SHOWN_CELLS, Comparison
from ics.versions.diff import CellDiff, TableDiff

CELLS_IN_JSON = 100_000


@dataclass(frozen=True)
class Answer:
    """`data` for programs, `lines` for people; `ok`: whether the command did what was asked."""

    data: dict
    lines: list[str] = field(default_factory=list)
    ok: bool = True


def as_json(answer: Answer) -> str:
    return json.dumps({"ok": answer.ok, **answer.data}, default=_plain, ensure_ascii=False, indent=2)


def _plain(value: object) -> object:
    """Times in UTC as ISO 8601, paths as text, records as objects."""
    match value:
        case datetime():
            return value.isoformat()
        case Path():
            return str(value)
    return dataclasses.asdict(value)


def as_text(answer: Answer) -> str:
    """The lines, without control characters: a note or a name may hold some, and a terminal would act on them."""
    return "\n".join("".join(map(_visible, line)) for line in answer.lines)


def _visible(character: str) -> str:
    return f"\\x{ord(character):02x}" if category(character).startswith("C") else character


def failure(error: str, was_to_publish: bool) -> Answer:
    """An error that stands for itself; `was_to_publish`: whether somebody may wonder if anything was published."""
    return Answer({"error": error}, [error, *(["Nothing was published."] if was_to_publish else [])], ok=False)


def refusal(problems: list[Problem], notes: list[Note]) -> Answer:
    """Nothing was published because of the files."""
    only_warnings = all(p.severity == "warning" for p in problems)
    further = " To publish all the same: --despite-warnings" if only_warnings else ""
    last = f"{total_in_words(problems, 'problem', 'problems')}. Nothing was published.{further}"
    lines = [*notes_in_words(notes), *problems_in_words(problems), last]
    return Answer({"problems": problems, "notes": notes_data(notes)}, lines, ok=False)


def notes_data(notes: list[Note]) -> list[dict[str, str]]:
    """The notes as JSON has them, with the keys `file` and `what`."""
    return [{"file": note.file, "what": note.message} for note in notes]


def problems_in_words(problems: list[Problem]) -> list[str]:
    """One line per problem: place, fault, rule and remedy."""
    return [f"{'Warning: ' if p.severity == 'warning' else ''}{p}" for p in problems]


def notes_in_words(notes: list[Note]) -> list[str]:
    """One line per note on how a file was read."""
    return [f"Note: {note.file}: {note.message}" for note in notes]


def changes_in_words(changes: list[TableDiff]) -> list[str]:
    return [change_in_words(change) for change in changes]


def change_in_words(change: TableDiff) -> str:
    """The change of a table as a phrase: "areas: 1 row added, 2 changed, 0 removed, 41 as before"."""
    rows = "row" if change.added == 1 else "rows"
    counts = f"{change.added:,} {rows} added, {change.changed:,} changed, {change.removed:,} removed"
    return f"{change.table}: {counts}, {change.unchanged:,} as before"


def comparison_data(found: Comparison, cells: list[CellDiff]) -> dict:
    """Consequences, rows and cells as data; `cells` may be fewer than there are."""
    return {
        "sentences": found.sentences,
        "changes": [change for change in found.changes if not change.is_empty],
        "cells": cells,
        "all_cells": found.all_cells,
    }


def comparison_in_words(found: Comparison, all_of_them: str = "--csv FILE") -> list[str]:
    """Consequences first, then the rows of each table that changes, then the first cells.

    `all_of_them`: what to say for all cells.
    """
    changes = [change for change in found.changes if not change.is_empty]
    more = f"The first {SHOWN_CELLS} of {found.all_cells:,} cells are shown; {all_of_them} has them all."
    return [
        *found.sentences,
        *changes_in_words(changes),
        *map(_cell_in_words, found.cells),
        *([more] if found.all_cells > len(found.cells) else []),
    ]


def _cell_in_words(cell: CellDiff) -> str:
    """One cell: "  area_milestones E54000013, ics_designated: date 2021-04-01 → 2020-04-01"."""
    old = "(no row)" if cell.kind == "added" else "(empty)" if cell.old is None else cell.old
    new = "(no row)" if cell.kind == "removed" else "(empty)" if cell.new is None else cell.new
    return f"  {cell.table} {cell.key}: {cell.column} {old} → {new}"


def published_in_words(version: int, is_new: bool) -> str:
    done = "published" if is_new else "nothing would change; still the published version"
    return f"Version {version}: {done}."
