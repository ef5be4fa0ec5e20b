"""Returns as authorities really send them: every row accounted for, or a sentence that says why there is no answer."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from footprint.exchange.problems import UnreadableFile
from footprint.exchange.ssda903.chronology import chronology
from footprint.exchange.ssda903.read import Return, named_year, read_returns
from footprint.exchange.ssda903.spec import any_year, year_spec

HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\nA1,1,01/02/2012,WBRI,,,\n"
EPISODES = (
    "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
    "A1,08/12/2023,S,C2,N1,U6,PR1,,,,,,\n"
)
REVIEWS = "CHILD,DOB,REVIEW,REVIEW_CODE\nA1,01/02/2012,10/01/2024,PN1\nA1,01/02/2012,01/04/2024,PN1\n"
XML = (
    "<EXPSSDA903><CHILD><HEADER><CHILDID>A1</CHILDID><SEX>1</SEX><DOB>01/02/2012</DOB><ETHNIC>WBRI</ETHNIC><DUC>01/02/2030</DUC>"
    "<IN_TOUCH>YES</IN_TOUCH><AREVIEW><REVIEW>10/01/2024</REVIEW><REVIEW_CODE>PN1</REVIEW_CODE></AREVIEW>"
    "<AREVIEW><REVIEW>01/04/2024</REVIEW><REVIEW_CODE>PN1</REVIEW_CODE></AREVIEW></HEADER>"
    "<EPISODE><DECOM>08/12/2023</DECOM><RNE>S</RNE><LS>C2</LS><CIN>N1</CIN><PL>U6</PL><PLACE_PROVIDER>PR1</PLACE_PROVIDER></EPISODE>"
    "</CHILD></EXPSSDA903>"
)


def send(folder: Path, **files: str | bytes) -> Path:
    """A folder of files; `episodes_csv` names episodes.csv."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        path = folder / name.replace("_csv", ".csv").replace("_xml", ".xml")
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def whole(folder: Path, **changed: str | bytes) -> Path:
    return send(folder, **{"header_csv": HEADER, "episodes_csv": EPISODES, "reviews_csv": REVIEWS, **changed})


def only(folder: Path) -> Return:
    """The one return of a folder, every row of it accounted for."""
    (found,) = read_returns(folder)
    for count in found.files:
        assert count.rows == count.accepted + count.rejected + count.skipped
    return found


def told(found: Return, *columns: str) -> list[tuple[object, ...]]:
    return found.problems.select(columns).rows()


def held(found: Return) -> list[date]:
    return sorted(found.tables["Reviews"].filter("accepted")["REVIEW"].to_list())


WAYS: dict[str, dict[str, str | bytes]] = {
    "as the guide says": {},
    "UTF-8 with a mark": {"episodes_csv": EPISODES.encode("utf-8-sig")},
    "UTF-16 with a mark": {"reviews_csv": REVIEWS.encode("utf-16")},
    "UTF-16 little end first, no mark": {"reviews_csv": REVIEWS.encode("utf-16-le")},
    "UTF-16 big end first, no mark": {"reviews_csv": REVIEWS.encode("utf-16-be")},
    "lines that end as on Windows": {"reviews_csv": REVIEWS.replace("\n", "\r\n")},
    "lines that end as on old Macs": {"reviews_csv": REVIEWS.replace("\n", "\r")},
    "semicolons": {"reviews_csv": REVIEWS.replace(",", ";")},
    "tabs": {"reviews_csv": REVIEWS.replace(",", "\t")},
    "bars": {"reviews_csv": REVIEWS.replace(",", "|")},
    "a line that names the separator": {"reviews_csv": "sep=;\n" + REVIEWS.replace(",", ";")},
    "title lines": {"reviews_csv": "Looked after reviews\nRun on 1 April\n" + REVIEWS},
    "lower case": {"reviews_csv": REVIEWS.lower().replace("a1", "A1")},
    "spaces around cells": {"reviews_csv": REVIEWS.replace("A1,", " A1 ,").replace(",PN1", ", pn1 ")},
    "a tab around a cell": {"reviews_csv": REVIEWS.replace("A1,", "A1\t,")},
    "quotes": {"reviews_csv": '"' + REVIEWS[:-1].replace(",", '","').replace("\n", '"\n"') + '"\n'},
    "Excel's text cells": {"reviews_csv": REVIEWS.replace("A1,", '="A1",')},
    "ISO dates": {"reviews_csv": REVIEWS.replace("10/01/2024", "2024-01-10")},
    "a time of day": {"reviews_csv": REVIEWS.replace("10/01/2024", "10/01/2024 00:00:00")},
    "months by name": {"reviews_csv": REVIEWS.replace("10/01/2024", "10-Jan-2024")},
    "one-figure days": {"reviews_csv": REVIEWS.replace("01/04/2024", "1/4/2024")},
    "columns in another order": {"reviews_csv": "REVIEW,CHILD\n10/01/2024,A1\n01/04/2024,A1\n"},
    "trailing commas": {"reviews_csv": REVIEWS.replace("\n", ",,\n")},
}


