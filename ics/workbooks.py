"""Workbooks (.xlsx): which sheets hold tables, and their rows as text."""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time

from openpyxl import load_workbook
from openpyxl.cell.read_only import EmptyCell, ReadOnlyCell
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from ics.archives import MAX_PARTS, names_in, unpacked
from ics.datapackage import tables
from ics.headers import table_name
from ics.problems import MAX_PER_RULE, Problem, quoted, untold
from ics.records import ERRORS, Record, is_comment, too_many_rows, without_empty_end
from ics.settings import MAX_CELL_CHARACTERS, MAX_COLUMNS, MAX_ROWS
from ics.sources import Unreadable

Fault = tuple[int, str, str, str]  # line, rule, what, mend
OLD_SIGNATURE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_AS_XLSX = 'Save it as "Excel Workbook (.xlsx)" and send that.'
_OTHER_KINDS = {
    "xl/vbaProject.bin": "a workbook with macros (.xlsm)",
    "xl/workbook.bin": "a binary workbook (.xlsb)",
    "word/document.xml": "a text document",
    "ppt/presentation.xml": "a presentation",
    "content.xml": "an OpenDocument file",
}


@dataclass(frozen=True)
class Sheet:
    """A sheet that holds a table. `table`: the name of the table after which it is named, if it is.

    `faults` are the cells that cannot be read; it grows while the records are read.
    """

    title: str
    table: str | None
    records: Iterator[Record]
    faults: list[Fault]


def refuse_old_kinds(content: bytes) -> None:
    if content.startswith(OLD_SIGNATURE):
        if _ENCRYPTED in content:
            raise Unreadable("The workbook is protected by a password.", "Save it without a password.", "file")
        raise Unreadable("This is an old workbook (.xls).", _AS_XLSX, "file")


def is_workbook(content: bytes) -> bool:
    """Whether an archive is a workbook. Raises Unreadable for documents of another kind."""
    names = set(names_in(content, MAX_PARTS))
    for part, kind in _OTHER_KINDS.items():
        if part in names:
            raise Unreadable(f"This is {kind}, which is not read.", _AS_XLSX, "file")
    return "xl/workbook.xml" in names or "[Content_Types].xml" in names


def sheets(content: bytes) -> Iterator[Sheet]:
    """The sheets named after a table, or else the first one. Raises Unreadable, also while records are read."""
    for _ in unpacked(content, MAX_PARTS, wanted=set()):
        pass  # measured only: openpyxl unpacks for itself
    with _plainly_refused():
        book = load_workbook(io.BytesIO(content), read_only=True)
        named = [sheet for sheet in book.worksheets if table_name(sheet.title) in tables()]
        chosen = named or book.worksheets[:1]
    if not chosen:
        raise Unreadable("The workbook has no sheet with cells.", "Put the table into a sheet.", "file")
    for sheet in chosen:
        name = table_name(sheet.title)
        faults: list[Fault] = []
        yield Sheet(sheet.title, name if name in tables() else None, _records(sheet, faults), faults)


@contextmanager
def _plainly_refused() -> Iterator[None]:
    """Whatever openpyxl and XML raise on a broken workbook becomes a refusal, and its warnings are not printed."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            yield
        except Unreadable:
            raise
        except Exception:  # of many kinds: KeyError, ValueError, TypeError, ParseError, EntitiesForbidden, BadZipFile …
            what = "The workbook is damaged and cannot be read."
            raise Unreadable(what, "Open it in Excel, save it anew and send it again.", "file") from None


def _records(sheet: ReadOnlyWorksheet, faults: list[Fault]) -> Iterator[Record]:
    sheet.reset_dimensions()  # what a workbook says of its own size is not believed
    gap = None
    with _plainly_refused():
        for line, cells in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS + 1), 1):
            if line > MAX_ROWS:
                raise too_many_rows()
            if cells is gap:  # openpyxl gives the same tuple for every row that is not in the file
                continue
            texts = without_empty_end([_text(cell.value) for cell in cells])
            if not is_comment(texts):
                faults += [f for cell, text in zip(cells, texts, strict=False) if (f := _fault(line, cell, text))]
            gap = gap if texts else cells
            yield line, texts


def _fault(line: int, cell: ReadOnlyCell | EmptyCell, text: str) -> Fault | None:
    """What forbids a cell of a workbook, before its text is looked at."""
    if cell.data_type == "f":
        what = f"The cell {cell.coordinate} holds a formula, and its result may be out of date."
        return line, "formula", what, "Copy the cell and paste its value in its place."
    if cell.data_type == "e" or text in ERRORS:
        what = f"The cell {cell.coordinate} holds the error {quoted(text)}."
        return line, "error_value", what, "Write the value, or leave the cell empty."
    if len(text) > MAX_CELL_CHARACTERS:
        what = f"The cell {cell.coordinate} has more than {MAX_CELL_CHARACTERS:,} characters."
        return line, "length", what, "Shorten it."
    return None


def fault_problems(file: str, faults: list[Fault]) -> list[Problem]:
    problems = []
    for rule in ("formula", "error_value", "length"):
        found = [Problem(file, what, mend, name, line) for line, name, what, mend in faults if name == rule]
        problems += found[:MAX_PER_RULE] + untold(file, len(found), None, rule)
    return problems


def _text(value: object) -> str:
    """A cell of a workbook as a CSV would write it."""
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return str(value).lower()
        case float() if value.is_integer():
            return str(int(value))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime():
            return value.isoformat(" ")
        case date():
            return value.isoformat()
    return str(value)
