"""The data dictionary, out of `datapackage.json`."""

import pandas as pd

from ics.datapackage import Field, Table

_TYPES = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
    "date": "date (YYYY-MM-DD)",
}


def dictionary_table(table: Table) -> pd.DataFrame:
    """One row per column of the table: what may stand in it, and what it means."""
    references = {key.column: f"a {key.key} of {key.table}" for key in table.foreign_keys}
    return pd.DataFrame(
        {
            "Column": [f.name for f in table.fields],
            "Holds": [_holds(f, references) for f in table.fields],
            "Must be filled": ["yes" if f.required else "no" for f in table.fields],
            "Meaning": [f.description for f in table.fields],
        }
    )


def _holds(f: Field, references: dict[str, str]) -> str:
    if f.name in references:
        return references[f.name]
    limits = f.constraints
    if "enum" in limits:
        return "one of: " + ", ".join(limits["enum"])
    kind = f'texts with "{f.delimiter}" between them' if f.type == "list" else _TYPES[f.type]
    span = f", {limits['minimum']} to {limits['maximum']}" if "maximum" in limits and "minimum" in limits else ""
    return (
        kind
        + (f" of the form {limits['pattern']}" if "pattern" in limits else span)
        + (f" ({f.unit})" if f.unit else "")
    )
