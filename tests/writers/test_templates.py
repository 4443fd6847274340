"""Templates: what is in them, that their example is right, and that a filled one can be sent back."""

import csv
import io
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook, load_workbook

from ics.checks.check import REPLACE, UPSERT, check_files
from ics.data_dictionary import allowed_values, uniqueness
from ics.datapackage import tables
from ics.readers.upload import SourceFile
from ics.store.base import Current
from ics.store.store import Store, StoreError, VersionNotStoredError
from ics.ui.tables.about import dictionary_table
from ics.versions.compare import count_rows
from ics.writers.csv_files import table_csv
from ics.writers.templates.csv_template import COMMENT_PREFIX, csv_template, worked_row
from ics.writers.templates.lists import choice_lists
from ics.writers.templates.workbook_template import workbook_template
from tests.support.app import opened
from tests.support.bad_files import with_rule
from tests.support.worlds import csv_bytes

EVERY_TABLE = pytest.mark.parametrize("table", tables().values(), ids=lambda table: table.name)


def cells(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def worked(name: str) -> dict[str, str]:
    return dict(zip(tables()[name].columns, worked_row(tables()[name]), strict=True))


def filled_file(name: str, **changes: str) -> SourceFile:
    """The template with its example as a row: what a person does who takes the leading "# " away."""
    table = tables()[name]
    return SourceFile(f"{name}.csv", csv_bytes(table.columns, [worked(name) | changes]))


# The CSV


@EVERY_TABLE
def test_csv_template_is_written_like_a_download(store, table):
    content, download = csv_template(table), table_csv(store, 1, table)
    assert content.split(b"\r\n")[0] == download.split(b"\r\n")[0]
    assert content.startswith("\ufeff".encode())
    assert content.endswith(b"\r\n")


@EVERY_TABLE
def test_every_row_below_the_header_is_a_comment_as_wide_as_the_header(table):
    header, *rows = cells(csv_template(table))
    assert header == list(table.columns)
    assert len(rows) == 3
    assert all(row[0].startswith(COMMENT_PREFIX) and len(row) == len(header) for row in rows)


def test_csv_template_says_what_must_be_filled():
    rows = cells(csv_template(tables()["area_milestones"]))
    assert rows[1][0] == (
        "# Fill in: area_code, milestone_id, date, date_precision, extent, source_title, source_url. You can "
        "leave blank: part_systems, note."
    )
    assert cells(csv_template(tables()["programme_areas"]))[1][0] == ("# Fill in: programme_id, area_code, is_main.")


@EVERY_TABLE
def test_worked_row_is_the_last_row_and_fills_what_must_be_filled(table):
    last = cells(csv_template(table))[-1]
    assert [last[0].removeprefix(COMMENT_PREFIX), *last[1:]] == worked_row(table)
    assert [f.name for f in table.fields if f.required and not worked(table.name)[f.name]] == []


def test_worked_rows_are_of_an_invented_area(store):
    with store.reading(1) as cursor:
        areas = {code for (code,) in cursor.execute("select area_code from areas").fetchall()}
    codes = {value for name in tables() for value in worked(name).values() if value.startswith("E54")}
    assert codes == {"E54999001", "E54999002"}
    assert not codes & areas


def test_worked_rows_of_all_tables_pass_every_check_together(store):
    checked = check_files([filled_file(name) for name in tables()], store, 1)
    assert [with_rule(problem) for problem in checked.problems] == []
    assert {change.table: change.added for change in count_rows(checked, store)} == dict.fromkeys(tables(), 1)


def test_filled_template_with_a_fault_is_refused_at_its_place(store):
    checked = check_files([filled_file("areas"), filled_file("area_milestones", date="2020-04-31")], store, 1)
    assert [(p.file, p.line, p.column, p.rule) for p in checked.problems] == [
        ("area_milestones.csv", 2, "date", "type")
    ]


@EVERY_TABLE
def test_every_example_is_one_that_the_column_may_hold(table):
    without = {f.name for f in table.fields if f.required and f.example is None}
    assert all("enum" in table.field(name).constraints or table.field(name).type == "boolean" for name in without)
    enums = [f for f in table.fields if "enum" in f.constraints and f.example is not None]
    assert all(f.example in f.constraints["enum"] for f in enums)


# The workbook


@pytest.fixture(scope="module")
def content(built) -> bytes:
    return workbook_template(Store(built), 1)


@pytest.fixture(scope="module")
def book(content) -> Workbook:
    return load_workbook(io.BytesIO(content))


def test_workbook_has_a_sheet_for_each_table_between_the_explanation_and_the_codes(book):
    assert book.sheetnames == ["Read me", *tables(), "codes"]
    assert {sheet.sheet_state for sheet in book} == {"visible"}


def test_first_sheet_says_how_to_use_it_and_what_each_table_is(book):
    lines = [row[0] for row in book["Read me"].iter_rows(values_only=True)]
    assert lines[0] == "How to use this workbook"
    assert any("We do not read rows that start with #." in line for line in lines)
    assert any("with the codes of version 1." in line for line in lines)
    assert lines[-len(tables()) :] == [f"{table.name}: {table.description}" for table in tables().values()]


@EVERY_TABLE
def test_sheet_has_the_header_of_the_table_and_the_same_comments_as_the_csv(book, table):
    header, *rows = book[table.name].iter_rows(values_only=True)
    assert header == table.columns
    assert [row[0] for row in rows] == [row[0] for row in cells(csv_template(table))[1:]]
    assert [as_text(value) for value in rows[-1][1:]] == [as_text(as_number(v)) for v in worked_row(table)[1:]]


def as_number(text: str) -> object:
    try:
        return float(text)
    except ValueError:
        return text


def as_text(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    return "" if value is None else str(float(value)) if isinstance(value, int | float) else value


@EVERY_TABLE
def test_header_stays_in_sight_and_marks_what_must_be_filled(book, table):
    sheet = book[table.name]
    assert sheet.freeze_panes == "A2"
    assert all(cell.font.bold for cell in sheet[1])
    dark = {cell.value for cell in sheet[1] if cell.fill.fgColor.rgb == "001F4E79"}
    assert dark == {f.name for f in table.fields if f.required}


@EVERY_TABLE
def test_columns_are_formatted_by_their_type_and_wide_enough_for_their_names(book, table):
    expected = {"date": "yyyy-mm-dd", "integer": "0", "number": "General"}
    for cell, f in zip(book[table.name][1], table.fields, strict=True):
        column = book[table.name].column_dimensions[cell.column_letter]
        assert column.number_format == expected.get(f.type, "@")
        assert column.width > len(f.name)


def drop_downs(book: Workbook, name: str) -> dict[str, list[object]]:
    """The values that each column with a drop-down offers."""
    sheet, found = book[name], {}
    for rule in sheet.data_validations.dataValidation:
        if rule.type == "list":
            column = tables()[name].columns[rule.sqref.sorted()[0].min_col - 1]
            where = rule.formula1.removeprefix("codes!").replace("$", "")
            found[column] = [cell.value for (cell,) in book["codes"][where]]
    return found


@EVERY_TABLE
def test_codes_words_and_truth_values_are_chosen_from_lists(book, store, table):
    expected = {}
    for f in table.fields:
        if "enum" in f.constraints:
            expected[f.name] = f.constraints["enum"]
        elif f.type == "boolean":
            expected[f.name] = ["true", "false"]
    with store.reading(1) as cursor:
        for key in table.foreign_keys:
            sql = f"select {key.key} from {key.table} order by all"
            expected[key.column] = [code for (code,) in cursor.execute(sql).fetchall()]
    assert drop_downs(book, table.name) == expected


def test_names_are_next_to_the_codes(book):
    rows = [row[:2] for row in book["codes"].iter_rows(values_only=True)]
    assert rows[0] == ("area_code", "area_name")
    assert ("E54000013", "Lincolnshire") in rows


def test_a_new_code_is_only_warned_of_and_a_wrong_word_is_refused(book):
    rules = {r.promptTitle: r for r in book["area_milestones"].data_validations.dataValidation}
    assert (rules["area_code"].errorStyle, rules["extent"].errorStyle or "stop") == ("warning", "stop")
    assert all(rule.showErrorMessage for rule in rules.values() if rule.type)


def test_limits_of_dates_numbers_and_texts_are_those_of_the_table(book):
    rules = {r.promptTitle: r for name in tables() for r in book[name].data_validations.dataValidation}
    days = [(date(*day) - date(1899, 12, 30)).days for day in ((2010, 1, 1), (2035, 12, 31))]
    assert [rules["period"].type, int(rules["period"].formula1), int(rules["period"].formula2)] == ["date", *days]
    assert [rules["latitude"].type, rules["latitude"].formula1, rules["latitude"].formula2] == ["decimal", "49", "56"]
    assert [rules["tile_label"].type, rules["tile_label"].formula1] == ["textLength", "7"]


@EVERY_TABLE
def test_every_column_says_what_may_be_in_it_within_what_a_workbook_allows(book, table):
    rules = book[table.name].data_validations.dataValidation
    assert [rule.promptTitle for rule in rules] == list(table.columns)
    assert all(rule.showInputMessage and 20 < len(rule.prompt) <= 255 and len(rule.error) <= 255 for rule in rules)
    assert all(len(rule.formula1 or "") <= 255 for rule in rules)


def test_rules_begin_below_the_example_and_reach_to_the_end(book):
    for table in tables().values():
        assert {str(r.sqref).split(":")[0][1:] for r in book[table.name].data_validations.dataValidation} == {"5"}
        assert all(str(r.sqref).endswith("1048576") for r in book[table.name].data_validations.dataValidation)


def test_no_cell_is_a_formula(book):
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}


def test_workbook_holds_no_macro_and_no_link(content):
    names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert not [name for name in names if "vba" in name.lower() or "external" in name.lower()]


def test_names_that_look_like_formulas_or_hold_control_characters_are_text(little):
    store = little(areas=[{"area_name": "Example\x07shire"}])
    store.write_version(Current(1), lambda con, _: con.execute("update milestones set milestone_name = '=1+1'"))
    book = load_workbook(io.BytesIO(workbook_template(store, 2)))
    found = {cell.value: cell.data_type for row in book["codes"].iter_rows(min_row=2, max_row=2) for cell in row[:4]}
    assert found["Exampleshire"] == found["=1+1"] == "s"


def test_table_without_rows_has_no_list(little):
    book = load_workbook(io.BytesIO(workbook_template(little(areas=[{}]), 1)))
    assert drop_downs(book, "programme_areas") == {"area_code": ["E54999001"], "is_main": ["true", "false"]}


def sent(content: bytes, *filled: str) -> SourceFile:
    """The workbook with its worked row written into some of its sheets."""
    book = load_workbook(io.BytesIO(content))
    for name in filled:
        book[name].append([value or None for value in worked_row(tables()[name])])
    saved = io.BytesIO()
    book.save(saved)
    return SourceFile("book.xlsx", saved.getvalue())


def test_filled_workbook_passes_the_checks(store, content):
    checked = check_files([sent(content, *tables())], store, 1)
    assert [with_rule(problem) for problem in checked.problems] == []
    assert {change.table: change.added for change in count_rows(checked, store)} == dict.fromkeys(tables(), 1)


@pytest.mark.parametrize("mode", [UPSERT, REPLACE])
def test_sheets_that_nobody_filled_leave_their_tables_alone(store, content, mode):
    checked = check_files([sent(content, "indicators")], store, 1, mode)
    assert [table.name for table in checked.changed_tables] == ["indicators"]
    assert [problem.file for problem in checked.problems if "empty table" in problem.message] == []


def test_workbook_that_nobody_filled_is_refused(store, content):
    checked = check_files([sent(content)], store, 1)
    assert [with_rule(problem) for problem in checked.problems] == [
        "book.xlsx: No sheet has rows below its column names. [file] Fill in at least one sheet."
    ]


def test_version_that_is_not_kept_gives_no_workbook(little):
    with pytest.raises(VersionNotStoredError, match="There is no version 7\\. Stored versions: 1"):
        workbook_template(little(areas=[{}]), 7)


def test_version_that_lacks_the_names_of_its_codes_gives_the_codes(little):
    store = little(areas=[{}])
    store.write_version(Current(1), lambda con, _: con.execute("alter table areas drop area_name"))
    assert choice_lists(store, 2)["areas.area_code"].rows == [("E54999001", "")]
    assert workbook_template(store, 2)


def test_damaged_version_gives_no_workbook(little):
    store = little(areas=[{}])
    store.path(1).write_bytes(b"no database")
    with pytest.raises(StoreError, match=r"v00000001\.duckdb"):
        workbook_template(store, 1)


# The dictionary


def said(table: str, column: str) -> str:
    return allowed_values(tables()[table], tables()[table].field(column))


@pytest.mark.parametrize(
    ("table", "column", "words"),
    [
        ("areas", "area_code", "E54 and six digits, like E54999001"),
        ("areas", "ods_code", "Q and two capital letters or digits, like QZZ"),
        ("areas", "area_name", "text"),
        ("areas", "tile_label", "text, at most 7 characters"),
        ("areas", "population", "whole number from 1 to 20,000,000 (people)"),
        ("areas", "longitude", "number from -7 to 3 (degrees east (WGS84))"),
        (
            "areas",
            "predecessor_stps",
            'one or more texts with ";" between them, for example: North Exampleshire;South Exampleshire',
        ),
        ("area_changes", "kind", "one of: continued, merged, part moved"),
        ("area_milestones", "area_code", "a known area_code of table areas (E54 and six digits)"),
        ("area_milestones", "milestone_id", "a known milestone_id of table milestones"),
        ("area_milestones", "date", "date, as YYYY-MM-DD or DD/MM/YYYY, from 2015-01-01 to 2035-12-31"),
        ("indicators", "target", "number"),
        ("programme_areas", "is_main", "true or false"),
    ],
)
def test_dictionary_says_what_a_column_holds(table, column, words):
    assert said(table, column) == words


@pytest.mark.parametrize(
    ("table", "column", "words"),
    [
        ("areas", "area_code", "yes (key)"),
        ("areas", "ods_code", "yes"),
        ("areas", "tile_row", "with tile_col"),
        ("areas", "region", ""),
        ("area_milestones", "milestone_id", "with area_code (key)"),
        ("indicator_values", "indicator_id", "with area_code and period (key)"),
    ],
)
def test_dictionary_says_what_may_appear_once(table, column, words):
    assert uniqueness(tables()[table], tables()[table].field(column)) == words


@pytest.mark.parametrize("f", [f for t in tables().values() for f in t.fields if "pattern" in f.constraints])
def test_every_pattern_is_told_in_words(f):
    assert f.form
    assert f.constraints["pattern"] not in f.form


@EVERY_TABLE
def test_every_limit_of_a_column_is_told(table):
    for f in table.fields:
        words = allowed_values(table, f)
        if f.name not in {key.column for key in table.foreign_keys}:
            for limit in ("minimum", "maximum", "maxLength"):
                bound = f.constraints.get(limit, "")
                assert (f"{bound:,}" if isinstance(bound, int) else bound) in words
            assert (f.unit or "") in words
            assert all(word in words for word in f.constraints.get("enum", []))


@EVERY_TABLE
def test_dictionary_has_a_row_for_each_column(table):
    rows = dictionary_table(table)
    assert list(rows["Column"]) == list(table.columns)
    assert list(rows["What to put in it"]) == [allowed_values(table, f) for f in table.fields]
    assert list(rows["Required"]) == ["yes" if f.required else "no" for f in table.fields]
    assert list(rows["Only once"]) == [uniqueness(table, f) for f in table.fields]


# The page


def offered(monkeypatch, table: str) -> dict[str, object]:
    """What each download of the page gives, by the name of its file."""
    found = {}

    def offer(label: str, data: object, file_name: str, *_: object, **__: object) -> None:
        found[file_name] = data

    monkeypatch.setattr("streamlit.download_button", offer)
    app = opened("update_data")
    found.clear()
    assert not app.selectbox[0].set_value(table).run().exception
    return found


def test_page_offers_the_table_its_template_and_the_workbook_made_when_asked_for(store, monkeypatch):
    found = offered(monkeypatch, "programmes")
    assert list(found) == ["programmes.csv", "programmes_template.csv", "ics_progress_template.xlsx"]
    assert all(map(callable, found.values()))
    assert found["programmes.csv"]() == table_csv(store, 1, tables()["programmes"])
    assert found["programmes_template.csv"]() == csv_template(tables()["programmes"])
    assert load_workbook(io.BytesIO(found["ics_progress_template.xlsx"]())).sheetnames[1:-1] == list(tables())


def test_page_says_what_may_be_in_the_columns_when_that_is_opened(store):
    app = opened("update_data")
    app.selectbox[0].set_value("programme_areas").run()
    assert not app.table
    app.session_state["columns-programme_areas"] = True
    app.run()
    assert not app.exception
    rows = app.table[0].value
    assert [cell.replace("\\", "") for cell in rows["Column"]] == list(tables()["programme_areas"].columns)
