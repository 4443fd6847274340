"""What a statement could reach: no connection reads or writes a file, asks a host, or loads an extension.

A new release of DuckDB that brings another table function fails here, so that somebody looks at what it reaches.
"""

import faulthandler
import re
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from pathlib import Path

import duckdb
import pandas as pd
import pytest

import ics.store.connections
from ics.settings import ROOT
from ics.store.ask import fetch_rows
from ics.store.connections import writer
from ics.store.store import NotEnoughMemoryError, Store
from tests.support.processes import Child, Tell
from tests.support.worlds import copy_versions, fingerprints

# {file}: a CSV there is; {new}: a file there is not; {version}: the attached version; {other}: another version.
WRITING = [
    "copy (select 1 as a) to '{new}'",
    "copy (select 1 as a) to '{new}' (format parquet)",
    "copy (select 1 as a) to '{new}' (format json)",
    "copy (select 1 as a, 2 as b) to '{folder}' (format csv, partition_by (a), overwrite_or_ignore)",
    "copy (select 1 as a) to '{folder}/parts' (format csv, per_thread_output)",
    "copy (select 1 as a) to '{folder}/CURRENT' (format csv, use_tmp_file false)",
    "copy (select 1 as a) to '{other}' (format csv, use_tmp_file false)",
    "copy (select 1 as a) to 'relative.csv'",
    "copy (select 1 as a) to '/dev/stdout'",
    "copy (select 1 as a) to 'https://127.0.0.1:9/x.csv'",
    "copy (select 1 as a) to 's3://bucket/x.csv'",
    "export database '{folder}/exported'",
    "attach '{new}' as n",
    "attach '{other}' as n",
    "pragma profiling_output='{folder}/profile.json'",
    "pragma log_query_path='{folder}/queries.log'",
    "create persistent secret s (type http, bearer_token 'x')",
]
LOGGING = "call enable_logging(storage='file', storage_config={{'path': '{folder}/logs'}})"
PROFILING = "call enable_profiling(save_location='{folder}/profile.json', format='json')"
# What a connection may do that can write its one file: it needs the file and its log to commit.
WRITING_ITS_OWN_FILE = [
    "copy (select 1 as a) to '{version}' (format csv, use_tmp_file false)",
    "copy (select 1 as a) to '{version}.wal' (format csv, use_tmp_file false)",
]
READING = [
    "copy areas from '{file}'",
    "import database '{folder}'",
    "pragma import_database('{folder}')",
    "attach '{other}' as n (read_only)",
    "attach '{file}' as n (type sqlite)",
    "attach 'https://127.0.0.1:9/x.duckdb' as n (read_only)",
    "attach 'ducklake:{file}' as n",
    "from '{file}'",
    "from '{other}'",
    "from 'https://127.0.0.1:9/x.csv'",
    "from '../CURRENT'",
    "from read_csv('/etc/hostname')",
    "from query('from read_text(''{file}'')')",
    "from query_table('{file}')",
    "from json_execute_serialized_sql(json_serialize_sql('from read_text(''{file}'')'))",
    "create view v as from read_text('{file}'); from v",
    "create macro m() as table from read_text('{file}'); from m()",
    "from frame_of_the_program",
    "select getenv('HOME')",
]
EXTENSIONS = [
    "install httpfs",
    "force install httpfs",
    "install httpfs from 'https://127.0.0.1:9'",
    "update extensions",
    "load httpfs",
    "load '{file}'",
    "create secret s (type s3)",
]
# What says that a file was looked for and not allowed, or that there is no such thing.
REASONS = (
    "operations are disabled by configuration|LocalFileSystem disabled|has been disabled by configuration"
    "|extensions is disabled through configuration|configuration has been locked|does not exist"
    "|Persistent secrets are disabled|requires the extension httpfs|it exists in the .* extension"
)
# Table functions that take no name of a file: they tell of the instance, make rows, or read what is attached.
HARMLESS = """
    arrow_scan arrow_scan_dumb pandas_scan python_map_function seq_scan
    checkpoint force_checkpoint disable_logging disable_profiling truncate_duckdb_logs
    duckdb_approx_database_count duckdb_columns duckdb_connection_count duckdb_constraints duckdb_coordinate_systems
    duckdb_databases duckdb_dependencies duckdb_extensions duckdb_external_file_cache duckdb_functions duckdb_indexes
    duckdb_keywords duckdb_log_contexts duckdb_logs duckdb_memory duckdb_optimizers duckdb_prepared_statements
    duckdb_schemas duckdb_secret_types duckdb_secrets duckdb_sequences duckdb_settings duckdb_table_sample duckdb_tables
    duckdb_temporary_files duckdb_types duckdb_variables duckdb_views which_secret
    generate_series icu_calendar_names json_each json_tree pg_timezone_names range repeat repeat_row summary
    test_all_types test_vector_types unnest
    pragma_collations pragma_database_size pragma_metadata_info pragma_platform pragma_show pragma_storage_info
    pragma_table_info pragma_user_agent pragma_version
"""
TRIED_ABOVE = {"enable_logging", "enable_profiling", "query", "query_table", "json_execute_serialized_sql"}
READERS = {
    "glob": "('{file}')",
    "read_duckdb": "('{other}', table_name='areas')",
    "parquet_bloom_probe": "('{file}', 'a', 1)",
}
READERS_OF_A_PATH = """
    parquet_file_metadata parquet_full_metadata parquet_kv_metadata parquet_metadata parquet_scan parquet_schema
    read_blob read_csv read_csv_auto read_json read_json_auto read_json_objects read_json_objects_auto read_ndjson
    read_ndjson_auto read_ndjson_objects read_parquet read_text sniff_csv
"""
READERS |= dict.fromkeys(READERS_OF_A_PATH.split(), "('{file}')")
SORTING = "select count(*) from (select md5(i::varchar) as s from range(2_000_000) r(i) order by s limit 1_999_999)"
SECRET = "4711"  # in the file
OF_THE_SESSION = {"schema", "search_path"}  # where names are looked for, which `use` sets
Open = Callable[[Store], AbstractContextManager[duckdb.DuckDBPyConnection]]


