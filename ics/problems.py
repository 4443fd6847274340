"""What is wrong with a file, said so that a person can fix it."""

from collections.abc import Iterable
from dataclasses import dataclass

from ics.formatting import pluralise

ERROR = "error"
WARNING = "warning"
MAX_PER_RULE = 1000  # a file with the wrong separator would otherwise give a problem per cell
MAX_COUNTED = 10_000  # of one kind; beyond it nobody needs the number


@dataclass(frozen=True)
class Problem:
    """One problem: where it is, what is wrong, which rule it breaks and how to fix it.

    `line` is the row as Excel numbers it when it opens the file: from 1, with header, comments and blank rows, and a
    row with line breaks in its cells is one. In a workbook it is the row of the sheet. None: the whole file is meant.
    `severity`: an error forbids publishing; a warning is doubtful, and may be right.
    `count`: how many cells or rows break the rule; more than 1 where the others are not listed.
    `is_at_least`: whether there are more, which were not counted.
    """

    file: str
    message: str
    fix: str
    rule: str
    line: int | None = None
    column: str | None = None
    value: str | None = None
    severity: str = ERROR
    count: int = 1
    is_at_least: bool = False

    def __str__(self) -> str:
        place = self.file + (f":{self.line}" if self.line else "")
        column = f" {self.column}" if self.column else ""
        return f"{place}{column}: {self.message} {self.fix}"


def quoted(value: str | None, limit: int = 60) -> str:
    """The value as it is shown in a message: quoted, control characters made visible, cut when long."""
    text = "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in (value or "")[: limit + 1])
    return f'"{text[:limit]}…"' if len(text) > limit else f'"{text}"'


def and_more(file: str, found: int, column: str | None, rule: str, severity: str = ERROR) -> list[Problem]:
    """One more problem that says how many of the same kind are not listed, if any.

    `found`: how many there are; more than MAX_COUNTED where nobody went on counting.
    """
    if found <= MAX_PER_RULE:
        return []
    more, is_at_least = min(found, MAX_COUNTED) - MAX_PER_RULE, found > MAX_COUNTED
    count = f"{'More than ' if is_at_least else ''}{more:,}"
    message = f"{count} more {'cells' if column else 'rows'} have the same problem."
    fix = "Correct them in the same way as those listed."
    return [Problem(file, message, fix, rule, None, column, None, severity, more, is_at_least)]


def total(problems: Iterable[Problem]) -> int:
    """How many cells or rows break a rule, those that are not listed included, as far as they were counted."""
    return sum(problem.count for problem in problems)


def total_in_words(problems: Iterable[Problem], one: str, many: str) -> str:
    """That number with its noun: "3 problems", or "more than 10,000 problems" where not all were counted."""
    found = list(problems)
    return f"{'more than ' if any(p.is_at_least for p in found) else ''}{pluralise(total(found), one, many)}"


@dataclass(frozen=True)
class ProblemGroup:
    """Problems of one file that break one rule in one column; `count` includes those that are not listed.

    `is_at_least`: whether there are more, which were not counted.
    """

    severity: str
    file: str
    column: str | None
    rule: str
    count: int
    first: Problem
    is_at_least: bool = False


def grouped(problems: Iterable[Problem]) -> list[ProblemGroup]:
    """One group per file, column and rule: errors first, then by file; `first` is the first that names a line."""
    groups: dict[tuple[str, str, str | None, str], list[Problem]] = {}
    for p in problems:
        groups.setdefault((p.severity, p.file, p.column, p.rule), []).append(p)
    found = [
        ProblemGroup(severity, file, column, rule, total(part), _first(part), any(p.is_at_least for p in part))
        for (severity, file, column, rule), part in groups.items()
    ]
    return sorted(found, key=lambda group: (group.severity != ERROR, group.file, group.first.line or 0))


def _first(problems: list[Problem]) -> Problem:
    """The one on the first line; a problem without a line only where there is no other."""
    return min(problems, key=lambda problem: (problem.line is None, problem.line or 0))
