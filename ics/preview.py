"""What publishing checked files would change, in rows."""

from ics.checking import Check
from ics.differences import TableChange, table_changes

__all__ = ["TableChange", "preview"]


def preview(checked: Check) -> list[TableChange]:
    """What publishing the checked files would change, table by table."""
    return table_changes(checked.states, checked.touched)
