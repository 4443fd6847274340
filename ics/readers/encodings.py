"""From bytes to text: UTF-8, UTF-16 or Windows-1252, and a refusal where the bytes are not text, or damaged text."""

import codecs
import re

from ics.readers.upload import UnreadableFileError

RESAVE = 'Save the file as "CSV UTF-8" and try again.'
_SAMPLE_BYTES = 1024  # bytes at the beginning that tell UTF-16 without a mark
_OTHER_FORMATS = (
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"%PDF", "a PDF"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\0", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3\0", "a database"),
    (b"{\\rtf", "a text document (RTF)"),
)
_MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|head|body|table|\?xml|svg|!--)", re.IGNORECASE)
_UTF8_SEQUENCE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}",
)
_C1_CONTROL = re.compile("[\x80-\x9f]")
_QUOTED_TEXT = re.compile(r'"[^"]*(?:"|\Z)')


def decode(content: bytes) -> tuple[str, str | None]:
    """The text, and the name of its encoding where it is not UTF-8. Raises UnreadableFileError."""
    _refuse_other_formats(content)
    text, encoding = _decoded(content)
    _refuse_controls(text)
    return text, encoding


def _refuse_other_formats(content: bytes) -> None:
    for begin, kind in _OTHER_FORMATS:
        if content.startswith(begin):
            raise not_a_table(f"it is {kind}")
    if _MARKUP.match(content):
        raise not_a_table("it is a web page or XML")


def not_a_table(why: str, line: int | None = None) -> UnreadableFileError:
    return UnreadableFileError(
        f"This is not a CSV file or workbook: {why}.", "Save the table as CSV or .xlsx and try again.", "file", line
    )


def _decoded(content: bytes) -> tuple[str, str | None]:
    if encoding := _utf16(content):
        return _strict(content, encoding, "UTF-16"), "UTF-16"
    try:
        return content.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        _refuse_damaged_utf8(content, error.start)
    return _strict(content, "cp1252", "Windows-1252"), "Windows-1252"


def _utf16(content: bytes) -> str | None:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    begin = content[:_SAMPLE_BYTES]
    even, odd = begin[::2], begin[1::2]
    if len(odd) > 1 and not any(odd) and all(even):
        return "utf-16-le"
    return "utf-16-be" if len(odd) > 1 and not any(even) and all(odd) else None


def _refuse_damaged_utf8(content: bytes, start: int) -> None:
    """One damaged byte must not turn a UTF-8 file into Windows-1252 with every other letter wrong."""
    if _UTF8_SEQUENCE.search(content):
        line = line_of(content[:start].decode("utf-8", "replace"))
        raise UnreadableFileError(
            "This line is damaged: it is not UTF-8 text like the rest of the file.", RESAVE, "encoding", line
        )


def _strict(content: bytes, encoding: str, name: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = line_of(content[: error.start].decode(encoding, "replace"))
        tried = "not UTF-16" if name == "UTF-16" else f"neither UTF-8 nor {name}"
        raise UnreadableFileError(f"This line is {tried} text.", RESAVE, "encoding", line) from None


def _refuse_controls(text: str) -> None:
    if (at := text.find("\0")) >= 0:
        raise UnreadableFileError(
            "This line contains a NUL byte, so it is not plain text.", RESAVE, "encoding", line_of(text[:at])
        )
    if not text.isascii() and (found := _C1_CONTROL.search(text)):
        line = line_of(text[: found.start()])
        raise not_a_table("this line contains control characters", line)


def line_of(before: str) -> int:
    """The line of a place in a file as Excel numbers it: a line break in quotes does not count."""
    breaks = _QUOTED_TEXT.sub("", before)
    return breaks.count("\n") + breaks.count("\r") - breaks.count("\r\n") + 1