CONNECTIONS: dict[str, Open] = {
    "reader": lambda store: store.reading(1),
    "attached": lambda store: store.attach_versions(published=1),
    "as_it_is": lambda store: store.open_raw(1),
    "writer": lambda store: writer(store.path(1)),
}
READ_ONLY = [name for name in CONNECTIONS if name != "writer"]


@pytest.fixture
def places(built: Path, data_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The files that the statements name; the working directory is one of the test."""
    store = copy_versions(built, data_folder)
    store.path(2).write_bytes(store.path(1).read_bytes())
    file = data_folder / "areas.csv"
    file.write_text(f"a\n{SECRET}\n")
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    named = {"file": file, "new": data_folder / "new", "version": store.path(1), "other": store.path(2)}
    return {"folder": str(data_folder)} | {name: str(path) for name, path in named.items()}


def files(data_folder: Path) -> dict[str, str]:
    """What is in the data folder and in the working directory, its hidden files included."""
    beneath = {str(path): "" for folder in (data_folder, Path.cwd()) for path in folder.rglob("*") if path.is_dir()}
    return beneath | fingerprints(data_folder) | fingerprints(Path.cwd())


def passed(con: duckdb.DuckDBPyConnection, statements: list[str], places: dict[str, str]) -> list[str]:
    """The statements that were not refused, or for another reason than that they reach too far."""
    found = []
    for statement in statements:
        try:
            con.execute(statement.format(**places)).fetchall()
        except duckdb.Error as error:
            if not re.search(REASONS, str(error)):
                found.append(f"{statement}: {error}")
        else:
            found.append(statement)
    return found


@pytest.mark.parametrize("kind", CONNECTIONS)
@pytest.mark.parametrize("statements", [WRITING, READING, EXTENSIONS], ids=["writing", "reading", "extensions"])
def test_no_statement_reaches_a_file_a_host_or_an_extension(places, data_folder, kind, statements):
    frame_of_the_program = pd.DataFrame({"secret": [1]})
    before = files(data_folder)
    with CONNECTIONS[kind](Store(data_folder)) as con:
        assert passed(con, statements, places) == []
        assert len(frame_of_the_program) == 1
    assert files(data_folder) == before


@pytest.mark.parametrize("kind", READ_ONLY)
def test_a_version_that_is_read_cannot_be_written_over(places, data_folder, kind):
    before = files(data_folder)
    with CONNECTIONS[kind](Store(data_folder)) as con:
        assert passed(con, WRITING_ITS_OWN_FILE, places) == []
    assert files(data_folder) == before


@pytest.mark.parametrize("kind", READ_ONLY)
def test_no_log_and_no_profile_is_written_to_a_file(places, data_folder, kind):
    before = files(data_folder)
    with CONNECTIONS[kind](Store(data_folder)) as con:
        assert passed(con, [LOGGING, PROFILING], places) == []
    assert files(data_folder) == before


@pytest.mark.filterwarnings("ignore:.*use of fork:DeprecationWarning")
@pytest.mark.parametrize("statement", [LOGGING, PROFILING], ids=["log", "profile"])
def test_the_writer_stops_before_a_log_or_a_profile_is_written(places, data_folder, statement):
    """In a process of its own: DuckDB 1.5.5 ends the process when it may not write what it was told to write."""
    before = files(data_folder)

    def work(tell: Tell) -> None:
        faulthandler.disable()  # nobody needs to be told of an end that is expected
        con = writer(Path(places["version"]))
        con.execute(statement.format(**places))
        tell("told")
        con.execute("select 1")

    child = Child(work)
    assert child.hear() == "told"
    with pytest.raises((EOFError, RuntimeError)):  # it ended, or could not go on
        child.hear()
    child.end()
    assert files(data_folder) == before


@pytest.mark.parametrize("kind", CONNECTIONS)
def test_no_table_function_reads_a_file(places, data_folder, kind):
    with CONNECTIONS[kind](Store(data_folder)) as con:
        assert passed(con, [f"from {name}{arguments}" for name, arguments in READERS.items()], places) == []


def test_every_table_function_of_this_release_is_known():
    with duckdb.connect() as con:
        there = con.execute("select distinct function_name from duckdb_functions() where function_type = 'table'")
        assert {name for (name,) in there.fetchall()} == set(HARMLESS.split()) | TRIED_ABOVE | set(READERS)


@pytest.mark.parametrize("kind", CONNECTIONS)
def test_no_pragma_reaches_a_file(places, data_folder, kind):
    before, told = files(data_folder), []
    with CONNECTIONS[kind](Store(data_folder)) as con:
        pragmas = "select distinct function_name from duckdb_functions() where function_type = 'pragma'"
        takes_text = f"{pragmas} and list_contains(parameter_types, 'VARCHAR')"
        names = [name for (name,) in con.execute(takes_text).fetchall()]
        assert "import_database" in names
        for name in names:
            with suppress(duckdb.Error):
                told += con.execute(f"pragma {name}('{places['file']}')").fetchall()
    assert SECRET not in str(told)
    assert files(data_folder) == before


@pytest.mark.parametrize("kind", CONNECTIONS)
def test_no_setting_can_be_changed(places, data_folder, kind):
    with CONNECTIONS[kind](Store(data_folder)) as con:
        names = [name for (name,) in con.execute("select name from duckdb_settings()").fetchall()]
        refused = [name for name in names if name not in OF_THE_SESSION]
        assert len(refused) > 100
        changes = [f"{change} {name}{to}" for name in refused for change, to in (("set", " = '1'"), ("reset", ""))]
        assert passed(con, changes, places) == []


@pytest.mark.parametrize("kind", CONNECTIONS)
def test_what_does_not_fit_into_memory_fills_no_disk(places, data_folder, kind, monkeypatch):
    monkeypatch.setitem(ics.store.connections.CONFINED, "memory_limit", "60MB")
    with CONNECTIONS[kind](Store(data_folder)) as con:
        with pytest.raises(duckdb.OutOfMemoryException):
            con.execute(SORTING).fetchall()
        assert list(Path.cwd().iterdir()) == []
        assert con.execute("select 1").fetchall() == [(1,)]


def test_what_does_not_fit_into_memory_is_said(places, data_folder, monkeypatch):
    monkeypatch.setitem(ics.store.connections.CONFINED, "memory_limit", "60MB")
    with pytest.raises(NotEnoughMemoryError, match=r"^This needs more than 60MB of memory, which is the limit\."):
        fetch_rows(SORTING, Store(data_folder), 1)
    assert fetch_rows("select 1", Store(data_folder), 1)[1] == [(1,)]


def test_every_connection_is_made_in_one_place():
    made = r"\bduckdb\.(connect|sql|query|execute|read_\w+|from_\w+|default_connection|cursor)\("
    sources = [ROOT / "dashboard.py", *(ROOT / "ics").rglob("*.py"), *(ROOT / "pages").glob("*.py")]
    makers = {
        path.relative_to(ROOT).as_posix() for path in sources if re.search(made, path.read_text(encoding="utf-8"))
    }
    assert makers == {"ics/store/connections.py"}
