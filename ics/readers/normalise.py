"""Cells as people write them, in the form that the checks expect: replaced only where there is one way to read them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from operator import ne

from ics.datapackage import Field

GAPS = " \u00a0\u2007\u2009\u202f"  # blanks that stand between thousands: no-break, figure, thin, narrow no-break
_MIDNIGHT = r"(?:[ T]00:00(?::00(?:\.0+)?)?)?"
_DAY_AND_MIDNIGHT = re.compile(rf"(\d{{4}}-\d\d-\d\d){_MIDNIGHT}", re.ASCII)
_SLASHES = re.compile(rf"(\d{{1,2}})/(\d{{1,2}})/(\d{{4}}){_MIDNIGHT}", re.ASCII)
_THOUSANDS = re.compile(rf"[+-]?[1-9]\d{{0,2}}([,{GAPS}])\d{{3}}(?:\1\d{{3}})*(\.\d+)?", re.ASCII)
_ONE_COMMA = re.compile(r"[+-]?\d+,\d+", re.ASCII)
_DECIMAL_COMMA = re.compile(r"[+-]?(?:\d*,(?!\d{3}\Z)\d+|0+,\d+|\d{4,},\d+|\d{1,3}(?:\.\d{3})+,\d+)", re.ASCII)
_ONE_DOT = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}", re.ASCII)
_DECIMAL_DOT = re.compile(r"[+-]?(?:\d*\.(?!\d{3}\Z)\d+|0+\.\d+|\d{4,}\.\d+|\d{1,3}(?:,\d{3})+\.\d+)", re.ASCII)
_NO_DIGIT_OF_A_GROUP = re.compile(rf"[,{GAPS}]")


@dataclass
class NormalisedColumn:
    """A column after the lenient reading: its cells (None where empty), and how many were read in which way.

    `written`: the cells as they stand in the file, but for blanks around them.
    `either_way`: the first slash date, as it was written, that could have been month first.
    `month_first`: where the first slash date is that cannot be day first; no slash date of the column is read then.
    `only_day_first`: where the first slash date is that cannot be month first.
    `dotted`: where the first number is whose dot may part thousands as well; `dots`: how many such numbers there are.
    """

    cells: list[str | None]
    written: list[str]
    blanks: int = 0
    day_first: int = 0
    either_way: str | None = None
    midnights: int = 0
    thousands: int = 0
    month_first: int | None = None
    slashes: int = 0
    only_day_first: int | None = None
    dotted: int | None = None
    dots: int = 0
    bars: int = 0
    replaced: dict[str, str] = field(default_factory=dict)


def normalise(f: Field, written: list[str], is_comma_decimal: bool) -> NormalisedColumn:
    """`is_comma_decimal`: whether the comma may be decimal and the dot part thousands, as in files with semicolons."""
    plain = list(map(str.strip, written))
    tidy = NormalisedColumn(plain, plain, blanks=0 if plain == written else sum(map(ne, plain, written)))
    if f.type == "date":
        _read_dates(tidy)
    elif f.type in ("integer", "number"):
        _read_numbers(tidy, f.type, is_comma_decimal)
        if is_comma_decimal and f.type == "number":
            _flag_ambiguous_decimals(tidy, f.constraints)
    elif f.type == "list":
        _normalise_list_separators(tidy, f.delimiter)
    if tidy.replaced:
        tidy.cells = [tidy.replaced.get(cell, cell) for cell in tidy.cells]
    if "" in tidy.cells:
        tidy.cells = [cell or None for cell in tidy.cells]
    return tidy


def _read_dates(tidy: NormalisedColumn) -> None:
    odd = {cell for cell in set(tidy.cells) if len(cell) != len("2021-04-01") or "/" in cell}
    _read_slashes(tidy, {cell: parts.groups() for cell in odd if (parts := _SLASHES.fullmatch(cell))})
    midnights = {cell: parts[1] for cell in odd if (parts := _DAY_AND_MIDNIGHT.fullmatch(cell))}
    tidy.midnights = _times(tidy.cells, midnights)
    tidy.replaced |= midnights


def _read_slashes(tidy: NormalisedColumn, slashes: dict[str, tuple[str, str, str]]) -> None:
    """Day first, unless one cell can only be month first: nobody knows then how the others are meant."""
    days = {cell: day for cell, (a, b, year) in slashes.items() if (day := _day(a, b, year))}
    swapped = {cell: day for cell, (a, b, year) in slashes.items() if (day := _day(b, a, year))}
    if month_first := swapped.keys() - days.keys():
        tidy.slashes = _times(tidy.cells, slashes)
        tidy.month_first = next(at for at, cell in enumerate(tidy.cells) if cell in month_first)
        return
    tidy.day_first = _times(tidy.cells, days)
    tidy.replaced |= days
    only_day_first = days.keys() - swapped.keys()
    tidy.only_day_first = next((at for at, cell in enumerate(tidy.cells) if cell in only_day_first), None)
    either_way = {cell for cell, day in swapped.items() if day != days[cell]}
    tidy.either_way = next((cell for cell in tidy.cells if cell in either_way), None)


def _day(day: str, month: str, year: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def _read_numbers(tidy: NormalisedColumn, kind: str, is_comma_decimal: bool) -> None:
    odd = {cell for cell in set(tidy.cells) if _NO_DIGIT_OF_A_GROUP.search(cell)}
    is_contradicted = any(map(_DECIMAL_COMMA.fullmatch, odd))
    is_doubtful = is_contradicted or (is_comma_decimal and kind == "number")
    grouped = {
        cell: "".join(c for c in cell if c not in "," + GAPS)
        for cell in odd
        if (parts := _THOUSANDS.fullmatch(cell))
        and not (kind == "integer" and parts[2])
        and not (is_doubtful and _ONE_COMMA.fullmatch(cell))
    }
    tidy.thousands = _times(tidy.cells, grouped)
    tidy.replaced |= grouped


def _flag_ambiguous_decimals(tidy: NormalisedColumn, limits: Mapping[str, float]) -> None:
    """1.234 may mean 1234, unless the column or its limits show that the dot is a decimal point."""
    cells = set(tidy.cells)
    dots = {cell for cell in cells if _ONE_DOT.fullmatch(cell) and _is_within(int(cell.replace(".", "")), limits)}
    if dots and not any(map(_DECIMAL_DOT.fullmatch, cells)):
        tidy.dots = _times(tidy.cells, dots)
        tidy.dotted = next(at for at, cell in enumerate(tidy.cells) if cell in dots)


def _is_within(number: int, limits: Mapping[str, float]) -> bool:
    return limits.get("minimum", number) <= number <= limits.get("maximum", number)


def _normalise_list_separators(tidy: NormalisedColumn, delimiter: str) -> None:
    """A | B, where the blanks around what stands between the entries were left out or doubled."""
    bar = delimiter.strip()
    if bar != delimiter:
        lists = {cell: delimiter.join(map(str.strip, cell.split(bar))) for cell in set(tidy.cells) if bar in cell}
        tidy.replaced = {cell: spaced for cell, spaced in lists.items() if spaced != cell}
        tidy.bars = _times(tidy.cells, tidy.replaced)


def _times(cells: list[str], wanted: Iterable[str]) -> int:
    return sum(cell in wanted for cell in cells) if wanted else 0
