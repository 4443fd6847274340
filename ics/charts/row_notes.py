"""What a figure with one row per area says on the right of its rows: the waves, and each area that is in none."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pandas as pd

from ics.charts.area_rows import AreaRows
from ics.charts.row_figure import Mark, RowFigure
from ics.formatting import STATES
from ics.query_rows import DaysToTargetRow, rows_as
from ics.sentences.milestone_waves import Wave

_KINDS = {"late": ("late", "diamond"), "unclear": ("unclear", "square")}
_LEGEND = {"late": "Late", "unclear": "We cannot tell whether late"}


def mark_of(row: DaysToTargetRow) -> Mark:
    """Filled for a day, hollow for a month, quarter or year, half filled for a part of the area."""
    kind, shape = _KINDS.get(row.timing or "", ("chosen", "circle"))
    return Mark(kind, shape, is_hollow=row.reached_precision != "day", is_half=row.extent == "part")


def add_legend(drawn: RowFigure, days: pd.DataFrame, name: str) -> None:
    """The marks of the chosen milestone that are in the figure. `days`: query days_to_target."""
    marks = [mark_of(row) for row in rows_as(DaysToTargetRow, days[days["state"] == "reached"])]
    marks.sort(key=lambda mark: mark.kind != "chosen")
    if exact := next((mark for mark in marks if not mark.is_hollow), None):
        drawn.add_legend(replace(exact, is_half=False), name)
    if vague := next((mark for mark in marks if mark.is_hollow), None):
        drawn.add_legend(replace(vague, is_half=False), f"{name}, some time in the bar", is_bar=True)
    if any(mark.is_half for mark in marks):
        drawn.add_legend(Mark("chosen", is_half=True), "Part of the area")
    for kind, words in _LEGEND.items():
        if any(mark.kind == kind for mark in marks):
            drawn.add_legend(Mark(*_KINDS[kind]), words)


def add_notes(
    drawn: RowFigure,
    days: pd.DataFrame,
    rows: AreaRows,
    waves: Sequence[Wave],
    wave_words: Callable[[Wave], str],
    row_words: Callable[[DaysToTargetRow], str],
) -> None:
    """The waves with what `wave_words` says, and a note for each other row: `row_words` where it was reached, else the
    state.

    `days`: query days_to_target, in the order of the rows; `waves`: empty where they are not in order by date.
    """
    in_wave: set[int] = set()
    for wave in waves:
        drawn.add_band(wave.first_row, wave.areas, (f"{wave_words(wave)}:", wave.areas_in_words))
        in_wave |= set(range(wave.first_row, wave.first_row + wave.areas))
    for row in rows_as(DaysToTargetRow, days):
        place = rows.places[row.area_code]
        if place not in in_wave:
            drawn.add_note(place, row_words(row) if row.state == "reached" else STATES[row.state])
