"""SSDA903 returns as they really come, good and bad: CSV and XML."""

from __future__ import annotations

from tests.corpus.case import EPISODES, HEADER, REVIEWS, Case, refused, returned

XML = (
    "<EXPSSDA903><CHILD><HEADER><CHILDID>A1</CHILDID><SEX>1</SEX><DOB>01/02/2012</DOB>"
    "<AREVIEW><REVIEW>10/01/2024</REVIEW><REVIEW_CODE>PN1</REVIEW_CODE></AREVIEW></HEADER>"
    "<EPISODE><DECOM>08/12/2023</DECOM><RNE>S</RNE><LS>C2</LS><PL>U6</PL></EPISODE></CHILD></EXPSSDA903>"
)
_BOMB = "<!DOCTYPE b [<!ENTITY a0 'ha'>" + "".join(f"<!ENTITY a{n} '&a{n - 1};&a{n - 1};'>" for n in range(1, 30)) + "]>"
_MORE = "A3,08/12/2023,S,C2,N1,U6,PR1,,\n"


def _header(content: str | bytes, name: str, *told: str, accepted: int = 2, noted: tuple[str, ...] = ()) -> Case:
    return returned(name, {"header.csv": content}, *told, accepted=accepted, noted=noted)


def _episodes(more: str, name: str, *told: str, accepted: int = 2) -> Case:
    return returned(name, {"episodes.csv": EPISODES + more}, *told, accepted=accepted)


def _xml(content: str | bytes, name: str, *told: str) -> Case:
    whole = content if isinstance(content, bytes) else content.encode()
    return Case(name, {"return.xml": whole}, told=told)


def _no(content: str | bytes, name: str, sentence: str, file: str = "episodes.csv") -> Case:
    return refused(name, {"header.csv": HEADER, file: content}, sentence)


def _no_xml(content: str | bytes, name: str, sentence: str) -> Case:
    return refused(name, {"return.xml": content}, sentence)


