"""Files as people have them: one file per oddity in `odd_data/`, named after it, and what is said about it."""

import dataclasses
import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

import ics.readers.read
from ics.checks.check import check_files
from ics.datapackage import tables
from ics.problems import WARNING, Problem
from ics.readers import budget, csv_rows, zip_files
from ics.readers.read import read_file
from ics.readers.upload import SourceFile
from ics.readers.xlsx import parts, sheet
from ics.settings import MAX_COLUMNS
from tests.support.spoilt.seeds import as_excel_saves
from tests.support.uploads import only_table, packed, workbook
from tests.support.worlds import DEFAULTS, csv_bytes

ODD_DATA = Path(__file__).parents[1] / "odd_data"
NOTES = {
    "bars_without_blanks.csv": [
        "We added a space on each side of | in 2 lists in the column source_title.",
        "We added a space on each side of | in 1 list in the column source_url.",
    ],
    "blank_rows_at_the_end.csv": [],
    "blanks_around_cells.csv": ["We ignored the spaces around 4 cells."],
    "comment_rows.csv": ["We ignored 4 comment rows."],
    "cr_line_ends.csv": [],
    "crlf_line_ends.csv": [],
    "day_first_dates.csv": [
        "We read 2 dates in the column date as DD/MM/YYYY, for example 01/04/2019 as 1 April 2019."
    ],
    "empty_columns_at_the_end.csv": [],
    "header_as_people_write_it.csv": ["We corrected the spelling of 9 column names."],
    "midnight_dates.csv": [
        "We read 1 date in the column date as DD/MM/YYYY.",
        "We ignored the time 00:00 in 2 dates in the column date.",
    ],
    "semicolons.csv": ["The columns are separated by semicolons."],
    "separator_line.csv": ["The columns are separated by semicolons."],
    "tabs.csv": ["The columns are separated by tabs."],
    "thousands_separators.csv": ["We ignored thousands separators in 3 numbers in the column population."],
    "utf16.csv": ["We read the file as UTF-16."],
    "utf16_big_endian.csv": ["We read the file as UTF-16."],
    "utf16_without_mark.csv": ["We read the file as UTF-16."],
    "utf8_with_mark.csv": [],
    "windows_1252.csv": ["We read the file as Windows-1252."],
    "workbook.xlsx": ["We read the sheet Sheet1."],
    "workbook_of_several_tables.xlsx": [
        "We read the sheet Area milestones.",
        "We ignored 2 comment rows.",
        "We read the sheet AREAS.",
    ],
    "package.zip": [
        "We ignored datapackage.json: it is not a .csv, .txt, .tsv or .xlsx file.",
        "We ignored README.md: it is not a .csv, .txt, .tsv or .xlsx file.",
    ],
}
PLAIN = {"area_milestones": "plain.csv", "areas": "plain_areas.csv", "indicators": "plain_indicators.csv"}
MILESTONES = tables()["area_milestones"].columns
ROW = DEFAULTS["area_milestones"] | {"area_code": "E54000007", "date": "2019-04-01"}


def odd_file(name: str) -> SourceFile:
    return SourceFile(name, (ODD_DATA / name).read_bytes())


def milestones(text: str | bytes, name: str = "area_milestones.csv") -> SourceFile:
    return SourceFile(name, text if isinstance(text, bytes) else text.encode())


def milestones_text(*rows: dict) -> str:
    return csv_bytes(MILESTONES, [ROW | row for row in rows]).decode()


def notes_of(file: SourceFile) -> list[str]:
    return [note.message for note in read_file(file).notes]


def faults_of(file: SourceFile) -> list[tuple[str, int | None]]:
    """Rule and line of each problem of the reading; a file with problems gives no rows."""
    found = read_file(file)
    assert not (found.problems and found.uploads)
    return [(p.rule, p.line) for p in found.problems]


def reworked(file: SourceFile, part: str, old: bytes, new: bytes) -> SourceFile:
    """The workbook with one of its parts changed."""
    source = zipfile.ZipFile(io.BytesIO(file.content))
    assert old in source.read(part)
    return packed(*((n, source.read(n).replace(old, new) if n == part else source.read(n)) for n in source.namelist()))


# One oddity each


@pytest.mark.parametrize("name", NOTES)
def test_odd_file_is_read_like_the_plain_one_and_that_is_said(store, name):
    checked = check_files([odd_file(name)], store, 1)
    assert checked.problems == []
    assert [note.message for note in checked.notes] == NOTES[name]
    assert all(note.file.startswith(name) for note in checked.notes)
    uploads = read_file(odd_file(name)).uploads
    assert [upload.table for upload in uploads] == [checked_table.table for checked_table in checked.tables] != []
    for upload in uploads:
        assert upload.rows == only_table(read_file(odd_file(PLAIN[upload.table.name]))).rows


