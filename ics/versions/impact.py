"""What a change of the tables means on the pages: stages, headlines, dates, targets, indicators and points of light."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from ics.store.parameters import EARLY_DAYS, PARAMETERS
from ics.store.snapshots import AFTER, BEFORE, Snapshots
from ics.versions.headlines import Day, changed_headlines


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


def impact_of(states: Snapshots) -> Impact:
    """What the second state shows otherwise than the first. Raises nothing of its own."""
    as_at = _default_day(states, AFTER)
    if states.is_first:
        return Impact(True, as_at, as_at)
    areas = states.changes("areas_added_or_removed")
    indicators = states.changes("indicators_touched").itertuples()
    stages = _stages(states, as_at)
    return Impact(
        False,
        as_at,
        _default_day(states, BEFORE),
        new_areas=tuple(areas.loc[areas["kind"] == "added", "area_name"]),
        removed_areas=tuple(areas.loc[areas["kind"] == "removed", "area_name"]),
        stages=tuple(stages.values()),
        dates=_dates(states, set(stages)),
        targets=_targets(states),
        headlines=changed_headlines(states, as_at),
        indicators=tuple((i.indicator_name, i.values_touched, i.has_new_definition) for i in indicators),
        points=tuple((p.place, p.kind) for p in states.changes("points_of_light_touched").itertuples()),
    )


def _default_day(states: Snapshots, state: str) -> date:
    """The as-at date with which the pages open: the national target, or today where that is earlier."""
    return min(PARAMETERS["as_at"].default_in(lambda query: states.rows(state, query)), date.today())


def _stages(states: Snapshots, as_at: date) -> dict[str, StageChange]:
    """The changes of stage by area code, of the areas that stand in both states."""
    asked = {"as_at": as_at, "early_days": EARLY_DAYS, "regions": []}
    before, after = (
        {row.area_code: row for row in states.rows(state, "areas_with_stage", **asked).itertuples()}
        for state in (BEFORE, AFTER)
    )
    return {
        code: StageChange(
            row.area_name, before[code].stage, row.stage, row.stage_sequence > before[code].stage_sequence
        )
        for code, row in after.items()
        if code in before and before[code].stage != row.stage
    }


def _dates(states: Snapshots, moved: set[str]) -> tuple[DateChange, ...]:
    """The dates that change; not a new or a removed one that the change of stage of its area says already."""
    rows = states.changes("milestone_dates_changed").itertuples()
    dates = (
        (row, _dated(row.date_before, row.precision_before), _dated(row.date_after, row.precision_after))
        for row in rows
    )
    return tuple(
        DateChange(row.area_name, row.milestone, before, after)
        for row, before, after in dates
        if (before and after) or not (row.is_stage and row.area_code in moved)
    )


def _dated(first_day: object, precision: object) -> tuple[date, str] | None:
    return None if pd.isna(first_day) else (_day(first_day), str(precision))


def _targets(states: Snapshots) -> tuple[TargetChange, ...]:
    rows = states.changes("milestone_targets_changed").itertuples()
    return tuple(TargetChange(row.milestone, _day(row.target_before), _day(row.target_after)) for row in rows)


def _day(value: object) -> date | None:
    return None if pd.isna(value) else pd.Timestamp(value).date()
