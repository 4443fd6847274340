"""Workbooks made to take the memory or the time of whoever opens them, one maker for each way."""

import io
import random
import re
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from ics.datapackage import tables
from ics.readers.read import read_file
from ics.readers.upload import SourceFile
from tests.support.memory import peak, start_peak
from tests.support.spoilt.seeds import as_excel_saves, cells_of, new_book, saved
from tests.support.spoilt.workbooks import LAUGHS, SHEET, STRINGS

MOST_SECONDS, MOST_MEGABYTES = 5.0, 300
TABLE = "area_milestones"
RELATIONS, BOOK, STYLES = "xl/_rels/workbook.xml.rels", "xl/workbook.xml", "xl/styles.xml"
FULL = 45 * 2**20  # bytes: what an archive may hold, nearly
Parts = dict[str, bytes]
Entry = tuple[str, bytes | Iterable[bytes]]
Made = tuple[bytes, str]
READ, REFUSED, EITHER = "read", "refused", "either"


@cache
def plain() -> Parts:
    """The parts of a sound workbook with a few rows, its texts shared as Excel does it."""
    book, sheet = new_book(TABLE)
    for row in cells_of(tables()[TABLE], 4):
        sheet.append(row)
    with zipfile.ZipFile(io.BytesIO(as_excel_saves(saved(book)))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(entries: Iterable[Entry]) -> bytes:
    """An archive of entries: some have the same name, and some are written piece by piece."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in entries:
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(info, "w", force_zip64=True) as part:
                for piece in [content] if isinstance(content, bytes) else content:
                    part.write(piece)
    return file.getvalue()


def changed(**parts: bytes | Iterable[bytes]) -> bytes:
    """The sound workbook with parts in the place of others, by the last word of their name, or added."""
    names = {"sheet": SHEET, "strings": STRINGS, "styles": STYLES, "book": BOOK, "relations": RELATIONS}
    return packed((plain() | {names[name]: content for name, content in parts.items()}).items())


def put(part: str, old: str, new: bytes) -> bytes:
    """A part of the sound workbook with the first match replaced."""
    content, times = re.subn(old.encode(), lambda _: new, plain()[part], count=1)
    assert times == 1, (part, old)
    return content


def rows_end(more: bytes) -> bytes:
    return put(SHEET, "</sheetData>", more + b"</sheetData>")


def only_rows(form: str, count: int) -> bytes:
    """The sheet with the header and, under it, `count` rows from the second on."""
    rows = "".join(form.format(n=n) for n in range(2, count + 2)).encode()
    return put(SHEET, '<row r="2".*</sheetData>', rows + b"</sheetData>")


def after_rows(more: bytes) -> bytes:
    return put(SHEET, "</sheetData>", b"</sheetData>" + more)


def many(form: str, count: int) -> bytes:
    return "".join(form.format(n=n) for n in range(count)).encode()


def noise(size: int) -> bytes:
    """Letters that hardly pack, and therefore pass for a table."""
    return random.Random(1).randbytes(size // 2).hex().encode()


def digits_of(letters: bytes) -> bytes:
    return letters.translate(bytes.maketrans(b"abcdef", b"777777"))


def blanks(megabytes: int) -> Iterator[bytes]:
    """Blanks, with as much noise between them as lets them pass for a table."""
    piece = noise(2**14).ljust(2**20)
    return (piece for _ in range(megabytes))


# What is in the archive besides its parts


def strings_aside(megabytes: int = 400) -> Made:
    """Texts of hundreds of megabytes, named like what is left aside, and the relations name them."""
    name = b"/xl/__MACOSX/sharedStrings.xml"
    parts = plain() | {RELATIONS: plain()[RELATIONS].replace(b"/xl/sharedStrings.xml", name)}
    return packed([*parts.items(), (name[1:].decode(), blanks(megabytes))]), REFUSED


def sheet_aside(rows: int = 700_000) -> Made:
    """A sheet of many rows, named like what is left aside."""
    sheet = only_rows('<row r="{n}"><c r="A{n}"><v>1</v></c></row>', rows)
    relations = put(RELATIONS, "/xl/worksheets/sheet1.xml", b"/xl/__MACOSX/sheet1.xml")
    parts = plain() | {RELATIONS: relations, "xl/__MACOSX/sheet1.xml": sheet}
    return packed(parts.items()), REFUSED


def decoy_strings() -> Made:
    """Another part with texts, which no relation names."""
    decoy = plain()[STRINGS].replace(b"E54000007", b"E54999999")
    return packed([("docProps/sharedStrings.xml", decoy), *plain().items()]), READ


def two_of_one_name() -> Made:
    return packed([*plain().items(), (SHEET, many("<a/>", 200_000))]), REFUSED


def two_of_one_name_in_other_case() -> Made:
    return packed([*plain().items(), (SHEET.upper(), many("<a/>", 200_000))]), REFUSED


def names_in_other_case() -> Made:
    return packed((name.upper() if name == SHEET else name, part) for name, part in plain().items()), READ


def two_strings() -> Made:
    """A second part with texts, which the relations name after the first."""
    more = b'<Relationship Id="rId98" Target="other.xml" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    relations = put(RELATIONS, "</Relationships>", more + b'relationships/sharedStrings"/></Relationships>')
    parts = plain() | {RELATIONS: relations, "xl/other.xml": b"<sst/>"}
    return packed(parts.items()), READ


def large_parts_unread(tags: int = 300_000) -> Made:
    """Theme, comments, drawing and properties of megabytes: nobody reads them."""
    names = ["xl/theme/theme1.xml", "xl/comments1.xml", "xl/drawings/drawing1.xml", "docProps/core.xml"]
    parts = plain() | dict.fromkeys(names, many("<a b='{n}'>", tags) + noise(2**20))
    return packed(parts.items()), READ


def outside() -> Made:
    """A sheet that is said to be a file of the machine, and one of another host."""
    relations = put(RELATIONS, 'Target="/xl/worksheets/sheet1.xml"', b'Target="../../../../etc/passwd"')
    return changed(relations=relations), REFUSED


def external() -> Made:
    target = b'TargetMode="External" Target="http://example.org/sheet1.xml"'
    return changed(relations=put(RELATIONS, 'Target="/xl/worksheets/sheet1.xml"', target)), REFUSED


# What is in the sheet


def attributes(tags: int = 80) -> Made:
    """Few tags with megabytes of attributes."""
    tag = b"<row " + many('a{n}="" ', 40_000) + b"/>"
    return changed(sheet=rows_end(tag * tags)), REFUSED


def deep(tags: int = 600_000) -> Made:
    return changed(sheet=rows_end(many("<a{n}>", tags))), REFUSED


def deep_with_attributes(tags: int = 600_000) -> Made:
    return changed(sheet=rows_end(many('<a b="{n}">', tags))), REFUSED


def endless_number(digits: int = FULL - 2**20) -> Made:
    number = digits_of(noise(digits))
    return changed(sheet=rows_end(b'<row r="9"><c r="A9"><v>' + number + b"</v></c></row>")), REFUSED


def long_number(rows: int = 10_000) -> Made:
    """Numbers of 4,000 digits."""
    digits = digits_of(noise(4_000))
    return changed(sheet=only_rows(f'<row r="{{n}}"><c r="A{{n}}"><v>{digits.decode()}</v></c></row>', rows)), REFUSED


def huge_claims() -> Made:
    """A dimension and columns that are said to reach to the end of every sheet."""
    sheet = re.sub(b'ref="[^"]*"', b'ref="A1:XFD1048576"', plain()[SHEET], count=1)
    columns = many('<col min="{n}" max="99999999" hidden="1"/>', 16_000).replace(b'min="0"', b'min="1"')
    return changed(sheet=sheet.replace(b"<sheetData>", b"<cols>" + columns + b"</cols><sheetData>")), READ


def columns(count: int = 300_000) -> Made:
    spans = many('<col min="1" max="{n}" hidden="1"/>', count)
    return changed(sheet=put(SHEET, "<sheetData>", b"<cols>" + spans + b"</cols><sheetData>")), REFUSED


def merged(count: int = 300_000) -> Made:
    areas = many('<mergeCell ref="A{n}:B{n}"/>', count)
    return changed(sheet=after_rows(b"<mergeCells>" + areas + b"</mergeCells>")), REFUSED


def inline_texts(rows: int = 2_300) -> Made:
    """Megabytes of texts in the cells."""
    text = noise(19_000).decode()
    row = f'<row r="{{n}}"><c r="A{{n}}" t="inlineStr"><is><t>{{n}}{text}</t></is></c></row>'
    return changed(sheet=only_rows(row, rows)), REFUSED


def wide_texts() -> Made:
    """Texts whose characters take four bytes each because of one of them."""
    text = "\U0001f600" + noise(19_000).decode()
    items = many(f"<si><t>{{n}}{text}</t></si>", 2_300)
    return changed(strings=put(STRINGS, "</sst>", items + b"</sst>")), EITHER


def runs(count: int = 160_000) -> Made:
    """One cell of hundreds of thousands of pieces."""
    cell = b'<c r="A9" t="inlineStr"><is>' + many("<r><t>{n}</t></r>", count) + b"</is></c>"
    return changed(sheet=rows_end(b'<row r="9">' + cell + b"</row>")), REFUSED


def one_row(cells: int = 500_000) -> Made:
    """Hundreds of thousands of cells in one row."""
    return changed(sheet=rows_end(b'<row r="9">' + many('<c r="A9" s="{n}"/>', cells) + b"</row>")), REFUSED


def shared_text(rows: int = 100_000) -> Made:
    """One long text, with escapes, in each of many cells."""
    count = plain()[STRINGS].count(b"<si>")
    sheet = only_rows(f'<row r="{{n}}"><c r="A{{n}}" t="s"><v>{count}</v></c></row>', rows)
    strings = put(STRINGS, "</sst>", b"<si><t>" + b"_x0041_" * 15_000 + b"</t></si></sst>")
    return changed(sheet=sheet, strings=strings), REFUSED


def shared_formula(rows: int = 60_000) -> Made:
    """One long formula that each of many cells shares."""
    formula = b"+".join([b"A1"] * 90_000)
    first = b'<row r="9"><c r="A9"><f t="shared" si="0" ref="A9:A60000">' + formula + b"</f><v>1</v></c></row>"
    others = many('<row r="{n}"><c r="A{n}"><f t="shared" si="0"/><v>1</v></c></row>', rows)
    return changed(sheet=rows_end(first + others[others.index(b'<row r="10"') :])), REFUSED


def names_of_spaces() -> Made:
    """A long namespace, which becomes part of the name of each of many elements."""
    space = b'<x:a xmlns:x="' + noise(300_000) + b'">' + many("<x:a{n}/>", 200_000) + b"</x:a>"
    return changed(sheet=after_rows(space)), REFUSED


def utf16() -> Made:
    """Tags that a count of bytes does not see as they are written."""
    rows = many('<row r="{n}"><c r="A{n}"><v>1</v></c></row>', 100_000).decode()
    sheet = plain()[SHEET].decode().replace("</sheetData>", rows + "</sheetData>")
    sheet = re.sub(r"^<\?xml[^>]*\?>", "", sheet)
    return changed(sheet=f'<?xml version="1.0" encoding="UTF-16"?>{sheet}'.encode("utf-16")), REFUSED


def conditions(links: int = 200_000) -> Made:
    """Links, rules and conditions by the hundred thousand: nobody reads them."""
    linked = b"<hyperlinks>" + many('<hyperlink ref="A{n}" location="x{n}"/>', links) + b"</hyperlinks>"
    rules = many('<conditionalFormatting sqref="A{n}"><cfRule type="x"/></conditionalFormatting>', links // 2)
    return changed(sheet=after_rows(linked + rules)), READ


# What is in the other parts that are read


def number_formats(count: int = 300_000) -> Made:
    formats = many('<numFmt numFmtId="{n}" formatCode="0.{n}%"/>', count)
    return changed(styles=put(STYLES, "<fonts", b"<numFmts>" + formats + b"</numFmts><fonts")), EITHER


def long_format(rows: int = 60_000) -> Made:
    """One long format that each of many cells has."""
    code = b"0%" + re.sub(b"[^0-9]", b"?", noise(300_000))
    formats = b'<numFmts><numFmt numFmtId="200" formatCode="' + code + b'"/></numFmts><fonts'
    styles = put(STYLES, "<fonts", formats)
    styles = re.sub(rb"<cellXfs.*?</cellXfs>", b'<cellXfs><xf/><xf numFmtId="200"/></cellXfs>', styles)
    cells = many('<row r="{n}"><c r="A{n}" s="1"><v>1</v></c></row>', rows)
    sheet = put(SHEET, "</sheetData>", cells[cells.index(b'<row r="10"') :] + b"</sheetData>")
    return changed(styles=styles, sheet=sheet), REFUSED


def styles(count: int = 250_000) -> Made:
    forms = many('<xf numFmtId="{n}"><alignment/></xf>', count)
    return changed(styles=put(STYLES, "</cellXfs>", forms + b"</cellXfs>")), REFUSED


def defined_names(count: int = 250_000) -> Made:
    names = b"<definedNames>" + many('<definedName name="n{n}">A{n}</definedName>', count) + b"</definedNames>"
    return changed(book=put(BOOK, "</workbook>", names + b"</workbook>")), EITHER


def sheets() -> Made:
    """Sheets by the hundred thousand, all of them the same part."""
    (one,) = re.findall(rb"<sheet [^>]*/>", plain()[BOOK])
    sheet_elements = many("<sheet!{n}'/>", 150_000).replace(b"!", one[6:-2].strip() + b" x='")
    return changed(book=put(BOOK, "<sheet [^>]*/>", sheet_elements)), REFUSED


def entities() -> Made:
    head = LAUGHS.encode()
    return changed(sheet=head + put(SHEET, "<v>[0-9]+</v>", b"<v>&j;</v>")), REFUSED


def fifty_in_a_zip(rows: int = 15_000) -> Made:
    """Fifty small workbooks, each of which is allowed by itself."""
    book = changed(sheet=only_rows('<row r="{n}"><c r="A{n}"><v>1{n}</v></c></row>', rows))
    return packed((f"{number}.xlsx", book) for number in range(50)), REFUSED


MAKERS: dict[str, Callable[..., Made]] = {
    maker.__name__: maker
    for maker in (
        strings_aside, sheet_aside, decoy_strings, two_of_one_name, two_of_one_name_in_other_case, names_in_other_case,
        two_strings, large_parts_unread, outside, external, attributes, deep, deep_with_attributes, endless_number,
        long_number, huge_claims, columns, merged, inline_texts, wide_texts, runs, one_row, shared_text, shared_formula,
        names_of_spaces, utf16, conditions, number_formats, long_format, styles, defined_names, sheets, entities,
        fifty_in_a_zip,
    )
}  # fmt: skip


def judged(
    said: str,
    seconds: float,
    megabytes: int,
    most_seconds: float = MOST_SECONDS,
    most_megabytes: float = MOST_MEGABYTES,
) -> str:
    """What is wrong about the outcome; empty where nothing is."""
    found = [said] if said.startswith("not") else []
    found += [f"{seconds} seconds"] if seconds > most_seconds else []
    return ", ".join(found + ([f"{megabytes} megabytes"] if megabytes > most_megabytes else []))


def measured(name: str, *size: int) -> tuple[str, float, int]:
    """What became of a workbook of the kind, the seconds of work, and the megabytes of memory beyond those before.

    `size`: of the workbook, in what its maker counts; by default it is large.
    """
    content, expected = MAKERS[name](*size)
    (sound,) = read_file(SourceFile("book.xlsx", packed(plain().items()))).uploads
    begin, before = time.process_time(), start_peak()
    found = read_file(SourceFile("book.xlsx", content))
    seconds, more = time.process_time() - begin, peak() - before
    is_as_meant = [upload.rows for upload in found.uploads] == [sound.rows]
    outcome = READ if is_as_meant else REFUSED if found.problems and not found.uploads else "not as meant"
    if expected not in (outcome, EITHER):
        outcome = f"not {expected}: {outcome}"
    rules = sorted({problem.rule for problem in found.problems})
    return " ".join([outcome, *rules]), round(seconds, 2), round(more)