def test_every_odd_file_is_tested():
    assert {path.name for path in ODD_DATA.iterdir()} == set(NOTES) | set(PLAIN.values())


@pytest.mark.parametrize("name", sorted(PLAIN.values()))
def test_plain_file_needs_no_note(store, name):
    checked = check_files([odd_file(name)], store, 1)
    assert (checked.problems, checked.notes) == ([], [])
    assert checked.tables[0].row_count == 3


# Decoding


def test_letters_of_windows_1252_are_read_as_they_were_written():
    text = milestones_text({"source_title": "King’s Fund – £5"})
    (row,) = only_table(read_file(milestones(text.encode("cp1252")))).rows
    assert row[MILESTONES.index("source_title")] == "King’s Fund – £5"


@pytest.mark.parametrize("byte", [0x81, 0x8D, 0x8F, 0x90, 0x9D])
def test_bytes_that_windows_1252_does_not_know_are_refused(byte):
    text = milestones_text({}, {"note": "x§y"}).encode("latin-1").replace(b"\xa7", bytes([byte]))
    assert faults_of(milestones(text)) == [("encoding", 3)]


def test_damaged_line_is_counted_as_excel_counts_it():
    text = milestones_text({"note": "One\nTwo\nThree – dash"}, {"note": "x§"}).encode().replace(b"\xc2\xa7", b"\xc2")
    assert faults_of(milestones(text)) == [("encoding", 3)]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_that_is_not_certain_is_refused(encoding):
    text = milestones_text({"note": "King’s"})
    assert faults_of(milestones(text.encode(encoding))) == [("encoding", 1)]


def test_half_a_letter_of_utf16_is_refused():
    assert faults_of(milestones(milestones_text({}).encode("utf-16") + b"x")) == [("encoding", 3)]


@pytest.mark.parametrize("begin", ["<html>", "\n <!DOCTYPE html>", "<?xml version='1.0'?>", "<TABLE>", "\ufeff<html>"])
def test_pages_of_the_web_are_refused_whatever_their_name(begin):
    assert faults_of(milestones(f"{begin}{milestones_text({})}")) == [("file", None)]


# Delimiters, rows and columns


def test_list_with_semicolons_does_not_make_a_file_of_commas_one_of_semicolons():
    row = {"predecessor_stps": "a;b;c;d;e;f;g;h;i;j;k;l;m;n;o;p"}
    upload = only_table(read_file(SourceFile("x.csv", csv_bytes(tables()["areas"].columns, [row]))))
    assert upload.rows[0][tables()["areas"].columns.index("predecessor_stps")] == row["predecessor_stps"]


def test_separator_line_is_not_counted_as_excel_does_not_show_it(store):
    text = "sep=;\r\n" + milestones_text({"date": "soon"}).replace(",", ";")
    assert [p.line for p in check_files([milestones(text)], store, 1).problems] == [2]


def test_line_break_in_quotes_with_semicolons_stays_in_its_cell():
    text = milestones_text({"note": "One\nTwo; three"}).replace(",", ";")
    assert only_table(read_file(milestones(text))).rows[0][-1] == "One\nTwo; three"


def stray_quotes_in(text: str) -> list[tuple[str, int | None, str | None]]:
    found = read_file(milestones(text))
    assert only_table(found)
    return [(p.rule, p.line, p.column) for p in found.problems if p.severity == WARNING]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("column", ["area_code", "source_title", "note"])
def test_rows_between_a_stray_quote_and_the_next_are_warned_of_in_every_column(column, delimiter):
    def row(number: int, quote: str) -> str:
        cells = ROW | {"area_code": f"E5400000{number}", "note": "a, b"}
        cells[column] = {1: f"{quote}abc", 3: f"abc{quote}"}.get(number, cells[column])
        return delimiter.join(str(cells.get(c, "")) for c in MILESTONES)

    rows = [row(1, '"').replace("a, b", "ab"), row(2, ""), row(3, '"').replace("a, b", "ab")]
    text = "\n".join([delimiter.join(MILESTONES), *rows]).replace("a, b", "ab")
    assert stray_quotes_in(text) == [("swallowed_rows", 2, column)]


def test_two_rows_that_a_stray_quote_made_one_are_warned_of():
    text = f'{",".join(MILESTONES)}\nE54000007,ics_designated,2019-04-01,day,whole,,"A,https://example.org,\n'
    text += 'E54000008,ics_designated,2019-04-01,day,whole,,A",https://example.org,\n'
    assert stray_quotes_in(text) == [("swallowed_rows", 2, "source_title")]


