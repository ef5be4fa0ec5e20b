"""Files as a browser sends them, laid into a folder from which a reader may read.

Several CSV or XML files, or one ZIP of them. Nothing that is sent chooses where it is written: of a member's path only the last
folder is kept, for a return may hold a folder for each year. What is unpacked is counted while it is unpacked, since a ZIP may
lie about its size.
"""

from __future__ import annotations

import io
import re
import shutil
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Literal

from footprint.exchange.open_format.read import is_open_format
from footprint.exchange.problems import UnreadableFile
from footprint.exchange.ssda903.read import ENDINGS

_MB = 2**20
MOST_IN = 64 * _MB
MOST_OUT = 512 * _MB
MOST_RATIO = 200
MOST_FILES = 200
_SMALL = _MB
"""Up to this size a file may be packed as tightly as it likes."""
_CHUNK = _MB
_LONGEST_NAME = 150
_LARGEST_DIRECTORY = _MB
_SHEETS = {".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".numbers"}
_ARCHIVES = {".zip", ".7z", ".rar", ".gz", ".tgz", ".tar", ".bz2", ".xz", ".zst", ".cab", ".jar"}
_ARCHIVE_MARKS = (b"PK\x03\x04", b"PK\x05\x06", b"7z\xbc\xaf", b"Rar!", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd")
_OLD_SHEET = b"\xd0\xcf\x11\xe0"
_END, _ZIP64_END, _END_LENGTH = b"PK\x05\x06", b"PK\x06\x07", 22
_KNOWN_PACKING = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DAMAGED = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, OverflowError, RuntimeError, IndexError)
"""All that the library raises on a ZIP that is damaged or of a kind that it does not know."""
_DRIVE = re.compile(r"^[A-Za-z]:")

_SHEET = (
    "{} is a spreadsheet, which cannot be read as it is: open it, choose File, Save As and “CSV UTF-8 (Comma delimited)” for "
    "each sheet, and send the CSV files."
)

Sent = tuple[str, bytes]
"""A file: its name, with folders where the browser tells them, and its content."""


@dataclass(frozen=True)
class Laid:
    """What was laid into the folder (paths), and the names of what was sent and is no file that a reader reads."""

    files: list[Path]
    left: list[str]


@dataclass
class _Laying:
    """The folder, and what is in it so far."""

    folder: Path
    files: list[Path] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    size: int = 0


def lay(sent: Sequence[Sent], folder: Path) -> Laid:
    """Lay files that were sent into an empty folder; where one is refused, the folder is empty again.

    Raises:
        UnreadableFile: there is nothing to read, too much, or something that must not be opened; the sentence names it.
        ValueError: the folder is not empty.
    """
    if any(folder.iterdir()):
        raise ValueError(f"{folder} is not empty.")
    laying = _Laying(folder)
    try:
        _lay_all(sent, laying)
        _without_wrapping(laying)
    except UnreadableFile:
        for entry in folder.iterdir():
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
        raise
    return Laid(sorted(laying.files), laying.left)


def kind_of(folder: Path) -> Literal["open format", "SSDA903"]:
    """What a folder holds: the open format, which has a children.csv, or else SSDA903 files.

    Raises:
        UnreadableFile: it holds no CSV or XML file at all, or a children.csv that is none.
    """
    if is_open_format(folder):
        return "open format"
    if (folder / "children.csv").is_file():
        raise UnreadableFile("children.csv has no column child in its first lines, so it is not known what these files are.")
    if any(file.suffix.lower() in ENDINGS for file in folder.rglob("*") if file.is_file()):
        return "SSDA903"
    raise UnreadableFile("There is no CSV or XML file to read.")


def _lay_all(sent: Sequence[Sent], laying: _Laying) -> None:
    if not sent:
        raise UnreadableFile("No file was sent.")
    if sum(len(content) for _, content in sent) > MOST_IN:
        raise UnreadableFile(
            f"The files are larger than {MOST_IN // _MB} MB together: send them as one ZIP, or a year at a time."
        )
    if len(sent) > MOST_FILES:
        raise UnreadableFile(f"More than {MOST_FILES} files were sent.")
    zips = [name for name, _ in sent if Path(name).suffix.lower() == ".zip"]
    if zips and len(sent) > 1:
        raise UnreadableFile(f"{_shown(zips[0])} is a ZIP: send it alone, or its files without it.")
    if zips:
        _unpack(*sent[0], laying)
    else:
        for name, content in sent:
            _lay_sent(name, content, laying)
    if not laying.files:
        raise UnreadableFile("There is no CSV or XML file to read in what was sent.")


def _lay_sent(name: str, content: bytes, laying: _Laying) -> None:
    place = _place(name)
    _refuse_by_name(place, name)
    _refuse_by_content(content[:8], name)
    if place.suffix.lower() not in ENDINGS:
        raise UnreadableFile(f"{_shown(name)} is no CSV or XML file.")
    _target(place, name, laying).write_bytes(content)


def _unpack(name: str, content: bytes, laying: _Laying) -> None:
    """Every member of a ZIP that a reader may read."""
    _refuse_large_directory(name, content)
    with _readable(name), zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = [member for member in archive.infolist() if not _is_hidden(member)]
        _refuse_sheet(name, members)
        if len(members) > MOST_FILES:
            raise UnreadableFile(f"{_shown(name)} holds more than {MOST_FILES} files.")
        for member in members:
            _refuse_member(member)
        most = max(_SMALL, MOST_RATIO * len(content))
        for member in members:
            _unpack_member(archive, member, min(most, MOST_OUT), laying)


def _refuse_large_directory(name: str, content: bytes) -> None:
    """Refuse a ZIP whose list of files is so long that to read it would take up the machine."""
    end = content.rfind(_END)
    listed = int.from_bytes(content[end + 12 : end + 16], "little")
    if end >= 0 and (listed > _LARGEST_DIRECTORY or content[max(end - 20, 0) : end].startswith(_ZIP64_END)):
        raise UnreadableFile(f"{_shown(name)} holds more than {MOST_FILES} files, or is made for far larger ones.")


@contextmanager
def _readable(name: str) -> Iterator[None]:
    try:
        yield
    except _DAMAGED:
        raise UnreadableFile(f"{_shown(name)} is damaged, or packed in a way that is not known: pack it again.") from None


def _is_hidden(member: zipfile.ZipInfo) -> bool:
    """Folders, and what some systems put beside the files."""
    parts = PurePosixPath(member.filename.replace("\\", "/")).parts
    return member.is_dir() or "__MACOSX" in parts or (bool(parts) and parts[-1].startswith(".") and parts[-1] != "..")


def _refuse_sheet(name: str, members: Sequence[zipfile.ZipInfo]) -> None:
    if {"[Content_Types].xml", "xl/workbook.xml"} <= {member.filename for member in members}:
        raise UnreadableFile(_SHEET.format(_shown(name)))


def _refuse_member(member: zipfile.ZipInfo) -> None:
    """Refuse what is no plain file, and names that lead elsewhere."""
    _refuse_by_name(_place(member.filename), member.filename)
    if stat.S_IFMT(member.external_attr >> 16) not in (0, stat.S_IFREG):
        raise UnreadableFile(f"{_shown(member.filename)} in the ZIP is a link or device, not a file, so nothing was unpacked.")
    if member.compress_type not in _KNOWN_PACKING:
        raise zipfile.BadZipFile
    if member.flag_bits & 0x1:
        raise UnreadableFile(f"{_shown(member.filename)} in the ZIP is protected by a password: pack it without one.")


def _unpack_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int, laying: _Laying) -> None:
    place = _place(member.filename)
    if place.suffix.lower() not in ENDINGS:
        laying.left.append(_shown(member.filename))
        return
    target, size = _target(place, member.filename, laying), 0
    with archive.open(member) as packed, target.open("wb") as file:
        while chunk := packed.read(_CHUNK):
            if not size:
                _refuse_by_content(chunk[:8], member.filename)
            size, laying.size = size + len(chunk), laying.size + len(chunk)
            if laying.size > most or size > max(_SMALL, MOST_RATIO * member.compress_size):
                raise UnreadableFile(_bomb(member.filename))
            file.write(chunk)


