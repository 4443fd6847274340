"""Answers that were made already, kept as long as there is room for them."""

import threading
from collections import OrderedDict
from collections.abc import Hashable


class Kept:
    """Values by key, of at most `most_bytes` together; what was asked for least of late goes first. For all threads."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._bytes = 0
        self._values: OrderedDict[Hashable, tuple[object, int]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> object | None:
        """The value that was kept under this key; None where there is none, or none any more."""
        with self._lock:
            if key not in self._values:
                return None
            self._values.move_to_end(key)
            return self._values[key][0]

    def put(self, key: Hashable, value: object, size: int) -> None:
        """Keeps a value of `size` bytes. One that would take more than a quarter of the room is not kept."""
        if size > self._most_bytes // 4:
            return
        with self._lock:
            _, former = self._values.pop(key, (None, 0))
            self._values[key] = (value, size)
            self._bytes += size - former
            while self._bytes > self._most_bytes:
                _, (_, freed) = self._values.popitem(last=False)
                self._bytes -= freed
