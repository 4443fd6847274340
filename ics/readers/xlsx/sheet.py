"""The rows of a sheet as they are in its XML, with their cells: none is left out, moved or filled in by a library."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from xml.etree.ElementTree import Element

from openpyxl.utils import coordinate_to_tuple
from openpyxl.xml.constants import SHEET_MAIN_NS

from ics.formatting import join_and
from ics.readers.budget import workbook_too_large
from ics.readers.upload import UnreadableFileError
from ics.readers.xlsx.cells import EMPTY_CELL, CellReader, WorkbookCell
from ics.readers.xlsx.parts import Parts, whole
from ics.settings import MAX_COLUMNS, MAX_ROWS

MAX_PLACES = 5_000_000  # cells and the gaps before them: one filled cell at the far right makes a row of 16,384
MAX_SPANS = 16_384  # columns of a sheet, each of which may be described for itself
NAMED = 3  # merged areas in a message
LONGEST_AREA = 40  # characters
_ROW, _CELL, _COLUMN, _MERGED = (f"{{{SHEET_MAIN_NS}}}{tag}" for tag in ("row", "c", "col", "mergeCell"))

SheetCells = list[WorkbookCell]


@dataclass
class Hidden:
    """What a sheet does not show: lines, also those that a filter hides, and columns, counted from 0."""

    lines: list[int] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)


@dataclass
class SheetLayout:
    """What a sheet says of its layout: where it is merged and which columns it hides."""

    merged: int = 0
    areas: list[str] = field(default_factory=list)
    spans: int = 0
    columns: set[int] = field(default_factory=set)

    def note(self, element: Element) -> None:
        if element.tag == _MERGED:
            self.merged += 1
            if len(self.areas) < NAMED:
                self.areas.append(element.get("ref", "")[:LONGEST_AREA])
            return
        self.spans += 1
        if self.spans > MAX_SPANS:
            raise workbook_too_large()
        if _is_hidden(element):
            self.columns.update(range(int(element.get("min", "")) - 1, min(int(element.get("max", "")), MAX_COLUMNS)))


def sheet_rows(parts: Parts, name: str, reader: CellReader, hidden: Hidden) -> Iterator[tuple[int, SheetCells]]:
    """Line and cells of each row that is in the part, the gaps between its cells filled.

    Raises UnreadableFileError, and ValueError where a number in the part is not one.

    What is hidden is put into `hidden` after the last row.
    """
    last = places = 0
    layout = SheetLayout()
    for element in _row_elements(parts, name, layout):
        line = _line(element, last)
        placed = _placed(element, line)
        places += placed[-1][0] if placed else 0
        if places > MAX_PLACES:
            raise workbook_too_large()
        if line <= last or not _ascends([column for column, _ in placed]):
            raise _out_of_order(line)
        if _is_hidden(element):
            hidden.lines.append(line)
        last = line
        yield line, _filled(placed, line, reader)
    _refuse_merged(layout)
    hidden.columns += sorted(layout.columns)


def _row_elements(parts: Parts, name: str, layout: SheetLayout) -> Iterator[Element]:
    """The rows of a sheet; what is around them is noted in its layout."""
    for element in whole(parts.open(name), {_ROW, _COLUMN, _MERGED}):
        if element.tag == _ROW:
            yield element
        else:
            layout.note(element)


def _line(row: Element, last: int) -> int:
    """The number of a row; some programs write it as 2.0, and others leave it out.

    Raises UnreadableFileError for a row after the last of a sheet, and ValueError for what is not a whole number.
    """
    written = float(row.get("r", last + 1))
    if not written.is_integer():
        raise ValueError(f"row {written}")
    if written > MAX_ROWS:
        raise workbook_too_large()
    return int(written)


def _ascends(columns: list[int]) -> bool:
    return all(left < right for left, right in pairwise([0, *columns]))


def _placed(row: Element, line: int) -> list[tuple[int, Element]]:
    """The cells of a row with their columns, from 1 on. Raises UnreadableFileError where one is in another row."""
    found, column = [], 0
    for cell in row.iterfind(_CELL):
        if coordinate := cell.get("r"):
            its_line, column = coordinate_to_tuple(coordinate)
            if its_line != line:
                raise _out_of_order(line)
        else:
            column += 1
        found.append((column, cell))
    return found


def _filled(placed: list[tuple[int, Element]], line: int, reader: CellReader) -> SheetCells:
    cells = [EMPTY_CELL] * (placed[-1][0] if placed else 0)
    for column, element in placed:
        cells[column - 1] = reader.read(element, line, column)
    return cells


def _out_of_order(line: int) -> UnreadableFileError:
    message = "The rows or cells of this sheet are out of order."
    return UnreadableFileError(message, "Open it in Excel, save it and try again.", "order", line if line > 0 else None)


def _refuse_merged(layout: SheetLayout) -> None:
    if layout.merged:
        more = [f"{layout.merged - NAMED:,} more ranges"] if layout.merged > NAMED else []
        message = f"{join_and([*layout.areas, *more])} are merged, so only their first cells have values."
        raise UnreadableFileError(message, "Unmerge them and fill in each cell.", "merged")


def _is_hidden(element: Element) -> bool:
    return element.get("hidden") in ("1", "true")
