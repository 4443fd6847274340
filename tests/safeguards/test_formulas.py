"""Texts that a spreadsheet would run: refused on the way in, disarmed in whatever a spreadsheet opens."""

import csv
import io
import shutil
import sys
import unicodedata
import zipfile
from collections.abc import Callable, Iterator

import duckdb
import pandas as pd
import pytest
from openpyxl import load_workbook
from starlette.applications import Starlette

from ics.api import routes
from ics.checks.check import check_files
from ics.datapackage import tables
from ics.readers.upload import SourceFile
from ics.safeguards.formulas import _SIGNS, BEGINNING, begins_like_formula, disarm
from ics.store.store import Store
from ics.versions.compare import cells_of_versions_csv
from ics.writers.csv_files import frame_csv, rows_csv, spreadsheet_csv, table_csv, values_template
from ics.writers.package import package_files, package_zip
from ics.writers.templates.csv_template import csv_template
from ics.writers.templates.workbook_template import workbook_template
from tests.support.asgi import get
from tests.support.worlds import copy_versions, fingerprints, rows_of, table_file

FORMULA = "=HYPERLINK(0)"
RUN = {
    "plain": FORMULA,
    "plus": "+1+1",
    "minus": "-1+1",
    "at": "@SUM(1)",
    "wide equals": "\uff1d1+1",
    "wide plus": "\uff0b1",
    "wide minus": "\uff0d1",
    "wide at": "\uff20SUM(1)",
    "small plus": "\ufe621",
    "small minus": "\ufe631",
    "small equals": "\ufe661",
    "small at": "\ufe6bSUM",
    "superscript": "\u207c1",
    "two equals": "\u2a751",
    "blank": f" {FORMULA}",
    "wide blank": f"\u3000{FORMULA}",
    "no-break space": f"\xa0{FORMULA}",
    "zero-width space": f"\u200b{FORMULA}",
    "byte order mark": f"\ufeff{FORMULA}",
    "right to left": f"\u202e{FORMULA}",
    "soft hyphen": f"\xad{FORMULA}",
    "filler": f"\u3164{FORMULA}",
    "variation selector": f"\ufe0f{FORMULA}",
    "tag": f"\U000e0020{FORMULA}",
    "control": f"\x01{FORMULA}",
    "delete": f"\x7f{FORMULA}",
    "tab": f"\t{FORMULA}",
    "carriage return": f"\r{FORMULA}",
    "line feed": f"\n{FORMULA}",
    "several": f" \u200b\t\uff1d{FORMULA}",
}
HARMLESS = [
    "a=b",
    "1-2",
    "\u22125 days",
    "\u2013 from 2019",
    "\u2014",
    "\u2010",
    "'=1",
    "#1",
    "\u201c=\u201d",
    "",
    "é",
    "\u200ba",
]
NUMBERS = ["-5", "+5", "-0.5", "-1e-07", "-2.5E+3"]
LISTS = {"areas": "predecessor_stps", "programmes": "places", "points_of_light": "source_title"}
TEXTS = {
    "areas": "area_name",
    "area_milestones": "note",
    "milestones": "milestone_name",
    "indicators": "indicator_name",
}


@pytest.mark.parametrize("text", RUN.values(), ids=RUN)
def test_what_a_spreadsheet_would_run_is_disarmed(text):
    assert begins_like_formula(text)
    assert disarm(text) == f"'{text}"
    assert not begins_like_formula(disarm(text))


@pytest.mark.parametrize("text", HARMLESS + NUMBERS)
def test_other_texts_and_numbers_are_left_alone(text):
    assert disarm(text) == text


def test_every_sign_that_is_the_same_by_unicode_is_known():
    characters = (chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code < 0xE000)
    same = {c for c in characters if unicodedata.normalize("NFKC", c)[:1] in tuple("=+-@")}
    assert same == set(_SIGNS)


def test_python_and_duckdb_find_the_same_beginnings():
    with duckdb.connect() as con:
        for text in [*RUN.values(), *HARMLESS]:
            (found,) = con.execute(f"select regexp_matches(?, '{BEGINNING}')", [text]).fetchone()
            assert found == begins_like_formula(text), text


def test_blanks_and_characters_that_cannot_be_seen_hide_no_sign():
    hiding = (chr(code) for code in range(0x3001) if unicodedata.category(chr(code)) in ("Cc", "Zs", "Zl", "Zp"))
    marks = (chr(code) for code in range(0x2000, 0x2070) if unicodedata.category(chr(code)) == "Cf")
    assert [c for c in [*hiding, *marks] if not begins_like_formula(f"{c}{FORMULA}")] == []


# On the way in


def notes(store: Store, texts: list[str]) -> SourceFile:
    """A milestone of another area for each text, which is its note."""
    areas = rows_of(store, "select area_code from areas where area_code like 'E54%' order by 1")
    assert len(areas) >= len(texts)
    row = {"milestone_id": "ics_designated", "date": "2019-04-01"}
    return table_file(
        "area_milestones",
        [row | {"area_code": code, "note": text} for (code,), text in zip(areas, texts, strict=False)],
    )


def test_a_cell_that_hides_a_formula_is_refused(built):
    texts = [text for name, text in RUN.items() if name not in ("control", "delete")]
    problems = check_files([notes(Store(built), texts)], Store(built), 1).errors
    expected = [("formula", "note", line) for line in range(2, len(texts) + 2)]
    assert [(p.rule, p.column, p.line) for p in problems] == expected


