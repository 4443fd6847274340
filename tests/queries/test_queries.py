"""The query files: their headers, hand-worked little worlds, and the real data."""

import re
from datetime import date
from itertools import takewhile
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ics.checks.check import REPLACE, check_files
from ics.datapackage import tables
from ics.readers.upload import SourceFile
from ics.settings import QUERIES
from ics.store import query_files
from ics.store.ask import run_query
from ics.store.parameters import PARAMETERS
from ics.store.store import Store
from ics.versions import build
from tests.support.worlds import REGIONS, little_world, rows_of, table_file
from tests.support.worlds import publish as publish_files

ALL = sorted(QUERIES.glob("*/*.sql"))
OF_PAGES = sorted((p for p in ALL if p.parent.name not in ("checks", "changes", "schema")), key=lambda p: p.stem)
CHECKS = sorted((QUERIES / "checks").glob("*.sql"))
SCHEMA = sorted((QUERIES / "schema").glob("*.sql"))
ARGUMENTS = {
    "as_at": date(2020, 12, 31),
    "early_days": 180,
    "regions": [],
    "from_date": date(2016, 1, 1),
}
A1, A2, A3, A4, A5, A6, A7, A8, A9 = (f"E5499900{n}" for n in range(1, 10))


def by_stem(path: Path) -> str:
    return path.stem


