"""The data links: what they list, give and refuse, and that they say what the queries and the tables say."""

import os
import re
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from starlette.applications import Starlette

from ics.api import link_limits, routes
from ics.api.answer_cache import AnswerCache
from ics.checks.check import check_files
from ics.datapackage import tables
from ics.store import query_files
from ics.store.ask import fetch_rows, run_query
from ics.store.parameters import PARAMETERS
from ics.store.store import Store
from ics.writers.csv_files import table_csv
from tests.support.asgi import Reply, get
from tests.support.worlds import publish, table_file

APP = Starlette(routes=routes.routes)
QUERIES = query_files.names()
SOME_AREA = "E54000013"


@pytest.fixture
def real(built: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """The real data, to read only."""
    monkeypatch.setenv("ICS_DATA", str(built))
    return Store(built)


def ask(address: str, **headers: str) -> Reply:
    return get(APP, f"/api/v1{address}", **headers)


def needed(name: str) -> str:
    """What an address must say for this query: an area, where it is about one."""
    has_none = [p for p in query_files.load(name).parameters if PARAMETERS[p].is_needed]
    assert set(has_none) <= {"area_code"}
    return f"?area={SOME_AREA}" if has_none else ""


def defaults(name: str) -> dict[str, object]:
    """The parameters of a query as they are meant when nothing is said."""
    by_hand = {
        "as_at": date(2021, 4, 1),
        "since": date(2016, 1, 1),
        "from_date": date(2016, 1, 1),
        "area_code": SOME_AREA,
        "early_days": 365,
    }
    return {
        p: [] if PARAMETERS[p].kind == "list" else by_hand.get(p, PARAMETERS[p].default)
        for p in query_files.load(name).parameters
    }


def bare(value: object) -> object:
    """A cell of a data frame as JSON has it."""
    if isinstance(value, list | np.ndarray):
        return [bare(member) for member in value]
    if pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.isoformat().removesuffix("T00:00:00")
    return value.item() if hasattr(value, "item") else value


def records(rows: pd.DataFrame) -> list[dict]:
    return [{name: bare(value) for name, value in row.items()} for row in rows.to_dict("records")]


def in_a_cell(value: object) -> str:
    """A value of the JSON as the CSV has it."""
    if isinstance(value, list):
        return "; ".join(value)
    text = "" if value is None else str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


# The index


def test_index_lists_every_query_and_every_table(real: Store) -> None:
    body = ask("").json()
    assert [entry["name"] for entry in body["datasets"]] == [*QUERIES, *tables()]
    assert body["version"] == real.current()


def test_index_has_the_parameters_and_columns_of_every_header(real: Store) -> None:
    entries = {entry["name"]: entry for entry in ask("").json()["datasets"]}
    for name in QUERIES:
        query = query_files.load(name)
        parameters = {PARAMETERS[p].url_name: text for p, text in query.parameters.items()}
        assert {p["name"]: p["description"] for p in entries[name]["parameters"]} == parameters
        assert {c["name"]: c["description"] for c in entries[name]["columns"]} == query.columns
        assert entries[name]["description"] == f"{query.answers} {query.grain}"
    for name, table in tables().items():
        assert entries[name]["parameters"] == []
        assert [c["name"] for c in entries[name]["columns"]] == list(table.columns)


def test_index_says_defaults_and_the_values_there_are(real: Store) -> None:
    (entry,) = [entry for entry in ask("").json()["datasets"] if entry["name"] == "areas_with_stage"]
    said = {p["name"]: p for p in entry["parameters"]}
    assert {name: p["default"] for name, p in said.items()} == {"as_at": "2021-04-01", "early_days": 365, "region": []}
    assert len(said["region"]["values"]) == 7
    assert "London" in said["region"]["values"]
    assert "values" not in said["as_at"]


# The rows


@pytest.mark.parametrize("name", QUERIES)
def test_json_has_the_rows_of_the_query_with_its_defaults(real: Store, name: str) -> None:
    body = ask(f"/{name}.json{needed(name)}").json()
    given = defaults(name)
    rows = run_query(name, real, real.current(), **given)
    assert body["rows"] == records(rows)
    assert body["parameters"] == {p: str(v) if isinstance(v, date) else v for p, v in given.items()}
    assert (body["name"], body["version"]) == (name, real.current())


@pytest.mark.parametrize("name", QUERIES)
def test_csv_has_the_columns_of_the_header_and_the_rows_of_the_json(real: Store, name: str) -> None:
    reply = ask(f"/{name}.csv{needed(name)}")
    header = reply.content.decode("utf-8-sig").split("\r\n", 1)[0]
    assert header.split(",") == list(query_files.load(name).columns)
    told = ask(f"/{name}.json{needed(name)}").json()["rows"]
    expected = [{column: in_a_cell(value) for column, value in row.items()} for row in told]
    found = [
        {column: text.capitalize() if text in ("true", "false") else text for column, text in row.items()}
        for row in reply.csv()
    ]
    assert found == expected


def test_parameters_of_the_address_reach_the_query(real: Store) -> None:
    asked = "as_at=2020-12-31&region=London&region=South+West&early_days=1000"
    body = ask(f"/areas_with_stage.json?{asked}").json()
    given = {"as_at": date(2020, 12, 31), "regions": ["London", "South West"], "early_days": 1000}
    assert body["rows"] == records(run_query("areas_with_stage", real, real.current(), **given))
    assert {row["region"] for row in body["rows"]} == {"London", "South West"}
    assert sum(row["is_early"] for row in body["rows"]) == 2
    assert body["parameters"] == given | {"as_at": "2020-12-31"}


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("areas_with_stage", "regions=London&regions=South+West", "region=London&region=South+West"),
        ("programmes_found", "levels=place&programmes=pioneer", "level=place&programme=pioneer"),
        ("programmes_found", f"area_codes={SOME_AREA}", f"area={SOME_AREA}"),
        ("area_lineage", f"area_code={SOME_AREA}", f"area={SOME_AREA}"),
        ("area_paths", f"area_codes={SOME_AREA}", f"area={SOME_AREA}"),
    ],
)
def test_links_of_earlier_versions_give_the_same_answer(real: Store, name: str, old: str, new: str) -> None:
    for format_ in ("json", "csv"):
        before, now = ask(f"/{name}.{format_}?{old}"), ask(f"/{name}.{format_}?{new}")
        assert before.status == now.status == 200
        assert before == now


