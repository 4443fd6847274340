"""Edits of a few rows: from what is typed to what the checks say, and onto a newer version."""

import re

import pytest

from ics.checks.check import check
from ics.datapackage import tables
from ics.editing.check_edits import check_edits
from ics.editing.edits import (
    EditedCell,
    Edits,
    add,
    changed_row,
    discard_edit,
    remove,
    replace_added,
    set_cells,
)
from ics.editing.grid import GridRow, from_grid
from ics.editing.rebase import Conflict, rebase
from ics.readers.read import read_file
from ics.store.rows import code_names, find_rows, key_of, label, name_of_row, rows_by_key
from ics.versions.compare import count_rows
from ics.versions.diff import TableDiff
from tests.support.bad_files import with_rule
from tests.support.worlds import publish, table_file
from tests.support.worlds import rows_of as rows_by_sql

A1, A2, A3 = "E54999001", "E54999002", "E54999003"
MILESTONES = tables()["area_milestones"]
POINTS = tables()["points_of_light"]
DESIGNATED = (A1, "ics_designated")


@pytest.fixture
def world(little):
    """Three areas; the first two are designated; one point of light in the first."""
    return little(
        areas=[{"area_name": "Exampleshire"}, {"area_name": "Samplewich"}, {"area_name": "Testbury"}],
        area_milestones=[
            {"area_code": A1, "date": "2021-04-01", "note": "One; with  two spaces"},
            {"area_code": A2, "date": "2020-05-01", "date_precision": "month"},
        ],
        points_of_light=[{"area_code": A1, "place": "Exampleton"}],
    )


def row(store, key=DESIGNATED, table=MILESTONES, version=1):
    return rows_by_key(store, version, table, [key])[key]


def milestone(**cells):
    given = {"date": "2021-04-01", "date_precision": "day", "extent": "whole", "source_title": "Example source"}
    empty = dict.fromkeys(MILESTONES.columns)
    return empty | given | {"milestone_id": "ics_designated", "source_url": "https://example.org"} | cells


def checked(store, version=1, **edits):
    published = {name: rows_by_key(store, version, tables()[name], e.keys(tables()[name])) for name, e in edits.items()}
    names = {name: code_names(store, version, tables()[name]) for name in edits}
    return check_edits(edits, published, names, store, version)


def problems(found):
    return [with_rule(problem) for problem in found.problems]


# Finding rows


@pytest.mark.parametrize(
    ("text", "areas"),
    [
        ("", [A1, A2]),
        ("exampleshire", [A1]),  # the name behind the code
        ("ICS 1 designated", [A1, A2]),  # every word, wherever it is
        ("samplewich 2020-05", [A2]),
        ("samplewich 2021", []),
        ("100%", []),  # no sign means any text
        ("'; drop table areas", []),
    ],
)
def test_rows_are_found_by_cells_and_by_the_names_behind_codes(world, text, areas):
    found = find_rows(world, 1, MILESTONES, text)
    assert [key for key, _ in found.rows] == areas
    assert found.total == len(areas)


def test_a_row_is_read_as_its_csv_has_it(world):
    assert row(world) == milestone(
        area_code=A1, note="One; with  two spaces", source_url="https://example.org/milestones"
    )


@pytest.mark.parametrize(
    ("table", "cells", "name"),
    [
        ("areas", {"area_code": "E54999001", "area_name": "Exampleshire"}, "Exampleshire"),
        (
            "indicator_values",
            {"indicator_id": "a", "area_code": "b", "period": "2020-04-01"},
            "Teams, Bucks, 2020-04-01",
        ),
        ("indicator_values", {"indicator_id": "a", "area_code": "?", "period": None}, "Teams, ?, …"),
        (
            "area_changes",
            {"from_code": "a", "to_code": "b", "to_date": "2021-04-01", "from_name": "North", "to_name": "South"},
            "North, South, 2021-04-01",
        ),
        ("points_of_light", {"point_id": "example-1", "place": None}, "example-1"),
    ],
)
def test_a_row_is_called_by_names_and_by_a_date_of_its_key(table, cells, name):
    names = {"indicator_id": {"a": "Teams"}, "area_code": {"b": "Bucks"}}
    known = {column: names[column] for column in names if column in {k.column for k in tables()[table].foreign_keys}}
    assert name_of_row(tables()[table], cells, known) == name


def test_the_first_rows_are_given_and_all_are_counted(store):
    found = find_rows(store, 1, tables()["indicator_values"], "", most=200)
    assert (len(found.rows), found.total) == (200, 1833)


