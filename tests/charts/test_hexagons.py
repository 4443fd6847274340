"""The geometry of the map: hexagons that touch and never overlap, borders of groups, and places for names."""

import math
from collections import Counter
from datetime import date
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from ics.charts.hexagons import RADIUS, Tile, centre, corners, outline, places_of_names, view_box
from ics.query_rows import AreasWithStageRow, rows_as
from ics.store.ask import run_query
from ics.store.store import Store

Point = tuple[float, float]
AROUND_EVEN = [(1, 2), (1, 3), (2, 2), (2, 4), (3, 2), (3, 3)]  # of row 2, column 3
AROUND_ODD = [(0, 3), (0, 4), (1, 2), (1, 4), (2, 3), (2, 4)]  # of row 1, column 3
FLOWERS = {"even row": {(2, 3), *AROUND_EVEN}, "odd row": {(1, 3), *AROUND_ODD}}


def sides(tiles: set[Tile]) -> list[tuple[Point, Point]]:
    """The sides of the outline, each from point to point."""
    found = []
    for part in outline(tiles).split("M")[1:]:
        start, end = (tuple(map(float, point.split())) for point in part.split("L"))
        found.append((start, end))
    return found


def owners(side: tuple[Point, Point], tiles: set[Tile]) -> list[Tile]:
    """The tiles that have this side: its middle is half a hexagon away from theirs."""
    (x0, y0), (x1, y1) = side
    middle = ((x0 + x1) / 2, (y0 + y1) / 2)
    return [tile for tile in tiles if math.dist(centre(tile), middle) == pytest.approx(0.5, abs=0.002)]


# Hexagons


@pytest.mark.parametrize(("tile", "around"), [((2, 3), AROUND_EVEN), ((1, 3), AROUND_ODD)])
def test_a_hexagon_has_six_neighbours_which_are_1_away(tile: Tile, around: list[Tile]):
    grid = [(row, column) for row in range(5) for column in range(7)]
    near = [other for other in grid if math.dist(centre(tile), centre(other)) == pytest.approx(1)]
    assert near == around


def test_odd_rows_are_half_a_hexagon_further_right_and_rows_go_down():
    assert [centre((row, 3))[0] for row in (0, 1, 2)] == [3, 3.5, 3]
    assert centre((0, 3))[1] == 0
    assert centre((1, 3))[1] == pytest.approx(math.sqrt(3) / 2)
    assert centre((2, 3))[1] == pytest.approx(math.sqrt(3))


@pytest.mark.parametrize("tile", [(0, 0), (3, 4)])
def test_a_hexagon_has_six_corners_around_its_middle_and_leaves_a_gap_to_its_neighbours(tile: Tile):
    points = [tuple(map(float, point.split(","))) for point in corners(tile).split()]
    assert len(points) == len(set(points)) == 6
    assert (sum(x for x, _ in points) / 6, sum(y for _, y in points) / 6) == pytest.approx(centre(tile), abs=0.001)
    lengths = [math.dist(a, b) for a, b in pairwise([*points, points[0]])]
    assert lengths == pytest.approx([lengths[0]] * 6, abs=0.002)
    assert 0.8 * RADIUS < lengths[0] < RADIUS  # a side is as long as the radius


@pytest.mark.parametrize(
    ("tiles", "box"),
    [
        ([(0, 0)], (-0.5, -RADIUS, 1, 2 * RADIUS)),
        ([(2, 3)], (2.5, math.sqrt(3) - RADIUS, 1, 2 * RADIUS)),
        ([(0, 0), (1, 2)], (-0.5, -RADIUS, 3.5, math.sqrt(3) / 2 + 2 * RADIUS)),
    ],
)
def test_the_box_holds_the_hexagons_and_no_more(tiles, box):
    assert view_box(tiles) == pytest.approx(box)


# Outlines


