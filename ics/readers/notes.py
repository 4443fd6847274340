"""What a person should know about how a file was read: its header, comments, blanks and hidden parts, then its columns.

The notes of a column come from the leniencies that read it.
"""

from collections.abc import Iterable

from ics.formatting import join_and, pluralise
from ics.readers.header import column_name
from ics.readers.normalise import NormalisedColumn
from ics.readers.rows import RowsUnderHeader
from ics.readers.upload import Note
from ics.readers.xlsx.sheet import Hidden


def notes(file: str, rows: RowsUnderHeader, columns: Iterable[NormalisedColumn]) -> list[Note]:
    """One note for each kind of leniency, and for each column in which cells were read otherwise."""
    messages, columns = [], list(columns)
    if renamed := sum(column_name(written) != written for written in rows.header if written.strip()):
        messages.append(f"{pluralise(renamed, 'column name', 'column names')} read in the spelling of the table")
    if rows.comments:
        messages.append(f"{pluralise(len(rows.comments), 'comment row', 'comment rows')} skipped")
    if blanks := sum(column.blanks for column in columns):
        messages.append(f"blanks around {pluralise(blanks, 'cell', 'cells')} dropped")
    messages += [note for column in columns for note in column.notes]
    return [Note(file, message) for message in messages]


def hidden_notes(file: str, rows: RowsUnderHeader, hidden: Hidden) -> list[Note]:
    """What was read of a sheet although it does not show it."""
    messages, lines = [], set(rows.lines)
    if number := sum(line in lines for line in hidden.lines):
        messages.append(f"{pluralise(number, 'hidden row', 'hidden rows')} read too")
    if names := [rows.header[at] for at in hidden.columns if at < len(rows.columns)]:
        messages.append(f"{pluralise(len(names), 'hidden column', 'hidden columns')} read too: {join_and(names)}")
    return [Note(file, message) for message in messages]