@pytest.mark.parametrize(
    "cells", [{"places": "Exampleton; {}"}, {"source_title": "One | {}"}], ids=["places", "titles"]
)
def test_an_entry_of_a_list_that_hides_a_formula_is_refused(built, cells):
    (column,) = cells
    two = {"source_title": "One | Two", "source_url": "https://example.org/1 | https://example.org/2"}
    texts = ["\uff1d1", f"\u200b{FORMULA}", FORMULA]
    rows = [two | {name: cell.format(text) for name, cell in cells.items()} for text in texts]
    problems = check_files([table_file("programmes", rows)], Store(built), 1).errors
    assert [(p.rule, p.column, p.line) for p in problems] == [("formula", column, line) for line in (2, 3, 4)]


def test_a_text_that_may_look_like_one_is_not_an_error(built):
    texts = [text for text in HARMLESS if text and not text.startswith("#")]
    assert check_files([notes(Store(built), texts)], Store(built), 1).errors == []


# On the way out: of a version that is older than the rule


@pytest.fixture(scope="module")
def armed(built, tmp_path_factory) -> Store:
    """Version 1 is sound, version 2 has a text that is run in each column of text and in lists; nobody published it."""
    store = copy_versions(built, tmp_path_factory.mktemp("armed"))
    shutil.copy(store.path(1), store.path(2))
    texts = list(RUN.values())
    with duckdb.connect(str(store.path(2))) as con:
        for table, column in TEXTS.items():
            change = f"update {table} set {column} = ?[1 + rowid % {len(texts)}] || ' ' || rowid"
            con.execute(change, [texts])
        for table, column in LISTS.items():
            con.execute(f"update {table} set {column} = ['One', ?[1 + rowid % {len(texts)}]]", [texts])
        con.execute("update published_versions set version = 2")
    store.files.pointer.write_text(f"{store.path(2).name}\n", encoding="ascii")
    return store


def cells(content: bytes) -> Iterator[str]:
    for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")):
        yield from row


def armed_cells(content: bytes) -> list[str]:
    """The cells that a spreadsheet would run, and the entries of lists in them."""
    entries = [entry for cell in cells(content) for entry in (cell, *cell.split(" | "), *cell.split(";"))]
    return [entry for entry in entries if begins_like_formula(entry)]


def from_a_data_link(name: str) -> Callable[[Store], list[bytes]]:
    def ask(store: Store) -> list[bytes]:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(routes, "_published", lambda: routes._Published(store, 2))
            reply = get(Starlette(routes=routes.routes), f"/api/v1/{name}.csv")
        assert reply.status == 200
        return [reply.content]

    return ask


def frame(_: Store) -> list[bytes]:
    return [
        frame_csv(pd.DataFrame({"note": RUN.values()})),
        frame_csv(pd.DataFrame({text: [1] for text in RUN.values()})),
    ]


def in_zip(store: Store) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(package_zip(store, 2))) as archive:
        return [archive.read(name) for name in archive.namelist() if name.endswith(".csv")]


WRITERS: dict[str, Callable[[Store], list[bytes]]] = {
    "download of a figure": frame,
    "rows of a query": lambda _: [rows_csv(["note", "list"], [(text, ["One", text]) for text in RUN.values()])],
    "spreadsheet": lambda _: [spreadsheet_csv([*RUN.values()], [[*RUN.values()]])],
    "tables": lambda store: [table_csv(store, 2, table) for table in tables().values()],
    "package": lambda store: [c for name, c in package_files(store, 2).items() if name.endswith(".csv")],
    "zip of a package": in_zip,
    "cells that change": lambda store: [cells_of_versions_csv(store, 1, 2), cells_of_versions_csv(store, 2, 1)],
    "templates": lambda _: [csv_template(table) for table in tables().values()],
    "template of values": lambda _: [values_template(RUN.values(), RUN.values())],
    "data link of a table": from_a_data_link("programmes"),
    "data link of a query": from_a_data_link("areas_with_stage"),
}


@pytest.mark.parametrize("writer", WRITERS)
def test_no_csv_holds_a_text_that_a_spreadsheet_would_run(armed, writer):
    before = fingerprints(armed.folder)
    contents = WRITERS[writer](armed)
    assert [armed_cells(content) for content in contents] == [[]] * len(contents)
    is_disarmed = any(f"'{text}" in cell for content in contents for cell in cells(content) for text in RUN.values())
    assert is_disarmed != (writer == "templates")  # which hold words of the program only
    assert fingerprints(armed.folder) == before


def test_no_cell_of_the_workbook_is_a_formula(armed):
    book = load_workbook(io.BytesIO(workbook_template(armed, 2)))
    found = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in found} <= {"s", "n", "d"}
    assert [c for c in found if c.data_type == "s" and begins_like_formula(c.value) and c.number_format != "@"] == []
    assert any(str(cell.value).startswith(FORMULA) for cell in found)


def test_a_table_whose_texts_were_disarmed_can_be_sent_back(armed):
    table = tables()["area_milestones"]
    sent_back = SourceFile(table.path.name, table_csv(armed, 2, table))
    assert check_files([sent_back], armed, 1).errors == []
