"""A limit on how much may come at once, and how much for each second after that."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Bucket:
    """Holds `size` at the start and refills by `per_second` up to it; who takes more than it holds gets nothing."""

    size: float
    per_second: float
    clock: Callable[[], float] = time.monotonic
    _held: float = field(init=False)
    _looked_at: float = field(init=False)

    def __post_init__(self) -> None:
        self._held, self._looked_at = self.size, self.clock()

    def take(self, amount: float = 1) -> bool:
        """Whether there was enough; then it is taken."""
        now = self.clock()
        self._held = min(self.size, self._held + (now - self._looked_at) * self.per_second)
        self._looked_at = now
        if amount > self._held:
            return False
        self._held -= amount
        return True
