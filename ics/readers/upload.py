"""What the reading of files works with: a file as it came, its rows, and the notes and errors about them."""

import hashlib
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from ics.datapackage import Table
from ics.problems import Problem

MAX_NAME = 200  # characters


@dataclass(frozen=True)
class SourceFile:
    """A file as it came: its name without folders, and its bytes.

    A file inside a ZIP is named "package.zip/areas.csv"; one of several sheets "book.xlsx/Areas", with the bytes of
    the whole workbook, because those were sent.
    """

    name: str
    content: bytes

    @classmethod
    def named(cls, name: str, content: bytes) -> "SourceFile":
        """A name that can be shown and stored: other characters become �, and it is cut before its ending."""
        path = PurePath(name.replace("\\", "/"))
        shown = "".join(c if c.isprintable() else "\ufffd" for c in path.name)
        ending = PurePath(shown).suffix[:20]
        return cls(shown if len(shown) <= MAX_NAME else shown[: MAX_NAME - len(ending)] + ending, content)

    @classmethod
    def from_path(cls, path: Path) -> "SourceFile":
        """The file at a path, under its own name. Raises OSError."""
        return cls.named(path.name, path.read_bytes())

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True)
class Note:
    """Something that was read leniently, and how: it forbids nothing, but a person should know of it."""

    file: str
    message: str


class UnreadableFileError(Exception):
    """The file, or the rest of it, cannot be read; carries the problem."""

    def __init__(self, message: str, fix: str, rule: str, line: int | None = None) -> None:
        super().__init__(message)
        self.message, self.fix, self.rule, self.line = message, fix, rule, line

    def problem(self, file: str) -> Problem:
        return Problem(file, self.message, self.fix, self.rule, self.line)


@dataclass(frozen=True)
class ParsedTable:
    """The rows of one file for one table: a list of cells per column of that table, and the line of each row.

    Empty cells are None. Held by column, because a million small tuples cost more than they are worth.
    `written`: the cells as the file has them, of columns in which some were read otherwise.
    `labels`: what a person calls each row, where the rows come from no file; their lines then count them from 1.
    """

    file: SourceFile
    table: Table
    columns: Sequence[Sequence[str | None]]
    lines: list[int]
    written: Mapping[str, list[str]] = field(default_factory=dict)
    labels: Sequence[str] | None = None

    @property
    def rows(self) -> list[tuple[str | None, ...]]:
        """The cells row by row, made again on each call."""
        return list(zip(*self.columns, strict=True))

    def as_written(self, line: int | None, column: str | None, value: str | None) -> str | None:
        """The value of a cell as its file has it: 13/10/2021 for 2021-10-13; the same value where nothing differs."""
        if line is None or value is None or column is None or column not in self.written:
            return value
        return self.written[column][bisect_left(self.lines, line)]


@dataclass
class ReadResult:
    """What could be read of a file, and what is wrong with it.

    `uploads`: one for each table that could be read; a workbook or a ZIP may hold several.
    `unread`: the tables that were recognised, but whose rows could not be read.
    """

    uploads: list[ParsedTable] = field(default_factory=list)
    unread: list[Table] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def add(self, other: "ReadResult") -> None:
        self.uploads += other.uploads
        self.unread += other.unread
        self.problems += other.problems
        self.notes += other.notes
