"""From records to the rows under a header: without blank rows, comments and columns that have no name and no cells."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import repeat

from ics.problems import MAX_COUNTED, MAX_PER_RULE, Problem, and_more
from ics.readers.budget import Budget
from ics.readers.header import begins_with_key
from ics.readers.spreadsheet_errors import ERRORS
from ics.readers.upload import UnreadableFileError
from ics.settings import MAX_COLUMNS, MAX_ROWS

Record = tuple[int, list[str]]
COMMENT = "#"
BATCH = 250  # rows that are kept as lists at a time: few enough to leave the garbage collector asleep


def too_many_rows() -> UnreadableFileError:
    return UnreadableFileError(
        f"The table is too large: it has more than {MAX_ROWS:,} rows.", "Send it in parts.", "size"
    )


def is_comment(cells: list[str]) -> bool:
    """Whether the cell in the first column begins with #; what a spreadsheet shows for an error is no comment.

    Below a header this holds only where its first column belongs to a key: no key begins with #, but a text may.
    """
    first = cells[0].strip() if cells else ""
    return first.startswith(COMMENT) and first not in ERRORS


@dataclass
class Rows:
    """The columns of a table as they stand in the file, under their header. `lines` and `comments`: their lines."""

    header_line: int
    header: list[str]
    columns: list[list[str]]
    lines: list[int] = field(default_factory=list)
    comments: list[int] = field(default_factory=list)
    ragged: list[tuple[int, int]] = field(default_factory=list)
    ragged_rows: int = 0

    def put(self, batch: list[list[str]]) -> None:
        for column, cells in zip(self.columns, zip(*batch, strict=True), strict=False):
            column += cells

    def fitted(self, line: int, cells: list[str], is_padded: bool) -> list[str] | None:
        """The cells below the names; None, and noted, where the row does not fit under the header."""
        width = len(self.columns)
        filled = cells if len(cells) <= width else without_empty_end(cells)
        if is_padded and len(filled) < width:
            return [*filled, *repeat("", width - len(filled))]
        if len(filled) <= width <= len(cells) <= len(self.header):
            return cells[:width]
        self.ragged_rows += 1
        if len(self.ragged) < MAX_PER_RULE:
            self.ragged.append((line, len(cells)))
        return None


def without_empty_end(cells: list[str]) -> list[str]:
    end = len(cells)
    while end and not cells[end - 1].strip():
        end -= 1
    return cells[:end]


def rows_under_header(records: Iterable[Record], is_padded: bool, budget: Budget) -> Rows:
    """The rows under the first record that says something. `is_padded`: rows may lack their empty cells at the end.

    After the first row that does not fit no cells are kept, because the file is refused; beyond MAX_COUNTED of them
    nothing is read. Raises UnreadableFileError.
    """
    records, comments = budget.rows_of(records), []
    for line, cells in records:
        if is_comment(cells):
            comments.append(line)
        elif header := without_empty_end(cells):
            return _body_rows(
                Rows(line, cells, [[] for _ in _check_width(header, line)], comments=comments), records, is_padded
            )
    raise UnreadableFileError("The file is empty.", "Send a CSV with a header and rows.", "file")


def _check_width(header: list[str], line: int) -> list[str]:
    if len(header) > MAX_COLUMNS:
        what = f"The header has {len(header):,} columns; the limit is {MAX_COLUMNS}."
        raise UnreadableFileError(what, "Check the file.", "header", line)
    return header


def _body_rows(rows: Rows, records: Iterable[Record], is_padded: bool) -> Rows:
    width, batch, lines = len(rows.columns), [], rows.lines
    has_comments = begins_with_key(rows.header)
    for line, cells in records:
        if not (cells and cells[0][:1].isalnum()):  # the first cell of most rows is a code
            if not any(cells) or not any(map(str.strip, cells)):
                continue
            if has_comments and is_comment(cells):
                rows.comments.append(line)
                continue
        if len(cells) != width and (cells := rows.fitted(line, cells, is_padded)) is None:
            if rows.ragged_rows > MAX_COUNTED:
                break
            continue
        if rows.ragged_rows:
            continue
        batch.append(cells)
        lines.append(line)
        if len(batch) == BATCH:
            rows.put(batch)
            batch = []
    rows.put(batch)
    return rows


def ragged_problems(file: str, rows: Rows, fix: str) -> list[Problem]:
    what = "The row has {} cells; the header has " + str(len(rows.columns)) + "."
    problems = [Problem(file, what.format(cells), fix, "shape", line) for line, cells in rows.ragged]
    return problems + and_more(file, rows.ragged_rows, None, "shape")
