"""What publishing checked files would change, in rows."""

from ics.checks.check import Check
from ics.versions.diff import TableDiff, table_changes

__all__ = ["TableDiff", "preview"]


def preview(checked: Check) -> list[TableDiff]:
    """What publishing the checked files would change, table by table."""
    return table_changes(checked.states, checked.changed_tables)
