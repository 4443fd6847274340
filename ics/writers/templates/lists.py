"""The codes and words that a template offers for its cells, and where they are in its workbook."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from openpyxl.utils import get_column_letter

from ics.datapackage import Field, Table, sql_names, tables
from ics.store.ask import fetch_rows
from ics.store.store import Store

BOOLEAN = "true or false"


@dataclass(frozen=True)
class ChoiceList:
    """The values to choose from in a column of a template: a row each, with the name of a code next to it.

    `is_open`: other values may be right as well, because a row of the same workbook may bring a new code.
    `column`: where the list begins on its sheet, counted from 1.
    """

    headings: tuple[str, ...]
    rows: list[tuple[str, ...]]
    is_open: bool
    column: int = 1

    @property
    def cells(self) -> str:
        """The cells to choose from, below the heading: "$A$2:$A$43"."""
        letter = get_column_letter(self.column)
        return f"${letter}$2:${letter}${len(self.rows) + 1}"


def list_name(table: Table, f: Field) -> str | None:
    """The name of the list from which a column is filled; None where there is none."""
    for key in table.foreign_keys:
        if key.column == f.name:
            return f"{key.table}.{key.key}"
    if "enum" in f.constraints:
        return f"{table.name}.{f.name}"
    return BOOLEAN if f.type == "boolean" else None


def choice_lists(store: Store, version: int) -> dict[str, ChoiceList]:
    """The lists by name, side by side: first the codes of the version, each with the name of its row."""
    lists: dict[str, ChoiceList] = {}
    column = 1
    for name, choices in [*_code_lists(store, version), *_word_lists()]:
        lists[name] = replace(choices, column=column)
        column += len(choices.headings)
    return lists


def _code_lists(store: Store, version: int) -> Iterator[tuple[str, ChoiceList]]:
    keys = {f"{key.table}.{key.key}": key for table in tables().values() for key in table.foreign_keys}
    for name, key in keys.items():
        columns = (key.key, tables()[key.table].labels[0])
        named = f"coalesce(\"{columns[1]}\", '')"  # empty in a version that is older than the column
        sql = f'select "{key.key}", {named} from {key.table} order by {sql_names(columns)}'
        yield name, ChoiceList(columns, fetch_rows(sql, store, version)[1], is_open=True)


def _word_lists() -> Iterator[tuple[str, ChoiceList]]:
    for table in tables().values():
        for f in table.fields:
            if words := f.constraints.get("enum"):
                heading = f"{table.name}: {f.name}"
                yield f"{table.name}.{f.name}", ChoiceList((heading,), [(word,) for word in words], is_open=False)
    yield BOOLEAN, ChoiceList((BOOLEAN,), [("true",), ("false",)], is_open=False)
