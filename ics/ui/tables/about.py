"""The tables of the page About the data: dictionary, how complete the data is, and sources."""

import pandas as pd

from ics.data_dictionary import allowed_values, uniqueness
from ics.datapackage import Table
from ics.formatting import day_in_words
from ics.query_rows import MilestonesWithCoverageRow, SourcesRow, rows_as
from ics.store import query_files
from ics.store.parameters import PARAMETERS
from ics.ui.text import escape_markdown, link


def dictionary_table(table: Table) -> pd.DataFrame:
    """One row per column of the table: what it may hold, and what it means.

    "Only once": whether a value may occur in one row only, alone or together with other columns.
    """
    return pd.DataFrame(
        {
            "Column": [f.name for f in table.fields],
            "What to put in it": [allowed_values(table, f) for f in table.fields],
            "Required": ["yes" if f.required else "no" for f in table.fields],
            "Only once": [uniqueness(table, f) for f in table.fields],
            "Meaning": [f.description for f in table.fields],
        }
    )


def milestone_coverage_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Query milestones_with_coverage."""
    return pd.DataFrame(
        {
            "Milestone": rows["milestone_name"],
            "Target": [day_in_words(day) or "none found" for day in rows["target_date"]],
            "Complete or partial": rows["coverage"],
            "Areas with a date": [f"{r.recorded_areas} of {r.areas}" for r in rows_as(MilestonesWithCoverageRow, rows)],
            "Exact days": rows["to_the_day"],
            "Notes": rows["coverage_note"],
        }
    )


def indicator_coverage_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Query indicators_with_coverage."""
    return pd.DataFrame(
        {
            "Indicator": rows["indicator_name"],
            "Framework": rows["framework"],
            "Complete or partial": rows["coverage"],
            "Areas with a value": rows["areas_with_value"],
            "Dates with values": rows["periods"],
            "Notes": rows["coverage_note"],
        }
    )


def source_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Query sources; the titles are links."""
    return pd.DataFrame(
        {
            "Source": [link(r.source_title, r.source_url) for r in rows_as(SourcesRow, rows)],
            "Used in": rows["tables"],
            "Rows": rows["row_count"],
        }
    )


def dataset_table() -> pd.DataFrame:
    """One row per query of the data links, the name a link to its rows with nothing asked for."""
    found = [query_files.load(name) for name in query_files.names()]
    return pd.DataFrame(
        {
            "Data": [f"[{escape_markdown(query.name)}](api/v1/{query.name}.json)" for query in found],
            "Question": [query.answers for query in found],
            "Rows": [query.grain for query in found],
            "Parameters": [_parameters(query) for query in found],
        }
    )


def _parameters(query: query_files.Query) -> str:
    """The parameters under the names that an address has."""
    return "; ".join(f"{PARAMETERS[name].url_name}: {text}" for name, text in query.parameters.items())
