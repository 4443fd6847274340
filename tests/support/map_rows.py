"""Rows for the map of the areas over time, from a few words for each area and day."""

import pandas as pd

from ics.charts.area_map import MapData, MapRows, area_map
from ics.charts.palette import LIGHT, Palette
from ics.query_rows import AreaStagesByDateRow, AreasWithStageRow, RegionPaceByDateRow
from tests.support.rows import frame_of

TARGET = pd.Timestamp("2021-04-01")
Cells = dict[str, object]


def designated(on: str, precision: str = "day", by: str | None = None) -> Cells:
    """A designation. `on`: its first day; `by`: its last day, the same unless told."""
    return {
        "stage": "ICS designated",
        "stage_sequence": 4,
        "stage_extent": "whole",
        "designated_on": pd.Timestamp(on),
        "designated_by": pd.Timestamp(by or on),
        "designated_precision": precision,
    }


NOTHING: Cells = {"stage": "Not recorded", "stage_sequence": -1}
NONE_YET: Cells = {"stage": "None yet", "stage_sequence": 0}
FOOTPRINT: Cells = {"stage": "Footprint", "stage_sequence": 1, "stage_extent": "whole"}
PLAN: Cells = {"stage": "Plan published", "stage_sequence": 2, "stage_extent": "whole"}
SHADOW: Cells = {"stage": "Shadow ICS", "stage_sequence": 3, "stage_extent": "whole"}
PART: Cells = SHADOW | {"stage_extent": "part"}
EARLY = designated("2017-06-15")
LAST = designated("2021-04-01")
BOARD: Cells = LAST | {"stage": "Statutory board (ICB)", "stage_sequence": 7}


def map_rows(
    days: dict[str, list[Cells]], regions: list[str] | None = None, outlooks: dict[tuple[str, str], str] | None = None
) -> MapRows:
    """`days`: for each day what each area is; `regions`: of each area, Midlands unless told.

    `outlooks`: by day and region; "on course" unless told.
    """
    number = len(next(iter(days.values())))
    regions = regions or ["Midlands"] * number
    areas = [
        {
            "area_code": f"E{n}",
            "area_name": f"Exampleshire {n}",
            "tile_label": f"Ex {n}",
            "tile_row": 0,
            "tile_col": n,
            "region": region,
        }
        for n, region in enumerate(regions, 1)
    ]
    usual = {"is_named": False, "is_named_undated": False, "is_early": False}
    states = [
        usual | cells | {"day": pd.Timestamp(day), "area_code": f"E{n}"}
        for day, found in days.items()
        for n, cells in enumerate(found, 1)
    ]
    pace = [
        {
            "day": pd.Timestamp(day),
            "region": region,
            "areas": regions.count(region),
            "designated_areas": sum(
                cells.get("designated_on") is not None for cells, of in zip(found, regions, strict=True) if of == region
            ),
            "outlook": (outlooks or {}).get((day, region), "on course"),
        }
        for day, found in days.items()
        for region in sorted(set(regions))
    ]
    frames = zip((AreasWithStageRow, AreaStagesByDateRow, RegionPaceByDateRow), (areas, states, pace), strict=True)
    return MapRows(*(frame_of(kind, pd.DataFrame(rows)) for kind, rows in frames))


def drawn_map(
    days: dict[str, list[Cells]],
    regions: list[str] | None = None,
    outlooks: dict[tuple[str, str], str] | None = None,
    target: pd.Timestamp | None = TARGET,
    chosen: tuple[str, ...] = (),
    colours: Palette = LIGHT,
) -> MapData:
    """The map of these rows, opened on their last day."""
    return area_map(map_rows(days, regions, outlooks), pd.Timestamp(max(days)).date(), target, chosen, colours)
