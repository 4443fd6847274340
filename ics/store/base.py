"""What a new version is made on."""

from dataclasses import dataclass


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
