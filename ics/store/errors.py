"""The exceptions of the store, and the sentences for a disk or a file that cannot be used."""

import errno
import os

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
READ_ONLY = (errno.EROFS, errno.EACCES, errno.EPERM)
_UNAVAILABLE = {
    "Could not set lock": "is open in another program that may write to it. Close it there, then try again.",
    "Permission denied": "may not be read by the user who runs this. Allow it, then try again.",
    "Too many open files": "cannot be opened: too many files are open on this machine. Try again later.",
}


class StoreError(Exception):
    """The published data cannot be used. The message says why; whoever shows it adds the fix that it does not name."""


class StoreMissingError(StoreError):
    """Nothing has been published yet."""


class VersionDamagedError(StoreError):
    """The file of one version cannot be used: it is damaged, or was not made by this program."""

    def __init__(self, version: int, message: str) -> None:
        super().__init__(message)
        self.version = version


class VersionUnavailableError(StoreError):
    """The file of a version cannot be opened at the moment; nothing says that it is damaged."""


class NotEnoughMemoryError(StoreError):
    """A query needs more memory than it may take; the data are sound."""


class VersionNotStoredError(StoreError):
    """There is no file of the version: its number is unknown, or its data are not stored any more."""


class PublishError(StoreError):
    """The new version could not be made; what was published before stays as it was."""


class PublishConflictError(PublishError):
    """Somebody else published since the preview."""


def why_unavailable(error: Exception) -> str:
    """Why a file that may be sound cannot be opened now; an empty string where the error does not say so."""
    return next((sentence for part, sentence in _UNAVAILABLE.items() if part in str(error)), "")


def needs_more_memory(limit: str) -> str:
    """The sentence for a query that needs more memory than the `limit`: the database puts nothing on the disk."""
    return f"This needs more than {limit} of memory, which is the limit. Ask for less, or use fewer rows at a time."


def system_publish_error(error: OSError) -> PublishError:
    """The refusal for an error of the operating system."""
    return _publish_error(error.errno, error.strerror or str(error))


def database_publish_error(message: str) -> PublishError:
    """The refusal for an error of DuckDB, whose message may have an error of the operating system in words."""
    return _publish_error(next((number for number in FULL if os.strerror(number) in message), None), message)


def _publish_error(number: int | None, message: str) -> PublishError:
    if number is not None and number in FULL:
        full = f"The disk of the data folder is full ({os.strerror(number)})."
        return PublishError(f"{full} Free some space, then publish again.")
    if number in READ_ONLY:
        return PublishError(f"The data folder cannot be written ({message}). Make it writable, then publish again.")
    return PublishError(f"The data folder cannot be written: {message}.")
