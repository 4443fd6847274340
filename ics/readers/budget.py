"""What one upload may take, however it is packed: all files of a check share one budget of work."""

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from ics.readers.upload import UnreadableFileError
from ics.settings import MAX_ROWS, MAX_UPLOAD_BYTES

MAX_TAGS = 700_000  # of XML: about 100,000 filled cells, or 15,000 rows
MAX_ATTRIBUTES = 2 * MAX_TAGS
MAX_CHARACTERS = MAX_UPLOAD_BYTES // 2  # in the cells of workbooks, which may share one long text
MAX_SECONDS = 30  # of work: a million values take five
STEP = 1_000  # rows between two looks at the clock
_Record = TypeVar("_Record")
_IN_PARTS = "Split them into smaller parts."


class OverBudgetError(UnreadableFileError):
    """The upload takes more than it may: its other files are not read any more."""


class Budget:
    """Counts what an upload takes. Each `take_…` and `checkpoint` raises OverBudgetError, a problem with its fix.

    `seconds`: of work by the thread that made the budget; while it waits for others they are not counted.
    `most_bytes`: as they are read, unpacked (None: as much as anybody may send).
    `pause`: called at each checkpoint, a few hundred times a second; it may wait, or raise to end the check.
    """

    def __init__(
        self,
        seconds: float = MAX_SECONDS,
        pause: Callable[[], None] = lambda: None,
        most_bytes: int | None = None,
    ) -> None:
        self.is_spent, self._most_bytes = False, most_bytes or MAX_UPLOAD_BYTES
        self._pause, self._seconds = pause, seconds
        self._clock = clock_of_this_thread()
        self._begin = self._clock()
        self._bytes = self._tags = self._attributes = self._characters = self._rows = 0

    def checkpoint(self) -> None:
        """Lets others go first, and ends what takes too long."""
        self._pause()
        if self.seconds_left < 0:
            raise self.out_of_time()

    def out_of_time(self) -> OverBudgetError:
        message = f"The check took more than {self._seconds:g} seconds, so we stopped it."
        return self._over(message, "Try again with fewer rows.")

    @property
    def seconds_left(self) -> float:
        """Any thread may ask."""
        return self._seconds - (self._clock() - self._begin)

    def take_bytes(self, number: int) -> None:
        """Bytes as they are read: those of a CSV, or what is unpacked."""
        self._bytes += number
        if self._bytes > self._most_bytes:
            most = self._most_bytes // 2**20
            raise self._over(f"Together, the files are larger than {most} MB once unpacked.", _IN_PARTS)

    def take_tags(self, number: int, attributes: int) -> None:
        """Tags of XML, and their attributes: the time that a workbook takes goes by them."""
        self._tags += number
        self._attributes += attributes
        if self._tags > MAX_TAGS or self._attributes > MAX_ATTRIBUTES:
            raise self._too_large()

    def take_characters(self, number: int) -> None:
        """Characters in the cells of a workbook, each time that a shared text is used."""
        self._characters += number
        if self._characters > MAX_CHARACTERS:
            raise self._too_large()

    def rows_of(self, records: Iterable[_Record]) -> Iterator[_Record]:
        """The records, counted as they go by."""
        number = 0
        for record in records:
            number += 1
            if number == STEP:
                self._take_rows(number)
                number = 0
            yield record
        self._take_rows(number)

    def _take_rows(self, number: int) -> None:
        self._rows += number
        if self._rows > MAX_ROWS:
            raise self._over(f"Together, the files have more than {MAX_ROWS:,} rows.", _IN_PARTS)
        self.checkpoint()

    def _too_large(self) -> OverBudgetError:
        self.is_spent = True
        error = workbook_too_large()
        return OverBudgetError(error.message, error.fix, error.rule)

    def _over(self, message: str, fix: str) -> OverBudgetError:
        self.is_spent = True
        return OverBudgetError(message, fix, "size")


def clock_of_this_thread() -> Callable[[], float]:
    """Seconds that this thread has worked, to be read by any thread; of the process, where the system has no such."""
    if not hasattr(time, "pthread_getcpuclockid"):
        return time.process_time
    clock = time.pthread_getcpuclockid(threading.get_ident())
    return lambda: time.clock_gettime(clock)


def workbook_too_large() -> UnreadableFileError:
    """The refusal of a workbook that takes more than it may, by itself or with the others of its upload."""
    return UnreadableFileError(
        "The workbook is too large to read here.", "Save each sheet as a CSV file and use those.", "size"
    )
