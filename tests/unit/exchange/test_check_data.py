"""`check_data`: reading, the rules of the return and our own checks in one list, each problem on its file and line."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from footprint.exchange.check_data import CheckResult, as_json, check_data
from footprint.exchange.problems import PROBLEM_SCHEMA, UnreadableFile

HEADER = ["CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB", "A,M,01/06/2012,WBRI,,,"]
EPISODES = [
    "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN",
    "A,06/05/2024,S,C2,N1,U4,PR1,,,,,,",
]
REVIEWS = [
    "CHILD,DOB,REVIEW,REVIEW_CODE",
    "A,01/06/2012,30/05/2024,PN1",
    "A,01/06/2012,29/08/2024,PN1",
    "A,01/06/2012,20/02/2025,PN1",
]
WORKERS = "CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON"
ORDERS = "CHILD,DOB,DOLO_START,DOLO_END"


def write(folder: Path, **files: list[str]) -> Path:
    """The files of one return; a child in care with every review in time, unless it says otherwise."""
    folder.mkdir(exist_ok=True, parents=True)
    for name, lines in {"header": HEADER, "episodes": EPISODES, "reviews": REVIEWS, **files}.items():
        (folder / f"{name}.csv").write_text("\n".join([*lines, ""]))
    return folder


def checked(path: Path, year: int | None = None) -> CheckResult:
    result = check_data(path, year)
    assert result.problems.schema == PROBLEM_SCHEMA
    for count in result.files:
        assert count.rows == count.accepted + count.rejected + count.skipped
    return result


def said(path: Path, *rules: str, year: int | None = None) -> list[tuple[str, str, int | None, str | None]]:
    """Rule, file, row and column of what is found, of these rules only where some are named."""
    rows = checked(path, year).problems.filter(pl.col("severity") != "note")
    kept = rows.filter(pl.col("rule").is_in(list(rules))) if rules else rows
    return kept.select("rule", "file", "row", "column").rows()


def test_a_good_return_has_no_problem(tmp_path: Path) -> None:
    assert said(write(tmp_path)) == []


def test_reading_rules_and_our_checks_stand_in_order_of_file_and_line(tmp_path: Path) -> None:
    episodes = [*EPISODES, "A,01/12/2024,P,C2,N1,U4,PR1,,,,,,"]
    reviews = [*REVIEWS, "A,01/06/2012,31/02/2025,PN1", "A,01/06/2012,20/02/2025,PN0"]
    assert said(write(tmp_path, episodes=episodes, reviews=reviews)) == [
        ("FP09", "episodes.csv", 2, "DEC"),
        ("166", "reviews.csv", 5, "REVIEW"),
        ("167", "reviews.csv", 5, "REVIEW_CODE"),
        ("read.date", "reviews.csv", 5, "REVIEW"),
        ("440", "reviews.csv", 6, "DOB"),
        ("FP03", "reviews.csv", 6, "REVIEW"),
    ]


def test_a_rule_of_the_return_brings_its_own_sentence_and_severity(tmp_path: Path) -> None:
    folder = write(tmp_path, reviews=[*REVIEWS, "A,01/06/2011,21/02/2025,PN1"])
    (problem,) = checked(folder).problems.filter(pl.col("rule") == "INT17").to_dicts()
    assert problem["severity"] == "error"
    assert problem["sentence"] == "Internal check: date of birth in Reviews is different to date of birth in Header."


def test_columns_that_a_file_does_not_have_are_blank_to_the_rules(tmp_path: Path) -> None:
    folder = write(tmp_path, header=["CHILD,DOB", "A,01/06/2012"], reviews=["CHILD,REVIEW", "A,30/05/2024"])
    assert said(folder, "167") == [("167", "reviews.csv", 2, "REVIEW_CODE")]


def test_an_empty_file_is_a_file_without_rows(tmp_path: Path) -> None:
    assert said(write(tmp_path, reviews=[])) == [("FP07", "episodes.csv", 2, "DECOM")]


def test_a_row_of_the_second_file_of_a_kind_is_found_in_that_file(tmp_path: Path) -> None:
    folder = write(tmp_path)
    (folder / "reviews more.csv").write_text(f"{REVIEWS[0]}\n\nA,01/06/2012,21/02/2025,PN0\n")
    assert said(folder, "440") == [("440", "reviews more.csv", 3, "DOB")]


def test_what_a_rule_of_the_return_says_of_a_row_is_not_said_again(tmp_path: Path) -> None:
    reviews = [*REVIEWS, "B,01/06/2012,30/05/2024,PN0"]
    assert said(write(tmp_path, reviews=reviews), "1012", "440", "FP01", "FP04") == [
        ("1012", "reviews.csv", 5, "CHILD"),
        ("440", "reviews.csv", 5, "DOB"),
    ]
    breaks = [EPISODES[0], "A,06/05/2024,S,V3,N1,U6,PR1,,,,,,"]
    assert {rule for rule, *_ in said(write(tmp_path, episodes=breaks), "399", "FP08")} == {"399"}


def test_the_fourth_birthday_itself_is_ours(tmp_path: Path) -> None:
    header = [HEADER[0], "A,M,30/05/2020,WBRI,,,"]
    reviews = [REVIEWS[0], "A,30/05/2020,30/05/2024,PN0", *(line.replace("01/06/2012", "30/05/2020") for line in REVIEWS[2:])]
    assert said(write(tmp_path, header=header, reviews=reviews)) == [("FP04", "reviews.csv", 2, "REVIEW_CODE")]


def test_a_date_that_is_none_bears_the_rule_of_the_return_too(tmp_path: Path) -> None:
    workers = [WORKERS, "A,01/06/2012,SW1234,soon,later,FCONTA"]
    rules = ("read.date", "SW04STG1", "SW05STG1")
    write(tmp_path, sw_episodes=workers)
    columns = [("SW04STG1", "SW_DECOM"), ("SW05STG1", "SW_DEC"), ("read.date", "SW_DECOM"), ("read.date", "SW_DEC")]
    assert said(tmp_path, *rules, year=2025) == [(rule, "sw_episodes.csv", 2, column) for rule, column in columns]
    assert {rule for rule, *_ in said(tmp_path, *rules, year=2023)} == {"read.date"}


def test_an_order_of_last_year_is_found_in_last_years_file(tmp_path: Path) -> None:
    write(tmp_path / "2025-26", dolo=[ORDERS, "A,01/06/2012,01/07/2025,01/08/2025", "A,01/06/2012,01/02/2026,"])
    write(tmp_path / "2026-27", dolo=[ORDERS, "A,01/06/2012,01/06/2026,01/07/2026", "A,01/06/2012,01/08/2026,never"])
    assert said(tmp_path, "701", "706") == [
        ("706", "2025-26/dolo.csv", 3, "DOLO_START"),
        ("701", "2026-27/dolo.csv", 3, "DOLO_END"),
    ]


@pytest.mark.parametrize(("last", "found"), [("2023-24", 1), ("2022-23", 0)])
def test_a_return_is_compared_with_that_of_the_year_before_only(tmp_path: Path, last: str, found: int) -> None:
    write(tmp_path / last, episodes=[EPISODES[0], "A,01/04/2023,S,C1,N1,U4,PR1,,,,,,"], reviews=[])
    write(tmp_path / "2024-25", episodes=[EPISODES[0], "A,01/04/2023,S,C2,N1,U4,PR1,,,,,,"])
    assert len(said(tmp_path, "503B")) == found


def test_the_year_that_is_named_is_the_year_of_the_only_return(tmp_path: Path) -> None:
    folder = write(tmp_path)
    assert not said(folder, "354", year=2025)
    assert said(folder, "354", year=2024) == [("354", "episodes.csv", 2, "DECOM")]


def test_without_a_year_only_the_reading_is_checked(tmp_path: Path) -> None:
    (tmp_path / "reviews.csv").write_text("\n".join([*REVIEWS, "A,01/06/2012,20/02/2025,PN0"]))
    assert said(tmp_path) == [("check.year", "reviews.csv", None, None)]
    assert said(tmp_path, year=2025) == [("440", "reviews.csv", 5, "DOB"), ("FP03", "reviews.csv", 5, "REVIEW")]


def test_of_several_returns_the_one_without_a_year_takes_the_one_named(tmp_path: Path) -> None:
    write(tmp_path / "2024-25")
    late = tmp_path / "later"
    late.mkdir()
    (late / "reviews.csv").write_text(f"{REVIEWS[0]}\nA,01/06/2012,15/04/2026,PN1\n")
    assert said(tmp_path, "check.year", "FP02") == [("check.year", "later/reviews.csv", None, None)]
    assert said(tmp_path, "check.year", "FP02", year=2026) == [("FP02", "later/reviews.csv", 2, "REVIEW")]


def test_json_is_as_outside_programs_rely_on_it(tmp_path: Path) -> None:
    told = json.loads(json.dumps(as_json(checked(write(tmp_path, reviews=[*REVIEWS, REVIEWS[-1]])))))
    assert list(told) == ["files", "problems"]
    assert told["files"][2] == {"file": "reviews.csv", "kind": "Reviews", "rows": 4, "accepted": 4, "rejected": 0, "skipped": 0}
    sentence = "This child's review on 20 February 2025 is already on line 4."
    (found,) = [problem for problem in told["problems"] if problem["severity"] != "note"]
    assert found == {
        "rule": "FP03",
        "severity": "error",
        "file": "reviews.csv",
        "row": 5,
        "column": "REVIEW",
        "sentence": sentence,
    }


def test_each_file_is_named_as_it_is_read(tmp_path: Path) -> None:
    names: list[str] = []
    check_data(write(tmp_path), progress=names.append)
    assert names == ["episodes.csv", "header.csv", "reviews.csv"]


def test_what_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="holds no file of an SSDA903 return"):
        check_data(tmp_path)


def open_format(folder: Path, reviews: list[str], episodes: list[str]) -> Path:
    (folder / "children.csv").write_text("child,dob\nC1,2012-06-01\n")
    (folder / "episodes.csv").write_text("\n".join(["child,decom,rne,ls,place,dec,rec", *episodes, ""]))
    (folder / "reviews.csv").write_text("\n".join(["review,child,started,completed,status,participation", *reviews, ""]))
    return folder


def test_a_folder_of_the_open_format_has_its_own_reading_and_those_of_our_checks_that_fit(tmp_path: Path) -> None:
    reviews = [
        "R1,C1,2024-05-30,2024-05-30,held,PN0",
        "R2,C1,2024-05-30,2024-05-30,,PN1",
        "R3,C1,2023-05-30,,planned,PN1",
        "R4,C1,2023-05-30,,,PN1",
        "R5,C1,2024-01-30,,adjourned,PN1",
        "R6,C9,2024-05-30,,held,PN1",
    ]
    assert said(open_format(tmp_path, reviews, ["C1,2024-05-06,S,C2,U4,2024-09-09,"])) == [
        ("FP12", "episodes.csv", 2, "rec"),
        ("FP04", "reviews.csv", 2, "participation"),
        ("FP03", "reviews.csv", 3, "started"),
        ("read.status", "reviews.csv", 5, "status"),
        ("FP01", "reviews.csv", 6, "started"),
        ("read.link", "reviews.csv", 7, "child"),
    ]


def test_the_open_format_is_not_judged_by_the_end_of_a_year(tmp_path: Path) -> None:
    assert said(open_format(tmp_path, ["R1,C1,2027-05-06,,held,PN1"], ["C1,2024-05-06,S,C2,U4,,"])) == []
    assert said(open_format(tmp_path, [], [])) == []
