"""Workbooks that nobody should send: broken XML, entities that expand, formulas, and sheets that claim to be huge."""

import io
import random
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from ics.datapackage import tables
from tests.support.spoilt.seeds import Seed, as_excel_saves, cells_of, new_book, saved, zip_of

Chance = random.Random
SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
LAUGHS = "<!DOCTYPE x [<!ENTITY a '{}'>{}]>".format(
    "ha" * 10, "".join(f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9))
)
OUTSIDE = "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"
VALUES: list[bool | float | str | date | datetime | time | None] = [
    "=1+1", "=HYPERLINK(\"http://example.org\")", "#REF!", True, 1e308, -1, 0.1 + 0.2, 44287, date(2021, 4, 1),
    datetime.fromisoformat("2021-04-01 12:30"), time(12, 30), "x" * 32_767, " ", "1", "2021-04-01", "_x0000_", None,
]  # fmt: skip


def _book(chance: Chance) -> tuple[str, Workbook, Worksheet]:
    """The name of a file, the first rows of a table as its workbook, and the sheet with them."""
    table = chance.choice(list(tables().values()))
    book, sheet = new_book(table.name)
    for row in cells_of(table, chance.randint(2, 20)):
        sheet.append(row)
    return f"{table.name}.xlsx", book, sheet


def _saved(book: Workbook) -> bytes:
    return as_excel_saves(saved(book))


def _changed(content: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """The workbook with each part as `change(name, part)` gives it; None leaves the part out."""
    with zipfile.ZipFile(io.BytesIO(content)) as origin:
        parts = [(name, change(name, origin.read(name))) for name in origin.namelist()]
    return zip_of([Seed(name, part) for name, part in parts if part is not None])


def _part_replaced(content: bytes, part: str, old: str, new: str) -> bytes:
    return _changed(
        content,
        lambda name, body: re.sub(old.encode(), lambda _: new.encode(), body, count=1) if name == part else body,
    )


def workbook(chance: Chance) -> tuple[str, bytes]:
    name, book, _ = _book(chance)
    return name, _saved(book)


def odd_values(chance: Chance) -> tuple[str, bytes]:
    """Formulas, errors, dates, times, booleans and long texts in the cells."""
    name, book, sheet = _book(chance)
    for _ in range(chance.randint(1, 10)):
        row, column = chance.randint(1, sheet.max_row), chance.randint(1, sheet.max_column)
        sheet.cell(row, column).value = chance.choice(VALUES)
    return name, _saved(book)


def far_cell(chance: Chance) -> tuple[str, bytes]:
    """One cell at the far end of the sheet."""
    name, book, sheet = _book(chance)
    sheet.cell(*chance.choice([(1_048_576, 1), (1, 16_384), (1_048_576, 16_384)])).value = "x"
    return name, _saved(book)


def claims_to_be_huge(chance: Chance) -> tuple[str, bytes]:
    name, book, _ = _book(chance)
    claim = chance.choice(["A1:XFD1048576", "A1:A1", "", "B2:A1", "A0:ZZZZ99999999", "1:1"])
    return name, _part_replaced(_saved(book), SHEET, 'ref="[^"]*"', f'ref="{claim}"')


def strange_place(chance: Chance) -> tuple[str, bytes]:
    """A cell that says it is elsewhere, or nowhere."""
    name, book, _ = _book(chance)
    place = chance.choice(["XFD1048576", "A99999999999", "1A", "", "AAAA1", "A-1", "a1"])
    old = chance.choice(['r="A2"', 'r="B1"', '<row r="2"'])
    return name, _part_replaced(_saved(book), SHEET, old, old.split('"')[0] + f'"{place}"')


def entities(chance: Chance) -> tuple[str, bytes]:
    name, book, _ = _book(chance)
    part, head = (
        chance.choice([SHEET, STRINGS, "xl/workbook.xml", "[Content_Types].xml"]),
        chance.choice([LAUGHS, OUTSIDE]),
    )

    def change(this: str, body: bytes) -> bytes:
        if this != part:
            return body
        text = body.decode()
        return (head + re.sub(r"<t>[^<]*</t>", f"<t>&{'j' if head is LAUGHS else 'a'};</t>", text, count=1)).encode()

    return name, _changed(_saved(book), change)


def broken_xml(chance: Chance) -> tuple[str, bytes]:
    """A part that is cut, spoilt, empty, or nested 100,000 deep."""
    name, book, _ = _book(chance)
    content = _saved(book)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        part = chance.choice(archive.namelist())
    how = chance.choice(["cut", "spoilt", "empty", "deep"])

    def change(this: str, body: bytes) -> bytes:
        if this != part:
            return body
        at = chance.randrange(len(body))
        spoilt = body[:at] + chance.randbytes(3) + body[at + 3 :]
        return {"cut": body[:at], "spoilt": spoilt, "empty": b"", "deep": b"<a>" * 100_000}[how]

    return name, _changed(content, change)


def part_missing(chance: Chance) -> tuple[str, bytes]:
    name, book, _ = _book(chance)
    content = _saved(book)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        part = chance.choice(archive.namelist())
    return name, _changed(content, lambda this, body: None if this == part else body)


def wrong_index(chance: Chance) -> tuple[str, bytes]:
    """Texts and styles that are not there."""
    name, book, _ = _book(chance)
    old, new = chance.choice(
        [("<v>[0-9]*</v>", "<v>99999999</v>"), ("<v>[0-9]*</v>", "<v>x</v>"), ('t="s"', 't="s" s="9999"')]
    )
    return name, _part_replaced(_saved(book), SHEET, old, new)


def strange_target(chance: Chance) -> tuple[str, bytes]:
    """A sheet that is said to be elsewhere."""
    name, book, _ = _book(chance)
    target = chance.choice(["../../../etc/passwd", "http://example.org/x", "worksheets/sheet9.xml", ""])
    return name, _part_replaced(
        _saved(book), "xl/_rels/workbook.xml.rels", 'Target="[^"]*sheet1.xml"', f'Target="{target}"'
    )


def many_sheets(chance: Chance) -> tuple[str, bytes]:
    name, book, sheet = _book(chance)
    for number in range(chance.choice([1, 3, 50])):
        sheet = book.create_sheet(f"Sheet {number}")
        for row in cells_of(chance.choice(list(tables().values())), 3):
            sheet.append(row)
        sheet.sheet_state = chance.choice(["visible", "hidden", "veryHidden"])
    return name, _saved(book)


def bomb_workbook(chance: Chance) -> tuple[str, bytes]:
    """A sheet or its texts that unpack to hundreds of megabytes."""
    name, book, _ = _book(chance)
    part, size = chance.choice([SHEET, STRINGS]), chance.choice([20 * 2**20, 100 * 2**20])
    filling = chance.choice([b" ", b"<si><t>x</t></si>", b"<row><c><v>1</v></c></row>"])

    def change(this: str, body: bytes) -> bytes:
        if this != part:
            return body
        at = body.rindex(b"</")
        at = body.rindex(b"</sheetData>") if b"</sheetData>" in body else at
        return body[:at] + filling * (size // len(filling)) + body[at:]

    return name, _changed(_saved(book), change)


WORKBOOK_KINDS: dict[str, Callable[[Chance], tuple[str, bytes]]] = {
    kind.__name__: kind
    for kind in (
        workbook, odd_values, far_cell, claims_to_be_huge, strange_place, entities, broken_xml, part_missing,
        wrong_index, strange_target, many_sheets, bomb_workbook,
    )
}  # fmt: skip
