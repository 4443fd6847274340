"""Checks uploads against the rules of `datapackage.json` and `queries/checks/`, beside the published data.

A check never touches what is published: the rows are staged as text in a scratch database, turned into their
types, and merged into a candidate of each table as it would stand after publishing.
"""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field

import duckdb
import pyarrow

from ics.datapackage import Field, Table, tables
from ics.problems import Problem, quoted
from ics.queries import Query, load_checks
from ics.reading import SourceFile, Upload, read
from ics.store import Store

ADD_AND_UPDATE = "add"
REPLACE = "replace"
MAX_PER_RULE = 1000

_TYPE_FAULTS = {
    "integer": (
        "not regexp_full_match({c}, '[+-]?[0-9]{{1,18}}')",
        "is not a whole number.",
        "Write digits only, for example 1200.",
    ),
    "number": (
        "not regexp_full_match({c}, '[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]{{1,2}})?')"
        " or coalesce(isinf(try_cast({c} as double)), true)",
        "is not a number.",
        "Write digits and a decimal point, for example 12.5.",
    ),
    "boolean": ("lower({c}) not in ('true', 'false')", "is neither true nor false.", "Write true or false."),
    "date": (
        "not regexp_full_match({c}, '[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}') or try_cast({c} as date) is null",
        "is not a date.",
        "Write it as YYYY-MM-DD, for example 2021-04-01.",
    ),
}


@dataclass
class Check:
    """The outcome of a check: the problems, and the candidate tables when there are none.

    `connection` holds the schemas `candidate` (tables as they would be) and the database `published`.
    """

    connection: duckdb.DuckDBPyConnection
    based_on: int | None
    uploads: list[Upload]
    problems: list[Problem] = field(default_factory=list)

    @property
    def touched(self) -> list[Table]:
        names = {u.table.name for u in self.uploads}
        return [t for t in tables().values() if t.name in names]


def check(files: Iterable[SourceFile], store: Store, based_on: int | None, mode: str = ADD_AND_UPDATE) -> Check:
    """Checks the files together, beside version `based_on` (None: beside nothing). All problems at once."""
    readings = [read(file) for file in files]
    uploads = [r.upload for r in readings if r.upload]
    found = Check(store.beside(based_on), based_on, uploads)
    found.problems += [p for r in readings for p in r.problems]
    found.problems += _same_table_twice(uploads)
    if not found.problems or uploads:
        unread = {r.table.name for r in readings if r.table and not r.upload}
        with store.damage_named(based_on):
            _check_rows(found, mode, unread)
    return found


def _same_table_twice(uploads: list[Upload]) -> list[Problem]:
    problems, first = [], {}
    for upload in uploads:
        other = first.setdefault(upload.table.name, upload)
        if other is not upload:
            what = f"The file and {other.file.name} are both for table {upload.table.name}."
            problems.append(Problem(upload.file.name, what, "Join them into one file.", "file"))
    return problems


def _check_rows(found: Check, mode: str, unread: set[str]) -> None:
    con = found.connection
    con.execute("use scratch; create schema staged; create schema candidate")
    by_table = {u.table.name: u for u in found.uploads}
    for table in tables().values():
        upload = by_table.get(table.name)
        if upload:
            _stage(con, upload)
            found.problems += _cell_problems(con, upload)
            found.problems += _key_problems(con, upload)
        _make_candidate(con, table, upload, mode, found.based_on)
    found.problems += _unless_told(found.problems, _merged_problems(con, by_table, unread))
    found.problems.sort(key=lambda p: (p.file, p.line or 0))


def _unless_told(told: list[Problem], more: list[Problem]) -> list[Problem]:
    """The problems of cells about which nothing was said yet: a misspelt code is one problem, not two."""
    cells = {(p.file, p.line, p.column) for p in told}
    return [p for p in more if p.line is None or (p.file, p.line, p.column) not in cells]


def _stage(con: duckdb.DuckDBPyConnection, upload: Upload) -> None:
    """Table staged.<name>: the cells as text, and the line of each row in the file."""
    columns = zip(*upload.rows, strict=True) if upload.rows else [() for _ in upload.table.columns]
    arrays = {n: pyarrow.array(c, pyarrow.string()) for n, c in zip(upload.table.columns, columns, strict=True)}
    arrays["line"] = pyarrow.array(upload.lines, pyarrow.int64())
    con.register("arriving", pyarrow.table(arrays))
    con.execute(f"create table staged.{upload.table.name} as from arriving")
    con.unregister("arriving")


