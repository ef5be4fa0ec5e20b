"""`footprint duties`."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

from footprint.commands.inputs import read_source
from footprint.domain.compiled import compiled
from footprint.domain.profile import load_profile

from .running import DUTIES, EPISODES, run, written


class TestDuties:
    def test_json_has_the_fields_of_the_contract(self, folder: Path) -> None:
        result = run("duties", folder, "--on", "2024-09-01", "--format", "json")
        rows = json.loads(result.stdout)
        assert result.exit_code == 0
        assert all(list(row) == DUTIES for row in rows)
        assert {row["status"] for row in rows} <= {"open", "met", "met late", "overdue", "lapsed"}
        assert {row["child"] for row in rows} == {"101", "102"}

    def test_a_row_says_what_became_of_it(self, folder: Path) -> None:
        rows = json.loads(run("duties", folder, "--on", "2024-09-01", "--format", "json").stdout)
        [second] = [row for row in rows if row["child"] == "101" and row["rule"] == "review.second"]
        assert second == {
            "child": "101",
            "rule": "review.second",
            "started": "2024-01-11",
            "due": "2024-04-11",
            "met": "2024-04-30",
            "status": "met late",
            "days_late": 19,
            "owner": "IRO",
            "reason": "3 months after the review on 11 January 2024.",
            "source": "SI 2010/959 reg 33(2)",
        }

    def test_rows_come_in_the_order_of_children_and_dates(self, folder: Path) -> None:
        rows = json.loads(run("duties", folder, "--on", "2024-09-01", "--format", "json").stdout)
        assert rows == sorted(rows, key=lambda row: (row["child"], row["due"]))

    def test_csv_has_the_fields_of_json(self, folder: Path) -> None:
        rows = list(csv.DictReader(io.StringIO(run("duties", folder, "--on", "2024-09-01", "--format", "csv").stdout)))
        assert list(rows[0]) == DUTIES

    def test_one_child_gets_the_same_answer_alone(self, folder: Path) -> None:
        everybody = json.loads(run("duties", folder, "--on", "2024-09-01", "--format", "json").stdout)
        alone = json.loads(run("duties", folder, "--on", "2024-09-01", "--child", "102", "--format", "json").stdout)
        assert alone == [row for row in everybody if row["child"] == "102"]

    def test_an_unknown_child_is_told_in_a_sentence(self, folder: Path) -> None:
        result = run("duties", folder, "--on", "2024-09-01", "--child", "999", "--format", "json")
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr == 'There is no child "999" in these files.\n'

    def test_a_child_whose_only_row_was_set_aside_is_told_of(self, tmp_path: Path) -> None:
        written(tmp_path, episodes=EPISODES + "103,soon,S,C2,N1,U6,PR1,,\n")
        result = run("duties", tmp_path, "--on", "2024-09-01", "--child", "104")
        assert result.exit_code == 1
        assert "episodes.csv, row 4, column DECOM:" in result.stderr
        assert 'no child "104"' in result.stderr

    def test_the_page_says_how_each_stands(self, folder: Path) -> None:
        page = run("duties", folder, "--on", "2024-09-01", "--child", "101").stdout
        assert re.search(r"met +due Fri 12 Jan 2024 +First review of the child's case", page)
        assert re.search(r"MET LATE +due Thu 11 Apr 2024 +Second review", page)
        assert "Met Tue 30 Apr 2024, 19 days late. 3 months after the review on 11 January 2024." in page
        assert "IRO. SI 2010/959 reg 33(2). review.second" in page
        assert re.search(r"OVERDUE +due .* Care plan\n", page)

    def test_the_page_says_what_the_files_cannot_answer(self, folder: Path) -> None:
        page = " ".join(run("duties", folder, "--on", "2024-09-01").stdout.split())
        assert re.search(r"\d+ duties under \d+ rules could not be met by anything in these files", page)

    def test_what_the_files_can_answer_is_what_they_hold(self, folder: Path, open_folder: Path) -> None:
        rulebook = load_profile().rulebook
        kinds, states = compiled(rulebook).kinds, compiled(rulebook).states
        ours, theirs = (read_source(each, kinds | states).answerable(rulebook) for each in (folder, open_folder))
        assert {"review.first", "review.second"} <= ours & theirs
        assert {"record.decisions", "short_breaks.review_first"} <= theirs - ours

    def test_decisions_of_the_open_format_meet_a_duty_about_their_review(self, open_folder: Path) -> None:
        rows = json.loads(run("duties", open_folder, "--on", "2024-09-01", "--child", "101", "--format", "json").stdout)
        met = [(row["started"], row["met"], row["status"]) for row in rows if row["rule"] == "record.decisions"]
        assert ("2024-01-11", "2024-01-18", "met") in met
        assert any(status == "overdue" for _, _, status in met)