@pytest.mark.parametrize("way", WAYS)
def test_the_same_return_in_many_ways(tmp_path: Path, way: str) -> None:
    found = only(whole(tmp_path, **WAYS[way]))
    assert held(found) == [date(2024, 1, 10), date(2024, 4, 1)]
    assert found.tables["Reviews"]["CHILD"].unique().to_list() == ["A1"]
    assert not found.problems.filter(severity="error").height


def test_xml_tells_the_same(tmp_path: Path) -> None:
    found = only(send(tmp_path, return_xml=XML))
    assert held(found) == [date(2024, 1, 10), date(2024, 4, 1)]
    assert found.tables["Episodes"]["PLACE"].to_list() == ["U6"]
    assert {"UASC", "OC3"} <= found.tables.keys()


def test_windows_1252_is_read_and_said(tmp_path: Path) -> None:
    found = only(whole(tmp_path, episodes_csv=EPISODES.replace("PR1,,,,", "PR1,,,,caf\xe9").encode("cp1252")))
    assert ("note", "The file is not UTF-8; it was read as Windows-1252.") in told(found, "severity", "sentence")


@pytest.mark.parametrize(
    ("line", "column", "sentence"),
    [
        (",08/12/2023,S,C2,N1,U6,PR1,,,,,,", "CHILD", "CHILD is blank, so the row is set aside."),
        ("B2,,S,C2,N1,U6,PR1,,,,,,", "DECOM", "DECOM is blank, so the row is set aside."),
        (
            "B2,31/02/2024,S,C2,N1,U6,PR1,,,,,,",
            "DECOM",
            "DECOM “31/02/2024” is not a date such as 31/03/2026, so the row is set aside.",
        ),
        (
            "B2,01/02/24,S,C2,N1,U6,PR1,,,,,,",
            "DECOM",
            "DECOM “01/02/24” is not a date such as 31/03/2026, so the row is set aside.",
        ),
        ("B2,01/02/2024,S,C9,N1,U6,PR1,,,,,,", "LS", "LS “C9” is not a code of the return, so the row is set aside."),
        (
            "B2,01/02/2024,S,C2,N1,U6,PR1,soon,X1,,,,",
            "DEC",
            "DEC “soon” is not a date such as 31/03/2026, so the row is set aside.",
        ),
        (
            "B2,01/02/2024,S,C2,N1,U6,PR1,01/03/2024,E99,,,,",
            "REC",
            "REC “E99” is not a code of the return, so the row is set aside.",
        ),
        (
            "B2,01/02/2024,S,C2,N1,U6,PR1,01/01/2024,X1,,,,",
            "DEC",
            "DEC, the day on which the episode ceased, lies before DECOM, the day on which it began, so the row is set aside.",
        ),
        ("B2,01/02/2024,S,C2,N1,U6,PR1,,,,,,,9", None, "The line has more cells than the header's 13."),
        ("B2,01/02/2024,S,C2,N1,U6,PR1,,,,,,,9,8,7", None, "The line has more cells than the header's 13."),
        ('B2,01/02/2024,"S,C2,N1,U6,PR1,,,,,,', None, "A quote on the line is not closed."),
    ],
)
def test_a_broken_row_is_set_aside_alone(tmp_path: Path, line: str, column: str | None, sentence: str) -> None:
    found = only(whole(tmp_path, episodes_csv=EPISODES + line + "\nC3,08/12/2023,S,C2,N1,U6,PR1,,,,,,\n"))
    assert (3, column, sentence) in told(found, "row", "column", "sentence")
    assert found.tables["Episodes"].filter("accepted")["CHILD"].to_list() == ["A1", "C3"]
    (count,) = (each for each in found.files if each.kind == "Episodes")
    assert (count.rows, count.accepted, count.rejected, count.skipped) == (3, 2, 1, 0)


