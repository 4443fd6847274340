"""Regions by services: how many places joined up which service in which region."""

from collections.abc import Sequence

import pandas as pd

from ics.charts.layout import Drawing, Figure, escape_for_plotly, figure
from ics.charts.palette import Palette
from ics.formatting import pluralise
from ics.query_rows import ProgrammesByRegionAndServiceRow, rows_as

_ROW_HEIGHT = 38  # pixels
_LONGEST_LINE = 15  # letters


def services_by_region(rows: pd.DataFrame, colours: Palette) -> Figure:
    """One row per region, one column per service; each cell has its count of places, and the more, the deeper.

    `rows`: query programmes_by_region_and_service; its rows of all regions together are not drawn.
    """
    regions: dict[str, list[ProgrammesByRegionAndServiceRow]] = {}
    for row in rows_as(ProgrammesByRegionAndServiceRow, rows):
        if row.region is not None:
            regions.setdefault(row.region, []).append(row)
    drawn = figure(colours, 140 + _ROW_HEIGHT * len(regions), showlegend=False)
    _name_columns(drawn, next(iter(regions.values()), []))
    _name_rows(drawn, {region: cells[0].region_sites for region, cells in regions.items()})
    _draw_cells(drawn, list(regions.values()), colours)
    return drawn.to_figure()


def _name_columns(drawn: Drawing, cells: Sequence[ProgrammesByRegionAndServiceRow]) -> None:
    names = [escape_for_plotly(cell.service or "not known") for cell in cells]
    drawn.update_xaxes(side="top", tickvals=list(range(len(names))), ticktext=names)
    drawn.update_xaxes(showgrid=False, zeroline=False, autotickangles=[0, -90], tickfont={"size": 12}, ticks="")


def _name_rows(drawn: Drawing, sites: dict[str, int]) -> None:
    names = [_row(region, number) for region, number in sites.items()]
    drawn.update_yaxes(tickvals=list(range(len(names))), ticktext=names, autorange="reversed")
    drawn.update_yaxes(showgrid=False, zeroline=False, tickfont={"size": 13}, ticksuffix=" ", ticks="")


def _draw_cells(drawn: Drawing, regions: Sequence[Sequence[ProgrammesByRegionAndServiceRow]], colours: Palette) -> None:
    """A cell for each region and service. `regions`: the rows of each."""
    counts = [[cell.sites for cell in cells] for cells in regions]
    drawn.add_trace(
        "heatmap",
        z=counts,
        zmin=0,
        zmax=max(1, *map(max, counts)),
        colorscale=[[0, colours.paper], [1, colours.stages[3]]],
        showscale=False,
        xgap=2,
        ygap=2,
        text=counts,
        texttemplate="%{text}",
        textfont={"color": colours.ink, "size": 14},
        hovertext=[[_hover(cell) for cell in cells] for cells in regions],
        hoverinfo="text",
    )


def _row(region: str, sites: int) -> str:
    """The region with its number of places, on two lines where it is long."""
    words = escape_for_plotly(region).split(" ")
    lines = [words[0]]
    for word in words[1:]:
        fits = len(lines[-1]) + len(word) < _LONGEST_LINE
        lines = [*lines[:-1], f"{lines[-1]} {word}"] if fits else [*lines, word]
    return f"{'<br>'.join(lines)} ({sites})"


def _hover(row: ProgrammesByRegionAndServiceRow) -> str:
    service = escape_for_plotly(row.service or "Services not known")
    count = f"{row.sites} of {pluralise(row.region_sites, 'place', 'places')}"
    return f"<b>{escape_for_plotly(row.region)}</b><br>{service}: {count}"
