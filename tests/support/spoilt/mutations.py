"""Uploads that nobody should send: the project's files, spoilt in every way that a kind here knows.

`spoilt(kind, seed)` gives the same files again for the same kind and seed.
"""

import csv
import io
import random
import string
from collections.abc import Callable
from functools import cache

from ics.readers.upload import SourceFile
from tests.support.spoilt.archives import ARCHIVE_KINDS
from tests.support.spoilt.seeds import seeds
from tests.support.spoilt.workbooks import WORKBOOK_KINDS

Chance = random.Random
NAMES = [
    "../../CURRENT",
    "/etc/passwd",
    "..\\..\\v00000001.duckdb",
    "CON",
    "a\nb.csv",
    "",
    ".",
    "..",
    "a\0b.csv",
    "x" * 5_000 + ".csv",
    "'; drop table areas; --.csv",
    "<script>alert(1)</script>.csv",
    "\u202evsc.exe",
    "%s%n{0}.csv",
    "publish.lock",
    "areas.csv.zip.xlsx",
]
TEXTS = [
    "\u202eright to left",
    "zero\u200bwidth\u200d\ufeff",
    "e\u0301\u0327" * 50,
    "שלום",
    "مرحبا",
    "👩‍👩‍👧‍👦",
    "\ud7ff\ue000\uffff",
    "a\x1bb\x07\x7f",
    "line\u2028separator\u2029",
    "\x85next\x0bline\x0c",
    "'); drop table areas; --",
    '=HYPERLINK("http://example.org")',
    "@SUM(1+1)",
    "{0}{x!r}%s%(a)s",
    "$1 ? :name",
    "NULL",
    "\\N",
    " ",
    "\u00a0\u3000",
    "[link](javascript:alert(1))",
    "a,b;c|d\te",
    '"',
    "\r",
    "\n\n",
]
NUMBERS = [
    "٣", "१२", "１２", "Ⅻ", "²", "½", "NaN", "nan", "inf", "-inf", "1e400", "-1e-400", "1_000", "0x1F", "0b1", "1,5",
    "1.234,5", "1 234", "+1", "--1", "1e", ".", "-", "1" * 400, "-0", "00012", "1.7976931348623157e309", "9" * 19,
    "−5", "1'000", "£5", "5%", "TRUE", "1.0.0",
]  # fmt: skip
DATES = [
    "2021-02-30", "0000-00-00", "9999-12-31",
    "20210401", "2021-4-1", "1/4/2021", "44287", "-2021-04-01",
    "2021-04-01T00", "2021-04-01 00:00:00", "٢٠٢١-٠٤-٠١", "２０２１-０４-０１", "2021-W13-4", "99999-01-01",
    "2021‑04‑01", "April 2021",
    "infinity", "epoch", "2021-04-01\u200b",
]  # fmt: skip
ENCODINGS = [
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "cp1252",
    "latin-1",
    "shift_jis",
    "utf-7",
    "cp037",
    "gb18030",
]
MARKS = [
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xfe\xff",
    b"\xff\xfe\0\0",
    b"\x1f\x8b",
    b"PK\x03\x04",
    b"%PDF-",
    b"\xd0\xcf\x11\xe0",
]


def spoilt(kind: str, seed: int) -> list[SourceFile]:
    """The files of one upload."""
    chance = Chance(f"{kind} {seed}")
    name, content = KINDS[kind](chance)
    if chance.random() < 0.05:
        name = chance.choice(NAMES)
    files = [SourceFile.named(name, content)]
    if chance.random() < 0.05:
        other, more = _seed(chance)
        files.append(SourceFile.named(other, more))
    return files


def _seed(chance: Chance, table: bool = False) -> tuple[str, bytes]:
    """A file to begin with; with `table`, a CSV of the project."""
    choice = [seed for seed in seeds() if not table or seed.is_table]
    found = chance.choice(choice)
    return found.name, found.content


def _rows(chance: Chance) -> tuple[str, list[list[str]]]:
    """A table of the project as lists of cells, cut to some rows."""
    name, content = _seed(chance, table=True)
    rows = list(_parsed(content))
    return name, [list(row) for row in rows[: chance.randint(2, 60)]]