def _make_candidate(
    con: duckdb.DuckDBPyConnection, table: Table, upload: Upload | None, mode: str, based_on: int | None
) -> None:
    """Table candidate.<name>: the table as it would stand, with the line of rows that come from the file."""
    names = ", ".join(f'"{c}"' for c in table.columns)
    types = ", ".join(f'"{f.name}" {f.sql_type}' for f in table.fields)
    con.execute(f"create table candidate.{table.name} ({types}, line bigint)")
    if upload:
        typed = ", ".join(map(_typed, table.fields))
        con.execute(f"insert into candidate.{table.name} select {typed}, line from staged.{table.name}")
    if based_on is not None and not (upload and mode == REPLACE):
        keys = ", ".join(f'"{k}"' for k in table.primary_key)
        con.execute(f"""
            insert into candidate.{table.name} select {names}, null from published.{table.name}
            anti join candidate.{table.name} using ({keys})""")


def _typed(f: Field) -> str:
    if f.type == "list":
        return f'string_split("{f.name}", \'{f.delimiter}\') as "{f.name}"'
    return f'try_cast("{f.name}" as {f.sql_type}) as "{f.name}"'


def _cell_problems(con: duckdb.DuckDBPyConnection, upload: Upload) -> list[Problem]:
    return [p for f in upload.table.fields for rule in _rules(f) for p in _breaches(con, upload, f, rule)]


@dataclass(frozen=True)
class _Rule:
    name: str
    violation: str
    what: str
    mend: str


def _rules(f: Field) -> Iterable[_Rule]:
    """The rules of a column, as SQL conditions that are true for a cell that breaks them."""
    c, limits = f'"{f.name}"', f.constraints
    if f.required:
        yield _Rule("required", f"{c} is null", "is empty, and must not be.", "Fill it in.")
    if f.type in _TYPE_FAULTS:
        violation, what, mend = _TYPE_FAULTS[f.type]
        yield _Rule("type", f"{c} is not null and ({violation.format(c=c)})", what, mend)
    if f.type == "list":
        empty = f"list_contains(list_transform(string_split({c}, '{f.delimiter}'), lambda x: trim(x)), '')"
        yield _Rule(
            "list", empty, "has an empty entry.", f'Write one or more values with "{f.delimiter}" between them.'
        )
    if f.type in ("string", "list"):
        runs = f"regexp_matches({c}, '^[=+@\\t\\r-]')"
        yield _Rule(
            "formula", runs, "begins like a formula; a spreadsheet would run it.", "Begin the cell with a word."
        )
    if "enum" in limits:
        allowed = ", ".join("'" + v.replace("'", "''") + "'" for v in limits["enum"])
        yield _Rule(
            "allowed", f"{c} not in ({allowed})", "is not allowed here.", f"Write one of: {', '.join(limits['enum'])}."
        )
    if "pattern" in limits:
        broken = f"not regexp_full_match({c}, '{limits['pattern']}')"
        yield _Rule("pattern", broken, "does not have the right form.", f"It must match {limits['pattern']}.")
    if "maxLength" in limits:
        most = limits["maxLength"]
        yield _Rule("length", f"length({c}) > {most}", "is too long.", f"Write at most {most} characters.")
    yield from _range_rules(f, c, limits)


def _range_rules(f: Field, c: str, limits: dict) -> Iterable[_Rule]:
    unit = f" {f.unit}" if f.unit else ""
    for limit, sign, word in (("minimum", "<", "less"), ("maximum", ">", "more")):
        if limit in limits:
            bound = limits[limit]
            violation = f"try_cast({c} as {f.sql_type}) {sign} '{bound}'::{f.sql_type}"
            span = f"Write a value from {limits.get('minimum', '…')} to {limits.get('maximum', '…')}{unit}."
            yield _Rule("range", violation, f"is {word} than {bound}.", span)


def _breaches(con: duckdb.DuckDBPyConnection, upload: Upload, f: Field, rule: _Rule) -> Iterable[Problem]:
    sql = f"""
        select line, "{f.name}", count(*) over () from staged.{upload.table.name}
        where {rule.violation} order by line limit {MAX_PER_RULE}"""
    rows = con.execute(sql).fetchall()
    for line, value, _ in rows:
        what = f"{quoted(value)} {rule.what}" if value is not None else f"The cell {rule.what}"
        mend = _nearest(value, f.constraints.get("enum", [])) + rule.mend
        yield Problem(upload.file.name, what, mend, rule.name, line, f.name, value)
    yield from _untold(upload.file.name, rows, f.name, rule.name)


def _untold(file: str, rows: list[tuple], column: str, rule: str) -> Iterable[Problem]:
    """One more problem that says how many of the same kind are not listed."""
    if rows and rows[0][-1] > len(rows):
        what = f"{rows[0][-1] - len(rows):,} further cells break the same rule."
        yield Problem(file, what, "Mend the ones above in the same way.", rule, None, column)


