"""The tables of the Progress page: rows of a query in the columns and words a reader needs."""

import pandas as pd

from ics.charts.hexagons import stage_in_words, star_of
from ics.ui.text import link, plain
from ics.words import date_in_words, day_in_words

_TIMING = {"on time": "✓ on time", "late": "▲ late", "unclear": "? timing unclear"}
_STATE = {"overdue": "▲ overdue", "not reached": "○ not yet", "not recorded": "? not recorded"}


def coverage_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Query coverage_over_time."""
    return pd.DataFrame(
        {
            "Day": rows["day"].map(day_in_words),
            "Areas designated": rows["designated_areas"],
            "Areas": rows["areas"],
            "People covered": rows["designated_population"].map("{:,}".format),
            "People": rows["population"].map("{:,}".format),
        }
    )


def region_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Query regions_by_furthest_stage."""
    return pd.DataFrame(
        {
            "Region": rows["region"],
            "Furthest stage": rows["stage"],
            "Areas": [f"{r.areas} of {r.region_areas}" for r in rows.itertuples()],
            "People": rows["population"].map("{:,}".format),
            "Which": rows["area_names"],
        }
    )


def area_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Query areas_with_stage."""
    return pd.DataFrame(
        {
            "Area": rows["area_name"],
            "Region": rows["region"],
            "Furthest stage": [stage_in_words(r) for r in rows.itertuples()],
            "ICS designated": [date_in_words(r.designated_on, r.designated_precision) for r in rows.itertuples()],
            "Against the target": [_against_target(r) for r in rows.itertuples()],
            "People": rows["population"].map("{:,}".format),
            "Point of light": [_reasons(r) for r in rows.itertuples()],
        }
    )


def systems_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Query systems_counted_by_day."""
    return pd.DataFrame(
        {
            "Day": rows["day"].map(day_in_words),
            "Areas designated as a whole": rows["whole_areas"],
            "Systems in parts of other areas": rows["part_systems"],
            "Together": rows["systems"],
        }
    )


def source_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Query designations_with_sources, as Markdown with links: for show_linked_table."""
    return pd.DataFrame(
        {
            "Area": rows["area_name"].map(plain),
            "ICS designated": [date_in_words(r.designated_on, r.designated_precision) for r in rows.itertuples()],
            "What the source says": rows["note"].fillna("").map(plain),
            "Source": [link(r.source_title, r.source_url) for r in rows.itertuples()],
        }
    )


def parts_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Query systems_in_parts_of_areas."""
    return pd.DataFrame(
        {
            "Area": rows["area_name"],
            "Systems in parts of it": rows["part_systems"],
            "Named": [date_in_words(r.named_on, r.named_precision) for r in rows.itertuples()],
            "Designated as a whole": [
                date_in_words(r.designated_on, r.designated_precision) or "○ not yet" for r in rows.itertuples()
            ],
            "What the source says": rows["note"],
        }
    )


def _against_target(row: object) -> str:
    if row.designation_state != "reached":
        return _STATE[row.designation_state]
    if row.designation_timing == "no target":
        return "no target"
    words = _TIMING[row.designation_timing]
    days = int(row.days_before_target)
    if days > 0:
        return f"{words}, {days:,} days before"
    return f"{words}, {-days:,} days after" if days else f"{words}, on the day"


def _reasons(row: object) -> str:
    reasons = []
    if row.namings:
        reasons.append(f"named ({row.namings})" if row.namings > 1 else "named")
    if row.is_early:
        reasons.append("early")
    if row.undated_namings and not row.namings:
        reasons.append("named, undated")
    return f"{star_of(row)} {', '.join(reasons)}" if reasons else ""
