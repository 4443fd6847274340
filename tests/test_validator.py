"""An independent validator next to our checks: where it finds an error in a file, so do we, or a reason is here."""

import json
import re
import warnings
from functools import cache
from pathlib import Path

import pytest

from ics.readers.read import read_file
from ics.readers.upload import SourceFile
from ics.settings import PACKAGE
from tests.support.bad_files import MESSAGES, ONLY_DOUBTFUL
from tests.support.worlds import BAD_DATA

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from frictionless import Resource, Schema, system

ODD_DATA = BAD_DATA.parent / "odd_data"
SCHEMAS = {r["name"]: r["schema"] for r in json.loads(PACKAGE.read_text(encoding="utf-8"))["resources"]}
CELL_ERRORS = {"type-error", "constraint-error"}
# What the validator refuses and we read, on purpose: the file, its kinds of error, and why it can be read in one way.
LENIENT = {
    "blank_rows_at_the_end.csv": (
        {"blank-row", "primary-key", "constraint-error"},
        "A row without a filled cell says nothing; spreadsheets leave such rows below a table.",
    ),
    "blanks_around_cells.csv": (CELL_ERRORS, "A blank at the end of a code or date cannot be seen and means nothing."),
    "comment_rows.csv": (
        {"blank-label", "incorrect-label", "missing-cell"} | CELL_ERRORS,
        "No code begins with #; such rows are the worked examples of a template.",
    ),
    "day_first_dates.csv": ({"type-error"}, "In England the day comes first, and nothing in the column contradicts."),
    "empty_columns_at_the_end.csv": ({"extra-label"}, "Columns without a name and without a cell hold nothing."),
    "header_as_people_write_it.csv": (
        {"incorrect-label", "primary-key"} | CELL_ERRORS,
        "The columns are found by their names, whatever their order, case and blanks.",
    ),
    "midnight_dates.csv": ({"type-error"}, "A spreadsheet adds midnight to a date when it exports one."),
    "separator_line.csv": (
        {"missing-label", "incorrect-label", "constraint-error"},
        "The line is meant for Excel, and no row of the table.",
    ),
    "thousands_separators.csv": ({"type-error"}, "Groups of exactly three digits can only be thousands here."),
    "utf16_without_mark.csv": (
        {"incorrect-label", "missing-label"},
        "Every other byte is NUL, as in no other encoding.",
    ),
}


@cache
def table_of(path: Path) -> str | None:
    """The table that the header of the file fits; None where the file cannot be read so far."""
    found = read_file(SourceFile(path.name, path.read_bytes()))
    tables = [upload.table.name for upload in found.uploads] + [table.name for table in found.unread]
    return tables[0] if tables else None


def recognised(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.glob("*.csv")) if table_of(path)]


@cache
def schema_of(table: str) -> Schema:
    """The schema of the table alone: references need the other tables."""
    return Schema.from_descriptor({key: value for key, value in SCHEMAS[table].items() if key != "foreignKeys"})


@cache
def validator_errors(path: Path) -> list[tuple[str, str | None]]:
    """Kind of error and column."""
    with system.use_context(trusted=True), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        report = Resource(path=str(path), format="csv", schema=schema_of(table_of(path))).validate()
    return [(error.type, getattr(error, "field_name", None)) for task in report.tasks for error in task.errors]


def our_errors(path: Path) -> list[tuple[str, str | None]]:
    """Rule and column of each error that a check finds: `tests/checks/test_check.py` sees to it that it does."""
    messages = [] if path.stem in ONLY_DOUBTFUL else MESSAGES.get(path.stem, [])
    said = (re.fullmatch(r"\S+\.csv(?::\d+)?(?: (\w+))?: .* \[(\w+)\] .*", message) for message in messages)
    return [(told[2], told[1]) for told in said]


@pytest.mark.parametrize("path", recognised(BAD_DATA), ids=lambda path: path.stem)
def test_where_the_validator_finds_an_error_so_do_we(path):
    found, ours = validator_errors(path), our_errors(path)
    assert ours or not found
    has_told_the_row = any(rule == "shape" for rule, _ in ours)
    cells = {column for kind, column in found if kind in CELL_ERRORS}
    assert has_told_the_row or cells <= {column for _, column in ours}


@pytest.mark.parametrize("path", recognised(ODD_DATA), ids=lambda path: path.stem)
def test_what_we_read_and_the_validator_refuses_has_its_reason(path):
    """That we read it is tested in `tests/readers/test_read.py`."""
    kinds, _ = LENIENT.get(path.name, (set(), ""))
    assert {kind for kind, _ in validator_errors(path)} == kinds


def test_validator_finds_errors_in_many_bad_files():
    assert sum(bool(validator_errors(path)) for path in recognised(BAD_DATA)) >= 20


def test_every_reason_belongs_to_a_file():
    assert set(LENIENT) <= {path.name for path in ODD_DATA.iterdir()}
    assert all(reason.endswith(".") for _, reason in LENIENT.values())
