"""What the first sheet of the workbook says."""

from ics.datapackage import tables


def how_to_use(version: int) -> list[str]:
    """The lines of the sheet, the first its title; `version`: the published version whose codes are offered."""
    return [
        "How to use this workbook",
        "There is one sheet for each table. Fill in only the sheets you need. A blank sheet changes nothing.",
        "Row 1 has the column names. Do not change it. Fill in every column with a dark heading. You can leave the "
        "columns with a pale heading blank.",
        "We do not read rows that start with #. They say what to fill in, and show an example of an invented area.",
        "Write your rows below them. Use one row for each fact, and give its source. A row with the same codes as a "
        "published row replaces it.",
        f"Many cells have a list to choose from, with the codes of version {version}. The sheet codes gives their "
        "names. To use a new code, add its row to the sheet of its table.",
        "Select a cell to see what you can enter. Enter dates as dates, or as text like 2021-04-01. If you only know "
        "the month, quarter or year, enter its first day. Then say so in the column that ends in precision.",
        "When you have finished, choose this file on the page Update data. You see every problem and every change "
        "before you publish.",
        *(f"{table.name}: {table.description}" for table in tables().values()),
    ]
