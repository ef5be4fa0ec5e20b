"""`footprint sample`."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path

import pytest
from rich.console import Console

from footprint.commands.sample import last_return
from footprint.commands.sample_page import _bar

from .running import run


class TestSample:
    def test_the_page_is_worth_reading(self, tmp_path: Path) -> None:
        result = run("sample", "--children", 60, "--on", "2025-11-20", "--folder", tmp_path / "sample", "--no-serve")
        page = result.stdout
        assert (result.exit_code, result.stderr) == (0, "")
        assert "Every child on this page is invented." in page
        assert "60 children," in page
        assert "Monday 31 March 2025" in page
        assert len(re.findall(r"20\d\d-\d\d  █+", page)) >= 5
        assert "Owed in the next four weeks, and overdue" in page
        assert "20 working days after coming into care on" in page
        assert max(len(line) for line in page.splitlines() if "footprint " not in line) <= 100

    def test_every_command_on_the_page_works(self, tmp_path: Path) -> None:
        page = run("sample", "--children", 60, "--on", "2025-11-20", "--folder", tmp_path / "sample").stdout
        commands = [line.split()[1:] for line in page.splitlines() if line.startswith("    footprint ")]
        assert [command[0] for command in commands] == ["timetable", "duties", "timetable", "check-data", "duties", "profile"]
        assert all(run(*command).exit_code == 0 for command in commands if command[0] != "check-data")

    def test_the_same_seed_makes_the_same_page(self, tmp_path: Path) -> None:
        ones = [
            run("sample", "--children", 20, "--seed", 7, "--on", "2025-11-20", "--folder", tmp_path / name).stdout
            for name in "ab"
        ]
        assert ones[0].replace(str(tmp_path / "a"), "") == ones[1].replace(str(tmp_path / "b"), "")

    def test_a_single_child_is_enough(self, tmp_path: Path) -> None:
        assert run("sample", "--children", 1, "--on", "2025-11-20", "--folder", tmp_path / "sample").exit_code == 0

    def test_invented_files_are_never_put_among_others(self, folder: Path) -> None:
        before = (folder / "episodes.csv").read_bytes()
        result = run("sample", "--children", 5, "--folder", folder)
        assert result.exit_code == 2
        assert "is not an empty folder, and invented files are not put among others." in result.stderr
        assert (folder / "episodes.csv").read_bytes() == before

    def test_without_a_folder_it_goes_to_a_temporary_one(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
        assert run("sample", "--children", 5, "--profile", "bromley").exit_code == 0
        [made] = tmp_path.glob("footprint-sample-*")
        assert (made / "episodes.csv").is_file()

    @pytest.mark.parametrize(
        ("today", "last"),
        [(date(2026, 3, 31), date(2026, 3, 31)), (date(2026, 3, 30), date(2025, 3, 31)), (date(2026, 11, 1), date(2026, 3, 31))],
    )
    def test_the_sample_ends_on_the_last_31_march(self, today: date, last: date) -> None:
        assert last_return(today) == last

    def test_bars_can_be_drawn_without_special_letters(self) -> None:
        console = Console(file=io.TextIOWrapper(io.BytesIO(), encoding="ascii"))
        assert _bar(console, 1, 2, 2) == ("#" * 17, "." * 17)
