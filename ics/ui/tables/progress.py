"""The tables of the page Progress."""

import pandas as pd

from ics.formatting import date_in_words, day_in_words, target_label
from ics.query_rows import (
    AreasWithStageRow,
    DesignationsWithSourcesRow,
    MilestonesReachedBetweenRow,
    PaceToTargetRow,
    RegionCoverageOverTimeRow,
    RegionsByFurthestStageRow,
    SystemsInPartsOfAreasRow,
    rows_as,
)
from ics.sentences.milestones import PART_OF_AREA
from ics.sentences.progress import stage_in_words, star_of
from ics.ui.links import area_link
from ics.ui.text import link

_OUTLOOK = {"met": "✓ met", "on course": "✓ on course", "at risk": "▼ behind", "missed": "▲ missed"}


def coverage_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Query region_coverage_over_time."""
    return pd.DataFrame(
        {
            "Region": rows["region"],
            "Date": rows["day"].map(day_in_words),
            "Integrated care systems": [
                f"{r.designated_areas} of {r.areas}" for r in rows_as(RegionCoverageOverTimeRow, rows)
            ],
        }
    )


def region_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Query regions_by_furthest_stage."""
    return pd.DataFrame(
        {
            "Region": rows["region"],
            "Furthest stage": rows["stage"],
            "Areas": [f"{r.areas} of {r.region_areas}" for r in rows_as(RegionsByFurthestStageRow, rows)],
            "People": rows["population"].map("{:,}".format),
            "Areas at this stage": rows["area_names"],
        }
    )


def area_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Query areas_with_stage; the areas are links."""
    found = list(rows_as(AreasWithStageRow, rows))
    return pd.DataFrame(
        {
            "Area": [area_link(r) for r in found],
            "Region": rows["region"],
            "Furthest stage": [stage_in_words(r) for r in found],
            "Integrated care system": [date_in_words(r.designated_on, r.designated_precision) for r in found],
            "Compared with the target": [
                target_label(r.designation_state, r.designation_timing, r.days_before_target, r.designated_precision)
                for r in found
            ],
            "People": rows["population"].map("{:,}".format),
            "Point of light": [_reasons(r) for r in found],
        }
    )


def systems_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Query systems_counted_by_day."""
    return pd.DataFrame(
        {
            "Date": rows["day"].map(day_in_words),
            "Whole areas": rows["whole_areas"],
            "Systems in part of an area": rows["part_systems"],
            "Total": rows["systems"],
        }
    )


def designation_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Query designations_with_sources; the areas and sources are links."""
    found = list(rows_as(DesignationsWithSourcesRow, rows))
    return pd.DataFrame(
        {
            "Area": [area_link(r) for r in found],
            "Integrated care system": [date_in_words(r.designated_on, r.designated_precision) for r in found],
            "What the source says": rows["note"],
            "Source": [link(r.source_title, r.source_url) for r in found],
        }
    )


def parts_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Query systems_in_parts_of_areas; the areas are links."""
    found = list(rows_as(SystemsInPartsOfAreasRow, rows))
    return pd.DataFrame(
        {
            "Area": [area_link(r) for r in found],
            "Systems in part of it": rows["part_systems"],
            "Named": [date_in_words(r.named_on, r.named_precision) for r in found],
            "Whole area": [date_in_words(r.designated_on, r.designated_precision) or "○ not yet" for r in found],
            "What the source says": rows["note"],
        }
    )


def _reasons(row: AreasWithStageRow) -> str:
    reasons = []
    if row.namings:
        reasons.append(f"named ({row.namings})" if row.namings > 1 else "named")
    if row.is_early:
        reasons.append("early")
    if row.undated_namings and not row.namings:
        reasons.append("named, undated")
    return f"{star_of(row)} {', '.join(reasons)}" if reasons else ""


def pace_table(rows: pd.DataFrame, place: str) -> pd.DataFrame:
    """Query pace_to_target; `place` names the last row, which is all regions together."""
    return pd.DataFrame(
        {
            "Region": rows["region"].fillna(place),
            "Designated": [f"{r.designated_areas} of {r.areas}" for r in rows_as(PaceToTargetRow, rows)],
            "Areas needed a month": rows["needed_areas_per_month"].map("{:.2f}".format, na_action="ignore"),
            "Areas a month over the past year": rows["actual_areas_per_month"].map("{:.2f}".format),
            "People needed a month": rows["needed_people_per_month"].map("{:,}".format, na_action="ignore"),
            "People a month over the past year": rows["actual_people_per_month"].map("{:,}".format),
            "On track?": rows["outlook"].map(lambda outlook: _OUTLOOK.get(outlook, "? not known")),
        }
    )


def reached_between_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Query milestones_reached_between; the areas are links."""
    found = list(rows_as(MilestonesReachedBetweenRow, rows))
    return pd.DataFrame(
        {
            "Area": [area_link(r) for r in found],
            "Region": rows["region"],
            "Milestone reached": [r.milestone + (f" ({PART_OF_AREA})" if r.extent == "part" else "") for r in found],
            "When": [date_in_words(r.reached_on, r.reached_precision) for r in found],
            "Furthest stage before": rows["stage_before"],
            "Furthest stage after": rows["stage_after"],
        }
    )
