"""What a reader says of what it read: how many rows of each file, and what is wrong with which.

rows = accepted + rejected + skipped, for every file, always.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import polars as pl

PROBLEM_SCHEMA = pl.Schema(
    {"rule": pl.String, "severity": pl.String, "file": pl.String, "row": pl.UInt32, "column": pl.String, "sentence": pl.String}
)
"""One problem a row. severity: error (the row was set aside, or the data breaks a rule), warning, note. `row` is the line of
the file, the header being 1; null where the problem is the whole file's."""


class UnreadableFile(Exception):
    """A file that cannot be read as what it is. The message is a sentence that names it."""


@dataclass(frozen=True)
class FileCount:
    """How many rows of a file were read as what kind of table, and what became of them."""

    file: str
    kind: str
    rows: int
    accepted: int
    rejected: int
    skipped: int


def problems(rows: Iterable[tuple[str, str, str, int | None, str | None, str]] = ()) -> pl.DataFrame:
    """Problems from rows of (rule, severity, file, row, column, sentence)."""
    return pl.DataFrame(list(rows), schema=PROBLEM_SCHEMA, orient="row")


def on_rows(lines: pl.Series, rule: str, severity: str, file: str, column: str | None, sentence: pl.Expr | str) -> pl.DataFrame:
    """The same problem on many rows. `lines` are the rows' lines; the sentence may be an expression over a column `line`."""
    words = pl.lit(sentence) if isinstance(sentence, str) else sentence
    return pl.select(line=lines).select(
        pl.lit(rule).alias("rule"),
        pl.lit(severity).alias("severity"),
        pl.lit(file).alias("file"),
        pl.col("line").cast(pl.UInt32).alias("row"),
        pl.lit(column, pl.String).alias("column"),
        words.cast(pl.String).alias("sentence"),
    )


def together(frames: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """Problems of several readers as one frame."""
    return pl.concat([PROBLEM_SCHEMA.to_frame(), *frames])
