"""Undo: the rows of an older version, to be compared with the published ones and published once more."""

from ics.checks.check import Check
from ics.store.store import Store, VersionDamagedError


def prepare(store: Store, version: int, current: int) -> Check:
    """What publishing `version` once more, in the place of version `current`, means. History is never rewritten.

    The rows passed the checks when they were published, so they are not checked again: a rule that came later must not
    prevent an undo. Where `current` is damaged, the check is based on nothing and says so in `base_damaged`.
    Raises VersionNotStoredError when the file of `version` is not stored any more, and StoreError when it is damaged.
    """
    store.require_stored(version)
    store.verify(version)
    try:
        store.verify(current)
    except VersionDamagedError as error:
        return Check(None, restored_from=version, base_damaged=error)
    return Check(current, restored_from=version)
