"""England as hexagons: one for each area, so that a small area is seen as well as a large one. Geometry only.

An area has a row and a column (`tile_row`, `tile_col`); odd rows lie half a hexagon further right. Neighbours in a row
are 1 apart; x grows to the right, y downwards.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

RADIUS = 1 / math.sqrt(3)
_ROW_HEIGHT = math.sqrt(3) / 2
_SHRINK = 0.94  # leaves a thin gap between neighbours
_ROOM = 0.15  # between an outermost hexagon and the name of its region
_CORNERS = [math.radians(60 * k + 30) for k in range(6)]
Tile = tuple[int, int]  # row and column


class Place(NamedTuple):
    """Where the name of a region is written: next to the map, to the left or the right of it."""

    x: float
    y: float
    side: Literal["left", "right"]


def centre(tile: Tile) -> tuple[float, float]:
    """The middle of a hexagon as x and y."""
    row, column = tile
    return column + 0.5 * (row % 2), _ROW_HEIGHT * row


def corners(tile: Tile) -> str:
    """The corners of a hexagon, a little smaller than its place, as an SVG polygon has them."""
    x, y = centre(tile)
    size = _SHRINK * RADIUS
    return " ".join(f"{x + size * math.cos(a):.3f},{y + size * math.sin(a):.3f}" for a in _CORNERS)


def view_box(tiles: Iterable[Tile]) -> tuple[float, float, float, float]:
    """Left, top, width and height of the hexagons. There is at least one."""
    xs, ys = zip(*map(centre, tiles), strict=True)
    return min(xs) - 0.5, min(ys) - RADIUS, max(xs) - min(xs) + 1, max(ys) - min(ys) + 2 * RADIUS


def outline(tiles: set[Tile]) -> str:
    """The border of a group of hexagons as an SVG path: each side that no two of them share."""
    sides = [side for tile in sorted(tiles) for side in _sides(tile) if side.beyond not in tiles]
    return "".join(f"M{s.x0:.3f} {s.y0:.3f}L{s.x1:.3f} {s.y1:.3f}" for s in sides)


class _Side(NamedTuple):
    beyond: Tile
    x0: float
    y0: float
    x1: float
    y1: float


def _sides(tile: Tile) -> list[_Side]:
    """The six sides of a hexagon, each with the tile beyond it."""
    (x, y), (row, column) = centre(tile), tile
    shift = row % 2
    beyond = [  # in the order of the sides: below right, below left, left, above left, above right, right
        (row + 1, column + shift),
        (row + 1, column + shift - 1),
        (row, column - 1),
        (row - 1, column + shift - 1),
        (row - 1, column + shift),
        (row, column + 1),
    ]
    points = [(x + RADIUS * math.cos(a), y + RADIUS * math.sin(a)) for a in (*_CORNERS, _CORNERS[0])]
    return [_Side(tile, *start, *end) for tile, start, end in zip(beyond, points, points[1:], strict=False)]


def places_of_names(regions: Mapping[str, set[Tile]]) -> dict[str, Place]:
    """For each region a place at the edge of the map, as near to its middle as it gets; none where it has no edge."""
    rows: dict[int, list[int]] = defaultdict(list)
    for row, column in (tile for tiles in regions.values() for tile in tiles):
        rows[row].append(column)
    places = {name: _place_of(tiles, rows) for name, tiles in regions.items()}
    return {name: place for name, place in places.items() if place}


def _place_of(tiles: set[Tile], rows: Mapping[int, list[int]]) -> Place | None:
    middle = sum(centre(tile)[1] for tile in tiles) / len(tiles)
    at_edge: list[Place] = []
    for tile in tiles:
        x, y = centre(tile)
        if tile[1] == min(rows[tile[0]]):
            at_edge.append(Place(x - 0.5 - _ROOM, y, "left"))
        if tile[1] == max(rows[tile[0]]):
            at_edge.append(Place(x + 0.5 + _ROOM, y, "right"))
    return min(at_edge, key=lambda place: (abs(place.y - middle), place.side, place.y), default=None)
