"""What is said about edits of a few rows that are not published yet."""

from ics.editing.rebase import Conflict
from ics.formatting import join_and, pluralise


def edits_in_words(changed: int, added: int, removed: int) -> str:
    """How many rows: "3 rows changed, 1 row added and 1 row removed"; an empty string for none."""
    counts = {"changed": changed, "added": added, "removed": removed}
    return join_and(f"{pluralise(n, 'row', 'rows')} {what}" for what, n in counts.items() if n)


def found_in_words(shown: int, total: int) -> str:
    """How many rows fit, and how many of them are shown."""
    if not total:
        return "No row fits this text. Every word of it has to be in the row, or in the names behind its codes."
    if shown == total:
        return f"{pluralise(total, 'row fits', 'rows fit')}."
    return f"The first {shown:,} of {total:,}; narrow the search."


def conflict_in_words(conflict: Conflict) -> str:
    """What somebody else published about a row that is being edited."""
    row = f"{conflict.table}, {', '.join(map(str, conflict.key))}"
    was, now, yours = (_cell(text) for text in (conflict.was, conflict.now, conflict.yours))
    match conflict.kind:
        case "cell":
            return f"{row}: {conflict.column} was {was} and is now {now}. You write {yours}."
        case "gone":
            return f"{row}: the row was removed. What you wrote in {conflict.column} has no place there now: {yours}."
        case "changed":
            return f"{row}: you remove this row; its {conflict.column} was {was} and is now {now}."
    return f"{row}: this row was added meanwhile. Its {conflict.column} is {now}; you write {yours}."


def _cell(text: str | None) -> str:
    return "empty" if text is None else f"“{text}”"
