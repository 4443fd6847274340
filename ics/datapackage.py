"""The tables as `data/datapackage.json` describes them: the one place where a table is described.

The file is a Frictionless Data Package. A field may have these attributes of our own next to the standard ones; each
takes effect wherever it is set, so that a new table gets the rules by naming them:

- `unit`: the unit of the values; `form`: the pattern in words; `example`: a value that is right.
- `delimiter`: what is between the entries of a list.
- `label` (true): the column names the row for people. Labels appear next to codes, in searches and in templates.
- `shortLabel` (true): a shorter name of the row, under which a person may also type it.
- `multiline` (true): a text that may have line breaks. Other texts get a warning for one.
- `pairedWith` (a column): a list with one entry for each entry of that list, as titles of sources for their addresses.
- `itemPattern` (a regular expression): what each entry of a list has to match.
- `precision` (of a date): `column` holds its precision (day, month, quarter or year); both are filled in or neither,
  and a date less precise than a day is the first day of its interval. `event` begins the names of these rules, and its
  last word names the date in their messages; `example` is a first day with what it says.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from ics.settings import PACKAGE

SQL_TYPES = {
    "string": "varchar",
    "integer": "bigint",
    "number": "double",
    "boolean": "boolean",
    "date": "date",
    "list": "varchar[]",
}
JsonObject = dict[str, Any]  # an object of the JSON


def sql_names(columns: Iterable[str]) -> str:
    """Names as a list in SQL, quoted: they may be words that SQL reserves, and those of an old file anything."""
    return ", ".join('"' + column.replace('"', '""') + '"' for column in columns)


@dataclass(frozen=True)
class Precision:
    """How precisely a date is known: the column that says so, and the words of the rules about it."""

    column: str
    event: str
    example: str


@dataclass(frozen=True)
class Field:
    """One column: its type, title, constraints (Frictionless names), unit, an example and what it means.

    The other attributes are explained at the top of this module.
    """

    name: str
    type: str
    title: str
    description: str
    unit: str | None = None
    example: str | None = None
    form: str | None = None
    delimiter: str = ","
    label: bool = False
    short_label: bool = False
    multiline: bool = False
    paired_with: str | None = None
    item_pattern: str | None = None
    precision: Precision | None = None
    constraints: JsonObject = field(default_factory=dict)

    @property
    def sql_type(self) -> str:
        return SQL_TYPES[self.type]

    @property
    def required(self) -> bool:
        return bool(self.constraints.get("required"))


@dataclass(frozen=True)
class ForeignKey:
    """`column` may only hold values of `table`.`key`."""

    column: str
    table: str
    key: str


@dataclass(frozen=True)
class Table:
    """One resource of the package."""

    name: str
    title: str
    description: str
    path: Path
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    unique_keys: tuple[tuple[str, ...], ...]
    foreign_keys: tuple[ForeignKey, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(f.name for f in self.fields)

    @property
    def labels(self) -> tuple[str, ...]:
        """The columns that name a row for people."""
        return tuple(f.name for f in self.fields if f.label)

    @property
    def all_labels(self) -> tuple[str, ...]:
        """The same with the columns of short names."""
        return tuple(f.name for f in self.fields if f.label or f.short_label)

    def field(self, name: str) -> Field:
        return next(f for f in self.fields if f.name == name)


@cache
def tables(package: Path = PACKAGE) -> dict[str, Table]:
    """Tables by name, in the order of the package: a table comes after those it refers to."""
    resources = json.loads(package.read_text(encoding="utf-8"))["resources"]
    return {r["name"]: _table(r, package.parent) for r in resources}


def _table(resource: JsonObject, folder: Path) -> Table:
    schema = resource["schema"]
    return Table(
        name=resource["name"],
        title=resource["title"],
        description=resource["description"],
        path=folder / resource["path"],
        fields=tuple(map(_field, schema["fields"])),
        primary_key=tuple(schema["primaryKey"]),
        unique_keys=tuple(map(tuple, schema.get("uniqueKeys", []))),
        foreign_keys=tuple(map(_foreign_key, schema.get("foreignKeys", []))),
    )


_OUR_NAMES = {"shortLabel": "short_label", "pairedWith": "paired_with", "itemPattern": "item_pattern"}


def _field(entry: JsonObject) -> Field:
    attributes = {_OUR_NAMES.get(name, name): value for name, value in entry.items()}
    if "precision" in attributes:
        attributes["precision"] = Precision(**attributes["precision"])
    return Field(**attributes)


def _foreign_key(entry: JsonObject) -> ForeignKey:
    (column,), reference = entry["fields"], entry["reference"]
    (key,) = reference["fields"]
    return ForeignKey(column, reference["resource"], key)
