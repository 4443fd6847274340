"""Versions that are older than a column: they are read, compared, restored and published in the columns of today."""

import csv
import io
from datetime import date

import duckdb
import pytest

from ics.checks.check import REPLACE, check_files
from ics.datapackage import tables
from ics.store import query_files
from ics.store.ask import run_query
from ics.store.rows import find_rows, rows_by_key
from ics.store.store import Store, StoreError
from ics.versions.build import BUILD_NOTE, ensure_published
from ics.versions.compare import compare_versions, count_rows
from ics.versions.history import history
from ics.versions.undo import prepare
from ics.writers.csv_files import table_csv
from ics.writers.package import package_files
from tests.support.worlds import publish, rebuild, table_file
from tests.support.worlds import rows_of as rows_in

AREA = {"area_code": "E54999001", "area_name": "Exampleshire", "short_name": "Example", "population": 1000}
KEY = ("E54999001",)
AREAS = tables()["areas"]


def altered(store: Store, *statements: str) -> Store:
    """Version 1 as an older program would have left it."""
    with duckdb.connect(str(store.path(1))) as con:
        for statement in statements:
            con.execute(statement)
    return store


@pytest.fixture
def older(little) -> Store:
    """Version 1 is older than the required column short_name, and has a column that today's lack."""
    return altered(
        little(areas=[AREA], points_of_light=[{"area_code": "E54999001", "place": "Exampleton"}]),
        "alter table areas drop short_name",
        "alter table areas add column mayor varchar default 'Ann'",
    )


def columns(store: Store, version: int, table: str = "areas") -> list[str]:
    return [name for name, *_ in rows_in(store, f"describe {table}", version)]


def area(content: bytes) -> dict[str, str]:
    (row,) = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    return row


def publish_areas(store: Store, **cells: object) -> int:
    checked = check_files([table_file("areas", [AREA | cells])], store, store.current(), REPLACE)
    assert [str(problem) for problem in checked.problems] == []
    return publish(checked, store, "A new estimate.")


def test_a_column_that_the_published_version_lacks_counts_as_empty_in_a_check(older):
    checked = check_files([table_file("areas", [AREA])], older, 1)
    assert [str(problem) for problem in checked.problems] == []
    assert [(c.table, c.changed, c.cells) for c in count_rows(checked, older)] == [("areas", 1, 1)]


def test_a_required_cell_that_no_file_has_filled_yet_is_a_problem_on_its_row(older):
    (problem,) = check_files([table_file("areas", [AREA | {"short_name": ""}])], older, 1).problems
    assert (problem.line, problem.column, problem.rule) == (2, "short_name", "required")


def test_rows_of_an_older_version_are_found_and_opened_with_the_column_empty(older):
    found = find_rows(older, 1, AREAS, "exampleshire").rows[KEY]
    assert found == rows_by_key(older, 1, AREAS, [KEY])[KEY]
    assert (tuple(found), found["short_name"], found["population"]) == (AREAS.columns, None, "1000")


def test_publishing_writes_the_columns_of_today_and_says_what_is_left_out(older):
    assert publish_areas(older) == 2
    assert columns(older, 2) == list(AREAS.columns)
    assert history(older, 2)[0]["note"] == (
        "A new estimate. Left out, because the program no longer has it: areas.mayor."
    )
    assert rows_in(older, "select short_name, population from areas", 2) == [("Example", 1000)]


def test_a_table_that_no_file_touches_gets_its_columns_before_the_rules_that_need_them(older, monkeypatch):
    scripts = [*query_files.schema_scripts(), "create or replace view short_names as select short_name from areas;"]
    monkeypatch.setattr(query_files, "schema_scripts", lambda: scripts)
    point = table_file("points_of_light", [{"area_code": "E54999001", "place": "Sampleford"}])
    assert publish(check_files([point], older, 1), older, "Another place") == 2
    assert rows_in(older, "from short_names", 2) == [(None,)]


def test_an_older_version_comes_back_without_the_cells_that_it_never_had(older):
    publish_areas(older, population=2000)
    assert publish(prepare(older, 1, 2), older, "Back") == 3
    assert rows_in(older, "select short_name, population from areas", 3) == [(None, 1000)]
    assert columns(older, 3) == list(AREAS.columns)


