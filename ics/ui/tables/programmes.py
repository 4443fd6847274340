"""The tables of the page Who did what, where."""

from collections.abc import Iterable

import pandas as pd

from ics.formatting import STATES, date_in_words
from ics.query_rows import AreaNamesRow, ProgrammesByRegionAndServiceRow, ProgrammesFoundRow, ReviewsFoundRow, rows_as
from ics.sentences.points_of_light import EVIDENCE
from ics.sentences.programmes import ORGANISATIONS, kind_in_words, when_in_words, word
from ics.ui.links import area_link, source_links

NOT_PLACED = "not tied to an area"
_NOT_RECORDED = STATES["not recorded"]
_TOGETHER = "Together"
_UNKNOWN_SERVICES = "Services not known"


def site_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Query programmes_found; areas and sources are links."""
    found = list(rows_as(ProgrammesFoundRow, rows))
    return pd.DataFrame(
        {
            "Place": rows["site_name"],
            "Programme": [kind_in_words(r.programme, r.model_type) for r in found],
            "Where (level)": [places_in_words(r) for r in found],
            "Areas": [area_links(r) for r in found],
            "Services": [services_in_words(r) for r in found],
            "Led by (or main partners)": [leaders_in_words(r) for r in found],
            "When": [when_in_words(r) for r in found],
            "Result (evidence)": [f"{result_in_words(r)} ({evidence_in_words(r)})" for r in found],
            "Sources": [source_links(r) for r in found],
        }
    )


def spread_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Query programmes_by_region_and_service: one row per region, one column per service."""
    regions = rows.drop_duplicates("region")
    table = {"Region": regions["region"].fillna(_TOGETHER).tolist(), "Places": regions["region_sites"].tolist()}
    sites: dict[str | None, list[int]] = {}
    for row in rows_as(ProgrammesByRegionAndServiceRow, rows):
        sites.setdefault(row.service, []).append(row.sites)
    for service, counts in sites.items():
        table[_heading(service, table)] = counts
    return pd.DataFrame(table)


def _heading(service: str | None, others: Iterable[str]) -> str:
    """The service with a capital, or in other words where that would be the heading of another column."""
    if service is None:
        return _UNKNOWN_SERVICES
    taken = {*others, _UNKNOWN_SERVICES}
    written = " ".join(service.split())
    heading = written[:1].upper() + written[1:]
    if heading in taken:
        heading = written
    while heading in taken:
        heading += " (service)"
    return heading


def review_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Query reviews_found; areas and sources are links."""
    found = list(rows_as(ReviewsFoundRow, rows))
    return pd.DataFrame(
        {
            "Reviewed": rows["site_name"],
            "Areas": [area_links(r) for r in found],
            "Round": rows["model_type"],
            "Ordered": [date_in_words(r.started_on, r.start_precision) or _NOT_RECORDED for r in found],
            "Report": [date_in_words(r.ended_on, r.end_precision) or _NOT_RECORDED for r in found],
            "Sources": [source_links(r) for r in found],
        }
    )


def places_in_words(row: ProgrammesFoundRow) -> str:
    return f"{', '.join(row.places)} ({row.level})"


def services_in_words(row: ProgrammesFoundRow) -> str:
    return ", ".join(row.services_integrated) or _NOT_RECORDED


def leaders_in_words(row: ProgrammesFoundRow) -> str:
    return ", ".join(word(ORGANISATIONS, kind) for kind in row.lead_organisation_types) or _NOT_RECORDED


def result_in_words(row: ProgrammesFoundRow) -> str:
    return row.outcome_note or "none found"


def evidence_in_words(row: ProgrammesFoundRow) -> str:
    """Symbol and word, which no line break parts."""
    return EVIDENCE[row.evidence].label


def area_links(row: ProgrammesFoundRow | ReviewsFoundRow) -> str:
    """The areas of a place as Markdown links to their pages; says so where it could be placed in none."""
    areas = map(AreaNamesRow, row.area_codes, row.area_names)
    return " · ".join(map(area_link, areas)) or NOT_PLACED
