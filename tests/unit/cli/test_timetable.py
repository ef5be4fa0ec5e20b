"""`footprint timetable`."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from .running import EPISODES, HEADER, REVIEWS, TIMETABLE, plain, run, written


class TestTimetable:
    def test_json_has_a_row_for_each_review_and_one_for_the_next(self, folder: Path) -> None:
        result = run("timetable", folder, "--on", "2024-09-01", "--format", "json")
        rows = json.loads(result.stdout)
        assert (result.exit_code, result.stderr) == (0, "")
        assert all(list(row) == TIMETABLE for row in rows)
        assert sorted((row["child"], row["number"], row["kind"]) for row in rows if row["held"]) == [
            ("101", 1, "first"),
            ("101", 2, "second"),
            ("102", 1, "first"),
        ]
        assert [row["child"] for row in rows if row["kind"] == "next"] == ["101"]

    def test_a_row_says_when_whether_and_why(self, folder: Path) -> None:
        rows = json.loads(run("timetable", folder, "--on", "2024-09-01", "--format", "json").stdout)
        first = next(row for row in rows if row["child"] == "101" and row["kind"] == "first")
        assert first == {
            "child": "101",
            "period_started": "2023-12-12",
            "number": 1,
            "kind": "first",
            "due": "2024-01-12",
            "held": "2024-01-11",
            "on_time": True,
            "rule": "review.first",
            "reason": "20 working days after coming into care on 12 December 2023, not counting 8 weekend days, "
            "25 December (Christmas Day), 26 December (Boxing Day) and 1 January (New Year's Day).",
            "incomplete": False,
        }

    def test_the_next_review_has_null_for_nothing(self, folder: Path) -> None:
        rows = json.loads(run("timetable", folder, "--on", "2024-09-01", "--format", "json").stdout)
        following = next(row for row in rows if row["kind"] == "next")
        assert following["due"] == "2024-10-30"
        assert following["number"] is following["held"] is following["on_time"] is None

    def test_csv_has_the_fields_of_json(self, folder: Path) -> None:
        result = run("timetable", folder, "--on", "2024-09-01", "--format", "csv")
        rows = list(csv.DictReader(io.StringIO(result.stdout)))
        assert (result.exit_code, len(rows), list(rows[0])) == (0, 4, TIMETABLE)
        assert {row["on_time"] for row in rows} == {"true", "false", ""}

    def test_the_page_says_late_in_words_and_counts(self, folder: Path) -> None:
        result = run("timetable", folder, "--on", "2024-09-01")
        assert result.exit_code == 0
        assert "In care from Tue 12 Dec 2023" in result.stdout
        assert re.search(r"1 +due Fri 12 Jan 2024 +held Thu 11 Jan 2024 +on time", result.stdout)
        assert re.search(r"2 +due Thu 11 Apr 2024 +held Tue 30 Apr 2024 +LATE by 19 days", result.stdout)
        assert re.search(r"next +due Wed 30 Oct 2024 +in 59 days", result.stdout)
        assert "Reviews on time: 2 of 3 (66.7%)." in result.stdout
        assert "1 child still in care, 0 of them overdue." in result.stdout

    def test_the_page_says_overdue(self, folder: Path) -> None:
        assert "OVERDUE by 1 day\n" in run("timetable", folder, "--on", "2024-10-31").stdout
        assert "due today" in run("timetable", folder, "--on", "2024-10-30").stdout

    def test_a_local_date_stands_under_the_legal_one(self, folder: Path) -> None:
        page = run("timetable", folder, "--on", "2024-09-01", "--profile", "bromley").stdout
        assert "Locally by Sun 27 Oct 2024 (bromley.review_later)." in page

    def test_no_line_of_the_page_is_wider_than_the_terminal(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("FORCE_COLOR", "1")
        monkeypatch.setenv("COLUMNS", "80")
        page = run("timetable", folder, "--on", "2024-09-01").stdout
        assert "\x1b[" in page
        assert max(len(line) for line in plain(page).splitlines()) <= 80

    def test_no_duty_is_wider_than_the_terminal(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("FORCE_COLOR", "1")
        monkeypatch.setenv("COLUMNS", "60")
        page = plain(run("duties", folder, "--on", "2024-09-01", "--profile", "bromley").stdout)
        assert max(len(line) for line in page.splitlines()) <= 60

    def test_colour_says_nothing_that_words_do_not(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        bare = run("timetable", folder, "--on", "2024-09-01").stdout
        monkeypatch.setenv("FORCE_COLOR", "1")
        monkeypatch.setenv("COLUMNS", "100")
        assert plain(run("timetable", folder, "--on", "2024-09-01").stdout) == bare

    def test_the_open_format_gives_the_same_reviews(self, folder: Path, open_folder: Path) -> None:
        answers = [
            json.loads(run("timetable", each, "--on", "2024-09-01", "--format", "json").stdout) for each in (folder, open_folder)
        ]
        ours, theirs = (sorted(rows, key=lambda row: (row["child"], row["due"])) for rows in answers)
        assert ours == theirs

    def test_an_xml_return_is_read(self, tmp_path: Path) -> None:
        (tmp_path / "return.xml").write_text(
            "<EXPSSDA903><CHILD><HEADER><CHILDID>101</CHILDID><SEX>1</SEX><DOB>2015-05-04</DOB>"
            "<AREVIEW><REVIEW>2024-01-11</REVIEW><REVIEW_CODE>PN1</REVIEW_CODE></AREVIEW></HEADER>"
            "<EPISODE><DECOM>2023-12-12</DECOM><RNE>S</RNE><LS>C2</LS><CIN>N1</CIN><PL>U6</PL><DEC></DEC></EPISODE></CHILD></EXPSSDA903>",
            "utf-8",
        )
        rows = json.loads(run("timetable", tmp_path, "--on", "2024-02-01", "--format", "json").stdout)
        assert [(row["kind"], row["due"]) for row in rows] == [("first", "2024-01-12"), ("next", "2024-04-11")]

    def test_nobody_in_care_is_an_empty_array(self, tmp_path: Path) -> None:
        written(tmp_path, header="CHILD,SEX,DOB,ETHNIC\n", episodes=EPISODES.splitlines()[0] + "\n")
        result = run("timetable", tmp_path, "--on", "2024-02-01", "--format", "json")
        assert (result.exit_code, json.loads(result.stdout)) == (0, [])

    def test_a_child_number_cannot_steer_the_terminal(self, tmp_path: Path) -> None:
        name = "1\x1b[31m"
        written(tmp_path, header=HEADER, episodes=EPISODES.replace("101", name), reviews=REVIEWS)
        assert "\x1b" not in run("timetable", tmp_path, "--on", "2024-02-01").output