@pytest.mark.parametrize("table", tables().values(), ids=lambda table: table.name)
def test_every_row_of_every_table_is_found_by_its_key_as_its_csv_writes_it(store, table):
    found = find_rows(store, 1, table, "", most=10_000)
    assert len(found.rows) == found.total > 0
    assert rows_by_key(store, 1, table, found.rows) == found.rows
    names = code_names(store, 1, table)
    assert all(label(table, row, names) for row in found.rows.values())


def test_a_row_is_called_by_the_names_of_its_codes_and_its_key(world):
    names = code_names(world, 1, MILESTONES)
    assert label(MILESTONES, row(world), names) == "Exampleshire, ICS designated (E54999001, ics_designated)"
    assert label(MILESTONES, milestone(area_code=None), names) == "…, ICS designated (…, ics_designated)"


# Edits


def test_a_cell_that_says_what_is_published_is_not_an_edit(world):
    assert set_cells(Edits(), DESIGNATED, row(world), row(world)).is_empty
    same = row(world) | {"note": " One; with two spaces ", "part_systems": "  "}
    assert set_cells(Edits(), DESIGNATED, row(world), same).is_empty


def test_line_breaks_that_were_typed_are_kept(world):
    edits = set_cells(Edits(), DESIGNATED, row(world), {"note": " One; with\r\ntwo  spaces \n\n"})
    assert edits.changed == {DESIGNATED: {"note": EditedCell("One; with  two spaces", "One; with\ntwo spaces")}}


def test_a_plain_space_takes_the_place_of_a_no_break_space(world):
    published = row(world) | {"note": "Black\u00a0Country"}
    edits = set_cells(Edits(), DESIGNATED, published, {"note": "Black Country"})
    assert edits.changed == {DESIGNATED: {"note": EditedCell("Black\u00a0Country", "Black Country")}}


def test_an_edit_that_is_taken_back_is_none(world):
    edits = set_cells(Edits(), DESIGNATED, row(world), {"date": "2020-04-01"})
    assert edits.changed == {DESIGNATED: {"date": EditedCell("2021-04-01", "2020-04-01")}}
    assert set_cells(edits, DESIGNATED, row(world), row(world)).is_empty
    assert discard_edit(remove(edits, DESIGNATED, row(world)), DESIGNATED).is_empty


def test_an_added_row_with_nothing_in_it_is_none():
    assert add(Edits(), dict.fromkeys(MILESTONES.columns, " ")).is_empty


def test_changed_added_and_removed_rows_make_the_candidate(world):
    edits = set_cells(Edits(), DESIGNATED, row(world), {"date": "2020-04-01", "note": ""})
    edits = add(edits, milestone(area_code=A3, date="2021-04-01"))
    edits = remove(edits, (A2, "ics_designated"), row(world, (A2, "ics_designated")))
    found = checked(world, area_milestones=edits)
    assert problems(found) == []
    assert count_rows(found, world) == [TableDiff("area_milestones", added=1, changed=1, removed=1, unchanged=0)]
    assert publish(found, world, "Edited") == 2
    cells = "select area_code, date::varchar, note from area_milestones order by 1"
    assert rows_by_sql(world, cells) == [(A1, "2020-04-01", None), (A3, "2021-04-01", None)]
    assert rows_by_sql(world, "select file_name, table_name, row_count from published_files where version = 2") == [
        ("area_milestones (edited here).csv", "area_milestones", 2)
    ]


def test_a_removal_alone_is_published_and_counted(world):
    found = checked(world, points_of_light=remove(Edits(), ("example-1",), row(world, ("example-1",), POINTS)))
    assert publish(found, world, "One less") == 2
    assert rows_by_sql(world, "select count(*) from points_of_light") == [(0,)]
    assert rows_by_sql(world, "select rows_removed from published_versions where version = 2") == [(1,)]


def test_a_wrong_cell_is_told_with_the_row_it_is_in(world):
    found = checked(world, area_milestones=set_cells(Edits(), DESIGNATED, row(world), {"date": "1 April"}))
    (problem,) = found.problems
    assert problem.message == '"1 April" is not a date.'
    assert found.label_of(problem) == "Exampleshire, ICS designated (E54999001, ics_designated)"


def test_a_removed_row_that_others_refer_to_is_told(world):
    areas = tables()["areas"]
    edits = remove(Edits(), (A1,), row(world, (A1,), areas))
    told = [p for p in problems(checked(world, areas=edits)) if "[reference]" in p]
    assert told == [
        f'areas (edited here).csv area_code: You are deleting "{A1}", but rows in {table} still use it. '
        "[reference] Keep its row, or delete those rows too."
        for table in ("area_milestones", "points_of_light")
    ]


def test_tables_are_checked_together(world):
    edits = {
        "areas": remove(Edits(), (A1,), row(world, (A1,), tables()["areas"])),
        "area_milestones": remove(Edits(), DESIGNATED, row(world)),
        "points_of_light": remove(Edits(), ("example-1",), row(world, ("example-1",), POINTS)),
    }
    assert problems(checked(world, **edits)) == []