def test_an_older_version_is_compared_and_exported_in_the_columns_of_today(older):
    publish_areas(older)
    cells = compare_versions(older, 1, 2).cells
    assert [(c.table, c.column, c.old, c.new) for c in cells] == [("areas", "short_name", None, "Example")]
    exported = area(package_files(older, 1)["areas.csv"])
    assert list(exported) == list(AREAS.columns)
    assert (exported["short_name"], exported["population"]) == ("", "1000")
    assert area(table_csv(older, 1, AREAS)) == exported


def test_the_history_of_an_older_version_is_read_with_its_tables(older):
    assert [record["version"] for record in history(older, 1)] == [1]


def test_the_next_start_renews_the_columns_once(older, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr("ics.store.schema.table_shapes", lambda _: ["other columns"])
        publish_areas(older)
    assert [ensure_published(older), ensure_published(older)] == [3, 3]


def test_a_start_on_an_older_version_makes_its_columns_those_of_today(older):
    with duckdb.connect(str(older.path(1))) as con:
        con.execute("update published_versions set rules_sha256 = 'of an older program'")
    assert ensure_published(older) == 2
    assert columns(older, 2) == list(AREAS.columns)
    assert history(older, 2)[0]["note"].endswith("Left out, because the program no longer has it: areas.mayor.")


def test_a_start_on_a_version_without_a_macro_of_today_makes_it(little):
    """The region filter of all queries is a macro that earlier versions lack; nobody has to do anything for it."""
    older = altered(little(areas=[AREA]), "drop macro in_regions", "drop macro interval_begin")
    with duckdb.connect(str(older.path(1))) as con:
        con.execute("update published_versions set rules_sha256 = 'of an older program'")
    version = ensure_published(older)
    assert version == 2
    chosen = {"regions": ["Midlands"], "as_at": date(2021, 4, 1)}
    assert len(run_query("coverage_by_region", older, version, **chosen)) == 1


def test_a_table_that_an_older_version_lacks_is_empty_there(little):
    older = altered(little(areas=[AREA]), "drop table points_of_light")
    assert table_csv(older, 1, tables()["points_of_light"]).count(b"\r\n") == 1
    assert publish_areas(older, population=2000) == 2
    assert rows_in(older, "select count(*) from points_of_light", 2) == [(0,)]


def test_a_column_that_need_not_be_filled_any_more_may_be_empty(little):
    point = {"area_code": "E54999001", "place": "Exampleton"}
    full = little(areas=[AREA], points_of_light=[point | {"measured_result": "Good"}])
    older = altered(full, "alter table points_of_light alter column measured_result set not null")
    assert publish(check_files([table_file("points_of_light", [point])], older, 1), older, "Not so good") == 2
    assert rows_in(older, "select measured_result from points_of_light", 2) == [(None,)]


def test_values_of_another_type_are_read_where_they_are_the_same_in_the_type_of_today(little):
    older = altered(little(areas=[AREA]), "alter table areas alter population type varchar")
    assert rows_by_key(older, 1, AREAS, [KEY])[KEY]["population"] == "1000"
    assert publish_areas(older, population=2000) == 2
    assert rows_in(older, "select population + 1 from areas", 2) == [(2001,)]


def test_the_history_outlives_a_change_of_the_key(little):
    older = altered(little(areas=[AREA]), "alter table areas rename area_code to code")
    assert rebuild(older) == 2
    assert [record["note"] for record in history(older, 2)] == [BUILD_NOTE, "A little world"]


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (
            "alter table areas alter population type varchar using 'many'",
            "has values in column population of table areas that are not of the type integer of today.",
        ),
        (
            "alter table areas alter population type double using 4.6",
            "has values in column population of table areas that are not of the type integer of today.",
        ),
        (
            "alter table areas rename area_code to code",
            "has no column area_code in table areas, by which its rows are told apart now.",
        ),
    ],
    ids=["no number", "no whole number", "no key"],
)
def test_what_cannot_be_read_as_it_is_today_is_said(little, statement, said):
    older = altered(little(areas=[AREA]), statement)
    for use in (lambda: table_csv(older, 1, AREAS), lambda: check_files([table_file("areas", [AREA])], older, 1)):
        with pytest.raises(StoreError) as refusal:
            use()
        assert str(refusal.value) == f"v00000001.duckdb {said}"
