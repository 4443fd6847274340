"""The unit of an indicator: what its codes mean in words, and how a value is written."""

import re

import pandas as pd

PERIOD = ["period", "period_precision"]  # what a value describes: April 2019 is not the year from April 2019
YES_NO = {1.0: "yes", 0.0: "no"}
_WORD = re.compile(r"\b(\d+) ([A-Za-z][^,()]*)")
_SCALE = re.compile(r"(?:ordinal|self-assessed|segment) (\d+)-(\d+)\b")


def words_by_code(unit: str) -> dict[float, str]:
    """Each code with its word, in the order of the unit; empty for a unit that is a quantity.

    "0 or 1" is yes or no; "ordinal 1-2 (2 Advanced, 1 Early)" and "code 1 CCG, 2 joint" list their words.
    """
    if unit == "0 or 1":
        return YES_NO
    if unit == "1 where sourced":
        return {1.0: "yes"}
    if not unit.startswith(("ordinal ", "code ")):
        return {}  # the numbers of "admissions per 100 people" are not codes
    return {float(code): word.strip() for code, word in _WORD.findall(unit)}


def is_yes_no(unit: str) -> bool:
    return words_by_code(unit).get(1.0) == "yes"


def is_only_yes(unit: str) -> bool:
    """Whether a no is never recorded: "1 where sourced". How many areas have no value then says nothing."""
    return is_yes_no(unit) and 0.0 not in words_by_code(unit)


def is_ordered(unit: str) -> bool:
    """Whether a larger code means more; the codes of "code 1 CCG, 2 joint" are only names."""
    return not unit.startswith("code ")


def scale_of(unit: str) -> tuple[float, float] | None:
    """The lowest and the highest value there can be, where the unit says so: "self-assessed 1-5"."""
    found = _SCALE.match(unit)
    return (float(found[1]), float(found[2])) if found else None


def unit_in_words(unit: str) -> str:
    """What a value is, for a reader: "yes or no", "score from 1 to 5", the words of the codes, or the unit itself."""
    words, scale = words_by_code(unit), scale_of(unit)
    if is_yes_no(unit):
        return "yes or no"
    if words:
        return ", ".join(words.values())
    return f"{unit.split()[0]}, from {scale[0]:g} to {scale[1]:g}" if scale else unit


def in_unit(value: float | None, unit: str) -> str:
    """A value as it is read: "yes", "chair in place", "62.3%", "1,234.5"; an empty string for none."""
    if value is None or pd.isna(value):
        return ""
    if unit == "per cent":
        return f"{value:.1f}%".replace("-", "−")
    return words_by_code(unit).get(float(value)) or _number(value)


def _number(value: float) -> str:
    """With up to two decimals and a real minus sign; adding nothing turns a rounded "-0" into "0"."""
    return f"{round(value, 2) + 0.0:,.2f}".rstrip("0").rstrip(".").replace("-", "−")
