"""What a change of the tables means on the pages: stages, headlines, dates, targets, indicators and points of light."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import NamedTuple

import pandas as pd

from ics.query_rows import rows_as
from ics.store.parameters import EARLY_DAYS, FIRST_DAY, default_day
from ics.store.snapshots import AFTER, BEFORE, Snapshots


@dataclass(frozen=True)
class StageChange:
    """An area whose furthest stage changes; `is_forward`: to a later one of the path."""

    area: str
    before: str
    after: str
    is_forward: bool


@dataclass(frozen=True)
class DateChange:
    """A milestone whose date changes: first day and precision, None where no date is recorded."""

    area: str
    milestone: str
    before: tuple[date, str] | None
    after: tuple[date, str] | None


@dataclass(frozen=True)
class TargetChange:
    """A milestone whose target date changes, by which the pages tell early from late; None where there is none."""

    milestone: str
    before: date | None
    after: date | None


@dataclass(frozen=True)
class Count:
    """A headline: areas designated of all areas, and the people who live in them."""

    designated: int = 0
    areas: int = 0
    designated_people: int = 0
    people: int = 0


@dataclass(frozen=True)
class Headline:
    """The headline of England or a region where it changes; a region that is not there counts nothing."""

    place: str
    before: Count
    after: Count


@dataclass(frozen=True)
class Day:
    """The headlines that change at an as-at date, that of England first."""

    day: date
    headlines: tuple[Headline, ...]


@dataclass(frozen=True)
class Impact:
    """What changes on the pages. `as_at`: the date with which they open, formerly `as_at_before`.

    `stages` are those at `as_at`. `headlines`: the days on which a headline changes, in order: `as_at` and the key
    dates. `indicators`: name, number of values that differ, whether the definition does. `points`: place and kind
    (added, changed or removed). A first build (`is_first`) has no further consequences: everything is new.
    """

    is_first: bool
    as_at: date
    as_at_before: date
    new_areas: tuple[str, ...] = ()
    removed_areas: tuple[str, ...] = ()
    stages: tuple[StageChange, ...] = ()
    dates: tuple[DateChange, ...] = ()
    targets: tuple[TargetChange, ...] = ()
    headlines: tuple[Day, ...] = ()
    indicators: tuple[tuple[str, int, bool], ...] = ()
    points: tuple[tuple[str, str], ...] = ()


class _AreaRow(NamedTuple):
    """Query changes/areas_added_or_removed."""

    kind: str
    area_name: str


class _IndicatorRow(NamedTuple):
    """Query changes/indicators_touched."""

    indicator_name: str
    values_touched: int
    has_new_definition: bool


class _DateRow(NamedTuple):
    """Query changes/milestone_dates_changed."""

    area_code: str
    area_name: str
    milestone: str
    is_stage: bool
    date_before: pd.Timestamp | None
    precision_before: str | None
    date_after: pd.Timestamp | None
    precision_after: str | None


class _TargetRow(NamedTuple):
    """Query changes/milestone_targets_changed."""

    milestone: str
    target_before: pd.Timestamp | None
    target_after: pd.Timestamp | None


class _PointRow(NamedTuple):
    """Query changes/points_of_light_touched."""

    place: str
    kind: str


class _StageRow(NamedTuple):
    """Query areas_with_stage."""

    area_code: str
    area_name: str
    stage: str
    stage_sequence: int


class _KeyDateRow(NamedTuple):
    """Query key_dates."""

    day: pd.Timestamp


class _HeadlineRow(NamedTuple):
    """Query changes/headlines_changed."""

    day: pd.Timestamp
    place: str
    designated_before: int
    areas_before: int
    designated_people_before: int
    people_before: int
    designated_after: int
    areas_after: int
    designated_people_after: int
    people_after: int


def impact_of(snapshots: Snapshots) -> Impact:
    """What the second state shows otherwise than the first. Raises nothing of its own."""
    as_at = _default_day(snapshots, AFTER)
    if snapshots.is_first:
        return Impact(True, as_at, as_at)
    areas = list(rows_as(_AreaRow, snapshots.changes("areas_added_or_removed")))
    indicators = rows_as(_IndicatorRow, snapshots.changes("indicators_touched"))
    points = rows_as(_PointRow, snapshots.changes("points_of_light_touched"))
    stages = _stages(snapshots, as_at)
    return Impact(
        False,
        as_at,
        _default_day(snapshots, BEFORE),
        new_areas=tuple(area.area_name for area in areas if area.kind == "added"),
        removed_areas=tuple(area.area_name for area in areas if area.kind == "removed"),
        stages=tuple(stages.values()),
        dates=tuple(_dates(snapshots, stages.keys())),
        targets=tuple(_targets(snapshots)),
        headlines=changed_headlines(snapshots, as_at),
        indicators=tuple((i.indicator_name, i.values_touched, i.has_new_definition) for i in indicators),
        points=tuple((point.place, point.kind) for point in points),
    )


def _default_day(snapshots: Snapshots, state: str) -> date:
    """The as-at date with which the pages open: the national target, or today where that is earlier."""
    return default_day(lambda query: snapshots.rows(state, query))


def _stages(snapshots: Snapshots, as_at: date) -> dict[str, StageChange]:
    """The changes of stage by area code, of the areas that are in both states."""
    before, after = (_areas_with_stage(snapshots, state, as_at) for state in (BEFORE, AFTER))
    return {
        code: StageChange(
            row.area_name, before[code].stage, row.stage, row.stage_sequence > before[code].stage_sequence
        )
        for code, row in after.items()
        if code in before and before[code].stage != row.stage
    }


def _areas_with_stage(snapshots: Snapshots, state: str, as_at: date) -> dict[str, _StageRow]:
    asked = {"as_at": as_at, "early_days": EARLY_DAYS, "regions": []}
    rows = rows_as(_StageRow, snapshots.rows(state, "areas_with_stage", **asked))
    return {row.area_code: row for row in rows}


def _dates(snapshots: Snapshots, moved: Iterable[str]) -> Iterator[DateChange]:
    """The dates that change; not a new or a removed one where the change of stage of its area says so already.

    `moved`: the codes of the areas whose stage changes.
    """
    for row in rows_as(_DateRow, snapshots.changes("milestone_dates_changed")):
        before, after = _dated(row.date_before, row.precision_before), _dated(row.date_after, row.precision_after)
        if (before and after) or not (row.is_stage and row.area_code in moved):
            yield DateChange(row.area_name, row.milestone, before, after)


def _dated(first_day: pd.Timestamp | None, precision: str | None) -> tuple[date, str] | None:
    return None if first_day is None or precision is None else (first_day.date(), precision)


def _targets(snapshots: Snapshots) -> Iterator[TargetChange]:
    for row in rows_as(_TargetRow, snapshots.changes("milestone_targets_changed")):
        yield TargetChange(row.milestone, _day(row.target_before), _day(row.target_after))


def _day(value: pd.Timestamp | None) -> date | None:
    return None if value is None else value.date()


def changed_headlines(snapshots: Snapshots, as_at: date) -> tuple[Day, ...]:
    """The days on which a headline of England or of a region differs, in order.

    Between the key dates of the two states no headline changes, so that it is enough to look at those.
    """
    stops = {as_at}
    for state in (BEFORE, AFTER):
        stops |= {row.day.date() for row in rows_as(_KeyDateRow, snapshots.rows(state, "key_dates"))}
    days = [day for day in stops if FIRST_DAY <= day <= date.today()]
    rows = rows_as(_HeadlineRow, snapshots.changes("headlines_changed", days=days))
    return tuple(Day(day, tuple(map(_headline, found))) for day, found in groupby(rows, lambda row: row.day.date()))


def _headline(row: _HeadlineRow) -> Headline:
    return Headline(row.place, Count(*row[2:6]), Count(*row[6:]))
