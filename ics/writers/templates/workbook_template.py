"""A workbook with an empty sheet for each table: headings, an example, and lists of the codes and words to choose from.

What a cell may hold comes from `datapackage.json`, the codes with their names from a published version.
"""

import io
from collections.abc import Iterable
from datetime import date

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ics.datapackage import Field, Table, tables
from ics.readers.xlsx.workbook import CODES, READ_ME
from ics.store.store import Store
from ics.writers.templates.csv_template import comment_rows
from ics.writers.templates.guide import how_to_use
from ics.writers.templates.lists import Choices, choices
from ics.writers.templates.validation import cell_rule

LAST_ROW = 1_048_576  # of a sheet
HEADING_ROWS = 1
WIDEST = 44  # characters
FORMATS = {"date": "yyyy-mm-dd", "integer": "0", "number": "General"}
AS_TEXT = "@"
FILLED = PatternFill("solid", fgColor="1F4E79")
FREE = PatternFill("solid", fgColor="DDE6EE")


def workbook_template(store: Store, version: int) -> bytes:
    """The workbook as XLSX, with the codes of a published version.

    Raises VersionNotStoredError when the version is not stored, and StoreError when its file is damaged.
    """
    store.require_stored(version)
    lists = choices(store, version)
    book = Workbook()
    _write_lines(book.active, how_to_use(version))
    for table in tables().values():
        _lay_out(book.create_sheet(table.name), table, lists)
    _write_choices(book.create_sheet(CODES), lists)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def _write_lines(sheet: Worksheet, lines: Iterable[str]) -> None:
    sheet.title = READ_ME
    sheet.column_dimensions["A"].width = 110
    for number, line in enumerate(lines, 1):
        cell = _put(sheet.cell(number, 1), line)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.font = Font(bold=number == 1)


def _lay_out(sheet: Worksheet, table: Table, lists: dict[str, Choices]) -> None:
    sheet.freeze_panes = "A2"
    rows = comment_rows(table)
    for number, f in enumerate(table.fields, 1):
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = _width(f)
        sheet.column_dimensions[letter].number_format = FORMATS.get(f.type, AS_TEXT)
        _head(sheet.cell(HEADING_ROWS, number), f)
        _put_example(sheet, number, f, [row[number - 1] for row in rows])
        rule = cell_rule(table, f, lists, CODES)
        rule.add(f"{letter}{HEADING_ROWS + len(rows) + 1}:{letter}{LAST_ROW}")
        sheet.add_data_validation(rule)


def _width(f: Field) -> int:
    return min(WIDEST, max(len(f.name), len(f.example or "")) + 4)


def _head(cell: Cell, f: Field) -> None:
    _put(cell, f.name)
    cell.font = Font(bold=True, color="FFFFFF" if f.required else "000000")
    cell.fill = FILLED if f.required else FREE


def _put_example(sheet: Worksheet, number: int, f: Field, texts: list[str]) -> None:
    for row, text in enumerate(texts, HEADING_ROWS + 1):
        cell = sheet.cell(row, number)
        if text:
            _put(cell, _typed(f, text))
        cell.font = Font(italic=True, color="595959")
        cell.number_format = FORMATS.get(f.type, AS_TEXT)


def _typed(f: Field, text: str) -> object:
    """Dates and numbers as such; comments are text in a column of text, the first."""
    match f.type:
        case "date":
            return date.fromisoformat(text)
        case "integer" | "number":
            return float(text)
    return text


def _put(cell: Cell, value: object) -> Cell:
    """Text stays text: it is never taken for a formula, and characters that a workbook cannot hold are left out."""
    is_text = isinstance(value, str)
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", value) if is_text else value
    if is_text:
        cell.data_type = "s"
    return cell


def _write_choices(sheet: Worksheet, lists: dict[str, Choices]) -> None:
    sheet.freeze_panes = "A2"
    for chosen in lists.values():
        for offset, heading in enumerate(chosen.headings):
            column = chosen.column + offset
            _put(sheet.cell(1, column), heading).font = Font(bold=True)
            cells = [row[offset] for row in chosen.rows]
            for number, text in enumerate(cells, 2):
                _put(sheet.cell(number, column), text).number_format = AS_TEXT
            sheet.column_dimensions[get_column_letter(column)].width = min(WIDEST, max(map(len, [heading, *cells])) + 4)
