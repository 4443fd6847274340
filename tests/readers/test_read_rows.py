"""Rows that were typed: read as those of a file are, and known by their labels."""

import pytest

from ics.datapackage import tables
from ics.readers.read import read_file, read_rows
from ics.readers.upload import ReadResult, SourceFile
from ics.settings import MAX_CELL_CHARACTERS
from tests.support.uploads import only_table
from tests.support.worlds import DEFAULTS, csv_bytes

MILESTONES = tables()["area_milestones"]
ROW = DEFAULTS["area_milestones"] | {"area_code": "E54000007", "date": "2019-04-01"}
TYPED = SourceFile("area_milestones (edited here).csv", b"")


def typed(*rows: dict) -> ReadResult:
    return read_rows(TYPED, MILESTONES, [ROW | row for row in rows], [f"row {n}" for n, _ in enumerate(rows)])


@pytest.mark.parametrize(
    "cells",
    [
        {},
        {"date": "1/4/2019"},
        {"date": "2019-04-01 00:00:00"},
        {"note": ' a note, with "quotes"\nand a second line '},
        {"note": ""},
        {"source_title": "One|Two", "source_url": "https://example.org/1|https://example.org/2"},
        {"date": "04/25/2019"},
    ],
)
def test_typed_rows_are_read_like_those_of_a_file(cells):
    rows = typed(cells, {"milestone_id": "stp_plan"})
    file = SourceFile(TYPED.name, csv_bytes(MILESTONES.columns, [ROW | cells, ROW | {"milestone_id": "stp_plan"}]))
    as_file = read_file(file)
    assert [upload.columns for upload in rows.uploads] == [upload.columns for upload in as_file.uploads]
    assert [upload.written for upload in rows.uploads] == [upload.written for upload in as_file.uploads]
    assert (rows.notes, rows.unread) == (as_file.notes, as_file.unread)
    assert [(p.message, p.column, p.value) for p in rows.problems] == [
        (p.message, p.column, p.value) for p in as_file.problems
    ]


def test_typed_rows_are_known_by_their_labels():
    upload = only_table(typed({}, {"milestone_id": "stp_plan"}))
    assert (upload.lines, upload.labels) == ([1, 2], ["row 0", "row 1"])
    assert only_table(read_file(SourceFile("area_milestones.csv", csv_bytes(MILESTONES.columns, [ROW])))).labels is None


def test_cells_as_they_were_typed_are_found_again():
    upload = only_table(typed({}, {"date": "1/4/2019"}))
    assert upload.as_written(2, "date", "2019-04-01") == "1/4/2019"


def test_a_column_that_a_row_lacks_is_empty_and_one_that_the_table_lacks_is_left_out():
    upload = only_table(read_rows(TYPED, MILESTONES, [{"area_code": "E54000007", "colour": "red"}], ["one"]))
    assert upload.rows == [("E54000007", *[None] * (len(MILESTONES.columns) - 1))]


def test_no_row_is_taken_for_a_comment_and_no_row_at_all_is_a_table_without_rows():
    assert only_table(typed({"area_code": "#1"})).rows[0][0] == "#1"
    assert only_table(typed()).rows == []


@pytest.mark.parametrize(
    ("cell", "rule"), [("x" * (MAX_CELL_CHARACTERS + 1), "length"), ("a\0b", "control"), ("a\x85b", "control")]
)
def test_what_no_file_may_hold_is_refused_in_its_place(cell, rule):
    found = typed({}, {"note": cell})
    assert [(p.rule, p.line, p.column) for p in found.problems] == [(rule, 2, "note")]
    assert (found.uploads, [table.name for table in found.unread]) == ([], ["area_milestones"])
