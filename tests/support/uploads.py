"""Workbooks and ZIP files made of a few rows."""

import io
import zipfile

from openpyxl import Workbook

from ics.readers.read import SourceFile


def workbook(*rows: list, title: str = "Sheet") -> SourceFile:
    book, out = Workbook(), io.BytesIO()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    book.save(out)
    return SourceFile("book.xlsx", out.getvalue())


def packed(*files: tuple[str, bytes], name: str = "package.zip") -> SourceFile:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in files:
            archive.writestr(member, content)
    return SourceFile(name, out.getvalue())
