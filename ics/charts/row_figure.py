"""A figure of many thin rows as HTML and CSS: full names where there is room, short ones where there is not.

Plotly lays a figure out for one width, and has to be loaded first. Here the browser lays it out, also on paper. Every
text is put into a tree of elements, which escapes it when it is written. No text of the data is in an attribute: the
browser drops one that could end a comment or an element.
"""

from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from ics.charts.area_rows import AreaRows
from ics.charts.palette import Palette

# Written as XML, so it has to do without the characters that are escaped there: HTML reads a style letter for letter.
_CSS = Path(__file__).with_suffix(".css").read_text(encoding="utf-8")
_WORDS_ID = "row-figure-words"
_FIRST_ROW = 2  # of the grid, below the axis
_TALLEST, _LOWEST = 22, 13  # pixels of a row
_ROOM = 546  # pixels that the rows share while they are not lower than the lowest


@dataclass(frozen=True)
class Mark:
    """How a date is marked. `kind` gives the colour: chosen, late, unclear or other."""

    kind: str
    shape: str = "circle"
    is_hollow: bool = False
    is_half: bool = False

    @property
    def classes(self) -> str:
        looks = ("hollow" if self.is_hollow else "", "half" if self.is_half else "")
        return " ".join(word for word in ("mark", self.kind, self.shape, *looks) if word)


@dataclass(frozen=True)
class Scale:
    """Turns numbers of an axis into per cent of its length."""

    first: float
    last: float

    def at(self, value: float) -> float:
        return round(100 * (value - self.first) / (self.last - self.first), 2)


class RowFigure:
    """Gathers the parts of a figure; all places from left to right are per cent of the axis."""

    def __init__(self, rows: AreaRows, words: str, colours: Palette, tick_lines: int = 1) -> None:
        """`words`: what the figure says, for a reader who cannot see it; `tick_lines`: lines of a label on the axis."""
        pitch = max(_LOWEST, min(_TALLEST, _ROOM // max(rows.count, 1)))
        style = f"--pitch: {pitch}px; --rows: {rows.count}; --tick-lines: {tick_lines}; {_variables(colours)}"
        attributes = {"class": "row-figure", "role": "img", "aria-labelledby": _WORDS_ID, "style": style}
        self._root, self._bands = ET.Element("div", attributes), 0
        ET.SubElement(self._root, "style").text = _CSS
        _add(self._root, "unseen", words).set("id", _WORDS_ID)
        self._legend = _add(self._root, "legend")
        self._grid = _add(self._root, "grid")
        self._top, self._lines = _add(self._grid, "axis top"), _add(self._grid, "lines")
        self._bottom = _add(self._grid, "axis bottom")
        self._tracks: dict[int, ET.Element] = {}
        self._told: dict[int, ET.Element] = {}
        for code, place in rows.places.items():
            self._add_row(place, rows.names[code], rows.short_names[code])
        for place, region in rows.headings.items():
            _add(self._grid, "heading", region, _row(place))

    def add_legend(self, mark: Mark, words: str, is_bar: bool = False) -> None:
        """`is_bar`: the mark is shown on a bar."""
        entry = _add(self._legend, "entry")
        sample = _add(entry, "sample")
        if is_bar:
            _add(sample, f"bar {mark.kind}", style="left: 0; width: 100%")
        _add(sample, mark.classes, style="left: 50%")
        _add(entry, "words", words)

    def add_legend_of_area(self, kind: str, words: str) -> None:
        """`kind`: as in `shade`."""
        entry = _add(self._legend, "entry")
        _add(entry, f"sample {kind}")
        _add(entry, "words", words)

    def add_tick(self, at: float, lines: list[str]) -> None:
        """A label on the axis above and below the rows, with a line between them."""
        for axis in (self._top, self._bottom):
            label = _add(axis, "tick", style=f"left: {at}%")
            for line in lines:
                _add(label, "line", line)
        _add(self._lines, "upright", style=f"left: {at}%")

    def add_target(self, at: float, words: str) -> None:
        """A dashed line; its words are above the axis."""
        _add(self._lines, "target", style=f"left: {at}%")
        side = f"right: {round(100 - at, 2)}%" if at > 50 else f"left: {at}%"
        _add(self._top, "target-words", words, side)

    def shade(self, start: float, end: float, kind: str) -> None:
        """Shades a part of the axis in all rows. `kind`: period, or later for what is after the chosen date."""
        _add(self._lines, kind, style=f"left: {start}%; width: {round(end - start, 2)}%")

    def add_band(self, first_row: int, rows: int, words: tuple[str, str]) -> None:
        """Shades neighbouring rows and names them on the right, in two lines where there is little room."""
        place = f"{_row(first_row)} / span {rows}"
        self._bands += 1
        _add(self._grid, "band" if self._bands % 2 else "band even", style=place)
        note = _add(self._grid, "note of-band", style=place)
        for line in words:
            ET.SubElement(note, "span").text = f"{line} "

    def add_note(self, row: int, words: str) -> None:
        """A few words to the right of a row."""
        _add(self._grid, "note", words, _row(row))

    def add_mark(self, row: int, start: float, end: float, mark: Mark) -> None:
        """A mark; where the date is a period, in the middle of a bar."""
        if end > start:
            style = f"left: {start}%; width: {round(end - start, 2)}%"
            _add(self._tracks[row], f"bar {mark.kind}", style=style)
        _add(self._tracks[row], mark.classes, style=f"left: {round((start + end) / 2, 2)}%")

    def set_hover(self, row: int, words: str) -> None:
        """What is told in the line below the rows while a mouse or a finger is on this one."""
        self._told[row].text = words

    def to_html(self) -> str:
        return ET.tostring(self._root, encoding="unicode", short_empty_elements=False)  # as HTML reads it, too

    def _add_row(self, place: int, name: str, short_name: str) -> None:
        """Name, track and what is told of them: neighbours, so that the style can show the last for the others."""
        cell = _add(self._grid, "name", style=_row(place))
        _add(cell, "full", name)
        _add(cell, "short", short_name)
        self._tracks[place] = _add(self._grid, "track", style=_row(place))
        self._told[place] = _add(self._grid, "told")


def _add(parent: ET.Element, classes: str, text: str = "", style: str = "") -> ET.Element:
    element = ET.SubElement(parent, "div", {"class": classes} | ({"style": style} if style else {}))
    element.text = text
    return element


def _row(place: int) -> str:
    return f"grid-row: {_FIRST_ROW + place}"


def _variables(colours: Palette) -> str:
    """The colours as CSS variables."""
    values = {
        "ink": colours.ink,
        "quiet": colours.quiet,
        "grid": colours.grid,
        "paper": colours.paper,
        "band": colours.stages[1],
        "even-band": colours.stages[2],
        "chosen": colours.areas,
        "late": colours.alert,
        "unclear": colours.people,
    }
    return "; ".join(f"--{name}: {value}" for name, value in values.items())
