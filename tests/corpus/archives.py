"""ZIPs and other archives that somebody may send, good and bad; each is made here."""

from __future__ import annotations

import io
import stat
import zipfile

from tests.corpus.case import CHILDREN, EPISODES, HEADER, REVIEWS, Case, refused

Member = tuple[str | zipfile.ZipInfo, bytes]


def zipped(*members: Member) -> bytes:
    """A ZIP of these members."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return file.getvalue()


def _no(name: str, sentence: str, *members: Member) -> Case:
    return refused(name, {"sent.zip": zipped(*members)}, sentence)


def _link(name: str) -> zipfile.ZipInfo:
    link = zipfile.ZipInfo(name)
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    return link


def _protected() -> bytes:
    content = bytearray(zipped(("header.csv", HEADER.encode())))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def _overlapping(copies: int = 150) -> bytes:
    """One packed file of a megabyte that the ZIP lists under many names, so that it grows by far more than it holds."""
    whole = zipped(("000.csv", b"0" * 2**20))
    directory, end = whole.index(b"PK\x01\x02"), whole.index(b"PK\x05\x06")
    entry, tail = whole[directory:end], bytearray(whole[end:])
    entries = b"".join(entry.replace(b"000.csv", b"%03d.csv" % number) for number in range(copies))
    tail[8:12] = copies.to_bytes(2, "little") * 2
    tail[12:16] = len(entries).to_bytes(4, "little")
    return whole[:directory] + entries + bytes(tail)


_SHEET = zipped(("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<workbook/>"))
_RETURN: list[Member] = [("header.csv", HEADER.encode()), ("episodes.csv", EPISODES.encode()), ("reviews.csv", REVIEWS.encode())]

CASES = [
    Case("a ZIP of a return", {"sent.zip": zipped(*_RETURN)}, {"header.csv": 2, "episodes.csv": 2, "reviews.csv": 2}),
    Case("a ZIP of a year's folder", {"sent.zip": zipped(("a/2023-24/header.csv", HEADER.encode()))}, {"2023-24/header.csv": 2}),
    Case(
        "a ZIP of a folder of the open format", {"sent.zip": zipped(("a/children.csv", CHILDREN.encode()))}, {"children.csv": 2}
    ),
    _no("a ZIP bomb", "grows to more than", ("header.csv", b"0" * 30 * 2**20)),
    refused("a ZIP bomb of many names for one file", {"sent.zip": _overlapping()}, "sent.zip"),
    _no("a ZIP with a path that climbs", "leads out of its folder", ("../../header.csv", b"")),
    _no("a ZIP with a path that climbs by the other slash", "leads out of its folder", ("..\\..\\header.csv", b"")),
    _no("a ZIP with a path from the root", "leads out of its folder", ("/etc/header.csv", b"")),
    _no("a ZIP in a ZIP", "is an archive", ("inner.zip", zipped(*_RETURN))),
    _no("a ZIP in a ZIP by the name of .csv", "a spreadsheet or an archive", ("inner.csv", zipped(*_RETURN))),
    _no("a ZIP with a link", "is a link or device", (_link("header.csv"), b"/etc/passwd")),
    _no("a ZIP of too many files", "more than 200 files", *((f"{number}.csv", b"") for number in range(201))),
    _no("a ZIP with a file twice", "is there twice", ("a/x/header.csv", b""), ("b/x/header.csv", b"")),
    _no("an empty ZIP", "no CSV or XML file"),
    refused("a protected ZIP", {"sent.zip": _protected()}, "protected by a password"),
    refused("a ZIP cut short", {"sent.zip": zipped(*_RETURN)[:-40]}, "is damaged"),
    refused("a ZIP that is none", {"sent.zip": b"nothing of the kind"}, "is damaged"),
    refused("a workbook", {"book.xlsx": _SHEET}, "“CSV UTF-8 (Comma delimited)”"),
    refused("a workbook by the name of .csv", {"header.csv": _SHEET}, "save each sheet as CSV"),
    refused("a workbook by the name of .zip", {"book.zip": _SHEET}, "“CSV UTF-8 (Comma delimited)”"),
    refused("a workbook of old", {"header.csv": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500}, "is a spreadsheet"),
    refused("a PDF", {"return.pdf": b"%PDF-1.7\n"}, "is no CSV or XML file"),
]
