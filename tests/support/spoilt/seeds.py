"""What spoilt uploads are made of: the project's tables, its bad and odd files, workbooks and ZIPs of tables."""

import csv
import io
import re
import warnings
import zipfile
from dataclasses import dataclass
from functools import cache

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from ics.datapackage import Table, tables
from ics.settings import ROOT

_INLINE = re.compile(rb't="inlineStr"><is><t[^>]*>(.*?)</t></is>', re.DOTALL)
_MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_ENTRIES = (
    (
        "[Content_Types].xml",
        b"</Types>",
        b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        b'spreadsheetml.sharedStrings+xml"/>',
    ),
    (
        "xl/_rels/workbook.xml.rels",
        b"</Relationships>",
        b'<Relationship Id="rId99" Target="/xl/sharedStrings.xml" Type="http://schemas.openxmlformats.org/'
        b'officeDocument/2006/relationships/sharedStrings"/>',
    ),
)
_TIME = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


@dataclass(frozen=True)
class Seed:
    name: str
    content: bytes
    is_table: bool = False


@cache
def seeds() -> tuple[Seed, ...]:
    """All of them, in a fixed order."""
    csvs = [Seed(t.path.name, t.path.read_bytes(), is_table=True) for t in tables().values()]
    folders = [ROOT / "tests" / name for name in ("bad_data", "odd_data")]
    spoilt = [Seed(p.name, p.read_bytes()) for folder in folders for p in sorted(folder.glob("*")) if p.is_file()]
    books = [Seed(f"{t.name}.xlsx", workbook_of(t)) for t in tables().values()]
    archives = [Seed("two.zip", zip_of(csvs[:2])), Seed("book.zip", zip_of(books[:1]))]
    return (*csvs, *spoilt, *books, *archives)


def cells_of(table: Table, most: int = 40) -> list[list[str]]:
    with table.path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[:most]


def workbook_of(table: Table) -> bytes:
    """The first rows of the table as a workbook with one sheet."""
    book, sheet = new_book(table.name)
    for row in cells_of(table):
        sheet.append(row)
    return saved(book)


def new_book(title: str) -> tuple[Workbook, Worksheet]:
    """A workbook with one sheet, and the sheet. Excel allows 31 characters of a title."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = title[:31]
    return book, sheet


def saved(book: Workbook) -> bytes:
    """The workbook as a file, without the time at which it was made."""
    file = io.BytesIO()
    book.save(file)
    with zipfile.ZipFile(file) as archive:
        parts = [Seed(name, archive.read(name)) for name in archive.namelist()]
    return zip_of([Seed(part.name, _TIME.sub(b"2026-01-01T00:00:00Z", part.content)) for part in parts])


def as_excel_saves(content: bytes) -> bytes:
    """The workbook with its texts in a part of their own, as Excel writes it; openpyxl leaves them in the cells."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    texts: list[bytes] = []

    def shared(found: re.Match[bytes]) -> bytes:
        texts.append(b"<si><t>%b</t></si>" % found[1])
        return b't="s"><v>%d</v>' % (len(texts) - 1)

    for name in sorted(name for name in parts if name.startswith("xl/worksheets/")):
        parts[name] = _INLINE.sub(shared, parts[name])
    parts["xl/sharedStrings.xml"] = b'<sst xmlns="%b">%b</sst>' % (_MAIN, b"".join(texts))
    for name, end, entry in _ENTRIES:
        parts[name] = parts[name].replace(end, entry + end)
    return zip_of([Seed(name, part) for name, part in parts.items()])


def zip_of(members: list[Seed]) -> bytes:
    """The members packed, all of one day, so that the same members give the same bytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the same name twice may be meant
        for member in members:
            archive.writestr(zipfile.ZipInfo(member.name), member.content, zipfile.ZIP_DEFLATED)
    return file.getvalue()