def test_the_first_row_may_be_the_broken_one(tmp_path: Path) -> None:
    head, row = REVIEWS.split("\n", 1)
    found = only(whole(tmp_path, reviews_csv=f"{head}\nA1,01/02/2012,10/01/2024,PN1,9,8,7\n{row}"))
    assert held(found) == [date(2024, 1, 10), date(2024, 4, 1)]


def test_a_very_long_cell_is_read(tmp_path: Path) -> None:
    assert len(held(only(whole(tmp_path, reviews_csv=REVIEWS.replace("PN1", f'"{"x" * 200_000}"', 1))))) == 2


def test_the_children_of_rows_set_aside_are_marked(tmp_path: Path) -> None:
    lines = 'A1,01/02/2024,P,C9,N1,U6,PR1,,,,,,\n"B2,01/02/2024,S,C2,N1,U6,PR1,,,,,,\nB2,01/03/2024,S,C2,N1,U6,PR1,,,,,,\n'
    children = chronology([only(whole(tmp_path, episodes_csv=EPISODES + lines))]).children
    assert dict(children.select("child", "incomplete").rows()) == {"A1": True, "B2": True}


def test_blank_lines_and_titles_are_skipped_and_counted(tmp_path: Path) -> None:
    found = only(whole(tmp_path, reviews_csv="Reviews\n\n" + REVIEWS + "\n,,,\n"))
    (count,) = (each for each in found.files if each.kind == "Reviews")
    assert (count.rows, count.accepted, count.rejected, count.skipped) == (6, 2, 0, 4)


def test_an_unknown_code_elsewhere_is_a_warning(tmp_path: Path) -> None:
    found = only(whole(tmp_path, reviews_csv=REVIEWS.replace("PN1", "PN9", 1)))
    assert ("warning", "REVIEW_CODE “PN9” is not a code of the return.") in told(found, "severity", "sentence")
    assert len(held(found)) == 2


def test_columns_too_many_and_too_few_are_said(tmp_path: Path) -> None:
    found = only(whole(tmp_path, reviews_csv="CHILD,REVIEW,VENUE\nA1,10/01/2024,Home\n"))
    sentences = found.problems["sentence"].to_list()
    assert "Columns that the Reviews file does not have were kept out: VENUE." in sentences
    assert "Columns that are not there were taken as blank: DOB, REVIEW_CODE." in sentences


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({"episodes_csv": EPISODES.replace("DECOM", "START")}, "it has no column DECOM"),
        ({"episodes_csv": EPISODES.replace("CIN", "LS", 1)}, "the column LS is there twice"),
        ({"episodes_csv": b"PK\x03\x04"}, "spreadsheet or ZIP file"),
        ({"episodes_csv": EPISODES.encode()[:40] + b"\0\0\0"}, "not a text file"),
        ({"episodes_csv": "\ufeffa".encode("utf-16") + b"\x00"}, "cut short or damaged"),
        ({"episodes_csv": "nothing,of,the,kind\n1,2,3,4\n"}, "no header that is known"),
        ({"return_xml": "<!DOCTYPE x><EXPSSDA903/>"}, "document type or entities"),
        ({"return_xml": "<EXPSSDA903><!ENTITY a 'b'></EXPSSDA903>"}, "document type or entities"),
        ({"return_xml": "<!DOCTYPE x><EXPSSDA903/>".encode("utf-16")}, "document type or entities"),
        ({"return_xml": "<EXPSSDA903>" + "<CHILD>" * 50}, "more than 32 deep"),
        ({"return_xml": "<EXPSSDA903><CHILD></EXPSSDA903>"}, "not well-formed XML"),
        ({"return_xml": "<Message/>"}, "outermost element is Message"),
    ],
)
def test_a_file_that_cannot_be_read_as_what_it_is(tmp_path: Path, files: dict[str, str | bytes], sentence: str) -> None:
    with pytest.raises(UnreadableFile, match=sentence):
        read_returns(whole(tmp_path, **files))


def test_xml_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("footprint.exchange.ssda903.xml.MOST_BYTES", 10)
    with pytest.raises(UnreadableFile, match="larger than"):
        read_returns(send(tmp_path, return_xml=XML))


def test_elements_that_a_return_does_not_have(tmp_path: Path) -> None:
    odd = XML.replace("<AREVIEW>", "<AODD><X>1</X></AODD><AREVIEW>", 1).replace(
        "</EXPSSDA903>", "<CHILD><Y/></CHILD></EXPSSDA903>"
    )
    notes = only(send(tmp_path, return_xml=odd)).problems["sentence"].to_list()
    assert "Elements that a return does not have were passed over: AODD, CHILD without HEADER." in notes


