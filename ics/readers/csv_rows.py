"""From text to records: finds what separates the columns and splits the text by it."""

import csv
import io
import re
from collections.abc import Iterator
from itertools import islice

from ics.readers.header import known_names
from ics.readers.rows import Record, is_comment, too_many_rows
from ics.readers.upload import UnreadableFileError
from ics.settings import MAX_CELL_CHARACTERS, MAX_ROWS

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs"}
_HEADER_CHARACTERS = 200_000  # characters in which the header is looked for
_LONGEST_LINE = 4_000_000  # characters: 200 columns of the longest cells
_SEPARATOR_LINE = re.compile(r'"?sep=[^\r\n]"?[,;\t]*(?:\r\n|\n|\r|\Z)', re.IGNORECASE)


def split_rows(text: str) -> tuple[Iterator[Record], str]:
    """The records with their lines, and the delimiter. Excel's line `sep=;` is not counted, as Excel does not show it.

    The iterator raises UnreadableFileError where the quotes do not fit or a limit is passed.
    """
    text = text.removeprefix("\ufeff")
    if stated := _SEPARATOR_LINE.match(text):
        text = text[stated.end() :]
    _refuse_endless_line(text)
    delimiter = max(DELIMITERS, key=lambda d: len(known_names(_header(text[:_HEADER_CHARACTERS], d))))
    return _records(text, delimiter), delimiter


def _header(text: str, delimiter: str) -> list[str]:
    """The first record that says something; empty where the quotes do not fit together."""
    csv.field_size_limit(MAX_CELL_CHARACTERS)
    try:
        records = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        return next((cells for cells in records if any(map(str.strip, cells)) and not is_comment(cells)), [])
    except csv.Error:
        return []


def _refuse_endless_line(text: str) -> None:
    """A line that no row of a table can have: of commas only, it would become as many cells."""
    for start in range(0, len(text) - _LONGEST_LINE + 1, _LONGEST_LINE):
        end = start + _LONGEST_LINE
        if text.find("\n", start, end) < 0 and text.find("\r", start, end) < 0:
            message = f"A line has more than {_LONGEST_LINE:,} characters."
            raise UnreadableFileError(message, "Check the file, or split the table into smaller parts.", "size")


def _records(text: str, delimiter: str) -> Iterator[Record]:
    csv.field_size_limit(MAX_CELL_CHARACTERS)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 0
    try:
        for line, cells in enumerate(islice(reader, MAX_ROWS + 1), 1):
            yield line, cells
    except csv.Error as error:
        raise _broken_record(str(error), line + 1, DELIMITERS[delimiter]) from None
    if line > MAX_ROWS:
        raise too_many_rows()


def _broken_record(error: str, line: int, delimiters: str) -> UnreadableFileError:
    if "field larger" in error:
        message = f"A cell has more than {MAX_CELL_CHARACTERS:,} characters, or a quotation mark is never closed."
    elif "unexpected end" in error:
        message = "A quotation mark opens here and is never closed."
    else:
        message = "The quotation marks on this line do not match."
    fix = f'Put cells that contain {delimiters} in quotation marks ("…"). Double any quotation mark inside them ("").'
    return UnreadableFileError(message, fix, "quotes", line)
