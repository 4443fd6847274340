"""Rows of a published table, to be looked at and corrected: found by a text, or by their keys.

A row here is what its line in the CSV is: column → text, None for an empty cell.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ics.datapackage import Field, ForeignKey, Table, sql_names, tables
from ics.store.ask import fetch_rows
from ics.store.store import Store
from ics.store.tables import cell_text

MOST_ROWS = 200
Row = dict[str, str | None]
Key = tuple[str | None, ...]  # each cell as the CSV writes it
Names = dict[str, dict[str, str]]  # column → code → name


@dataclass(frozen=True)
class FoundRows:
    """The first matching rows, by key, in key order; `total`: how many match."""

    rows: dict[Key, Row]
    total: int


def key_of(table: Table, row: Row) -> Key:
    """The cells of the primary key; None where one is not filled in."""
    return tuple(row[name] for name in table.primary_key)


def find_rows(store: Store, version: int, table: Table, text: str, most: int = MOST_ROWS) -> FoundRows:
    """The rows in whose cells, or in the names behind whose codes, every word of the text occurs."""
    joins = "\n".join(
        f'left join ({names_sql(key)}) as "names of {key.column}" on t."{key.column}" = "names of {key.column}".code'
        for key in table.foreign_keys
    )
    cells = [_text_sql(f) for f in table.fields] + [f'"names of {key.column}".names' for key in table.foreign_keys]
    sql = f"""
        with read as (
            select t.*, lower(concat_ws(chr(10), {", ".join(cells)})) as all_text from {table.name} as t {joins})
        select {sql_names(table.columns)}, count(*) over () as total from read
        where len(list_filter($words::varchar[], lambda word: not contains(all_text, word))) = 0
        order by {sql_names(table.primary_key)} limit $most"""
    _, rows = fetch_rows(sql, store, version, words=text.lower().split(), most=most)
    return FoundRows(_by_key(table, [row[:-1] for row in rows]), rows[0][-1] if rows else 0)


def rows_by_key(store: Store, version: int, table: Table, keys: Iterable[Key]) -> dict[Key, Row]:
    """The rows with these keys, as far as there are any."""
    wanted = [key for key in keys if None not in key]
    if not wanted:
        return {}
    asked = {f"key{i}": list(column) for i, column in enumerate(zip(*wanted, strict=True))}
    unnested = ", ".join(f"unnest(${name}::varchar[]) as {name}" for name in asked)
    same = " and ".join(f't."{k}"::varchar = {name}' for k, name in zip(table.primary_key, asked, strict=True))
    sql = f"select {sql_names(table.columns)} from {table.name} as t semi join (select {unnested}) on {same}"
    return _by_key(table, fetch_rows(sql, store, version, **asked)[1])


def code_names(store: Store, version: int, table: Table) -> Names:
    """For each column that refers to another table: the codes there are, with their names."""
    return {key.column: dict(fetch_rows(names_sql(key), store, version)[1]) for key in table.foreign_keys}


def label(table: Table, row: Row, names: Names) -> str:
    """What a person calls the row, with its key: "Lincolnshire, ICS designated (E54000013, ics_designated)"."""
    key = ", ".join(cell or "…" for cell in key_of(table, row))
    words = name_of_row(table, row, names)
    return f"{words} ({key})" if words not in ("", key) else key


def name_of_row(table: Table, row: Row, names: Names) -> str:
    """What a person calls the row: "Lincolnshire, ICS designated". Codes without a name stay as they are.

    `row` has at least the key and the labels of the table. A date of the key is always part of the name.
    """
    own = list(filter(None, (row[c] for c in table.labels)))
    coded = {c: row[c] or "…" for c in table.primary_key}
    others = [names[c].get(code) or code for c, code in coded.items() if c in names]
    rest = [code for c, code in coded.items() if c not in names and (not own or table.field(c).type == "date")]
    return ", ".join([*own, *others, *rest])


def names_sql(key: ForeignKey, schema: str = "") -> str:
    """The SELECT of the codes that a column may refer to and of their names: columns `code` and `names`.

    `schema`: where the tables are, with the dot after it.
    """
    names = sql_names(tables()[key.table].labels)
    return f"select \"{key.key}\" as code, concat_ws(', ', {names}) as names from {schema}{key.table} order by 1"


def _text_sql(f: Field) -> str:
    return f"array_to_string(t.\"{f.name}\", '{f.delimiter}')" if f.type == "list" else f't."{f.name}"::varchar'


def _by_key(table: Table, rows: list[tuple[Any, ...]]) -> dict[Key, Row]:
    texts = [{f.name: cell_text(f, v) or None for f, v in zip(table.fields, row, strict=True)} for row in rows]
    return {key_of(table, row): row for row in texts}
