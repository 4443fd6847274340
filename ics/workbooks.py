"""Workbooks (.xlsx): which sheets hold tables, and their rows as text."""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from openpyxl import load_workbook
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from ics.archives import MAX_PARTS, names_in, unpacked
from ics.datapackage import tables
from ics.headers import table_name
from ics.records import Record, without_empty_end
from ics.sheet_rows import Hidden, shared_strings, sheet_rows, too_large
from ics.sources import Unreadable
from ics.workbook_cells import Fault, fault, text
from ics.workbook_dates import DateCell, date_cell

MAX_TAGS = 700_000  # of XML: about 100,000 filled cells, or 15,000 rows, which take some five seconds
READ_ME, CODES = "Read me", "codes"  # the sheets of the template beside its tables
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


@dataclass
class Sheet:
    """A sheet that holds a table. `table`: the name of the table after which it is named, if it is.

    `faults` are the cells that cannot be read and `dates` those that hold a date, both of comments too. They and
    `hidden` grow while the records are read.
    """

    title: str
    table: str | None
    records: Iterator[Record] = field(default_factory=lambda: iter(()))
    faults: list[Fault] = field(default_factory=list)
    dates: list[DateCell] = field(default_factory=list)
    hidden: Hidden = field(default_factory=Hidden)


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


def sheets(content: bytes) -> tuple[list[Sheet], list[str]]:
    """The visible sheets named after a table, or else the first one; and what is to be said of the others.

    Raises Unreadable, also while records are read.
    """
    _refuse_large(content)
    with _plainly_refused():
        book = load_workbook(io.BytesIO(content), read_only=True)
        visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        chosen = [sheet for sheet in visible if _table_of(sheet)] or visible[:1]
        if (strings := shared_strings(content)) is not None:
            for sheet in chosen:
                sheet._shared_strings = strings
    if not chosen:
        raise Unreadable("The workbook has no visible sheet with cells.", "Put the table into a sheet.", "file")
    others = [sheet for sheet in book.worksheets if sheet not in chosen]
    return list(map(_sheet, chosen)), [said for sheet in others if (said := _why_not_read(sheet))]


def _table_of(sheet: ReadOnlyWorksheet) -> str | None:
    name = table_name(sheet.title)
    return name if name in tables() else None


def _sheet(sheet: ReadOnlyWorksheet) -> Sheet:
    found = Sheet(sheet.title, _table_of(sheet))
    found.records = _records(sheet, found)
    return found


def _why_not_read(sheet: ReadOnlyWorksheet) -> str | None:
    """Says why a sheet was left aside, but not of hidden notes and of what the template has beside its tables."""
    if sheet.sheet_state != "visible":
        return f"sheet {sheet.title} not read: it is hidden" if _table_of(sheet) else None
    if sheet.title in (READ_ME, CODES):
        return None
    return f"sheet {sheet.title} not read: it is not named after a table"


def _refuse_large(content: bytes) -> None:
    """Measures all parts before openpyxl unpacks them for itself; reading takes its time by tags, not by bytes."""
    tags = sum(part.count(b"<") for _, part in unpacked(content, MAX_PARTS))
    if tags > MAX_TAGS:
        raise too_large()


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


def _records(sheet: ReadOnlyWorksheet, found: Sheet) -> Iterator[Record]:
    with _plainly_refused():
        for line, cells in sheet_rows(sheet, found.hidden):
            texts = without_empty_end([text(cell.value) for cell in cells])
            pairs = zip(cells, texts, strict=False)
            found.faults += [wrong for cell, written in pairs if (wrong := fault(line, cell, written))]
            found.dates += [day for at, cell in enumerate(cells) if (day := date_cell(line, at, cell))]
            yield line, texts
