"""Published rows as other programs write them: each file means what is published, so nothing may change."""

import csv
import io
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from ics.checks.check import check_files
from ics.datapackage import Field, Table, tables
from ics.readers.upload import SourceFile
from ics.store.store import Store
from ics.versions.compare import count_rows
from tests.support.spoilt.seeds import Seed, new_book, saved, zip_of

Chance = random.Random
MOST_ROWS = 60
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "cp1252"]


class QuotedWhereNeeded(csv.excel):
    """What Python writes by itself."""


class AllQuoted(csv.excel):
    """Every cell in quotes."""

    quoting = csv.QUOTE_ALL


@dataclass(frozen=True)
class Written:
    """A file, and in which ways it is not as the project writes it."""

    file: SourceFile
    ways: tuple[str, ...]


def outcome(store: Store, file: SourceFile) -> str:
    """What became of a file that means what is published: read as meant, refused …, or misread …."""
    checked = check_files([file], store, store.current())
    if checked.errors:
        return f"refused: {checked.errors[0]}"
    if not checked.changed_tables:
        return "misread: no table was found, and nothing was said"
    changes = count_rows(checked, store)
    return "We read the file as meant." if all(change.is_empty for change in changes) else f"misread: {changes}"


def written(chance: Chance) -> Written:
    """Some rows of a table, written in some other ways."""
    table = chance.choice(list(tables().values()))
    with table.path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    picked = chance.sample(rows, chance.randint(1, min(MOST_ROWS, len(rows))))
    order = chance.sample(range(len(header)), len(header)) if chance.random() < 0.5 else range(len(header))
    fields = [table.fields[header.index(header[at])] for at in order]
    cells = [[row[at] for at in order] for row in picked]
    ways = ["columns in another order"] if list(order) != list(range(len(header))) else []
    make = chance.choice([_delimited, _delimited, _workbook])
    name, content, more = make(chance, table, fields, cells)
    if chance.random() < 0.2:
        name, content, more = f"{table.name}.zip", zip_of([Seed(name, content)]), [*more, "in a ZIP"]
    return Written(SourceFile.named(name, content), (*ways, *more))


def _delimited(
    chance: Chance, table: Table, fields: list[Field], rows: list[list[str]]
) -> tuple[str, bytes, list[str]]:
    delimiter = chance.choice(",;\t")
    restyled, ways = _restyled(chance, fields, rows, delimiter)
    text = io.StringIO()
    dialect: type[csv.Dialect] = chance.choice([QuotedWhereNeeded, AllQuoted])
    end = chance.choice(["\n", "\r\n"])
    writer = csv.writer(text, dialect, delimiter=delimiter, lineterminator=end)
    writer.writerows([_header(chance, fields), *restyled, *[[""] * len(fields)] * chance.choice([0, 0, 3])])
    encoding = chance.choice(ENCODINGS)
    try:
        content = text.getvalue().encode(encoding)
    except UnicodeEncodeError:  # letters that this encoding does not have
        encoding, content = "utf-8", text.getvalue().encode()
    return f"{table.name}.csv", content, [*ways, encoding, f"delimiter {delimiter!r}", f"line end {end!r}"]


def _header(chance: Chance, fields: list[Field]) -> list[str]:
    ways: list[Callable[[str], str]] = [
        str,
        str,
        str.upper,
        lambda name: f" {name} ",
        lambda name: name.replace("_", " ").capitalize(),
    ]
    spell = chance.choice(ways)
    return [spell(f.name) for f in fields]


def _restyled(
    chance: Chance, fields: list[Field], rows: list[list[str]], delimiter: str
) -> tuple[list[list[str]], list[str]]:
    """The cells with other dates, thousands and blanks; which of them were taken."""
    styles: dict[str, Callable[[Field, str], str]] = {
        "dates day first": lambda f, cell: _day_first(cell) if f.type == "date" else cell,
        "thousands": lambda f, cell: f"{int(cell):,}" if f.type == "integer" and cell else cell,
        "blanks around": lambda _, cell: f" {cell} " if delimiter != "\t" else cell,
    }
    taken = [name for name in styles if chance.random() < 0.3]
    for name in taken:
        rows = [[styles[name](f, cell) for f, cell in zip(fields, row, strict=True)] for row in rows]
    return rows, taken


def _day_first(cell: str) -> str:
    return f"{date.fromisoformat(cell):%d/%m/%Y}" if cell else ""


def _workbook(chance: Chance, table: Table, fields: list[Field], rows: list[list[str]]) -> tuple[str, bytes, list[str]]:
    """Cells of the kinds that a spreadsheet makes of them, or all of them texts."""
    is_typed = chance.random() < 0.7
    book, sheet = new_book(chance.choice([table.name, "Sheet1"]))
    sheet.append(_header(chance, fields))
    for row in rows:
        sheet.append([_typed(f, cell) if is_typed else cell for f, cell in zip(fields, row, strict=True)])
    return f"{table.name}.xlsx", saved(book), ["workbook of typed cells" if is_typed else "workbook of texts"]


def _typed(f: Field, cell: str) -> object:
    make: dict[str, Callable[[str], object]] = {
        "date": date.fromisoformat,
        "integer": int,
        "number": float,
        "boolean": lambda text: text == "true",
    }
    return make.get(f.type, str)(cell) if cell else None
