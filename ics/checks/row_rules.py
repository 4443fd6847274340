"""The rules between the cells of a row that `datapackage.json` gives, as check queries like those of `queries/checks/`.

They read the candidate tables, with typed columns, and the macros of `queries/schema/10_intervals.sql`.
"""

from collections.abc import Iterator
from functools import cache

from ics.datapackage import Field, Precision, Table, tables
from ics.store.query_files import Query


@cache
def row_rules() -> tuple[Query, ...]:
    """A check query for each rule, in the order of the tables. Each returns line, column_name and value."""
    return tuple(rule for table in tables().values() for f in table.fields for rule in _rules(table, f))


def _rules(table: Table, f: Field) -> Iterator[Query]:
    if f.item_pattern:
        yield _entries_match(table, f, f.item_pattern)
    if f.paired_with:
        yield _lists_are_paired(table, f, f.paired_with)
    if f.precision:
        yield _begins_its_interval(table, f, f.precision)
    if f.precision and not f.required:
        yield _has_precision(table, f, f.precision)


def _entries_match(table: Table, f: Field, pattern: str) -> Query:
    broken = f"len(list_filter(\"{f.name}\", lambda entry: not regexp_full_match(entry, '{pattern}'))) > 0"
    message = "One of the source addresses is not a web address."
    fix = f'Enter addresses like https://www.england.nhs.uk/page, with "{f.delimiter}" between them.'
    return _query(f"addresses_of_{table.name}", table, broken, f, message, fix)


def _lists_are_paired(table: Table, f: Field, other: str) -> Query:
    broken = f'len("{f.name}") <> len("{other}")'
    message = "The numbers of source titles and source addresses differ."
    fix = f'Enter one title for each address, in the same order, with "{f.delimiter}" between them.'
    return _query(f"sources_in_pairs_of_{table.name}", table, broken, f, message, fix)


def _begins_its_interval(table: Table, f: Field, precision: Precision) -> Query:
    broken = f'"{f.name}" <> interval_begin("{f.name}", "{precision.column}")'
    message = "The date is not the first day of its month, quarter or year."
    fix = f"Enter the first day ({precision.example}), or correct {precision.column}."
    return _query(f"{precision.event}_begins_its_interval", table, broken, f, message, fix)


def _has_precision(table: Table, f: Field, precision: Precision) -> Query:
    broken = f'("{f.name}" is null) <> ("{precision.column}" is null)'
    event = precision.event.rsplit("_", 1)[-1]
    message = f"Only one of the two cells for the {event} date is filled in."
    fix = f"Fill in both {f.name} and {precision.column}, or leave both blank."
    return _query(f"{precision.event}_has_precision", table, broken, table.field(precision.column), message, fix)


def _query(name: str, table: Table, broken: str, reported: Field, message: str, fix: str) -> Query:
    """The check query that finds the rows of a file in which the condition is true, and reports one of their cells."""
    value = (
        f"array_to_string(\"{reported.name}\", '{reported.delimiter}')"
        if reported.type == "list"
        else f'"{reported.name}"::varchar'
    )
    sql = f"""
        select line, '{reported.name}' as column_name, {value} as value
        from {table.name} where line is not null and {broken} order by line;"""
    return Query(name, message, f"One row per failing row of {table.name}.", sql, table=table.name, fix=fix)