@cache
def _parsed(content: bytes) -> tuple[tuple[str, ...], ...]:
    return tuple(map(tuple, csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))))


def _written(rows: list[list[str]], delimiter: str = ",", line_end: str = "\n") -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=line_end).writerows(rows)
    return text.getvalue().encode("utf-8", "surrogatepass")


def _cell(chance: Chance, rows: list[list[str]]) -> tuple[int, int]:
    line = chance.randrange(1, len(rows)) if len(rows) > 1 and chance.random() < 0.9 else 0
    return line, chance.randrange(len(rows[line]))


# Bytes


def flipped(chance: Chance) -> tuple[str, bytes]:
    name, content = _seed(chance)
    spoilt = bytearray(content)
    for _ in range(chance.choice([1, 2, 10, 1000]) if spoilt else 0):
        spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
    return name, bytes(spoilt)


def truncated(chance: Chance) -> tuple[str, bytes]:
    name, content = _seed(chance)
    return name, content[: chance.randint(0, len(content))]


def spliced(chance: Chance) -> tuple[str, bytes]:
    """Two files, or a file and itself, cut and joined."""
    (name, one), (_, other) = _seed(chance), _seed(chance)
    return name, one[: chance.randint(0, len(one))] + other[chance.randint(0, len(other)) :]


def with_noise(chance: Chance) -> tuple[str, bytes]:
    name, content = _seed(chance)
    at = chance.randint(0, len(content))
    noise = chance.choice([bytes(chance.randint(1, 50)), chance.randbytes(chance.randint(1, 500)), *MARKS])
    return name, content[:at] + noise + content[at:]


def marked(chance: Chance) -> tuple[str, bytes]:
    """Begins like something that it is not."""
    name, content = _seed(chance)
    return name, chance.choice(MARKS) + content


def random_bytes(chance: Chance) -> tuple[str, bytes]:
    alphabet = chance.choice([bytes(range(256)), b',\n"', b"\n", b"\r\n\r", b";,\t| \n", string.printable.encode()])
    return "areas.csv", bytes(chance.choices(alphabet, k=chance.choice([0, 1, 2, 100, 20_000])))


# Cells


def with_odd_cell(chance: Chance) -> tuple[str, bytes]:
    name, rows = _rows(chance)
    for _ in range(chance.randint(1, 5)):
        line, column = _cell(chance, rows)
        rows[line][column] = chance.choice([*TEXTS, *NUMBERS, *DATES, chr(chance.randrange(0x10FFFF))])
    return name, _written(rows)


def with_odd_column(chance: Chance) -> tuple[str, bytes]:
    """The same odd thing in every row of a column."""
    name, rows = _rows(chance)
    column, odd = chance.randrange(len(rows[0])), chance.choice([TEXTS, NUMBERS, DATES])
    for row in rows[1:]:
        row[column] = chance.choice(odd)
    return name, _written(rows)


def with_another_cell(chance: Chance) -> tuple[str, bytes]:
    """Cells that are right elsewhere in the table: the fault, if any, is between rows."""
    name, rows = _rows(chance)
    for _ in range(chance.randint(1, 5)):
        line, column = _cell(chance, rows)
        rows[line][column] = chance.choice(rows)[column]
    return name, _written(rows)


def with_huge_cell(chance: Chance) -> tuple[str, bytes]:
    name, rows = _rows(chance)
    line, column = _cell(chance, rows)
    rows[line][column] = chance.choice(["x", "é", ",", '"', "\n", "0", "("]) * chance.choice(
        [20_000, 20_001, 3_000_000]
    )
    return name, _written(rows)


def with_lone_surrogate(chance: Chance) -> tuple[str, bytes]:
    name, rows = _rows(chance)
    line, column = _cell(chance, rows)
    rows[line][column] = chr(chance.randrange(0xD800, 0xE000))
    return name, _written(rows)


# Columns and rows


def columns_swapped(chance: Chance) -> tuple[str, bytes]:
    name, rows = _rows(chance)
    order = chance.sample(range(len(rows[0])), len(rows[0]))
    return name, _written([[row[i] for i in order] for row in rows])


def column_doubled(chance: Chance) -> tuple[str, bytes]:
    name, rows = _rows(chance)
    column = chance.randrange(len(rows[0]))
    return name, _written([[*row, row[column]] for row in rows])


