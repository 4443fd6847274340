"""One bad file per fault in `bad_data/`, named after it: the exact messages, and that nothing is published."""

import random
import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest

import ics.store.connections
from ics import problems
from ics.checks import violations
from ics.checks.check import REPLACE, UPSERT, Check, check_files
from ics.datapackage import Table, tables
from ics.problems import ERROR, WARNING, Problem, ProblemGroup, grouped, quoted, total
from ics.readers import read, rows
from ics.readers.upload import SourceFile
from ics.settings import ROOT
from ics.store.store import Store, StoreError
from ics.versions.compare import count_rows
from ics.versions.diff import TableDiff
from ics.versions.publish import CheckFailedError
from tests.support.bad_files import MESSAGES, ONLY_DOUBTFUL, SENT_ALONE_IS_FINE, with_rule
from tests.support.uploads import only_table
from tests.support.worlds import BAD_DATA, DEFAULTS, csv_bytes, fingerprints, publish, real_file, rows_of, table_file


def limit_problems(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    for module in (problems, violations, rows):
        monkeypatch.setattr(module, "MAX_PER_RULE", most)


def bad_file(fault: str) -> SourceFile:
    (path,) = BAD_DATA.glob(f"{fault}.*")
    return SourceFile(path.name, path.read_bytes())


def said(files: list[SourceFile], store: Store, mode: str = UPSERT) -> list[str]:
    return [with_rule(problem) for problem in check_files(files, store, 1, mode).problems]


def refused(files: list[SourceFile], store: Store, mode: str = UPSERT) -> list[str]:
    """What is said about files that must not be published, after trying to publish them anyway."""
    before = fingerprints(store.folder)
    checked = check_files(files, store, 1, mode)
    with pytest.raises(CheckFailedError):
        publish(checked, store, "Must be refused")
    assert fingerprints(store.folder) == before
    return [with_rule(problem) for problem in checked.problems]


@pytest.fixture(scope="module")
def check_of(built: Path) -> Iterator[Callable[[str], Check]]:
    """The check of a bad file, which is checked and refused once for all tests. None of them writes anything."""
    store, before = Store(built), fingerprints(built)

    @cache
    def refused_check(fault: str) -> Check:
        checked = check_files([bad_file(fault)], store, 1)
        with pytest.raises(CheckFailedError):
            publish(checked, store, "Must be refused")
        return checked

    yield refused_check
    assert fingerprints(built) == before


MILESTONES = tables()["area_milestones"].columns
ROW = DEFAULTS["area_milestones"] | {"area_code": "E54000007", "date": "2019-04-01"}


def milestones_file(text: str) -> SourceFile:
    return SourceFile("area_milestones.csv", text.encode())


def line(**cells: object) -> str:
    return ",".join(str((ROW | cells).get(c, "")) for c in MILESTONES)


HEADER = ",".join(MILESTONES)


# One fault each


REFUSED_ALONE = [fault for fault in MESSAGES if fault != "parent_row_removed"]


@pytest.mark.parametrize("fault", REFUSED_ALONE)
def test_bad_file_is_refused_with_these_words(check_of, fault):
    assert [with_rule(problem) for problem in check_of(fault).problems] == MESSAGES[fault]


@pytest.mark.parametrize("fault", REFUSED_ALONE)
def test_problems_are_warnings_only_where_the_file_may_be_right(check_of, fault):
    checked = check_of(fault)
    errors, warnings = ([], checked.problems) if fault in ONLY_DOUBTFUL else (checked.problems, [])
    assert (checked.errors, checked.warnings) == (errors, warnings)


def test_warnings_can_be_accepted(store, check_of):
    one_of_each_table = {check_of(fault).tables[0].table.name: bad_file(fault) for fault in sorted(ONLY_DOUBTFUL)}
    checked = check_files(one_of_each_table.values(), store, 1)
    assert {problem.file for problem in checked.warnings} == {file.name for file in one_of_each_table.values()}
    assert publish(checked, store, "Looked into", accept_warnings=True) == 2


def test_errors_cannot_be_accepted(store):
    files = [bad_file("stages_out_of_order"), bad_file("boolean_wrong")]
    checked = check_files(files, store, 1)
    assert (len(checked.errors), len(checked.warnings)) == (1, 2)
    with pytest.raises(CheckFailedError) as refusal:
        publish(checked, store, "Must be refused", accept_warnings=True)
    assert refusal.value.problems == checked.problems


def test_rows_that_are_published_already_are_not_warned_of_again(store):
    publish(check_files([bad_file("stages_out_of_order")], store, 1), store, "Looked into", accept_warnings=True)
    other = ROW | {"area_code": "E54000050", "milestone_id": "icb_statutory", "date": "2022-07-01"}
    other = table_file("area_milestones", [other])
    assert check_files([other], store, 2).problems == []


def test_every_bad_file_is_tested():
    assert {path.stem for path in BAD_DATA.iterdir()} == set(MESSAGES) | SENT_ALONE_IS_FINE


@pytest.mark.parametrize("fault", sorted(SENT_ALONE_IS_FINE))
def test_file_that_is_only_wrong_in_company_is_fine_alone(store, fault):
    assert said([bad_file(fault)], store) == []


def test_parent_row_removed_under_replace_is_refused(store):
    warned, *told = refused([bad_file("parent_row_removed")], store, REPLACE)
    assert told == MESSAGES["parent_row_removed"]
    assert warned.startswith(
        "parent_row_removed.csv: Your file does not have 1 of the 7 published rows in milestones. They will be deleted."
    )


def test_parent_row_left_out_of_an_update_is_not_a_fault(store):
    assert said([bad_file("parent_row_removed")], store, UPSERT) == []


def test_parent_row_may_go_when_its_children_go_in_the_same_upload(store):
    rows = rows_of(store, "select * exclude (note) from area_milestones where milestone_id = 'ics_designated'")
    columns = [c for c in MILESTONES if c != "note"]
    kept = [dict(zip(columns, row, strict=True)) for row in rows]
    assert said([bad_file("parent_row_removed"), table_file("area_milestones", kept)], store, REPLACE) == [
        "area_milestones.csv: Your file does not have 201 of the 243 published rows in area_milestones. They "
        "will be deleted. [rows_removed] To keep them, add them to the file, or add and change rows instead of "
        "replacing the table.",
        "parent_row_removed.csv: Your file does not have 1 of the 7 published rows in milestones. They will be "
        "deleted. [rows_removed] To keep them, add them to the file, or add and change rows instead of "
        "replacing the table.",
    ]


def test_rows_that_a_replacement_would_remove_ask_for_a_tick(store):
    checked = check_files([table_file("points_of_light", [{"area_code": "E54000007"}])], store, 1, REPLACE)
    assert [(p.rule, p.severity) for p in checked.problems] == [("rows_removed", WARNING)]
    with pytest.raises(CheckFailedError):
        publish(checked, store, "Fewer")
    assert publish(checked, store, "Fewer", accept_warnings=True) == 2


def test_two_files_for_one_table_are_refused(store):
    files = [bad_file("two_files_for_one_table_1"), bad_file("two_files_for_one_table_2")]
    assert refused(files, store) == [
        "two_files_for_one_table_2.csv: This file and two_files_for_one_table_1.csv both contain the table "
        "area_milestones. [file] Combine them into one file."
    ]


def test_header_without_rows_changes_nothing_when_it_is_added(store):
    assert count_rows(check_files([bad_file("header_only")], store, 1), store) == [
        TableDiff("points_of_light", 0, 0, 0, 27)
    ]


def test_header_without_rows_may_not_empty_a_table(store):
    assert refused([bad_file("header_only")], store, REPLACE) == [
        "header_only.csv: This file has no rows. It would delete every row of points_of_light. [file] Add the "
        "rows you want to keep."
    ]


def test_file_over_the_size_limit_is_refused(store, monkeypatch):
    monkeypatch.setattr(read, "MAX_UPLOAD_BYTES", 2**20)
    content = b"x" * (3 * 2**20)
    assert refused([SourceFile("large.csv", content)], store) == [
        "large.csv: The file is 3 MB. The limit is 1 MB. [size] Split it into smaller parts."
    ]


# Codes and numbers as they are written

USUAL_NUMBERS = ["12", "12.5", "-3", "+4.", ".5", "1e3", "1.5E-3", "0"]


def test_numbers_in_their_usual_forms_are_read(store):
    numbers = {f"2030-{month:02}-01": number for month, number in enumerate(USUAL_NUMBERS, 1)}
    row = {"indicator_id": "ccg_count", "area_code": "E54000007"}
    rows = [row | {"period": period, "value": number} for period, number in numbers.items()]
    checked = check_files([table_file("indicator_values", rows)], store, 1)
    assert checked.problems == []
    values = {str(row["period"]): row["value"] for row in checked.rows["indicator_values"].to_pylist()}
    assert {period: values[period] for period in numbers} == {p: float(number) for p, number in numbers.items()}


@pytest.mark.parametrize(
    "number", ["inf", "nan", "1,5", "1.234,5", "12%", "12 %", "0x1F", "1e999", "--1", "1_000", "５", "1,00", "1 23"]
)
def test_what_only_looks_like_a_number_is_refused(store, number):
    rows = [{"indicator_id": "ccg_count", "area_code": "E54000007", "period": "2030-01-01", "value": number}]
    (problem,) = check_files([table_file("indicator_values", rows)], store, 1).problems
    assert (problem.rule, problem.column, problem.value) == ("type", "value", number)


def test_a_date_that_cannot_be_read_is_not_compared_with_the_limits_too(store):
    problems = check_files([milestones_file(f"{HEADER}\n{line(date='5/6/20')}\n")], store, 1).problems
    assert [(p.rule, p.value) for p in problems] == [("type", "5/6/20")]


@pytest.mark.parametrize(
    "written",
    ["2019-4-1", "2019-04-01 12:00", "20190401", "1.4.2019", "2019-02-29", "April 2019", "２０１９-04-01"],
)
def test_dates_in_any_other_form_are_refused(store, written):
    (problem,) = check_files([milestones_file(f"{HEADER}\n{line(date=written)}\n")], store, 1).problems
    assert (problem.rule, problem.column, problem.line, problem.value) == ("type", "date", 2, written)


def test_true_and_false_may_have_capital_letters(store):
    rows = [{"area_code": "E54000007", "is_founding": written} for written in ("true", "TRUE", "False")]
    assert said([table_file("points_of_light", rows)], store) == []


def milestones_of(*cells: dict[str, str]) -> SourceFile:
    """A milestone with these cells in an area each, in the lines from 2 on."""
    codes = [line.split(",")[0] for line in (ROOT / "data" / "areas.csv").read_text(encoding="utf-8").splitlines()]
    codes = sorted(code for code in codes if code.startswith("E54"))
    rows = [ROW | {"area_code": code} | more for code, more in zip(codes, cells, strict=False)]
    return table_file("area_milestones", rows)


def test_text_that_a_spreadsheet_would_run_is_refused(store):
    starts = ["=1+1", "+44 20", "-5", "@name", " =1+1", "\t@name"]
    problems = check_files([milestones_of(*({"note": start} for start in starts))], store, 1).problems
    assert [(p.line, p.rule, p.column) for p in problems] == [(line, "formula", "note") for line in range(2, 8)]


def test_list_whose_first_entry_a_spreadsheet_would_run_is_refused(store):
    file = table_file("points_of_light", [{"area_code": "E54000007", "source_title": "=1+1"}])
    assert [p.rule for p in check_files([file], store, 1).problems] == ["formula"]


def programmes(*cells: dict[str, str]) -> SourceFile:
    return table_file(
        "programmes", [{"source_url": "https://example.org/1 | https://example.org/2"} | c for c in cells]
    )


def test_every_entry_of_a_list_is_looked_at(store):
    file = programmes(
        {"source_title": "One | =1+1"},
        {"source_title": "One | Two", "places": "Exampleton; @name"},
        {"source_title": "One | Two", "places": "Exampleton; #REF!"},
        {"source_title": "One | Two", "places": "#NV"},
    )
    found = [(p.line, p.rule) for p in check_files([file], store, 1).problems]
    assert found == [(2, "formula"), (3, "formula"), (4, "error_value"), (5, "error_value")]


def test_entries_of_a_list_lose_the_blanks_around_them(store):
    file = programmes({"source_title": "One | Two", "places": "Exampleton; Sampleford ;Old Town"})
    checked = check_files([file], store, 1)
    assert checked.problems == []
    rows = {row["programme_id"]: row["places"] for row in checked.rows["programmes"].to_pylist()}
    assert rows["example-1"] == ["Exampleton", "Sampleford", "Old Town"]


def test_empty_entry_next_to_a_bar_is_told(store):
    titles = ["One |", "| One", "One || Two", "|"]
    file = table_file("points_of_light", [{"area_code": "E54000007", "source_title": title} for title in titles])
    found = [(p.line, p.column) for p in check_files([file], store, 1).problems if p.rule == "list"]
    assert found == [(line, "source_title") for line in range(2, 6)]


def test_address_holds_no_bar(store):
    file = table_file("area_milestones", [ROW | {"source_url": "https://example.org/a|b"}])
    assert [(p.rule, p.column) for p in check_files([file], store, 1).problems] == [("pattern", "source_url")]


def test_error_of_a_spreadsheet_in_a_text_is_refused(store):
    (problem,) = check_files([table_file("area_milestones", [ROW | {"note": "#N/A"}])], store, 1).problems
    assert (problem.rule, problem.column, problem.severity) == ("error_value", "note", ERROR)
    assert problem.message == '"#N/A" is a spreadsheet error.'


def test_character_that_cannot_be_seen_in_a_text_is_warned_of_and_shown(store):
    marks = ["\u200b", "\ufeff", "\u202e", "\u2066"]
    problems = check_files([milestones_of(*({"note": f"Exam{mark}ple"} for mark in marks))], store, 1).problems
    assert [(p.rule, p.column, p.severity) for p in problems] == [("invisible", "note", WARNING)] * len(marks)
    shown = [f'"Exam\\x{ord(mark):02x}ple" contains a character you cannot see' for mark in marks]
    assert [p.message.split(",")[0] for p in problems] == shown


def test_text_that_may_be_damaged_is_warned_of(store):
    written = [
        ({"note": "It â€˜was"}, ["wrong_letters"]),
        ({"note": "Â£5"}, ["wrong_letters"]),
        ({"note": "Åµyl"}, ["wrong_letters"]),
        ({"note": "CafÃ©"}, ["wrong_letters"]),
        ({"note": "â‚¬5m"}, ["wrong_letters"]),
        ({"note": "«BENÇÃ», IRMÃ’s, Ŵyl"}, []),
        ({"note": "SÃO PAULO, Ângela, café – £5 ‘quoted’"}, []),
        ({"note": "Tab\tand\nline"}, []),
        ({"note": "\x7f", "source_title": "A\u202fB"}, ["control", "no_break_space"]),
        ({"source_title": "A\u2028B"}, ["line_break"]),
        ({"source_title": "A\rB"}, ["line_break"]),
    ]
    problems = check_files([milestones_of(*(cells for cells, _ in written))], store, 1).problems
    for line, (cells, rules) in enumerate(written, 2):
        assert sorted(p.rule for p in problems if p.line == line) == rules, cells
    assert {p.severity for p in problems} == {WARNING}


def test_list_of_two_good_addresses_is_accepted(store):
    row = {"source_title": "One | Two", "source_url": "https://example.org/1 | http://example.org/2?a=b;c,d"}
    more = {
        "areas": {"tile_row": 20},
        "indicators": {},
        "programmes": {},
        "points_of_light": {"area_code": "E54000007"},
    }
    assert said([table_file(table, [row | cells]) for table, cells in more.items()], store) == []


def test_example_of_a_form_has_that_form():
    forms = [f for table in tables().values() for f in table.fields if "pattern" in f.constraints]
    assert forms
    assert [f.name for f in forms if not re.fullmatch(f.constraints["pattern"], f.example or "")] == []


def test_code_with_a_blank_is_corrected_and_that_is_said(store):
    checked = check_files([milestones_file(f"{HEADER}\n{line(area_code='E54000007 ')}\n")], store, 1)
    assert checked.problems == []
    assert [note.message for note in checked.notes] == ["We ignored the spaces around 1 cell."]


def test_code_with_a_blank_within_is_not_corrected(store):
    (problem,) = check_files([milestones_file(f"{HEADER}\n{line(area_code='E54 000007')}\n")], store, 1).problems
    assert (problem.rule, problem.value) == ("pattern", "E54 000007")


def test_wrong_cell_is_told_once_although_it_breaks_a_reference_too(store):
    assert len(said([milestones_file(f"{HEADER}\n{line(area_code='nonsense')}\n")], store)) == 1


def test_keys_that_are_written_differently_but_mean_the_same_are_twice(store):
    rows = [{"indicator_id": "ccg_count", "area_code": "E54000007", "period": "2030-01-01", "value": 1}] * 2
    (problem,) = check_files([table_file("indicator_values", rows)], store, 1).problems
    assert (problem.rule, problem.line) == ("unique", 3)


def test_warning_of_a_cell_does_not_hide_that_its_reference_leads_nowhere(store):
    rows = [ROW | {"milestone_id": "ics_designated\u200b"}]
    problems = check_files([table_file("area_milestones", rows)], store, 1).problems
    assert [(p.rule, p.severity) for p in problems] == [("invisible", WARNING), ("reference", ERROR)]


@pytest.mark.parametrize(
    ("written", "rule"),
    [("13/10/1921", "range"), ("13/10/2031", "milestone_in_the_future"), ("1921-10-13T00:00", "range")],
)
def test_problem_shows_the_cell_as_the_file_has_it(store, written, rule):
    text = "\n".join([HEADER, "", line(milestone_id="stp_footprint", date="01/03/2016"), line(date=written)])
    problems = check_files([milestones_file(text)], store, 1).problems
    assert rule in {p.rule for p in problems if p.line == 4}
    assert {p.value for p in problems if p.line == 4} == {written}
    assert all(p.message.startswith(quoted(written)) for p in problems if p.rule == "range")


def test_problem_shows_a_number_with_the_separators_of_the_file(store):
    file = table_file("areas", [{"tile_row": 20, "population": "99,000,000"}])
    (problem,) = check_files([file], store, 1).problems
    assert (problem.rule, problem.value) == ("range", "99,000,000")


# All at once


def test_faults_of_several_rows_and_kinds_come_in_one_report(store):
    assert len(refused([bad_file("three_faults")], store)) == 3


def test_faults_of_several_files_come_in_one_report_in_the_order_of_their_names(store):
    names = ["wrong_date", "stray_quote", "number_with_text"]
    expected = [message for name in sorted(names) for message in MESSAGES[name]]
    assert refused([bad_file(name) for name in names], store) == expected


def test_faults_of_header_and_rows_come_in_one_report(store):
    text = f"{HEADER.replace('extent', 'extend')}\n{line()}\n{line()},\n"
    assert [p.rule for p in check_files([milestones_file(text)], store, 1).problems] == ["header", "header", "shape"]


def test_unreadable_parents_do_not_make_their_children_wrong(store):
    parents = SourceFile("programmes.csv", table_file("programmes", [{}]).content + b"too,few\n")
    children = table_file("programme_areas", [{"programme_id": "example-1", "area_code": "E54000007"}])
    assert [p.rule for p in check_files([parents, children], store, 1).problems] == ["shape"]


def test_children_may_refer_to_parents_of_the_same_upload(store):
    parents = table_file("programmes", [{}])
    children = table_file("programme_areas", [{"programme_id": "example-1", "area_code": "E54000007"}])
    assert said([children, parents], store) == []


def test_row_may_refer_to_a_row_of_its_own_table(store):
    assert said([table_file("indicators", [{}, {"related_lesson": "example_1"}])], store) == []


def test_areas_may_swap_their_tiles_in_one_upload(store):
    rows = rows_of(store, "select * from areas order by area_code limit 2")
    one, two = (dict(zip(tables()["areas"].columns, row, strict=True)) for row in rows)
    for row in (one, two):
        row |= {c: DEFAULTS["areas"][c] for c in ("predecessor_stps", "source_title", "source_url")}
    place = ("tile_row", "tile_col")
    one, two = one | {c: two[c] for c in place}, two | {c: one[c] for c in place}
    assert said([table_file("areas", [one, two])], store) == []


def test_faults_beyond_the_limit_are_counted(store, monkeypatch):
    limit_problems(monkeypatch, 3)
    text = "\n".join([HEADER, *(line(milestone_id=f"m{n}", date="soon") for n in range(5))])
    problems = [p for p in check_files([milestones_file(text)], store, 1).problems if p.column == "date"]
    assert [p.line for p in problems] == [None, 2, 3, 4]
    assert with_rule(problems[0]) == (
        "area_milestones.csv date: 2 more cells have the same problem. [type] Correct them in the same way as "
        "those listed."
    )


def test_unknown_codes_beyond_the_limit_are_counted(store, monkeypatch):
    limit_problems(monkeypatch, 3)
    text = "\n".join([HEADER, *(line(area_code=f"E5412300{n}") for n in range(5))])
    assert [p.line for p in check_files([milestones_file(text)], store, 1).problems] == [None, 2, 3, 4]


def test_keys_that_appear_twice_beyond_the_limit_are_counted(store, monkeypatch):
    limit_problems(monkeypatch, 3)
    text = "\n".join([HEADER, *[line()] * 6])  # line 2 is the one to keep; the lines 3 to 7 repeat it
    problems = check_files([milestones_file(text)], store, 1).problems
    assert [p.line for p in problems] == [None, 3, 4, 5]
    assert with_rule(problems[0]) == (
        "area_milestones.csv area_code: 2 more cells have the same problem. [unique] Correct them in the same "
        "way as those listed."
    )


def test_taken_further_keys_beyond_the_limit_are_counted(store, monkeypatch):
    limit_problems(monkeypatch, 3)
    file = table_file("areas", [{"ods_code": "QOP", "tile_row": 20, "tile_col": n} for n in range(5)])
    problems = check_files([file], store, 1).problems
    assert [(p.line, p.column, p.rule) for p in problems] == [
        (None, "ods_code", "unique"),
        (2, "ods_code", "unique"),
        (3, "ods_code", "unique"),
        (4, "ods_code", "unique"),
    ]
    assert with_rule(problems[0]) == (
        "areas.csv ods_code: 2 more cells have the same problem. [unique] Correct them in the same way as those listed."
    )


def test_many_orphans_of_a_column_are_counted(store):
    problems = check_files([table_file("areas", [{"tile_row": 20}])], store, 1, REPLACE).problems
    orphans = [p for p in problems if p.rule == "reference" and "rows in area_milestones " in p.message]
    assert [p.value for p in orphans] == ["E54000007", "E54000008", "E54000009", None]
    assert orphans[-1].count == 39
    assert with_rule(orphans[-1]) == (
        "areas.csv area_code: You are deleting 39 more values, but rows in area_milestones still use them. "
        "[reference] Keep their rows, or delete those rows too."
    )


def test_exactly_as_many_faults_as_the_limit_are_all_told_and_none_counted(store, monkeypatch):
    limit_problems(monkeypatch, 3)
    text = "\n".join([HEADER, *[line()] * 4])
    assert [p.line for p in check_files([milestones_file(text)], store, 1).problems] == [3, 4, 5]


def test_rows_that_would_be_orphans_are_told_in_order(store):
    children = [
        {"programme_id": f"example-{n}", "area_code": area, "is_main": area == "E54000007"}
        for n, area in ((3, "E54000007"), (1, "E54000008"), (2, "E54000007"), (1, "E54000007"))
    ]
    both = [table_file("programmes", [{}, {}, {}]), table_file("programme_areas", children)]
    publish(check_files(both, store, 1, REPLACE), store, "Three programmes in four areas", accept_warnings=True)
    problems = check_files([table_file("programmes", [])], store, 2, REPLACE).problems
    assert [with_rule(problem) for problem in problems if problem.rule == "reference"] == [
        f'programmes.csv programme_id: You are deleting "example-{n}", but rows in programme_areas still use '
        "it. [reference] Keep its row, or delete those rows too."
        for n in (1, 2, 3)
    ]


# What is read right


def test_columns_in_another_order_with_capitals_blanks_and_a_mark_are_read_right(store):
    columns = list(MILESTONES)
    random.Random(7).shuffle(columns)
    rows = [ROW | {"area_code": code, "note": f"Of {code}"} for code in ("E54000007", "E54000008")]
    plain = csv_bytes(columns, rows).decode()
    header, _, body = plain.partition("\n")
    shouted = ",".join(f" {name.upper()} " for name in header.replace('"', "").split(","))
    file = SourceFile("anything.csv", f"\ufeff{shouted}\n{body}".encode())
    checked = check_files([file], store, 1)
    assert checked.problems == []
    names = ("area_code", "milestone_id", "date", "extent", "note")
    sent = [tuple(row[name] for name in names) for row in checked.rows["area_milestones"].to_pylist()]
    assert [row for row in sent if (row[4] or "").startswith("Of E54")] == [
        (code, "ics_designated", date(2019, 4, 1), "whole", f"Of {code}") for code in ("E54000007", "E54000008")
    ]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_line_ending_keeps_line_numbers_right(store, ending):
    text = ending.join([HEADER, line(), line(area_code="E54000008", date="soon")])
    assert [p.line for p in check_files([milestones_file(text)], store, 1).problems] == [3]


def test_blank_lines_keep_line_numbers_right(store):
    text = f"\n{HEADER}\n\n{line()}\n,,,,,,,,\n\r\n{line(area_code='E54000008', date='soon')}\n\n"
    assert [p.line for p in check_files([milestones_file(text)], store, 1).problems] == [7]


@pytest.mark.parametrize("header", [HEADER.replace(",", "|"), "colour,size", HEADER.replace("extent", "extend")])
def test_blank_lines_before_a_wrong_header_keep_its_line_number_right(store, header):
    file = SourceFile("wrong.csv", f"\n\n{header}\n".encode())
    assert {p.line for p in check_files([file], store, 1).problems} == {3}


def test_row_with_line_breaks_in_quotes_is_one_line_as_in_excel(store):
    broken = line(note='"One\nTwo\r\nThree"')
    text = f"{HEADER}\n{broken}\n{line(area_code='E54000008', date='soon')}\n"
    assert [p.line for p in check_files([milestones_file(text)], store, 1).problems] == [3]


def test_cell_keeps_its_commas_quotes_and_line_breaks(store):
    note = 'Said "yes", then\nleft'
    checked = check_files([table_file("area_milestones", [ROW | {"note": note}])], store, 1)
    assert note in checked.rows["area_milestones"]["note"].to_pylist()


def test_cell_of_exactly_the_allowed_length_is_read(store):
    assert said([table_file("area_milestones", [ROW | {"note": "x" * 20_000}])], store) == []


def test_last_line_needs_no_line_break(store):
    assert said([milestones_file(f"{HEADER}\n{line()}")], store) == []


def test_name_of_the_file_does_not_matter_where_the_header_is_clear(store):
    upload = only_table(read.read_file(SourceFile("points_of_light.csv", f"{HEADER}\n{line()}".encode())))
    assert upload.table.name == "area_milestones"


@pytest.mark.parametrize("name", ["/tmp/x/areas.csv", "C:\\Users\\x\\areas.csv", "..\\..\\areas.csv", "areas.csv"])
def test_folders_in_the_name_of_a_file_are_dropped(name):
    assert SourceFile.named(name, b"").name == "areas.csv"


def test_milestones_on_which_the_pages_rest_cannot_be_replaced_away(store):
    lines = (ROOT / "data" / "milestones.csv").read_text(encoding="utf-8").splitlines()
    kept = "\n".join(line for line in lines if not line.startswith("ics_designated")).encode()
    assert (
        "milestones.csv milestone_id: You are deleting a milestone that the pages need. "
        "[milestones_the_pages_need] Keep the rows of ics_designated and shadow_ics."
    ) in said([SourceFile("milestones.csv", kept)], store, REPLACE)


# The real files


def test_real_files_have_no_problems_and_change_nothing(store):
    checked = check_files([real_file(table) for table in tables().values()], store, 1, REPLACE)
    assert checked.problems == []
    assert [change for change in count_rows(checked, store) if not change.is_empty] == []


@pytest.mark.parametrize("table", tables().values(), ids=lambda t: t.name)
def test_real_file_alone_has_no_problems(store, table):
    assert said([real_file(table)], store) == []


def all_but_empty(table: Table) -> SourceFile:
    cells = "," * (len(table.columns) - 1) + "x"  # all empty but the last: a row of empty cells only is not a row
    return SourceFile(f"{table.name}.csv", f"{','.join(table.columns)}\n{cells}\n".encode())


def test_every_required_cell_of_every_table_must_be_filled(store):
    problems = check_files(map(all_but_empty, tables().values()), store, 1).problems
    for table in tables().values():
        found = {p.column for p in problems if p.rule == "required" and p.file == f"{table.name}.csv"}
        assert found == {f.name for f in table.fields[:-1] if f.required}, table.name


# Damage under a check


def test_damaged_rows_under_a_check_are_a_store_error(store):
    damage_block_of(store, "areas", spared="published_versions")
    with pytest.raises(StoreError):
        check_files([table_file("area_milestones", [ROW])], store, 1)


def damage_block_of(store: Store, table: str, spared: str) -> None:
    """Overwrites the first block of the file that holds rows of one table and none of the other."""
    whole, size = store.path(1).read_bytes(), 2**18
    for start in range(3 * 4096, len(whole), size):
        store.path(1).write_bytes(
            whole[:start] + bytes(x ^ 255 for x in whole[start : start + size]) + whole[start + size :]
        )
        if not readable(store, table) and readable(store, spared):
            return
    pytest.fail(f"no block holds rows of {table} alone")


def readable(store: Store, table: str) -> bool:
    ics.store.connections._open.clear()
    try:
        rows_of(store, f"select * from {table}")
    except StoreError:
        return False
    return True


# Problems in groups


def test_problems_are_grouped_by_rule_with_errors_first_and_all_counted(store, monkeypatch):
    limit_problems(monkeypatch, 3)
    rows = [line(milestone_id=f"m{n}", date="soon") for n in range(5)]
    late = line(area_code="E54000008", milestone_id="stp_footprint", date="2021-05-01")
    checked = check_files([milestones_file("\n".join([HEADER, late, *rows]))], store, 1)
    groups = [(g.severity, g.file, g.column, g.rule, g.count, g.first.line) for g in grouped(checked.problems)]
    assert groups == [
        (ERROR, "area_milestones.csv", "date", "type", 5, 3),
        (ERROR, "area_milestones.csv", "milestone_id", "reference", 5, 3),
        (WARNING, "area_milestones.csv", "date", "milestone_after_a_later_stage", 1, 2),
    ]
    assert (total(checked.errors), len(checked.errors)) == (10, 8)


def test_problem_of_a_whole_file_is_a_group_of_its_own():
    problem = Problem("a.csv", "What.", "Fix.", "file")
    assert grouped([problem]) == [ProblemGroup(ERROR, "a.csv", None, "file", 1, problem)]
    assert grouped([]) == []


# How problems are written


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, '""'),
        ("plain", '"plain"'),
        ("tab\tnew\nline", '"tab\\x09new\\x0aline"'),
        ("x" * 60, f'"{"x" * 60}"'),
        ("x" * 61, f'"{"x" * 60}…"'),
        ("hid\u200bden", '"hid\\x200bden"'),
    ],
)
def test_value_is_quoted_made_visible_and_cut(value, shown):
    assert quoted(value) == shown


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        ({}, "a.csv: What. Fix."),
        ({"line": 3}, "a.csv:3: What. Fix."),
        ({"column": "date"}, "a.csv date: What. Fix."),
        ({"line": 3, "column": "date"}, "a.csv:3 date: What. Fix."),
    ],
)
def test_problem_names_its_place_first_and_its_fix_last_without_the_name_of_its_rule(place, shown):
    assert str(Problem("a.csv", "What.", "Fix.", "rule", **place)) == shown
