"""What a column may hold, in words: for the dictionary, the templates and the hints in their cells."""

from ics.datapackage import Field, Table

_KINDS = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
    "date": "date, as YYYY-MM-DD or DD/MM/YYYY",
}


def allowed_values(table: Table, f: Field) -> str:
    """What the column may hold: "whole number from 1 to 20 (systems)"."""
    for key in table.foreign_keys:
        if key.column == f.name:
            return f"a known {key.key} of table {key.table}" + (f" ({f.form})" if f.form else "")
    if "enum" in f.constraints:
        return "one of: " + ", ".join(f.constraints["enum"])
    unit = f" ({f.unit})" if f.unit else ""
    return _kind(f) + _span(f) + _length(f) + unit


def _kind(f: Field) -> str:
    if f.type == "list":
        return f'one or more texts with "{f.delimiter}" between them, for example: {f.example}'
    return f"{f.form}, like {f.example}" if f.form else _KINDS[f.type]


def _span(f: Field) -> str:
    least, most = (_limit(f.constraints.get(side)) for side in ("minimum", "maximum"))
    if least and most:
        return f", from {least} to {most}" if f.type == "date" else f" from {least} to {most}"
    return f", at least {least}" if least else f", at most {most}" if most else ""


def _limit(bound: float | str | None) -> str:
    return "" if bound is None else bound if isinstance(bound, str) else f"{bound:,}"


def _length(f: Field) -> str:
    limits = f.constraints
    return f", at most {limits['maxLength']} characters" if "maxLength" in limits else ""


def uniqueness(table: Table, f: Field) -> str:
    """Whether a value may be in one row only, alone or together with others: "with area_code (key)"."""
    keys = [(table.primary_key, " (key)"), *((key, "") for key in table.unique_keys)]
    return "; ".join(_together(f.name, key) + word for key, word in keys if f.name in key)


def _together(column: str, key: tuple[str, ...]) -> str:
    others = [name for name in key if name != column]
    return f"with {' and '.join(others)}" if others else "yes"