@pytest.mark.parametrize(
    "note",
    [
        "One\nTwo\n\nThree",
        "One\r\nA, B, C, D, E, F, G, H and I",  # as many commas as the header has
        "One, two, three\nfour, five, six, seven, eight, nine, ten, eleven, twelve",
        'She said "no"\nand left; then, later, came back',
        "a,b,c\nd,e,f\n",
    ],
)
def test_note_of_several_lines_is_not_a_row(note):
    first = ["note", *(c for c in MILESTONES if c != "note")]
    assert stray_quotes_in(milestones_text({"note": note})) == []
    assert stray_quotes_in(csv_bytes(first, [ROW | {"note": note}]).decode()) == []


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#NV", "#FIELD!", "#GETTING_DATA", "#UNKNOWN!"])
def test_error_of_a_spreadsheet_is_not_a_comment(store, error):
    assert [p.line for p in check_files([milestones(milestones_text({"area_code": error}))], store, 1).problems] == [2]


def test_comments_before_the_header_and_between_rows_keep_line_numbers(store):
    text = f"# A table\n\n{milestones_text({}, {'date': 'soon', 'milestone_id': 'stp_footprint'})}"
    assert [p.line for p in check_files([milestones(text)], store, 1).problems] == [5]


def test_row_whose_first_filled_cell_begins_with_a_hash_is_a_row_unless_it_is_in_a_key_column_at_the_begin(store):
    columns = ["note", *(c for c in MILESTONES if c != "note")]
    rows = [ROW | {"note": "#1 of its region"}, ROW | {"milestone_id": "icb_statutory"}]
    upload = only_table(read_file(milestones(csv_bytes(columns, rows))))
    assert [row[-1] for row in upload.rows] == ["#1 of its region", None]


def test_row_without_its_first_key_is_not_a_comment_though_the_next_cell_begins_with_a_hash(store):
    text = milestones_text({"area_code": "", "milestone_id": "#1"})
    assert ("required", 2) in [(p.rule, p.line) for p in check_files([milestones(text)], store, 1).problems]


def test_formula_in_a_comment_of_a_workbook_is_none_of_our_business_but_in_a_row_it_is():
    columns = ["note", *(c for c in MILESTONES if c != "note")]
    row = [ROW.get(c) for c in columns]
    assert faults_of(workbook(columns, ["#1 of its region", "=A1"], row)) == [("formula", 2)]
    assert faults_of(workbook(*filled({}), ["# like this", "=A1"])) == []


def test_column_without_a_name_in_the_middle_is_refused():
    assert faults_of(milestones(milestones_text({}).replace("date_precision", ""))) == [("header", 1)] * 2


@pytest.mark.parametrize("title", ["Returns of March" + "," * 8, "Returns of March", "Date,Who,What,Why,When"])
def test_line_that_is_not_a_header_is_one_problem_whatever_is_below(title):
    found = read_file(milestones(f"{title}\n{milestones_text({}, {})}"))
    (problem,) = found.problems
    assert (problem.rule, problem.line, problem.column) == ("header", 1, None)
    assert problem.message.endswith(" are not the column names of area_milestones.")
    assert problem.fix.startswith("Put the column names in the first row, with no title above them: area_code, ")
    assert [table.name for table in found.unread] == ["area_milestones"]


@pytest.mark.parametrize("name", ["area_milestones.csv", "returns.csv"])
def test_columns_separated_by_bars_are_one_problem(name):
    (problem,) = read_file(milestones(milestones_text({}, {}).replace(",", "|").replace('"', ""), name)).problems
    assert problem.message == "The columns are separated by |, which we cannot read."
    assert problem.fix == "Save the file with commas, semicolons or tabs between the columns."
    assert (problem.rule, problem.line) == ("header", 1)


def test_header_with_some_of_the_columns_is_told_column_by_column():
    problems = read_file(milestones("area_code,date,colour\nE54000007,2019-04-01,red\n")).problems
    assert [p.column for p in problems] == [c for c in MILESTONES if c not in ("area_code", "date")] + ["colour"]


def test_sheet_of_empty_rows_under_a_table_is_read():
    text = milestones_text({}) + ",,,,,,,,\r\n" * 200_000
    assert len(only_table(read_file(milestones(text))).rows) == 1


# Cells


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("1/4/2019", "2019-04-01"),
        ("31/12/2020", "2020-12-31"),
        ("29/02/2020", "2020-02-29"),
        ("29/02/2019", "29/02/2019"),
        ("2019-04-01 00:00:00", "2019-04-01"),
        ("2019-04-01 00:00:01", "2019-04-01 00:00:01"),
        (" 2019-04-01\u00a0", "2019-04-01"),
        ("1/4/19", "1/4/19"),
        ("April 2019", "April 2019"),
    ],
)
def test_date_is_replaced_only_when_there_is_one_way_to_read_it(written, read_as):
    (row,) = only_table(read_file(milestones(milestones_text({"date": written})))).rows
    assert row[MILESTONES.index("date")] == read_as


