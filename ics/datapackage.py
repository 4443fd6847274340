"""The tables as `data/datapackage.json` describes them: the one place where a table is described."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from ics.settings import PACKAGE

SQL_TYPES = {
    "string": "varchar",
    "integer": "bigint",
    "number": "double",
    "boolean": "boolean",
    "date": "date",
    "list": "varchar[]",
}


def sql_names(columns: Iterable[str]) -> str:
    """Names as a list in SQL, quoted: they may be words that SQL reserves, and those of an old file anything."""
    return ", ".join('"' + column.replace('"', '""') + '"' for column in columns)


@dataclass(frozen=True)
class Field:
    """One column: its type, constraints (Frictionless names), unit, an example and what it means."""

    name: str
    type: str
    description: str
    unit: str | None = None
    example: str | None = None
    form: str | None = None
    delimiter: str = ","
    constraints: dict = field(default_factory=dict)

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

    def field(self, name: str) -> Field:
        return next(f for f in self.fields if f.name == name)


@cache
def tables(package: Path = PACKAGE) -> dict[str, Table]:
    """Tables by name, in the order of the package (a table stands after those it refers to)."""
    resources = json.loads(package.read_text(encoding="utf-8"))["resources"]
    return {r["name"]: _table(r, package.parent) for r in resources}


def _table(resource: dict, folder: Path) -> Table:
    schema = resource["schema"]
    return Table(
        name=resource["name"],
        title=resource["title"],
        description=resource["description"],
        path=folder / resource["path"],
        fields=tuple(Field(**f) for f in schema["fields"]),
        primary_key=tuple(schema["primaryKey"]),
        unique_keys=tuple(map(tuple, schema.get("uniqueKeys", []))),
        foreign_keys=tuple(map(_foreign_key, schema.get("foreignKeys", []))),
    )


def _foreign_key(entry: dict) -> ForeignKey:
    (column,), reference = entry["fields"], entry["reference"]
    (key,) = reference["fields"]
    return ForeignKey(column, reference["resource"], key)
