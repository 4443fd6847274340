"""The cells of a workbook: as text, and what forbids one before its text is looked at."""

import re
from datetime import date, datetime, time

from openpyxl.cell.read_only import EmptyCell, ReadOnlyCell
from openpyxl.utils.escape import unescape

from ics.error_values import ERRORS
from ics.problems import MAX_PER_RULE, Problem, quoted, untold
from ics.settings import MAX_CELL_CHARACTERS

_NOT_OF_THE_FORM = re.compile(r'"[^"]*"|\\.')  # of a number format: text that is shown beside the number as it is
_NO_TEXT = re.compile("[\0\x80-\x9f]")  # with which a CSV is refused, and so would the export be
Fault = tuple[int, str, str, str]  # line, rule, what, mend


def fault(line: int, cell: ReadOnlyCell | EmptyCell, written: str) -> Fault | None:
    """What forbids a cell of a workbook, before its text is looked at."""
    if cell.data_type == "f":
        what = f"The cell {cell.coordinate} holds a formula, and its result may be out of date."
        return line, "formula", what, "Copy the cell and paste its value in its place."
    if cell.data_type == "e" or written in ERRORS:
        what = f"The cell {cell.coordinate} holds the error {quoted(written)}."
        return line, "error_value", what, "Write the value, or leave the cell empty."
    if isinstance(cell.value, int | float) and cell.data_type == "n" and _is_percentage(cell):
        what = f"The cell {cell.coordinate} shows a percentage; its value is {written}."
        return line, "percent", what, f"Format the column as a number and write {cell.value * 100:.12g}."
    if _NO_TEXT.search(written):
        return line, "control", f"The cell {cell.coordinate} holds control characters.", "Write the cell anew."
    if len(written) > MAX_CELL_CHARACTERS:
        what = f"The cell {cell.coordinate} has more than {MAX_CELL_CHARACTERS:,} characters."
        return line, "length", what, "Shorten it."
    return None


def _is_percentage(cell: ReadOnlyCell) -> bool:
    return "%" in _NOT_OF_THE_FORM.sub("", cell.number_format or "")


def fault_problems(file: str, faults: list[Fault]) -> list[Problem]:
    problems = []
    for rule in ("formula", "error_value", "percent", "control", "length"):
        found = [Problem(file, what, mend, name, line) for line, name, what, mend in faults if name == rule]
        problems += found[:MAX_PER_RULE] + untold(file, len(found), None, rule)
    return problems


def text(value: object) -> str:
    """A cell of a workbook as a CSV would write it."""
    match value:
        case None:
            return ""
        case str():
            return _unescaped(value)
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


def _unescaped(written: str) -> str:
    """A text without the escapes of ECMA-376 (ST_Xstring): `_x000D_` is a carriage return, `_x005F_` an underscore."""
    if "_x" not in written:
        return written
    units = unescape(written).encode("utf-16", "surrogatepass")  # two escapes may be the halves of one character
    return units.decode("utf-16", "replace").replace("\r\n", "\n").replace("\r", "\n")
