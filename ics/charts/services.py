"""Regions by services: how many sites joined up which service in which region."""

from collections.abc import Sequence

import pandas as pd

from ics.charts.layout import Drawing, Figure, figure, letters
from ics.charts.palette import Palette
from ics.formatting import pluralise

ROW_HEIGHT = 38  # pixels
LONGEST_LINE = 15  # letters


def services_by_region(rows: pd.DataFrame, colours: Palette) -> Figure:
    """One row per region, one column per service; each cell has its count of sites, and the more, the deeper.

    `rows`: query programmes_by_region_and_service; its rows of all regions together are not drawn.
    """
    cells = rows[rows["region"].notna()]
    drawn = figure(colours, 140 + ROW_HEIGHT * cells["region"].nunique(), showlegend=False)
    _name_columns(drawn, cells["service"].unique())
    _name_rows(drawn, cells.groupby("region", sort=False)["region_sites"].first())
    _draw_cells(drawn, [part for _, part in cells.groupby("region", sort=False)], colours)
    return drawn.finished()


def _name_columns(drawn: Drawing, services: Sequence[object]) -> None:
    drawn.update_xaxes(side="top", tickvals=list(range(len(services))), ticktext=[_column(name) for name in services])
    drawn.update_xaxes(showgrid=False, zeroline=False, autotickangles=[0, -90], tickfont={"size": 12}, ticks="")


def _name_rows(drawn: Drawing, sites: pd.Series) -> None:
    names = [_row(region, number) for region, number in sites.items()]
    drawn.update_yaxes(tickvals=list(range(len(names))), ticktext=names, autorange="reversed")
    drawn.update_yaxes(showgrid=False, zeroline=False, tickfont={"size": 13}, ticksuffix=" ", ticks="")


def _draw_cells(drawn: Drawing, regions: list[pd.DataFrame], colours: Palette) -> None:
    """A cell for each region and service. `regions`: the rows of each."""
    counts = [region["sites"].tolist() for region in regions]
    drawn.add(
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
        hovertext=[[_hover(row) for row in region.itertuples()] for region in regions],
        hoverinfo="text",
    )


def _column(service: object) -> str:
    return "not recorded" if pd.isna(service) else letters(service)


def _row(region: str, sites: int) -> str:
    """The region with its number of sites, on two lines where it is long."""
    words = letters(region).split(" ")
    lines = [words[0]]
    for word in words[1:]:
        fits = len(lines[-1]) + len(word) < LONGEST_LINE
        lines = [*lines[:-1], f"{lines[-1]} {word}"] if fits else [*lines, word]
    return f"{'<br>'.join(lines)} ({sites})"


def _hover(row: object) -> str:
    service = "Services not recorded" if pd.isna(row.service) else letters(row.service)
    return f"<b>{letters(row.region)}</b><br>{service}: {row.sites} of {pluralise(row.region_sites, 'site', 'sites')}"