@pytest.mark.parametrize(
    ("tiles", "number"),
    [
        ({(0, 0)}, 6),
        ({(0, 0), (0, 1)}, 10),  # one side of each is shared
        ({(0, 0), (1, 0)}, 10),
        ({(1, 0), (0, 1)}, 10),
        ({(0, 0), (0, 2)}, 12),  # apart
        ({(0, 0), (1, 1)}, 12),
        ({(0, 0), (0, 1), (1, 0)}, 12),  # three around a corner
        (FLOWERS["even row"], 18),  # the middle one adds none
        (FLOWERS["odd row"], 18),
        (set(AROUND_EVEN), 24),  # a ring has a border inside as well
    ],
    ids=str,
)
def test_an_outline_has_each_side_that_is_not_shared(tiles: set[Tile], number: int):
    found = sides(tiles)
    assert len(found) == len(set(found)) == number
    assert [math.dist(*side) for side in found] == pytest.approx([RADIUS] * number, abs=0.002)
    assert [len(owners(side, tiles)) for side in found] == [1] * number


@pytest.mark.parametrize("tiles", [{(0, 0)}, {(0, 0), (0, 1)}, *FLOWERS.values()], ids=str)
def test_an_outline_is_closed(tiles: set[Tile]):
    ends = Counter(point for side in sides(tiles) for point in side)
    assert set(ends.values()) == {2}


@pytest.mark.parametrize("other", [(row, column) for row in range(4) for column in range(6) if (row, column) != (2, 3)])
def test_two_hexagons_share_a_side_when_they_are_1_apart(other: Tile):
    is_near = math.dist(centre((2, 3)), centre(other)) < 1.01
    assert len(sides({(2, 3), other})) == (10 if is_near else 12)


def test_of_nothing_there_is_no_outline():
    assert outline(set()) == ""


# Places of names


def test_names_are_left_or_right_of_the_map_at_the_middle_of_their_region():
    places = places_of_names({"West": {(0, 0), (1, 0), (2, 0)}, "East": {(0, 1), (1, 1), (2, 1)}})
    middle = pytest.approx(centre((1, 0))[1])
    assert (places["West"].side, places["West"].y) == ("left", middle)
    assert (places["East"].side, places["East"].y) == ("right", middle)
    assert places["West"].x < centre((1, 0))[0] - 0.5
    assert places["East"].x > centre((1, 1))[0] + 0.5


def test_a_region_inside_others_has_no_place_for_its_name():
    regions = {"Inside": {(2, 3)}, "Around": set(AROUND_EVEN)}
    assert set(places_of_names(regions)) == {"Around"}


def test_a_region_alone_has_its_name_at_its_left():
    assert places_of_names({"Alone": {(0, 0), (0, 1)}})["Alone"].side == "left"


def test_the_name_is_at_the_edge_that_is_nearest_to_the_middle_of_its_region():
    """Its left edge is in row 0 only, its right edge in all three: the middle is row 1."""
    regions = {"Wide": {(0, 0), (0, 1), (1, 1), (2, 1)}, "Other": {(1, 0), (2, 0)}}
    place = places_of_names(regions)["Wide"]
    assert (place.side, place.y) == ("right", pytest.approx(centre((1, 1))[1]))


def test_of_no_regions_there_are_no_places():
    assert places_of_names({}) == {}


# The real areas


@pytest.fixture(scope="module")
def tiles(built: Path) -> dict[str, list[Tile]]:
    """The tiles of each region."""
    known = {"as_at": date(2021, 4, 1), "early_days": 365, "regions": []}
    found: dict[str, list[Tile]] = {}
    for row in rows_as(AreasWithStageRow, run_query("areas_with_stage", Store(built), 1, **known)):
        found.setdefault(row.region, []).append((row.tile_row, row.tile_col))
    return found


def test_no_two_real_hexagons_cover_each_other(tiles):
    middles = [centre(tile) for group in tiles.values() for tile in group]
    assert len(middles) == 42
    assert min(math.dist(a, b) for a, b in combinations(middles, 2)) > 1 - 1e-9


def test_every_real_region_has_a_border_of_its_own_and_a_place_for_its_name(tiles):
    places = places_of_names({name: set(group) for name, group in tiles.items()})
    assert set(places) == set(tiles)
    assert len({(place.side, place.y) for place in places.values()}) == 7  # no two names over each other
    for group in tiles.values():
        assert all(len(owners(side, set(group))) == 1 for side in sides(set(group)))
