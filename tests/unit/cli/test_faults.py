"""What is said of bad input and of wrong usage, and the exit status."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from .running import BAD_ROW, EPISODES, HEADER, REVIEWS, run, written


class TestProblems:
    @pytest.mark.parametrize("command", ["timetable", "duties"])
    @pytest.mark.parametrize("form", ["table", "csv", "json"])
    def test_a_row_set_aside_is_told_and_the_rest_answered(self, tmp_path: Path, command: str, form: str) -> None:
        written(tmp_path, header=HEADER, episodes=EPISODES + BAD_ROW, reviews=REVIEWS)
        result = run(command, tmp_path, "--on", "2024-09-01", "--format", form)
        assert result.exit_code == 1
        assert "102" in result.stdout
        assert re.fullmatch(r"episodes\.csv, row 4, column DECOM: DECOM “soon” is not a date .*\n", result.stderr)

    def test_the_child_of_such_a_row_is_marked(self, tmp_path: Path) -> None:
        written(tmp_path, header=HEADER, episodes=EPISODES + BAD_ROW, reviews=REVIEWS)
        rows = json.loads(run("timetable", tmp_path, "--on", "2024-09-01", "--format", "json").stdout)
        assert {(row["child"], row["incomplete"]) for row in rows} == {("101", True), ("102", False)}
        assert "a row of this child was set aside" in run("timetable", tmp_path, "--on", "2024-09-01").stdout

    def test_twenty_are_told_and_the_rest_counted(self, tmp_path: Path) -> None:
        written(tmp_path, header=HEADER, episodes=EPISODES + BAD_ROW * 25, reviews=REVIEWS)
        lines = run("timetable", tmp_path, "--on", "2024-09-01", "--format", "json").stderr.splitlines()
        assert len(lines) == 21
        assert lines[-1] == "... and 5 more errors: footprint check-data lists them all."

    def test_notes_alone_are_no_fault(self, tmp_path: Path) -> None:
        written(tmp_path, header=HEADER, episodes=EPISODES, reviews=REVIEWS.replace("REVIEW_CODE", "REVIEW_CODE,REMARK"))
        (tmp_path / "read me.docx").write_bytes(b"PK")
        result = run("timetable", tmp_path, "--on", "2024-09-01", "--format", "json")
        assert (result.exit_code, result.stderr) == (0, "")

    @pytest.mark.parametrize("command", [["timetable", "--on", "2024-09-01"], ["duties", "--on", "2024-09-01"], ["check-data"]])
    def test_a_file_that_is_not_what_it_should_be_is_refused(self, tmp_path: Path, command: list[str]) -> None:
        written(tmp_path, header=HEADER, episodes="CHILD,DECOM,RNE\n101,12/12/2023,S\n")
        result = run(*command, tmp_path)
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr.startswith("episodes.csv should be the Episodes file of a return, but it has no column")

    @pytest.mark.parametrize("command", [["timetable", "--on", "2024-09-01"], ["duties", "--on", "2024-09-01"], ["check-data"]])
    def test_a_folder_that_is_not_there_is_refused(self, tmp_path: Path, command: list[str]) -> None:
        result = run(*command, tmp_path / "nowhere")
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr == f"There is no file or folder {tmp_path / 'nowhere'}.\n"

    def test_a_file_that_may_not_be_read_is_told_in_a_sentence(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(self: Path) -> bytes:
            raise PermissionError(13, "Permission denied", str(self))

        monkeypatch.setattr(Path, "read_bytes", refuse)
        result = run("timetable", folder, "--on", "2024-09-01")
        assert (result.exit_code, result.stdout) == (1, "")
        assert re.fullmatch(r".*\.csv cannot be used: Permission denied\.\n", result.stderr)


class TestUsage:
    @pytest.mark.parametrize("command", ["timetable", "duties"])
    @pytest.mark.parametrize(
        ("wrong", "said"),
        [
            (["--on", "31/03/2024"], '"31/03/2024" is not a date such as 2026-03-31.'),
            (["--on", "2024-02-30"], '"2024-02-30" is not a date such as 2026-03-31.'),
            (["--on", "20240331"], '"20240331" is not a date such as 2026-03-31.'),
            (["--on", "1066-10-14"], "1066-10-14 lies outside the calendar, which goes from 1989-01-01 to 2069-12-31."),
            (["--on", "2024-09-01", "--format", "xls"], "xls"),
            (["--on", "2024-09-01", "--profile", "nowhere"], 'There is no profile "nowhere": name one of bromley,'),
            ([], "--on"),
        ],
    )
    def test_wrong_usage_is_2_and_says_why(self, folder: Path, command: str, wrong: list[str], said: str) -> None:
        result = run(command, folder, *wrong)
        assert (result.exit_code, result.stdout) == (2, "")
        assert said in result.stderr

    @pytest.mark.parametrize("year", ["2025", "2025-27", "last"])
    def test_a_wrong_year_is_2(self, folder: Path, year: str) -> None:
        result = run("check-data", folder, "--year", year)
        assert result.exit_code == 2
        assert f'"{year}" is not a collection year such as 2025-26.' in result.stderr

    def test_the_version_is_told(self) -> None:
        assert re.fullmatch(r"footprint \d+\.\d+\.\d+.*\n", run("--version").stdout)

    def test_help_needs_nothing_heavy(self) -> None:
        code = "import sys, footprint.cli; sys.exit('polars' in sys.modules or 'pydantic' in sys.modules)"
        assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

    def test_it_runs_as_a_module(self, folder: Path) -> None:
        command = [sys.executable, "-m", "footprint.cli", "timetable", str(folder), "--on", "2024-09-01", "--format", "json"]
        done = subprocess.run(command, capture_output=True, check=False)
        assert (done.returncode, done.stderr, len(json.loads(done.stdout))) == (0, b"", 4)
