"""The parameters of the queries: what each takes, its default, and how it is written in an address.

One list for all queries: a parameter means the same in the header of each query, and has the same name in each
address, of a page and of a data link. `PARAMETERS` has them by the name that the SQL uses. The data links read an
address by this list; on the pages the widgets do (`ics/ui/filters.py`, `ics/ui/url_widgets.py`), with the defaults and
limits from here.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from urllib.parse import urlencode

import pandas as pd

FIRST_DAY = date(2016, 1, 1)
EARLY_DAYS = 365
MOST_EARLY_DAYS = 2000
FIRST_INDICATOR = "ccg_single"
MOST_DAYS_BEFORE = 3000
SHOWN_CHARACTERS = 40
LONGEST_TEXT = 60  # letters of a text that is looked for
MOST_DIGITS = 7  # of a number in an address
RunQuery = Callable[[str], pd.DataFrame]  # gives the rows of a query that takes no parameters
Value = date | int | str | list[str]
ParameterKind = Literal["date", "number", "text", "list"]


class ParameterError(ValueError):
    """A parameter or a value that does not exist; the message says which do."""


@dataclass(frozen=True)
class Parameter:
    """One parameter of the queries.

    `name`: in the SQL. `url_name`: in the addresses of pages and data links. `default`: None where a value has to be
    given. `default_from`: query and column whose first row has the default, a date. Limits: `values`, query and column
    of the values there are; `words`, the values where they never change; `highest` number.
    """

    name: str
    url_name: str
    kind: ParameterKind
    default: date | int | str | None = None
    default_from: tuple[str, str] | None = None
    values: tuple[str, str] | None = None
    words: tuple[str, ...] = ()
    highest: int = 0

    @property
    def is_closed(self) -> bool:
        """Whether only some values are allowed."""
        return self.values is not None or bool(self.words)

    @property
    def is_needed(self) -> bool:
        """Whether an address has to give a value."""
        return self.kind != "list" and self.default is None and self.default_from is None

    def default_in(self, run_query: RunQuery) -> Value | None:
        """The value when an address gives none; None where it has to. A date from the data is never after today."""
        if self.kind == "list":
            return []
        return self.default if self.default_from is None else day_in(run_query, *self.default_from)

    def values_in(self, run_query: RunQuery) -> list[str]:
        """The values there are, if only some are allowed; else an empty list."""
        return list(run_query(self.values[0])[self.values[1]]) if self.values else list(self.words)


def day_in(run_query: RunQuery, query: str, column: str) -> date:
    """The date in the first row of a query; today where it is later or not recorded."""
    day, today = run_query(query)[column].iloc[0], date.today()
    return today if pd.isna(day) else min(pd.Timestamp(day).date(), today)


def default_day(run_query: RunQuery) -> date:
    """The date with which the pages open: the national target, or today where that is earlier."""
    return day_in(run_query, *_TARGET)


_TARGET = ("national_target", "target_date")
_AREAS = ("area_names", "area_code")
_SUBJECTS = ("indicator", "milestone")
PARAMETERS = {
    parameter.name: parameter
    for parameter in (
        Parameter("as_at", "as_at", "date", default_from=_TARGET),
        Parameter("since", "since", "date", FIRST_DAY),
        Parameter("from_date", "from_date", "date", FIRST_DAY),
        Parameter("regions", "region", "list", values=("region_names", "region")),
        Parameter("area_code", "area", "text", values=_AREAS),
        Parameter("area_codes", "area", "list", values=_AREAS),
        Parameter(
            "milestone", "milestone", "text", "ics_designated", values=("milestones_with_coverage", "milestone_id")
        ),
        Parameter("sort", "sort", "text", "region", words=("region", "name", "date")),
        Parameter("indicator", "indicator", "text", FIRST_INDICATOR, values=("indicators_by_theme", "indicator_id")),
        Parameter("like", "like", "list", words=("region", "population", "councils", "ccgs")),
        Parameter("programmes", "programme", "list", values=("programme_kinds", "programme")),
        Parameter("services", "services", "list", values=("programme_services", "service")),
        Parameter("match", "match", "text", "all", words=("all", "any")),
        Parameter("levels", "level", "list", values=("programme_levels", "level")),
        Parameter("evidence", "evidence", "list", values=("programme_evidence", "evidence")),
        Parameter("find", "find", "text", ""),
        Parameter("days_before", "days_before", "number", 1, highest=MOST_DAYS_BEFORE),
        Parameter("early_days", "early_days", "number", EARLY_DAYS, highest=MOST_EARLY_DAYS),
    )
}


def parse_query_string(names: Iterable[str], pairs: Iterable[tuple[str, str]], run_query: RunQuery) -> dict[str, Value]:
    """The parameters of a query that takes `names`, from the pairs of an address; what is left out has its default.

    A pair has the `url_name` of its parameter, or the `name`, as links of earlier versions do. Raises ParameterError.
    """
    parameters = [PARAMETERS[name] for name in names]
    known = {p.url_name: p for p in parameters} | {p.name: p for p in parameters}
    given: dict[str, list[str]] = {}
    for name, text in pairs:
        if name not in known:
            url_names = ", ".join(p.url_name for p in parameters)
            hint = f"Choose from: {url_names}." if url_names else "This link takes none."
            raise ParameterError(f"There is no parameter “{_short(name)}”. {hint}")
        given.setdefault(known[name].name, []).append(text)
    return {p.name: _read_one(p, given.get(p.name, []), run_query) for p in parameters}


def _read_one(parameter: Parameter, texts: list[str], run_query: RunQuery) -> Value:
    name = parameter.url_name
    if parameter.is_closed and (texts or parameter.is_needed):
        _require_known(parameter, texts, parameter.values_in(run_query))
    if parameter.kind == "list" and texts:
        return texts
    if len(texts) > 1:
        raise ParameterError(f"{name} has {len(texts):,} values. Give one.")
    if texts:
        return _typed(parameter, texts[0])
    default = parameter.default_in(run_query)
    if default is None:
        raise ParameterError(f"{name} is missing. Choose from: {', '.join(parameter.values_in(run_query))}.")
    return default


def _require_known(parameter: Parameter, texts: list[str], known: list[str]) -> None:
    name = parameter.url_name
    if known and len(texts) > len(known):
        raise ParameterError(f"{name} has {len(texts):,} values. Give at most {len(known):,}.")
    if unknown := [text for text in texts if text not in known]:
        hint = f"Choose from: {', '.join(known)}." if known else "No value is recorded."
        raise ParameterError(f"{name}: there is no “{_short(unknown[0])}”. {hint}")


def _typed(parameter: Parameter, text: str) -> Value:
    match parameter.kind:
        case "date":
            return _day(parameter.url_name, text)
        case "number":
            return _number(parameter.url_name, text, parameter.highest)
    if len(text) > LONGEST_TEXT and not parameter.values:
        raise ParameterError(f"{parameter.url_name} has {len(text):,} characters. Write at most {LONGEST_TEXT}.")
    return text


def _day(name: str, text: str) -> date:
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 (fromisoformat also takes other spellings)
    except ValueError:
        raise ParameterError(f"{name}: “{_short(text)}” is not a date. Write it like 2020-12-31.") from None


def _number(name: str, text: str, highest: int) -> int:
    number = whole_number(text, highest)
    if number is None:
        raise ParameterError(f"{name}: “{_short(text)}” does not work. Write a whole number from 0 to {highest:,}.")
    return number


def whole_number(text: str, highest: int) -> int | None:
    """The whole number from 0 to the highest that the text is, in plain digits; None where it is something else."""
    is_number = text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS and int(text) <= highest
    return int(text) if is_number else None


def _short(text: str) -> str:
    return text[:SHOWN_CHARACTERS]


def places_in(parameters: Mapping[str, object], run_query: RunQuery) -> list[str]:
    """The areas that an answer is about, by name, or else its regions; none where it is about all of them."""
    one, several = parameters.get("area_code"), parameters.get("area_codes")
    if codes := [one] if one else _as_list(several):
        names = run_query(_AREAS[0]).set_index(_AREAS[1])["area_name"]
        return [str(names.get(code, code)) for code in codes]
    return [str(region) for region in _as_list(parameters.get("regions"))]


def subject_in(parameters: Mapping[str, object], columns: Collection[str]) -> tuple[str, str] | None:
    """The parameter that says which indicator or milestone all rows are about, and its value; None for none.

    `columns`: of the query. Rows that each name theirs are about more than one: there it only puts them in order.
    """
    named = ((name, parameters.get(name)) for name in _SUBJECTS if f"{name}_id" not in columns)
    return next(((name, str(value)) for name, value in named if value), None)


def _as_list(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else []


def to_query_string(parameters: Mapping[str, object]) -> str:
    """The parameters of a query as the query part of an address: what `parse_query_string` reads."""
    given = {PARAMETERS[name].url_name: value for name, value in parameters.items() if value not in ([], (), "")}
    return urlencode(given, doseq=True)
