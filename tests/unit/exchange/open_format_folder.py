"""A folder of the open format to test with."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from footprint.exchange.open_format.read import OpenRecords, read_open_format
from footprint.exchange.problems import PROBLEM_SCHEMA

CHILDREN = "child,dob\nC1,2010-02-01\nC2,2012-03-04\n"
CARE = "child,decom,rne,ls,place,dec,rec\n"
REVIEWS = "review,child,started,completed,status\n"


def write(folder: Path, **contents: str | bytes) -> Path:
    """A folder with these files, and two children unless it says otherwise."""
    for name, content in {"children": CHILDREN, **contents}.items():
        (folder / f"{name}.csv").write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def read(folder: Path, **contents: str | bytes) -> OpenRecords:
    records = read_open_format(write(folder, **contents))
    assert records.problems.schema == PROBLEM_SCHEMA
    for count in records.files:
        assert count.rows == count.accepted + count.rejected + count.skipped
    return records


def said(records: OpenRecords, file: str) -> list[tuple[str, str, int | None, str | None]]:
    """Rule, severity, row and column of what was found wrong with a file."""
    rows = records.problems.filter(pl.col("file") == f"{file}.csv")
    return rows.select("rule", "severity", "row", "column").rows()


def accepted(records: OpenRecords, name: str) -> list[bool]:
    return records.tables[name]["accepted"].to_list()
