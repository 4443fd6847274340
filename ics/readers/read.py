"""Reads an uploaded file: from bytes to rows of text, each with its line, and what was read leniently.

Everything here works on text. Types, keys and references are the business of `ics.checks.check`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from ics.datapackage import Table, tables
from ics.problems import ERROR, Problem
from ics.readers.budget import Budget, OverBudgetError
from ics.readers.csv_rows import DELIMITERS, split
from ics.readers.encodings import decode
from ics.readers.header import column_name, header_problems, no_header, recognise
from ics.readers.normalise import normalise
from ics.readers.notes import ambiguous_dates, ambiguous_numbers, hidden_notes, notes
from ics.readers.rows import Rows, ragged_problems, rows_under_header
from ics.readers.stray_quotes import stray_quote_problems
from ics.readers.upload import Note, ParsedTable, ReadResult, SourceFile, UnreadableFileError
from ics.readers.xlsx.cells import NO_TEXT, Fault, fault_problems
from ics.readers.xlsx.dates import DateCell, date_warnings
from ics.readers.xlsx.workbook import is_workbook, refuse_old_kinds, sheets
from ics.readers.zip_files import is_archive, members
from ics.settings import MAX_CELL_CHARACTERS, MAX_UPLOAD_BYTES

__all__ = ["Note", "ParsedTable", "ReadResult", "SourceFile", "read", "read_rows"]

COMMAS = 'Check for a missing or an extra comma; put cells with commas in "…".'
BESIDE = "Put every cell under a name of the header, and clear the others."


def read(file: SourceFile, budget: Budget | None = None) -> ReadResult:
    """Reads a CSV, a workbook or a ZIP of them. Rows are only returned where header and rows have the right shape.

    `budget`: what the file shares with the others of its upload; without one it has its own.
    """
    reading, budget = ReadResult(), budget or Budget()
    try:
        _refuse_too_large(file.content)
        if not is_archive(file.content):
            budget.take_bytes(len(file.content))
        if is_archive(file.content) and not is_workbook(file.content):
            _read_members(file, reading, budget)
        else:
            _read_tables(file, reading, budget)
    except UnreadableFileError as fault:
        reading.problems.append(fault.problem(file.name))
    if budget.is_spent:
        reading.uploads.clear()
    return reading


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
    `labels`: what a person calls each row. The lines of the parsed table, and of the problems, count the rows from 1;
    `ParsedTable.label_of(line)` gives the label of such a line.
    `budget`: what the rows share with others of the same check; without one they have their own.

    The result has the one parsed table, or the table as unread where its problems forbid more. Raises OverBudgetError.
    """
    budget, rows = budget or Budget(), list(rows)
    lines, cells = list(range(1, len(rows) + 1)), [[row.get(c) or "" for row in rows] for c in table.columns]
    problems = [p for name, column in zip(table.columns, cells, strict=True) for p in _no_texts(source, name, column)]
    reading = ReadResult()
    typed = Rows(0, list(table.columns), cells, lines)
    _to_parsed_table(source, typed, table.name, problems, False, reading, budget)
    reading.uploads = [replace(upload, labels=labels) for upload in reading.uploads]
    return reading


def _no_texts(source: SourceFile, column: str, cells: list[str]) -> Iterator[Problem]:
    """What a file with such a cell would be refused for."""
    for line, cell in enumerate(cells, 1):
        if len(cell) > MAX_CELL_CHARACTERS:
            what = f"The cell has more than {MAX_CELL_CHARACTERS:,} characters."
            yield Problem(source.name, what, "Shorten it.", "length", line, column, cell)
        if NO_TEXT.search(cell):
            what = "The cell holds control characters."
            yield Problem(source.name, what, "Write the cell again.", "control", line, column, cell)


def _read_tables(file: SourceFile, reading: ReadResult, budget: Budget) -> None:
    refuse_old_kinds(file.content)
    if is_archive(file.content):
        _read_workbook(file, reading, budget)
    else:
        _read_csv(file, reading, budget)


def _refuse_too_large(content: bytes) -> None:
    if len(content) > MAX_UPLOAD_BYTES:
        size, limit = len(content) / 2**20, MAX_UPLOAD_BYTES // 2**20
        raise UnreadableFileError(f"The file has {size:.0f} MB; the limit is {limit} MB.", "Send it in parts.", "size")
    if not content:
        raise UnreadableFileError("The file is empty.", "Send a CSV with a header and rows.", "file")


