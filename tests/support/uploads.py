"""Workbooks and ZIP files made of a few rows."""

import io
import zipfile
from typing import Any

from ics.readers.upload import ParsedTable, ReadResult, SourceFile
from tests.support.spoilt.seeds import new_book


def only_table(result: ReadResult) -> ParsedTable:
    """The rows of a file that holds one table."""
    (table,) = result.uploads
    return table


def workbook(*rows: list[Any], title: str = "Sheet") -> SourceFile:
    """A workbook with one sheet."""
    (book, sheet), out = new_book(title), io.BytesIO()
    for row in rows:
        sheet.append(row)
    book.save(out)
    return SourceFile("book.xlsx", out.getvalue())


def packed(*files: tuple[str, bytes], name: str = "package.zip") -> SourceFile:
    """A ZIP of files, each with its name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in files:
            archive.writestr(member, content)
    return SourceFile(name, out.getvalue())
