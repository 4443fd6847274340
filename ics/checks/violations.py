"""Finds what is wrong with staged files: broken rules of cells, keys, references and check queries.

Each group of rules is asked with one statement, and a second one only where a rule is broken: most files are right.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any, NamedTuple

import duckdb

from ics.checks.column_rules import Rule, cast_sql, is_of_addresses, rules
from ics.checks.row_rules import row_rules
from ics.checks.suggestions import nearest, nearest_code
from ics.datapackage import Field, ForeignKey, Table, sql_names, tables
from ics.formatting import pluralise
from ics.problems import MAX_COUNTED, MAX_PER_RULE, WARNING, Problem, and_more, quoted
from ics.readers.budget import Budget
from ics.readers.upload import ParsedTable
from ics.store.query_files import Query, interval_rules, load_checks

HINTED = 100  # different values for which the nearest code is looked for
ORPHANS_NAMED = 3  # values in each column that refers to rows which would be gone
Uploads = dict[str, ParsedTable]  # by table
Hint = Callable[[str | None], str]
_SqlRow = tuple[Any, ...]  # a row that a statement returns


class ColumnRule(NamedTuple):
    """A rule of one column of a table."""

    field: Field
    rule: Rule


def violations_of_the_file(con: duckdb.DuckDBPyConnection, upload: ParsedTable, budget: Budget) -> list[Problem]:
    """Faults that a file shows by itself: cells that break a rule of their column, and rows with the same key.

    Reads `staged.<table>`; names of referenced rows come from the candidates of the tables before it.
    """
    budget.checkpoint()
    broken, has_duplicates = _broken_rules(con, upload.table)
    budget.checkpoint()
    problems = _column_problems(con, upload, broken) if broken else []
    return problems + (_duplicate_keys(con, upload) if has_duplicates else [])


def _broken_rules(con: duckdb.DuckDBPyConnection, table: Table) -> tuple[list[ColumnRule], bool]:
    """The rules that at least one cell breaks, and whether a key occurs twice."""
    all_rules = [ColumnRule(f, rule) for f in table.fields for rule in rules(f)]
    flags = ", ".join(f"bool_or({rule.violation})" for _, rule in all_rules)
    keys = sql_names(table.primary_key)
    values = ", ".join(cast_sql(table.field(k)) for k in table.primary_key)
    *is_broken, has_duplicates = _only_row(
        con,
        f"""
        select {flags}, (
            select count(*) > count(distinct ({keys}))
            from (select {values} from staged.{table.name}) where {_filled(table.primary_key)})
        from staged.{table.name}""",
    )
    return [one for one, broken in zip(all_rules, is_broken, strict=True) if broken], has_duplicates


def _column_problems(con: duckdb.DuckDBPyConnection, upload: ParsedTable, broken: list[ColumnRule]) -> list[Problem]:
    selects = (
        f'select line, "{f.name}" as value from staged.{upload.table.name} where {rule.violation}' for f, rule in broken
    )
    problems: list[Problem] = []
    for number, cells in _first_rows(con, "line, value", selects):
        problems += _problems_of(con, upload, *broken[number], cells)
    return problems


def _problems_of(
    con: duckdb.DuckDBPyConnection, upload: ParsedTable, f: Field, rule: Rule, cells: list[_SqlRow]
) -> list[Problem]:
    problems, hint = [], _hint(con, upload.table, f, rule)
    for line, read_as in cells[:MAX_PER_RULE]:
        value = upload.as_written(line, f.name, read_as)
        message = f"{quoted(value)} {rule.message}" if value is not None else f"The cell {rule.message}"
        fix = (hint(value) if hint else "") + rule.fix
        problems.append(Problem(upload.file.name, message, fix, rule.name, line, f.name, value, rule.severity))
    return problems + and_more(upload.file.name, len(cells), f.name, rule.name, rule.severity)


def _first_rows(
    con: duckdb.DuckDBPyConnection, columns: str, selects: Iterable[str]
) -> Iterator[tuple[int, list[_SqlRow]]]:
    """The first rows that each SELECT finds, by its number, in the order of the lines. One that finds none is left out.

    Each SELECT gives `columns`, with line and value among them; its rows are in the order of the lines, or of the file.
    """
    numbered = [
        f"(select {number} as number, {columns} from ({select}) limit {MAX_COUNTED + 1})"
        for number, select in enumerate(selects)
    ]
    rows = con.execute(" union all ".join(numbered) + " order by number, line, value").fetchall() if numbered else []
    for number, found in groupby(rows, key=lambda row: int(row[0])):
        yield number, [tuple(row[1:]) for row in found]


def _hint(con: duckdb.DuckDBPyConnection, table: Table, f: Field, rule: Rule) -> Hint | None:
    """Says for a wrong cell which word or code was probably meant; None where the rule gives no such words."""
    if rule.name == "allowed":
        return _for_the_first(lambda value: nearest(value, f.constraints["enum"]))
    if rule.name == "pattern" and is_of_addresses(f):
        return lambda value: "Enter only one address. " if (value or "").count("://") > 1 else ""
    key = next((key for key in table.foreign_keys if key.column == f.name), None)
    return _code_hint(con, key) if rule.name == "pattern" and key else None


def _code_hint(con: duckdb.DuckDBPyConnection, key: ForeignKey) -> Hint:
    """The hint for a reference: by the codes there would be, and by the names next to them."""
    named = sql_names(tables()[key.table].all_labels)
    rows = con.execute(f'''
        select "{key.key}", {named} from candidate.{key.table}
        where "{key.key}" is not null order by 1''').fetchall()
    names, codes = {name: code for code, *words in rows for name in words if name}, [code for code, *_ in rows]
    return _for_the_first(lambda value: nearest_code(value, codes, names))


def _for_the_first(hint: Hint) -> Hint:
    """The hint for the first different values only: each is compared with all codes, and whoever has more wrong has
    another column there.
    """
    known: dict[str | None, str] = {}

    def cached(value: str | None) -> str:
        if value not in known and len(known) < HINTED:
            known[value] = hint(value)
        return known.get(value, "")

    return cached


def _filled(columns: Iterable[str]) -> str:
    return " and ".join(f'"{c}" is not null' for c in columns)


def _duplicate_keys(con: duckdb.DuckDBPyConnection, upload: ParsedTable) -> list[Problem]:
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
        Problem(upload.file.name, f"{quoted(key)} is already on line {first}.", fix, "unique", line, keys[0], key)
        for line, key, first in rows[:MAX_PER_RULE]
    ]
    return problems + and_more(upload.file.name, len(rows), keys[0], "unique")


def removed_rows(con: duckdb.DuckDBPyConnection, upload: ParsedTable) -> list[Problem]:
    """A warning that says how many published rows are not in a file that is to replace its table."""
    name = upload.table.name
    gone, rows = _only_row(
        con,
        f"""
        select count(*), (select count(*) from published.{name}) from published.{name}
        anti join candidate.{name} using ({sql_names(upload.table.primary_key)})""",
    )
    if not (gone and upload.lines):
        return []
    message = f"Your file does not have {gone:,} of the {rows:,} published rows in {name}. They will be deleted."
    fix = "To keep them, add them to the file, or add and change rows instead of replacing the table."
    return [Problem(upload.file.name, message, fix, "rows_removed", severity=WARNING)]


def violations_of_the_whole(
    con: duckdb.DuckDBPyConnection, uploads: Uploads, unread: set[str], budget: Budget
) -> list[Problem]:
    """Problems that show only when the new rows are next to all others: other keys, references, check queries.

    Reads the candidates of all tables. `unread`: tables whose file could not be read; nothing is said of references
    to them.
    """
    budget.checkpoint()
    taken = _taken_keys(con, uploads)
    budget.checkpoint()
    references = _reference_problems(con, uploads, unread)
    budget.checkpoint()
    by_table = [p for name in tables() for p in [*taken.get(name, []), *references.get(name, [])]]
    return by_table + _check_query_problems(con, uploads)


def _taken_keys(con: duckdb.DuckDBPyConnection, uploads: Uploads) -> dict[str, list[Problem]]:
    """By table: the rows of its file in which a unique key, other than the primary one, belongs to another row."""
    all_keys = [(t, keys) for t in tables().values() if t.name in uploads for keys in t.unique_keys]
    selects = (_taken_sql(table, keys) for table, keys in all_keys)
    problems: dict[str, list[Problem]] = {}
    for number, rows in _first_rows(con, "line, value, other", selects):
        table, keys = all_keys[number]
        problems.setdefault(table.name, []).extend(_taken(uploads[table.name].file.name, keys, rows))
    return problems


def _taken_sql(table: Table, keys: tuple[str, ...]) -> str:
    return f"""
        select line, value, other from (
            select line, concat_ws(', ', {sql_names(keys)}) as value,
                   concat_ws(', ', {sql_names(table.primary_key)}) as own,
                   first(own) over (partition by {sql_names(keys)} order by line nulls first) as other
            from candidate.{table.name} where {_filled(keys)})
        where line is not null and own <> other order by line"""


def _taken(file: str, keys: tuple[str, ...], rows: list[_SqlRow]) -> list[Problem]:
    fix = f"Each {' and '.join(keys)} can be used only once. Correct this row or the other."
    problems = [
        Problem(file, f"{quoted(value)} is already used by {other}.", fix, "unique", line, keys[0], value)
        for line, value, other in rows[:MAX_PER_RULE]
    ]
    return problems + and_more(file, len(rows), keys[0], "unique")


def _reference_problems(con: duckdb.DuckDBPyConnection, uploads: Uploads, unread: set[str]) -> dict[str, list[Problem]]:
    """By table: its references that lead nowhere; silent about a table whose file could not be read."""
    asked = list(_references_to_check(uploads, unread))
    selects = (_missing_references_sql(table, key, is_new) for table, key, is_new in asked)
    problems: dict[str, list[Problem]] = {}
    for number, rows in _first_rows(con, "line, value", selects):
        table, key, is_new = asked[number]
        problems.setdefault(table.name, []).extend(
            _unknown_references(con, uploads[table.name], key, rows)
            if is_new
            else _orphaned_rows(uploads[key.table].file.name, table, key.column, [value for _, value in rows])
        )
    return problems


def _references_to_check(uploads: Uploads, unread: set[str]) -> Iterator[tuple[Table, ForeignKey, bool]]:
    """Each reference in the rows of a file (True), and in rows that were there before (False) to a table of a file."""
    for table in tables().values():
        for key in table.foreign_keys:
            if key.table not in unread:
                if table.name in uploads:
                    yield table, key, True
                if key.table in uploads:
                    yield table, key, False


def _missing_references_sql(table: Table, key: ForeignKey, is_new: bool) -> str:
    """The references that lead nowhere; the line is null in rows that were there before, each value once."""
    return f"""
        select {"line" if is_new else "distinct null::bigint as line"}, value
        from (select line, "{key.column}" as value from candidate.{table.name})
        anti join (select "{key.key}" as value from candidate.{key.table}) using (value)
        where value is not null and line is {"not " if is_new else ""}null order by line, value"""


def _unknown_references(
    con: duckdb.DuckDBPyConnection, upload: ParsedTable, key: ForeignKey, lines: list[_SqlRow]
) -> list[Problem]:
    hint, file, column = _code_hint(con, key), upload.file.name, key.column
    fix = f"Enter a known {key.key}, or add its row to {key.table}."
    problems = []
    for line, value in lines[:MAX_PER_RULE]:
        message = f"{quoted(value)} is not in the table {key.table}."
        problems.append(Problem(file, message, hint(value) + fix, "reference", line, column, value))
    return problems + and_more(file, len(lines), column, "reference")


def _orphaned_rows(file: str, table: Table, column: str, values: list[str]) -> list[Problem]:
    """The first values by name and the others by their number: each has a row to keep, and often all of them."""
    users = f"but rows in {table.name} still use"
    fix = "Keep its row, or delete those rows too."
    problems = [
        Problem(file, f"You are deleting {quoted(value)}, {users} it.", fix, "reference", None, column, value)
        for value in values[:ORPHANS_NAMED]
    ]
    if more := len(values) - len(problems):
        is_at_least = len(values) > MAX_COUNTED
        more -= is_at_least  # the last one only shows that there are more
        values_in_words = pluralise(more, "more value", "more values")
        message = f"You are deleting {'more than ' if is_at_least else ''}{values_in_words}, {users} them."
        fix = "Keep their rows, or delete those rows too."
        problems.append(Problem(file, message, fix, "reference", None, column, count=more, is_at_least=is_at_least))
    return problems


def _check_query_problems(con: duckdb.DuckDBPyConnection, uploads: Uploads) -> list[Problem]:
    """The cells of the files that the rules between columns, rows and tables report, rule by rule, by name."""
    queries = sorted((q for q in (*load_checks(), *row_rules()) if q.table in uploads), key=lambda q: q.name)
    con.execute(f"use scratch.candidate; {interval_rules()}")
    problems: list[Problem] = []
    for number, rows in _first_rows(con, "line, value, column_name", (q.select for q in queries)):
        problems += _reported(queries[number], uploads[queries[number].table], rows)
    return problems


def _reported(query: Query, upload: ParsedTable, rows: list[_SqlRow]) -> list[Problem]:
    file = upload.file.name
    problems = []
    for line, read_as, column in rows[:MAX_PER_RULE]:
        value = upload.as_written(line, column, read_as)
        problems.append(Problem(file, query.answers, query.fix, query.name, line, column, value, query.severity))
    return problems + and_more(file, len(rows), rows[0][2], query.name, query.severity)


def _only_row(con: duckdb.DuckDBPyConnection, sql: str) -> _SqlRow:
    (row,) = con.execute(sql).fetchall()
    return tuple(row)
