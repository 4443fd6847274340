"""ZIP files that nobody should send: bombs, archives in archives, members named like paths, and broken ones."""

import random
import struct
from collections.abc import Callable
from functools import cache

from tests.support.spoilt.seeds import Seed, seeds, zip_of

Chance = random.Random
MEMBER_NAMES = [
    "../../CURRENT",
    "/etc/passwd",
    "..\\..\\x",
    "CON",
    "a\nb.csv",
    "a/",
    "",
    "x" * 3_000,
    "\u202evsc.zip",
    "é.csv",
]
BOMB_SIZES = (10 * 2**20, 200 * 2**20)


def _tables(chance: Chance, count: int) -> list[Seed]:
    return chance.sample([seed for seed in seeds() if seed.is_table], count)


def zipped(chance: Chance) -> tuple[str, bytes]:
    """A sound archive of one to three tables."""
    return "tables.zip", zip_of(_tables(chance, chance.randint(1, 3)))


def nested(chance: Chance) -> tuple[str, bytes]:
    """An archive in an archive, up to 50 deep."""
    content = zip_of(_tables(chance, 1))
    for depth in range(chance.choice([1, 2, 50])):
        content = zip_of([Seed(f"{depth}.zip", content)])
    return "nested.zip", content


def member_names(chance: Chance) -> tuple[str, bytes]:
    names = chance.choices(MEMBER_NAMES, k=3)
    return "names.zip", zip_of([Seed(name or "\x01", _tables(chance, 1)[0].content) for name in names])


@cache
def _bomb(size: int, byte: bytes) -> bytes:
    return zip_of([Seed("areas.csv", byte * size)])


def bomb(chance: Chance) -> tuple[str, bytes]:
    """Small, and huge when unpacked; perhaps it says it is small."""
    content = bytearray(_bomb(chance.choice(BOMB_SIZES), chance.choice([b"0", b"\n", b","])))
    if chance.random() < 0.5:
        central = content.rindex(b"PK\x01\x02")
        for at in (22, central + 24):  # the sizes that the local and the central header tell
            struct.pack_into("<I", content, at, 100)
    return "bomb.zip", bytes(content)


def many_members(chance: Chance) -> tuple[str, bytes]:
    return "many.zip", zip_of([Seed(f"{n}.csv", b"a,b\n1,2\n") for n in range(chance.choice([100, 3_000]))])


def header_spoilt(chance: Chance) -> tuple[str, bytes]:
    """Flags, methods, sizes, offsets and sums that are wrong: bytes near the headers."""
    content = bytearray(zip_of(_tables(chance, 2)))
    for mark in (b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"):
        at = content.find(mark)
        if chance.random() < 0.6:
            content[at + chance.randrange(4, 22)] = chance.randrange(256)
    return "spoilt.zip", bytes(content)


def encrypted(chance: Chance) -> tuple[str, bytes]:
    content = bytearray(zip_of(_tables(chance, 1)))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.rindex(mark) + at] |= 1
    return "secret.zip", bytes(content)


def another_method(chance: Chance) -> tuple[str, bytes]:
    """Packed with a method that is rare, or not there at all."""
    content = bytearray(zip_of(_tables(chance, 1)))
    method = chance.choice([1, 9, 12, 14, 93, 95, 99, 65_535])
    for mark, at in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        struct.pack_into("<H", content, content.rindex(mark) + at, method)
    return "method.zip", bytes(content)


def no_members(chance: Chance) -> tuple[str, bytes]:
    return "empty.zip", zip_of([]) + chance.randbytes(chance.choice([0, 10]))


ARCHIVE_KINDS: dict[str, Callable[[Chance], tuple[str, bytes]]] = {
    kind.__name__: kind
    for kind in (
        zipped, nested, member_names, bomb, many_members, header_spoilt, encrypted, another_method, no_members,
    )
}  # fmt: skip
