"""What is wrong with a file, said so that a person can mend it."""

from dataclasses import dataclass

MAX_PER_RULE = 1000  # a file with the wrong separator would otherwise give a problem per cell


@dataclass(frozen=True)
class Problem:
    """One fault: where it is, what is wrong, which rule it breaks and how to mend it.

    `line` counts the lines of the file from 1, the header included; None where the whole file is meant.
    """

    file: str
    what: str
    mend: str
    rule: str
    line: int | None = None
    column: str | None = None
    value: str | None = None

    def __str__(self) -> str:
        place = self.file + (f":{self.line}" if self.line else "")
        column = f" {self.column}" if self.column else ""
        return f"{place}{column}: {self.what} [{self.rule}] {self.mend}"


def quoted(value: str | None, limit: int = 60) -> str:
    """The value as it is shown in a message: quoted, control characters made visible, cut when long."""
    text = "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in value or "")
    return f'"{text[:limit]}…"' if len(text) > limit else f'"{text}"'


def untold(file: str, found: int, column: str | None, rule: str) -> list[Problem]:
    """One more problem that says how many of the same kind are not listed, if any."""
    if found <= MAX_PER_RULE:
        return []
    what = f"{found - MAX_PER_RULE:,} further {'cells' if column else 'rows'} break the same rule."
    return [Problem(file, what, "Mend the ones above in the same way.", rule, None, column)]
