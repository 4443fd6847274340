"""The parameters of the queries: what each takes, what it is when nothing is said, and how it is written in an address.

One list for all queries: a parameter means the same wherever its name stands in the header of a query.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

import pandas as pd

FIRST_DAY = date(2016, 1, 1)
EARLY_DAYS = 365
MOST_EARLY_DAYS = 2000
FIRST_INDICATOR = "ccg_single"
MOST_DAYS_BEFORE = 3000
SHOWN_CHARACTERS = 40
LONGEST_TEXT = 60  # letters of a text that is looked for
Rows = Callable[[str], pd.DataFrame]  # gives the rows of a query that takes no parameters


class ParameterError(ValueError):
    """A parameter or a value that does not exist; the message says which do."""


@dataclass(frozen=True)
class Parameter:
    """`kind`: date, number, text or list; `values`: query and column of the values there are; `default` may be none.

    A default that is a pair is looked up: the first row of a query, and its column.
    """

    kind: str
    values: tuple[str, str] | None = None
    words: tuple[str, ...] = ()
    default: object = None
    highest: int = 0

    def default_in(self, rows: Rows) -> object:
        if self.default and isinstance(self.default, tuple):
            query, column = self.default
            day = rows(query)[column].iloc[0]
            return date.today() if pd.isna(day) else pd.Timestamp(day).date()
        return list(self.default) if self.kind == "list" else self.default

    def values_in(self, rows: Rows) -> list[str]:
        return list(rows(self.values[0])[self.values[1]]) if self.values else list(self.words)


PARAMETERS = {
    "as_at": Parameter("date", default=("national_target", "target_date")),
    "since": Parameter("date", default=FIRST_DAY),
    "from_date": Parameter("date", default=FIRST_DAY),
    "regions": Parameter("list", values=("region_names", "region"), default=()),
    "area_code": Parameter("text", values=("area_names", "area_code")),
    "area_codes": Parameter("list", values=("area_names", "area_code"), default=()),
    "milestone": Parameter("text", values=("milestones_with_coverage", "milestone_id"), default="ics_designated"),
    "sort": Parameter("text", words=("region", "name", "date"), default="region"),
    "indicator": Parameter("text", values=("indicators_by_theme", "indicator_id"), default=FIRST_INDICATOR),
    "like": Parameter("list", words=("region", "population", "councils", "ccgs"), default=()),
    "programmes": Parameter("list", values=("programme_kinds", "programme"), default=()),
    "services": Parameter("list", values=("programme_services", "service"), default=()),
    "match": Parameter("text", words=("all", "any"), default="all"),
    "levels": Parameter("list", values=("programme_levels", "level"), default=()),
    "evidence": Parameter("list", values=("programme_evidence", "evidence"), default=()),
    "find": Parameter("text", default=""),
    "days_before": Parameter("number", default=1, highest=MOST_DAYS_BEFORE),
    "early_days": Parameter("number", default=EARLY_DAYS, highest=MOST_EARLY_DAYS),
}


def read(names: list[str], asked: list[tuple[str, str]], rows: Rows) -> dict[str, object]:
    """What was asked in an address, as parameters of a query that takes `names`. Raises ParameterError."""
    given: dict[str, list[str]] = {}
    for name, value in asked:
        given.setdefault(name, []).append(value)
    if unknown := [name for name in given if name not in names]:
        there_are = f"there are: {', '.join(names)}" if names else "this one takes none"
        raise ParameterError(f"There is no parameter “{_short(unknown[0])}”; {there_are}.")
    return {name: _read_one(name, given.get(name, []), rows) for name in names}


def _read_one(name: str, texts: list[str], rows: Rows) -> object:
    parameter = PARAMETERS[name]
    is_closed = parameter.values is not None or parameter.words
    known = parameter.values_in(rows) if is_closed and (texts or parameter.default is None) else []
    if is_closed and known and len(texts) > len(known):
        raise ParameterError(f"{name} has {len(texts):,} values; there are {len(known):,}.")
    if is_closed and (unknown := [text for text in texts if text not in known]):
        raise ParameterError(f"{name}: there is no “{_short(unknown[0])}”; there are: {', '.join(known) or 'none'}.")
    if parameter.kind == "list":
        return texts or parameter.default_in(rows)
    if len(texts) > 1:
        raise ParameterError(f"{name} can be given only once.")
    if texts:
        return _typed(name, parameter, texts[0])
    default = parameter.default_in(rows)
    if default is None:
        raise ParameterError(f"{name} is missing; there are: {', '.join(known)}.")
    return default


def _typed(name: str, parameter: Parameter, text: str) -> object:
    match parameter.kind:
        case "date":
            return _day(name, text)
        case "number":
            return _number(name, text, parameter.highest)
    if len(text) > LONGEST_TEXT and not parameter.values:
        raise ParameterError(f"{name} has {len(text):,} characters; write at most {LONGEST_TEXT}.")
    return text


def _day(name: str, text: str) -> date:
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 (fromisoformat also takes other spellings)
    except ValueError:
        raise ParameterError(f"{name}: “{_short(text)}” is not a date; write YYYY-MM-DD.") from None


def _number(name: str, text: str, highest: int) -> int:
    if text.isascii() and text.isdigit() and len(text) < 8 and int(text) <= highest:
        return int(text)
    raise ParameterError(f"{name}: “{_short(text)}” is not a whole number from 0 to {highest:,}.")


def _short(text: str) -> str:
    return text[:SHOWN_CHARACTERS]


def written(parameters: dict[str, object]) -> str:
    """The parameters as the query part of an address: what `read` reads."""
    return urlencode({name: value for name, value in parameters.items() if value not in ([], (), "")}, doseq=True)
