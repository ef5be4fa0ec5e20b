"""The quick reading of a text file (from the disk, days at once) is the careful one (as text, and then as days)."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from footprint.exchange.cells import dates
from footprint.exchange.text_table import TextTable, read_text_table

PLAIN = ["31/03/2026", "", "01/02/2025", "29/02/2024"]
DAYS = [
    *("1/2/2026", "01/02/26", "1/2/26", "2026-03-31", "2026/03/31", "2026.03.31", "31-03-2026", "31.03.2026", "26-03-31"),
    *("31/03/2026 ", " 31/03/2026", "31/03/2026 00:00", "2026-03-31T00:00:00Z", "31 Mar 2026", "31/Mar/2026", "31 March 2026"),
    *("29/02/2025", "00/01/2024", "01/13/2024", "03/31/2026", "31/03/0026", "31/03/202", "31/03/20260", "31/03/9999", "1/1/1"),
    *("31/12/1899", "01/01/1900", "31/12/2100", "01/01/2101", "20260331", "45000", "31/3-2026", "31//2026", "n/a", "-", "x"),
]


def read(file: Path | bytes, days: pl.DataType) -> TextTable:
    return read_text_table(file, "file.csv", lambda cells: "CHILD" in cells, lambda _: {"CHILD": pl.String(), "DAY": days})


def written(folder: Path, lines: list[str]) -> Path:
    file = folder / "a [1] * file.csv"
    file.write_bytes("".join(f"{line}\n" for line in ["CHILD,DAY,SEX", *lines]).encode())
    return file


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("others", [(PLAIN * 5, []), ([], PLAIN * 5), (PLAIN * 5, PLAIN), ([], [])])
def test_a_day_is_the_same_read_at_once_or_with_care(tmp_path: Path, day: str, others: tuple[list[str], list[str]]) -> None:
    before, after = others
    file = written(tmp_path, [f"C{row},{each},F" for row, each in enumerate([*before, day, *after])])
    quick, careful = read(file, pl.Date()).cells["DAY"], dates(read(file.read_bytes(), pl.String()).cells["DAY"])
    assert (quick if quick.dtype == pl.Date else dates(quick)).to_list() == careful.to_list()


def test_days_in_order_are_read_at_once(tmp_path: Path) -> None:
    table = read(written(tmp_path, [f"C1,{day},F" for day in PLAIN * 5]), pl.Date())
    assert table.cells.schema == {"CHILD": pl.String, "DAY": pl.Date, "line": pl.UInt32}
    assert table.cells["line"].to_list() == list(range(2, 22))


@pytest.mark.parametrize(
    "line",
    ["C1,31/03/2026,F,more", "C1,31/03/2026,F,", "C1", "", ",,", 'C1,"31/03/2026",F', "C1,31/03/2026,\xe9", "C1\r", "\x1a"],
)
def test_a_file_is_read_alike_from_the_disk_and_from_memory(tmp_path: Path, line: str) -> None:
    file = written(tmp_path, ["C1,31/03/2026,F"] * 20 + [line])
    quick, careful = read(file, pl.String()), read(file.read_bytes(), pl.String())
    assert quick.cells.equals(careful.cells)
    assert (quick.broken, quick.blank, quick.notes) == (careful.broken, careful.blank, careful.notes)
    assert bool(quick.broken) == line.endswith("more")
