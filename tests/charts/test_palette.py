"""Colours: each theme has its own, and text can be read on them."""

import re
from pathlib import Path

import pytest

from ics.charts.palette import DARK, LIGHT, Palette, palette
from ics.settings import ROOT
from tests.support.contrast import contrast

CHARTS = sorted((ROOT / "ics" / "charts").glob("*.py"))
PALETTES = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])


@pytest.mark.parametrize(("theme", "colours"), [("light", LIGHT), ("dark", DARK), (None, LIGHT), ("other", LIGHT)])
def test_palette_of_a_theme(theme: str | None, colours: Palette):
    assert palette(theme) is colours


@PALETTES
@pytest.mark.parametrize(("fills", "inks"), [("stages", "on_stages"), ("waves", "on_waves")])
def test_every_step_of_a_scale_has_a_colour_of_its_own_and_one_for_the_text_on_it(
    colours: Palette, fills: str, inks: str
):
    steps = getattr(colours, fills)
    assert len(set(steps)) == len(steps) == len(getattr(colours, inks))


@PALETTES
def test_text_on_a_step_of_the_stages_can_be_read(colours: Palette):
    pairs = zip(colours.on_stages, colours.stages, strict=True)
    assert min(contrast(ink, fill) for ink, fill in pairs) >= 4.5


@pytest.mark.parametrize("name", ["ink", "quiet", "areas", "people"])
@PALETTES
def test_text_on_the_page_can_be_read(colours: Palette, name: str):
    assert contrast(getattr(colours, name), colours.paper) >= 4.5


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("#000000", "#ffffff", 21), ("#ffffff", "#ffffff", 1), ("#777777", "#ffffff", 4.48)]
)
def test_contrast_is_measured_as_wcag_does(one: str, other: str, ratio: float):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)


@pytest.mark.parametrize("path", CHARTS, ids=lambda path: path.stem)
def test_figures_are_made_without_plotly_express_and_maps(path: Path):
    assert not re.search(r"plotly\.express|\bpx\.|add_(scatter|choropleth)(geo|map)", path.read_text(encoding="utf-8"))
