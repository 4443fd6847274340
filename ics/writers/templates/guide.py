"""What the first sheet of the workbook says."""

from ics.datapackage import tables


def how_to_use(version: int) -> list[str]:
    """The lines of the sheet, the first its title; `version`: the published version whose codes are offered."""
    return [
        "How to use this workbook",
        "There is one sheet for each table. Fill only those that you need; an untouched sheet changes nothing.",
        "Row 1 holds the names of the columns: leave it as it is. Columns with a dark heading must be filled; under a "
        "pale heading cells may stay empty.",
        "Rows that begin with # are not read. They say what must be filled, and show an example of an invented area.",
        "Write your rows below them: one row for each fact, with its source. A row with the key of a published row "
        "replaces it.",
        f"Many cells offer a list. Its codes are those of version {version}; the sheet codes gives their names. A code "
        "that is new needs its own row in the sheet of its table.",
        "A chosen cell says what it may hold. Dates are dates of the workbook, or text like 2021-04-01. Where only "
        "the month, quarter or year is known, write its first day, and say so in the column for the precision.",
        "Then choose this file on the page Update data. It shows every problem, or what would change, before anything "
        "is published.",
        *(f"{table.name}: {table.description}" for table in tables().values()),
    ]
