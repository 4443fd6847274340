"""The tables of the page Area."""

import pandas as pd

from ics.formatting import STATES, date_in_words, day_in_words, pluralise, target_label
from ics.query_rows import (
    AreaIndicatorsRow,
    AreaLineageRow,
    AreaPathsRow,
    AreasLikeRow,
    PointsOfLightInAreaRow,
    rows_as,
)
from ics.sentences.leadership import good_direction
from ics.sentences.milestones import PART_OF_AREA
from ics.sentences.places import region_in_words
from ics.sentences.points_of_light import EVIDENCE
from ics.ui.links import area_link, source_links
from ics.ui.text import link
from ics.units import in_unit, is_ordered, is_yes_no

_ENGLAND, _BETTER = "Areas of England", "Which is better"


def path_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Query area_paths; the sources are links."""
    found = list(rows_as(AreaPathsRow, rows))
    return pd.DataFrame(
        {
            "Area": rows["area_name"],
            "Milestone": rows["milestone"],
            "State": [STATES[r.state] + (f" in {PART_OF_AREA}" if r.extent == "part" else "") for r in found],
            "When": [date_in_words(r.reached_from, r.reached_precision) for r in found],
            "Target": rows["target_date"].map(day_in_words),
            "Compared with the target": [
                target_label(r.state, r.timing, r.days_before_target, r.reached_precision) for r in found
            ],
            "Source": [link(r.source_title, r.source_url) if r.source_title and r.source_url else "" for r in found],
        }
    )


def indicator_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Query area_indicators: a row per indicator; a column for each area, for the areas of their regions, and England.

    Where the areas have values of different periods, region and England are those of the first that has a value.
    """
    groups = rows.groupby("indicator_id", sort=False)
    by_indicator = [list(rows_as(AreaIndicatorsRow, part)) for _, part in groups]
    if not by_indicator:
        return pd.DataFrame()
    regions = {f"Areas of {region_in_words(area.region)}": area.region for area in by_indicator[0]}
    taken = ["Indicator", *regions, _ENGLAND, _BETTER, *(area.area_name for area in by_indicator[0])]
    columns = {"Indicator": [areas[0].indicator_name for areas in by_indicator]}
    for place, area in enumerate(by_indicator[0]):
        name = area.area_name if taken.count(area.area_name) == 1 else f"{area.area_name} ({area.area_code})"
        columns[name] = [_value(areas[place]) for areas in by_indicator]
    for heading, region in regions.items():
        columns[heading] = [_region_peers(areas, region) for areas in by_indicator]
    columns[_ENGLAND] = [_england_peers(areas) for areas in by_indicator]
    columns[_BETTER] = [good_direction(areas[0].unit, areas[0].direction) for areas in by_indicator]
    return pd.DataFrame(columns, index=[areas[0].indicator_id for areas in by_indicator])


def _region_peers(areas: list[AreaIndicatorsRow], region: str) -> str:
    row = next((area for area in areas if area.region == region and area.region_areas), None)
    return _peers(row.unit, row.region_median, row.region_sum, row.region_areas) if row else ""


def _england_peers(areas: list[AreaIndicatorsRow]) -> str:
    row = next((area for area in areas if area.england_areas), None)
    return _peers(row.unit, row.england_median, row.england_sum, row.england_areas) if row else ""


def _value(row: AreaIndicatorsRow) -> str:
    if row.value is None and row.label is None:
        return STATES["not recorded"]
    value, label = in_unit(row.value, row.unit), row.label or ""
    shown = value if label.lower() == value.lower() else ": ".join(filter(None, [value, label]))
    return f"{shown} ({date_in_words(row.period, row.period_precision)})"


def _peers(unit: str, median: float | None, total: float | None, areas: int) -> str:
    """The areas of a region or of England with a value of the same period; names have no middle."""
    if not is_ordered(unit):
        return ""
    of = pluralise(areas, "area", "areas")
    return f"yes in {total:g} of {of}" if is_yes_no(unit) else f"middle area {in_unit(median, unit)}, of {of}"


def named_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Query points_of_light_in_area; the sources are links."""
    found = list(rows_as(PointsOfLightInAreaRow, rows))
    return pd.DataFrame(
        {
            "Place": rows["place"],
            "Named by": rows["cited_by"],
            "When": [date_in_words(r.cited_on, r.cited_on_precision) or "not known" for r in found],
            "Why": rows["reason"],
            "Result": rows["measured_result"].fillna("none found"),
            "Evidence": [EVIDENCE[r.evidence].label for r in found],
            "Sources": [source_links(r) for r in found],
        }
    )


def lineage_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Query area_lineage; the sources are links."""
    found = list(rows_as(AreaLineageRow, rows))
    return pd.DataFrame(
        {
            "From": rows["from_name"],
            "To": rows["to_name"],
            "Date": [day_in_words(r.to_date) + (" (after your date)" if r.is_later else "") for r in found],
            "What happened": rows["kind"],
            "Share of the people": rows["population_share_pct"].map("{:g}%".format, na_action="ignore"),
            "Note": rows["note"],
            "Source": [link(r.source_title, r.source_url) for r in found],
        }
    )


def like_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Query areas_like; the areas are links."""
    found = list(rows_as(AreasLikeRow, rows))
    return pd.DataFrame(
        {
            "Area": [area_link(r) for r in found],
            "Region": rows["region"],
            "Reached": [date_in_words(r.reached_from, r.reached_precision) for r in found],
            "Days earlier": rows["days_before"].map("{:,.0f}".format, na_action="ignore").fillna("not known"),
            "People": rows["population"].map("{:,}".format),
            "Councils": rows["councils"].astype("string").fillna("not known"),
            "CCGs": rows["ccgs"].astype("string").fillna("not known"),
            "Difference (0 is the same)": rows["distance"].map("{:.2f}".format, na_action="ignore").fillna("not known"),
        }
    )