def test_ambiguous_column_does_not_taint_another():
    columns = tables()["programmes"].columns
    row = DEFAULTS["programmes"] | {"start_date": "04/25/2019", "end_date": "01/05/2020"}
    (problem,) = read_file(SourceFile("programmes.csv", csv_bytes(columns, [row]))).problems
    assert (problem.rule, problem.column, problem.line) == ("ambiguous_dates", "start_date", 2)


def areas(**cells: str) -> SourceFile:
    return SourceFile("areas.csv", csv_bytes(tables()["areas"].columns, [DEFAULTS["areas"] | cells]))


@pytest.mark.parametrize(
    ("column", "written", "read_as"),
    [
        ("population", "1,234", "1234"),
        ("population", "1\u202f234\u202f567", "1234567"),
        ("population", "1,234 567", "1,234 567"),
        ("population", "1,23", "1,23"),
        ("population", "0,123", "0,123"),
        ("population", "12,34,567", "12,34,567"),
        ("population", "1,234.5", "1,234.5"),
        ("population", "1234,567", "1234,567"),
        ("latitude", "1,234.5", "1234.5"),
        ("latitude", "-1,234", "-1234"),
        ("latitude", "1.234,5", "1.234,5"),
        ("latitude", "12%", "12%"),
    ],
)
def test_number_is_replaced_only_when_there_is_one_way_to_read_it(column, written, read_as):
    (row,) = only_table(read_file(areas(**{column: written}))).rows
    assert row[tables()["areas"].columns.index(column)] == read_as


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_single_comma_in_a_file_of_semicolons_or_tabs_may_be_a_decimal_comma(delimiter):
    columns = tables()["areas"].columns
    content = csv_bytes(columns, [DEFAULTS["areas"] | {"latitude": "52,123", "population": "1,234"}]).decode()
    content = (
        content.replace('"52,123"', "52#123").replace('"1,234"', "1#234").replace(",", delimiter).replace("#", ",")
    )
    (row,) = only_table(read_file(SourceFile("areas.csv", content.encode()))).rows
    assert row[columns.index("latitude")] == "52,123"
    assert row[columns.index("population")] == "1234"


def test_decimal_comma_elsewhere_in_the_column_makes_a_single_comma_doubtful():
    columns = tables()["areas"].columns
    rows = [DEFAULTS["areas"] | {"latitude": latitude} for latitude in ("52,123", "52,5")]
    found = read_file(SourceFile("areas.csv", csv_bytes(columns, rows)))
    assert [row[columns.index("latitude")] for row in only_table(found).rows] == ["52,123", "52,5"]


def values(*numbers: str, delimiter: str) -> SourceFile:
    columns = tables()["indicator_values"].columns
    row = DEFAULTS["indicator_values"] | {"indicator_id": "ccg_count", "area_code": "E54000007"}
    rows = [row | {"period": f"20{10 + n}-01-01", "value": number} for n, number in enumerate(numbers)]
    lines = [delimiter.join(columns), *(delimiter.join(str(row.get(c, "")) for c in columns) for row in rows)]
    return SourceFile("indicator_values.csv", "\n".join(lines).encode())


@pytest.mark.parametrize("delimiter", [";", "\t"])
@pytest.mark.parametrize("others", [[], ["12"], ["999.000"], ["12,5"]])
def test_dot_before_three_digits_in_a_file_without_commas_may_part_thousands(others, delimiter):
    (problem,) = read_file(values(*others, "1.234", delimiter=delimiter)).problems
    assert (problem.rule, problem.column) == ("ambiguous_numbers", "value")
    assert problem.count == 1 + ("999.000" in others)


@pytest.mark.parametrize("other", ["1.5", "0.25", "12.3456", "0.125", "1234.567", ".5", "1,234.567"])
def test_dot_is_decimal_where_another_cell_of_the_column_shows_it(other):
    rows = only_table(read_file(values("1.234", other, delimiter=";"))).rows
    assert rows[0][tables()["indicator_values"].columns.index("value")] == "1.234"


def test_dot_is_decimal_between_commas():
    assert read_file(values("1.234", delimiter=",")).problems == []


def test_dot_is_decimal_where_the_limits_of_the_column_leave_nothing_else():
    columns = tables()["areas"].columns
    row = DEFAULTS["areas"] | {"latitude": "52.123", "longitude": "-1.234"}
    text = csv_bytes(columns, [row]).decode().replace(",", ";")
    assert read_file(SourceFile("areas.csv", text.encode())).problems == []


# Workbooks


def test_formula_without_a_stored_value_and_many_of_them_are_told_with_their_cells():
    found = read_file(workbook(list(MILESTONES), ["=A1", "=B1"], ["E54000007"]))
    assert [(p.rule, p.line, p.message[:11]) for p in found.problems] == [
        ("formula", 2, "Cell A2 con"),
        ("formula", 2, "Cell B2 con"),
    ]


