"""Rows that a stray quote turned into the text of a cell: nothing is broken by it, so no other check reports it."""

import re
from collections.abc import Iterator

from ics.formatting import pluralise
from ics.problems import MAX_PER_RULE, WARNING, Problem, and_more, quoted
from ics.readers.header import column_name
from ics.readers.rows import RowsUnderHeader

_LINE_BREAK = re.compile(r"\r\n|\n|\r")
_FIX = 'Remove the stray quotation mark, or double it (""). If the lines belong to the text, leave it.'


def stray_quote_problems(file: str, rows: RowsUnderHeader, delimiter: str) -> list[Problem]:
    """A warning for each cell of a delimited file with a line in it that has the shape of a row of this file."""
    found = [
        (line, at, inside)
        for at, column in enumerate(rows.columns)
        for line, cell in _of_several_lines(rows.lines, column)
        if (inside := _shaped_like_rows(_LINE_BREAK.split(cell), at, len(rows.header), delimiter))
    ]
    found.sort(key=lambda place: place[0])
    problems = [
        Problem(file, _message(lines), _FIX, "swallowed_rows", line, column_name(rows.header[at]), severity=WARNING)
        for line, at, lines in found[:MAX_PER_RULE]
    ]
    return problems + and_more(file, len(found), None, "swallowed_rows", WARNING)


def _of_several_lines(lines: list[int], column: list[str]) -> Iterator[tuple[int, str]]:
    everything = "".join(column)  # most columns have no line break, and one search says so
    if "\n" in everything or "\r" in everything:
        yield from ((line, cell) for line, cell in zip(lines, column, strict=True) if "\n" in cell or "\r" in cell)


def _shaped_like_rows(lines: list[str], at: int, width: int, delimiter: str) -> list[str]:
    """The lines within the cell that are rows, or the beginning of the one that the cell ends in."""
    first, *middle, last = lines
    whole = [line for line in middle if line.count(delimiter) == width - 1 and _is_tight(line, delimiter)]
    ends_in_a_row = last.count(delimiter) == at and _is_tight(last, delimiter)
    begins_in_a_row = first.count(delimiter) >= width - 1 - at and (at == width - 1 or _is_tight(first, delimiter))
    return [*whole, last] if ends_in_a_row and begins_in_a_row and width > 1 else whole


def _is_tight(line: str, delimiter: str) -> bool:
    """Whether some delimiter has no blank after it, as in a row and unlike in prose; also where there is none."""
    return line.count(delimiter) > line.count(delimiter + " ") or delimiter not in line


def _message(lines: list[str]) -> str:
    number = pluralise(len(lines), "line", "lines")
    shape = "looks like a row" if len(lines) == 1 else "look like rows"
    shown = " and ".join(map(quoted, lines[:2])) + (" and so on" if len(lines) > 2 else "")
    return f"A quotation mark opens this cell, and {number} in it {shape}: {shown}."