def column_renamed(chance: Chance) -> tuple[str, bytes]:
    name, rows = _rows(chance)
    column = chance.randrange(len(rows[0]))
    word = rows[0][column]
    rows[0][column] = chance.choice([word.upper(), f" {word} ", word[:-1], word[::-1], "", *TEXTS])
    return name, _written(rows)


def column_dropped(chance: Chance) -> tuple[str, bytes]:
    name, rows = _rows(chance)
    column = chance.randrange(len(rows[0]))
    return name, _written([row[:column] + row[column + 1 :] for row in rows])


def ragged(chance: Chance) -> tuple[str, bytes]:
    name, rows = _rows(chance)
    for row in chance.sample(rows, min(3, len(rows))):
        row[:] = chance.choice([row[:-1], [*row, "x"], [], [""] * len(row), row * 2])
    return name, _written(rows)


def rows_doubled(chance: Chance) -> tuple[str, bytes]:
    name, rows = _rows(chance)
    chance.shuffle(rows)
    return name, _written(rows + chance.choices(rows, k=5))


def other_delimiters(chance: Chance) -> tuple[str, bytes]:
    """One delimiter throughout, or another in each line."""
    name, rows = _rows(chance)
    if chance.random() < 0.5:
        return name, _written(rows, chance.choice(";\t|:^ "), chance.choice(["\n", "\r\n", "\r"]))
    return name, b"".join(_written([row], chance.choice(",;\t|"), chance.choice(["\n", "\r\n", "\r"])) for row in rows)


def quotes_open(chance: Chance) -> tuple[str, bytes]:
    name, content = _seed(chance, table=True)
    at = chance.randint(0, len(content))
    return name, content[:at] + chance.choice([b'"', b',"', b'""', b'"x', b'\n"', b"'"]) + content[at:]


def other_encoding(chance: Chance) -> tuple[str, bytes]:
    name, rows = _rows(chance)
    for _ in range(3):
        line, column = _cell(chance, rows)
        rows[line][column] = chance.choice(["é", "£", "’", "漢字", "Ж", *TEXTS])
    text = _written(rows).decode("utf-8", "replace")
    return name, chance.choice([b"", b"", *MARKS]) + text.encode(chance.choice(ENCODINGS), "replace")


# Size


def many_columns(chance: Chance) -> tuple[str, bytes]:
    count = chance.choice([201, 5_000, 100_000])
    header = chance.choice([[f"c{i}" for i in range(count)], ["area_code"] * count, [""] * count])
    return "areas.csv", _written([header, ["1"] * count])


def many_lines(chance: Chance) -> tuple[str, bytes]:
    name, rows = _rows(chance)
    line = chance.choice([b"\n", b"\r\n", b",,,\n", b"x\n", _written([rows[-1]])])
    return name, _written(rows) + line * min(200_000, 8_000_000 // len(line))


def fifty_megabytes(chance: Chance) -> tuple[str, bytes]:
    name, rows = _rows(chance)
    line = chance.choice([_written([rows[-1]]), b"x", b'"', b",", b"\n", b"\0", b"\xff"])
    size = chance.choice([50 * 2**20 - 100, 50 * 2**20 + 1])
    head = _written(rows)
    return name, (head + line * (size // len(line) + 1))[:size]


CSV_KINDS: dict[str, Callable[[Chance], tuple[str, bytes]]] = {
    kind.__name__: kind
    for kind in (
        flipped,
        truncated,
        spliced,
        with_noise,
        marked,
        random_bytes,
        with_odd_cell,
        with_odd_column,
        with_another_cell,
        with_huge_cell,
        with_lone_surrogate,
        columns_swapped,
        column_doubled,
        column_renamed,
        column_dropped,
        ragged,
        rows_doubled,
        other_delimiters,
        quotes_open,
        other_encoding,
        many_columns,
        many_lines,
        fifty_megabytes,
    )
}
LARGE = {"many_columns", "many_lines", "fifty_megabytes", "with_huge_cell", "bomb", "bomb_workbook", "many_members"}
KINDS = CSV_KINDS | ARCHIVE_KINDS | WORKBOOK_KINDS
