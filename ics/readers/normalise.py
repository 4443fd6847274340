"""Cells as people write them, in the form that the checks expect: replaced only where there is one way to read them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ics.problems import Problem
from ics.readers.leniency import Column, Leniency
from ics.readers.lenient_dates import DATE_LENIENCIES
from ics.readers.lenient_lists import LIST_LENIENCIES
from ics.readers.lenient_numbers import NUMBER_LENIENCIES

LENIENCIES: Mapping[str, Sequence[Leniency]] = {
    "date": DATE_LENIENCIES,
    "integer": NUMBER_LENIENCIES,
    "number": NUMBER_LENIENCIES,
    "list": LIST_LENIENCIES,
}


@dataclass(frozen=True)
class NormalisedColumn:
    """A column after the lenient reading: its cells (None where empty), and what there is to report about them.

    `written`: the cells as the file has them, but for blanks around them. `is_changed`: whether some were replaced.
    `blanks`: how many cells had blanks around them.
    """

    cells: Sequence[str | None]
    written: list[str]
    is_changed: bool
    blanks: int
    notes: list[str]
    problems: list[Problem]


def normalise(column: Column) -> NormalisedColumn:
    """The column as the leniencies of its type read it. Each of them looks at the cells as they were written."""
    readings = [leniency(column) for leniency in LENIENCIES.get(column.field.type, ())]
    replaced = {cell: text for reading in readings for cell, text in reading.replaced.items()}
    return NormalisedColumn(
        _replace(column.cells, replaced),
        column.cells,
        bool(replaced),
        column.blanks,
        [note for reading in readings for note in reading.notes],
        [problem for reading in readings for problem in reading.problems],
    )


def _replace(cells: list[str], replaced: Mapping[str, str]) -> Sequence[str | None]:
    if replaced:
        cells = [replaced.get(cell, cell) for cell in cells]
    return [cell or None for cell in cells] if "" in cells else cells
