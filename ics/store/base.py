"""What a new version is made on, and the refusal where somebody published meanwhile."""

from dataclasses import dataclass

from ics.store.errors import PublishConflictError, PublishError


@dataclass(frozen=True)
class Current:
    """A copy of this version, which has to be the published one still."""

    version: int


@dataclass(frozen=True)
class Nothing:
    """No version: the new one is the first."""


@dataclass(frozen=True)
class Rebuild:
    """No version either, although there is one: `replacing`, which has to be the published one still.

    Without `replacing`, whichever is published, or none.
    """

    replacing: int | None = None


Base = Current | Nothing | Rebuild


def replaced_version(base: Base) -> int | None:
    """The version that has to be the published one when the new one is made; None where it has to be none or any."""
    match base:
        case Current(version):
            return version
        case Rebuild(replacing):
            return replacing
        case Nothing():
            return None


def require_current_base(base: Base, current: int | None) -> None:
    """Raises PublishConflictError unless the version that `base` means is the published one.

    `current`: the published one, None where there is none. Raises PublishError where the versions are gone.
    `Rebuild()` means any, so there is nothing to require of it.
    """
    meant = replaced_version(base)
    if current == meant:
        return
    if meant is None:
        raise PublishConflictError(f"Version {current} is already published.")
    if current is None:
        raise PublishError(f"The data folder no longer has a published version. You were working on version {meant}.")
    raise PublishConflictError(
        f"The current version is now {current}. You were working on version {meant}. Check your changes again."
    )
