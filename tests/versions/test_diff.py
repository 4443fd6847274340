"""Two states of the tables, compared in rows and cell by cell: little worlds with hand-worked differences."""

import csv
import io
from datetime import date

import pytest

from ics.checks.check import REPLACE, UPSERT, Check, check_files, snapshots_of
from ics.datapackage import tables
from ics.store.snapshots import AFTER, BEFORE, Snapshots
from ics.store.store import Store
from ics.versions.compare import count_rows
from ics.versions.diff import CellDiff, TableDiff, first_cells, table_diffs
from ics.versions.undo import prepare
from ics.writers.csv_files import table_csv
from tests.support.worlds import publish, real_file, rows_of, table_file

A1, A2, A3 = "E54999001", "E54999002", "E54999003"
ALL = list(tables().values())


@pytest.fixture
def world(little) -> Store:
    return little(
        areas=[{"area_code": A1}, {"area_code": A2}],
        area_milestones=[
            {"area_code": A1, "date": "2020-12-01", "date_precision": "month"},
            {"area_code": A2, "date": "2021-04-01", "note": "As sent"},
        ],
        programmes=[{"services_integrated": "GP;social care"}],
        indicators=[{}],
        indicator_values=[{"indicator_id": "example_1", "area_code": A1, "period": "2020-04-01", "value": "12.50"}],
    )


def checked(store: Store, mode: str = UPSERT, **worlds: list[dict]) -> Check:
    files = [table_file(name, rows) for name, rows in worlds.items()]
    found = check_files(files, store, store.current(), mode)
    assert [str(problem) for problem in found.errors] == []
    return found


def cell_diffs(store: Store, found: Check, most: int = 100) -> list[CellDiff]:
    with snapshots_of(found, store) as snapshots:
        return first_cells(snapshots, found.changed_tables, most)


def cells(store: Store, found: Check, most: int = 100) -> list[tuple]:
    """The differences without their table."""
    return [(d.kind, d.key, d.column, d.old, d.new) for d in cell_diffs(store, found, most)]


# Cells


def test_changed_cell_is_told_old_and_new_as_in_the_csv(world):
    found = checked(world, area_milestones=[{"area_code": A2, "date": "2021-04-11", "note": "As sent"}])
    assert cell_diffs(world, found, 100) == [
        CellDiff("area_milestones", "changed", f"{A2}, ics_designated", "date", "2021-04-01", "2021-04-11")
    ]


def test_the_row_of_a_cell_is_called_by_names_also_where_it_comes_or_goes(world):
    found = checked(world, area_milestones=[{"area_code": A2, "date": "2021-04-11", "note": "As sent"}])
    assert {cell.row for cell in cell_diffs(world, found, 100)} == {"Exampleshire 2, ICS designated"}
    new = checked(world, areas=[{"area_code": "E54999009", "area_name": "Newshire", "ods_code": "Q09", "tile_col": 9}])
    assert {cell.row for cell in cell_diffs(world, new, 100)} == {"Newshire"}


def test_cell_that_is_emptied_or_filled_is_none_on_one_side(world):
    rows = [{"area_code": A1, "date": "2020-12-01", "date_precision": "month", "note": "New"}]
    found = checked(world, area_milestones=[*rows, {"area_code": A2, "date": "2021-04-01"}])
    assert cells(world, found) == [
        ("changed", f"{A1}, ics_designated", "note", None, "New"),
        ("changed", f"{A2}, ics_designated", "note", "As sent", None),
    ]


def test_lists_numbers_and_truths_are_written_as_in_the_csv(world):
    found = checked(
        world,
        programmes=[{"services_integrated": "GP;mental health"}],
        programme_areas=[{"programme_id": "example-1", "area_code": A1, "is_main": "TRUE"}],
        indicator_values=[{"indicator_id": "example_1", "area_code": A1, "period": "2020-04-01", "value": "13.0"}],
    )
    assert cells(world, found) == [
        ("changed", f"example_1, {A1}, 2020-04-01", "value", "12.5", "13"),
        ("changed", "example-1", "services_integrated", "GP;social care", "GP;mental health"),
        ("added", f"example-1, {A1}", "is_main", None, "true"),
    ]


def test_number_that_is_only_written_differently_is_not_a_difference(world):
    row = {"indicator_id": "example_1", "area_code": A1, "period": "2020-04-01", "value": "+1.25e1"}
    assert cells(world, checked(world, indicator_values=[row])) == []


def test_added_and_removed_rows_are_told_by_their_filled_cells(world):
    row = {"area_code": A1, "milestone_id": "shadow_ics", "date": "2019-05-06"}
    found = checked(world, REPLACE, area_milestones=[row])
    filled = ["date", "date_precision", "extent", "source_title", "source_url"]
    told = [(kind, key, column) for kind, key, column, _, _ in cells(world, found)]
    assert told == [
        *(("removed", f"{A1}, ics_designated", column) for column in filled),
        *(("added", f"{A1}, shadow_ics", column) for column in filled),
        *(("removed", f"{A2}, ics_designated", column) for column in [*filled, "note"]),
    ]
    assert cells(world, found)[0] == ("removed", f"{A1}, ics_designated", "date", "2020-12-01", None)
    assert cells(world, found)[5] == ("added", f"{A1}, shadow_ics", "date", None, "2019-05-06")


