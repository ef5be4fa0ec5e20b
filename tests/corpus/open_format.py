"""Files of the open format as spreadsheets and people really make them, good and bad."""

from __future__ import annotations

from tests.corpus.case import CHILDREN, Case, opened, refused

CARE = "child,decom,rne,ls,place,dec,rec\n"
REVIEWS = "review,child,started,completed,status\n"
STAFF = "staff,name,role\n"
_EXTRA = "C3,Cy,2014-05-06\n"
_ACCENTS = CHILDREN.replace("Ann", "Zoë").replace("Bo", "Łukasz")
_WIDE = 100_000


def _kids(content: str | bytes, name: str, *told: str, accepted: int = 2, noted: tuple[str, ...] = ()) -> Case:
    return opened(name, {"children.csv": content}, *told, accepted=accepted, noted=noted)


def _no(content: str | bytes, name: str, sentence: str) -> Case:
    return refused(name, {"children.csv": content}, sentence)


def _bad_cells(content: str, name: str, *told: str, file: str = "episodes.csv", accepted: int = 1) -> Case:
    return opened(name, {file: content}, *told, accepted=accepted)


ENCODINGS = [
    _kids(CHILDREN, "as the guide says"),
    _kids(CHILDREN.encode("utf-8-sig"), "UTF-8 with a mark of byte order"),
    _kids(_ACCENTS.encode("utf-16"), "UTF-16 with a mark, as Excel's Unicode text"),
    _kids(b"\xfe\xff" + _ACCENTS.encode("utf-16-be"), "UTF-16, big end first, with a mark"),
    _kids(CHILDREN.encode("utf-16-le"), "UTF-16, little end first, without a mark"),
    _kids(CHILDREN.encode("utf-16-be"), "UTF-16, big end first, without a mark"),
    _kids(CHILDREN.replace("Ann", "Zoë").encode("cp1252"), "Windows-1252", noted=("it was read as Windows-1252",)),
    _kids(CHILDREN.encode().replace(b"Ann", b"A\x81n"), "a byte that Windows-1252 does not have", noted=("Windows-1252",)),
    _kids(_ACCENTS, "letters of other languages"),
    _kids(CHILDREN.replace("Ann", "Ann 🦊"), "a picture in a name"),
    _kids("\ufeff\ufeff" + CHILDREN, "two marks of byte order"),
    _no(CHILDREN.encode("utf-16")[:-1], "UTF-16 that is cut short", "cut short or damaged"),
    _no(CHILDREN.encode("utf-32"), "UTF-32", "not a text file"),
    _no(CHILDREN.encode().replace(b"Ann", b"A\0n"), "a byte that no text has", "not a text file"),
]
SHAPES = [
    _kids(CHILDREN.replace(",", ";"), "semicolons"),
    _kids(CHILDREN.replace(",", "\t"), "tabs"),
    _kids(CHILDREN.replace(",", "|"), "bars"),
    _kids("sep=;\n" + CHILDREN.replace(",", ";"), "a line that names the separator"),
    _kids(CHILDREN.replace("\n", "\r\n"), "lines that end as on Windows"),
    _kids(CHILDREN.replace("\n", "\r"), "lines that end as on old Macs"),
    _kids(CHILDREN.replace("\n", "\r\n", 1), "lines that end now so, now so"),
    _kids(CHILDREN[:-1], "no end to the last line"),
    _kids("Children in care\n31 March 2026\n\n" + CHILDREN, "title lines", noted=("passed over",)),
    _no("A title\n" * 20 + CHILDREN, "a header too far down", "has no column child"),
    _kids(CHILDREN + "\n,,\n   \n", "blank lines at the foot", "error read.blank children.csv:6 child", noted=("2 blank lines",)),
    _kids(CHILDREN.replace("child,first_name,dob", "Child , First Name,DOB"), "a header in other letters"),
    _kids(CHILDREN.replace("\n", ",,,\n"), "empty columns at the right"),
    _kids(
        CHILDREN.replace("\n", ",size\n", 1), "a column that the format does not have", "warning read.column children.csv size"
    ),
    _kids(CHILDREN + "C3\n", "a line with fewer cells than the header", accepted=3),
    _kids(CHILDREN + _EXTRA.strip() + ",9,8\n", "a line with more cells than the header", "error read.line children.csv:4"),
    _kids(CHILDREN + '"C3,Cy,2014-05-06\nC4,Di,\n', "a quote that is not closed", "error read.line children.csv:4", accepted=3),
    _kids(CHILDREN + 'C3,"Cy\nof the North",2014-05-06\n', "a line end within quotes", accepted=3),
    _kids(CHILDREN + 'C3,"Cy ""the cat""",\n', "quotes within quotes", accepted=3),
    _kids(CHILDREN + 'C3,Cy "the cat",\n', "quotes in the middle of a cell", accepted=3),
    _no("", "an empty file", "has no column child"),
    _no("\ufeff", "a mark of byte order alone", "has no column child"),
    _kids("child,first_name\n", "a header alone", accepted=0),
    opened("an empty file beside the children", {"reviews.csv": ""}, accepted=0, noted=("The file is empty.",)),
    _no("name,born\nAnn,2012\n", "columns of another table", "has no column child"),
    _no("child,dob,DOB\nC1,,\n", "a column twice", "is there twice"),
    _no("child,first name,first_name\nC1,,\n", "a column twice, in two spellings", "first_name twice"),
    refused(
        "no column that there must be",
        {"children.csv": CHILDREN, "reviews.csv": "review,started\nR1,\n"},
        "reviews.csv has no column child",
    ),
    _no("child," + ",".join(f"x{place}" for place in range(_WIDE)) + "\nC1\n", "100,000 columns", "more than 1,000 columns"),
    _kids(CHILDREN.replace("\n", "," * 16_000 + "\n"), "16,000 empty columns"),
    _kids(CHILDREN + "\x1a", "the mark with which old systems end a file"),
    _kids(CHILDREN + "C3," + "x" * 2**20 + ",\n", "a cell of a million letters", accepted=3),
    _kids(CHILDREN + 'C3,"' + "x" * 2**20 + '",\n', "a cell of a million letters in quotes", accepted=3),
    _no("<html><table><tr><td>child</td></tr></table></html>", "a web page by the name of .csv", "has no column child"),
    _no('[{"child": "C1"}]', "JSON by the name of .csv", "has no column child"),
]
ROWS = [
    _kids(CHILDREN + "Total,2,\n", "a totals row", "error read.total children.csv:4 child"),
    _kids(CHILDREN + "GRAND TOTAL:,,\n", "a grand total", "error read.total children.csv:4 child"),
    _kids(
        CHILDREN + "Sub-total 2,,\nTotal children = 2,,\n",
        "subtotals",
        "error read.total children.csv:5 child",
        "error read.total children.csv:4 child",
    ),
    _kids(
        CHILDREN + ",Total,2\n",
        "a totals row without a number",
        "warning read.date children.csv:4 dob",
        "error read.blank children.csv:4 child",
    ),
    _kids(CHILDREN + "Totality,,\n", "a number that only looks like a total", accepted=3),
    _kids(
        CHILDREN + "End of report,,\n(2 rows affected),,\nPage 1 of 1,,\n",
        "lines at the foot of a report",
        "error read.foot children.csv:4 child",
        "error read.foot children.csv:5 child",
        "error read.foot children.csv:6 child",
    ),
    _kids(
        CHILDREN + CHILDREN,
        "a list pasted under itself, header and all",
        "error read.header children.csv:4 child",
        "warning read.date children.csv:4 dob",
        "error read.twice children.csv:5 child",
        "error read.twice children.csv:6 child",
    ),
    _kids(CHILDREN + "C1,Ann,2012-02-01\n", "a child twice", "error read.twice children.csv:4 child"),
    _kids(CHILDREN + "1.23E+12,Cy,\n", "a long number that a spreadsheet cut", "error read.cut children.csv:4 child"),
    _kids(CHILDREN + ",Cy,\n", "a child without a number", "error read.blank children.csv:4 child"),
    _kids(CHILDREN + " C3\u00a0,Cy,\nc3,Cy,\n", "blanks around a number, and the number in small letters", accepted=4),
    opened(
        "leading zeros lost in one file",
        {"children.csv": "child\n0012\n", "episodes.csv": CARE + "12,2024-01-01,S,C2,U1,,\n"},
        "error read.link episodes.csv:2 child",
    ),
    opened("children of no list", {"episodes.csv": CARE + "C9,2024-01-01,S,C2,U1,,\n"}, "error read.link episodes.csv:2 child"),
    opened(
        "reviews of a child set aside",
        {"children.csv": CHILDREN + "Total,,\n", "reviews.csv": REVIEWS + "R1,Total,,,planned\n"},
        "error read.total children.csv:4 child",
        "error read.total reviews.csv:2 child",
    ),
    opened(
        "decisions of no review",
        {"decisions.csv": "decision,review,text\nD1,R9,Call the school\n"},
        "error read.link decisions.csv:2 review",
    ),
    opened(
        "staff of no list",
        {"staff.csv": STAFF + "S1,Eve,iro\n", "involvements.csv": "child,staff,role\nC1,S9,iro\n"},
        "warning read.link involvements.csv:2 staff",
    ),
]
CELLS = [
    _kids(CHILDREN.replace("Ann", '"=HYPERLINK(""http://a.example"",""x"")"'), "a link as a formula"),
    _kids(CHILDREN.replace("Ann", "+1").replace("Bo", "@SUM(A1:A9)"), "formulas"),
    _kids(CHILDREN.replace("Ann", "'=1+1"), "a formula made harmless"),
    _kids(CHILDREN.replace("Ann", "A\x01n\x1bn\x7f"), "control characters"),
    _kids(CHILDREN.replace("Ann", "Ann\u202eneB\u202c\u200b"), "marks that turn the writing round"),
    _kids(CHILDREN.replace("Ann", "Ann\u2028Eve\x0bx\x85"), "line ends of other kinds within a cell"),
    _kids(CHILDREN.replace("2012-02-01", "=TODAY()"), "a formula for a day", "warning read.date children.csv:2 dob"),
    _kids(CHILDREN.replace("2012-02-01", "40940"), "a day as a spreadsheet's number", "warning read.date children.csv:2 dob"),
    _kids(
        CHILDREN.replace("2012-02-01", "########"),
        "a day that the column was too narrow for",
        "warning read.date children.csv:2 dob",
    ),
    _kids(CHILDREN.replace("2012-02-01", "N/A"), "words for nothing", "warning read.date children.csv:2 dob"),
    _kids(CHILDREN.replace("2012-02-01", "01/02/2012 00:00:00"), "a time of day"),
    _kids(CHILDREN.replace("2012-02-01", "1 Feb 2012").replace("2013-03-04", "04.03.2013"), "days in other ways"),
    _kids(
        CHILDREN.replace("2012-02-01", "31/03/2012").replace("2013-03-04", "03/31/2013"),
        "days and months turned round",
        "warning read.date children.csv:3 dob",
    ),
    _kids(CHILDREN.replace("2012-02-01", "01/02/12"), "a year of two figures", "warning read.date children.csv:2 dob"),
    _kids(
        CHILDREN.replace("2012-02-01", "1812-02-01").replace("2013", "3013"),
        "days beyond reason",
        "warning read.date children.csv:2 dob",
        "warning read.date children.csv:3 dob",
    ),
    _kids(CHILDREN.replace("2012-02-01", "2023-02-29"), "a day that there never was", "warning read.date children.csv:2 dob"),
    _bad_cells(
        CARE + "C1,45292,S,C2,U1,,\nC2,2024-01-01,S,C2,U1,,\n",
        "a day as a number, in a row that needs it",
        "error read.date episodes.csv:2 decom",
    ),
    _bad_cells(
        CARE + "C1,2024-01-01,S,C2,U1,soon,X1\nC2,2024-01-01,S,C2,U1,,\n",
        "a word for the end",
        "error read.date episodes.csv:2 dec",
    ),
    _bad_cells(
        CARE + "C1,2024-01-01,S,C2,U1,2023-01-01,X1\nC2,2024-01-01,S,C2,U1,,\n",
        "an end before the start",
        "error read.order episodes.csv:2 dec",
    ),
    _bad_cells(
        CARE + "C1,2024-01-01,S,C9,U1,,\nC2,2024-01-01,S,C2,U1,,\n",
        "an unknown code in a row that needs it",
        "error read.code episodes.csv:2 ls",
    ),
    _bad_cells(CARE + "C1,2024-01-01,s,c2,u1,,\n", "codes in small letters"),
    _bad_cells(
        "child,uasc,sex\nC1,perhaps,9\n",
        "answers and codes that are none",
        "warning read.code children.csv:2 sex",
        "warning read.yes_no children.csv:2 uasc",
        file="children.csv",
    ),
    _bad_cells(
        REVIEWS + "R1,C1,2024-01-01,,cancled\nR2,C1,,,held\n",
        "reviews of no known status",
        "error read.code reviews.csv:2 status",
        "error read.blank reviews.csv:3 started",
        file="reviews.csv",
        accepted=0,
    ),
    _bad_cells(
        "child,kind,on\nC1,midway_chek,2024-01-01\n",
        "a milestone of no kind",
        "warning read.code milestones.csv:2 kind",
        file="milestones.csv",
    ),
    _bad_cells(
        "escalation,child,raised\nE1,C1,2024-01-01\n",
        "an escalation without a kind",
        "warning read.kind escalations.csv:2 kind",
        file="escalations.csv",
    ),
]
FILES = [
    opened("files of no known name", {"caseload.csv": "child,team\nC1,North\n", "notes.txt": "hello"}, noted=("left alone",)),
    opened(
        "the return's columns in the return's files",
        {"children.csv": "CHILD,SEX,DOB,ETHNIC,UPN\nA1,1,01/02/2012,WBRI,U1\n"},
        "warning read.column children.csv ETHNIC",
    ),
    refused("the same file twice", {"children.csv": CHILDREN, "Children.CSV": CHILDREN}, "is there twice"),
]
CASES = [*ENCODINGS, *SHAPES, *ROWS, *CELLS, *FILES]
