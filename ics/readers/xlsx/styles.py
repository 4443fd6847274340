"""The number formats of a workbook: which styles show a date, a length of time or a percentage."""

import re
from dataclasses import dataclass
from functools import lru_cache

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.xml.constants import SHEET_MAIN_NS

from ics.readers.xlsx.parts import Parts, whole

LONGEST_FORMAT = 255  # characters, in Excel
_NOT_OF_THE_FORM = re.compile(r'"[^"]*"|\\.')  # of a number format: text that is shown next to the number
_STYLES, _FORMAT, _STYLE = (f"{{{SHEET_MAIN_NS}}}{tag}" for tag in ("cellXfs", "numFmt", "xf"))


@dataclass(frozen=True)
class Style:
    """How a number is shown that has this style."""

    is_date: bool
    is_duration: bool
    is_percentage: bool


def styles_of(parts: Parts, name: str | None) -> list[Style]:
    """The styles of cells by their number, out of the part of that name. Raises ValueError where it is broken."""
    if name is None or name not in parts:
        return [_style("General")]
    codes, numbers = {}, []
    for element in whole(parts.open(name), {_FORMAT, _STYLES}):
        if element.tag == _FORMAT:
            codes[int(element.get("numFmtId", ""))] = element.get("formatCode", "")[:LONGEST_FORMAT]
        else:
            numbers = [int(style.get("numFmtId", 0)) for style in element.iter(_STYLE)]
            break  # the formats that follow are those of conditions
    return [_style(codes.get(number) or BUILTIN_FORMATS.get(number, "General")) for number in numbers or [0]]


@lru_cache(maxsize=1000)
def _style(code: str) -> Style:
    return Style(is_date_format(code), is_timedelta_format(code), "%" in _NOT_OF_THE_FORM.sub("", code))