@pytest.mark.parametrize("most", [0, 1, 4, 5, 6, 15, 16, 17, 100])
def test_no_more_cells_are_told_than_asked_for_and_all_are_counted(world, most):
    found = checked(
        world, REPLACE, area_milestones=[{"area_code": A1, "milestone_id": "shadow_ics", "date": "2019-05-06"}]
    )
    assert cells(world, found, most) == cells(world, found)[:most]
    assert len(cells(world, found)) == sum(change.cells for change in count_rows(found, world)) == 16


def test_differences_of_several_tables_come_in_the_order_of_the_package(world):
    found = checked(world, points_of_light=[{"area_code": A1}], areas=[{"area_code": A1, "population": 2000}])
    assert [d.table for d in cell_diffs(world, found, 3)] == ["areas", *["points_of_light"] * 2]


# Rows


def test_rows_are_counted_by_what_happens_to_them(world):
    rows = [
        {"area_code": A2, "date": "2021-04-11"},
        {"area_code": A1, "milestone_id": "shadow_ics", "date": "2019-05-06"},
    ]
    assert count_rows(checked(world, area_milestones=rows), world) == [TableDiff("area_milestones", 1, 1, 0, 1)]
    (change,) = count_rows(checked(world, REPLACE, area_milestones=rows), world)
    assert (change.added, change.changed, change.removed, change.unchanged) == (1, 1, 1, 0)
    assert change.cells == 5 + 2 + 5  # added: five filled cells; changed: date and note; removed: five filled cells


def test_same_rows_are_nothing(world):
    found = checked(world, areas=[{"area_code": A1}, {"area_code": A2}])
    assert count_rows(found, world) == [TableDiff("areas", 0, 0, 0, 2)]
    assert count_rows(found, world)[0].is_empty
    assert cell_diffs(world, found, 10) == []


def test_everything_is_added_where_nothing_was_published(tmp_path):
    files = [real_file(t) if t.name == "milestones" else table_file(t.name, []) for t in ALL]
    store = Store(tmp_path / "new")
    found = check_files(files, store, None)
    (change,) = [c for c in count_rows(found, store) if not c.is_empty]
    assert (change.table, change.added, change.changed, change.removed, change.unchanged) == ("milestones", 7, 0, 0, 0)
    assert {d.kind for d in cell_diffs(store, found, 1000)} == {"added"}
    assert len(cell_diffs(store, found, 1000)) == change.cells


# Any two states


def test_any_two_versions_are_compared_and_a_way_back_is_the_way_there_turned_round(world):
    publish(
        checked(world, areas=[{"area_code": A3, "ods_code": "Q03", "tile_row": 9}]),
        world,
        "One more",
        accept_warnings=True,
    )
    con = world.attach_versions(older=1, newer=2)
    there = first_cells(Snapshots(con, "older", "newer"), ALL, 100)
    assert {(d.table, d.kind, d.key) for d in there} == {("areas", "added", A3)}
    back = first_cells(Snapshots(con, "newer", "older"), ALL, 100)
    assert [(d.column, d.new, d.old, d.kind) for d in back] == [(d.column, d.old, d.new, "removed") for d in there]
    assert cell_diffs(world, prepare(world, 1, 2)) == back


def test_the_rules_of_each_state_read_its_own_rows(world):
    found = checked(world, area_milestones=[{"area_code": A2, "date": "2021-04-11"}])
    asked = {"as_at": date(2021, 4, 1), "regions": []}
    with snapshots_of(found, world) as states:
        counts = [states.rows(s, "coverage_by_region", **asked).designated_areas.sum() for s in (BEFORE, AFTER)]
    assert counts == [2, 1]


def test_tables_that_no_file_touches_are_not_compared(world):
    found = checked(world, areas=[{"area_code": A1, "population": 2000}])
    with snapshots_of(found, world) as states:
        states.connection.execute(
            "create or replace view candidate.area_milestones as from published.area_milestones limit 0"
        )
        assert [c.removed for c in table_diffs(states, [tables()["area_milestones"]])] == [0]


def test_differences_are_what_the_csv_files_of_two_versions_say(store):
    """All cells of a real table, compared without the database: read from the CSVs of the two versions."""
    row = dict(
        zip(tables()["areas"].columns, rows_of(store, "from areas where area_code = 'E54000013'")[0], strict=True)
    )
    row |= {
        "population": 1,
        "short_name": "New",
        "predecessor_stps": "Old",
        "source_title": "T",
        "source_url": "https://x.org",
    }
    publish(check_files([table_file("areas", [row])], store, 1), store, "A trial", accept_warnings=True)
    old, new = (by_key(table_csv(store, version, tables()["areas"])) for version in (1, 2))
    expected = [
        ("changed", code, column, old[code][column] or None, new[code][column] or None)
        for code in sorted(new)
        for column in tables()["areas"].columns
        if old[code][column] != new[code][column]
    ]
    states = Snapshots(store.attach_versions(before=1, after=2), "before", "after")
    told = [(d.kind, d.key, d.column, d.old, d.new) for d in first_cells(states, ALL, 1000)]
    assert len(told) == 5
    assert told == expected


def by_key(content: bytes) -> dict[str, dict[str, str]]:
    return {row["area_code"]: row for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig")))}
