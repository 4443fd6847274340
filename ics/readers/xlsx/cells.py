"""The cells of a workbook: what they hold, as text, and what forbids one before its text is looked at."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from xml.etree.ElementTree import Element

from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import WINDOWS_EPOCH, from_excel, from_ISO8601
from openpyxl.utils.escape import unescape
from openpyxl.xml.constants import SHEET_MAIN_NS

from ics.problems import MAX_PER_RULE, Problem, and_more, quoted
from ics.readers.spreadsheet_errors import ERRORS
from ics.readers.xlsx.parts import Parts, whole
from ics.readers.xlsx.styles import Style
from ics.settings import MAX_CELL_CHARACTERS

LONGEST_FORMULA = 100  # characters that are read of one, as it is refused whatever it is
LONGEST_NUMBER = 400  # characters: more than any double has
NO_TEXT = re.compile("[\0\x80-\x9f]")  # with which a CSV is refused, and so would the export be
_VALUE, _FORMULA, _INLINE, _ITEM, _TEXT, _RUN = (
    f"{{{SHEET_MAIN_NS}}}{tag}" for tag in ("v", "f", "is", "si", "t", "r")
)
CellValue = str | int | float | bool | date | time | timedelta | None


class CellFault(NamedTuple):
    """What forbids a cell: its line, the rule that it breaks, and the message with its fix."""

    line: int
    rule: str
    message: str
    fix: str


@dataclass(slots=True)
class WorkbookCell:
    """A cell: its value, its place, and its kind as the sheet has it: "f" is a formula, "e" an error, "n" a number."""

    value: CellValue
    kind: str = "n"
    is_percentage: bool = False
    line: int = 0
    column: int = 0

    @property
    def name(self) -> str:
        """As Excel calls it: B2."""
        return f"{get_column_letter(self.column)}{self.line}"


EMPTY_CELL = WorkbookCell(None)


@dataclass(frozen=True)
class CellReader:
    """Reads cells of one workbook: with the texts that they share, its styles, and the day from which it counts."""

    shared: list[str] = field(default_factory=list)
    styles: list[Style] = field(default_factory=list)
    epoch: datetime = WINDOWS_EPOCH

    def read(self, element: Element, line: int, column: int) -> WorkbookCell:
        """The cell in that place. Raises IndexError and ValueError where what it refers to is not there."""
        kind = element.get("t", "n")
        formula = element.find(_FORMULA)
        if formula is not None:
            return WorkbookCell(f"={(formula.text or '')[:LONGEST_FORMULA]}", "f", False, line, column)
        if kind == "inlineStr":
            inline = element.find(_INLINE)
            return WorkbookCell(None if inline is None else item_text(inline), "s", False, line, column)
        written = element.findtext(_VALUE)
        if not written:
            return WorkbookCell(None, kind, False, line, column)
        if kind == "n":
            return self._number(written, self.styles[int(element.get("s") or 0)], line, column)
        return WorkbookCell(self._value(kind, written), kind, False, line, column)

    def _value(self, kind: str, written: str) -> CellValue:
        match kind:
            case "s":
                return self.shared[int(written)]
            case "b":
                return bool(int(written))
            case "d":
                return _iso_value(written)
        return unescaped(written)

    def _number(self, written: str, style: Style, line: int, column: int) -> WorkbookCell:
        if len(written) > LONGEST_NUMBER:
            raise ValueError(f"a number of {len(written)} characters")
        value = float(written) if "." in written or "e" in written or "E" in written else int(written)
        if not style.is_date:
            return WorkbookCell(value, "n", style.is_percentage, line, column)
        try:
            return WorkbookCell(from_excel(value, self.epoch, timedelta=style.is_duration), "d", False, line, column)
        except (OverflowError, ValueError):  # outside the days that there are
            return WorkbookCell("#VALUE!", "e", False, line, column)


def _iso_value(written: str) -> date | time | timedelta:
    """A date, time or length of time in ISO 8601. Raises ValueError."""
    value: date | time | timedelta = from_ISO8601(written)  # type: ignore[no-untyped-call]  # the stub has no types
    return value


def shared_texts(parts: Parts, name: str | None) -> list[str]:
    """The texts that the cells of a workbook share, out of the part of that name."""
    if name is None or name not in parts:
        return []
    return [item_text(item) for item in whole(parts.open(name), {_ITEM})]


def item_text(item: Element) -> str:
    """The text without its form and how it is pronounced. What is too long for a cell is cut where that still shows."""
    runs = [item.findtext(_TEXT, ""), *(run.findtext(_TEXT, "") for run in item.iterfind(_RUN))]
    return unescaped("".join(runs))[: MAX_CELL_CHARACTERS + 1]


def fault(line: int, cell: WorkbookCell, written: str) -> CellFault | None:
    """What forbids a cell of a workbook, before its text is looked at."""
    if cell.kind == "f":
        message = f"Cell {cell.name} contains a formula. Its result may be out of date."
        return CellFault(line, "formula", message, "Copy the cell and paste it back as a value.")
    if cell.kind == "e" or written in ERRORS:
        message = f"Cell {cell.name} contains the error {quoted(written)}."
        return CellFault(line, "error_value", message, "Enter the value, or leave the cell blank.")
    if cell.is_percentage and isinstance(cell.value, int | float):
        message = f"Cell {cell.name} shows a percentage, but its value is {written}."
        return CellFault(line, "percent", message, f"Format the column as a number and enter {cell.value * 100:.12g}.")
    return _text_fault(line, cell, written)


def _text_fault(line: int, cell: WorkbookCell, written: str) -> CellFault | None:
    if NO_TEXT.search(written):
        message = f"Cell {cell.name} contains control characters."
        return CellFault(line, "control", message, "Retype the cell.")
    if len(written) > MAX_CELL_CHARACTERS:
        message = f"Cell {cell.name} has more than {MAX_CELL_CHARACTERS:,} characters."
        return CellFault(line, "length", message, "Shorten it.")
    return None


def fault_problems(file: str, faults: list[CellFault]) -> list[Problem]:
    """The problems of the cells, grouped by rule; beyond MAX_PER_RULE of one rule only how many there are."""
    problems = []
    for rule in ("formula", "error_value", "percent", "control", "length"):
        found = [fault for fault in faults if fault.rule == rule]
        problems += [Problem(file, f.message, f.fix, f.rule, f.line) for f in found[:MAX_PER_RULE]]
        problems += and_more(file, len(found), None, rule)
    return problems


def value_text(value: CellValue) -> str:
    """A cell of a workbook as a CSV would write it."""
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return str(value).lower()
        case float() if value.is_integer():
            return str(int(value))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime():
            return value.isoformat(" ")
        case date():
            return value.isoformat()
    return str(value)


def unescaped(written: str) -> str:
    """A text without the escapes of ECMA-376 (ST_Xstring): `_x000D_` is a carriage return, `_x005F_` an underscore."""
    if "_x" not in written:
        return written
    units = unescape(written).encode("utf-16", "surrogatepass")  # two escapes may be the halves of one character
    return units.decode("utf-16", "replace").replace("\r\n", "\n").replace("\r", "\n")
