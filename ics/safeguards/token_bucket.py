"""A limit on how much may come at once, and how much for each second after that."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock


@dataclass
class Bucket:
    """Holds `size` at the start and refills by `per_second` up to it; who takes more than it holds gets nothing."""

    size: float
    per_second: float
    clock: Callable[[], float] = time.monotonic
    _held: float = field(init=False)
    _looked_at: float = field(init=False)
    _lock: Lock = field(init=False, default_factory=Lock)

    def __post_init__(self) -> None:
        self._held, self._looked_at = self.size, self.clock()

    def take(self, amount: float = 1) -> bool:
        """Whether there was enough; then it is taken. For all threads."""
        with self._lock:
            now = self.clock()
            self._held = min(self.size, self._held + (now - self._looked_at) * self.per_second)
            self._looked_at = now
            is_enough = amount <= self._held
            self._held -= amount * is_enough
            return is_enough
