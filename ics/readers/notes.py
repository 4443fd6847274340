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
        messages.append(f"We corrected the spelling of {pluralise(renamed, 'column name', 'column names')}.")
    if rows.comments:
        messages.append(f"We ignored {pluralise(len(rows.comments), 'comment row', 'comment rows')}.")
    if blanks := sum(column.blanks for column in columns):
        messages.append(f"We ignored the spaces around {pluralise(blanks, 'cell', 'cells')}.")
    messages += [note for column in columns for note in column.notes]
    return [Note(file, message) for message in messages]


def hidden_notes(file: str, rows: RowsUnderHeader, hidden: Hidden) -> list[Note]:
    """What was read of a sheet although it does not show it."""
    messages, lines = [], set(rows.lines)
    if number := sum(line in lines for line in hidden.lines):
        messages.append(f"We also read {pluralise(number, 'hidden row', 'hidden rows')}.")
    if names := [rows.header[at] for at in hidden.columns if at < len(rows.columns)]:
        messages.append(f"We also read {pluralise(len(names), 'hidden column', 'hidden columns')}: {join_and(names)}.")
    return [Note(file, message) for message in messages]
