"""What publishing checked files would change, in rows."""

from ics.checks.check import Check
from ics.versions.diff import TableChange, table_changes

__all__ = ["TableChange", "preview"]


def preview(checked: Check) -> list[TableChange]:
    """What publishing the checked files would change, table by table."""
    return table_changes(checked.states, checked.touched)
