"""`footprint profile`, and the bank holidays that an installation adds."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from footprint.commands.inputs import BANK_HOLIDAYS

from .running import run

RULE = """[[rule]]
id = "ours.first"
title = "First review within 15 working days"
law = "Our promise"
statutory = false
from = 2016-04-01
starts = "came_into_care"
within = "15 working days"
met_by = "review_held"
while = "regulation_33"
owner = "IRO"
"""


class TestProfile:
    def test_check_warns_where_28_days_fall_after_a_saturday(self) -> None:
        result = run("profile", "check", "bromley")
        assert (result.exit_code, result.stderr) == (0, "")
        assert (
            "reviews.toml, line 4: bromley.review_first (28 days) can fall later than review.first (20 working days): "
            "from Saturday 2 April 2016 it is due on 30 April 2016, but the law says 29 April 2016.\n"
        ) in result.stdout
        assert "11 rules of its own" in result.stdout

    def test_check_names_file_and_line_of_each_fault(self, tmp_path: Path) -> None:
        (tmp_path / "profile.toml").write_text('name = "Ours"\n', "utf-8")
        (tmp_path / "reviews.toml").write_text(RULE.replace("within", "with_in").replace("review_held", "reviewed"), "utf-8")
        result = run("profile", "check", tmp_path)
        assert (result.exit_code, result.stdout) == (1, "")
        assert all(re.match(r"reviews\.toml, line \d+: .+\.$", line) for line in result.stderr.splitlines())
        assert 'reviews.toml, line 9: "met_by": "reviewed" is not an event of the vocabulary.' in result.stderr

    def test_faults_of_several_files_are_told_at_once(self, tmp_path: Path) -> None:
        (tmp_path / "profile.toml").write_text('name = "Ours"\nrules = 3\n', "utf-8")
        (tmp_path / "reviews.toml").write_text(RULE.replace("review_held", "reviewed"), "utf-8")
        said = run("profile", "check", tmp_path).stderr
        assert "profile.toml, line 2:" in said
        assert "reviews.toml, line 9:" in said

    def test_a_folder_without_warnings_is_told_so(self, tmp_path: Path) -> None:
        (tmp_path / "profile.toml").write_text('name = "Ours"\n[words]\nreview = "our review"\n', "utf-8")
        (tmp_path / "reviews.toml").write_text(RULE, "utf-8")
        result = run("profile", "check", tmp_path)
        assert result.exit_code == 0
        assert "Ours: nothing is wrong with its files.\n1 rule of its own" in result.stdout
        assert "warning" not in result.stdout

    def test_a_local_rule_that_calls_itself_law_is_warned_of(self, tmp_path: Path) -> None:
        (tmp_path / "profile.toml").write_text('name = "Ours"\n', "utf-8")
        (tmp_path / "reviews.toml").write_text(RULE.replace("statutory = false", "statutory = true"), "utf-8")
        result = run("profile", "check", tmp_path)
        assert result.exit_code == 0
        assert "reviews.toml, line 1: ours.first says statutory = true" in result.stdout

    def test_a_folder_that_is_no_profile_is_told_in_a_sentence(self, tmp_path: Path) -> None:
        result = run("profile", "check", tmp_path)
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr.startswith(f'There is no profile "{tmp_path}": name one of')

    def test_list_names_those_that_ship(self) -> None:
        result = run("profile", "list")
        assert result.exit_code == 0
        assert {"bromley", "england", "lancashire", "warwickshire"} <= set(result.stdout.splitlines())

    def test_show_gives_each_rule_in_words(self) -> None:
        page = " ".join(run("profile", "show", "bromley").stdout.split())
        assert "First review within 28 days Within 28 days of coming into care: the review; during: looked after" in page
        assert 'review: "CLA review"' in page
        assert "11 rules of its own; England's" in page

    @pytest.mark.parametrize("name", ["england", "lancashire", "manchester", "warwickshire"])
    def test_each_profile_can_be_shown(self, name: str) -> None:
        assert run("profile", "show", name).exit_code == 0

    def test_showing_an_unknown_one_is_wrong_usage(self) -> None:
        assert run("profile", "show", "nowhere").exit_code == 2

    def test_a_profile_of_ones_own_serves_every_command(self, folder: Path, tmp_path: Path) -> None:
        own = tmp_path / "ours"
        own.mkdir()
        (own / "profile.toml").write_text('name = "Ours"\n', "utf-8")
        (own / "reviews.toml").write_text(RULE, "utf-8")
        rows = json.loads(run("duties", folder, "--on", "2024-09-01", "--profile", own, "--format", "json").stdout)
        assert {row["due"] for row in rows if row["rule"] == "ours.first"} == {"2024-01-05", "2024-02-26"}

    def test_a_faulty_profile_is_told_and_nothing_answered(self, folder: Path, tmp_path: Path) -> None:
        (tmp_path / "profile.toml").write_text("name = \n", "utf-8")
        result = run("timetable", folder, "--on", "2024-09-01", "--profile", tmp_path)
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr.startswith("profile.toml, line 1: This is not TOML")


class TestBankHolidays:
    def first_due(self, folder: Path) -> dict[str, Any]:
        rows = json.loads(run("timetable", folder, "--on", "2024-09-01", "--format", "json").stdout)
        return next(row for row in rows if row["child"] == "101" and row["kind"] == "first")

    def test_an_added_day_is_not_counted_and_is_named(
        self, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert self.first_due(folder)["due"] == "2024-01-12"
        file = tmp_path / "days.toml"
        file.write_text('[bank_holidays]\n2024-01-08 = "A day of thanks"\n', "utf-8")
        monkeypatch.setenv(BANK_HOLIDAYS, str(file))
        row = self.first_due(folder)
        assert row["due"] == "2024-01-15"
        assert "8 January (A day of thanks)" in row["reason"]

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            (
                '[bank_holidays]\n2024-01-08 = "x"\n"8 May" = "y"\n',
                'days.toml, line 3: "8 May" is not a date such as 2027-05-10.',
            ),
            ('[bank_holidays]\n2224-01-08 = "x"\n', "days.toml, line 2: 2224-01-08 lies outside the calendar"),
            ("[bank_holidays]\n2024-01-08 = true\n", "days.toml, line 2: Say in words why 2024-01-08 is a bank holiday"),
            ('2024-01-08 = "x"\n', "days.toml, line 1: Bank holidays are written under [bank_holidays]"),
            ("", "days.toml, line 1: Bank holidays are written under [bank_holidays]"),
            ("[bank_holidays\n", "days.toml, line 1: This is not TOML"),
        ],
    )
    def test_a_file_that_is_wrong_is_told_in_a_sentence(
        self, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, said: str
    ) -> None:
        file = tmp_path / "days.toml"
        file.write_text(text, "utf-8")
        monkeypatch.setenv(BANK_HOLIDAYS, str(file))
        result = run("timetable", folder, "--on", "2024-09-01")
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr.startswith(said)

    def test_a_file_that_is_not_there_is_told(self, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv(BANK_HOLIDAYS, str(tmp_path / "none.toml"))
        result = run("duties", folder, "--on", "2024-09-01")
        assert result.exit_code == 1
        assert "There is no such file, but FOOTPRINT_BANK_HOLIDAYS names it." in result.stderr
