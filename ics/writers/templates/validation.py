"""What a workbook lets a person write into the cells of a column, and the hint that it shows there."""

import textwrap
from datetime import date

from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet.datavalidation import DataValidation

from ics.data_dictionary import allowed_values
from ics.datapackage import Field, Table
from ics.writers.templates.lists import Choices, list_of

LONGEST_HINT = 255  # characters that a workbook allows


def cell_rule(table: Table, f: Field, lists: dict[str, Choices], sheet: str) -> DataValidation:
    """The hint of a column, and what its cells may hold: a value from a list on `sheet`, or one between limits.

    A code may be new: then the workbook only warns.
    """
    rule = _limits(f)
    chosen = lists.get(list_of(table, f))
    if chosen and chosen.rows:
        rule = DataValidation("list", f"{sheet}!{chosen.cells}", errorStyle="warning" if chosen.is_open else "stop")
    rule.allow_blank, rule.showErrorMessage, rule.showInputMessage = True, rule.type is not None, True
    rule.promptTitle = f.name[:32]
    rule.prompt = rule.error = textwrap.shorten(_hint(table, f), LONGEST_HINT, placeholder=" …")
    return rule


def _hint(table: Table, f: Field) -> str:
    return f"{'Must be filled' if f.required else 'May stay empty'}: {allowed_values(table, f)}. {f.description}"


def _limits(f: Field) -> DataValidation:
    limits = f.constraints
    if "maxLength" in limits:
        return DataValidation("textLength", str(limits["maxLength"]), operator="lessThanOrEqual")
    if not {"minimum", "maximum"} <= limits.keys():
        return DataValidation()
    kind = {"integer": "whole", "number": "decimal", "date": "date"}[f.type]
    return DataValidation(kind, *(_bound(limits[side]) for side in ("minimum", "maximum")), operator="between")


def _bound(limit: float | str) -> str:
    """A limit as the workbook counts it: a date is a number of days."""
    return str(int(to_excel(date.fromisoformat(limit))) if isinstance(limit, str) else limit)
