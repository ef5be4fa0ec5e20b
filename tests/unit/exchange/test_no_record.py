"""Lines that read as rows but are no records are set aside, each with its sentence; what only looks like one is not."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from open_format_folder import CHILDREN, accepted, read

from footprint.exchange.cells import firsts
from footprint.exchange.no_record import no_records


def rules(*names: str | None) -> list[tuple[str, list[bool]]]:
    column = pl.Series("child", names, dtype=pl.String)
    return [(found.rule, found.rows.to_list()) for found in no_records(column, firsts(column))]


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("Total", "read.total"),
        ("TOTALS:", "read.total"),
        ("Grand Total", "read.total"),
        ("sub-total 12", "read.total"),
        (" Total children = 12 ", "read.total"),
        ("End of report", "read.foot"),
        ("*** End of the file ***", "read.foot"),
        ("(12 rows affected)", "read.foot"),
        ("1 record", "read.foot"),
        ("Page 1 of 3", "read.foot"),
        ("Child", "read.header"),
        ("1.23E+12", "read.cut"),
        ("1e+05", "read.cut"),
    ],
)
def test_is_no_record(name: str, rule: str) -> None:
    assert rules("C1", name, None) == [(rule, [False, True, False])]


@pytest.mark.parametrize("name", ["Totality", "C1 total", "Page", "Rows", "12", "1E5", "E+5", "Childs", "Total 1 of 2", ""])
def test_only_looks_like_one(name: str) -> None:
    assert rules(name) == []


def test_the_sentences(tmp_path: Path) -> None:
    records = read(tmp_path, children=CHILDREN + "Total,2\nPage 1,\nchild,\n1.2E+11,\n")
    assert accepted(records, "children") == [True, True, False, False, False, False]
    assert records.problems.filter(severity="error")["sentence"].sort().to_list() == [
        "child “1.2E+11” is a long number of which a spreadsheet kept only the beginning, so the row is set aside: "
        "make the column text and save again.",
        "child “Page 1” belongs to the foot of a report, not to a record, so the row is set aside.",
        "child “Total” is the name of a total, not of a record, so the row is set aside.",
        "child “child” is the header again, so the row is set aside.",
    ]