@pytest.mark.parametrize("name", [*QUERIES, *tables()])
def test_values_have_the_type_of_their_column(real: Store, name: str) -> None:
    sql, parameters = (definition := routes._definition(name)).sql, definition.parameters
    given = defaults(name) if parameters else {}
    with real.reading(real.current()) as cursor:
        schema = cursor.execute(sql, given or None).to_arrow_table().schema
    body = ask(f"/{name}.json{needed(name) if parameters else ''}").json()["rows"]
    cells = ask(f"/{name}.csv{needed(name) if parameters else ''}").csv()
    for column in schema:
        values = [row[column.name] for row in body if row[column.name] is not None]
        texts = [row[column.name] for row in cells if row[column.name]]
        match str(column.type):
            case "int32" | "int64":
                assert {type(value) for value in values} <= {int}
                assert all(re.fullmatch(r"-?\d+", text) for text in texts)
            case "date32[day]":
                assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", text) for text in [*values, *texts])
            case "bool":
                assert {type(value) for value in values} <= {bool}


def test_an_empty_cell_is_null_and_nothing(real: Store) -> None:
    (row,) = [row for row in ask("/pace_to_target.json").json()["rows"] if row["region"] is None]
    assert row["needed_areas_per_month"] is None
    cells = ask("/pace_to_target.csv").csv()[-1]
    assert (cells["region"], cells["needed_areas_per_month"], cells["areas"]) == ("", "", "42")


def test_one_region_with_a_date_before_everything_gives_its_areas(real: Store) -> None:
    rows = ask("/areas_with_stage.json?as_at=2016-01-01&regions=London").json()["rows"]
    assert len(rows) == 5
    assert {row["designated_on"] for row in rows} == {None}


