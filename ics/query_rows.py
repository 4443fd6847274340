"""The rows of the queries as typed values: `rows_as(AreaPathsRow, frame)` for `queries/area/area_paths.sql`.

One class per query whose rows the code reads one by one, named after it; it has the columns that are read, as Python
values: None for an empty cell. What a column means is in the header of the query.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple, Protocol, TypeVar

import pandas as pd

Texts = tuple[str, ...]  # a list of the database
QueryRow = TypeVar("QueryRow", bound=NamedTuple)


def rows_as(kind: type[QueryRow], frame: pd.DataFrame) -> Iterator[QueryRow]:
    """The rows of a frame in their order. Raises KeyError when the frame lacks a column of `kind`."""
    columns = [_cells(frame[name], kind.__annotations__[name]) for name in kind._fields]
    return map(kind._make, zip(*columns, strict=True))


def first_row(kind: type[QueryRow], frame: pd.DataFrame) -> QueryRow:
    """The first row of a frame that has one, such as the only row of query headline_counts."""
    return next(rows_as(kind, frame[:1]))


def last_row(kind: type[QueryRow], frame: pd.DataFrame) -> QueryRow:
    """The last row of a frame that has one, such as all regions together in query pace_to_target."""
    return next(rows_as(kind, frame[-1:]))


def _cells(column: pd.Series, annotation: object) -> list[Any]:
    cells = list(column.array) if column.dtype == "str" else column.tolist()  # each the faster way for its type
    if annotation == Texts:
        return [tuple(cell) for cell in cells]
    is_empty = column.array.isna()
    return [None if empty else cell for cell, empty in zip(cells, is_empty, strict=True)] if is_empty.any() else cells


class NamedArea(Protocol):
    """A row that is about one area."""

    @property
    def area_code(self) -> str: ...
    @property
    def area_name(self) -> str: ...


class SourcedRow(Protocol):
    """A row with the titles and the addresses of its sources, in the same order."""

    @property
    def source_title(self) -> Texts: ...
    @property
    def source_url(self) -> Texts: ...


class ReachedRow(Protocol):
    """A row that says when an area, or a part of it, reached a milestone; nothing where it has not."""

    @property
    def reached_from(self) -> pd.Timestamp | None: ...
    @property
    def reached_precision(self) -> str | None: ...
    @property
    def extent(self) -> str | None: ...


class AreaIndicatorsRow(NamedTuple):
    area_code: str
    area_name: str
    indicator_id: str
    indicator_name: str
    unit: str
    direction: str
    value: float | None
    label: str | None
    period: pd.Timestamp | None
    period_precision: str | None
    region: str
    region_median: float | None
    region_sum: float | None
    region_areas: int
    england_median: float | None
    england_sum: float | None
    england_areas: int


class AreaLineageRow(NamedTuple):
    to_date: pd.Timestamp
    is_later: bool
    source_title: str
    source_url: str


class AreaNamesRow(NamedTuple):
    area_code: str
    area_name: str


class AreaPathsRow(NamedTuple):
    area_name: str
    region: str
    population: int
    milestone_id: str
    milestone: str
    state: str
    timing: str | None
    reached_from: pd.Timestamp | None
    reached_precision: str | None
    extent: str | None
    target_date: pd.Timestamp | None
    days_before_target: int | None
    is_furthest: bool
    is_next: bool
    source_title: str | None
    source_url: str | None


class AreaStagesByDateRow(NamedTuple):
    day: pd.Timestamp
    area_code: str
    stage: str
    stage_sequence: int
    stage_extent: str | None
    designated_on: pd.Timestamp | None
    designated_by: pd.Timestamp | None
    designated_precision: str | None
    is_named: bool
    is_named_undated: bool
    is_early: bool


class AreasDesignatedEarlyRow(NamedTuple):
    area_code: str
    area_name: str
    designated_on: pd.Timestamp
    designated_precision: str


class AreasLikeRow(NamedTuple):
    area_code: str
    area_name: str
    reached_from: pd.Timestamp
    reached_precision: str


class AreasWithStageRow(NamedTuple):
    area_code: str
    area_name: str
    tile_label: str
    tile_row: int
    tile_col: int
    region: str
    stage: str
    stage_extent: str | None
    designated_on: pd.Timestamp | None
    designated_precision: str | None
    designation_state: str
    designation_timing: str | None
    days_before_target: int | None
    namings: int
    undated_namings: int
    is_early: bool


class DaysToTargetRow(NamedTuple):
    area_code: str
    area_name: str
    state: str
    timing: str | None
    reached_from: pd.Timestamp | None
    reached_by: pd.Timestamp | None
    reached_precision: str | None
    extent: str | None
    target_date: pd.Timestamp | None
    most_days_before: int | None
    days_before_target: int | None


class DesignationsWithSourcesRow(NamedTuple):
    area_code: str
    area_name: str
    designated_on: pd.Timestamp
    designated_precision: str
    source_title: str
    source_url: str


class HeadlineCountsRow(NamedTuple):
    areas: int
    designated_areas: int
    overdue_areas: int
    unrecorded_areas: int
    late_areas: int
    unclear_areas: int
    population: int
    designated_population: int
    regions: int
    full_regions: int
    target_date: pd.Timestamp | None
    starred_areas: int


class IndicatorByAreaRow(NamedTuple):
    area_code: str
    area_name: str
    region: str
    value: float | None
    label: str | None
    period: pd.Timestamp | None
    period_precision: str | None
    region_median: float | None
    region_recorded: int
    region_areas: int
    source_title: str | None
    source_url: str | None


class IndicatorCountsByPeriodRow(NamedTuple):
    period: pd.Timestamp
    period_precision: str
    value: float
    value_areas: int
    recorded: int
    areas: int


class IndicatorOverTimeRow(NamedTuple):
    area_code: str
    area_name: str
    period: pd.Timestamp
    period_precision: str
    value: float


class IndicatorsByThemeRow(NamedTuple):
    indicator_id: str
    indicator_name: str
    framework: str
    theme: str
    unit: str
    direction: str
    target: float | None
    coverage_note: str
    description: str
    areas_with_value: int
    areas: int
    first_period: pd.Timestamp | None
    first_precision: str | None
    source_title: Texts
    source_url: Texts


class KeyDatesRow(NamedTuple):
    day: pd.Timestamp
    event: str
    milestone: str
    areas: int
    is_first: bool


class LessonsRow(NamedTuple):
    recorded: int
    areas: int


class MilestoneDatesRow(NamedTuple):
    area_code: str
    area_name: str
    milestone: str
    reached_from: pd.Timestamp
    reached_by: pd.Timestamp
    reached_precision: str
    extent: str


class MilestoneStatesRow(NamedTuple):
    area_code: str
    area_name: str
    milestone: str
    state: str
    extent: str | None


class MilestonesReachedBetweenRow(NamedTuple):
    area_code: str
    area_name: str
    milestone: str
    reached_on: pd.Timestamp
    reached_precision: str
    extent: str


class MilestonesWithCoverageRow(NamedTuple):
    milestone_id: str
    milestone_name: str
    target_date: pd.Timestamp | None
    coverage: str
    recorded_areas: int
    areas: int


class PaceToTargetRow(NamedTuple):
    areas: int
    designated_areas: int
    days_left: int | None
    needed_areas_per_month: float | None
    actual_areas_per_month: float
    needed_people_per_month: int | None
    actual_people_per_month: int
    outlook: str


class PointsOfLightInAreaRow(NamedTuple):
    cited_on: pd.Timestamp | None
    cited_on_precision: str | None
    evidence: str
    source_title: Texts
    source_url: Texts


class PointsOfLightNamedRow(NamedTuple):
    place: str
    area_name: str
    region: str
    cited_by: str
    cited_on: pd.Timestamp | None
    cited_on_precision: str | None
    reason: str
    measured_result: str | None
    evidence: str
    source_title: Texts
    source_url: Texts


class ProgrammesByRegionAndServiceRow(NamedTuple):
    region: str | None
    service: str | None
    sites: int
    region_sites: int


class ProgrammesCountedRow(NamedTuple):
    sites: int
    sites_in_place: int
    later_sites: int
    sites_without_services: int
    unplaced_sites: int


class ProgrammesFoundRow(NamedTuple):
    programme: str
    model_type: str
    site_name: str
    places: Texts
    level: str
    area_codes: Texts
    area_names: Texts
    services_integrated: Texts
    lead_organisation_types: Texts
    started_on: pd.Timestamp | None
    start_precision: str | None
    ended_on: pd.Timestamp | None
    end_precision: str | None
    end_state: str
    outcome_note: str | None
    evidence: str
    source_title: Texts
    source_url: Texts


class RegionCoverageOverTimeRow(NamedTuple):
    region: str
    day: pd.Timestamp
    designated_areas: int
    areas: int


class RegionPaceByDateRow(NamedTuple):
    day: pd.Timestamp
    region: str
    areas: int
    designated_areas: int
    outlook: str


class RegionsByFurthestStageRow(NamedTuple):
    region: str
    areas: int
    region_areas: int
    area_names: str


class ReviewsFoundRow(NamedTuple):
    area_codes: Texts
    area_names: Texts
    started_on: pd.Timestamp | None
    start_precision: str | None
    ended_on: pd.Timestamp | None
    end_precision: str | None
    source_title: Texts
    source_url: Texts


class SourcesRow(NamedTuple):
    source_title: str
    source_url: str


class SystemsCountedByDayRow(NamedTuple):
    day: pd.Timestamp
    whole_areas: int
    systems: int


class SystemsInPartsOfAreasRow(NamedTuple):
    area_code: str
    area_name: str
    named_on: pd.Timestamp
    named_precision: str
    designated_on: pd.Timestamp | None
    designated_precision: str | None


class VersionsRow(NamedTuple):
    version: int
    published_at: pd.Timestamp | None
    who: str | None
    note: str
