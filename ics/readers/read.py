"""Reads an uploaded file: from bytes to rows of text, each with its line, and what was read leniently.

Everything here works on text. Types, keys and references are the business of `ics.checks.check`. Each step takes a
value and gives results: a step that fails loses nothing of what was read before it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from ics.datapackage import Table
from ics.problems import Problem
from ics.readers.budget import Budget, OverBudgetError
from ics.readers.csv_rows import DELIMITERS, split_rows
from ics.readers.encodings import decode
from ics.readers.notes import hidden_notes
from ics.readers.parse import TableText, parse_table
from ics.readers.rows import RowsUnderHeader, ragged_problems, rows_under_header
from ics.readers.stray_quotes import stray_quote_problems
from ics.readers.upload import Note, ReadResult, SourceFile, UnreadableFileError
from ics.readers.xlsx.cells import NO_TEXT, fault_problems
from ics.readers.xlsx.workbook import Sheet, is_workbook, refuse_old_kinds, sheets
from ics.readers.zip_files import is_archive, unpack_tables
from ics.settings import MAX_CELL_CHARACTERS, MAX_UPLOAD_BYTES

_CHECK_COMMAS = 'Check for a missing or extra comma. Put cells that contain commas in quotation marks ("…").'
_CLEAR_OTHERS = "Clear the cells that are not under a column name."


def read_file(file: SourceFile, budget: Budget | None = None) -> ReadResult:
    """Reads a CSV, a workbook or a ZIP of them. Rows are only returned where header and rows have the right shape.

    `budget`: what the file shares with the others of its upload; without one it has its own. Where the file takes more
    than that, the result has no tables. Raises nothing: whatever is wrong is among the problems.
    """
    budget = budget or Budget()
    result = _collect(file.name, _read_parts(file, budget))
    return replace(result, uploads=[]) if budget.is_spent else result


def read_rows(
    source: SourceFile,
    table: Table,
    rows: Iterable[Mapping[str, str | None]],
    labels: Sequence[str],
    budget: Budget | None = None,
) -> ReadResult:
    """Reads rows that were typed, each a text per column of the table, as leniently as those of a file.

    `source`: the name under which their problems and notes are reported; its bytes are not looked at.
    `rows`: column → text; a column that a row lacks is empty there, and one that the table lacks is left out.
    `labels`: what a person calls each row. The lines of the parsed table, and of the problems, count the rows from 1:
    the row of a problem is `labels[line - 1]`.
    `budget`: what the rows share with others of the same check; without one they have their own.

    The result has the one parsed table, or the table as unread where its problems forbid more. Raises OverBudgetError.
    """
    rows = list(rows)
    lines, columns = list(range(1, len(rows) + 1)), [[row.get(c) or "" for row in rows] for c in table.columns]
    problems = [p for c, cells in zip(table.columns, columns, strict=True) for p in _no_texts(source.name, c, cells)]
    text = TableText(source, RowsUnderHeader(0, list(table.columns), columns, lines), problems, table.name)
    result = parse_table(text, budget or Budget())
    return replace(result, uploads=[replace(upload, labels=labels) for upload in result.uploads])


def _no_texts(file: str, column: str, cells: list[str]) -> Iterator[Problem]:
    """What a file with such a cell would be refused for."""
    for line, cell in enumerate(cells, 1):
        if len(cell) > MAX_CELL_CHARACTERS:
            message = f"The cell has more than {MAX_CELL_CHARACTERS:,} characters."
            yield Problem(file, message, "Shorten it.", "length", line, column, cell)
        if NO_TEXT.search(cell):
            message = "The cell contains control characters."
            yield Problem(file, message, "Retype the cell.", "control", line, column, cell)


def _collect(file: str, parts: Iterable[ReadResult]) -> ReadResult:
    """The results of all parts of a file, up to one that cannot be read."""
    whole = ReadResult()
    try:
        for part in parts:
            whole.add(part)
    except UnreadableFileError as error:
        whole.problems.append(error.problem(file))
    return whole


def _read_parts(file: SourceFile, budget: Budget) -> Iterator[ReadResult]:
    _refuse_too_large(file.content)
    if not is_archive(file.content):
        budget.take_bytes(len(file.content))  # those of an archive are counted as they are unpacked
    if _is_zip_of_files(file.content):
        yield from _read_members(file, budget)
    else:
        yield from _read_tables(file, budget)


def _refuse_too_large(content: bytes) -> None:
    if len(content) > MAX_UPLOAD_BYTES:
        size, limit = len(content) / 2**20, MAX_UPLOAD_BYTES // 2**20
        message = f"The file is {size:.0f} MB. The limit is {limit} MB."
        raise UnreadableFileError(message, "Split it into smaller parts.", "size")
    if not content:
        raise UnreadableFileError("The file is empty.", "Use a file with column names and rows.", "file")


def _is_zip_of_files(content: bytes) -> bool:
    return is_archive(content) and not is_workbook(content)


def _read_tables(file: SourceFile, budget: Budget) -> Iterator[ReadResult]:
    refuse_old_kinds(file.content)
    return _read_workbook(file, budget) if is_archive(file.content) else _read_csv(file, budget)


def _read_members(file: SourceFile, budget: Budget) -> Iterator[ReadResult]:
    files, notes = unpack_tables(file, budget)
    yield ReadResult(notes=notes)
    for member in files:
        if not budget.is_spent:
            yield _collect(member.name, _read_member(member, budget))


def _read_member(member: SourceFile, budget: Budget) -> Iterator[ReadResult]:
    """A file of a ZIP, whose bytes are counted already."""
    _refuse_too_large(member.content)
    if _is_zip_of_files(member.content):
        raise UnreadableFileError("There is a ZIP file in the ZIP file.", "Unzip the inner one first.", "archive")
    yield from _read_tables(member, budget)


def _read_csv(file: SourceFile, budget: Budget) -> Iterator[ReadResult]:
    text, encoding = decode(file.content)
    records, delimiter = split_rows(text)
    yield ReadResult(notes=_csv_notes(file.name, encoding, delimiter))
    rows = rows_under_header(records, is_padded=False, budget=budget)
    fix = _CHECK_COMMAS.replace("comma", DELIMITERS[delimiter].removesuffix("s"))
    problems = ragged_problems(file.name, rows, fix) + stray_quote_problems(file.name, rows, delimiter)
    yield parse_table(TableText(file, rows, problems, may_have_decimal_commas=delimiter != ","), budget)


def _csv_notes(file: str, encoding: str | None, delimiter: str) -> list[Note]:
    notes = [Note(file, f"We read the file as {encoding}.")] if encoding else []
    return notes + ([Note(file, f"The columns are separated by {DELIMITERS[delimiter]}.")] if delimiter != "," else [])


def _read_workbook(file: SourceFile, budget: Budget) -> Iterator[ReadResult]:
    found, messages = sheets(file.content, budget)
    yield ReadResult(notes=[Note(file.name, message) for message in messages])
    is_anything_read = False
    for sheet in found:
        for result in _read_sheet(file, sheet, len(found) == 1, budget):
            is_anything_read = is_anything_read or bool(result.uploads or result.problems)
            yield result
    if not is_anything_read:
        raise UnreadableFileError("No sheet has rows below its column names.", "Fill in at least one sheet.", "file")


def _read_sheet(file: SourceFile, sheet: Sheet, is_only_one: bool, budget: Budget) -> Iterator[ReadResult]:
    """The table of a sheet; nothing of one of several sheets that has no rows, because its table is not meant."""
    part = file if is_only_one else SourceFile(f"{file.name}/{sheet.title}", file.content)
    try:
        rows = rows_under_header(sheet.records, is_padded=True, budget=budget)
        if is_only_one or rows.lines or rows.ragged_rows:
            yield ReadResult(notes=_sheet_notes(part.name, sheet, rows))
            problems = _sheet_problems(part.name, sheet, rows)
            yield parse_table(TableText(part, rows, problems, sheet.table, dates=sheet.dates), budget)
    except OverBudgetError:
        raise
    except UnreadableFileError as error:
        yield ReadResult(problems=[error.problem(part.name)])


def _sheet_notes(file: str, sheet: Sheet, rows: RowsUnderHeader) -> list[Note]:
    return [Note(file, f"We read the sheet {sheet.title}."), *hidden_notes(file, rows, sheet.hidden)]


def _sheet_problems(file: str, sheet: Sheet, rows: RowsUnderHeader) -> list[Problem]:
    """Problems of the cells of a sheet, and of its rows that do not fit; those of comments do not count."""
    comments = set(rows.comments)
    faults = [fault for fault in sheet.faults if fault.line not in comments]
    return fault_problems(file, faults) + ragged_problems(file, rows, _CLEAR_OTHERS)