def test_cells_of_a_workbook_are_written_as_in_a_csv():
    columns = list(tables()["programme_areas"].columns)
    file = workbook(columns, ["example-1", 12.0, True], ["example-1", 12.5, False])
    assert only_table(read_file(file)).rows == [("example-1", "12", "true"), ("example-1", "12.5", "false")]


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("first_x000D_\nsecond", "first\nsecond"),
        ("first_x000d_second", "first\nsecond"),
        ("_x005F_x000D_", "_x000D_"),
        ("_x00e9_", "é"),
        ("_xD83D__xDE00_", "\U0001f600"),
        ("half _xD83D_", "half \ufffd"),
        ("a_x12_b _xyz_", "a_x12_b _xyz_"),
    ],
)
def test_escapes_in_the_texts_of_a_workbook_are_read_as_the_characters_they_mean(written, read_as):
    file = workbook(*filled({"note": written}))
    shared = dataclasses.replace(file, content=as_excel_saves(file.content))
    assert [only_table(read_file(f)).rows[0][-1] for f in (file, shared)] == [read_as, read_as]


def warnings_of(file: SourceFile) -> list[Problem]:
    found = read_file(file)
    assert len(found.uploads) == 1
    assert {problem.severity for problem in found.problems} <= {WARNING}
    return found.problems


def test_dates_of_a_workbook_that_counts_from_1904_are_read_as_they_are_shown():
    book, out = Workbook(), io.BytesIO()
    book.epoch = CALENDAR_MAC_1904
    book.active.append(list(MILESTONES))
    book.active.append([(ROW | {"date": date(2019, 4, 1)}).get(column) for column in MILESTONES])
    book.save(out)
    upload = only_table(read_file(SourceFile("book.xlsx", out.getvalue())))
    assert upload.rows[0][MILESTONES.index("date")] == "2019-04-01"


def test_date_in_a_column_of_texts_may_be_a_text_that_excel_turned_into_one():
    rows = [[*row] for row in filled({"note": date(2026, 4, 3)}, {"note": 34}, {"date": date(2019, 4, 1)})]
    (problem,) = warnings_of(workbook(*rows, ["# example", *[date(2026, 4, 3)] * 8]))
    assert (problem.line, problem.column, problem.value) == (2, "note", "2026-04-03")
    assert problem.message == "Cell I2 is a date. Excel may have changed what you typed into 3 April 2026."
    assert problem.fix == "If you did not mean a date, format the column as text and retype the cell."


def test_date_in_an_entry_of_a_list_is_doubtful_too():
    columns = list(tables()["areas"].columns)
    row = [DEFAULTS["areas"].get(c) for c in columns]
    row[columns.index("predecessor_stps")] = datetime(2026, 4, 3)  # noqa: DTZ001
    assert [p.column for p in warnings_of(workbook(columns, row))] == ["predecessor_stps"]


def dates_of_a_sheet(*dates: object) -> SourceFile:
    stages = ("ics_designated", "stp_footprint", "icb_statutory", "shadow_ics", "stp_plan")
    return workbook(*filled(*({"date": day, "milestone_id": m} for day, m in zip(dates, stages, strict=False))))


def test_dates_next_to_texts_that_can_only_be_day_first_may_be_swapped():
    days = (date(2022, 1, 7), date(2022, 5, 5), date(2022, 7, 25), "14/07/2022", date(2022, 12, 11))
    (problem,) = warnings_of(dates_of_a_sheet(*days))
    assert (problem.line, problem.column, problem.count) == (5, "date", 2)
    assert problem.message == (
        'Excel may have swapped day and month in 2 dates in this column. It kept "14/07/2022" as text.'
    )
    assert problem.fix == (
        "Check dates up to the 12th of a month against their source. Then enter every date as YYYY-MM-DD."
    )


@pytest.mark.parametrize(
    "days",
    [
        (date(2022, 1, 7), "07/08/2022"),
        (date(2022, 1, 7), "2022-07-14"),
        (date(2022, 1, 14), date(2022, 3, 3), "14/07/2022"),
        ("07/01/2022", "14/07/2022"),
    ],
)
def test_dates_are_not_called_swapped_without_a_sign_or_where_none_can_be(days):
    assert warnings_of(dates_of_a_sheet(*days)) == []


def test_sheet_named_after_a_table_is_read_as_that_table_whatever_its_header():
    found = read_file(workbook(list(MILESTONES), title="Area changes"))
    assert {table.name for table in found.unread} == {"area_changes"}


def several_sheets(**states: str) -> SourceFile:
    """A workbook with a sheet of milestones under each name, in these states."""
    book, out = Workbook(), io.BytesIO()
    book.remove(book.active)
    for title, state in states.items():
        sheet = book.create_sheet(title)
        sheet.sheet_state = state
        for row in filled({}):
            sheet.append(row)
    book.save(out)
    return SourceFile("book.xlsx", out.getvalue())


