"""Answers that were made already, as long as there is room for them."""

import threading
from collections.abc import Hashable

from cachetools import LRUCache


class AnswerCache:
    """Values by key, of at most `most_bytes` together; what was not asked for longest goes first. For all threads."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._values: LRUCache[Hashable, tuple[object, int]] = LRUCache(most_bytes, getsizeof=lambda sized: sized[1])
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> object | None:
        """The value that was put under this key; None where there is none, or none any more."""
        with self._lock:
            found = self._values.get(key)
            return None if found is None else found[0]

    def put(self, key: Hashable, value: object, size: int) -> None:
        """Stores a value of `size` bytes, unless it would take more than a quarter of the room."""
        if size <= self._most_bytes // 4:
            with self._lock:
                self._values[key] = (value, size)
