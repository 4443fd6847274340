"""Answers that never change while the server runs: compressed once, and kept in memory.

Streamlit leaves its program as it is on the disk, because it would have to compress it for each visitor again. What is
compressed here is the same for everybody and holds no secret, so its length tells nothing.
"""

import gzip
import hashlib
from dataclasses import dataclass
from functools import cached_property

from starlette.datastructures import Headers
from starlette.responses import Response

from ics.entity_tags import is_known

SMALLEST = 500  # bytes; below, compression gains nothing


@dataclass(frozen=True)
class StoredAnswer:
    """The content of an answer, with what the browser is told of it. `cache`: its Cache-Control."""

    content: bytes
    media_type: str
    cache: str
    status: int = 200

    @cached_property
    def compressed(self) -> bytes | None:
        """None where compression gains nothing."""
        small = gzip.compress(self.content, mtime=0) if len(self.content) >= SMALLEST else self.content
        return small if len(small) < len(self.content) else None

    @cached_property
    def _identity(self) -> str:
        return hashlib.sha256(self.content).hexdigest()[:16]

    def reply(self, asked: Headers) -> Response:
        """The answer to a request with these headers: compressed if the browser can read that, empty if it has it."""
        packed = self.compressed if accepts_gzip(asked) else None
        tag = f'"{self._identity}-gzip"' if packed else f'"{self._identity}"'
        headers = {"Cache-Control": self.cache, "ETag": tag, "Vary": "Accept-Encoding"}
        if self.status == 200 and is_known(tag, asked.get("if-none-match", "")):
            return Response(status_code=304, headers=headers)
        if packed:
            headers["Content-Encoding"] = "gzip"
        return Response(packed or self.content, self.status, headers, self.media_type)


def accepts_gzip(asked: Headers) -> bool:
    """Whether Accept-Encoding names gzip, other than to refuse it."""
    for part in ",".join(asked.getlist("accept-encoding")).lower().split(","):
        name, _, weight = part.replace(" ", "").partition(";q=")
        if name in ("gzip", "*"):
            return weight.rstrip("0") not in ("0.", "") if weight else True
    return False
