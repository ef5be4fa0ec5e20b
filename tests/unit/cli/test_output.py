"""How answers are written, long ones too."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from footprint.commands import inputs
from footprint.commands.speech import printable
from footprint.commands.tables import write_csv, write_json

from .running import run


class TestOutput:
    def test_a_long_answer_is_written_in_parts(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("footprint.commands.tables.CHUNK", 3)
        rows = pl.DataFrame({"child": ["a\nb", 'c"', "d", "e", "f", "g", "h"], "on": [date(2024, 1, 1), *[None] * 6]})
        for write, read in ((write_json, json.loads), (write_csv, lambda text: list(csv.DictReader(io.StringIO(text))))):
            whole = io.BytesIO()
            write(rows, whole)
            back = read(whole.getvalue().decode())
            assert [row["child"] for row in back] == rows["child"].to_list()
            assert back[0]["on"] == "2024-01-01"

    @pytest.mark.parametrize("number", [0, 1, 3, 6])
    def test_any_number_of_rows_is_an_array(self, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
        monkeypatch.setattr("footprint.commands.tables.CHUNK", 3)
        whole = io.BytesIO()
        write_json(pl.DataFrame({"n": list(range(number))}), whole)
        assert json.loads(whole.getvalue()) == [{"n": n} for n in range(number)]

    def test_csv_holds_no_formula(self) -> None:
        whole = io.BytesIO()
        write_csv(pl.DataFrame({"child": ["=1+1", "ok"], "other": ["@x", "y"]}), whole)
        assert whole.getvalue() == b"child,other\n'=1+1,'@x\nok,y\n"

    def test_an_empty_csv_has_its_header(self) -> None:
        whole = io.BytesIO()
        write_csv(pl.DataFrame({"child": []}, schema={"child": pl.String}), whole)
        assert whole.getvalue() == b"child\n"

    def test_what_cannot_be_printed_is_shown_as_such(self) -> None:
        assert printable("a\x1b[2Jb") == "a\N{REPLACEMENT CHARACTER}[2Jb"

    def test_progress_is_shown_to_a_person_only(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        assert run("timetable", folder, "--on", "2024-09-01", "--format", "json").stderr == ""
        monkeypatch.setattr(inputs, "is_terminal", lambda: True)
        monkeypatch.setenv("FORCE_COLOR", "1")
        result = run("timetable", folder, "--on", "2024-09-01", "--format", "json")
        assert "Reading" in result.stderr
        assert len(json.loads(result.stdout)) == 4
