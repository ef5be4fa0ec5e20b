"""The rows of one or several years' returns, as our checks look at them: all together, each row once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import polars as pl

from footprint.domain.chronology import Chronology
from footprint.exchange.ssda903.chronology import chronology
from footprint.exchange.ssda903.read import Return
from footprint.exchange.ssda903.spec import any_year

_PLACE = {"row": pl.UInt32(), "file": pl.String(), "accepted": pl.Boolean()}


@dataclass(frozen=True)
class Records:
    """The returns, the oldest first, each with the year in which its collection ends; their tables have every column (`whole`).
    `as_at` is the day of judgement."""

    returns: Sequence[Return]
    years: Sequence[int]
    as_at: date

    def rows(self, kind: str) -> pl.DataFrame:
        """The accepted rows of a kind in every return, the newest return first; `told` is the place of the return."""
        newest_first = [(told, each) for told, each in enumerate(self.returns) if kind in each.tables][::-1]
        parts = [_rows(kind, each.tables[kind], told) for told, each in newest_first]
        return pl.concat([_rows(kind, whole(kind, pl.DataFrame(schema=_PLACE)), 0), *parts])

    @cached_property
    def episodes(self) -> pl.DataFrame:
        """Accepted episodes in order; of one that comes in several returns, the rows of the newest."""
        rows = self.rows("Episodes").filter(pl.col("told") == pl.col("told").max().over("CHILD", "DECOM"))
        return rows.sort("CHILD", "DECOM", "DEC", "row", nulls_last=True)

    @cached_property
    def reviews(self) -> pl.DataFrame:
        """Accepted reviews, one a child and day: of several, the first row of the newest return."""
        return self.rows("Reviews").unique(["CHILD", "REVIEW"], keep="first", maintain_order=True)

    @cached_property
    def history(self) -> Chronology:
        """When each child was in care or had short breaks."""
        return chronology(self.returns, {"looked_after", "short_breaks"})

    @cached_property
    def periods(self) -> pl.DataFrame:
        """Periods of care and series of short breaks: CHILD, state, started, ended."""
        name = pl.lit(self.history.children["child"]).gather("child").alias("CHILD")
        return self.history.spells.select(name, "state", "started", "ended")

    @cached_property
    def reviews_in_care(self) -> pl.DataFrame:
        """The reviews that lie in a period of care, its first and last day included."""
        on = pl.col("REVIEW")
        inside = (pl.col("started") <= on) & (pl.col("ended").is_null() | (on <= pl.col("ended")))
        pairs = self.reviews.join(self.periods, on="CHILD").filter(inside)
        return self.reviews.join(pairs, on=["CHILD", "REVIEW"], how="semi")

    def sure(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Rows of children of whom no row was set aside: what seems to be missing of the others may be on that row."""
        doubtful = self.history.children.filter("incomplete")
        return rows.join(doubtful, left_on="CHILD", right_on="child", how="anti", maintain_order="left")


def whole(kind: str, table: pl.DataFrame) -> pl.DataFrame:
    """A table with every column of its kind; what the file did not have is blank."""
    columns = any_year().files[kind].columns
    blank = [pl.lit(None, _sort(sort)).alias(name) for name, sort in columns.items() if name not in table.columns]
    return table.with_columns(blank) if blank else table


def _rows(kind: str, table: pl.DataFrame, told: int) -> pl.DataFrame:
    columns = any_year().files[kind].columns
    rows = table.filter("accepted").select(*columns, "row", "file")
    return rows.with_columns(pl.lit(told, pl.Int32).alias("told"))


def _sort(sort: str) -> pl.DataType:
    return pl.Date() if sort == "date" else pl.String()


def collection_year(column: str) -> pl.Expr:
    """The year in which the collection that a date belongs to ends."""
    return pl.col(column).dt.offset_by("-3mo").dt.year() + 1
