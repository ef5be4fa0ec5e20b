"""What our own checks are, and how a finding is told: file, line, column and a sentence that names the dates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import polars as pl


@dataclass(frozen=True, slots=True)
class Check:
    """One of our checks. An error cannot be right as it stands; a warning may be what happened, and wants a look."""

    id: str
    severity: Literal["error", "warning"]
    finds: str


CHECKS = {
    check.id: check
    for check in (
        Check("FP01", "error", "A review outside every period of care of the child"),
        Check("FP02", "error", "A review after the end of the collection year"),
        Check("FP03", "error", "A review that is there twice: the same child and day"),
        Check("FP04", "error", "A participation code on the wrong side of the fourth birthday, the birthday itself included"),
        Check("FP05", "warning", "A first review late, or missing after 20 working days"),
        Check("FP06", "warning", "A gap between reviews longer than the law allows"),
        Check("FP07", "warning", "A child in care at the end of the year without any review in the files"),
        Check("FP08", "error", "A review of a child whose every episode is a short break (V3 or V4)"),
        Check("FP09", "error", "An episode that overlaps the next"),
        Check("FP10", "error", "An episode that leaves a hole: it ended for a next one (X1), which is late or missing"),
        Check("FP11", "warning", "A code that the return of that year does not have, though another year's does"),
        Check("FP12", "error", "An end without its reason (DEC without REC), or a reason without its end"),
        Check("FP13", "error", "An episode open at the end of one year's return and not in the next"),
    )
}


def found(check: str, rows: pl.DataFrame, column: str, sentence: pl.Expr) -> pl.DataFrame:
    """Findings of a check (PROBLEM_SCHEMA) on rows that have `file` and `row`."""
    # Polars 2.1 panics where it makes text of a look-up beside a column whose first chunk a filter has left empty.
    return rows.rechunk().select(
        pl.lit(check).alias("rule"),
        pl.lit(CHECKS[check].severity).alias("severity"),
        "file",
        "row",
        pl.lit(column).alias("column"),
        sentence.alias("sentence"),
    )


def day(name: str) -> pl.Expr:
    """A date as people write it: 3 May 2024."""
    return pl.col(name).dt.to_string("%-d %B %Y")


def line(file: str, row: str) -> pl.Expr:
    """Where another row is, as told on a row of `file`: its line, and its file where that is another."""
    here = pl.col(file) == pl.col("file")
    return pl.when(here).then(pl.format("line {}", row)).otherwise(pl.format("line {} of {}", row, file))


def year_words(year: int) -> str:
    """A collection year by both its halves: 2025/26."""
    return f"{year - 1}/{year % 100:02d}"
