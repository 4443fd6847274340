"""The tables of the page About the data: dictionary, coverage, sources and versions."""

import pandas as pd

from ics import queries
from ics.datapackage import Field, Table
from ics.ui.text import link, plain
from ics.words import day_in_words

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
    return kind + (f" like {f.example}" if f.example else span) + (f" ({f.unit})" if f.unit else "")


def milestone_coverage_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Query milestones_with_coverage."""
    return pd.DataFrame(
        {
            "Milestone": rows["milestone_name"],
            "Target": [day_in_words(day) or "none found" for day in rows["target_date"]],
            "Coverage": rows["coverage"],
            "Areas recorded": [f"{r.recorded_areas} of {r.areas}" for r in rows.itertuples()],
            "To the day": rows["to_the_day"],
            "Notes": rows["coverage_note"],
        }
    )


def indicator_coverage_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Query indicators_with_coverage."""
    return pd.DataFrame(
        {
            "Indicator": rows["indicator_name"],
            "Framework": rows["framework"],
            "Coverage": rows["coverage"],
            "Areas with a value": rows["areas_with_value"],
            "Periods": rows["periods"],
            "Notes": rows["coverage_note"],
        }
    )


def source_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Query sources; the titles are links."""
    return pd.DataFrame(
        {
            "Source": [link(r.source_title, r.source_url) for r in rows.itertuples()],
            "Used in": rows["tables"],
            "Rows": rows["row_count"],
        }
    )


def version_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Query versions."""
    return pd.DataFrame(
        {
            "Version": rows["version"],
            "Published (UTC)": [f"{day_in_words(t)}, {t:%H:%M}" for t in rows["published_at"]],
            "By": rows["who"].fillna(""),
            "What and why": rows["note"],
            "Rows added": rows["rows_added"],
            "Changed": rows["rows_changed"],
            "Removed": rows["rows_removed"],
            "Files": rows["files"],
        }
    )


def dataset_table() -> pd.DataFrame:
    """One row per query of the data links, the name a link to its rows with nothing asked for."""
    found = [queries.load(name) for name in queries.names()]
    return pd.DataFrame(
        {
            "Data": [f"[{plain(query.name)}](api/v1/{query.name}.json)" for query in found],
            "Answers": [query.answers for query in found],
            "Rows": [query.grain for query in found],
            "Parameters": ["; ".join(f"{name}: {text}" for name, text in query.parameters.items()) for query in found],
        }
    )
