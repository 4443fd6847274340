"""Two published versions compared: what a reader would see change on the way from one to the other."""

from collections.abc import Iterator
from contextlib import contextmanager

from ics.datapackage import tables
from ics.store.connections import DAMAGE
from ics.store.snapshots import States
from ics.store.store import Store, StoreError
from ics.versions.compare import Comparison, cells_csv, compare
from ics.versions.undo import require_kept


def compare_versions(store: Store, before: int, after: int) -> Comparison:
    """What differs from `before` to `after`, in either order. Raises as `two_versions` does."""
    with two_versions(store, before, after) as states:
        return compare(states, tables().values())


def differing_cells_csv(store: Store, before: int, after: int) -> bytes:
    """The cells that differ as CSV. Raises as `two_versions` does."""
    with two_versions(store, before, after) as states:
        return cells_csv(states, tables().values())


@contextmanager
def two_versions(store: Store, before: int, after: int) -> Iterator[States]:
    """Both versions side by side, for one comparison; a version may be compared with itself.

    Raises NotPublished when the data of one are no longer kept, and StoreError when a file is damaged.
    """
    for version in (before, after):
        require_kept(store, version)
    try:
        with store.beside(before=before, after=None if after == before else after) as connection:
            yield States(connection, "before", "before" if after == before else "after")
    except DAMAGE as error:
        store.require_sound(before)
        store.require_sound(after)
        raise StoreError(f"{store.path(before).name} or {store.path(after).name} is damaged.") from error
