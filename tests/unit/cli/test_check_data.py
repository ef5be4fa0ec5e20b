"""`footprint check-data`."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

from .running import BAD_ROW, EPISODES, HEADER, REVIEWS, run, written


class TestCheckData:
    def test_json_is_what_the_contract_says(self, folder: Path) -> None:
        from footprint.exchange.check_data import as_json, check_data

        result = run("check-data", folder, "--format", "json")
        assert json.loads(result.stdout) == as_json(check_data(folder))

    def test_the_counts_foot(self, tmp_path: Path) -> None:
        written(tmp_path, header=HEADER, episodes=EPISODES + BAD_ROW, reviews=REVIEWS)
        files = json.loads(run("check-data", tmp_path, "--format", "json").stdout)["files"]
        assert all(each["rows"] == each["accepted"] + each["rejected"] + each["skipped"] for each in files)
        assert sum(each["rejected"] for each in files) == 1

    def test_an_error_is_1_and_stands_in_every_format(self, tmp_path: Path) -> None:
        written(tmp_path, header=HEADER, episodes=EPISODES + BAD_ROW, reviews=REVIEWS)
        for form in ("table", "csv", "json"):
            result = run("check-data", tmp_path, "--format", form)
            assert result.exit_code == 1
            assert "DECOM" in result.stdout
            assert re.search(r"episodes\.csv, row 4, column DECOM: ", result.stderr)

    def test_csv_is_the_problems(self, tmp_path: Path) -> None:
        written(tmp_path, header=HEADER, episodes=EPISODES + BAD_ROW, reviews=REVIEWS)
        rows = list(csv.DictReader(io.StringIO(run("check-data", tmp_path, "--format", "csv").stdout)))
        assert list(rows[0]) == ["rule", "severity", "file", "row", "column", "sentence"]

    def test_the_year_can_be_said(self, folder: Path) -> None:
        from footprint.exchange.check_data import as_json, check_data

        result = run("check-data", folder, "--year", "2024-25", "--format", "json")
        assert json.loads(result.stdout) == as_json(check_data(folder, 2025))

    def test_the_page_has_files_and_problems(self, tmp_path: Path) -> None:
        written(tmp_path, header=HEADER, episodes=EPISODES + BAD_ROW, reviews=REVIEWS)
        page = run("check-data", tmp_path).stdout
        assert re.search(r"episodes\.csv +Episodes +3 +2 +1 +0", page)
        assert re.search(r"\d+ errors?\n", page)
        assert "[read.date]" in page

    def test_records_without_fault_are_0(self, open_folder: Path) -> None:
        result = run("check-data", open_folder)
        assert (result.exit_code, result.stderr) == (0, "")

    def test_a_long_list_is_cut_and_counted(self, tmp_path: Path) -> None:
        written(tmp_path, header=HEADER, episodes=EPISODES + BAD_ROW * 250, reviews=REVIEWS)
        page = run("check-data", tmp_path).stdout
        assert re.search(r"\.\.\. and [\d,]+ more: --format csv lists them all\.", page)
