"""From records to the rows under a header: without blank rows, comments and columns that have no name and no cells."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import repeat

from ics.problems import MAX_COUNTED, MAX_PER_RULE, Problem, and_more
from ics.readers.budget import Budget
from ics.readers.header import begins_with_key
from ics.readers.spreadsheet_errors import ERRORS
from ics.readers.upload import UnreadableFileError
from ics.settings import MAX_COLUMNS, MAX_ROWS

Record = tuple[int, list[str]]
_COMMENT_MARK = "#"
_BATCH_ROWS = 250  # rows that are held as lists at a time: few enough to leave the garbage collector asleep


def too_many_rows() -> UnreadableFileError:
    return UnreadableFileError(f"The table has more than {MAX_ROWS:,} rows.", "Split it into smaller parts.", "size")


def is_comment(cells: list[str]) -> bool:
    """Whether the cell in the first column begins with #, and is not an error that a spreadsheet shows.

    Below a header this holds only where its first column belongs to a key: no key begins with #, but a text may.
    """
    first = cells[0].strip() if cells else ""
    return first.startswith(_COMMENT_MARK) and first not in ERRORS


@dataclass
class RowsUnderHeader:
    """The columns of a table as the file has them, under their header. `lines` and `comments`: their lines.

    `ragged`: line and number of cells of the first rows that do not fit under the header; `ragged_rows`: how many.
    """

    header_line: int
    header: list[str]
    columns: list[list[str]]
    lines: list[int] = field(default_factory=list)
    comments: list[int] = field(default_factory=list)
    ragged: list[tuple[int, int]] = field(default_factory=list)
    ragged_rows: int = 0

    def append_batch(self, batch: list[list[str]]) -> None:
        for column, cells in zip(self.columns, zip(*batch, strict=True), strict=False):
            column += cells

    def pad_or_trim(self, line: int, cells: list[str], is_padded: bool) -> list[str] | None:
        """The cells below the names; None, and noted as ragged, where the row does not fit under the header."""
        width = len(self.columns)
        filled = cells if len(cells) <= width else without_empty_end(cells)
        if is_padded and len(filled) < width:
            return [*filled, *repeat("", width - len(filled))]
        if len(filled) <= width <= len(cells) <= len(self.header):
            return cells[:width]
        self._note_ragged(line, len(cells))
        return None

    def _note_ragged(self, line: int, cells: int) -> None:
        self.ragged_rows += 1
        if len(self.ragged) < MAX_PER_RULE:
            self.ragged.append((line, cells))


def without_empty_end(cells: list[str]) -> list[str]:
    end = len(cells)
    while end and not cells[end - 1].strip():
        end -= 1
    return cells[:end]


def rows_under_header(records: Iterable[Record], is_padded: bool, budget: Budget) -> RowsUnderHeader:
    """The rows under the first record that says something. `is_padded`: rows may lack their empty cells at the end.

    After the first row that does not fit no cells are collected, because the file is refused; beyond MAX_COUNTED of
    them nothing is read. Raises UnreadableFileError.
    """
    counted, comments = budget.rows_of(records), []
    for line, cells in counted:
        if is_comment(cells):
            comments.append(line)
        elif header := without_empty_end(cells):
            _check_width(header, line)
            return _body_rows(RowsUnderHeader(line, cells, [[] for _ in header], [], comments), counted, is_padded)
    raise UnreadableFileError("The file is empty.", "Use a file with column names and rows.", "file")


def _check_width(header: list[str], line: int) -> None:
    if len(header) > MAX_COLUMNS:
        message = f"The file has {len(header):,} columns. The limit is {MAX_COLUMNS}."
        raise UnreadableFileError(message, "Remove the columns you do not need.", "header", line)


def _body_rows(rows: RowsUnderHeader, records: Iterator[Record], is_padded: bool) -> RowsUnderHeader:
    batch: list[list[str]] = []
    lines = rows.lines
    for line, cells in _fitting_rows(rows, records, is_padded):
        batch.append(cells)
        lines.append(line)
        if len(batch) == _BATCH_ROWS:
            rows.append_batch(batch)
            batch = []
    rows.append_batch(batch)
    return rows


def _fitting_rows(rows: RowsUnderHeader, records: Iterator[Record], is_padded: bool) -> Iterator[Record]:
    """The rows with content up to the first that does not fit; the others that do not fit are noted as well."""
    width, may_have_comments = len(rows.columns), begins_with_key(rows.header)
    for line, cells in records:
        # The first cell of most rows is a code: then the row has content and is not a comment.
        if not (cells and cells[0][:1].isalnum()) and _is_passed_over(rows, line, cells, may_have_comments):
            continue
        fitting = cells if len(cells) == width else rows.pad_or_trim(line, cells, is_padded)
        if fitting is not None and not rows.ragged_rows:
            yield line, fitting
        elif rows.ragged_rows > MAX_COUNTED:
            return


def _is_passed_over(rows: RowsUnderHeader, line: int, cells: list[str], may_have_comments: bool) -> bool:
    """Whether the row is blank or a comment, which is noted."""
    if not any(cells) or not any(map(str.strip, cells)):
        return True
    if may_have_comments and is_comment(cells):
        rows.comments.append(line)
        return True
    return False


def ragged_problems(file: str, rows: RowsUnderHeader, fix: str) -> list[Problem]:
    message = "This row has {} cells. There are " + str(len(rows.columns)) + " columns."
    problems = [Problem(file, message.format(cells), fix, "shape", line) for line, cells in rows.ragged]
    return problems + and_more(file, rows.ragged_rows, None, "shape")