@pytest.mark.parametrize(
    ("states", "said"),
    [
        ({"Old": "hidden", "New": "visible"}, ["We read the sheet New."]),
        ({"Old": "veryHidden", "New": "visible"}, ["We read the sheet New."]),
        (
            {"areas": "hidden", "New": "visible", "Notes": "visible"},
            [
                "We did not read the sheet areas, because it is hidden.",
                "We did not read the sheet Notes, because it does not have the name of a table.",
                "We read the sheet New.",
            ],
        ),
        (
            {"Read me": "visible", "area_milestones": "visible", "Notes": "visible", "codes": "visible"},
            [
                "We did not read the sheet Notes, because it does not have the name of a table.",
                "We read the sheet area_milestones.",
            ],
        ),
    ],
)
def test_hidden_sheets_are_not_read_and_visible_ones_that_are_not_read_are_named(states, said):
    assert notes_of(several_sheets(**states)) == said
    assert len(only_table(read_file(several_sheets(**states))).rows) == 1


@pytest.mark.parametrize(
    ("hidden_lines", "hidden_columns", "said"),
    [
        ([3], "", ["We also read 1 hidden row."]),
        ([2, 3, 4, 9], "", ["We also read 2 hidden rows."]),  # the line 4 is a comment, and 9 is empty
        ([], "I", ["We also read 1 hidden column: note."]),
        ([2], "HI", ["We also read 1 hidden row.", "We also read 2 hidden columns: source_url and note."]),
        ([], "J", []),
    ],
)
def test_hidden_rows_and_columns_are_read_and_that_is_said(hidden_lines, hidden_columns, said):
    book, out = Workbook(), io.BytesIO()
    for row in [*filled({}, {"milestone_id": "stp_footprint"}), ["# a comment"]]:
        book.active.append(row)
    for line in hidden_lines:
        book.active.row_dimensions[line].hidden = True
    for column in hidden_columns:
        book.active.column_dimensions[column].hidden = True
    book.save(out)
    file = SourceFile("book.xlsx", out.getvalue())
    assert notes_of(file) == ["We read the sheet Sheet.", *said, "We ignored 1 comment row."]
    assert len(only_table(read_file(file)).rows) == 2


def test_cell_outside_the_columns_of_a_sheet_is_refused():
    row = [ROW.get(c) for c in MILESTONES]
    assert faults_of(workbook(list(MILESTONES), row, [*row, "aside"])) == [("shape", 3)]


@pytest.mark.parametrize(("beyond", "fault"), [(["far"], ("shape", 3)), ([None], None)])
def test_cell_far_outside_the_columns_is_told_and_an_empty_one_is_nothing(beyond, fault):
    row = [ROW.get(c) for c in MILESTONES]
    gap = [None] * (MAX_COLUMNS + 50)
    assert faults_of(workbook(list(MILESTONES), row, [*row, *gap, *beyond])) == ([fault] if fault else [])


def test_sheet_of_rows_that_reach_far_to_the_right_is_too_large(monkeypatch):
    monkeypatch.setattr(sheet, "MAX_PLACES", 1000)
    far = [*[None] * 400, "x"]
    assert faults_of(workbook(list(MILESTONES), far, far, far)) == [("size", None)]


def test_cell_of_a_workbook_that_is_too_long_is_refused():
    file = workbook(list(MILESTONES), ["x" * 20_001])
    assert faults_of(file) == [("length", 2)]


@pytest.mark.parametrize("escape", ["_x0000_", "_x0085_"])
def test_characters_in_a_workbook_with_which_a_csv_is_refused_are_refused(escape):
    (problem,) = read_file(workbook(*filled({"note": f"a{escape}b"}))).problems
    assert (problem.line, problem.message, problem.rule) == (2, "Cell I2 contains control characters.", "control")


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("xl/workbook.xml", b"<sheets>", b"<sheets><"),
        ("xl/worksheets/sheet1.xml", b"<sheetData>", b"<sheetData><row r='x'/>"),
        ("xl/worksheets/sheet1.xml", b't="inlineStr"', b't="s" s="999999"'),
        ("xl/worksheets/sheet1.xml", b"<is><t>x</t></is>", b"<v>99999</v>"),
        ("xl/styles.xml", b"<styleSheet", b"<other"),
        ("[Content_Types].xml", b"/xl/workbook.xml", b"/xl/nothing.xml"),
        ("xl/_rels/workbook.xml.rels", b"sheet1.xml", b"sheet9.xml"),
    ],
)
def test_workbook_with_wrong_parts_is_refused_or_read_but_never_fails(part, old, new):
    found = read_file(reworked(workbook(list(MILESTONES), ["x"]), part, old, new))
    assert bool(found.problems) != bool(found.uploads)


def test_entities_that_expand_without_end_are_refused():
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><worksheet'
    file = reworked(workbook(list(MILESTONES), ["x"]), "xl/worksheets/sheet1.xml", b"<worksheet", bomb)
    assert faults_of(file) == [("file", None)]


