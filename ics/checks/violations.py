"""Finds the faults of staged files: broken rules of cells, keys, references and check queries."""

from collections.abc import Callable, Iterable

import duckdb

from ics.checks.column_rules import Rule, cast_sql, rules
from ics.checks.suggestions import nearest, nearest_code
from ics.datapackage import Field, ForeignKey, Table, sql_names, tables
from ics.formatting import pluralise
from ics.problems import MAX_COUNTED, MAX_PER_RULE, WARNING, Problem, and_more, quoted
from ics.readers.budget import Budget
from ics.readers.read import ParsedTable
from ics.store.query_files import Query, load_checks

HINTED = 100  # different values for which the nearest code is looked for
ORPHANS_NAMED = 3  # values in each column that refers to rows which would be gone


def column_violations(con: duckdb.DuckDBPyConnection, upload: ParsedTable, budget: Budget) -> list[Problem]:
    problems = []
    for f in upload.table.fields:
        for rule in rules(f):
            budget.checkpoint()
            problems += _breaches(con, upload, f, rule)
    return problems


def _breaches(con: duckdb.DuckDBPyConnection, upload: ParsedTable, f: Field, rule: Rule) -> list[Problem]:
    rows = con.execute(f"""
        select line, "{f.name}" from (
            select line, "{f.name}" from staged.{upload.table.name} where {rule.violation} limit {MAX_COUNTED + 1})
        order by line""").fetchall()
    problems = []
    hint = _hint(con, upload.table, f, rule) if rows else None
    for line, read_as in rows[:MAX_PER_RULE]:
        value = upload.as_written(line, f.name, read_as)
        what = f"{quoted(value)} {rule.message}" if value is not None else f"The cell {rule.message}"
        fix = (hint(value) if hint else "") + rule.fix
        problems.append(Problem(upload.file.name, what, fix, rule.name, line, f.name, value, rule.severity))
    return problems + and_more(upload.file.name, len(rows), f.name, rule.name, rule.severity)


def _hint(con: duckdb.DuckDBPyConnection, table: Table, f: Field, rule: Rule) -> Callable[[str | None], str] | None:
    """Says for a wrong cell which word or code was probably meant; None where the rule gives no such words."""
    if rule.name == "allowed":
        return _for_the_first(lambda value: nearest(value, f.constraints["enum"]))
    if rule.name == "pattern" and "://" in f.constraints["pattern"]:
        return lambda value: "Only one address is allowed here. " if value.count("://") > 1 else ""
    key = next((key for key in table.foreign_keys if key.column == f.name), None)
    return _code_hint(con, key) if rule.name == "pattern" and key else None


def _code_hint(con: duckdb.DuckDBPyConnection, key: ForeignKey) -> Callable[[str | None], str]:
    """The hint for a reference: by the codes there would be, and by the names that stand beside them."""
    named = [column for column in tables()[key.table].columns if column.endswith("_name")]
    rows = con.execute(f'''
        select "{key.key}", {sql_names(named)} from candidate.{key.table}
        where "{key.key}" is not null order by 1''').fetchall()
    names, codes = {name: code for code, *words in rows for name in words if name}, [code for code, *_ in rows]
    return _for_the_first(lambda value: nearest_code(value, codes, names))


def _for_the_first(hint: Callable[[str | None], str]) -> Callable[[str | None], str]:
    """The hint for the first different values only: each is compared with all codes, and whoever has more wrong has
    another column there."""
    known: dict[str | None, str] = {}

    def said(value: str | None) -> str:
        if value not in known and len(known) < HINTED:
            known[value] = hint(value)
        return known.get(value, "")

    return said


def _filled(columns: Iterable[str]) -> str:
    return " and ".join(f'"{c}" is not null' for c in columns)


def duplicate_keys(con: duckdb.DuckDBPyConnection, upload: ParsedTable) -> list[Problem]:
    """Rows of the file that have the key of an earlier row of the file."""
    keys = upload.table.primary_key
    values = ", ".join(cast_sql(upload.table.field(k)) for k in keys)
    rows = con.execute(f"""
        with keyed as (select {values}, line from staged.{upload.table.name}),
        firsts as (
            select {sql_names(keys)}, min(line) as first_line from keyed
            where {_filled(keys)} group by all having count(*) > 1)
        select line, concat_ws(', ', {sql_names(keys)}), first_line from keyed join firsts using ({sql_names(keys)})
        where line > first_line order by line limit {MAX_COUNTED + 1}""").fetchall()
    fix = f"Keep one row for each {' and '.join(keys)}."
    problems = [
        Problem(upload.file.name, f"{quoted(key)} stands already in line {first}.", fix, "unique", line, keys[0], key)
        for line, key, first in rows[:MAX_PER_RULE]
    ]
    return problems + and_more(upload.file.name, len(rows), keys[0], "unique")


def removed_rows(con: duckdb.DuckDBPyConnection, upload: ParsedTable) -> list[Problem]:
    """A warning that says how many published rows are not in a file that is to replace its table."""
    name = upload.table.name
    gone, rows = con.execute(f"""
        select count(*), (select count(*) from published.{name}) from published.{name}
        anti join candidate.{name} using ({sql_names(upload.table.primary_key)})""").fetchone()
    if not (gone and upload.lines):
        return []
    what = f"{gone:,} of {rows:,} published rows of table {name} are not in the file and would be removed."
    fix = "If they are to stay, add them to the file, or add and update instead of replacing the table."
    return [Problem(upload.file.name, what, fix, "rows_removed", severity=WARNING)]


