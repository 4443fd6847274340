"""The codes and words that a template offers for its cells, and where they stand in its workbook."""

from collections.abc import Iterator
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from ics.datapackage import Field, ForeignKey, Table, sql_names, tables
from ics.store.ask import fetch_rows
from ics.store.store import Store

BOOLEAN = "true or false"


@dataclass(frozen=True)
class Choices:
    """A list from `column` of its sheet on: what may be chosen and, for codes, the names beside them.

    `is_open`: other values may be right as well, because a row of the same workbook may bring a new code.
    """

    column: int
    headings: tuple[str, ...]
    rows: list[tuple[str, ...]]
    is_open: bool

    @property
    def cells(self) -> str:
        """The cells to choose from, below the heading: "$A$2:$A$43"."""
        letter = get_column_letter(self.column)
        return f"${letter}$2:${letter}${len(self.rows) + 1}"


def list_of(table: Table, f: Field) -> str | None:
    """The name of the list from which a column is filled, if there is one."""
    for key in table.foreign_keys:
        if key.column == f.name:
            return f"{key.table}.{key.key}"
    if "enum" in f.constraints:
        return f"{table.name}.{f.name}"
    return BOOLEAN if f.type == "boolean" else None


def choices(store: Store, version: int) -> dict[str, Choices]:
    """The lists by name, side by side: first the codes of the version, each with the name of its row."""
    found, column = {}, 1
    for name, headings, rows, is_open in [*_codes(store, version), *_words()]:
        found[name] = Choices(column, headings, rows, is_open)
        column += len(headings)
    return found


def _codes(store: Store, version: int) -> Iterator[tuple]:
    for join_and, key in {f"{k.table}.{k.key}": k for table in tables().values() for k in table.foreign_keys}.items():
        columns = (key.key, _name_column(key))
        name = f"coalesce(\"{columns[1]}\", '')"  # empty in a version that is older than the column
        sql = f'select "{key.key}", {name} from {key.table} order by {sql_names(columns)}'
        yield join_and, columns, fetch_rows(sql, store, version)[1], True


def _name_column(key: ForeignKey) -> str:
    """The column that names a row of the table that a key refers to."""
    return tables()[key.table].labels[0]


def _words() -> Iterator[tuple]:
    for table in tables().values():
        for f in table.fields:
            words = [(word,) for word in f.constraints.get("enum", [])]
            if words:
                yield f"{table.name}.{f.name}", (f"{table.name}: {f.name}",), words, False
    yield BOOLEAN, (BOOLEAN,), [("true",), ("false",)], False
