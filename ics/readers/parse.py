"""From the text under a header to a parsed table: recognise, check the header, normalise each column."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ics.datapackage import Table, tables
from ics.problems import ERROR, Problem
from ics.readers.budget import Budget
from ics.readers.header import column_name, header_problems, no_header, recognise
from ics.readers.leniency import Column
from ics.readers.normalise import NormalisedColumn, normalise
from ics.readers.notes import notes
from ics.readers.rows import RowsUnderHeader
from ics.readers.upload import ParsedTable, ReadResult, SourceFile
from ics.readers.xlsx.date_warnings import DateCell, date_warnings


@dataclass(frozen=True)
class TableText:
    """The rows of a CSV or of one sheet as text, with what only their kind of file can tell.

    `problems`: of the rows and cells themselves. `table_name`: the table after which a sheet is named, if it is.
    `may_have_decimal_commas`: see `Column`. `dates`: the cells that a workbook holds as dates.
    """

    file: SourceFile
    rows: RowsUnderHeader
    problems: list[Problem]
    table_name: str | None = None
    may_have_decimal_commas: bool = False
    dates: Sequence[DateCell] = ()

    @cached_property
    def names(self) -> list[str]:
        """The header as the tables write their columns."""
        return [column_name(written) for written in self.rows.header[: len(self.rows.columns)]]

    @property
    def columns(self) -> Iterator[Column]:
        """The columns in the order of the file, whose header must be that of the table."""
        for name, cells in zip(self.names, self.rows.columns, strict=True):
            f = self.table.field(name)
            yield Column(self.file.name, f, cells, self.rows.lines, self.may_have_decimal_commas)

    @cached_property
    def table(self) -> Table:
        """The table that the sheet names, or else the header shows. Raises UnreadableFileError."""
        if self.table_name:
            return tables()[self.table_name]
        return recognise(self.names, self.file.name, self.rows.header_line)

    def dates_by_column(self) -> dict[str, list[DateCell]]:
        """The dates of each column by its name, without those of comments."""
        names, lines = self.names, set(self.rows.lines)
        found: dict[str, list[DateCell]] = defaultdict(list)
        for cell in self.dates:
            if cell.line in lines:
                found[names[cell.at]].append(cell)
        return found


def parse_table(text: TableText, budget: Budget) -> ReadResult:
    """The table of the text; or the table as unread, where header or cells have errors. All problems at once.

    Raises UnreadableFileError where no table has such a header.
    """
    table = text.table
    place = (text.file.name, text.rows.header_line, text.names, table)
    problems = no_header(*place) or header_problems(*place) + text.problems
    if _has_errors(problems):
        return ReadResult(unread=[table], problems=problems)
    columns, warnings = _normalise_columns(text, budget)
    problems += [problem for column in columns for problem in column.problems] + warnings
    noted = notes(text.file.name, text.rows, columns)
    if _has_errors(problems):
        return ReadResult(unread=[table], problems=problems, notes=noted)
    return ReadResult([_parsed_table(text, table, columns)], problems=problems, notes=noted)


def _has_errors(problems: list[Problem]) -> bool:
    return any(problem.severity == ERROR for problem in problems)


def _normalise_columns(text: TableText, budget: Budget) -> tuple[list[NormalisedColumn], list[Problem]]:
    """The columns in the order of the table, and warnings of dates in the order of the file."""
    columns: dict[str, NormalisedColumn] = {}
    warnings: list[Problem] = []
    dates = text.dates_by_column()
    for column in text.columns:
        budget.checkpoint()
        name = column.field.name
        columns[name] = normalise(column)
        warnings += date_warnings(column, dates.get(name, []))
    return [columns[name] for name in text.table.columns], warnings


def _parsed_table(text: TableText, table: Table, columns: list[NormalisedColumn]) -> ParsedTable:
    written = {f.name: column.written for f, column in zip(table.fields, columns, strict=True) if column.is_changed}
    return ParsedTable(text.file, table, [column.cells for column in columns], text.rows.lines, written)