def test_row_numbers_beyond_every_sheet_are_refused():
    file = workbook(list(MILESTONES), ["x"])
    file = reworked(file, "xl/worksheets/sheet1.xml", b'r="2"', b'r="999999999"')
    assert faults_of(file) == [("size", None)]


SHEET = "xl/worksheets/sheet1.xml"


def filled(*rows: dict) -> list[list]:
    """The rows of a sheet of milestones under their header."""
    return [list(MILESTONES), *([(ROW | row).get(c) for c in MILESTONES] for row in rows)]


def test_rows_out_of_order_are_refused_as_one_of_them_would_vanish():
    rows = filled({}, {"milestone_id": "stp_footprint"}, {"milestone_id": "icb_statutory"})
    for line, other in ((3, 2), (3, 9)):  # twice the same, and descending
        file = reworked(workbook(*rows), SHEET, f'<row r="{line}"'.encode(), f'<row r="{other}"'.encode())
        file = reworked(file, SHEET, b'"A3"', f'"A{other}"'.encode())
        (problem,) = read_file(file).problems
        assert problem.message == "The rows or cells of this sheet are out of order."
        assert problem.fix == "Open it in Excel, save it and try again."


def test_cells_out_of_order_are_refused_as_one_of_them_would_vanish():
    file = workbook(*filled({"note": "kept"}))
    assert only_table(read_file(file)).rows[0][-1] == "kept"
    moved = reworked(file, SHEET, b'"I2"', b'"B2"')
    assert [p.message for p in read_file(moved).problems] == ["The rows or cells of this sheet are out of order."]


def test_cell_that_says_another_row_than_its_own_is_out_of_order():
    assert faults_of(reworked(workbook(*filled({"note": "x"})), SHEET, b'"I2"', b'"I5"')) == [("order", 2)]


def test_merged_cells_are_refused_as_only_the_first_of_them_has_a_value():
    file = workbook(*filled({}, {"milestone_id": "stp_footprint"}))
    merged = b'</sheetData><mergeCells count="2"><mergeCell ref="A2:A3"/><mergeCell ref="C2:C3"/></mergeCells>'
    (problem,) = read_file(reworked(file, SHEET, b"</sheetData>", merged)).problems
    assert (problem.message, problem.rule) == (
        "A2:A3 and C2:C3 are merged, so only their first cells have values.",
        "merged",
    )


def test_row_number_beyond_every_sheet_is_refused_before_the_rows_between_are_made(monkeypatch):
    monkeypatch.setattr(sheet, "MAX_ROWS", 50)
    file = workbook(*filled({}))
    assert faults_of(reworked(file, SHEET, b'"2"', b'"51"')) == [("size", None)]


def test_column_far_beyond_every_sheet_is_refused():
    assert faults_of(reworked(workbook(*filled({"note": "x"})), SHEET, b'"I2"', b'"ZZZZZZ2"')) != []


@pytest.mark.parametrize(
    ("form", "rules"),
    [("0.0%", ["percent"]), ("0%;[Red]-0%", ["percent"]), ('0.0"%"', []), (r"0.0\%", []), ("0.00", [])],
)
def test_number_that_is_shown_as_a_percentage_is_refused(form, rules):
    book, out = Workbook(), io.BytesIO()
    for row in filled({"note": 0.871}):
        book.active.append(row)
    book.active["I2"].number_format = form
    book.save(out)
    problems = read_file(SourceFile("book.xlsx", out.getvalue())).problems
    assert [p.rule for p in problems] == rules
    for problem in problems:
        assert problem.message == "Cell I2 shows a percentage, but its value is 0.871."
        assert problem.fix == "Format the column as a number and enter 87.1."


def test_workbook_that_would_take_minutes_is_refused_before_it_is_opened(monkeypatch):
    monkeypatch.setattr(budget, "MAX_TAGS", 100)
    monkeypatch.setattr(sheet, "whole", None)
    assert faults_of(workbook(*[list(MILESTONES)] * 100)) == [("size", None)]


# ZIP files


def test_member_carries_the_hash_of_its_own_bytes():
    content = milestones_text({}).encode()
    upload = only_table(read_file(packed(("a/b/area_milestones.csv", content))))
    assert upload.file == SourceFile("package.zip/area_milestones.csv", content)


@pytest.mark.parametrize("added", ["._area_milestones.csv", "a/._b.csv", "__MACOSX/x.csv", ".DS_Store", "a/"])
def test_what_systems_add_to_a_zip_is_left_aside_without_a_word(added):
    found = read_file(packed((added, b"\0\5\x16\7"), ("area_milestones.csv", milestones_text({}).encode())))
    assert (found.problems, found.notes) == ([], [])
    assert len(found.uploads) == 1