def test_nothing_to_read(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="no file or folder"):
        read_returns(tmp_path / "nowhere")
    with pytest.raises(UnreadableFile, match="holds no file of an SSDA903 return"):
        read_returns(send(tmp_path, notes_csv="a,b\n1,2\n"))


def test_empty_files_are_empty_tables(tmp_path: Path) -> None:
    found = only(whole(tmp_path, reviews_csv="", header_csv="", episodes_csv=EPISODES))
    assert not len(found.tables["Reviews"])
    assert chronology([found]).children["child"].to_list() == ["A1"]


def test_other_files_are_left_alone_and_said(tmp_path: Path) -> None:
    whole(tmp_path, caseload_csv="CHILD,TEAM\nA1,North\n")
    (tmp_path / "notes.docx").write_bytes(b"x")
    found = only(tmp_path)
    assert {each.file for each in found.files if each.kind == "not read"} == {"caseload.csv", "notes.docx"}


def test_one_file_alone(tmp_path: Path) -> None:
    found = only(whole(tmp_path) / "episodes.csv")
    assert list(found.tables) == ["Episodes"]


def test_a_file_is_known_by_its_columns(tmp_path: Path) -> None:
    found = only(send(tmp_path, a_csv=HEADER, b_csv=EPISODES, c_csv=REVIEWS))
    assert set(found.tables) == {"Header", "Episodes", "Reviews"}


def test_only_what_is_asked_for_is_read(tmp_path: Path) -> None:
    send(whole(tmp_path), other_csv="CHILD,DOB,MISSING,MIS_START,MIS_END\nA1,01/02/2012,M,01/01/2024,\n")
    (found,) = read_returns(
        tmp_path, {"Episodes": ["CHILD", "DECOM", "RNE", "LS", "PLACE", "DEC", "REC"], "Reviews": ["CHILD", "REVIEW"]}
    )
    assert set(found.tables) == {"Episodes", "Reviews"}
    assert "CIN" not in found.tables["Episodes"].columns
    assert "DOB" not in found.tables["Reviews"].columns


@pytest.mark.parametrize(
    ("name", "year"),
    [
        ("2025-26", (2026, True)),
        ("ssda903_202425", (2025, True)),
        ("2018-episodes", (2018, False)),
        ("2023_24 reviews", (2024, True)),
        ("x", None),
    ],
)
def test_the_year_in_a_name(name: str, year: tuple[int, bool] | None) -> None:
    assert named_year(name) == year


def test_several_years_are_several_returns_and_the_later_is_believed(tmp_path: Path) -> None:
    whole(tmp_path / "2023-24")
    ended = EPISODES.replace("PR1,,,", "PR1,05/06/2024,E4A,")
    whole(tmp_path / "2024-25", episodes_csv=ended)
    returns = read_returns(tmp_path)
    assert [each.year for each in returns] == [2024, 2025]
    spells = chronology(returns).spells.filter(state="looked_after")
    assert spells.select("started", "ended").rows() == [(date(2023, 12, 8), date(2024, 6, 5))]


def test_the_year_is_told_by_the_episodes_where_no_name_tells_it(tmp_path: Path) -> None:
    assert only(whole(tmp_path)).year == 2024
    assert read_returns(send(tmp_path / "x", header_csv=HEADER))[0].year is None


@pytest.mark.parametrize(("stem", "year"), [("2023-episodes", 2024), ("2024-episodes", 2024), ("2019-episodes", 2019)])
def test_a_single_year_in_a_name_may_be_that_of_the_start(tmp_path: Path, stem: str, year: int) -> None:
    assert only(send(tmp_path, **{f"{stem}_csv": EPISODES})).year == year


def test_a_year_is_the_last_year_plus_differences() -> None:
    assert {"E45"} <= year_spec(2019).codes["REC"] and "E43" not in year_spec(2019).codes["REC"]
    assert year_spec(2024).codes["SEX"] == {"1", "2"} and year_spec(2025).codes["SEX"] == {"M", "F", "U"}
    assert "SWEpisodes" not in year_spec(2023).files and "SWEpisodes" in year_spec(2024).files
    assert "Z1" in year_spec(2025).codes["PLACE"] and "Z11" in year_spec(2026).codes["PLACE"]
    assert "DoLo" in year_spec(2027).files and year_spec(2030).files == year_spec(2027).files
    assert {"H5", "K3", "Z1", "Z14"} <= any_year().codes["PLACE"]
