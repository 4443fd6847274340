"""Large CSVs in which every row is wrong, each kind in its own way: what a check of them takes is to stay bounded."""

from collections.abc import Callable, Iterator

from ics.datapackage import tables
from ics.readers.upload import SourceFile
from tests.support.spoilt.world import value_lines

MEGABYTES = 18
Row = list[str]


def wrong_table(kind: str, megabytes: float = MEGABYTES) -> SourceFile:
    """A file of the kind, about so large, for table indicator_values."""
    change, delimiter = KINDS[kind]
    header = ",".join(tables()["indicator_values"].columns)
    lines, size = [header if delimiter == "," else header.replace(",", delimiter)], 0
    for number, cells in enumerate(_rows()):
        line = delimiter.join(change(cells, number))
        lines.append(line)
        size += len(line) + 1
        if size >= megabytes * 2**20:
            break
    return SourceFile("indicator_values.csv", "\n".join([*lines, ""]).encode())


def _rows() -> Iterator[Row]:
    """Rows that are right but for indicators that nobody knows: a small file of values, again and again."""
    return (line.split(",") for line in value_lines(500_000, 1))


def _no_number(cells: Row, number: int) -> Row:
    return [*cells[:4], f"about {number}", *cells[5:]]


def _no_date(cells: Row, number: int) -> Row:
    return [*cells[:2], f"spring {number}", *cells[3:]]


def _ragged(cells: Row, _: int) -> Row:
    return [*cells, "one more"]


def _same_key(cells: Row, _: int) -> Row:
    return ["ccg_count", "E54000007", "2016-04-01", *cells[3:]]


def _unknown_area(cells: Row, number: int) -> Row:
    return ["ccg_count", f"E54{number % 900_000 + 100_000:06}", *cells[2:]]


def _all_wrong(_: Row, number: int) -> Row:
    return ["?", f"area {number}", f"day {number}", "never", f"about {number}", "=1", "=2", "", f"link {number}"]


def _padded(cells: Row, _: int) -> Row:
    return [f" {cell} " for cell in cells]


def _as_it_is(cells: Row, _: int) -> Row:
    return cells


KINDS: dict[str, tuple[Callable[[Row, int], Row], str]] = {
    "no numbers": (_no_number, ","),
    "no dates": (_no_date, ","),
    "ragged rows": (_ragged, ","),
    "one key": (_same_key, ","),
    "unknown references": (_unknown_area, ","),
    "every cell": (_all_wrong, ","),
    "blanks around cells": (_padded, ","),
    "bars": (_as_it_is, "|"),
}
