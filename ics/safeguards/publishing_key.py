"""Who may publish: whoever holds the key that this server made when it started, and whoever runs the command line.

The key is printed where the server was started, so only the person at the machine has it. A browser that has not been
given it can do everything but publish.
"""

import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from threading import Lock
from typing import Protocol

from ics.settings import PUBLISHING_OFF, publishing_mode

KEY_BYTES = 32
SWITCHED_OFF = "Publishing is switched off on this site. You can still publish from the command line."
NEEDS_KEY = "You need a key to publish. It is in the address printed when the dashboard started."


class NotAllowedError(Exception):
    """Whoever asked may not publish; the message says why and what to do."""


class Right(Protocol):
    """What somebody shows to be allowed to publish. It is asked at each publication and undo."""

    def require(self) -> None:
        """Returns if it allows publishing now. Raises NotAllowedError."""


class AtTheMachine:
    """The right of the command line and of the first build: whoever runs them can write to the data folder anyway."""

    def require(self) -> None:
        return


AT_THE_MACHINE = AtTheMachine()


@dataclass(frozen=True)
class KeyHolder:
    """The right of a browser session that was given `presented` as the key."""

    presented: str = field(repr=False)

    def require(self) -> None:
        if publishing_mode() == PUBLISHING_OFF:
            raise NotAllowedError(SWITCHED_OFF)
        if not is_key(self.presented):
            raise NotAllowedError(NEEDS_KEY)

    @property
    def is_enough(self) -> bool:
        try:
            self.require()
        except NotAllowedError:
            return False
        return True


@cache
def publishing_key() -> str:
    """The key of this process, made when it is first asked for. It ends with the process."""
    return secrets.token_urlsafe(KEY_BYTES)


def is_key(presented: str) -> bool:
    """Whether this is the key. Takes the same time whatever part of it is right."""
    return hmac.compare_digest(presented.encode(errors="replace"), publishing_key().encode())


class Holders:
    """The browser sessions that have shown the key, by their ids: they may upload more than others."""

    def __init__(self) -> None:
        self._sessions: set[str] = set()
        self._lock = Lock()

    def __contains__(self, session: str) -> bool:
        return session in self._sessions

    def add(self, session: str) -> None:
        with self._lock:
            self._sessions.add(session)

    def keep(self, is_open: Callable[[str], bool]) -> None:
        """Forgets the sessions that have ended."""
        with self._lock:
            self._sessions = set(filter(is_open, self._sessions))


key_holders = Holders()
