"""One budget for all files of an upload: beyond it a sentence with the remedy, and nothing is kept or harmed."""

import time

import duckdb
import pytest

import ics.checks.check
from ics.checks.check import check_files
from ics.problems import MAX_COUNTED, total_in_words
from ics.readers.budget import Budget, OverBudgetError
from tests.support.spoilt.over_budget import LIMITS, WAYS, tried
from tests.support.spoilt.world import values
from tests.support.spoilt.wrong_tables import KINDS, wrong_table
from tests.support.worlds import fingerprints, table_file


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("limit", LIMITS)
def test_upload_over_its_budget_is_told_however_it_is_packed_and_harms_nothing(store, limit, way):
    before = fingerprints(store.folder)
    assert tried(store, limit, way, 4)[1] == []
    assert fingerprints(store.folder) == before


def test_files_that_are_large_together_and_not_alone_are_refused_once_and_not_read_on(store, monkeypatch):
    monkeypatch.setattr("ics.readers.budget.MAX_ROWS", 2_500)
    files = [table_file("points_of_light", [{"point_id": f"p{n}"}]) for n in range(3)]
    checked = check_files([values(2_000, 1), values(2_000, 2), *files], store, 1)
    assert [(p.rule, p.file) for p in checked.problems] == [("size", "indicator_values.csv")]
    assert checked.problems[0].fix == "Split them into smaller parts."
    assert checked.tables == ()


def test_check_ends_at_the_next_checkpoint_once_its_time_is_over(store):
    left = iter([30.0] * 20)

    class Over(Budget):
        seconds_left = property(lambda _: next(left, -1.0))

    checked = check_files([values(50_000, 1)], store, 1, budget=Over())
    assert [p.rule for p in checked.problems] == ["size"]


def test_query_that_goes_on_when_the_time_is_over_is_ended(monkeypatch):
    monkeypatch.setattr(ics.checks.check, "LOOK_AT_BUDGET_EVERY", 0.01)
    con, begin = duckdb.connect(config={"threads": 1}), time.thread_time()
    with (
        pytest.raises(OverBudgetError, match="so we stopped it"),
        ics.checks.check._ended_in_time(con, Budget(seconds=0.1)),
    ):
        con.execute("select sum(a.range * b.range) from range(10000000) a, range(1000000) b").fetchall()
    assert time.thread_time() - begin < 10
    assert con.execute("select 1").fetchone() == (1,)


def test_time_that_passes_while_the_check_waits_for_others_is_not_counted():
    budget = Budget(seconds=0.2, pause=lambda: time.sleep(0.3))
    budget.checkpoint()
    assert budget.seconds_left > 0


def test_check_that_nobody_needs_any_more_ends_where_it_pauses(store):
    class Gone(BaseException):
        pass

    def gone() -> None:
        raise Gone

    with pytest.raises(Gone):
        check_files([values(10, 1)], store, 1, budget=Budget(pause=gone))


@pytest.mark.parametrize("kind", KINDS)
def test_table_whose_every_row_is_wrong_is_refused_and_counted_no_further_than_the_limit(store, kind):
    checked = check_files([wrong_table(kind, 0.8)], store, 1)
    words = total_in_words(checked.errors, "problem", "problems")
    assert checked.errors
    assert words.startswith("more than ") == (kind != "bars")
    by_rule = {(p.rule, p.column): 0 for p in checked.errors}
    for problem in checked.errors:
        by_rule[problem.rule, problem.column] += problem.count
    assert max(by_rule.values()) == (1 if kind == "bars" else MAX_COUNTED)


def test_check_with_errors_holds_its_problems_and_no_rows(store):
    checked = check_files([wrong_table("no numbers", 0.1)], store, 1)
    assert checked.problems
    assert checked.rows == {}
