"""Answers for programs: rows on standard output as a JSON array or as CSV, however many there are."""

from __future__ import annotations

import sys
from io import BytesIO
from typing import BinaryIO

import polars as pl

from footprint.commands.options import Format
from footprint.exchange.open_format.formulas import harmless

CHUNK = 100_000
"""Rows written at a time, so that a nation's answer is never held twice."""


def put(rows: pl.DataFrame, form: Format) -> None:
    """Rows on standard output, as JSON or CSV."""
    sys.stdout.flush()
    to = sys.stdout.buffer
    (write_json if form is Format.JSON else write_csv)(rows, to)
    to.flush()


def write_json(rows: pl.DataFrame, to: BinaryIO) -> None:
    """A JSON array with an object a row, each on a line of its own; dates are ISO, and null stands for nothing."""
    to.write(b"[")
    for start in range(0, len(rows), CHUNK):
        part = BytesIO()
        rows.slice(start, CHUNK).write_ndjson(part)
        to.write(b",\n" if start else b"\n")
        to.write(part.getvalue().removesuffix(b"\n").replace(b"\n", b",\n"))
    to.write(b"\n]\n" if len(rows) else b"]\n")


def write_csv(rows: pl.DataFrame, to: BinaryIO) -> None:
    """CSV with a header row. Text that a spreadsheet would take for a formula is written with an apostrophe before it."""
    safe = [harmless(pl.col(name)).alias(name) for name, sort in rows.schema.items() if sort == pl.String]
    for start in range(0, max(len(rows), 1), CHUNK):
        part = BytesIO()
        rows.slice(start, CHUNK).with_columns(safe).write_csv(part, include_header=not start)
        to.write(part.getvalue())
