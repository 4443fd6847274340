"""What is said about edits of a few rows that are not published yet."""

from ics.datapackage import tables
from ics.editing.rebase import Conflict
from ics.formatting import join_and, pluralise


def edits_in_words(changed: int, added: int, removed: int) -> str:
    """How many rows: "3 rows changed, 1 row added and 1 row deleted"; an empty string for none."""
    counts = {"changed": changed, "added": added, "deleted": removed}
    return join_and(f"{pluralise(n, 'row', 'rows')} {what}" for what, n in counts.items() if n)


def found_in_words(shown: int, total: int) -> str:
    """How many rows match the search, and how many of them are shown."""
    if not total:
        return "No rows found. Each word you type must be in the row, or in a name that belongs to its codes."
    if shown == total:
        return f"{pluralise(total, 'row', 'rows')} found."
    return f"{total:,} rows found. These are the first {shown:,}. To see fewer, search for more words."


def conflict_in_words(conflict: Conflict, row: str) -> str:
    """What somebody else published about a row that is being edited. `row`: what a person calls it."""
    column = tables()[conflict.table].field(conflict.column).title
    was, now, yours = (_cell(text) for text in (conflict.was, conflict.now, conflict.yours))
    match conflict.kind:
        case "cell":
            return f"{row}: {column} was {was} and is now {now}. You entered {yours}."
        case "gone":
            return f"{row}: somebody deleted this row. You entered {yours} for {column}, which is now lost."
        case "changed":
            return f"{row}: you are deleting this row. Its {column} was {was} and is now {now}."
    return f"{row}: somebody added this row. Its {column} is {now}. You entered {yours}."


def _cell(text: str | None) -> str:
    return "blank" if text is None else f"“{text}”"
