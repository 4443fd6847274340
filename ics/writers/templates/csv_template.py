"""Empty tables to be filled: what must be filled, and a worked example, all out of `datapackage.json`."""

from ics.datapackage import Field, Table
from ics.writers.csv_files import spreadsheet_csv

COMMENT_PREFIX = "# "  # a row whose first cell begins with it is not read


def csv_template(table: Table) -> bytes:
    """The header of a table, what must be filled, and a worked row of an invented area, as CSV for a spreadsheet."""
    return spreadsheet_csv(table.columns, comment_rows(table))


def comment_rows(table: Table) -> list[list[str]]:
    """The rows below the header of a template, in the columns of the table; none of them is read."""
    needed = ", ".join(f.name for f in table.fields if f.required)
    free = ", ".join(f.name for f in table.fields if not f.required)
    filling = f"Fill in: {needed}." + (f" You can leave blank: {free}." if free else "")
    reading = "We do not read rows that start with #. Below is an example. Write your rows under it, without the #."
    empty = [""] * (len(table.columns) - 1)
    first, *others = worked_row(table)
    return [[COMMENT_PREFIX + filling, *empty], [COMMENT_PREFIX + reading, *empty], [COMMENT_PREFIX + first, *others]]


def worked_row(table: Table) -> list[str]:
    """A row of an invented area that keeps the rules of its columns; what need not be filled may be empty."""
    return [worked_cell(f) for f in table.fields]


def worked_cell(f: Field) -> str:
    """The example of the column; where a column that must be filled has none, the first value it may hold."""
    if f.example is not None or not f.required:
        return f.example or ""
    return f.constraints["enum"][0] if "enum" in f.constraints else {"boolean": "true"}[f.type]
