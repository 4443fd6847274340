"""Reads an uploaded CSV: from bytes to rows of text, each with its line in the file.

Everything here works on text. Types, keys and references are the business of `ics.checking`.
"""

import csv
import difflib
import hashlib
import io
from dataclasses import dataclass, field
from pathlib import PurePath

from ics.datapackage import Table, tables
from ics.problems import Problem, quoted
from ics.settings import MAX_CELL_CHARACTERS, MAX_COLUMNS, MAX_UPLOAD_BYTES


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


class _Unreadable(Exception):
    """The file cannot be read further; carries the problem."""

    def __init__(self, what: str, mend: str, rule: str, line: int | None = None) -> None:
        super().__init__(what)
        self.what, self.mend, self.rule, self.line = what, mend, rule, line


def read(file: SourceFile) -> Reading:
    """Reads one file. Rows are only returned when the header and every row have the right shape."""
    reading = Reading()
    try:
        records = _records(_text(file))
        if not records:
            raise _Unreadable("The file is empty.", "Send a CSV with a header and rows.", "file")
        _arrange(file, records, reading)
    except _Unreadable as fault:
        reading.problems.append(Problem(file.name, fault.what, fault.mend, fault.rule, fault.line))
    return reading


def _text(file: SourceFile) -> str:
    """The decoded text; refuses what is too large, not text, or not UTF-8."""
    _refuse_other_formats(file.content)
    try:
        return file.content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = file.content[: error.start].count(b"\n") + 1
        raise _Unreadable(
            "This line is not UTF-8 text.",
            'Save the file as "CSV UTF-8" and send it again.',
            "encoding",
            line,
        ) from None


def _refuse_other_formats(content: bytes) -> None:
    if len(content) > MAX_UPLOAD_BYTES:
        size, limit = len(content) / 2**20, MAX_UPLOAD_BYTES // 2**20
        raise _Unreadable(f"The file has {size:.0f} MB; the limit is {limit} MB.", "Send it in parts.", "size")
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise _Unreadable("This is not a CSV but a workbook or a ZIP.", "Save the sheet as CSV.", "file")
    if b"\0" in content:
        line = content[: content.index(b"\0")].count(b"\n") + 1
        raise _Unreadable(
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


def _broken_record(error: str, line: int) -> _Unreadable:
    if "field larger" in error:
        what = f"A cell has more than {MAX_CELL_CHARACTERS:,} characters, or a quote is never closed."
    elif "unexpected end" in error:
        what = "A quoted cell that begins here is never closed."
    else:
        what = "The quotes in this line do not fit together."
    return _Unreadable(what, 'Put cells with commas in "…" and write a quote inside as "".', "quotes", line)


def _arrange(file: SourceFile, records: list[tuple[int, list[str]]], reading: Reading) -> None:
    """Puts the cells into the order of the table's columns."""
    line, header = records[0]
    names = [name.strip().lower() for name in header]
    reading.table = table = _recognise(names, file.name, line)
    reading.problems += _header_problems(file.name, line, names, table)
    reading.problems += _ragged_rows(file.name, records[1:], len(header))
    if not reading.problems:
        order = [names.index(column) for column in table.columns]
        rows = [[cells[i] or None for i in order] for _, cells in records[1:]]
        reading.upload = Upload(file, table, rows, [line for line, _ in records[1:]])


def _recognise(names: list[str], file_name: str, line: int) -> Table:
    """The table whose columns the header shares most; the file's name decides between equals."""
    if len(names) > MAX_COLUMNS:
        raise _Unreadable(
            f"The header has {len(names):,} columns; the limit is {MAX_COLUMNS}.", "Check the file.", "header", line
        )
    _refuse_other_delimiters(names, line)

    def likeness(table: Table) -> tuple[float, bool]:
        shared, known = set(names) & set(table.columns), set(names) | set(table.columns)
        return len(shared) / len(known), PurePath(file_name).stem.lower() == table.name

    best = max(tables().values(), key=likeness)
    if likeness(best)[0] < 0.3 and not likeness(best)[1]:
        raise _Unreadable(
            "The header fits no table.",
            f"The tables are: {', '.join(tables())}. Begin with a download of the current table.",
            "header",
            line,
        )
    return best


def _refuse_other_delimiters(names: list[str], line: int) -> None:
    for delimiter, word in ((";", "semicolons"), ("\t", "tabs")):
        if len(names) == 1 and delimiter in names[0]:
            raise _Unreadable(
                f"The columns are separated by {word}.",
                "Save the file with commas between the columns.",
                "header",
                line,
            )


def _header_problems(file: str, line: int, names: list[str], table: Table) -> list[Problem]:
    known = table.columns
    unknown = [n for n in dict.fromkeys(names) if n not in known]
    missing = [n for n in known if n not in names]
    twice = [n for n in dict.fromkeys(names) if names.count(n) > 1]
    return (
        [
            Problem(
                file,
                f"The column is missing; table {table.name} needs it.",
                "Add it; leave its cells empty where nothing is known.",
                "header",
                line,
                name,
            )
            for name in missing
        ]
        + [_unknown_column(file, line, name, table, missing) for name in unknown]
        + [
            Problem(file, "The column stands twice in the header.", "Remove one of them.", "header", line, name)
            for name in twice
        ]
    )


def _unknown_column(file: str, line: int, name: str, table: Table, missing: list[str]) -> Problem:
    near = difflib.get_close_matches(name, missing, 1)
    mend = f"Did you mean {near[0]}?" if near else "Remove the column, or correct its name."
    what = f"{quoted(name)} is not a column of table {table.name}."
    return Problem(file, what, mend, "header", line, name or None, name)


def _ragged_rows(file: str, records: list[tuple[int, list[str]]], width: int) -> list[Problem]:
    return [
        Problem(
            file,
            f"The row has {len(cells)} cells; the header has {width}.",
            'Check for a missing or an extra comma; put cells with commas in "…".',
            "shape",
            line,
        )
        for line, cells in records
        if len(cells) != width
    ]