def test_a_row_added_under_a_key_that_is_there_does_not_overwrite_it(world):
    found = checked(world, area_milestones=add(Edits(), milestone(area_code=A2)))
    assert problems(found) == [
        f'area_milestones (edited here).csv area_code: You are adding a row for "Samplewich, ICS designated ({A2}, '
        'ics_designated)", but there is one already. [unique] Change that row, or correct the new one.'
    ]


def test_a_key_that_was_set_free_can_be_given_again(world):
    edits = remove(Edits(), (A2, "ics_designated"), row(world, (A2, "ics_designated")))
    found = checked(world, area_milestones=add(edits, milestone(area_code=A2, date="2020-06-01")))
    assert problems(found) == []
    assert count_rows(found, world) == [TableDiff("area_milestones", added=0, changed=1, removed=0, unchanged=1)]


def test_an_added_row_without_its_key_is_told(world):
    found = checked(world, area_milestones=add(Edits(), milestone(area_code=None)))
    assert [(p.rule, p.column) for p in found.problems] == [("required", "area_code")]


def test_an_added_row_that_a_file_would_take_for_a_comment_is_refused(world):
    edits = add(add(Edits(), milestone(area_code="#2")), milestone(area_code=A3))
    found = checked(world, area_milestones=edits)
    assert problems(found) == [
        'area_milestones (edited here).csv:1 area_code: "#2" is not in the right format. [pattern] Enter it '
        "like E54999001."
    ]
    assert found.label_of(found.problems[0]) == label(MILESTONES, edits.added[0], code_names(world, 1, MILESTONES))


def test_no_row_of_any_table_can_begin_like_a_comment():
    """So that a row which was typed here comes back when its table is downloaded and sent back as a file."""
    for table in tables().values():
        first = table.fields[0]
        pattern, is_code = first.constraints.get("pattern"), first.name in {key.column for key in table.foreign_keys}
        assert is_code or not re.fullmatch(pattern, "#2"), table.name


def test_cells_that_need_quotes_in_a_csv_arrive_letter_for_letter(world):
    text = 'He said "no", twice; and then = nothing'
    found = checked(world, area_milestones=set_cells(Edits(), DESIGNATED, row(world), {"note": text}))
    publish(found, world, "Quotes")
    assert row(world, version=2)["note"] == text


def test_removed_keys_leave_the_rows_of_the_file_alone(world):
    file = table_file("points_of_light", [{"area_code": A2, "place": "Sampleford"}])
    found = check(read_file(file), world, 1, removed={"points_of_light": [("example-1",)]})
    assert count_rows(found, world) == [TableDiff("points_of_light", added=0, changed=1, removed=0, unchanged=0)]


# Onto a newer version


def test_edits_stay_where_others_changed_other_cells(world):
    edits = set_cells(Edits(), DESIGNATED, row(world), {"date": "2020-04-01"})
    moved, conflicts = rebase(edits, MILESTONES, {DESIGNATED: row(world) | {"note": "Theirs"}})
    assert (moved, conflicts) == (edits, [])
    assert changed_row(moved, DESIGNATED, row(world) | {"note": "Theirs"})["note"] == "Theirs"


def test_a_cell_that_others_changed_as_well_is_named_and_the_edit_stays(world):
    edits = set_cells(Edits(), DESIGNATED, row(world), {"date": "2020-04-01"})
    moved, conflicts = rebase(edits, MILESTONES, {DESIGNATED: row(world) | {"date": "2019-06-01"}})
    assert moved.changed == {DESIGNATED: {"date": EditedCell("2019-06-01", "2020-04-01")}}
    assert conflicts == [
        Conflict("cell", "area_milestones", DESIGNATED, "date", "2021-04-01", "2019-06-01", "2020-04-01")
    ]


def test_an_edit_that_others_published_already_is_done(world):
    edits = set_cells(Edits(), DESIGNATED, row(world), {"date": "2020-04-01"})
    assert rebase(edits, MILESTONES, {DESIGNATED: row(world) | {"date": "2020-04-01"}}) == (Edits(), [])


def test_edits_of_a_row_that_is_gone_are_named(world):
    edits = set_cells(Edits(), DESIGNATED, row(world), {"date": "2020-04-01"})
    gone = Conflict("gone", "area_milestones", DESIGNATED, "date", "2021-04-01", None, "2020-04-01")
    assert rebase(edits, MILESTONES, {}) == (Edits(), [gone])


