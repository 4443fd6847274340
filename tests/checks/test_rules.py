"""The rules that `datapackage.json` gives: made from its attributes, and asked with few statements."""

import re

import pytest

from ics.checks.candidate import UPSERT, open_candidate
from ics.checks.check import check_files
from ics.checks.column_rules import cast_sql, rules
from ics.checks.row_rules import row_rules
from ics.checks.violations import violations_of_the_file, violations_of_the_whole
from ics.datapackage import Field, tables
from ics.readers.budget import Budget
from ics.readers.read import read_file
from ics.store.query_files import Query, load_checks
from ics.store.store import Store
from tests.support.worlds import real_file, table_file

ROW_RULES = row_rules()


class Counted:
    """A connection that counts the statements it is asked to run."""

    def __init__(self, connection):
        self.connection, self.statements = connection, 0

    def execute(self, *arguments):
        self.statements += 1
        return self.connection.execute(*arguments)


@pytest.fixture
def real_rows(data_folder):
    """The real tables as they are checked: the connection, and the rows of each table."""
    uploads = {table.name: read_file(real_file(table)).uploads[0] for table in tables().values()}
    with open_candidate(Store(data_folder), None) as candidate:
        for upload in uploads.values():
            candidate.stage(upload, Budget())
            candidate.merge(upload.table, ", ".join(map(cast_sql, upload.table.fields)), UPSERT)
        yield candidate.connection, uploads


# Few statements


def test_a_table_without_faults_is_checked_with_one_statement(real_rows):
    connection, uploads = real_rows
    for upload in uploads.values():
        counted = Counted(connection)
        assert violations_of_the_file(counted, upload, Budget()) == []
        assert counted.statements == 1


def test_all_tables_together_are_checked_with_few_statements(real_rows):
    connection, uploads = real_rows
    counted = Counted(connection)
    assert violations_of_the_whole(counted, uploads, set(), Budget()) == []
    assert counted.statements <= 4


def test_a_budget_is_looked_at_before_each_group_of_rules(real_rows):
    connection, uploads = real_rows
    looks = []
    budget = Budget(pause=lambda: looks.append(1))
    violations_of_the_file(connection, uploads["areas"], budget)
    violations_of_the_whole(connection, uploads, set(), budget)
    assert len(looks) >= 4


# Rules from attributes


def test_every_attribute_gives_its_rule_to_each_table():
    expected = set()
    for table in tables().values():
        for f in table.fields:
            expected |= {f"addresses_of_{table.name}"} if f.item_pattern else set()
            expected |= {f"sources_in_pairs_of_{table.name}"} if f.paired_with else set()
            if f.precision:
                expected.add(f"{f.precision.event}_begins_its_interval")
                expected |= set() if f.required else {f"{f.precision.event}_has_precision"}
    assert {rule.name for rule in ROW_RULES} == expected
    assert len(ROW_RULES) == len(expected) == 15


def test_names_of_generated_rules_and_of_check_queries_are_unique():
    names = [rule.name for rule in (*ROW_RULES, *load_checks())]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("rule", ROW_RULES, ids=lambda rule: rule.name)
def test_generated_rule_reports_a_column_of_its_table_and_looks_at_new_rows_only(rule: Query):
    (named,) = re.findall(r"'(\w+)' as column_name", rule.sql)
    assert named in tables()[rule.table].columns
    assert "line is not null" in rule.sql
    assert re.search(r"order by line;\s*\Z", rule.sql)
    assert rule.severity == "error"


@pytest.mark.parametrize("rule", ROW_RULES, ids=lambda rule: rule.name)
def test_generated_rule_says_what_is_wrong_and_how_to_fix_it(rule: Query):
    assert re.fullmatch(r"[A-Z].*\.", rule.answers)
    assert re.fullmatch(r"[A-Z].*\.", rule.fix)
    assert rule.grain == f"One row per failing row of {rule.table}."


def test_attributes_name_columns_of_the_same_table():
    for table in tables().values():
        for f in table.fields:
            assert f.paired_with is None or table.field(f.paired_with).type == "list"
            assert f.precision is None or table.field(f.precision.column).type == "string"


@pytest.mark.parametrize(("multiline", "expected"), [(True, False), (False, True)])
def test_only_a_text_of_several_lines_may_have_a_line_break(multiline, expected):
    f = Field("remarks", "string", "Remarks", "Any text.", multiline=multiline)
    assert ("line_break" in {rule.name for rule in rules(f)}) is expected


def test_labels_are_the_names_of_rows():
    assert tables()["areas"].labels == ("area_name",)
    assert tables()["areas"].all_labels == ("area_name", "short_name")
    assert tables()["area_changes"].labels == ("from_name", "to_name")
    assert all(tables()[key.table].labels for table in tables().values() for key in table.foreign_keys)


def test_a_short_name_typed_for_a_code_is_recognised(store):
    row = {"area_code": "Lincs", "date": "2020-04-01"}
    areas = [{"area_code": "E54999001", "area_name": "Exampleshire", "short_name": "Lincs"}]
    problems = check_files([table_file("areas", areas), table_file("area_milestones", [row])], store, None).problems
    assert any("Did you mean E54999001 (Lincs)?" in problem.fix for problem in problems)


@pytest.mark.parametrize(
    ("wrong", "rule"), [("weeks", "allowed"), ("", "required")], ids=["unknown precision", "no precision"]
)
def test_a_date_with_a_wrong_precision_counts_as_a_day_in_the_other_rules(store, wrong, rule):
    row = {"area_code": "E54000013", "milestone_id": "shadow_ics", "date": "2015-06-01", "date_precision": wrong}
    problems = check_files([table_file("area_milestones", [row])], store, store.current()).problems
    assert {rule, "milestone_before_its_footprint"} <= {problem.rule for problem in problems}
