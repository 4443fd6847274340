"""What every leniency takes and gives: a column of a file, and what it reads otherwise than the cells have it.

The leniencies are functions in `lenient_dates.py`, `lenient_numbers.py` and `lenient_lists.py`. Each of these files
ends with a list of its functions: a new leniency is one function more, in that list.
"""

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import ne

from ics.datapackage import Field
from ics.problems import ERROR, Problem


@dataclass(frozen=True)
class Column:
    """The cells of one column as the file has them, with the line of each.

    `may_have_decimal_commas`: whether the comma may be decimal and the dot may separate thousands, as in files with
    semicolons.
    """

    file: str
    field: Field
    raw: list[str]
    lines: list[int]
    may_have_decimal_commas: bool = False

    @cached_property
    def cells(self) -> list[str]:
        """The cells without blanks around them."""
        return list(map(str.strip, self.raw))

    @cached_property
    def values(self) -> set[str]:
        """The different cells: far fewer than there are rows, in most columns."""
        return set(self.cells)

    @property
    def blanks(self) -> int:
        """How many cells have blanks around them."""
        return 0 if self.cells == self.raw else sum(map(ne, self.cells, self.raw))

    def count(self, wanted: Container[str]) -> int:
        """How many cells are one of the wanted values."""
        return sum(map(wanted.__contains__, self.cells)) if wanted else 0

    def first(self, wanted: Container[str]) -> int:
        """Where the first cell is that is one of the wanted values, counted from 0."""
        return next(at for at, cell in enumerate(self.cells) if cell in wanted)

    def problem(self, rule: str, at: int, message: str, fix: str, count: int, severity: str = ERROR) -> Problem:
        """A problem that the cell at `at` shows, and that `count` cells of the column have."""
        line, cell = self.lines[at], self.cells[at]
        return Problem(self.file, message, fix, rule, line, self.field.name, cell, severity, count)


@dataclass(frozen=True)
class LenientReading:
    """What one leniency makes of a column.

    `replaced`: each cell that is read otherwise → how it is read.
    `notes`: what a person should know of it. `problems`: why the column cannot be read.
    """

    replaced: Mapping[str, str] = field(default_factory=dict)
    notes: Sequence[str] = ()
    problems: Sequence[Problem] = ()


Leniency = Callable[[Column], LenientReading]
