"""Lists as people write them: without the blanks around the bar between two entries."""

from ics.formatting import pluralise
from ics.readers.leniency import Column, Leniency, LenientReading


def space_bars(column: Column) -> LenientReading:
    """A|B is A | B, where the bar has blanks left out, or too many of them."""
    delimiter = column.field.delimiter
    bar = delimiter.strip()
    if bar == delimiter:
        return LenientReading()
    lists = {cell: delimiter.join(map(str.strip, cell.split(bar))) for cell in column.values if bar in cell}
    spaced = {cell: text for cell, text in lists.items() if text != cell}
    count = pluralise(column.count(spaced), "list", "lists")
    notes = [f"We added a space on each side of | in {count} in the column {column.field.name}."] if spaced else []
    return LenientReading(spaced, notes)


LIST_LENIENCIES: tuple[Leniency, ...] = (space_bars,)
