"""Numbers as people write them: with thousands separators, and with dots that may be such separators."""

import re
from collections.abc import Mapping

from ics.formatting import pluralise
from ics.problems import Problem, quoted
from ics.readers.leniency import Column, Leniency, LenientReading

GAPS = " \u00a0\u2007\u2009\u202f"  # blanks between thousands: no-break, figure, thin, narrow no-break
_THOUSANDS = re.compile(rf"[+-]?[1-9]\d{{0,2}}([,{GAPS}])\d{{3}}(?:\1\d{{3}})*(\.\d+)?", re.ASCII)
_SEPARATOR = re.compile(rf"[,{GAPS}]")
_ONE_COMMA = re.compile(r"[+-]?\d+,\d+", re.ASCII)
_DECIMAL_COMMA = re.compile(r"[+-]?(?:\d*,(?!\d{3}\Z)\d+|0+,\d+|\d{4,},\d+|\d{1,3}(?:\.\d{3})+,\d+)", re.ASCII)
_ONE_DOT = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}", re.ASCII)
_DECIMAL_DOT = re.compile(r"[+-]?(?:\d*\.(?!\d{3}\Z)\d+|0+\.\d+|\d{4,}\.\d+|\d{1,3}(?:,\d{3})+\.\d+)", re.ASCII)


def drop_thousands_separators(column: Column) -> LenientReading:
    """1,234 is 1234, unless the comma may be a decimal one."""
    separated = [cell for cell in column.values if _SEPARATOR.search(cell)]
    one_comma_is_doubtful = _may_be_decimal_comma(column, separated)
    numbers = {
        cell: _SEPARATOR.sub("", cell)
        for cell in separated
        if _has_thousands(cell, column.field.type) and not (one_comma_is_doubtful and _ONE_COMMA.fullmatch(cell))
    }
    count = pluralise(column.count(numbers), "number", "numbers")
    notes = [f"We ignored thousands separators in {count} in the column {column.field.name}."] if numbers else []
    return LenientReading(numbers, notes)


def _may_be_decimal_comma(column: Column, separated: list[str]) -> bool:
    is_usual = column.may_have_decimal_commas and column.field.type == "number"
    return is_usual or any(map(_DECIMAL_COMMA.fullmatch, separated))


def _has_thousands(cell: str, kind: str) -> bool:
    match = _THOUSANDS.fullmatch(cell)
    return match is not None and not (kind == "integer" and match[2])


def flag_ambiguous_decimals(column: Column) -> LenientReading:
    """1.234 may mean 1234 in a file that may have decimal commas, unless the column shows that the dot is decimal."""
    if not column.may_have_decimal_commas or column.field.type != "number":
        return LenientReading()
    doubtful = {cell for cell in column.values if _may_be_thousands(cell, column.field.constraints)}
    if not doubtful or any(map(_DECIMAL_DOT.fullmatch, column.values)):
        return LenientReading()
    return LenientReading(problems=[_ambiguous_numbers(column, doubtful)])


def _may_be_thousands(cell: str, limits: Mapping[str, float]) -> bool:
    """Whether the dot of a number may be a thousands separator, and the number is then within the limits."""
    if not _ONE_DOT.fullmatch(cell):
        return False
    number = int(cell.replace(".", ""))
    return limits.get("minimum", number) <= number <= limits.get("maximum", number)


def _ambiguous_numbers(column: Column, doubtful: set[str]) -> Problem:
    at, count = column.first(doubtful), column.count(doubtful)
    written = column.cells[at]
    without_dot = written.replace(".", "")
    message = (
        f"{quoted(written)} could mean {without_dot}. This file has no commas between columns, so a dot may separate "
        f"thousands. This affects {pluralise(count, 'number', 'numbers')} in this column."
    )
    fix = f"Enter {without_dot} if you mean that. If not, enter {written}0."
    return column.problem("ambiguous_numbers", at, message, fix, count)


NUMBER_LENIENCIES: tuple[Leniency, ...] = (drop_thousands_separators, flag_ambiguous_decimals)
