"""The query files: one SELECT each, with a header that says what it answers and what it takes and gives.

The header is the comment at the top of a file, one line for each parameter and each column:

    -- Which areas were designated early?
    -- One row per area.
    -- Parameters:
    --   as_at: date
    -- Columns:
    --   area_code: ONS code of the area

A query without parameters says `Parameters: none`. A check has `Table:`, `Fix:` and perhaps `Severity:` instead.
"""

from dataclasses import dataclass, field
from functools import cache
from itertools import takewhile
from pathlib import Path

from ics.settings import QUERIES

_OF_THE_PROGRAM = ("checks", "changes", "schema")  # folders whose files answer no reader


@dataclass(frozen=True)
class Query:
    """A query file: its header, taken apart, and its SQL.

    `parameters` and `columns`: each by name, with what it means. `table`, `fix`, `severity`: of a check.
    """

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
def load(name: str) -> Query:
    """The query of that name, in any folder. Raises LookupError that lists the queries of the pages."""
    if name not in _files():
        raise LookupError(f"There is no query {name}. You can use: {', '.join(names())}.")
    sql = _files()[name].read_text(encoding="utf-8")
    answers, grain, *rest = _header(sql)
    values, entries = _sections(rest)
    return Query(
        name,
        answers,
        grain,
        sql,
        parameters=entries.get("Parameters", {}),
        columns=entries.get("Columns", {}),
        table=values.get("Table", ""),
        fix=values.get("Fix", ""),
        severity=values.get("Severity", "error"),
    )


@cache
def _files() -> dict[str, Path]:
    """Every query by its name, which is unique across the folders."""
    return {path.stem: path for path in sorted(QUERIES.glob("*/*.sql")) if path.parent.name != "schema"}


def names() -> list[str]:
    """The queries of the pages, which are also data links, in order."""
    return sorted(name for name, path in _files().items() if path.parent.name not in _OF_THE_PROGRAM)


@cache
def load_checks() -> tuple[Query, ...]:
    """The rules of `queries/checks/`: each returns line, column and value of the cells that break it."""
    return tuple(load(name) for name, path in _files().items() if path.parent.name == "checks")


@cache
def schema_scripts() -> tuple[str, ...]:
    """The shared rules of `queries/schema/`, in the order in which they build on each other."""
    return tuple(path.read_text(encoding="utf-8") for path in sorted((QUERIES / "schema").glob("*.sql")))


@cache
def interval_rules() -> str:
    """The macros on dates with a precision, which need no table."""
    return (QUERIES / "schema" / "10_intervals.sql").read_text(encoding="utf-8")


def _header(sql: str) -> list[str]:
    """The comment at the top, without its marks; entries of a list keep their indent."""
    return [line[2:].removeprefix(" ") for line in takewhile(lambda line: line.startswith("--"), sql.splitlines())]


def _sections(lines: list[str]) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """The values that follow their key on its line, and the lists that follow it on the lines below."""
    values: dict[str, str] = {}
    entries: dict[str, dict[str, str]] = {}
    section: dict[str, str] = {}
    for line in lines:
        key, _, text = line.strip().partition(": ")
        if line.startswith(" "):
            section[key] = text
        elif line.endswith(":"):
            section = entries.setdefault(line.removesuffix(":"), {})
        else:
            values[key] = text
    return values, entries
