"""What is said about a version of the data."""

from datetime import datetime

from ics.formatting import day_in_words, join_and, uk_time
from ics.versions.history import VersionRecord
from ics.versions.reversals import Revert


def newer_version(published_at: datetime, now: datetime) -> str:
    """When the data was updated, for a reader who still looks at the version before. Both times are in UTC."""
    when, today = uk_time(published_at), uk_time(now).date()
    day = "" if when.date() == today else f"on {day_in_words(when)} "
    return f"The data was updated {day}at {when:%H:%M}."


def current_sentence(records: list[VersionRecord]) -> str:
    """Which version is the published one, since when, by whom and why. `records`: `ics.versions.history.history`."""
    latest = records[0]
    return f"Version {latest['version']} is the current version, {_published(latest)}."


def kept_sentence(records: list[VersionRecord], limit: int) -> str:
    """How many versions there were and of how many the data are kept; `limit`: of how many at most."""
    there, kept = len(records), sum(record["kept"] for record in records)
    if there == 1:
        return f"It is the only version so far. {_keeping(limit)}"
    if kept < there:
        return f"There are {there:,} versions. We have kept the data of {kept:,}. {_keeping(limit)}"
    return f"There are {there:,} versions. {_keeping(limit)}"


def _keeping(limit: int) -> str:
    return f"We keep every version in this list, and the data of the newest {limit:,}."


def _published(record: VersionRecord) -> str:
    by = f" by {record['who']}" if record["who"] else ""
    when = record["published_at"]
    at = f" on {day_in_words(when)} at {when:%H:%M} UTC" if when else ""
    return f"published{at}{by}: “{record['note'].rstrip('.')}”"


def moment(when: datetime | None) -> str:
    """A time in UTC: "24 November 2026, 14:03"."""
    if when is None:
        return "not known"
    return f"{day_in_words(when)}, {when:%H:%M}"


def version_sentence(record: VersionRecord) -> str:
    """All that the history says of one version apart from its files."""
    if record["published_at"] is None:
        return f"Version {record['version']}: {record['note']}"
    back = record["restored_from"]
    origin = f" It brought back the data of version {back}." if back else ""
    based = f" It is based on version {record['based_on']}." if record["based_on"] else ""
    return f"Version {record['version']} was {_published(record)}.{based}{origin} Rows: {rows_in_words(record)}."


def rows_in_words(record: VersionRecord) -> str:
    """The counts of a version: "2 added, 1 changed"."""
    if record["rows_added"] is None:
        return "not known"
    counts = {"added": record["rows_added"], "changed": record["rows_changed"], "deleted": record["rows_removed"]}
    return ", ".join(f"{number:,} {what}" for what, number in counts.items() if number) or "none changed"


def revert_sentence(revert: Revert) -> str:
    """That an update takes cells back to what they were before a version."""
    by = f"{revert.who}: " if revert.who else ""
    cells = "1 cell" if revert.cells == 1 else f"{revert.cells:,} cells"
    version = f"version {revert.version} ({by}“{revert.note.rstrip('.')}”)"
    return f"This update undoes {cells} of {version}. Did you start from an older version of the file?"


def version_name(record: VersionRecord, longest: int = 60) -> str:
    """A version in a list to choose from: number, day and the beginning of its note."""
    note = " ".join(record["note"].split())
    cut = f"{note[: longest - 1].rstrip()}…" if len(note) > longest else note
    when = record["published_at"]
    return f"Version {record['version']} · {day_in_words(when) if when else 'day not known'} · {cut}"


def back_note(version: int, current: int) -> str:
    """What the history is proposed to say of going back."""
    undone = [str(number) for number in range(version + 1, current + 1)]
    if not undone:
        return f"Version {version} again"
    names = f"{undone[0]} to {undone[-1]}" if len(undone) > 4 else join_and(undone)
    return f"Back to version {version}: {'version' if len(undone) == 1 else 'versions'} {names} undone"


def version_line(record: VersionRecord) -> str:
    """A version as one line of a list: "3  2026-11-24 14:03 UTC  Anna: Dates corrected (1 changed)"."""
    back = f", restored from version {record['restored_from']}" if record["restored_from"] else ""
    gone = "" if record["kept"] else ", data no longer kept"
    text = f"{record['who']}: {record['note']}" if record["who"] else record["note"]
    when = f"{record['published_at']:%Y-%m-%d %H:%M} UTC" if record["published_at"] else "time not known"
    rows = "rows not known" if record["rows_added"] is None else rows_in_words(record)
    return f"{record['version']}  {when}  {' '.join(text.split())} ({rows}{back}{gone})"
