"""ZIP files: how much may be in them, and the files of tables that they hold.

Every limit holds while the bytes come out; what an archive says of its own size is not believed.
"""

import io
import zlib
from collections import Counter, deque
from collections.abc import Iterator
from pathlib import PurePosixPath
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from ics.readers.budget import Budget
from ics.readers.upload import Note, SourceFile, UnreadableFileError
from ics.settings import MAX_UPLOAD_BYTES

MAX_FILES = 50
MAX_PARTS = 400  # parts of a workbook: each sheet has up to six
MAX_RATIO = 200
RATIO_FREE_BYTES = 2**20
SIGNATURE = b"PK\x03\x04"
EMPTY_SIGNATURE = b"PK\x05\x06"
_LISTED = b"PK\x01\x02"
_CHUNK = 2**16
_TABLES = {".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".zip"}
_ADDED = (".DS_Store", "Thumbs.db", "desktop.ini")
_BROKEN = (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OverflowError, OSError)


def is_archive(content: bytes) -> bool:
    return content.startswith((SIGNATURE, EMPTY_SIGNATURE))


def names_in(content: bytes, most: int) -> list[str]:
    """The names of the files. Raises UnreadableFileError where the archive is broken or has more than `most` files."""
    return [entry.filename for entry in _files(_entries(_opened(content, most)), most)]


def unpacked(content: bytes, most: int, wanted: set[str], budget: Budget) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each `wanted` file; everything else is measured as well. Raises UnreadableFileError."""
    archive = _opened(content, most)
    entries = _entries(archive)
    taken = {entry for entry in _files(entries, most) if entry.filename in wanted}
    for entry, chunks in _measured(archive, entries, len(content), budget):
        held = [chunk for chunk in chunks if entry in taken]
        if entry in taken:
            yield entry.filename, b"".join(held)


def measured(content: bytes, most: int, budget: Budget) -> tuple[ZipFile, list[ZipInfo]]:
    """The archive with its entries, each of them unpacked once and found small enough. Raises UnreadableFileError."""
    archive = _opened(content, most)
    entries = _entries(archive)
    _files(entries, most)
    for _, chunks in _measured(archive, entries, len(content), budget):
        deque(chunks, maxlen=0)
    return archive, entries


def _measured(
    archive: ZipFile, entries: list[ZipInfo], packed: int, budget: Budget
) -> Iterator[tuple[ZipInfo, Iterator[bytes]]]:
    """Each entry with its chunks, which are counted while they come out."""
    total = 0

    def counted(entry: ZipInfo) -> Iterator[bytes]:
        nonlocal total
        for chunk in _chunks(archive, entry):
            total += len(chunk)
            _refuse_bombs(total, packed)
            budget.take_bytes(len(chunk))
            budget.checkpoint()
            yield chunk

    for entry in entries:
        yield entry, counted(entry)


def _opened(content: bytes, most: int) -> ZipFile:
    if content.count(_LISTED) > 2 * most:  # before a list of a million entries is read
        raise _too_many(most)
    try:
        return ZipFile(io.BytesIO(content))
    except _BROKEN:
        raise _damaged() from None


def _entries(archive: ZipFile) -> list[ZipInfo]:
    """All entries, whatever their names: what is left aside by its name may be a bomb anyway."""
    entries = archive.infolist()
    if any(e.flag_bits & 1 for e in entries):
        raise UnreadableFileError("The ZIP file has a password.", "Remove the password and try again.", "archive")
    if any(e.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for e in entries):
        raise UnreadableFileError(
            "We cannot read this kind of ZIP file.", "Zip the files again as an ordinary ZIP file.", "archive"
        )
    return entries


def _files(entries: list[ZipInfo], most: int) -> list[ZipInfo]:
    found = [entry for entry in entries if not _is_system_file(entry.filename)]
    if len(found) > most:
        raise _too_many(most)
    return found


def _is_system_file(name: str) -> bool:
    """Folders, and what macOS and Windows add."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    is_folder = name.endswith(("/", "\\"))
    is_added = bool(parts) and (parts[-1] in _ADDED or parts[-1].startswith("._"))  # ._a.csv: what macOS notes of a.csv
    return is_folder or not parts or "__MACOSX" in parts or is_added


def _chunks(archive: ZipFile, entry: ZipInfo) -> Iterator[bytes]:
    size = 0
    try:
        with archive.open(entry) as part:
            while chunk := part.read(_CHUNK):
                size += len(chunk)
                _refuse_bombs(size, entry.compress_size)
                yield chunk
    except _BROKEN:
        raise _damaged() from None


def _refuse_bombs(size: int, packed: int) -> None:
    if size > MAX_UPLOAD_BYTES:
        message = f"The file is larger than {MAX_UPLOAD_BYTES // 2**20} MB once unpacked."
        raise UnreadableFileError(message, "Split it into smaller parts.", "size")
    if size > RATIO_FREE_BYTES and size > MAX_RATIO * packed:
        message = f"The file unpacks to more than {MAX_RATIO} times its size. No table does that."
        raise UnreadableFileError(message, "Zip the files again, or use them one by one.", "archive")


def _too_many(most: int) -> UnreadableFileError:
    return UnreadableFileError(
        f"The ZIP file contains more than {most} files.", "Split it into smaller parts.", "archive"
    )


def _damaged() -> UnreadableFileError:
    return UnreadableFileError(
        "The ZIP file is damaged. We cannot unpack it.", "Zip the files again and try again.", "archive"
    )


def unpack_tables(file: SourceFile, budget: Budget) -> tuple[list[SourceFile], list[Note]]:
    """The files of tables in a ZIP, named "package.zip/areas.csv", and notes on what was left aside."""
    names = names_in(file.content, MAX_FILES)
    tables = {name for name in names if _is_table(name)}
    notes = [Note(file.name, f"We ignored {_plain(name)}: {_why(name)}.") for name in names if name not in tables]
    taken = Counter(map(_plain, tables))
    files = [
        SourceFile(f"{file.name}/{_with_folders(name) if taken[_plain(name)] > 1 else _plain(name)}", content)
        for name, content in unpacked(file.content, MAX_FILES, tables, budget)
    ]
    if not files:
        raise UnreadableFileError(
            "The ZIP file contains no CSV file or workbook.", "Put the tables into it.", "archive"
        )
    return files, notes


def _plain(name: str) -> str:
    return SourceFile.named(name, b"").name


def _with_folders(name: str) -> str:
    """The path in the ZIP, which tells files of one name apart; it leads nowhere outside."""
    return "/".join(_plain(part) for part in name.replace("\\", "/").split("/") if part not in ("", ".", ".."))


def _why(name: str) -> str:
    is_of_tables = PurePosixPath(name.lower()).suffix in _TABLES
    return (
        "its name says that it describes the other files"
        if is_of_tables
        else "it is not a .csv, .txt, .tsv or .xlsx file"
    )


def _is_table(name: str) -> bool:
    path = PurePosixPath(name.lower())
    return path.suffix in _TABLES and path.stem not in ("readme", "licence", "license")
