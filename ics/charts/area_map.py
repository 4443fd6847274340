"""The map of the areas over time: hexagons, regions as bars, and the dates to slide through.

The figure is data for a component of the page (`ics/ui/components/area_map.js` draws it): what each area was on each
date is in it, so that going through time asks the server nothing.
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import pandas as pd

from ics.charts import hexagons
from ics.charts.palette import NONE_YET, NOT_RECORDED, Palette
from ics.charts.waves import Designation, short_name, wave_names
from ics.formatting import day_in_words
from ics.query_rows import AreaStagesByDateRow, AreasWithStageRow, RegionPaceByDateRow, rows_as
from ics.sentences.progress import designated_words, pace_word, star_on, state_words

MapData = dict[str, object]
States = dict[pd.Timestamp, dict[str, AreaStagesByDateRow]]  # by day and area code
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"  # a date has one for each area: the place of its kind in the legend
_PATTERNS = {NOT_RECORDED: "question", NONE_YET: "empty"}
_STAGE_PATTERNS = ("plain", "dots", "hatch", "grid")  # of the stages before the designation, along the path


class MapRows(NamedTuple):
    """Rows of the queries areas_with_stage (of all regions), area_stages_by_date and region_pace_by_date."""

    areas: pd.DataFrame
    states: pd.DataFrame
    pace: pd.DataFrame


class Kind(NamedTuple):
    """What an area can be on a date: designated in a wave, or at a stage before.

    `short`: its name in the legend; `words`: said of an area of this kind.
    """

    name: str
    short: str
    words: str
    fill: str
    ink: str
    pattern: str
    done: bool


@dataclass(frozen=True)
class _Map:
    """`areas`: from north to south. `states`: by day and area code. `waves`: the wave of each designated area.

    `kinds`: the legend, by what `kind_of` gives.
    """

    areas: list[AreasWithStageRow]
    states: States
    waves: dict[str, str]
    kinds: dict[str, Kind]
    pace: list[RegionPaceByDateRow]

    @property
    def regions(self) -> list[str]:
        """The regions in the order in which they were complete; those that took the same time by name."""
        names = sorted({row.region for row in self.pace})
        open_days = Counter(row.region for row in self.pace if row.designated_areas < row.areas)
        return sorted(names, key=lambda name: open_days[name])

    def kind_of(self, state: AreaStagesByDateRow) -> str:
        return state_words(state) if state.designated_by is None else self.waves[state.area_code]


def area_map(
    rows: MapRows, shown: date, target: pd.Timestamp | None, chosen: Collection[str], colours: Palette
) -> MapData:
    """The map, its bars and its dates as plain lists, texts and numbers.

    `shown`: the date on which the map opens, one of those in the rows. `target`: the national target. `chosen`: names
    of regions; none means all of England.
    """
    drawn = _lay_out(rows, colours)
    return {
        "box": hexagons.view_box(map(_tile, drawn.areas)),
        "areas": [_area(row, drawn) for row in drawn.areas],
        "regions": _regions(drawn, chosen),
        "kinds": [kind._asdict() for kind in drawn.kinds.values()],
        "dates": [_date(day, drawn, target) for day in drawn.states],
        "shown": shown.isoformat(),
        "colours": {"quiet": colours.quiet, "paper": colours.paper, "ink": colours.ink, "mark": colours.people},
    }


def _lay_out(rows: MapRows, colours: Palette) -> _Map:
    areas = sorted(rows_as(AreasWithStageRow, rows.areas), key=_tile)
    states: States = {}
    for row in rows_as(AreaStagesByDateRow, rows.states):
        states.setdefault(row.day, {})[row.area_code] = row
    waves = wave_names(_designations(states))
    kinds = _kinds(states, waves, colours)
    return _Map(areas, states, waves, kinds, list(rows_as(RegionPaceByDateRow, rows.pace)))


def _designations(states: States) -> list[Designation]:
    """Each area that is designated on any of the days, once."""
    found = {
        code: Designation(code, row.designated_on, row.designated_by, row.designated_precision)
        for rows in states.values()
        for code, row in rows.items()
        if row.designated_on is not None and row.designated_by is not None and row.designated_precision
    }
    return list(found.values())


def _kinds(states: States, waves: dict[str, str], colours: Palette) -> dict[str, Kind]:
    """The waves from the first, then the stages before designation from the furthest."""
    names = list(dict.fromkeys(waves.values()))
    kinds = {name: _wave(name, place, len(names), colours) for place, name in enumerate(names)}
    before = {state_words(row): row for day in states.values() for row in day.values() if row.designated_by is None}
    sequences = sorted({row.stage_sequence for row in before.values()} - {NOT_RECORDED, NONE_YET})
    patterns = _PATTERNS | dict(zip(sequences, _STAGE_PATTERNS, strict=False))
    for words, row in sorted(before.items(), key=lambda item: -item[1].stage_sequence):
        pattern = patterns.get(row.stage_sequence, _STAGE_PATTERNS[-1])
        kinds[words] = Kind(row.stage, row.stage, words, colours.paper, colours.ink, pattern, done=False)
    return kinds


def _wave(name: str, place: int, waves: int, colours: Palette) -> Kind:
    """The first and the last wave have the ends of the scale."""
    step = round(place * (len(colours.waves) - 1) / max(waves - 1, 1))
    return Kind(name, short_name(name), "", colours.waves[step], colours.on_waves[step], "full", done=True)


def _tile(row: AreasWithStageRow) -> hexagons.Tile:
    return row.tile_row, row.tile_col


def _area(row: AreasWithStageRow, drawn: _Map) -> MapData:
    x, y = hexagons.centre(_tile(row))
    designated = [day[row.area_code] for day in drawn.states.values() if day[row.area_code].designated_by is not None]
    return {
        "code": row.area_code,
        "name": row.area_name,
        "region": drawn.regions.index(row.region),
        "label": row.tile_label,
        "points": hexagons.corners(_tile(row)),
        "x": round(x, 3),
        "y": round(y, 3),
        "since": designated_words(designated[-1]) if designated else "",
    }


def _regions(drawn: _Map, chosen: Collection[str]) -> list[MapData]:
    tiles = {name: {_tile(row) for row in drawn.areas if row.region == name} for name in drawn.regions}
    places = hexagons.places_of_names(tiles)
    return [
        {
            "name": name,
            "outline": hexagons.outline(tiles[name]),
            "place": places[name]._asdict() if name in places else None,
            "chosen": not chosen or name in chosen,
        }
        for name in drawn.regions
    ]


def _date(day: pd.Timestamp, drawn: _Map, target: pd.Timestamp | None) -> MapData:
    """One date: a digit for each area, its place in the legend; its stars; how each region is doing."""
    order, states = list(drawn.kinds), [drawn.states[day][row.area_code] for row in drawn.areas]
    pace = {row.region: row for row in drawn.pace if row.day == day}
    return {
        "day": f"{day:%Y-%m-%d}",
        "name": day_in_words(day),
        "month": f"{day:%b %Y}",
        "is_target": day == target,
        "states": "".join(_DIGITS[order.index(drawn.kind_of(state))] for state in states),
        "stars": [star_on(state) for state in states],
        "pace": [pace_word(pace[name].outlook) if target and day < target else "" for name in drawn.regions],
    }
