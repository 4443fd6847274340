"""Workbooks (.xlsx): which sheets hold tables, and their rows as text."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH
from openpyxl.xml.constants import REL_NS, SHEET_MAIN_NS

from ics.datapackage import tables
from ics.readers.budget import Budget
from ics.readers.header import table_name
from ics.readers.rows import Record, without_empty_end
from ics.readers.upload import UnreadableFileError
from ics.readers.xlsx.cells import CellFault, CellReader, fault, shared_texts, value_text
from ics.readers.xlsx.date_warnings import DateCell, date_cell
from ics.readers.xlsx.parts import Parts, damaged, whole
from ics.readers.xlsx.sheet import Hidden, SheetCells, sheet_rows
from ics.readers.xlsx.styles import styles_of
from ics.readers.zip_files import MAX_PARTS, names_in

_SHEET, _PROPERTIES = f"{{{SHEET_MAIN_NS}}}sheet", f"{{{SHEET_MAIN_NS}}}workbookPr"
_RELATION = f"{{{REL_NS}}}id"
READ_ME, CODES = "Read me", "codes"  # the sheets of the template next to its tables
OLD_SIGNATURE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_AS_XLSX = 'Save it as "Excel Workbook (.xlsx)" and try again.'
_OTHER_KINDS = {
    "xl/vbaProject.bin": "a workbook with macros (.xlsm)",
    "xl/workbook.bin": "a binary workbook (.xlsb)",
    "word/document.xml": "a text document",
    "ppt/presentation.xml": "a presentation",
    "content.xml": "an OpenDocument file",
}


@dataclass(frozen=True)
class _Listed:
    """A sheet as the workbook lists it: its title, whether it is visible, and the name of its part."""

    title: str
    state: str
    part: str


@dataclass(frozen=True)
class _Book:
    """What a workbook says of itself: its sheets, the parts of shared texts and of styles, and its first day."""

    sheets: list[_Listed]
    texts: str | None
    styles: str | None
    epoch: datetime


@dataclass
class Sheet:
    """A sheet that holds a table. `table`: the name of the table after which it is named, if it is.

    `faults` are the cells that cannot be read and `dates` those that hold a date, both of comments too. They and
    `hidden` grow while the records are read.
    """

    title: str
    table: str | None
    records: Iterator[Record] = field(default_factory=lambda: iter(()))
    faults: list[CellFault] = field(default_factory=list)
    dates: list[DateCell] = field(default_factory=list)
    hidden: Hidden = field(default_factory=Hidden)


def refuse_old_kinds(content: bytes) -> None:
    if content.startswith(OLD_SIGNATURE):
        if _ENCRYPTED in content:
            raise UnreadableFileError("The workbook has a password.", "Remove the password and try again.", "file")
        raise UnreadableFileError("This is an old workbook (.xls).", _AS_XLSX, "file")


def is_workbook(content: bytes) -> bool:
    """Whether an archive is a workbook. Raises UnreadableFileError for documents of another kind."""
    names = set(names_in(content, MAX_PARTS))
    for part, kind in _OTHER_KINDS.items():
        if part in names:
            raise UnreadableFileError(f"This is {kind}, which we cannot read.", _AS_XLSX, "file")
    return "xl/workbook.xml" in names or "[Content_Types].xml" in names


def sheets(content: bytes, budget: Budget) -> tuple[list[Sheet], list[str]]:
    """The visible sheets named after a table, or else the first one; and messages about the others.

    Raises UnreadableFileError, also while records are read.
    """
    with _plainly_refused():
        parts = Parts(content, budget)
        book = _book(parts)
        chosen = _chosen(book.sheets)
        reader = CellReader(shared_texts(parts, book.texts), styles_of(parts, book.styles), book.epoch)
    others = [sheet for sheet in book.sheets if sheet not in chosen]
    found = [_sheet(sheet, parts, reader, budget) for sheet in chosen]
    return found, [message for sheet in others if (message := _why_not_read(sheet))]


def _chosen(listed: list[_Listed]) -> list[_Listed]:
    visible = [sheet for sheet in listed if sheet.state == "visible"]
    if not visible:
        message = "The workbook has no visible sheet with cells."
        raise UnreadableFileError(message, "Put the table on a visible sheet.", "file")
    return [sheet for sheet in visible if _table_of(sheet)] or visible[:1]


def _book(parts: Parts) -> _Book:
    """The sheets of a workbook whose parts are there. Raises KeyError where it has no parts of a workbook."""
    name = next((r.target for r in parts.relations("") if r.kind == "officeDocument"), "")
    relations = parts.relations(name)
    epoch, found = WINDOWS_EPOCH, []
    for element in whole(parts.open(name), {_SHEET, _PROPERTIES}):
        if element.tag == _SHEET:
            found.append((element.get("name", ""), element.get("state", "visible"), element.get(_RELATION)))
        elif element.get("date1904") in ("1", "true"):
            epoch = MAC_EPOCH
    targets = {r.id: r.target for r in relations if r.kind == "worksheet" and r.target in parts}
    named = {r.kind: r.target for r in reversed(relations)}
    listed = [_Listed(title, state, targets[at]) for title, state, at in found if at in targets]
    return _Book(listed, named.get("sharedStrings"), named.get("styles"), epoch)


def _table_of(sheet: _Listed) -> str | None:
    name = table_name(sheet.title)
    return name if name in tables() else None


def _sheet(sheet: _Listed, parts: Parts, reader: CellReader, budget: Budget) -> Sheet:
    found = Sheet(sheet.title, _table_of(sheet))
    found.records = _records(sheet_rows(parts, sheet.part, reader, found.hidden), found, budget)
    return found


def _why_not_read(sheet: _Listed) -> str | None:
    """Why a sheet was left aside; None for hidden notes, and for what the template has next to its tables."""
    if sheet.state != "visible":
        return f"We did not read the sheet {sheet.title}, because it is hidden." if _table_of(sheet) else None
    if sheet.title in (READ_ME, CODES):
        return None
    return f"We did not read the sheet {sheet.title}, because it does not have the name of a table."


@contextmanager
def _plainly_refused() -> Iterator[None]:
    """Whatever a broken workbook raises becomes a refusal."""
    try:
        yield
    except UnreadableFileError:
        raise
    except Exception:  # of many kinds: KeyError, IndexError, ValueError, TypeError, ParseError, EntitiesForbidden …
        raise damaged() from None


def _records(rows: Iterator[tuple[int, SheetCells]], found: Sheet, budget: Budget) -> Iterator[Record]:
    with _plainly_refused():
        for line, cells in rows:
            texts = without_empty_end([value_text(cell.value) for cell in cells])
            budget.take_characters(sum(map(len, texts)))
            pairs = zip(cells, texts, strict=False)
            found.faults += [wrong for cell, written in pairs if (wrong := fault(line, cell, written))]
            found.dates += [day for at, cell in enumerate(cells) if (day := date_cell(line, at, cell))]
            yield line, texts