def _nearest(value: str | None, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(value or "", list(known), 2)
    return f"Did you mean {' or '.join(near)}? " if near else ""


def _key_problems(con: duckdb.DuckDBPyConnection, upload: Upload) -> list[Problem]:
    """Rows of the file that have the key of an earlier row of the file."""
    keys = upload.table.primary_key
    typed = ", ".join(_typed(upload.table.field(k)) for k in keys)
    names = ", ".join(f'"{k}"' for k in keys)
    rows = con.execute(f"""
        with keyed as (select {typed}, line from staged.{upload.table.name})
        select line, first(line) over same as first_line, concat_ws(', ', {names}) as key
        from keyed where {" and ".join(f'"{k}" is not null' for k in keys)}
        window same as (partition by {names} order by line)
        qualify line > first_line order by line limit {MAX_PER_RULE}""").fetchall()
    mend = f"Keep one row for each {' and '.join(keys)}."
    return [
        Problem(upload.file.name, f"{quoted(key)} stands already in line {first}.", mend, "unique", line, keys[0], key)
        for line, first, key in rows
    ]


def _merged_problems(con: duckdb.DuckDBPyConnection, uploads: dict[str, Upload], unread: set[str]) -> list[Problem]:
    """Faults that show only when the new rows stand beside all others: other keys, references, check queries."""
    problems = []
    for table in tables().values():
        if table.name in uploads:
            problems += _other_key_problems(con, uploads[table.name])
        problems += _reference_problems(con, table, uploads, unread)
    for query in load_checks():
        problems += _check_query_problems(con, query, uploads)
    return problems


def _other_key_problems(con: duckdb.DuckDBPyConnection, upload: Upload) -> list[Problem]:
    problems = []
    for keys in upload.table.unique_keys:
        names = ", ".join(f'"{k}"' for k in keys)
        own = ", ".join(f'"{k}"' for k in upload.table.primary_key)
        rows = con.execute(f"""
            with shared as (
                select line, concat_ws(', ', {names}) as value, concat_ws(', ', {own}) as own,
                       first(own) over (partition by {names} order by line nulls first) as other
                from candidate.{upload.table.name}
                where {" and ".join(f'"{k}" is not null' for k in keys)})
            select line, value, other from shared
            where line is not null and own <> other order by line limit {MAX_PER_RULE}""").fetchall()
        mend = f"Each {' and '.join(keys)} may stand once; correct this row or the other."
        problems += [
            Problem(
                upload.file.name, f"{quoted(value)} belongs to {other} already.", mend, "unique", line, keys[0], value
            )
            for line, value, other in rows
        ]
    return problems


def _reference_problems(
    con: duckdb.DuckDBPyConnection, table: Table, uploads: dict[str, Upload], unread: set[str]
) -> list[Problem]:
    problems = []
    for key in table.foreign_keys:
        if key.table in unread:
            continue
        rows = con.execute(f"""
            select line, "{key.column}", count(*) over () from candidate.{table.name}
            anti join (select "{key.key}" as "{key.column}" from candidate.{key.table}) using ("{key.column}")
            where "{key.column}" is not null order by line limit {MAX_PER_RULE}""").fetchall()
        known = con.execute(f'select "{key.key}" from candidate.{key.table} order by 1').fetchall() if rows else []
        codes = [code for (code,) in known]
        for line, value, _ in rows:
            if line is None:
                problems.append(_orphan(uploads[key.table].file.name, table, key.column, value))
            else:
                what = f"{quoted(value)} is not in table {key.table}."
                mend = _nearest(value, codes) + f"Use a known {key.key}, or send its row of {key.table} as well."
                problems.append(
                    Problem(uploads[table.name].file.name, what, mend, "reference", line, key.column, value)
                )
        if table.name in uploads:
            problems += _untold(uploads[table.name].file.name, rows, key.column, "reference")
    return list(dict.fromkeys(problems))


def _orphan(file: str, table: Table, column: str, value: str) -> Problem:
    what = f"{quoted(value)} is missing from the file, but table {table.name} has rows that refer to it."
    mend = f"Keep its row, or replace table {table.name} as well."
    return Problem(file, what, mend, "reference", None, column, value)


def _check_query_problems(con: duckdb.DuckDBPyConnection, query: Query, uploads: dict[str, Upload]) -> list[Problem]:
    upload = uploads.get(query.table)
    if upload is None:
        return []
    con.execute("use scratch.candidate")
    rows = con.execute(query.sql).fetchall()
    return [
        Problem(upload.file.name, query.answers, query.mend, query.name, line, column, value)
        for line, column, value in rows
    ]
