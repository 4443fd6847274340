"""The words for a cell that holds no value, the same on the pages and in the terminal."""

from ics.versions.diff import CellDiff

EMPTY = "(blank)"
NO_ROW = "(no row)"


def sides_in_words(cell: CellDiff) -> tuple[str, str]:
    """What the cell was and what it becomes: its value, or that it is blank, or that its row is not there."""
    old = NO_ROW if cell.kind == "added" else _value(cell.old)
    new = NO_ROW if cell.kind == "removed" else _value(cell.new)
    return old, new


def _value(value: str | None) -> str:
    return EMPTY if value is None else value