def comments(path: Path) -> list[str]:
    """The lines of the header: those before the statement."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return list(takewhile(lambda line: line.startswith("--"), lines))


def statement(path: Path) -> str:
    return "\n".join(x for x in path.read_text(encoding="utf-8").splitlines() if not x.startswith("--"))


def day(text: str) -> date:
    return date.fromisoformat(text)


def ask(store: Store, name: str, as_at: str = "2021-04-01", version: int = 1, **parameters: object):
    """The rows of a query with the parameters it takes; all regions and 180 days unless told."""
    given_ = ARGUMENTS | {"as_at": day(as_at)} | parameters
    values = {p: given_[p] if p in given_ else usual(p, store, version) for p in query_files.load(name).parameters}
    return run_query(name, store, version, **values)


def usual(parameter: str, store: Store, version: int) -> object:
    """The default of a parameter, or the first of its values where it has none."""

    def rows(query: str):
        return run_query(query, store, version)

    default = [] if PARAMETERS[parameter].kind == "list" else PARAMETERS[parameter].default_in(rows)
    return PARAMETERS[parameter].values_in(rows)[0] if default is None else default


def column(store: Store, name: str, wanted: str, as_at: str = "2021-04-01", **parameters: object) -> list:
    return ask(store, name, as_at, **parameters)[wanted].tolist()


def designated(*rows: tuple[str, str, str]) -> list[dict]:
    return [{"area_code": code, "date": on, "date_precision": length} for code, on, length in rows]


# Headers


@pytest.mark.parametrize("path", OF_PAGES, ids=by_stem)
def test_header_asks_a_question_and_names_rows_parameters_and_columns_in_order(path):
    answers, grain, *rest = comments(path)
    assert re.fullmatch(r"-- [A-Z].*\?", answers)
    assert re.fullmatch(r"-- One row\b.*\.", grain)
    parameters, columns = " ".join(rest).split("-- Columns:")
    assert re.fullmatch(r"-- Parameters:( none|( --   \w+: .+)+) ", parameters)
    assert re.fullmatch(r"( --   \w+: .+)+", columns)


@pytest.mark.parametrize("path", OF_PAGES, ids=by_stem)
def test_header_has_a_line_for_each_parameter_and_each_column(path):
    query, entries = query_files.load(path.stem), [x for x in comments(path) if x.startswith("--   ")]
    assert [x.removeprefix("--   ").partition(": ")[0] for x in entries] == [*query.parameters, *query.columns]


def test_names_of_queries_are_unique_across_folders():
    names = [path.stem for path in ALL]
    assert len(names) == len(set(names))
    assert not list(QUERIES.glob("*.sql"))


def test_data_links_are_the_queries_of_the_pages():
    assert query_files.names() == [path.stem for path in OF_PAGES]


@pytest.mark.parametrize("path", [p for p in ALL if p.parent.name != "schema"], ids=by_stem)
def test_region_filter_and_intervals_are_written_once(path):
    sql = statement(path)
    assert "unnest($regions" not in sql
    assert "len($regions" not in sql
    assert not re.search(r"interval [13] (month|year)|date_trunc\('(month|quarter|year)'", sql)


@pytest.mark.parametrize("path", ALL, ids=by_stem)
def test_lines_of_a_query_can_be_read_in_a_diff(path):
    assert max(map(len, path.read_text(encoding="utf-8").splitlines())) <= 120


@pytest.mark.parametrize("path", OF_PAGES, ids=by_stem)
def test_header_names_the_parameters_of_the_statement(path):
    (parsed,) = duckdb.extract_statements(path.read_text(encoding="utf-8"))
    assert set(query_files.load(path.stem).parameters) == set(parsed.named_parameters)


@pytest.mark.parametrize("path", OF_PAGES, ids=by_stem)
def test_header_says_what_every_parameter_and_column_means(path):
    query = query_files.load(path.stem)
    assert all((query.parameters | query.columns).values())


@pytest.mark.parametrize("path", OF_PAGES, ids=by_stem)
def test_header_without_parameters_says_none(path):
    (parsed,) = duckdb.extract_statements(path.read_text(encoding="utf-8"))
    assert ("-- Parameters: none" in comments(path)) == (not parsed.named_parameters)


@pytest.mark.parametrize("path", OF_PAGES, ids=by_stem)
def test_header_names_the_columns_of_the_result_in_order(path, built):
    assert list(query_files.load(path.stem).columns) == list(ask(Store(built), path.stem).columns)


@pytest.mark.parametrize("path", OF_PAGES + CHECKS, ids=by_stem)
def test_query_ends_with_an_explicit_order(path):
    assert re.search(r"^order by( |\n    )\S[^;]+;\s*\Z", statement(path), re.MULTILINE)


def last_step(path: Path) -> str:
    """What follows the named steps: the SELECT that gives the columns of the header."""
    return re.search(r"^select\b.*", statement(path), re.DOTALL | re.MULTILINE)[0]


STAR = r"\bselect\s+(distinct\s+)?\*|\w\.\*|,\s*\*|\bcolumns\s*\("


@pytest.mark.parametrize("path", OF_PAGES, ids=by_stem)
def test_query_names_the_columns_it_gives(path):
    assert not re.search(STAR, last_step(path))


@pytest.mark.parametrize("path", CHECKS, ids=by_stem)
def test_check_selects_no_star(path):
    assert not re.search(STAR, statement(path))


ABOUT_MISSING_ROWS = {"milestones_the_pages_need"}


@pytest.mark.parametrize("path", CHECKS, ids=by_stem)
def test_header_of_a_check_says_what_is_wrong_where_and_how_to_fix_it(path):
    what, grain, table, fix, *severity = comments(path)
    name = table.removeprefix("-- Table: ")
    assert re.fullmatch(r"-- [A-Za-z_]+ .*\.", what)
    assert (
        grain
        == f"-- One row per {'missing milestone' if path.stem in ABOUT_MISSING_ROWS else 'failing row'} of {name}."
    )
    assert name in tables()
    assert re.fullmatch(r"-- Fix: .*\.", fix)
    assert severity in ([], ["-- Severity: warning"])


@pytest.mark.parametrize("path", CHECKS, ids=by_stem)
def test_check_names_a_column_of_its_table_and_looks_at_new_rows_only(path):
    query = query_files.load(path.stem)
    (named,) = re.findall(r"'(\w+)' as column_name", query.sql)
    assert named in tables()[query.table].columns
    assert ("line is not null" in query.sql) is (path.stem not in ABOUT_MISSING_ROWS)


@pytest.mark.parametrize("path", SCHEMA, ids=by_stem)
def test_script_of_shared_rules_begins_with_a_sentence(path):
    assert re.match(r"-- [A-Z][^\n]+\.", path.read_text(encoding="utf-8"))


def test_unknown_query_lists_the_queries_there_are():
    with pytest.raises(LookupError) as unknown:
        query_files.load("nothing")
    assert str(unknown.value) == f"There is no query nothing. You can use: {', '.join(by_stem(p) for p in OF_PAGES)}."


# Furthest stage


@pytest.fixture
def path_of_one_area(little):
    return little(
        areas=[{"area_code": A1}],
        area_milestones=[
            {"area_code": A1, "milestone_id": "stp_footprint", "date": "2016-03-15"},
            {"area_code": A1, "milestone_id": "stp_plan_published", "date": "2016-11-01", "date_precision": "month"},
            {"area_code": A1, "milestone_id": "ics_designated", "date": "2019-04-01"},
            {"area_code": A1, "milestone_id": "shadow_ics", "date": "2020-01-01"},
            {"area_code": A1, "milestone_id": "chair_designate", "date": "2021-07-01"},
            {"area_code": A1, "milestone_id": "icb_statutory", "date": "2022-07-01"},
        ],
    )


@pytest.mark.parametrize(
    ("as_at", "stage", "sequence"),
    [
        ("2016-03-14", "None yet", 0),  # the day before the first milestone
        ("2016-03-15", "Footprint", 1),  # on the day
        ("2016-11-29", "Footprint", 1),  # "November 2016" counts by its end: not yet
        ("2016-11-30", "Plan published", 2),  # the end of the month
        ("2019-03-31", "Plan published", 2),
        ("2019-04-01", "ICS designated", 4),  # stage 3 is skipped
        ("2020-01-01", "ICS designated", 4),  # an earlier stage reached later does not lead back
        ("2021-07-01", "ICS designated", 4),  # the appointment of a person is not a stage
        ("2022-07-01", "Statutory board (ICB)", 7),
    ],
)
def test_furthest_stage_at_a_date(path_of_one_area, as_at, stage, sequence):
    (row,) = ask(path_of_one_area, "areas_with_stage", as_at).itertuples()
    assert (row.stage, row.stage_sequence) == (stage, sequence)


def test_area_before_its_first_stage_has_no_extent(path_of_one_area):
    assert ask(path_of_one_area, "areas_with_stage", "2016-01-01")["stage_extent"].isna().all()


def test_furthest_stage_reached_in_a_part_says_so(little):
    store = little(
        areas=[{"area_code": A1}],
        area_milestones=[
            {"area_code": A1, "milestone_id": "shadow_ics", "date": "2018-05-01", "extent": "part", "part_systems": 2}
        ],
    )
    assert column(store, "areas_with_stage", "stage_extent") == ["part"]


def test_regions_by_furthest_stage_counts_areas_people_and_names(little):
    store = little(
        areas=[
            {"area_code": A1, "area_name": "Exampleshire", "region": "London", "population": 10},
            {"area_code": A2, "area_name": "Sampleford", "region": "London", "population": 20},
            {"area_code": A3, "area_name": "Anywhere", "region": "London", "population": 40},
            {"area_code": A4, "area_name": "Testbury", "region": "Midlands", "population": 80},
        ],
        area_milestones=[
            *designated((A1, "2020-01-01", "day")),
            *designated((A2, "2021-01-01", "year")),  # ends after the date: none yet
            *designated((A3, "2019-01-01", "year")),
        ],
    )
    rows = ask(store, "regions_by_furthest_stage", "2020-12-31").values.tolist()
    assert rows == [
        ["London", "None yet", 0, 1, 3, 20, "Sampleford"],
        ["London", "ICS designated", 4, 2, 3, 50, "Anywhere; Exampleshire"],  # 10 + 40 people
        ["Midlands", "Not recorded", -1, 1, 1, 80, "Testbury"],  # no row at all
    ]


# Designation: reached, on time, late, overdue


DESIGNATIONS = designated(
    (A1, "2021-04-01", "day"),
    (A2, "2021-04-02", "day"),
    (A3, "2021-01-01", "year"),
    (A4, "2021-01-01", "quarter"),
    (A6, "2021-04-01", "month"),
    (A7, "2021-05-01", "month"),
    (A8, "2022-03-01", "day"),
)
FOOTPRINT = {"area_code": A5, "milestone_id": "stp_footprint", "date": "2016-03-15"}


@pytest.fixture
def around_the_target(little):
    areas = [{"area_code": a} for a in (A1, A2, A3, A4, A5, A6, A7, A8, A9)]
    return little(areas=areas, area_milestones=[*DESIGNATIONS, FOOTPRINT])


@pytest.mark.parametrize(
    ("area", "state", "timing", "days"),
    [
        (A1, "reached", "on time", 0),  # on the target date itself
        (A2, "reached", "late", -1),  # one day after
        (A3, "reached", "unclear", -274),  # somewhere in 2021: the target falls inside; counted by 31 December
        (A4, "reached", "on time", 1),  # January to March 2021: all of it before the target
        (A5, "overdue", None, None),  # no row of designation, complete coverage, target passed
        (A9, "not recorded", None, None),  # no row at all
        (A6, "reached", "unclear", -29),  # April 2021 begins on the target date
        (A7, "reached", "late", -60),  # May 2021: all of it after the target
        (A8, "overdue", None, None),  # designated only after the as-at date
    ],
)
def test_designation_state_timing_and_days_before_target(around_the_target, area, state, timing, days):
    rows = ask(around_the_target, "areas_with_stage", "2021-12-31").set_index("area_code")
    row = rows.astype(object).where(rows.notna(), None).loc[area]
    assert (row.designation_state, row.designation_timing, row.days_before_target) == (state, timing, days)


@pytest.mark.parametrize(
    ("as_at", "state"),
    [
        ("2021-03-31", "not reached"),
        ("2021-04-01", "not reached"),  # the target date itself has not passed
        ("2021-04-02", "not reached"),  # not overdue: the year began before the target, so it may have been in time
        ("2021-12-30", "not reached"),  # the year has not ended
        ("2021-12-31", "reached"),  # the end of the year
    ],
)
def test_year_precision_designation_counts_by_the_end_of_the_year(around_the_target, as_at, state):
    rows = ask(around_the_target, "areas_with_stage", as_at).set_index("area_code")
    assert rows.loc[A3, "designation_state"] == state


@pytest.mark.parametrize(("as_at", "reached"), [("2021-03-30", False), ("2021-03-31", True)])
def test_quarter_precision_designation_counts_by_the_end_of_the_quarter(around_the_target, as_at, reached):
    rows = ask(around_the_target, "areas_with_stage", as_at).set_index("area_code")
    assert (rows.loc[A4, "designation_state"] == "reached") is reached
    assert rows["designated_on"].notna().loc[A4] == reached


def test_designation_date_is_the_first_day_with_its_precision(around_the_target):
    rows = ask(around_the_target, "areas_with_stage", "2021-12-31").set_index("area_code")
    assert (rows.loc[A4, "designated_on"].date(), rows.loc[A4, "designated_precision"]) == (
        day("2021-01-01"),
        "quarter",
    )


def test_headline_counts_around_the_target(around_the_target):
    (row,) = ask(around_the_target, "headline_counts", "2021-12-31").itertuples()
    assert (row.areas, row.designated_areas) == (9, 6)
    assert row.overdue_areas == 2  # the areas 5 and 8
    assert row.unrecorded_areas == 1  # the area 9: it is not called overdue
    assert row.late_areas == 2  # the areas 2 and 7; unclear ones are not called late
    assert (row.population, row.designated_population) == (9000, 6000)
    assert (row.regions, row.full_regions) == (1, 0)
    assert row.target_date.date() == day("2021-04-01")


@pytest.mark.parametrize("as_at", ["2016-01-01", "2021-04-01", "2021-04-02", "2023-12-31"])
def test_area_without_any_row_is_not_recorded_at_whatever_date(around_the_target, as_at):
    (row,) = ask(around_the_target, "headline_counts", as_at).itertuples()
    assert row.unrecorded_areas == 1
    states = rows_of(
        around_the_target, f"select distinct state from milestone_status(date '{as_at}') where area_code = '{A9}'"
    )
    assert states == [("not recorded",)]


@pytest.mark.parametrize(
    ("as_at", "area", "stage", "sequence"),
    [
        ("2016-03-14", A5, "None yet", 0),  # the day before its only row
        ("2016-03-15", A5, "Footprint", 1),
        ("2016-03-14", A9, "Not recorded", -1),  # no row at all, before and after everything
        ("2023-12-31", A9, "Not recorded", -1),
    ],
)
def test_none_yet_is_an_area_with_rows_and_not_recorded_one_without(around_the_target, as_at, area, stage, sequence):
    row = ask(around_the_target, "areas_with_stage", as_at).set_index("area_code").loc[area]
    assert (row.stage, row.stage_sequence) == (stage, sequence)


def test_area_without_any_row_can_still_be_a_point_of_light(little):
    store = little(areas=[{}], points_of_light=[{"area_code": A1}])
    (row,) = ask(store, "areas_with_stage").itertuples()
    assert (row.stage, row.undated_namings, row.is_early) == ("Not recorded", 1, False)


def status(store: Store, area: str, milestone: str, as_at: str) -> tuple:
    sql = f"select state, timing from milestone_status(date '{as_at}') where area_code = '{area}'"
    (row,) = rows_of(store, f"{sql} and milestone_id = '{milestone}'")
    return row


@pytest.mark.parametrize(
    ("area", "milestone", "as_at", "expected"),
    [
        (A1, "shadow_ics", "2021-12-31", ("not recorded", None)),  # no row of it, partial coverage, no target
        (A1, "chair_designate", "2021-12-31", ("not recorded", None)),  # the same although its target has passed
        (A2, "shadow_ics", "2018-04-30", ("not reached", None)),  # a row, but of the next day
        (A2, "shadow_ics", "2018-05-01", ("reached", "no target")),
        (A2, "chair_designate", "2021-09-30", ("not reached", None)),  # a row of October, target 30 September
        (A2, "chair_designate", "2021-10-01", ("overdue", None)),
        (A2, "chair_designate", "2021-10-15", ("reached", "late")),
        (A1, "stp_footprint", "2021-12-31", ("not reached", None)),  # complete coverage, no target: never overdue
        (A1, "icb_statutory", "2022-07-01", ("not reached", None)),  # complete coverage, target 1 July 2022
        (A1, "icb_statutory", "2022-07-02", ("overdue", None)),
        (A3, "shadow_ics", "2021-12-31", ("not recorded", None)),  # no row at all, partial coverage
        (A3, "stp_footprint", "2021-12-31", ("not recorded", None)),  # no row at all, complete coverage, no target
        (A3, "ics_designated", "2021-03-31", ("not recorded", None)),  # the same before its target
        (A3, "icb_statutory", "2022-07-02", ("not recorded", None)),  # and after it: never overdue
    ],
)
def test_state_of_milestones_with_partial_coverage_and_without_target(little, area, milestone, as_at, expected):
    store = little(
        areas=[{"area_code": A1}, {"area_code": A2}, {"area_code": A3}],
        area_milestones=[
            {"area_code": A1, "milestone_id": "stp_plan_published", "date": "2016-11-01"},
            {"area_code": A2, "milestone_id": "shadow_ics", "date": "2018-05-01"},
            {"area_code": A2, "milestone_id": "chair_designate", "date": "2021-10-15"},
        ],
    )
    assert status(store, area, milestone, as_at) == expected


def test_every_area_has_one_state_for_every_milestone(little):
    store = little(areas=[{}, {}, {}])
    assert rows_of(store, "select count(*) from milestone_status(date '2020-01-01')") == [(3 * 7,)]


@pytest.mark.parametrize(
    ("starts", "length", "ends"),
    [
        ("2020-02-01", "month", "2020-02-29"),
        ("2021-02-01", "month", "2021-02-28"),
        ("2016-10-01", "quarter", "2016-12-31"),
        ("2020-01-01", "year", "2020-12-31"),
        ("2020-04-01", "year", "2021-03-31"),
        ("2020-02-29", "day", "2020-02-29"),
    ],
)
def test_interval_ends_on_its_last_day(built, starts, length, ends):
    assert rows_of(Store(built), f"select interval_end(date '{starts}', '{length}')") == [(day(ends),)]


# Systems in parts of areas


@pytest.fixture
def part_systems(little):
    return little(
        areas=[
            {"area_code": A1, "area_name": "Exampleshire", "region": "Midlands"},
            {"area_code": A2, "area_name": "Sampleford", "region": "Midlands"},
            {"area_code": A3, "area_name": "Testbury", "region": "London"},
        ],
        area_milestones=[
            {
                "area_code": A1,
                "milestone_id": "shadow_ics",
                "date": "2018-05-01",
                "date_precision": "month",
                "extent": "part",
                "part_systems": 2,
                "note": "North and South",
            },
            {"area_code": A1, "date": "2019-04-01"},  # designated as a whole from here on
            {"area_code": A2, "milestone_id": "shadow_ics", "date": "2018-01-01"},  # as a whole: no part systems
            {"area_code": A3, "milestone_id": "shadow_ics", "date": "2018-06-15", "extent": "part", "part_systems": 3},
        ],
    )


@pytest.mark.parametrize(
    ("as_at", "systems"),
    [
        ("2018-05-30", 0),  # "May 2018" has not ended
        ("2018-05-31", 2),
        ("2018-06-15", 5),
        ("2019-03-31", 5),  # the day before the whole area
        ("2019-04-01", 3),  # now the whole area counts, its parts no longer
    ],
)
def test_systems_in_parts_count_while_the_area_is_not_designated_as_a_whole(part_systems, as_at, systems):
    assert column(part_systems, "headline_counts", "part_systems", as_at) == [systems]


@pytest.mark.parametrize(
    ("as_at", "areas"),
    [
        ("2018-05-30", []),
        ("2018-05-31", ["Exampleshire"]),
        ("2018-06-15", ["Exampleshire", "Testbury"]),
        ("2019-04-01", ["Exampleshire", "Testbury"]),  # the list tells what came before, so it does not shrink
    ],
)
def test_systems_in_parts_are_listed_from_the_end_of_their_interval_on(part_systems, as_at, areas):
    assert column(part_systems, "systems_in_parts_of_areas", "area_name", as_at) == areas


@pytest.mark.parametrize(("as_at", "designated_on"), [("2019-03-31", "NaT"), ("2019-04-01", "2019-04-01 00:00:00")])
def test_systems_in_parts_say_when_their_area_was_designated_as_a_whole(part_systems, as_at, designated_on):
    rows = ask(part_systems, "systems_in_parts_of_areas", as_at).set_index("area_name")
    assert str(rows.loc["Exampleshire", "designated_on"]) == designated_on
    assert rows["designated_on"].isna().loc["Testbury"]


def test_systems_in_parts_named_after_the_whole_area_are_not_listed(little):
    part = {"milestone_id": "shadow_ics", "extent": "part", "part_systems": 2, "date": "2019-04-01"}
    store = little(
        areas=[{}, {}],
        area_milestones=[
            {"area_code": A1, **part},
            {"area_code": A1, "date": "2019-04-01"},  # on the same day: the whole area counts
            {"area_code": A2, **part},
            {"area_code": A2, "date": "2019-04-02"},
        ],
    )
    assert column(store, "systems_in_parts_of_areas", "area_name") == ["Exampleshire 2"]


def test_systems_in_parts_are_listed_with_number_date_and_note(part_systems):
    (row,) = ask(part_systems, "systems_in_parts_of_areas", "2018-05-31").itertuples()
    assert (row.part_systems, row.named_on.date(), row.named_precision) == (2, day("2018-05-01"), "month")
    assert row.note == "North and South"


def test_systems_in_parts_follow_the_region_filter(part_systems):
    assert column(part_systems, "headline_counts", "part_systems", regions=["London"]) == [3]
    assert column(part_systems, "systems_in_parts_of_areas", "area_name", regions=["Midlands"]) == ["Exampleshire"]


def counted_on(store: Store, as_at: str, **parameters: object) -> list[int]:
    """The last row of systems_counted_by_day, which is the date itself: whole areas, systems in parts, together."""
    row = ask(store, "systems_counted_by_day", as_at, **parameters).iloc[-1]
    assert row["day"].date() == day(as_at)
    return row[["whole_areas", "part_systems", "systems"]].tolist()


@pytest.mark.parametrize(
    ("as_at", "counts"),
    [
        ("2018-05-30", [0, 0, 0]),  # "May 2018" has not ended
        ("2018-05-31", [0, 2, 2]),
        ("2018-06-15", [0, 5, 5]),
        ("2019-03-31", [0, 5, 5]),
        ("2019-04-01", [1, 3, 4]),  # Exampleshire counts as a whole, its two parts no longer
        ("2020-01-01", [1, 3, 4]),  # and so it stays
    ],
)
def test_systems_counted_by_day_agree_with_the_headlines_of_the_day(part_systems, as_at, counts):
    assert counted_on(part_systems, as_at) == counts
    (row,) = ask(part_systems, "headline_counts", as_at).itertuples()
    assert [row.designated_areas, row.part_systems] == counts[:2]


@pytest.mark.parametrize(
    ("whole", "systems"),
    [
        ("2018-12-31", [0, 2, 2, 2]),  # before its parts were named: they never count
        ("2019-03-31", [0, 2, 2, 2]),  # on the same day
        ("2019-04-01", [0, 2, 4, 2]),  # a day later: for one day they count
        ("", [0, 2, 4, 4]),  # not at all: they go on counting
    ],
)
def test_systems_in_parts_count_by_day_only_between_their_naming_and_the_whole_area(little, whole, systems):
    parts = {"milestone_id": "shadow_ics", "date": "2019-03-31", "extent": "part", "part_systems": 3}
    store = little(
        areas=[{}, {}],
        area_milestones=[
            {"area_code": A1, **parts},
            {"area_code": A2, **parts, "date": "2018-06-01", "part_systems": 2},
            {"area_code": A2, "date": "2018-07-01"},
            *([{"area_code": A1, "date": whole}] if whole else []),
        ],
    )
    days = ["2018-05-31", "2018-06-30", "2019-03-31", "2019-04-01"]
    assert [counted_on(store, on)[2] for on in days] == systems


@pytest.mark.parametrize(
    ("as_at", "days"),
    [
        ("2016-01-01", ["2016-01-01"]),
        ("2017-12-30", ["2017-12-30"]),
        ("2017-12-31", ["2017-12-31"]),  # an end of a year that is the date itself appears once
        ("2018-01-01", ["2017-12-31", "2018-01-01"]),
        ("2019-04-01", ["2017-12-31", "2018-12-31", "2019-04-01"]),
        ("2019-12-31", ["2017-12-31", "2018-12-31", "2019-12-31"]),
    ],
)
def test_systems_are_counted_at_the_ends_of_the_years_and_at_the_date(part_systems, as_at, days):
    rows = ask(part_systems, "systems_counted_by_day", as_at)
    assert rows["day"].dt.date.tolist() == [day(d) for d in days]


def test_systems_counted_by_day_keep_the_counts_of_the_years_before(part_systems):
    rows = ask(part_systems, "systems_counted_by_day", "2019-04-01")
    assert rows[["whole_areas", "part_systems", "systems"]].values.tolist() == [[0, 0, 0], [0, 5, 5], [1, 3, 4]]


def test_systems_counted_by_day_follow_the_region_filter(part_systems):
    assert counted_on(part_systems, "2018-06-15", regions=["London"]) == [0, 3, 3]


# Pace


PACE = ["areas", "designated_areas", "needed_areas_per_month", "actual_areas_per_month", "outlook"]
PEOPLE_PACE = ["population", "designated_population", "needed_people_per_month", "actual_people_per_month"]


def plan(*codes: str) -> list[dict]:
    """A recorded plan for each area, so that its designation can be told not to have happened."""
    return [{"area_code": c, "milestone_id": "stp_plan_published", "date": "2016-11-01"} for c in codes]


@pytest.fixture
def on_the_way(little):
    """A year, 365 days, before the target of 1 April 2021: a region for each outlook that is possible then."""
    places = {
        "London": (A1, A2),  # both designated
        "Midlands": (A3, A4),  # one within the year, one to come
        "North West": (A5, A6),  # one before the year, one to come
        "South East": (A7, A8),  # one within the year, of the other nothing is recorded
    }
    people = {A1: 100, A2: 200, A3: 2400, A4: 1200, A5: 240, A6: 120, A7: 600, A8: 60}
    return little(
        areas=[
            {"area_code": code, "region": region, "population": people[code]}
            for region, codes in places.items()
            for code in codes
        ],
        area_milestones=[
            *designated(
                (A1, "2017-06-15", "day"),
                (A2, "2020-04-01", "day"),  # on the as-at date
                (A3, "2019-04-03", "day"),  # the first of the last 365 days
                (A5, "2019-04-02", "day"),  # one day before them
                (A7, "2020-03-01", "month"),
            ),
            *plan(A4, A6),
        ],
    )


def pace(store: Store, as_at: str, columns: list[str] = PACE, **parameters: object) -> dict:
    """The named columns of pace_to_target by region; None for an empty cell, and for all regions together."""
    rows = ask(store, "pace_to_target", as_at, **parameters)
    rows = rows.astype(object).where(rows.notna(), None)
    return {row["region"]: row[columns].tolist() for _, row in rows.iterrows()}


def test_pace_a_year_before_the_target_by_areas(on_the_way):
    assert pace(on_the_way, "2020-04-01") == {
        "London": [2, 2, None, 0.08, "met"],  # nothing is to come
        "Midlands": [2, 1, 0.08, 0.08, "on course"],  # 1 area in 12 months, and 1 in the last 12
        "North West": [2, 1, 0.08, 0, "at risk"],  # 1 in 12 months, but none in the last 12
        "South East": [2, 1, None, 0.08, "not known"],  # how many are to come cannot be said
        None: [8, 5, None, 0.25, "not known"],  # 3 in 12 months; A2, A3 and A7 in the last 12
    }


def test_pace_a_year_before_the_target_by_people(on_the_way):
    assert pace(on_the_way, "2020-04-01", PEOPLE_PACE) == {
        "London": [300, 300, None, 17],  # 200 people in 12 months
        "Midlands": [3600, 2400, 100, 200],
        "North West": [360, 240, 10, 0],
        "South East": [660, 600, None, 50],
        None: [4920, 3540, None, 267],  # 200 + 2,400 + 600 in the last 12 months
    }


def test_pace_of_all_the_regions_asked_for_is_last(on_the_way):
    together = pace(on_the_way, "2020-04-01", regions=["Midlands", "London"])
    assert list(together) == ["London", "Midlands", None]
    assert together[None] == [4, 3, 0.08, 0.17, "on course"]


def test_needed_pace_grows_as_the_days_run_out(on_the_way):
    days = ["2020-04-01", "2020-10-01", "2021-03-31"]  # 365 days, 182 days and 1 day before the target
    assert [pace(on_the_way, on)["North West"][2] for on in days] == [0.08, 0.17, 30.42]  # 1 by days × 12 / 365
    assert [ask(on_the_way, "pace_to_target", on)["days_left"].iloc[-1] for on in days] == [365, 182, 1]


def test_on_the_target_date_no_day_is_left(on_the_way):
    on_target = pace(on_the_way, "2021-04-01")
    assert on_target["Midlands"] == [2, 1, None, 0, "at risk"]
    assert on_target["London"] == [2, 2, None, 0, "met"]  # 2 April 2020 to 1 April 2021: A2 came a day before


def test_after_the_target_date_it_is_met_or_missed(on_the_way):
    after = {region: row[-1] for region, row in pace(on_the_way, "2021-04-02").items()}
    assert after == {
        "London": "met",
        "Midlands": "missed",  # overdue
        "North West": "missed",
        "South East": "not known",  # of one area nothing is recorded
        None: "missed",  # what was missed stays missed, whatever is not known
    }


@pytest.mark.parametrize(
    ("date_", "precision", "as_at", "outlook"),
    [
        ("2021-04-01", "day", "2021-04-01", "met"),  # on the target date itself
        ("2021-04-01", "day", "2022-12-31", "met"),  # and it stays met
        ("2021-04-02", "day", "2021-04-01", "at risk"),
        ("2021-04-02", "day", "2021-04-02", "missed"),  # a day late
        ("2021-04-02", "day", "2022-12-31", "missed"),
        ("2021-01-01", "quarter", "2021-03-31", "met"),
        ("2021-01-01", "quarter", "2021-03-30", "at risk"),  # the quarter has not ended
        ("2021-01-01", "year", "2021-12-31", "not known"),  # the target falls inside the year
        ("2021-05-01", "month", "2021-05-31", "missed"),
        ("2021-01-01", "year", "2021-06-30", "not known"),  # the target has passed; the year may have begun before it
    ],
)
def test_outlook_of_one_area_by_its_date(little, date_, precision, as_at, outlook):
    store = little(areas=[{}], area_milestones=designated((A1, date_, precision)))
    assert {row[-1] for row in pace(store, as_at).values()} == {outlook}


def test_area_without_any_record_is_not_known_before_and_after_the_target(little):
    store = little(areas=[{}])
    assert {row[-1] for on in ("2020-04-01", "2021-04-02") for row in pace(store, on).values()} == {"not known"}


def test_without_a_target_the_outlook_is_not_known_and_no_pace_is_needed(store):
    text = tables()["milestones"].path.read_text(encoding="utf-8")
    without = SourceFile("milestones.csv", text.replace("true,2021-04-01,", "true,,").encode())
    publish_files(check_files([without], store, 1), store, "No target")
    rows = ask(store, "pace_to_target", "2020-12-31", version=2)
    assert set(rows["outlook"]) == {"not known"}
    assert rows[["days_left", "needed_areas_per_month", "needed_people_per_month"]].isna().all(axis=None)
    assert rows["actual_areas_per_month"].iloc[-1] == 1.25  # 15 areas in 2020, by 12


def test_pace_for_regions_without_areas_is_one_row_of_noughts(on_the_way):
    (row,) = ask(on_the_way, "pace_to_target", "2020-04-01", regions=["South West"]).itertuples()
    assert (row.areas, row.designated_areas, row.outlook) == (0, 0, "not known")


def paces_by_date(store: Store, as_at: str) -> dict[tuple[str, str], tuple]:
    """The rows of region_pace_by_date by day and region: areas, designated areas and outlook."""
    rows = ask(store, "region_pace_by_date", as_at).itertuples()
    return {(str(r.day.date()), r.region): (r.areas, r.designated_areas, r.outlook) for r in rows}


def test_paces_by_date_are_those_of_the_key_dates_and_of_the_date(on_the_way):
    found = paces_by_date(on_the_way, "2020-04-02")
    days = ["2016-11-01", "2017-06-15", "2019-04-02", "2019-04-03", "2020-03-31"]  # plans, then designations
    later = ["2020-04-01", "2020-04-02", "2021-04-01", "2022-07-01"]  # a designation, the date itself, the targets
    assert list(dict.fromkeys(day for day, _ in found)) == [*days, *later]
    assert [region for day, region in found if day == "2020-04-02"] == REGIONS[:4]  # and none of them together
    assert len(found) == 9 * 4


def test_paces_by_date_of_a_region_from_day_to_day(on_the_way):
    found = paces_by_date(on_the_way, "2020-04-01")
    assert {day: row for (day, region), row in found.items() if region == "Midlands"} == {
        "2016-11-01": (2, 0, "at risk"),
        "2017-06-15": (2, 0, "at risk"),
        "2019-04-02": (2, 0, "at risk"),
        "2019-04-03": (2, 1, "on course"),  # 1 area in 24 months is 0.04; 1 in the last 12 is 0.08
        "2020-03-31": (2, 1, "on course"),
        "2020-04-01": (2, 1, "on course"),  # the same day of the year before is not among the last 365
        "2021-04-01": (2, 1, "at risk"),  # no day is left
        "2022-07-01": (2, 1, "missed"),
    }
    assert found["2020-04-01", "London"] == (2, 2, "met")
    assert found["2020-04-01", "South East"] == (2, 1, "not known")  # of one area nothing is recorded


@pytest.mark.parametrize("as_at", ["2016-01-01", "2020-03-31", "2021-04-01"])
def test_paces_by_date_are_the_paces_of_each_date(on_the_way, as_at):
    for (on, region), (areas, designated_areas, outlook) in paces_by_date(on_the_way, as_at).items():
        of_day = pace(on_the_way, on)[region]
        assert (of_day[0], of_day[1], of_day[-1]) == (areas, designated_areas, outlook), (on, region)


# What changed


def changes(store: Store, since: str, as_at: str, *columns: str, **parameters: object) -> list[tuple]:
    rows = ask(store, "milestones_reached_between", as_at, since=day(since), **parameters)
    return [tuple(row) for row in rows[list(columns)].values.tolist()]


@pytest.fixture
def some_changes(little):
    return little(
        areas=[{"area_code": A1, "region": "London"}, {"area_code": A2, "region": "Midlands"}],
        area_milestones=[
            {"area_code": A1, "milestone_id": "stp_plan_published", "date": "2016-11-01", "date_precision": "month"},
            {"area_code": A1, "milestone_id": "shadow_ics", "date": "2018-05-24", "extent": "part", "part_systems": 1},
            {"area_code": A1, "milestone_id": "ics_designated", "date": "2021-04-02"},
            {"area_code": A1, "milestone_id": "chair_designate", "date": "2021-09-01"},
            {"area_code": A2, "milestone_id": "ics_designated", "date": "2018-05-24"},
        ],
    )


@pytest.mark.parametrize(
    ("since", "as_at", "reached"),
    [
        ("2016-11-29", "2016-11-30", [(A1, "Plan published")]),  # November 2016 counts by its end
        ("2016-11-30", "2018-05-23", []),  # what had been reached by the first date is not a change
        ("2018-05-23", "2018-05-24", [(A1, "Shadow ICS"), (A2, "ICS designated")]),  # in the order of the path
        ("2018-05-24", "2021-09-01", [(A1, "ICS designated"), (A1, "Chair designate")]),  # in the order of time
        ("2018-05-24", "2018-05-24", []),
        ("2021-09-01", "2016-01-01", []),  # the wrong way round
    ],
)
def test_changes_are_what_was_reached_after_the_first_date_and_by_the_second(some_changes, since, as_at, reached):
    assert changes(some_changes, since, as_at, "area_code", "milestone") == reached


def test_changes_say_stage_before_and_after_extent_timing_and_source(some_changes):
    columns = ["milestone_id", "stage_before", "stage_after", "extent", "timing", "source_title"]
    assert changes(some_changes, "2016-11-30", "2021-09-01", *columns, regions=["London"]) == [
        ("shadow_ics", "Plan published", "ICS designated", "part", "no target", "Example source"),
        ("ics_designated", "Plan published", "ICS designated", "whole", "late", "Example source"),
        (
            "chair_designate",
            "Plan published",
            "ICS designated",
            "whole",
            "on time",
            "Example source",
        ),  # no stage itself
    ]
    assert changes(some_changes, "2016-01-01", "2018-05-24", "stage_before", regions=["Midlands"]) == [("None yet",)]


def test_change_has_its_date_with_its_precision(some_changes):
    (row,) = ask(some_changes, "milestones_reached_between", "2016-12-31", since=day("2016-01-01")).itertuples()
    assert (row.reached_on.date(), row.reached_precision) == (day("2016-11-01"), "month")


# Key dates


def test_key_dates_are_targets_first_areas_at_a_stage_and_all_designations(little):
    store = little(
        areas=[{}, {}, {}],
        area_milestones=[
            {"area_code": A1, "milestone_id": "stp_plan_published", "date": "2016-11-01", "date_precision": "month"},
            {"area_code": A2, "milestone_id": "stp_plan_published", "date": "2016-11-30"},  # the end of that month
            {"area_code": A3, "milestone_id": "stp_plan_published", "date": "2016-12-01"},  # not the first any more
            {"area_code": A1, "milestone_id": "chair_designate", "date": "2021-07-01"},  # no stage
            *designated((A1, "2018-05-01", "day"), (A2, "2021-04-01", "day"), (A3, "2021-04-01", "day")),
        ],
    )
    rows = ask(store, "key_dates")
    assert [(str(r.day.date()), r.event, r.milestone, r.areas, r.is_first) for r in rows.itertuples()] == [
        ("2016-11-30", "reached", "Plan published", 2, True),
        ("2018-05-01", "reached", "ICS designated", 1, True),
        ("2021-04-01", "target", "ICS designated", 0, False),
        ("2021-04-01", "reached", "ICS designated", 2, False),
        ("2021-09-30", "target", "Chair designate", 0, False),
        ("2021-09-30", "target", "Chief executive designate", 0, False),
        ("2022-07-01", "target", "Statutory board (ICB)", 0, False),
    ]


def key_days(store: Store) -> list[str]:
    return [str(on) for (on,) in rows_of(store, "select day from key_days order by day")]


def test_key_days_are_targets_of_stages_first_days_of_stages_and_days_of_designations(little):
    store = little(
        areas=[{}, {}, {}],
        area_milestones=[
            {"area_code": A1, "milestone_id": "stp_plan_published", "date": "2016-11-01", "date_precision": "month"},
            {"area_code": A3, "milestone_id": "stp_plan_published", "date": "2016-12-01"},  # not the first any more
            {"area_code": A1, "milestone_id": "chair_designate", "date": "2021-07-01"},  # neither it nor its target
            *designated((A1, "2018-05-01", "month"), (A2, "2020-12-31", "day"), (A3, "2021-04-01", "day")),
        ],
    )
    assert key_days(store) == ["2016-11-30", "2018-05-31", "2020-12-31", "2021-04-01", "2022-07-01"]


def test_without_any_record_the_key_days_are_the_targets(little):
    assert key_days(little(areas=[{}])) == ["2021-04-01", "2022-07-01"]


def test_of_many_key_days_the_days_with_the_fewest_designations_give_way(little):
    """Two targets, the first footprint and the first designation stay; 11 of the other 19 days have room."""
    days = [f"2019-{month:02}-{on}" for month in range(1, 11) for on in ("05", "20")]
    twice = [days[0], days[15], days[19]]
    codes = [f"E54999{n:03}" for n in range(1, 24)]
    store = little(
        areas=[{"area_code": code} for code in codes],
        area_milestones=[
            {"area_code": codes[0], "milestone_id": "stp_footprint", "date": "2016-03-15"},
            *designated(*((code, on, "day") for code, on in zip(codes, days + twice, strict=True))),
        ],
    )
    of_two_areas, of_one_area = [days[15], days[19]], days[1:10]  # of days with as many areas the first ones stay
    assert key_days(store) == sorted(["2016-03-15", "2021-04-01", "2022-07-01", days[0], *of_two_areas, *of_one_area])
    assert len(key_days(store)) == 15


def test_real_key_days_have_every_day_of_designations(built):
    shown = key_days(Store(built))
    rows = ask(Store(built), "key_dates")
    is_designation = (rows["event"] == "reached") & (rows["milestone"] == "ICS designated")
    assert {f"{on:%Y-%m-%d}" for on in rows.loc[is_designation, "day"]} <= set(shown)
    assert "2021-04-01" in shown
    assert len(shown) <= 15


# Stages by date


@pytest.fixture
def from_day_to_day(little):
    return little(
        areas=[{"area_code": A1}, {"area_code": A2}, {"area_code": A3}],
        area_milestones=[
            {"area_code": A1, "milestone_id": "stp_plan_published", "date": "2016-11-01", "date_precision": "month"},
            {"area_code": A1, "milestone_id": "shadow_ics", "date": "2018-05-24", "extent": "part", "part_systems": 1},
            *designated((A1, "2020-05-01", "month"), (A2, "2021-04-01", "day")),
            {"area_code": A1, "milestone_id": "icb_statutory", "date": "2022-07-01"},
        ],
        points_of_light=[
            {"area_code": A1, "cited_on": "2018-03-01", "cited_on_precision": "month"},
            {"area_code": A3},
        ],
    )


def by_date(store: Store, area: str, *columns: str, as_at: str = "2019-05-17", early_days: int = 180) -> dict:
    """The named columns of an area by day; None for an empty cell."""
    rows = ask(store, "area_stages_by_date", as_at, early_days=early_days)
    rows = rows[rows["area_code"] == area].astype(object)
    rows = rows.where(rows.notna(), None)
    return {str(row["day"].date()): tuple(row[list(columns)]) for _, row in rows.iterrows()}


def test_stages_by_date_of_an_area_from_its_plan_to_its_board(from_day_to_day):
    assert by_date(from_day_to_day, A1, "stage", "stage_sequence", "stage_extent") == {
        "2016-11-30": ("Plan published", 2, "whole"),
        "2018-05-24": ("Shadow ICS", 3, "part"),
        "2019-05-17": ("Shadow ICS", 3, "part"),  # the date itself, on which nothing happened
        "2020-05-31": ("ICS designated", 4, "whole"),
        "2021-04-01": ("ICS designated", 4, "whole"),
        "2022-07-01": ("Statutory board (ICB)", 7, "whole"),
    }


def test_stages_by_date_keep_the_designation_with_its_interval(from_day_to_day):
    may = (day("2020-05-01"), day("2020-05-31"), "month")
    found = by_date(from_day_to_day, A1, "designated_on", "designated_by", "designated_precision")
    assert {on: (a and a.date(), b and b.date(), c) for on, (a, b, c) in found.items()} == {
        "2016-11-30": (None, None, None),
        "2018-05-24": (None, None, None),
        "2019-05-17": (None, None, None),
        "2020-05-31": may,
        "2021-04-01": may,
        "2022-07-01": may,  # also once the board is established
    }


def test_stages_by_date_tell_none_yet_from_not_recorded(from_day_to_day):
    assert [*by_date(from_day_to_day, A2, "stage", "stage_sequence").values()] == [
        *[("None yet", 0)] * 4,
        *[("ICS designated", 4)] * 2,
    ]
    assert {*by_date(from_day_to_day, A3, "stage", "stage_sequence", "stage_extent").values()} == {
        ("Not recorded", -1, None)
    }


def test_stages_by_date_tell_the_points_of_light_of_each_date(from_day_to_day):
    reasons = ["is_named", "is_named_undated", "is_early"]
    assert [*by_date(from_day_to_day, A1, *reasons).values()] == [
        (False, False, False),
        *[(True, False, False)] * 2,  # named in March 2018
        *[(True, False, True)] * 3,  # designated 305 days before the target
    ]
    assert {*by_date(from_day_to_day, A2, *reasons).values()} == {(False, False, False)}
    assert {*by_date(from_day_to_day, A3, *reasons).values()} == {(False, True, False)}


@pytest.mark.parametrize(("early_days", "days"), [(305, 3), (306, 0)])
def test_stages_by_date_call_an_area_early_by_the_days_asked_for(from_day_to_day, early_days, days):
    assert sum(early for (early,) in by_date(from_day_to_day, A1, "is_early", early_days=early_days).values()) == days


@pytest.mark.parametrize(("as_at", "days"), [("2021-04-01", 5), ("2016-01-01", 6), ("2023-12-31", 6)])
def test_a_key_day_that_is_the_date_as_well_appears_once(from_day_to_day, as_at, days):
    found = by_date(from_day_to_day, A1, "stage", as_at=as_at)
    assert as_at in found
    assert len(found) == days


def test_real_designations_of_the_key_dates_are_all_42(built):
    rows = ask(Store(built), "key_dates")
    designations = rows[(rows["event"] == "reached") & (rows["milestone"] == "ICS designated")]
    assert designations["areas"].sum() == 42
    assert designations["is_first"].tolist() == [True] + [False] * (len(designations) - 1)


def test_national_target_is_one_row(built, little):
    assert column(Store(built), "national_target", "target_date")[0].date() == day("2021-04-01")
    assert len(ask(little(areas=[{}]), "national_target")) == 1


# Points of light


@pytest.fixture
def points(little):
    return little(
        areas=[
            {"area_code": a, "area_name": n} for a, n in ((A1, "Exampleshire"), (A2, "Sampleford"), (A3, "Testbury"))
        ],
        area_milestones=designated((A1, "2020-10-03", "day"), (A3, "2020-10-01", "month")),
        points_of_light=[
            {"place": "Monthton", "area_code": A1, "cited_on": "2018-03-01", "cited_on_precision": "month"},
            {"place": "Nowhen", "area_code": A2, "cited_on": "", "cited_on_precision": ""},
            {"place": "Yearby", "area_code": A2, "cited_on": "2018-01-01", "cited_on_precision": "year"},
            {"place": "Zfirst", "area_code": A2, "is_founding": "true"},
        ],
    )


@pytest.mark.parametrize(
    ("as_at", "places"),
    [
        ("2016-01-01", ["Zfirst", "Nowhen"]),  # undated namings cannot be placed in time and stay in
        ("2018-03-30", ["Zfirst", "Nowhen"]),  # March 2018 has not ended
        ("2018-03-31", ["Zfirst", "Monthton", "Nowhen"]),
        ("2018-12-30", ["Zfirst", "Monthton", "Nowhen"]),  # the year 2018 has not ended
        ("2018-12-31", ["Zfirst", "Monthton", "Nowhen", "Yearby"]),  # founding places first, then by name
    ],
)
def test_namings_up_to_a_date(points, as_at, places):
    assert column(points, "points_of_light_named", "place", as_at) == places


def test_undated_naming_has_no_date(points):
    rows = ask(points, "points_of_light_named", "2018-12-31").set_index("place")
    assert rows["cited_on"].isna().to_dict() == {"Zfirst": True, "Monthton": False, "Nowhen": True, "Yearby": False}


def test_dated_and_undated_namings_are_counted_apart(points):
    rows = ask(points, "areas_with_stage", "2018-12-31").set_index("area_name")
    assert rows["namings"].to_dict() == {"Exampleshire": 1, "Sampleford": 1, "Testbury": 0}
    assert rows["undated_namings"].to_dict() == {"Exampleshire": 0, "Sampleford": 2, "Testbury": 0}


@pytest.mark.parametrize(
    ("as_at", "early_days", "early"),
    [
        ("2020-10-02", 180, []),  # not designated yet
        ("2020-10-03", 180, ["Exampleshire"]),  # exactly 180 days before 1 April 2021
        ("2020-10-03", 181, []),  # one day short
        ("2020-10-30", 150, ["Exampleshire"]),  # October 2020 has not ended
        ("2020-10-31", 152, ["Exampleshire", "Testbury"]),  # its end is exactly 152 days before
        ("2020-10-31", 153, ["Exampleshire"]),
    ],
)
def test_designated_early_is_at_least_that_many_days_before_the_target(points, as_at, early_days, early):
    assert column(points, "areas_designated_early", "area_name", as_at, early_days=early_days) == early
    rows = ask(points, "areas_with_stage", as_at, early_days=early_days)
    assert rows.loc[rows["is_early"], "area_name"].tolist() == early


def test_designated_early_says_how_many_days_before(points):
    rows = ask(points, "areas_designated_early", "2020-12-31", early_days=1)
    assert rows["days_before_target"].tolist() == [180, 152]


def test_late_area_is_not_early_even_with_no_days_asked(little):
    store = little(areas=[{}], area_milestones=designated((A1, "2021-04-02", "day")))
    assert ask(store, "areas_designated_early", "2021-12-31", early_days=0).empty


@pytest.mark.parametrize(
    ("as_at", "starred"),
    [
        ("2016-01-01", 1),  # Sampleford by its undated namings
        ("2018-03-31", 2),  # and Exampleshire by a dated one
        ("2020-10-31", 2),  # Exampleshire has a second reason, but is one area
    ],
)
def test_area_with_many_reasons_is_starred_once(points, as_at, starred):
    assert column(points, "headline_counts", "starred_areas", as_at) == [starred]


# Regions


@pytest.fixture
def three_regions(little):
    return little(
        areas=[
            {"area_code": A1, "region": "London", "population": 10},
            {"area_code": A2, "region": "London", "population": 20},
            {"area_code": A3, "region": "Midlands", "population": 40},
            {"area_code": A4, "region": "North West", "population": 80},
        ],
        area_milestones=[
            *designated((A1, "2019-01-01", "day"), (A3, "2019-06-01", "month"), (A4, "2021-05-01", "day")),
            {"area_code": A2, "milestone_id": "stp_plan_published", "date": "2016-11-01"},  # so it can be overdue
        ],
        points_of_light=[{"area_code": a} for a in (A1, A3, A4)],
    )


CHOICES = [
    ([], ["London", "Midlands", "North West"]),
    (["Midlands"], ["Midlands"]),
    (["North West", "London"], ["London", "North West"]),
    (["South West"], []),
]


@pytest.mark.parametrize(("regions", "shown"), CHOICES)
@pytest.mark.parametrize(
    "name",
    [
        "areas_with_stage",
        "coverage_by_region",
        "regions_by_furthest_stage",
        "region_coverage_over_time",
        "points_of_light_named",
    ],
)
def test_region_filter_keeps_the_chosen_regions_and_none_chosen_means_all(three_regions, name, regions, shown):
    assert sorted(set(column(three_regions, name, "region", regions=regions))) == shown


@pytest.mark.parametrize(
    ("regions", "areas", "population", "names"),
    [([], 4, 150, 3), (["Midlands"], 1, 40, 1), (["North West", "London"], 3, 110, 2), (["South West"], 0, 0, 0)],
)
def test_headline_counts_follow_the_region_filter(three_regions, regions, areas, population, names):
    (row,) = ask(three_regions, "headline_counts", regions=regions).itertuples()
    assert (row.areas, row.population, row.regions) == (areas, population, names)


def test_areas_designated_early_follow_the_region_filter(three_regions):
    assert column(three_regions, "areas_designated_early", "area_code", regions=["Midlands"]) == [A3]


def test_coverage_by_region_before_and_after_the_target(three_regions):
    columns = ["region", "areas", "designated_areas", "overdue_areas", "late_areas", "designated_population"]
    on_target = ask(three_regions, "coverage_by_region", "2021-04-01")[columns].values.tolist()
    after = ask(three_regions, "coverage_by_region", "2021-05-01")[columns].values.tolist()
    assert on_target == [["London", 2, 1, 0, 0, 10], ["Midlands", 1, 1, 0, 0, 40], ["North West", 1, 0, 0, 0, 0]]
    assert after == [["London", 2, 1, 1, 0, 10], ["Midlands", 1, 1, 0, 0, 40], ["North West", 1, 1, 0, 1, 80]]


def test_full_regions_are_those_with_every_area_designated(three_regions):
    assert column(three_regions, "headline_counts", "full_regions", "2021-05-01") == [2]  # not London: 1 of 2


def steps(store: Store, as_at: str, **parameters: object) -> list[tuple]:
    rows = ask(store, "coverage_over_time", as_at, from_date=day("2018-01-01"), **parameters)
    return [(str(r.day.date()), r.designated_areas, r.designated_population) for r in rows.itertuples()]


def test_coverage_over_time_steps_where_it_grows_and_reaches_both_edges(three_regions):
    assert steps(three_regions, "2020-01-01") == [
        ("2018-01-01", 0, 0),  # the first row
        ("2019-01-01", 1, 10),
        ("2019-06-30", 2, 50),  # June 2019 counts by its end
        ("2020-01-01", 2, 50),  # the last row carries the coverage to the date
    ]


def test_coverage_over_time_within_a_region_has_that_regions_totals(three_regions):
    rows = ask(three_regions, "coverage_over_time", regions=["London"])
    assert set(zip(rows["areas"], rows["population"], strict=True)) == {(2, 30)}
    assert rows["designated_areas"].tolist() == [0, 1, 1]


def test_coverage_over_time_on_a_step_has_one_row_for_that_day(three_regions):
    assert [s[0] for s in steps(three_regions, "2019-01-01")] == ["2018-01-01", "2019-01-01"]


def test_coverage_over_time_before_its_first_day_is_one_row(three_regions):
    assert steps(three_regions, "2017-01-01") == [("2017-01-01", 0, 0)]


def test_coverage_over_time_counts_what_came_before_its_first_day(three_regions):
    rows = ask(three_regions, "coverage_over_time", "2021-01-01", from_date=day("2020-01-01"))
    assert rows["designated_areas"].tolist() == [2, 2]


def region_steps(store: Store, as_at: str, from_date: str = "2018-01-01", **parameters: object) -> dict[str, list]:
    """The rows of region_coverage_over_time by region: day, designated areas, areas."""
    found: dict[str, list] = {}
    for r in ask(store, "region_coverage_over_time", as_at, from_date=day(from_date), **parameters).itertuples():
        found.setdefault(r.region, []).append((str(r.day.date()), r.designated_areas, r.areas))
    return found


def test_coverage_of_each_region_steps_where_it_grows_there_and_reaches_both_edges(three_regions):
    assert region_steps(three_regions, "2021-05-01") == {
        "London": [("2018-01-01", 0, 2), ("2019-01-01", 1, 2), ("2021-05-01", 1, 2)],
        "Midlands": [("2018-01-01", 0, 1), ("2019-06-30", 1, 1), ("2021-05-01", 1, 1)],  # June counts by its end
        "North West": [("2018-01-01", 0, 1), ("2021-05-01", 1, 1)],  # the last row is a step
    }


def test_coverage_of_each_region_counts_what_came_before_its_first_day(three_regions):
    found = region_steps(three_regions, "2020-02-01", from_date="2020-01-01")
    assert found["London"] == [("2020-01-01", 1, 2), ("2020-02-01", 1, 2)]
    assert found["North West"] == [("2020-01-01", 0, 1), ("2020-02-01", 0, 1)]  # nothing is to come by then


def test_coverage_of_each_region_before_its_first_day_is_one_row(three_regions):
    assert region_steps(three_regions, "2017-01-01")["London"] == [("2017-01-01", 0, 2)]


def test_coverage_of_a_region_in_which_nothing_is_recorded_stays_nought(little):
    store = little(areas=[{"region": "London"}, {"region": "London"}])
    assert region_steps(store, "2021-04-01") == {"London": [("2018-01-01", 0, 2), ("2021-04-01", 0, 2)]}


def test_coverage_of_a_region_has_one_row_for_a_day_on_which_many_areas_were_designated(little):
    together = [(code, "2020-12-01", "month") for code in (A1, A2)]
    store = little(areas=[{}, {}, {}], area_milestones=designated(*together, (A3, "2020-12-31", "day")))
    assert region_steps(store, "2021-04-01")["Midlands"] == [
        ("2018-01-01", 0, 3),
        ("2020-12-31", 3, 3),
        ("2021-04-01", 3, 3),
    ]


# Lists about the data


def test_region_names_are_counted_in_order(three_regions):
    assert ask(three_regions, "region_names").values.tolist() == [["London", 2], ["Midlands", 1], ["North West", 1]]


def test_stages_are_the_milestones_that_are_stages(three_regions):
    assert column(three_regions, "stages", "stage_sequence") == [1, 2, 3, 4, 7]


def test_milestones_with_coverage_count_rows_and_exact_days(three_regions):
    rows = ask(three_regions, "milestones_with_coverage").set_index("milestone_name")
    row = rows.loc["ICS designated"]
    assert (row.recorded_areas, row.areas, row.to_the_day) == (3, 4, 2)  # one of the three is to the month
    assert rows.loc["STP footprint announced", ["recorded_areas", "areas", "to_the_day"]].tolist() == [0, 4, 0]


def test_indicators_with_coverage_count_only_rows_with_a_value(little):
    values = [
        {"area_code": A1, "period": "2019-04-01", "value": "5"},
        {"area_code": A1, "period": "2020-04-01", "value": "6"},
        {"area_code": A2, "period": "2020-04-01", "value": "0"},  # nought is a value
        {"area_code": A2, "period": "2021-04-01", "label": "Established"},  # a label without a number is none
    ]
    store = little(
        areas=[{}, {}],
        indicators=[{}, {"indicator_name": "Without rows"}],
        indicator_values=[{"indicator_id": "example_1"} | v for v in values],
    )
    rows = ask(store, "indicators_with_coverage").set_index("indicator_name")
    row = rows.loc["Example 1"]
    assert (row.areas_with_value, row.periods) == (2, 2)
    assert (row.first_period.date(), row.last_period.date()) == (day("2019-04-01"), day("2020-04-01"))
    assert rows.loc["Without rows", ["areas_with_value", "periods"]].tolist() == [0, 0]


def test_sources_are_counted_across_tables_and_lists(little):
    one, two = "https://example.org/1", "https://example.org/2"
    store = little(
        areas=[{"source_title": "One | Two", "source_url": f"{one} | {two}"}],
        points_of_light=[{"area_code": A1, "source_title": "One", "source_url": one}],
    )
    rows = ask(store, "sources").set_index("source_url")
    assert rows.loc[one].tolist() == ["One", "areas, points_of_light", 2]
    assert rows.loc[two].tolist() == ["Two", "areas", 1]


def test_versions_are_listed_newest_first_with_their_files(three_regions):
    checked = check_files([table_file("points_of_light", [{"area_code": A1}])], three_regions, 1, REPLACE)
    publish_files(checked, three_regions, "Fewer points", "Jo", accept_warnings=True)
    rows = ask(three_regions, "versions", version=2)
    assert rows["version"].tolist() == [2, 1]
    assert rows.iloc[0][["who", "note", "rows_added", "rows_changed", "rows_removed", "files"]].tolist() == [
        "Jo",
        "Fewer points",
        0,
        0,
        2,
        "points_of_light.csv",
    ]


def test_version_of_a_refresh_lists_no_files(three_regions, monkeypatch):
    scripts = query_files.schema_scripts()
    monkeypatch.setattr(query_files, "schema_scripts", lambda: [*scripts, "-- new rule"])
    build.ensure_published(three_regions)
    assert ask(three_regions, "versions", version=2)["files"].iloc[0] == ""


# The real data


@pytest.mark.parametrize(
    ("as_at", "whole", "press"),
    [
        ("2017-12-31", 8, 10),
        ("2018-12-31", 11, 14),
        ("2019-06-30", 14, 14),
        ("2020-06-30", 18, 18),
        ("2020-12-31", 29, 29),
        ("2021-04-01", 42, 42),
    ],
)
def test_real_counts_agree_with_the_published_ones(built, as_at, whole, press):
    (row,) = ask(Store(built), "headline_counts", as_at).itertuples()
    assert (row.designated_areas, row.designated_areas + row.part_systems) == (whole, press)
    assert counted_on(Store(built), as_at) == [whole, press - whole, press]


DATES = ["2016-01-01", "2018-12-31", "2020-05-15", "2021-04-01"]


@pytest.mark.parametrize("as_at", DATES)
def test_real_regions_add_up_to_england(built, as_at):
    store = Store(built)
    (england,) = ask(store, "headline_counts", as_at).itertuples()
    regions = ask(store, "coverage_by_region", as_at)
    for name in ["areas", "designated_areas", "overdue_areas", "late_areas", "population", "designated_population"]:
        assert regions[name].sum() == getattr(england, name)
    assert len(regions) == england.regions == 7
    assert (regions["designated_areas"] == regions["areas"]).sum() == england.full_regions


@pytest.mark.parametrize("as_at", DATES)
def test_real_headlines_areas_and_curve_agree(built, as_at):
    store = Store(built)
    (england,) = ask(store, "headline_counts", as_at).itertuples()
    areas, curve = ask(store, "areas_with_stage", as_at), ask(store, "coverage_over_time", as_at)
    reached = areas[areas["designation_state"] == "reached"]
    assert len(reached) == england.designated_areas == curve["designated_areas"].iloc[-1]
    assert reached["population"].sum() == england.designated_population == curve["designated_population"].iloc[-1]


@pytest.mark.parametrize("as_at", DATES)
def test_real_headlines_of_each_region_add_up_to_england(built, as_at):
    store = Store(built)
    names = column(store, "region_names", "region")
    parts = [ask(store, "headline_counts", as_at, regions=[name]).iloc[0] for name in names]
    england = ask(store, "headline_counts", as_at).iloc[0]
    for name in ["areas", "designated_areas", "part_systems", "starred_areas"]:
        assert sum(p[name] for p in parts) == england[name]


def test_real_coverage_never_shrinks(built):
    curve = ask(Store(built), "coverage_over_time", "2021-04-01")
    assert curve["designated_areas"].is_monotonic_increasing
    assert curve["designated_population"].is_monotonic_increasing


# For any rows


MONTHS = st.dates(day("2016-01-01"), day("2022-12-31")).map(lambda d: d.replace(day=1))
RECORDS = st.dictionaries(
    st.sampled_from(["stp_footprint", "stp_plan_published", "shadow_ics", "ics_designated", "icb_statutory"]),
    st.tuples(MONTHS, st.sampled_from(["day", "month"])),
)


@given(areas=st.lists(RECORDS, min_size=20, max_size=20))
@settings(max_examples=4, deadline=None)
def test_no_invented_area_falls_back_in_whatever_order_its_stages_came(tmp_path_factory, areas):
    codes = [f"E54999{n:03}" for n in range(1, len(areas) + 1)]
    store = little_world(
        tmp_path_factory.mktemp("world"),
        areas=[{} for _ in areas],
        area_milestones=[
            {"area_code": code, "milestone_id": milestone, "date": on, "date_precision": length}
            for code, records in zip(codes, areas, strict=True)
            for milestone, (on, length) in records.items()
        ],
    )
    days = [date(y, m, d) for y in range(2016, 2024) for m in (1, 6, 12) for d in (1, 31 - (m == 6))]
    each = " union all ".join(f"select *, date '{d}' as as_at from furthest_stage(date '{d}')" for d in days)
    paths = rows_of(store, f"select list(stage_sequence order by as_at) from ({each}) group by area_code")
    assert all(path == sorted(path) for (path,) in paths)
    assert sum(path[-1] > 0 for (path,) in paths) == sum(bool(records) for records in areas)


@given(regions=st.lists(st.sampled_from(REGIONS), unique=True))
@settings(max_examples=15, deadline=None)
def test_filtered_areas_are_those_of_the_regions_chosen(built, regions):
    everything = ask(Store(built), "areas_with_stage")
    expected = everything if not regions else everything[everything["region"].isin(regions)]
    assert column(Store(built), "areas_with_stage", "area_code", regions=regions) == expected["area_code"].tolist()
