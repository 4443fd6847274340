"""The query files: one SELECT each, with a header that says what it answers and what it takes and gives."""

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from ics.settings import QUERIES

_ENTRY = re.compile(r"(\w+)\s*\(([^()]*(?:\([^()]*\)[^()]*)*)\)")


@dataclass(frozen=True)
class Query:
    """A query file: its header, taken apart, and its SQL."""

    name: str
    answers: str
    grain: str
    sql: str
    parameters: dict[str, str] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)
    table: str = ""
    fix: str = ""
    severity: str = "error"

    @property
    def select(self) -> str:
        """The statement without its final semicolon, to be part of another."""
        return self.sql.rstrip().removesuffix(";")


@cache
def load(name: str, folder: Path = QUERIES) -> Query:
    """The query of that name. Raises LookupError that lists the queries there are."""
    path = folder / f"{name}.sql"
    if not path.is_file():
        raise LookupError(f"There is no query {name}; there are: {', '.join(names())}.")
    sql = path.read_text(encoding="utf-8")
    header = [line[2:].strip() for line in sql.splitlines() if line.startswith("--")]
    keys = dict(line.split(": ", 1) for line in header[2:] if ": " in line)
    return Query(
        name,
        header[0],
        header[1],
        sql,
        parameters=_entries(keys.get("Parameters", "").replace("$", "")),
        columns=_entries(keys.get("Columns", "")),
        table=keys.get("Table", ""),
        fix=keys.get("Fix", ""),
        severity=keys.get("Severity", "error"),
    )


def names() -> list[str]:
    return sorted(path.stem for path in QUERIES.glob("*.sql"))


@cache
def load_checks() -> tuple[Query, ...]:
    """The rules of `queries/checks/`: each returns line, column and value of the cells that break it."""
    folder = QUERIES / "checks"
    return tuple(load(path.stem, folder) for path in sorted(folder.glob("*.sql")))


@cache
def schema_scripts() -> tuple[str, ...]:
    """The shared rules of `queries/schema/`, in the order in which they build on each other."""
    return tuple(path.read_text(encoding="utf-8") for path in sorted((QUERIES / "schema").glob("*.sql")))


@cache
def interval_rules() -> str:
    """The macros on dates with a precision, which need no table."""
    return (QUERIES / "schema" / "10_intervals.sql").read_text(encoding="utf-8")


def _entries(text: str) -> dict[str, str]:
    return dict(_ENTRY.findall(text))
