"""Two published versions compared: what a reader would see change on the way from one to the other."""

from collections.abc import Iterator
from contextlib import contextmanager

from ics.datapackage import tables
from ics.store.connections import DAMAGE
from ics.store.snapshots import Snapshots
from ics.store.store import Store, StoreError
from ics.versions.compare import Comparison, cells_csv, compare


def compare_versions(store: Store, before: int, after: int) -> Comparison:
    """What differs from `before` to `after`, in either order. Raises as `two_versions` does."""
    with two_versions(store, before, after) as states:
        return compare(states, tables().values())


def differing_cells_csv(store: Store, before: int, after: int) -> bytes:
    """The cells that differ as CSV. Raises as `two_versions` does."""
    with two_versions(store, before, after) as states:
        return cells_csv(states, tables().values())


@contextmanager
def two_versions(store: Store, before: int, after: int) -> Iterator[Snapshots]:
    """Both versions side by side, for one comparison; a version may be compared with itself.

    Raises VersionNotStoredError when the data of one are no longer kept, and StoreError when a file is damaged.
    """
    for version in (before, after):
        store.require_stored(version)
    try:
        with store.attach_versions(before=before, after=None if after == before else after) as connection:
            yield Snapshots(connection, "before", "before" if after == before else "after")
    except DAMAGE as error:
        store.verify(before)
        store.verify(after)
        raise StoreError(f"{store.path(before).name} or {store.path(after).name} is damaged.") from error
