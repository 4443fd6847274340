"""A workbook with an empty sheet for each table: headings, an example, and lists of the codes and words to choose from.

What a cell may hold comes from `datapackage.json`, the codes with their names from a published version.
"""

import io
from collections.abc import Iterable, Mapping
from datetime import date
from typing import cast

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
from ics.writers.templates.lists import ChoiceList, choice_lists
from ics.writers.templates.validation import cell_rule

_LAST_ROW = 1_048_576  # of a sheet
_HEADING_ROWS = 1
_WIDEST = 44  # characters
_NUMBER_FORMATS = {"date": "yyyy-mm-dd", "integer": "0", "number": "General"}
_TEXT_FORMAT = "@"
_FILLED = PatternFill("solid", fgColor="1F4E79")
_FREE = PatternFill("solid", fgColor="DDE6EE")


def workbook_template(store: Store, version: int) -> bytes:
    """The workbook as XLSX, with the codes of a published version.

    Raises VersionNotStoredError when the version is not stored, and StoreError when its file is damaged.
    """
    store.require_stored(version)
    lists = choice_lists(store, version)
    book = Workbook()
    _write_lines(book.worksheets[0], how_to_use(version))
    for table in tables().values():
        _lay_out(book.create_sheet(table.name), table, lists)
    _write_lists(book.create_sheet(CODES), lists)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def _write_lines(sheet: Worksheet, lines: Iterable[str]) -> None:
    sheet.title = READ_ME
    sheet.column_dimensions["A"].width = 110
    for number, line in enumerate(lines, 1):
        cell = _put(sheet, number, 1, line)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.font = Font(bold=number == 1)


def _lay_out(sheet: Worksheet, table: Table, lists: Mapping[str, ChoiceList]) -> None:
    sheet.freeze_panes = "A2"
    rows = comment_rows(table)
    for number, f in enumerate(table.fields, 1):
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = _width(f)
        sheet.column_dimensions[letter].number_format = _NUMBER_FORMATS.get(f.type, _TEXT_FORMAT)
        _write_heading(sheet, number, f)
        _write_example(sheet, number, f, [row[number - 1] for row in rows])
        rule = cell_rule(table, f, lists, CODES)
        rule.add(f"{letter}{_HEADING_ROWS + len(rows) + 1}:{letter}{_LAST_ROW}")
        sheet.add_data_validation(rule)


def _width(f: Field) -> int:
    return min(_WIDEST, max(len(f.name), len(f.example or "")) + 4)


def _write_heading(sheet: Worksheet, number: int, f: Field) -> None:
    cell = _put(sheet, _HEADING_ROWS, number, f.name)
    cell.font = Font(bold=True, color="FFFFFF" if f.required else "000000")
    cell.fill = _FILLED if f.required else _FREE


def _write_example(sheet: Worksheet, number: int, f: Field, texts: list[str]) -> None:
    for row, text in enumerate(texts, _HEADING_ROWS + 1):
        cell = _put(sheet, row, number, _typed(f, text))
        cell.font = Font(italic=True, color="595959")
        cell.number_format = _NUMBER_FORMATS.get(f.type, _TEXT_FORMAT)


def _typed(f: Field, text: str) -> str | float | date | None:
    """Dates and numbers as such, and None for an empty text; comments are text in a column of text, the first."""
    match f.type if text else None:
        case None:
            return None
        case "date":
            return date.fromisoformat(text)
        case "integer" | "number":
            return float(text)
    return text


def _put(sheet: Worksheet, row: int, column: int, value: str | float | date | None) -> Cell:
    """Text stays text: it is never taken for a formula, and characters that a workbook cannot hold are left out."""
    cell = cast(Cell, sheet.cell(row, column))  # no cell of these sheets is merged
    if isinstance(value, str):
        cell.value, cell.data_type = ILLEGAL_CHARACTERS_RE.sub("", value), "s"
    else:
        cell.value = value
    return cell


def _write_lists(sheet: Worksheet, lists: Mapping[str, ChoiceList]) -> None:
    sheet.freeze_panes = "A2"
    for choices in lists.values():
        for offset, heading in enumerate(choices.headings):
            _write_list(sheet, choices.column + offset, heading, [row[offset] for row in choices.rows])


def _write_list(sheet: Worksheet, column: int, heading: str, cells: list[str]) -> None:
    _put(sheet, 1, column, heading).font = Font(bold=True)
    for number, text in enumerate(cells, 2):
        _put(sheet, number, column, text).number_format = _TEXT_FORMAT
    sheet.column_dimensions[get_column_letter(column)].width = min(_WIDEST, max(map(len, [heading, *cells])) + 4)