def test_name_of_a_member_is_only_a_name():
    upload = only_table(read_file(packed(("../../etc/area_milestones.csv", milestones_text({}).encode()))))
    assert upload.file.name == "package.zip/area_milestones.csv"


def test_workbook_in_a_zip_is_read():
    file = packed(("book.xlsx", (ODD_DATA / "workbook.xlsx").read_bytes()))
    assert only_table(read_file(file)).file.name == "package.zip/book.xlsx"


def test_member_that_cannot_be_read_is_named_and_the_others_are_read():
    document = packed(("word/document.xml", b"x"), ("[Content_Types].xml", b"x")).content
    broken = b"PK\x03\x04 broken"
    good = milestones_text({}).encode()
    found = read_file(packed(("a.xlsx", document), ("b.xlsx", broken), ("area_milestones.csv", good)))
    assert [p.file for p in found.problems] == ["package.zip/a.xlsx", "package.zip/b.xlsx"]
    assert only_table(found).file.name == "package.zip/area_milestones.csv"


def test_too_many_files_in_a_zip_are_refused():
    for number in (51, 200):
        files = [(f"{n}.csv", b"x") for n in range(number)]
        assert faults_of(packed(*files)) == [("archive", None)]


def test_zip_that_unpacks_to_more_than_the_limit_is_refused_while_it_unpacks(monkeypatch):
    monkeypatch.setattr(zip_files, "MAX_UPLOAD_BYTES", 2**16)
    half = bytes(range(256)) * 160
    assert faults_of(packed(("1.csv", half), ("2.csv", half))) == [("size", None)]


def test_size_that_a_zip_says_of_itself_is_not_believed():
    file = packed(("area_milestones.csv", b"," * 2**21))
    listed = file.content.index(b"PK\x01\x02")
    lying = bytearray(file.content)
    lying[listed + 24 : listed + 28] = (10).to_bytes(4, "little")
    assert [rule for rule, _ in faults_of(SourceFile("x.zip", bytes(lying)))] == ["archive"]


def test_bomb_in_a_workbook_is_refused_before_it_is_opened(monkeypatch):
    monkeypatch.setattr(parts, "whole", None)
    file = workbook(list(MILESTONES), ["x"])
    bomb = reworked(file, "xl/worksheets/sheet1.xml", b"</worksheet>", b" " * 2**22 + b"</worksheet>")
    assert faults_of(bomb) == [("archive", None)]


def test_files_of_one_name_in_several_folders_of_a_zip_keep_their_folders():
    good = milestones_text({}).encode()
    found = read_file(
        packed(("2019/area_milestones.csv", good), ("../2020/area_milestones.csv", good), ("readme.txt", b"x"))
    )
    names = [upload.file.name for upload in found.uploads]
    assert names == ["package.zip/2019/area_milestones.csv", "package.zip/2020/area_milestones.csv"]
    assert [note.message for note in found.notes] == [
        "We ignored readme.txt: its name says that it describes the other files."
    ]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("a\udcff\x07.csv", "a\ufffd\ufffd.csv"),
        ("folder/caf\u00e9.csv", "caf\u00e9.csv"),
        ("x" * 300 + ".csv", "x" * 196 + ".csv"),
    ],
)
def test_name_of_a_file_can_be_shown_and_kept(name, kept):
    file = SourceFile.named(name, b"")
    assert file.name == kept
    assert file.name.encode()


# Limits


def test_more_rows_than_the_limit_are_refused(monkeypatch):
    monkeypatch.setattr(csv_rows, "MAX_ROWS", 3)
    assert len(only_table(read_file(milestones(milestones_text({}, {})))).rows) == 2
    assert faults_of(milestones(milestones_text({}, {}, {}))) == [("size", None)]


@pytest.mark.parametrize("character", ["\n", ",", '"', ";", "x", ",\n", '"\n'])
def test_file_of_one_character_over_and_over_is_answered(character):
    assert len(faults_of(milestones(character * 300_000))) == 1


def test_hundred_thousand_columns_are_refused():
    assert faults_of(milestones("a," * 100_000 + "\n")) == [("header", 1)]


def test_quote_that_is_never_closed_is_refused():
    assert faults_of(milestones(milestones_text({}) + '"' + "x\n" * 100_000)) == [("quotes", 3)]


def test_many_ragged_rows_are_counted_and_not_kept():
    found = read_file(milestones(milestones_text({}) + "E54000007,x\n" * 100_000))
    assert (found.problems[-1].count, found.problems[-1].is_at_least) == (9_000, True)
    assert found.problems[-1].message == "More than 9,000 more rows have the same problem."
    assert len(found.problems) == 1001


def test_size_of_the_file_is_limited(monkeypatch):
    monkeypatch.setattr(ics.readers.read, "MAX_UPLOAD_BYTES", 10)
    assert faults_of(milestones("x" * 11)) == [("size", None)]
