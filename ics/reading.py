"""Reads an uploaded CSV: from bytes to rows of text, each with its line in the file.

Everything here works on text. Types, keys and references are the business of `ics.checking`.
"""

import csv
import hashlib
import io
from dataclasses import dataclass, field
from pathlib import PurePath

from ics.datapackage import Table
from ics.headers import Unreadable, header_problems, recognise
from ics.problems import MAX_PER_RULE, Problem, untold
from ics.settings import MAX_CELL_CHARACTERS, MAX_UPLOAD_BYTES


@dataclass(frozen=True)
class SourceFile:
    """A file as it came: its name without folders, and its bytes."""

    name: str
    content: bytes

    @classmethod
    def named(cls, name: str, content: bytes) -> "SourceFile":
        return cls(PurePath(name.replace("\\", "/")).name, content)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True)
class Upload:
    """The rows of one file for one table, in the columns of that table; empty cells are None."""

    file: SourceFile
    table: Table
    rows: list[list[str | None]]
    lines: list[int]


@dataclass
class Reading:
    """What could be read of a file, and what is wrong with it."""

    upload: Upload | None = None
    table: Table | None = None
    problems: list[Problem] = field(default_factory=list)


def read(file: SourceFile) -> Reading:
    """Reads one file. Rows are only returned when the header and every row have the right shape."""
    reading = Reading()
    try:
        records = _records(_text(file))
        if not records:
            raise Unreadable("The file is empty.", "Send a CSV with a header and rows.", "file")
        _arrange(file, records, reading)
    except Unreadable as fault:
        reading.problems.append(Problem(file.name, fault.what, fault.mend, fault.rule, fault.line))
    return reading


def _text(file: SourceFile) -> str:
    """The decoded text; refuses what is too large, not text, or not UTF-8."""
    _refuse_other_formats(file.content)
    try:
        return file.content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = file.content[: error.start].count(b"\n") + 1
        raise Unreadable(
            "This line is not UTF-8 text.",
            'Save the file as "CSV UTF-8" and send it again.',
            "encoding",
            line,
        ) from None


def _refuse_other_formats(content: bytes) -> None:
    if len(content) > MAX_UPLOAD_BYTES:
        size, limit = len(content) / 2**20, MAX_UPLOAD_BYTES // 2**20
        raise Unreadable(f"The file has {size:.0f} MB; the limit is {limit} MB.", "Send it in parts.", "size")
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise Unreadable("This is not a CSV but a workbook or a ZIP.", "Save the sheet as CSV.", "file")
    if b"\0" in content:
        line = content[: content.index(b"\0")].count(b"\n") + 1
        raise Unreadable(
            "The file holds a NUL byte: it is not plain UTF-8 text.",
            'Save the file as "CSV UTF-8" and send it again.',
            "encoding",
            line,
        )


def _records(text: str) -> list[tuple[int, list[str]]]:
    """The records that are not blank, each with the line on which it begins."""
    csv.field_size_limit(MAX_CELL_CHARACTERS)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    records, begins = [], 1
    try:
        for cells in reader:
            if any(cells):
                records.append((begins, cells))
            begins = reader.line_num + 1
    except csv.Error as error:
        raise _broken_record(str(error), begins) from None
    return records


def _broken_record(error: str, line: int) -> Unreadable:
    if "field larger" in error:
        what = f"A cell has more than {MAX_CELL_CHARACTERS:,} characters, or a quote is never closed."
    elif "unexpected end" in error:
        what = "A quoted cell that begins here is never closed."
    else:
        what = "The quotes in this line do not fit together."
    return Unreadable(what, 'Put cells with commas in "…" and write a quote inside as "".', "quotes", line)


def _arrange(file: SourceFile, records: list[tuple[int, list[str]]], reading: Reading) -> None:
    """Puts the cells into the order of the table's columns."""
    line, header = records[0]
    names = [name.strip().lower() for name in header]
    reading.table = table = recognise(names, file.name, line)
    reading.problems += header_problems(file.name, line, names, table)
    reading.problems += _ragged_rows(file.name, records[1:], len(header))
    if not reading.problems:
        order = [names.index(column) for column in table.columns]
        rows = [[cells[i] or None for i in order] for _, cells in records[1:]]
        reading.upload = Upload(file, table, rows, [line for line, _ in records[1:]])


def _ragged_rows(file: str, records: list[tuple[int, list[str]]], width: int) -> list[Problem]:
    ragged = [(line, len(cells)) for line, cells in records if len(cells) != width]
    mend = 'Check for a missing or an extra comma; put cells with commas in "…".'
    problems = [
        Problem(file, f"The row has {cells} cells; the header has {width}.", mend, "shape", line)
        for line, cells in ragged[:MAX_PER_RULE]
    ]
    return problems + untold(file, len(ragged), None, "shape")