def test_a_removal_stays_and_is_done_where_the_row_is_gone(world):
    edits = remove(Edits(), DESIGNATED, row(world))
    assert rebase(edits, MILESTONES, {}) == (Edits(), [])
    theirs = row(world) | {"date": "2019-06-01"}
    moved, conflicts = rebase(edits, MILESTONES, {DESIGNATED: theirs})
    assert moved.removed == {DESIGNATED: theirs}
    assert conflicts == [Conflict("changed", "area_milestones", DESIGNATED, "date", "2021-04-01", "2019-06-01")]


def test_a_row_that_others_added_under_the_same_key_becomes_a_change(world):
    mine, theirs = milestone(area_code=A3, date="2020-04-01"), milestone(area_code=A3, date="2020-06-01")
    key = key_of(MILESTONES, mine)
    moved, conflicts = rebase(add(Edits(), mine), MILESTONES, {key: theirs})
    assert moved == Edits(changed={key: {"date": EditedCell("2020-06-01", "2020-04-01")}})
    assert conflicts == [Conflict("added", "area_milestones", key, "date", None, "2020-06-01", "2020-04-01")]


def test_a_row_that_takes_the_place_of_a_removed_one_stays_when_others_publish(world):
    mine = row(world) | {"note": "Better"}
    edits = add(remove(Edits(), DESIGNATED, row(world)), mine)
    assert rebase(edits, MILESTONES, {DESIGNATED: row(world)}) == (edits, [])
    theirs = row(world) | {"date": "2019-06-01"}
    moved, conflicts = rebase(edits, MILESTONES, {DESIGNATED: theirs})
    assert (moved.removed, moved.added) == ({DESIGNATED: theirs}, (mine,))
    assert conflicts == [Conflict("changed", "area_milestones", DESIGNATED, "date", "2021-04-01", "2019-06-01")]
    assert rebase(edits, MILESTONES, {}) == (Edits(added=(mine,)), [])


# From a grid


def grid(edits=None, *shown, edited=None, added=(), deleted=()):
    state = {"edited_rows": edited or {}, "added_rows": list(added), "deleted_rows": list(deleted)}
    return from_grid(edits or Edits(), MILESTONES, list(shown), state)


def shown(world, key=DESIGNATED):
    return GridRow(row(world, key), key, row(world, key))


def test_a_cell_of_a_grid_is_an_edit_of_its_row(world):
    assert grid(None, shown(world), edited={0: {"date": "2020-04-01"}}).changed == {
        DESIGNATED: {"date": EditedCell("2021-04-01", "2020-04-01")}
    }


def test_a_cell_of_a_grid_that_is_typed_back_is_none(world):
    edits = set_cells(Edits(), DESIGNATED, row(world), {"date": "2020-04-01"})
    there = GridRow(changed_row(edits, DESIGNATED, row(world)), DESIGNATED, row(world))
    assert grid(edits, there, edited={0: {"date": "2021-04-01"}}).is_empty


def test_a_key_that_is_typed_over_is_a_new_row_and_the_old_one_goes(world):
    edits = grid(None, shown(world), edited={0: {"area_code": A3}})
    assert (list(edits.removed), edits.added) == (
        [DESIGNATED],
        (row(world) | {"area_code": A3, "note": "One; with two spaces"},),
    )


def test_blanks_around_a_key_make_no_other_key(world):
    edits = grid(None, shown(world), edited={0: {"area_code": f"{A1} ", "date": "2020-04-01"}})
    assert edits == Edits(changed={DESIGNATED: {"date": EditedCell("2021-04-01", "2020-04-01")}})


def test_an_added_row_whose_cells_are_all_cleared_is_none(world):
    first = add(add(Edits(), milestone(area_code=A3, note="First")), milestone(area_code=A3, note="Second"))
    rows = [GridRow(cells, number=n) for n, cells in enumerate(first.added)]
    edits = grid(first, *rows, edited={0: dict.fromkeys(MILESTONES.columns, " "), 1: {"note": "Corrected"}})
    assert [added["note"] for added in edits.added] == ["Corrected"]
    assert replace_added(first, 0, dict.fromkeys(MILESTONES.columns)).added == first.added[1:]
    assert checked(world, area_milestones=edits).tables[0].labels


def test_rows_added_and_deleted_in_a_grid(world):
    other = (A2, "ics_designated")
    first = add(add(Edits(), milestone(area_code=A3, note="First")), milestone(area_code=A3, note="Second"))
    rows = [shown(world), shown(world, other), *(GridRow(cells, number=n) for n, cells in enumerate(first.added))]
    edits = grid(
        first, *rows, edited={3: {"note": "Corrected"}, 1: {"note": "x"}}, added=[{}, {"area_code": A1}], deleted=[1, 2]
    )
    assert list(edits.removed) == [other]
    assert [(added["area_code"], added["note"]) for added in edits.added] == [(A3, "Corrected"), (A1, None)]
    assert edits.changed == {}