def _read_members(file: SourceFile, reading: ReadResult, budget: Budget) -> None:
    files, reading.notes = members(file, budget)
    for member in files:
        if not budget.is_spent:
            reading.add(_read_member(member, budget))


def _read_member(member: SourceFile, budget: Budget) -> ReadResult:
    """A file of a ZIP, whose bytes are counted already."""
    reading = ReadResult()
    try:
        _refuse_too_large(member.content)
        if is_archive(member.content) and not is_workbook(member.content):
            raise UnreadableFileError("There is a ZIP in the ZIP.", "Put its files into the outer one.", "archive")
        _read_tables(member, reading, budget)
    except UnreadableFileError as fault:
        reading.problems.append(fault.problem(member.name))
    return reading


def _read_csv(file: SourceFile, reading: ReadResult, budget: Budget) -> None:
    text, encoding = decode(file.content)
    records, delimiter = split(text)
    if encoding:
        reading.notes.append(Note(file.name, f"read as {encoding}"))
    if delimiter != ",":
        reading.notes.append(Note(file.name, f"columns separated by {DELIMITERS[delimiter]}"))
    fix = COMMAS.replace("comma", DELIMITERS[delimiter].removesuffix("s"))
    rows = rows_under_header(records, is_padded=False, budget=budget)
    problems = ragged_problems(file.name, rows, fix) + stray_quote_problems(file.name, rows, delimiter)
    _to_parsed_table(file, rows, None, problems, delimiter != ",", reading, budget)


def _read_workbook(file: SourceFile, reading: ReadResult, budget: Budget) -> None:
    found, aside = sheets(file.content, budget)
    reading.notes += [Note(file.name, what) for what in aside]
    for sheet in found:
        part = file if len(found) == 1 else SourceFile(f"{file.name}/{sheet.title}", file.content)
        try:
            rows = rows_under_header(sheet.records, is_padded=True, budget=budget)
            if part is not file and not rows.lines and not rows.ragged_rows:
                continue  # a sheet of the template that nobody filled: its table is not meant
            reading.notes.append(Note(part.name, f"sheet {sheet.title} read"))
            reading.notes += hidden_notes(part.name, rows, sheet.hidden)
            problems = fault_problems(part.name, _outside(rows.comments, sheet.faults)) + ragged_problems(
                part.name, rows, BESIDE
            )
            _to_parsed_table(part, rows, sheet.table, problems, False, reading, budget, sheet.dates)
        except OverBudgetError:
            raise
        except UnreadableFileError as fault:
            reading.problems.append(fault.problem(part.name))
    if not (reading.uploads or reading.problems):
        nothing = UnreadableFileError("No sheet has rows under its header.", "Fill the sheet of a table.", "file")
        reading.problems.append(nothing.problem(file.name))


def _outside(comments: list[int], faults: list[Fault]) -> list[Fault]:
    lines = set(comments)
    return [fault for fault in faults if fault[0] not in lines]


def _to_parsed_table(
    file: SourceFile,
    rows: Rows,
    table_name: str | None,
    problems: list[Problem],
    is_comma_decimal: bool,
    reading: ReadResult,
    budget: Budget,
    dates: Iterable[DateCell] = (),
) -> None:
    """Puts the cells into the order of the table's columns and reads them leniently, unless there are errors."""
    names = [column_name(written) for written in rows.header[: len(rows.columns)]]
    table = tables()[table_name] if table_name else recognise(names, file.name, rows.header_line)
    place = (file.name, rows.header_line, names, table)
    problems = no_header(*place) or header_problems(*place) + problems
    if not _forbid(problems):
        tidy = {}
        for f in table.fields:
            budget.checkpoint()
            tidy[f.name] = normalise(f, rows.columns[names.index(f.name)], is_comma_decimal)
        problems += ambiguous_dates(file.name, rows.lines, tidy) + ambiguous_numbers(file.name, rows.lines, tidy)
        problems += date_warnings(file.name, rows.lines, names, table, tidy, dates)
        reading.notes += notes(file.name, rows, tidy)
    reading.problems += problems
    if _forbid(problems):
        reading.unread.append(table)
    else:
        cells = [column.cells for column in tidy.values()]
        written = {name: column.written for name, column in tidy.items() if column.replaced}
        reading.uploads.append(ParsedTable(file, table, cells, rows.lines, written))


def _forbid(problems: list[Problem]) -> bool:
    return any(problem.severity == ERROR for problem in problems)
