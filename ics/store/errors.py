"""What the store raises, and the sentences for a disk that refuses."""

import errno
import os

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
READ_ONLY = (errno.EROFS, errno.EACCES, errno.EPERM)


_UNREACHABLE = {
    "Could not set lock": "is open in another program that may write to it. Close it there, then try again.",
    "Permission denied": "may not be read by the user who runs this. Allow it, then try again.",
    "Too many open files": "cannot be opened: too many files are open on this machine. Try again later.",
}


class StoreError(Exception):
    """The published data cannot be used; the message says why and how to mend it."""


class StoreMissingError(StoreError):
    """Nothing has been published yet."""


class VersionDamagedError(StoreError):
    """The file of one version cannot be used: it is damaged, or was not made by this program."""

    def __init__(self, version: int, message: str) -> None:
        super().__init__(message)
        self.version = version


class VersionUnavailableError(StoreError):
    """The file of a version cannot be opened at the moment; nothing says that it is damaged."""


class VersionNotStoredError(StoreError):
    """There is no file of the version: its number is unknown, or its data are not stored any more."""


class PublishError(StoreError):
    """The new version could not be made; what was published before stands."""


class PublishConflictError(PublishError):
    """Somebody else published since the preview."""


def why_unreachable(error: Exception) -> str:
    """Why a file cannot be opened although it may be sound; an empty string where the error says no such thing."""
    return next((words for said, words in _UNREACHABLE.items() if said in str(error)), "")


def too_large(limit: str) -> str:
    """What is said where the database would need more memory than the `limit`: it puts nothing on the disk instead."""
    return f"This needs more than {limit} of memory, which is the limit. Ask for less, or send fewer rows at a time."


def of_system(error: OSError) -> PublishError:
    """For an error that the system raised."""
    return _refusal(error.errno, error.strerror or str(error))


def of_database(said: str) -> PublishError:
    """For what the database said; an error of the system stands in it in words."""
    return _refusal(next((number for number in FULL if os.strerror(number) in said), None), said)


def _refusal(number: int | None, said: str) -> PublishError:
    if number in FULL:
        full = f"The disk of the data folder is full ({os.strerror(number)})."
        return PublishError(f"{full} Free some space, then publish again.")
    if number in READ_ONLY:
        return PublishError(f"The data folder cannot be written ({said}). Make it writable, then publish again.")
    return PublishError(f"The data folder cannot be written: {said}.")