def violations_of_the_whole(
    con: duckdb.DuckDBPyConnection, uploads: dict[str, ParsedTable], unread: set[str], budget: Budget
) -> list[Problem]:
    """Faults that show only when the new rows stand beside all others: other keys, references, check queries."""
    problems = []
    for table in tables().values():
        budget.checkpoint()
        if table.name in uploads:
            problems += _other_key_problems(con, uploads[table.name])
        problems += _reference_problems(con, table, uploads, unread)
    for query in load_checks():
        budget.checkpoint()
        problems += _check_query_problems(con, query, uploads)
    return problems


def _other_key_problems(con: duckdb.DuckDBPyConnection, upload: ParsedTable) -> list[Problem]:
    return [p for keys in upload.table.unique_keys for p in _taken(con, upload, keys)]


def _taken(con: duckdb.DuckDBPyConnection, upload: ParsedTable, keys: tuple[str, ...]) -> list[Problem]:
    """Rows of the file whose further key belongs to another row."""
    rows = con.execute(f"""
        with shared as (
            select line, concat_ws(', ', {sql_names(keys)}) as value,
                   concat_ws(', ', {sql_names(upload.table.primary_key)}) as own,
                   first(own) over (partition by {sql_names(keys)} order by line nulls first) as other
            from candidate.{upload.table.name} where {_filled(keys)})
        select line, value, other from shared
        where line is not null and own <> other order by line limit {MAX_COUNTED + 1}""").fetchall()
    fix = f"Each {' and '.join(keys)} may stand once; correct this row or the other."
    problems = [
        Problem(upload.file.name, f"{quoted(value)} belongs to {other} already.", fix, "unique", line, keys[0], value)
        for line, value, other in rows[:MAX_PER_RULE]
    ]
    return problems + and_more(upload.file.name, len(rows), keys[0], "unique")


def _reference_problems(
    con: duckdb.DuckDBPyConnection, table: Table, uploads: dict[str, ParsedTable], unread: set[str]
) -> list[Problem]:
    """References of the table that lead nowhere; silent about a table whose file could not be read."""
    problems = []
    for key in table.foreign_keys:
        if key.table not in unread:
            if table.name in uploads:
                lines = _missing_references(con, table, key, "line, value", "line is not null")
                problems += _unknown_references(con, uploads[table.name], key, lines)
            kept = [value for (value,) in _missing_references(con, table, key, "distinct value", "line is null")]
            problems += _orphaned_rows(uploads[key.table].file.name, table, key.column, kept) if kept else []
    return problems


def _missing_references(
    con: duckdb.DuckDBPyConnection, table: Table, key: ForeignKey, what: str, which: str
) -> list[tuple]:
    """The first references of these rows that lead nowhere; the line is None in rows that were there before."""
    return con.execute(f"""
        select {what} from (select line, "{key.column}" as value from candidate.{table.name})
        anti join (select "{key.key}" as value from candidate.{key.table}) using (value)
        where value is not null and {which} order by 1 limit {MAX_COUNTED + 1}""").fetchall()


def _unknown_references(
    con: duckdb.DuckDBPyConnection, upload: ParsedTable, key: ForeignKey, lines: list[tuple[int, str]]
) -> list[Problem]:
    hint = _code_hint(con, key) if lines else None
    fix = f"Use a known {key.key}, or send its row of {key.table} as well."
    problems = [
        Problem(
            upload.file.name,
            f"{quoted(value)} is not in table {key.table}.",
            hint(value) + fix,
            "reference",
            line,
            key.column,
            value,
        )
        for line, value in lines[:MAX_PER_RULE]
    ]
    return problems + and_more(upload.file.name, len(lines), key.column, "reference")


def _orphaned_rows(file: str, table: Table, column: str, values: list[str]) -> list[Problem]:
    """The first values by name and the others by their number: each has a row to keep, and often all of them."""
    gone, reason = "would be gone", f"but table {table.name} has rows that refer to"
    fix = "Keep its row, or take those rows out as well."
    problems = [
        Problem(file, f"{quoted(value)} {gone}, {reason} it.", fix, "reference", None, column, value)
        for value in values[:ORPHANS_NAMED]
    ]
    if more := len(values) - len(problems):
        what = f"{pluralise(more, 'further value', 'further values')} {gone} as well, {reason} them."
        fix = "Keep their rows, or take those rows out as well."
        problems.append(Problem(file, what, fix, "reference", None, column, count=more))
    return problems


def _check_query_problems(
    con: duckdb.DuckDBPyConnection, query: Query, uploads: dict[str, ParsedTable]
) -> list[Problem]:
    upload = uploads.get(query.table)
    if upload is None:
        return []
    con.execute("use scratch.candidate")
    rows = con.execute(query.sql).fetchmany(MAX_COUNTED + 1)
    return [
        Problem(
            upload.file.name,
            query.answers,
            query.fix,
            query.name,
            line,
            column,
            upload.as_written(line, column, value),
            query.severity,
        )
        for line, column, value in rows[:MAX_PER_RULE]
    ] + and_more(upload.file.name, len(rows), rows[0][1] if rows else None, query.name, query.severity)