def test_csv_is_a_file_to_save_and_json_is_for_programs(real: Store) -> None:
    reply = ask("/stages.csv")
    assert reply.headers["content-type"] == "text/csv; charset=utf-8"
    assert reply.headers["content-disposition"] == 'attachment; filename="ics-progress_stages_v1.csv"'
    assert reply.content.startswith(b"\xef\xbb\xbfstage,stage_sequence,description\r\n")
    reply = ask("/stages.json")
    assert reply.headers["content-type"] == "application/json"
    assert reply.headers["content-disposition"] == 'inline; filename="ics-progress_stages_v1.json"'


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/coverage_by_region.csv?as_at=2020-12-31", "coverage-by-region_2020-12-31_v1.csv"),
        ("/coverage_by_region.csv", "coverage-by-region_2021-04-01_v1.csv"),
        ("/coverage_by_region.json?region=London", "coverage-by-region_london_2021-04-01_v1.json"),
        ("/area_lineage.csv?area=E54000013", "area-lineage_lincolnshire_2021-04-01_v1.csv"),
        ("/days_to_target.csv?milestone=shadow_ics", "days-to-target_shadow-ics_2021-04-01_v1.csv"),
        ("/areas.csv", "areas_v1.csv"),
    ],
)
def test_the_name_of_the_file_says_what_where_when_and_which_version(real: Store, address: str, name: str) -> None:
    assert ask(address).headers["content-disposition"].endswith(f'; filename="ics-progress_{name}"')


def test_csv_disarms_text_that_a_spreadsheet_would_run(little) -> None:
    store = little(areas=[{}])
    publish(check_files([table_file("areas", [{"population": 2}])], store, 1), store, "=1+1", "@SUM(1)")
    (cells, _), (told, _) = ask("/versions.csv").csv(), ask("/versions.json").json()["rows"]
    assert (cells["note"], cells["who"]) == ("'=1+1", "'@SUM(1)")
    assert (told["note"], told["who"]) == ("=1+1", "@SUM(1)")  # a program gets it letter for letter


def test_csv_leaves_numbers_below_nought_alone(real: Store) -> None:
    (row,) = ask("/pace_to_target.csv?as_at=2021-04-02&regions=London").csv()[:1]
    assert row["days_left"] == "-1"


# Tables


@pytest.mark.parametrize("table", tables().values(), ids=lambda table: table.name)
def test_table_is_the_csv_that_the_download_of_the_current_table_gives(real: Store, table) -> None:
    assert ask(f"/{table.name}.csv").content == table_csv(real, real.current(), table)


@pytest.mark.parametrize("table", tables().values(), ids=lambda table: table.name)
def test_table_as_json_has_all_its_rows_and_columns(real: Store, table) -> None:
    rows = ask(f"/{table.name}.json").json()["rows"]
    with real.reading(real.current()) as cursor:
        assert len(rows) == cursor.execute(f"select count(*) from {table.name}").fetchone()[0]
    assert {tuple(row) for row in rows} == {table.columns}


# What is refused


def refusal(address: str, status: int) -> str:
    reply = ask(address)
    assert reply.status == status
    return reply.json()["error"]


def test_unknown_dataset_lists_what_there_is(real: Store) -> None:
    there_are = ", ".join([*QUERIES, *tables()])
    assert refusal("/nothing.csv", 404) == f"There is no dataset nothing. Choose from: {there_are}."


@pytest.mark.parametrize("name", ["a" * 300, "..%5Cchecks", "%00", "AREAS", "areas.csv", "%ED%A0%80"])
def test_odd_name_is_an_unknown_dataset(real: Store, name: str) -> None:
    assert refusal(f"/{name}.csv", 404).startswith("There is no dataset ")


def test_unknown_format_lists_the_formats(real: Store) -> None:
    assert refusal("/areas.xml", 404) == "There is no format xml. Choose csv or json."


