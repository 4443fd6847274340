"""The tables of the page Area."""

import pandas as pd

from ics.ui.lights import EVIDENCE
from ics.ui.links import area_link
from ics.ui.text import link
from ics.units import in_unit, is_ordered, is_yes_no
from ics.words import STATES, against_target, counted, date_in_words, day_in_words

_POLARITY = {"higher": "higher is better", "lower": "lower is better", "none": "neither is better"}


def path_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Query area_paths; the sources are links."""
    found = list(rows.itertuples())
    return pd.DataFrame(
        {
            "Area": rows["area_name"],
            "Milestone": rows["milestone"],
            "State": [STATES[r.state] + (" in a part of the area" if r.extent == "part" else "") for r in found],
            "When": [date_in_words(r.reached_from, r.reached_precision) for r in found],
            "Target": rows["target_date"].map(day_in_words),
            "Against the target": [against_target(r.state, r.timing, r.days_before_target) for r in found],
            "Source": [link(r.source_title, r.source_url) if r.state == "reached" else "" for r in found],
        }
    )


def indicator_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Query area_indicators: one row per indicator; a column for each area, each of their regions, and England."""
    by_area = {name: list(part.itertuples()) for name, part in rows.groupby("area_name", sort=False)}
    first = next(iter(by_area.values()))
    by_region = {part[0].region: part for part in reversed(by_area.values())}
    columns = {"Indicator": [r.indicator_name for r in first]}
    columns |= {name: [_value(r) for r in part] for name, part in by_area.items()}
    columns |= {
        name: [_peers(r, r.region_median, r.region_sum, r.region_areas) for r in part]
        for name, part in reversed(by_region.items())
    }
    columns["England"] = [_peers(r, r.england_median, r.england_sum, r.england_areas) for r in first]
    columns["Polarity"] = [_POLARITY[r.direction] for r in first]
    return pd.DataFrame(columns, index=[r.indicator_id for r in first])


def _value(row: object) -> str:
    if pd.isna(row.value) and pd.isna(row.label):
        return STATES["not recorded"]
    value, label = in_unit(row.value, row.unit), "" if pd.isna(row.label) else row.label
    shown = value if label.lower() == value.lower() else ": ".join(filter(None, [value, label]))
    return f"{shown} ({date_in_words(row.period, row.period_precision)})"


def _peers(row: object, median: float, total: float, areas: int) -> str:
    """The areas of a region or of England with a value of the same period; names have no middle."""
    if not areas or not is_ordered(row.unit):
        return ""
    of = counted(areas, "area", "areas")
    return f"yes in {total:g} of {of}" if is_yes_no(row.unit) else f"median {in_unit(median, row.unit)} of {of}"


def named_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Query points_of_light_in_area; the sources are links."""
    found = list(rows.itertuples())
    return pd.DataFrame(
        {
            "Place": rows["place"],
            "Named by": rows["cited_by"],
            "When": [date_in_words(r.cited_on, r.cited_on_precision) or "not recorded" for r in found],
            "Why": rows["reason"],
            "Result": rows["measured_result"].fillna("none found"),
            "Evidence": [f"{EVIDENCE[word].symbol} {word}" for word in rows["evidence"]],
            "Sources": [" · ".join(map(link, r.source_title, r.source_url)) for r in found],
        }
    )


def lineage_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Query area_lineage; the sources are links."""
    return pd.DataFrame(
        {
            "From": rows["from_name"],
            "To": rows["to_name"],
            "By": rows["to_date"].map(day_in_words),
            "What happened": rows["kind"],
            "Share of the people": rows["population_share_pct"].map("{:g}%".format, na_action="ignore"),
            "Note": rows["note"],
            "Source": [link(r.source_title, r.source_url) for r in rows.itertuples()],
        }
    )


def like_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Query areas_like; the areas are links."""
    found = list(rows.itertuples())
    return pd.DataFrame(
        {
            "Area": [area_link(r) for r in found],
            "Region": rows["region"],
            "Reached": [date_in_words(r.reached_from, r.reached_precision) for r in found],
            "Days earlier": rows["days_before"].map("{:,}".format),
            "People": rows["population"].map("{:,}".format),
            "Councils": rows["councils"].astype("string").fillna("not recorded"),
            "CCGs": rows["ccgs"].astype("string").fillna("not recorded"),
            "Difference": rows["distance"].map("{:.2f}".format, na_action="ignore").fillna("not known"),
        }
    )
