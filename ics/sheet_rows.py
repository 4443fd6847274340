"""The rows of a sheet as they stand in its XML, with their cells.

openpyxl's own iteration drops rows and cells that are out of order, and knows nothing of merged cells; so its parser
is read here.
"""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from zipfile import ZipFile

from openpyxl.cell.read_only import EmptyCell, ReadOnlyCell
from openpyxl.cell.text import Text
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet._reader import WorkSheetParser
from openpyxl.xml.constants import SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

from ics.settings import MAX_COLUMNS, MAX_ROWS
from ics.sources import Unreadable
from ics.words import listed

MAX_PLACES = 5_000_000  # cells and the gaps before them: one filled cell at the far right makes a row of 16,384
NAMED = 3  # merged areas in a message

Cells = tuple[ReadOnlyCell | EmptyCell, ...]


@dataclass
class Hidden:
    """What a sheet does not show: lines, also those that a filter hides, and columns, counted from 0."""

    lines: list[int] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)


def sheet_rows(sheet: ReadOnlyWorksheet, hidden: Hidden) -> Iterator[tuple[int, Cells]]:
    """Line and cells of each row that is in the file, the gaps between its cells filled. Raises Unreadable.

    What is hidden is put into `hidden` after the last row.
    """
    last = places = 0
    with sheet._get_source() as source:
        parser = _parser(sheet, source)
        for line, cells in parser.parse():
            places += cells[-1]["column"] if cells else 0
            if line > MAX_ROWS or places > MAX_PLACES:
                raise too_large()
            if line <= last or not _is_in_order(line, cells):
                raise _out_of_order(line)
            last = line
            yield line, sheet._get_row(cells)
    _refuse_merged(parser)
    _find_hidden(parser, hidden)


def shared_strings(content: bytes) -> list[str] | None:
    """The texts that the cells of a workbook share, with their escapes; None where openpyxl has read them as they are.

    It takes every "x005F_" out: after that `_x005F_x000D_`, which was typed so, cannot be told from an escape.
    """
    with ZipFile(io.BytesIO(content)) as archive:
        parts = [name for name in archive.namelist() if name.lower().endswith("sharedstrings.xml")]
        if not parts or b"x005F_" not in archive.read(parts[0]):
            return None
        with archive.open(parts[0]) as source:
            return [
                Text.from_tree(node).content for _, node in iterparse(source) if node.tag == f"{{{SHEET_MAIN_NS}}}si"
            ]


def _parser(sheet: ReadOnlyWorksheet, source: object) -> WorkSheetParser:
    book = sheet.parent
    return WorkSheetParser(
        source,
        sheet._shared_strings,
        epoch=book.epoch,
        date_formats=book._date_formats,
        timedelta_formats=book._timedelta_formats,
    )


def _is_in_order(line: int, cells: list[dict]) -> bool:
    columns = [0, *(cell["column"] for cell in cells)]
    return all(left < right for left, right in pairwise(columns)) and all(cell["row"] == line for cell in cells)


def too_large() -> Unreadable:
    return Unreadable("The workbook is too large to be read here.", "Save each sheet as CSV and send those.", "size")


def _out_of_order(line: int) -> Unreadable:
    what = "The rows or cells of the sheet are out of order."
    return Unreadable(what, "Open it in Excel, save it anew and send it again.", "order", line if line > 0 else None)


def _refuse_merged(parser: WorkSheetParser) -> None:
    areas = [area.ref for area in parser.merged_cells.mergeCell] if parser.merged_cells else []
    if areas:
        more = [f"{len(areas) - NAMED:,} more areas"] if len(areas) > NAMED else []
        what = f"{listed([*areas[:NAMED], *more])} are merged; only their first cells have values."
        raise Unreadable(what, "Unmerge them and fill each cell.", "merged")


def _find_hidden(parser: WorkSheetParser, hidden: Hidden) -> None:
    hidden.lines += [int(line) for line, row in parser.row_dimensions.items() if _is_hidden(row)]
    for columns in filter(_is_hidden, parser.column_dimensions.values()):
        hidden.columns += range(int(columns["min"]) - 1, min(int(columns["max"]), MAX_COLUMNS))


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    return attributes.get("hidden") in ("1", "true")