@pytest.mark.parametrize("path", ["/areas", "/checks/end_before_start.csv", "/..%2Fchecks%2Fend_before_start.csv"])
def test_other_addresses_are_not_found(real: Store, path: str) -> None:
    assert refusal(path, 404) == "Not Found"


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("/coverage_by_region.csv?place=London", "There is no parameter “place”. Choose from: as_at, region."),
        ("/stages.csv?as_at=2020-12-31", "There is no parameter “as_at”. This link takes none."),
        ("/areas.csv?regions=London", "There is no parameter “regions”. This link takes none."),
        (
            "/coverage_by_region.csv?region=Mercia",
            "region: there is no “Mercia”. Choose from: East of England, London, Midlands, North East and Yorkshire, "
            "North West, South East, South West.",
        ),
        ("/coverage_by_region.csv?as_at=2020-12-31&as_at=2021-04-01", "as_at has 2 values. Give one."),
    ],
)
def test_what_cannot_be_asked_is_answered_with_what_can(real: Store, address: str, sentence: str) -> None:
    assert refusal(address, 400) == sentence


@pytest.mark.parametrize("name", ["regions=London&regions=Mercia", "regions=", "regions=london", "regions=%00"])
def test_one_unknown_region_is_enough_to_be_refused(real: Store, name: str) -> None:
    assert refusal(f"/coverage_by_region.json?{name}", 400).startswith("region: there is no “")


@pytest.mark.parametrize("text", ["2021-02-30", "31/12/2020", "soon", "", "2020-12", "2020-12-31T00:00", "20-12-31"])
def test_what_is_not_a_date_is_refused(real: Store, text: str) -> None:
    error = refusal(f"/coverage_by_region.json?as_at={text}", 400)
    assert error == f"as_at: “{text}” is not a date. Write it like 2020-12-31."


@pytest.mark.parametrize("text", ["soon", "-1", "1.5", "1e3", "2001", "99999999", "%D9%A3", "", "%201"])
def test_what_is_not_a_whole_number_in_range_is_refused(real: Store, text: str) -> None:
    error = refusal(f"/areas_designated_early.json?early_days={text}", 400)
    assert error.startswith("early_days: “")
    assert error.endswith("” does not work. Write a whole number from 0 to 2,000.")


@pytest.mark.parametrize("days", [0, 2000])
def test_the_ends_of_the_range_of_a_number_are_accepted(real: Store, days: int) -> None:
    assert ask(f"/areas_designated_early.json?early_days={days}").json()["parameters"]["early_days"] == days


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("name", [name for name in QUERIES if "as_at" in query_files.load(name).parameters])
def test_the_first_and_the_last_date_there_are_break_no_query(real: Store, name: str, day: str) -> None:
    mark = "&" if needed(name) else "?"
    assert ask(f"/{name}.json{needed(name)}{mark}as_at={day}").status == 200


def test_a_missing_area_is_answered_with_the_areas_there_are(real: Store) -> None:
    error = refusal("/area_lineage.json", 400)
    assert error.startswith("area is missing. Choose from: E54")
    assert SOME_AREA in error


def test_long_nonsense_is_not_repeated_in_full(real: Store) -> None:
    for address in [f"/{'a' * 200}.csv", f"/stages.csv?{'a' * 5000}=1", f"/areas_with_stage.csv?as_at={'a' * 5000}"]:
        assert "a" * 41 not in ask(address).json()["error"]


def test_only_reading_is_possible(real: Store) -> None:
    assert get(APP, "/api/v1/areas.csv", method="POST").status == 405


def test_a_broken_store_is_said_without_a_path(store: Store) -> None:
    assert ask("/stages.json").status == 200
    (store.folder / "CURRENT").write_text("nonsense")
    for address in ["", "/stages.json", "/areas.csv"]:
        reply = ask(address)
        assert reply.status == 503
        assert reply.json() == {"error": "The file CURRENT does not contain the name of a version."}


# Entity tags


def tag(address: str) -> str:
    reply = ask(address)
    assert reply.status == 200
    assert reply.headers["cache-control"] == "no-cache"
    return reply.headers["etag"]


def test_same_request_has_the_same_tag_which_names_the_version(real: Store) -> None:
    assert tag("/stages.json") == tag("/stages.json")
    assert re.fullmatch(rf'"v{real.current()}-[0-9a-f]{{16}}"', tag("/stages.json"))


