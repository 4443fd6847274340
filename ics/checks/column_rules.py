"""The rules of a column, from `datapackage.json`, as SQL conditions on cells of text."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ics.datapackage import Field, JsonObject
from ics.formatting import day_in_words
from ics.problems import ERROR, WARNING
from ics.readers.spreadsheet_errors import ERRORS
from ics.safeguards.formulas import BEGINNING

ISO_DATE = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]"  # without braces, which the templates below would take
_TYPE_FAULTS = {
    "integer": (
        "not regexp_full_match({c}, '[+-]?[0-9]{{1,18}}')",
        "is not a whole number.",
        "Enter digits only, for example 1200.",
    ),
    "number": (
        "not regexp_full_match({c}, '[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]{{1,2}})?')"
        " or coalesce(isinf(try_cast({c} as double)), true)",
        "is not a number.",
        "Enter digits and a decimal point, for example 12.5.",
    ),
    "boolean": ("lower({c}) not in ('true', 'false')", "is neither true nor false.", "Enter true or false."),
    "date": (
        f"not regexp_full_match({{c}}, '{ISO_DATE}') or try_cast({{c}} as date) is null",
        "is not a date.",
        "Enter a date like 2021-04-01 or 01/04/2021.",
    ),
}
_OF_CP1252 = "\\x{80}-\\x{BF}€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"  # the second byte of a letter in UTF-8, read as Windows-1252
# What texts should not hold, and may: the rule, its pattern, message and fix.
_DAMAGES = (
    (
        "invisible",
        "\\p{Cf}",
        "contains a character you cannot see, shown here as \\x and a number.",
        "Retype the cell without it, unless you need it.",
    ),
    (
        "control",
        "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]",
        "contains a control character, shown here as \\x and a number.",
        "Retype the cell without it.",
    ),
    (
        "lost_letter",
        "\\x{FFFD}",
        "contains the mark \ufffd where a letter was lost.",
        "Retype the lost letters.",
    ),
    (
        "wrong_letters",
        f"â[€‚]|Å[´µ¶·]|(?:^|[^\\p{{Lu}}])(?:Ã[{_OF_CP1252}]|Â[\\x{{A0}}-\\x{{BF}}])",
        "contains letters from a wrong encoding, such as Ã© for é.",
        "Retype them, unless they are right.",
    ),
)
# The same for names and titles, which have one line, and are searched for as they are typed.
_BREAKS = (
    (
        "no_break_space",
        "[\\x{A0}\\x{2007}\\x{202F}]",
        "contains a no-break space, so it differs from the same words with an ordinary space.",
        "Replace it with an ordinary space.",
    ),
    ("line_break", "[\\x0a\\x0d\\x{2028}\\x{2029}]", "contains a line break.", "Put the text on one line."),
)
_WITHIN_ASCII = ("control", "line_break")  # rules whose characters may be in a text of plain ASCII


@dataclass(frozen=True)
class Rule:
    """A condition that is true for a cell that breaks the rule, and what to say about such a cell."""

    name: str
    violation: str
    message: str
    fix: str
    severity: str = ERROR


def rules(f: Field) -> Iterable[Rule]:
    """The rules of a column, as SQL conditions that are true for a cell that breaks them."""
    if f.required:
        yield Rule("required", f'"{f.name}" is null', "is blank.", "Fill it in.")
    yield from _type_rules(f)
    if f.type in ("string", "list"):
        yield _formula_rule(f)
    if f.type in ("string", "list") and not {"enum", "pattern"} & set(f.constraints):
        yield from _text_rules(f)
    yield from _constraint_rules(f)
    yield from _range_rules(f, f'"{f.name}"', f.constraints)


def _type_rules(f: Field) -> Iterable[Rule]:
    c = f'"{f.name}"'
    if f.type in _TYPE_FAULTS:
        violation, message, fix = _TYPE_FAULTS[f.type]
        yield Rule("type", f"{c} is not null and ({violation.format(c=c)})", message, fix)
    if f.type == "list":
        empty = f"list_contains({_members(f)}, '')"
        yield Rule("list", empty, "has a blank entry.", f'Enter one or more values with "{f.delimiter}" between them.')


def _formula_rule(f: Field) -> Rule:
    runs = _any_member(f, f"regexp_matches({{}}, '{BEGINNING}')")
    message = "starts like a formula, which a spreadsheet would run."
    return Rule("formula", runs, message, "Start the cell with a word.")


def _constraint_rules(f: Field) -> Iterable[Rule]:
    """What the column allows: words, a pattern, a length."""
    c, limits = f'"{f.name}"', f.constraints
    if "enum" in limits:
        allowed = ", ".join("'" + v.replace("'", "''") + "'" for v in limits["enum"])
        yield Rule(
            "allowed",
            f"{c} not in ({allowed})",
            "is not one of the choices.",
            f"Choose from: {', '.join(limits['enum'])}.",
        )
    if "pattern" in limits:
        broken = f"not regexp_full_match({c}, '{limits['pattern']}')"
        yield Rule("pattern", broken, *_wrong_form(f))
    if "maxLength" in limits:
        most = limits["maxLength"]
        yield Rule("length", f"length({c}) > {most}", "is too long.", f"Use {most} characters or fewer.")


def _wrong_form(f: Field) -> tuple[str, str]:
    """The message and the fix for a text that does not match the pattern of its column."""
    if is_of_addresses(f):
        return "is not a web address.", f"Enter an address like {f.example}."
    return "is not in the right format.", f"Enter it like {f.example}."


def is_of_addresses(f: Field) -> bool:
    """Whether the column contains web addresses, one in a cell."""
    return "://" in f.constraints.get("pattern", "")


def _text_rules(f: Field) -> Iterable[Rule]:
    """What a text must not hold. A column with a pattern or a list of words forbids it anyway."""
    errors = ", ".join(f"'{error}'" for error in sorted(ERRORS))
    failed = _any_member(f, f"upper({{}}) in ({errors})")
    yield Rule("error_value", failed, "is a spreadsheet error.", "Enter the value, or leave the cell blank.")
    for name, pattern, message, fix in _DAMAGES if f.multiline else _DAMAGES + _BREAKS:
        yield Rule(name, _matches(f, name, pattern), message, fix, WARNING)


def _matches(f: Field, rule: str, pattern: str) -> str:
    """The condition that a text holds the pattern. Most texts are ASCII, which is faster to tell than to search."""
    beyond_ascii = f'strlen("{f.name}") > length("{f.name}") and ' if rule not in _WITHIN_ASCII else ""
    return f"""{beyond_ascii}regexp_matches("{f.name}", '{pattern}')"""


def _members(f: Field) -> str:
    return f"list_transform(string_split(\"{f.name}\", '{f.delimiter}'), lambda x: trim(x))"


def _any_member(f: Field, condition: str) -> str:
    """The condition on a text, or on at least one member of a list."""
    if f.type == "list":
        return f"len(list_filter({_members(f)}, lambda x: {condition.format('x')})) > 0"
    return condition.format(f'"{f.name}"')


def _range_rules(f: Field, c: str, limits: JsonObject) -> Iterable[Rule]:
    readable = f"regexp_full_match({c}, '{ISO_DATE}') and " if f.type == "date" else ""  # 5/6/20 casts to the year 5
    for limit, sign, side in (("minimum", "<", 0), ("maximum", ">", 1)):
        if limit in limits:
            bound = limits[limit]
            violation = f"{readable}try_cast({c} as {f.sql_type}) {sign} '{bound}'::{f.sql_type}"
            message = f"is {_BEYOND[f.type == 'date'][side]} {_limit(bound)}."
            yield Rule("range", violation, message, _within(f, limits))


_BEYOND = (("less than", "more than"), ("before", "after"))  # of numbers, of dates


def _within(f: Field, limits: JsonObject) -> str:
    """What may be entered: "Enter a number from 1 to 20 systems."."""
    least, most = (_limit(limits[side]) if side in limits else "" for side in ("minimum", "maximum"))
    span = f"from {least} to {most}" if least and most else f"of {least} or more" if least else f"of {most} or less"
    unit = f" {f.unit}" if f.unit else ""
    return f"Enter a {'date' if f.type == 'date' else 'number'} {span}{unit}."


def _limit(bound: float | str) -> str:
    """A limit as text; a date in words."""
    return day_in_words(date.fromisoformat(bound)) if isinstance(bound, str) else f"{bound:,}"


def cast_sql(f: Field) -> str:
    """The column as an SQL expression that turns its text into its type."""
    if f.type == "list":
        return f'{_members(f)} as "{f.name}"'
    return f'try_cast("{f.name}" as {f.sql_type}) as "{f.name}"'
