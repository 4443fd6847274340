"""The parts of a workbook: each is measured before one is read, and found as the relations name it.

Nothing else opens the archive, so what is read are the bytes that were measured.
"""

import io
import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import iterparse

from ics.readers.budget import Budget, workbook_too_large
from ics.readers.upload import UnreadableFileError
from ics.readers.zip_files import MAX_PARTS, measured

MAX_DEPTH = 100  # of elements within elements: those of a sheet have six
MAX_HELD = 200_000  # elements within one that is read as a whole: a row has 16,384 cells, a workbook 64,000 styles
LONGEST_RUN = 400_000  # bytes without a tag: the longest text of Excel, each character written as a number
# What no program writes: a NUL, which may be UTF-16 and hide tags from a count of bytes; a document type, which may
# define entities that expand; and a long namespace, which would be part of each name.
_NEVER_WRITTEN = re.compile(rb"\0|<!DOCTYPE|<!ENTITY|xmlns[^=<>\"']{0,100}=\s*(?:\"[^\"]{300}|'[^']{300})")
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass(frozen=True)
class Relation:
    """What a part refers to: `kind` is the last word of its type, `target` the name of a part of the same workbook."""

    id: str
    kind: str
    target: str


class _Paced(io.BytesIO):
    """A part that is read in small pieces, with a look at the budget before each."""

    def __init__(self, content: bytes, budget: Budget) -> None:
        super().__init__(content)
        self._budget = budget

    def read(self, size: int | None = -1) -> bytes:
        self._budget.checkpoint()
        return super().read(size)


class Parts:
    """The parts of a workbook by name, in any case. Raises UnreadableFileError where two have the same name."""

    def __init__(self, content: bytes, budget: Budget) -> None:
        self._budget = budget
        self._archive, entries = measured(content, MAX_PARTS, budget)
        self._entries = {_folded(entry.filename): entry for entry in entries}
        if len(self._entries) < len(entries):
            raise damaged()

    def __contains__(self, name: str) -> bool:
        return _folded(name) in self._entries

    def open(self, name: str) -> BinaryIO:
        """The part, after its tags are taken from the budget. Raises KeyError, OverBudgetError
        and UnreadableFileError."""
        part = self._archive.read(self._entries[_folded(name)])
        if _NEVER_WRITTEN.search(part):
            raise damaged()
        self._budget.take_tags(part.count(b"<"), part.count(b"="))
        runs = range(0, len(part) - LONGEST_RUN + 1, LONGEST_RUN)
        if any(part.find(b"<", start, start + LONGEST_RUN) < 0 for start in runs):
            raise workbook_too_large()
        return _Paced(part, self._budget)

    def relations(self, name: str) -> list[Relation]:
        """The relations of a part, or with "" those of the workbook as a whole; none that leads outside."""
        folder, file = posixpath.split(name)
        listing = posixpath.join(folder, "_rels", f"{file}.rels")
        if listing not in self:
            return []
        found = []
        for e in whole(self.open(listing), {_RELATION}):
            if e.get("TargetMode") != "External":
                target = _within(folder, e.get("Target", ""))
                found.append(Relation(e.get("Id", ""), e.get("Type", "").removeprefix(_TYPES), target))
        return found


def whole(source: BinaryIO, tags: Iterable[str]) -> Iterator[Element]:
    """The elements with one of these tags, each with what is in it; none is held once the next is asked for.

    Raises UnreadableFileError where elements are nested deeper, or hold more others, than in any workbook.
    """
    depth = inside = held = 0
    for event, element in iterparse(source, events=("start", "end")):
        if event == "start":
            depth += 1
            held += 1
            if not inside:
                inside, held = depth if element.tag in tags else 0, 0
            if depth > MAX_DEPTH or held > MAX_HELD:
                raise workbook_too_large()
        else:
            if depth == inside:
                yield element
                inside = 0
            if not inside:
                element.clear()
            depth -= 1


def damaged() -> UnreadableFileError:
    message = "The workbook is damaged. We cannot read it."
    return UnreadableFileError(message, "Open it in Excel, save it and try again.", "file")


def _within(folder: str, target: str) -> str:
    """The name of a part: written from the root of the workbook, or from the folder of what refers to it."""
    return target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))


def _folded(name: str) -> str:
    return name.casefold()