def _bomb(name: str) -> str:
    return (
        f"{_shown(name)} grows to more than {MOST_OUT // _MB} MB or {MOST_RATIO} times its size when it is unpacked, which no "
        "return does, so it was not opened."
    )


def _place(name: str) -> PurePosixPath:
    """The file's name, and the last of its folders where it has any.

    Raises:
        UnreadableFile: the path leads out of its folder, or holds what no name should.
    """
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or _DRIVE.match(name):
        raise UnreadableFile(f"{_shown(name)} has a path that leads out of its folder, so nothing was unpacked.")
    place = PurePosixPath(*path.parts[-2:])
    if not place.name or any(unicodedata.category(letter).startswith("C") for letter in str(place)):
        raise UnreadableFile(f"{_shown(name)} has a name with marks in it that cannot be seen: give it another.")
    if any(len(part.encode()) > _LONGEST_NAME for part in place.parts):
        raise UnreadableFile(f"{_shown(name)} has a name that is too long: give it another.")
    return place


def _shown(name: str) -> str:
    """A name as it may stand in a sentence."""
    plain = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in name)
    return plain if len(plain) <= _LONGEST_NAME else plain[:_LONGEST_NAME] + "…"


def _refuse_by_name(place: PurePosixPath, name: str) -> None:
    ending = place.suffix.lower()
    if ending in _SHEETS:
        raise UnreadableFile(_SHEET.format(_shown(name)))
    if ending in _ARCHIVES:
        raise UnreadableFile(f"{_shown(name)} is an archive: send the files in it, or one ZIP that holds no other.")


def _refuse_by_content(head: bytes, name: str) -> None:
    if head.startswith(_OLD_SHEET):
        raise UnreadableFile(_SHEET.format(_shown(name)))
    if head.startswith(_ARCHIVE_MARKS):
        raise UnreadableFile(f"{_shown(name)} is a spreadsheet or an archive, whatever its name says: save each sheet as CSV.")


def _target(place: PurePosixPath, name: str, laying: _Laying) -> Path:
    """Where a file goes. Names that differ in capitals only are the same to many systems.

    Raises:
        UnreadableFile: there is such a file already.
    """
    if str(place).casefold() in laying.names:
        raise UnreadableFile(f"{_shown(name)} is there twice, so it is not known which to believe.")
    laying.names.add(str(place).casefold())
    target = laying.folder / place
    if target.is_dir() or target.parent.is_file():
        raise UnreadableFile(f"{_shown(name)} is there both as a file and as a folder: give one of them another name.")
    target.parent.mkdir(exist_ok=True)
    laying.files.append(target)
    return target


def _without_wrapping(laying: _Laying) -> None:
    """The open format has no folders: where all of it lies in one, as in a ZIP of a folder, it is taken out."""
    entries = list(laying.folder.iterdir())
    if len(entries) != 1 or not is_open_format(entries[0]):
        return
    laying.files[:] = [file.rename(laying.folder / file.name) for file in laying.files]
    entries[0].rmdir()