WAYS = [
    _header(HEADER, "a return as the guide says"),
    _header(HEADER.encode("utf-8-sig"), "a return in UTF-8 with a mark"),
    _header(HEADER.encode("utf-16"), "a return in UTF-16"),
    _header(HEADER.encode("utf-16-be"), "a return in UTF-16, big end first, without a mark"),
    _header(HEADER.replace("U1", "Ü1").encode("cp1252"), "a return in Windows-1252", noted=("Windows-1252",)),
    _header("sep=;\n" + HEADER.replace(",", ";"), "a return with a line that names the separator"),
    _header("Header\nRun on 1 April 2026\n" + HEADER, "a return with title lines", noted=("passed over",)),
    _header(HEADER.replace("\n", "\r"), "a return with the line ends of old Macs"),
    _header(HEADER.replace("A1", '="0001"'), "numbers kept as text by a formula"),
    _no(HEADER.encode("utf-16")[:-3], "a return in UTF-16 cut short", "cut short or damaged", "header2.csv"),
    _no(EPISODES.encode() + b"\0", "a return with a byte that no text has", "not a text file"),
    _no(EPISODES.replace("CIN", "LS"), "a return with a column twice", "LS is there twice"),
    _no(EPISODES.replace("DECOM", "START"), "a return without a column that it needs", "no column DECOM"),
    _no("%PDF-1.7\n%\xe2\xe3\nendobj\n".encode("latin-1"), "a PDF by the name of .csv", "no header that is known"),
    _no(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a picture by the name of .csv", "episodes.csv"),
    _header("", "an empty file in a return", accepted=0),
    _header("CHILD,SEX,DOB,ETHNIC,UPN\n", "a header alone in a return", accepted=0),
    _no("CHILD,DECOM," + ",".join(f"X{n}" for n in range(100_000)), "100,000 columns in a return", "more than 1,000 columns"),
    _header(HEADER + "A3,1,01/02/2012,WBRI," + "x" * 2**20 + "\n", "a return with a cell of a million letters", accepted=3),
    refused("a return without a file of one", {"caseload.csv": "CHILD,TEAM\nA1,North\n"}, "holds no file of an SSDA903 return"),
    returned("a file of no part", {"caseload.csv": "CHILD,TEAM\nA1,North\n"}, noted=("no part of a return",)),
    returned("two files of one table", {"header2.csv": HEADER.replace("A1", "A3").replace("A2", "A4")}, accepted=2),
    returned("the same children in two files", {"header2.csv": HEADER}, accepted=2),
    returned("a year in a folder", {"2023-24/header.csv": HEADER}, accepted=2),
]
ROWS = [
    _header(HEADER + "Total,,,,2\n", "a totals row in a return", "error read.total header.csv:4 CHILD"),
    _header(HEADER + "Grand Total,2,,,\n", "a grand total in a return", "error read.total header.csv:4 CHILD"),
    _episodes(
        "Total,,,,,,,,\n",
        "a totals row under episodes",
        "error read.total episodes.csv:4 CHILD",
        "error read.blank episodes.csv:4 DECOM",
        "error read.blank episodes.csv:4 RNE",
        "error read.blank episodes.csv:4 LS",
        "error read.blank episodes.csv:4 PLACE",
    ),
    returned(
        "a totals row under reviews",
        {"reviews.csv": REVIEWS + "TOTAL,,2,\n"},
        "error read.total reviews.csv:4 CHILD",
        "error read.date reviews.csv:4 REVIEW",
        accepted=2,
    ),
    _header(
        HEADER + HEADER,
        "a return pasted under itself",
        "error read.header header.csv:4 CHILD",
        "warning read.date header.csv:4 DOB",
        "warning read.code header.csv:4 ETHNIC",
        "warning read.code header.csv:4 SEX",
        accepted=4,
    ),
    _header(
        HEADER.replace("A1", "1.23E+12"),
        "a long number that was cut in a return",
        "error read.cut header.csv:2 CHILD",
        accepted=1,
    ),
    _header(HEADER.replace("A1", "001"), "a number whose zeros only one file kept"),
    _episodes(
        '"A3,08/12/2023,S,C2,N1,U6,PR1,,\n' + _MORE,
        "a quote that is not closed in a return",
        "error read.line episodes.csv:4",
        accepted=3,
    ),
    _episodes(
        'A3,08/12/2023,S,C2,N1,"U6\n",PR1,,\n',
        "a line end within quotes in a return",
        "error read.line episodes.csv:4",
        "error read.line episodes.csv:5",
    ),
    _episodes(_MORE.strip() + ",9\n", "more cells than the header's in a return", "error read.line episodes.csv:4"),
    _episodes("A3,08/12/2023,S,C2,N1,U6\n", "fewer cells than the header's in a return", accepted=3),
    _episodes(
        "A3,45268,S,C2,N1,U6,PR1,,\n", "a day as a spreadsheet's number in a return", "error read.date episodes.csv:4 DECOM"
    ),
    _episodes("A3,12/31/2023,S,C2,N1,U6,PR1,,\n", "the month before the day in a return", "error read.date episodes.csv:4 DECOM"),
    _episodes("A3,08/12/23,S,C2,N1,U6,PR1,,\n", "a year of two figures in a return", "error read.date episodes.csv:4 DECOM"),
    _episodes("A3,08/12/1823,S,C2,N1,U6,PR1,,\n", "a day beyond reason in a return", "error read.date episodes.csv:4 DECOM"),
    _episodes(
        "A3,08/12/2023,S,C2,N1,U6,PR1,07/12/2023,X1\n",
        "an end before the start in a return",
        "error read.order episodes.csv:4 DEC",
    ),
    _episodes(
        "A3,08/12/2023,S,C9,N9,U6,PR1,,\n",
        "unknown codes in a return",
        "error read.code episodes.csv:4 LS",
        "warning read.code episodes.csv:4 CIN",
    ),
    _episodes("A9,08/12/2023,S,C2,N1,U6,PR1,,\n", "an episode of a child without a header", accepted=3),
    _episodes(_MORE + _MORE, "an episode twice", accepted=4),
    _episodes("=1+1,08/12/2023,S,C2,N1,U6,PR1,,\n@A3,08/12/2023,S,C2,N1,U6,PR1,,\n", "formulas for numbers", accepted=4),
    _episodes(
        "A\x013,08/12/2023,S,C2,N1,U6,PR1,,\nA\u202e3,08/12/2023,S,C2,N1,U6,PR1,,\n", "unseen marks in numbers", accepted=4
    ),
]
MARKUP = [
    _xml(XML, "a return in XML"),
    _xml('<?xml version="1.0" encoding="utf-16"?>'.encode("utf-16") + XML.encode("utf-16-le"), "XML in UTF-16"),
    _xml(XML.replace("08/12/2023", "soon"), "a day that is none in XML", "error read.date return.xml:1 DECOM"),
    _xml(
        XML.replace("<CHILDID>A1</CHILDID>", ""),
        "a child without a number in XML",
        "error read.blank return.xml:1 CHILD",
        "error read.blank return.xml:1 CHILD",
        "error read.blank return.xml:1 CHILD",
    ),
    _xml(XML.replace("<AREVIEW>", "<!-- a remark --><ODD><?pi x?></ODD><AREVIEW>"), "remarks in XML"),
    _xml(XML.replace("<EXPSSDA903>", '<EXPSSDA903 xmlns="http://a.example/x">'), "XML with a namespace"),
    _no_xml("<!DOCTYPE EXPSSDA903>" + XML, "XML with a document type", "document type or entities"),
    _no_xml('<!DOCTYPE x SYSTEM "http://a.example/x.dtd">' + XML, "XML with a document type elsewhere", "document type"),
    _no_xml(_BOMB + XML.replace("A1", "&a29;"), "XML that grows when it is opened", "document type or entities"),
    _no_xml('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + XML, "XML that asks for a file", "document type"),
    _no_xml("<EXPSSDA903>" + "<CHILD>" * 100_000, "XML 100,000 deep", "more than 32 deep"),
    _no_xml("<Message/>", "XML of another kind", "outermost element is Message"),
    _no_xml(XML[:-20], "XML cut short", "not well-formed"),
    _no_xml(XML.replace("A1", "A&nbsp;1"), "XML with an unknown entity", "not well-formed"),
    _no_xml("", "empty XML", "not well-formed"),
    _no_xml("CHILD,DOB\n", "CSV by the name of .xml", "not well-formed"),
    _no_xml('<?xml version="1.0" encoding="nothing"?>' + XML, "XML in an unknown encoding", "not well-formed"),
    _no_xml(XML.encode().replace(b"A1", b"A\xff"), "XML with bytes that its encoding does not have", "not well-formed"),
]
CASES = [*WAYS, *ROWS, *MARKUP]
