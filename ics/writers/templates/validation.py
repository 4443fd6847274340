"""What a workbook lets a person write into the cells of a column, and the hint that it shows there."""

import textwrap
from collections.abc import Mapping
from datetime import date
from typing import Literal

from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet.datavalidation import DataValidation

from ics.data_dictionary import allowed_values
from ics.datapackage import Field, Table
from ics.writers.templates.lists import ChoiceList, list_name

LONGEST_HINT = 255  # characters that a workbook allows
LONGEST_HEADING = 32
_KINDS: Mapping[str, Literal["whole", "decimal", "date"]] = {"integer": "whole", "number": "decimal", "date": "date"}


def cell_rule(table: Table, f: Field, lists: Mapping[str, ChoiceList], sheet: str) -> DataValidation:
    """The hint of a column, and what its cells may hold: a value from a list on `sheet`, or one between limits.

    A code may be new: then the workbook only warns.
    """
    choices = lists.get(list_name(table, f) or "")
    rule = _choice_rule(choices, sheet) if choices and choices.rows else _limits_rule(f)
    rule.allow_blank, rule.showErrorMessage, rule.showInputMessage = True, rule.type is not None, True
    rule.promptTitle = f.name[:LONGEST_HEADING]
    rule.prompt = rule.error = textwrap.shorten(_hint(table, f), LONGEST_HINT, placeholder=" …")
    return rule


def _hint(table: Table, f: Field) -> str:
    return (
        f"{'Fill this in' if f.required else 'You can leave this blank'}: {allowed_values(table, f)}. {f.description}"
    )


def _choice_rule(choices: ChoiceList, sheet: str) -> DataValidation:
    return DataValidation("list", f"{sheet}!{choices.cells}", errorStyle="warning" if choices.is_open else "stop")


def _limits_rule(f: Field) -> DataValidation:
    limits = f.constraints
    if "maxLength" in limits:
        return DataValidation("textLength", str(limits["maxLength"]), operator="lessThanOrEqual")
    if not {"minimum", "maximum"} <= limits.keys():
        return DataValidation()
    least, most = _bound(limits["minimum"]), _bound(limits["maximum"])
    return DataValidation(_KINDS[f.type], least, most, operator="between")


def _bound(limit: float | str) -> str:
    """A limit as the workbook counts it: a date is a number of days."""
    if not isinstance(limit, str):
        return str(limit)
    days = to_excel(date.fromisoformat(limit))  # type: ignore[no-untyped-call]  # the stub has no types
    return str(int(days))