def test_different_answers_have_different_tags(real: Store) -> None:
    addresses = [
        "",
        "/stages.json",
        "/stages.csv",
        "/areas.csv",
        "/coverage_by_region.json?as_at=2020-12-31",
        "/coverage_by_region.json?as_at=2021-04-01",
        "/coverage_by_region.json?as_at=2021-04-01&regions=London",
    ]
    assert len({tag(address) for address in addresses}) == len(addresses)


def test_another_release_has_other_tags(real: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    before = [tag(address) for address in ["", "/stages.csv", "/areas.json"]]
    monkeypatch.setattr(routes, "RELEASE", "another")
    after = [tag(address) for address in ["", "/stages.csv", "/areas.json"]]
    assert not set(before) & set(after)


def test_another_text_of_a_query_has_another_tag(real: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    before, query = tag("/stages.csv"), query_files.load("stages")
    monkeypatch.setattr(query_files, "load", lambda name: replace(query, sql=f"{query.sql}-- changed"))
    assert tag("/stages.csv") != before


def test_a_default_that_is_written_out_is_the_same_answer(real: Store) -> None:
    written_out = "/coverage_over_time.json?from_date=2016-01-01&as_at=2021-04-01"
    assert tag(written_out) == tag("/coverage_over_time.json")


@pytest.mark.parametrize("known", ["{}", "W/{}", '"v1-0000000000000000", {}'])
def test_known_answer_is_not_sent_again(real: Store, known: str) -> None:
    for address in ["", "/stages.csv", "/areas.json"]:
        reply = ask(address, If_None_Match=known.format(tag(address)))
        assert (reply.status, reply.content) == (304, b"")
        assert reply.headers["etag"] == tag(address)


def test_an_older_answer_is_sent_again(real: Store) -> None:
    reply = ask("/stages.csv", If_None_Match='"v1-0000000000000000"')
    assert reply.status == 200
    assert reply.csv()


def test_what_is_refused_has_no_tag(real: Store) -> None:
    assert "etag" not in ask("/coverage_by_region.csv?as_at=soon").headers


@pytest.mark.parametrize("address", ["", "/versions.json", "/headline_counts.json?as_at=2020-12-31&regions=Midlands"])
def test_after_a_publication_the_tag_and_the_answer_are_new(store: Store, address: str) -> None:
    before = ask(address)
    row = {"area_code": SOME_AREA, "milestone_id": "ics_designated", "date": "2020-04-01"}
    publish(check_files([table_file("area_milestones", [row])], store, store.current()), store, "Corrected")
    after = ask(address, If_None_Match=before.headers["etag"])
    assert after.status == 200
    assert after.headers["etag"] != before.headers["etag"]
    assert (before.json()["version"], after.json()["version"]) == (1, 2)
    if address.startswith("/headline"):
        assert [r.json()["rows"][0]["designated_areas"] for r in (before, after)] == [3, 4]


def test_after_a_restore_of_another_file_of_the_same_number_the_tag_is_new(fresh_store: Store) -> None:
    before = tag("/stages.csv")
    os.utime(fresh_store.path(1), (0, 0))
    assert tag("/stages.csv") != before


# How much is asked


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The SQL of every question that the data links ask of the database from now on; nothing is kept yet."""
    sent, fetch, run = [], fetch_rows, run_query
    monkeypatch.setattr(routes, "_ANSWERS", AnswerCache(routes.CACHED_BYTES))
    monkeypatch.setattr(routes, "fetch_rows", lambda sql, *a, **p: sent.append(sql) or fetch(sql, *a, **p))
    monkeypatch.setattr(routes, "run_query", lambda name, *a, **p: sent.append(name) or run(name, *a, **p))
    return sent


@pytest.mark.parametrize(
    "address", ["", "/stages.csv", "/coverage_by_region.json?regions=London", "/area_lineage.csv?area_code=E54000013"]
)
def test_the_same_question_is_asked_of_the_database_once(real: Store, asked: list[str], address: str) -> None:
    first = ask(address)
    assert asked
    asked.clear()
    assert ask(address) == first
    assert asked == []


def test_the_index_is_made_once(real: Store, asked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    first = ask("")
    monkeypatch.setattr(routes, "_index", lambda _: pytest.fail("made again"))
    assert ask("") == first
    assert ask("", If_None_Match=first.headers["etag"]).status == 304


def test_after_a_publication_or_a_restore_the_question_is_asked_again(fresh_store: Store, asked: list[str]) -> None:
    ask("/stages.json")
    os.utime(fresh_store.path(1), (0, 0))
    asked.clear()
    ask("/stages.json")
    assert len(asked) == 1


def test_what_was_refused_is_not_kept(store: Store) -> None:
    whole = store.path(1).read_bytes()
    assert ask("/stages.json").status == 200
    store.path(1).write_bytes(b"no database")
    assert ask("/stages.csv").status == 503
    store.path(1).write_bytes(whole)
    assert ask("/stages.csv").status == 200


def all_questions(name: str) -> list[str]:
    return [
        f"/coverage_by_region.json?as_at={name}-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 29)
    ]


def test_new_questions_in_a_rush_are_answered_with_when_to_ask_again(
    real: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link_limits, "BURST", 20)
    monkeypatch.setattr(routes, "_QUESTIONS", link_limits.Questions(lambda: 0.0))
    assert ask("/stages.json").status == 200
    replies = [ask(address) for address in all_questions(2020)[: link_limits.BURST + 1]]
    answered = [reply for reply in replies if reply.status == 200]
    assert link_limits.BURST - 1 <= len(answered) < len(replies)
    (late, *_) = [reply for reply in replies if reply.status != 200]
    assert (late.status, late.headers["retry-after"]) == (429, "1")
    assert late.json() == {"error": "Too many new questions were asked in a short time. Ask again in 1 second."}
    assert "etag" not in late.headers


def test_what_is_known_is_answered_although_others_ask_in_a_rush(real: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    known = ask("/stages.json")
    monkeypatch.setattr(link_limits, "BURST", 20)
    monkeypatch.setattr(routes, "_QUESTIONS", link_limits.Questions(lambda: 0.0))
    for address in all_questions(2019)[: link_limits.BURST]:
        assert ask(address).status == 200
    assert ask("/stages.csv?x=1").status == 400
    assert ask("/coverage_by_region.json?as_at=2015-01-01").status == 429
    assert ask("/stages.json") == known
    assert ask("/stages.json", If_None_Match=known.headers["etag"]).status == 304


def test_while_enough_questions_are_answered_the_next_is_told_so(real: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(link_limits, "WAIT_SECONDS", 0)
    monkeypatch.setattr(routes, "_ANSWERS", AnswerCache(routes.CACHED_BYTES))
    with ExitStack() as taken:
        for _ in range(link_limits.AT_ONCE):
            taken.enter_context(routes._QUESTIONS.turn())
        reply = ask("/stages.json")
        assert (reply.status, reply.headers["retry-after"]) == (503, "2")
        assert reply.json() == {"error": "Other questions are being answered. Ask again in 2 seconds."}
    assert ask("/stages.json").status == 200


def test_head_has_the_headers_of_the_answer(real: Store) -> None:
    reply, head = ask("/stages.csv"), get(APP, "/api/v1/stages.csv", method="HEAD")
    assert (head.status, head.headers) == (reply.status, reply.headers)


# No way to another host


@pytest.mark.parametrize("host", ["evil.example", "evil.example/..", "127.0.0.1@evil.example", "evil.example:80"])
@pytest.mark.parametrize(
    "path",
    [
        "/api",
        "/api/",
        "/api//",
        "/api/v1",
        "/api/v1/",
        "/api/v1//",
        "/api/v1/stages.csv/",
        "//evil.example/api/v1/",
        "/api//evil.example/",
        "/api/v1/%2F%2Fevil.example/",
        "/api/v1\\",
        "/api/v1/..%2f",
    ],
)
def test_no_answer_leads_to_the_host_that_was_asked_for(real: Store, host: str, path: str) -> None:
    reply = get(APP, path, Host=host, X_Forwarded_Host=host)
    assert "evil.example" not in reply.headers.get("location", "")
    assert not 300 <= reply.status < 400
