"""Colours and symbols of the figures, for light and dark pages.

One blue that deepens along the path (it holds for colour-blind readers and in grey print) and one amber for the
points of light. Every colour has a word or a symbol next to it.
"""

from dataclasses import dataclass

NOT_RECORDED, NONE_YET = -1, 0
MILESTONE_MARKERS = ("triangle-right", "diamond", "triangle-down", "circle", "x", "cross", "square")


@dataclass(frozen=True)
class Palette:
    """Colours as CSS values; the first two of `stages` are areas not recorded and areas before their first stage.

    `waves`: from the first wave of designations, which meets the eye most, to the last; `on_waves`: text on them.
    """

    ink: str
    quiet: str
    grid: str
    paper: str
    areas: str
    people: str
    stages: tuple[str, ...]
    on_stages: tuple[str, ...]
    waves: tuple[str, ...]
    on_waves: tuple[str, ...]
    alert: str


LIGHT = Palette(
    ink="#16222e",
    quiet="#52606d",
    grid="#e3e8ed",
    paper="#ffffff",
    areas="#1d5b91",
    people="#b35c00",
    stages=("#ffffff", "#eef1f4", "#dbe6f0", "#b5cee5", "#7fabd2", "#1d5b91", "#0a2c4d"),
    on_stages=("#16222e", "#16222e", "#16222e", "#16222e", "#16222e", "#ffffff", "#ffffff"),
    waves=("#081d58", "#253f9a", "#1f6fb2", "#2fa0c2", "#66c4be", "#a3dcb4", "#d9f0b8"),
    on_waves=("#ffffff", "#ffffff", "#ffffff", "#0b1a28", "#0b1a28", "#0b1a28", "#0b1a28"),
    alert="#b3261e",
)
DARK = Palette(
    ink="#e8edf2",
    quiet="#a9b6c3",
    grid="#2b3844",
    paper="#10171e",
    areas="#8cc3f2",
    people="#f0a24b",
    stages=("#10171e", "#1d2731", "#27394a", "#365574", "#41729f", "#8cc3f2", "#dceeff"),
    on_stages=("#e8edf2", "#e8edf2", "#e8edf2", "#ffffff", "#ffffff", "#0b1a28", "#0b1a28"),
    waves=("#f4fbd2", "#cdeab6", "#8ad2bd", "#4cb8c8", "#3f97cc", "#3b6fba", "#4551a8"),
    on_waves=("#0b1a28", "#0b1a28", "#0b1a28", "#0b1a28", "#0b1a28", "#ffffff", "#ffffff"),
    alert="#ff9d94",
)


def palette(theme: str | None) -> Palette:
    """The palette of a theme; light when the browser has not said."""
    return DARK if theme == "dark" else LIGHT
