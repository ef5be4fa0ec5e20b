"""Series of short breaks (SI 2010/959 reg 48), and what happens when a limit is passed.

A series goes on as long as no twelve months pass without a break and no other care comes between (our reading: regulation
48 counts days in any twelve months). No break may exceed 17 days and the breaks of any twelve months may not exceed 75
days; a day is a night, from the day of the start to the day before the end. When the eighteenth day of a break or the
seventy-sixth of twelve months comes, regulation 48 no longer holds and the whole of Part 6 applies: the child is looked
after in the ordinary way from the start of the break in which the limit was passed, until the series ends. Breaks that
started between 24 April and 25 September 2020 have no limit of 17 days (SI 2020/445).

Where the agreement is recorded and not each break (V4), the days are not known and no limit can be watched.
"""

from __future__ import annotations

from datetime import date

import polars as pl

LONGEST_BREAK = 17
MOST_DAYS = 75
RELAXED = (date(2020, 4, 24), date(2020, 9, 25))
_OPEN_ENDED = LONGEST_BREAK + 1
"""Nights of a break that has not ended that need looking at: the limit of one break is passed by then."""


def series(rows: pl.DataFrame) -> pl.DataFrame:
    """The series of short breaks of some children.

    Args:
        rows: what `episodes.in_a_row` gives.

    Returns:
        One row a series: child, started, ended (Date, null while it lasts), passed (Date: when a limit was passed, null if
        none was), passed_in (Date: the start of the break in which it was passed).
    """
    breaks = _numbered(rows)
    whole = breaks.group_by("child", "series", maintain_order=True).agg(
        pl.col("decom").first().alias("started"), pl.col("lasts_until").last().alias("ended")
    )
    return whole.join(_passed(breaks), on="series", how="left").drop("series")


def _numbered(rows: pl.DataFrame) -> pl.DataFrame:
    """The breaks, numbered by series; `lasts_until` is when the series would end after each."""
    rows = rows.select("child", "decom", "over", "ls", "short_break", "first")
    rows = rows.filter(pl.col("child").is_in(rows.filter("short_break")["child"].unique().implode()))
    a_year_on = pl.col("over").dt.offset_by("12mo")
    after_other_care = ~pl.col("short_break").shift(1).fill_null(True) & ~pl.col("first")
    other_care_next = pl.when(~pl.col("short_break").shift(-1) & ~pl.col("first").shift(-1)).then(pl.col("decom").shift(-1))
    rows = rows.with_columns(
        pl.when(pl.col("ls") == "V3").then(pl.min_horizontal(a_year_on, other_care_next)).otherwise("over").alias("lasts_until"),
        after_other_care.alias("apart"),
    ).filter("short_break")
    new = pl.col("first") | pl.col("apart") | pl.col("child").ne_missing(pl.col("child").shift(1))
    too_long = pl.col("decom") > pl.col("lasts_until").shift(1)
    return rows.with_columns((new | too_long.fill_null(False)).cum_sum().alias("series"))


def _passed(breaks: pl.DataFrame) -> pl.DataFrame:
    """When each series first passed a limit, and the start of that break."""
    breaks = breaks.filter(pl.col("ls") == "V3").select(
        "series", "decom", (pl.col("over") - pl.col("decom")).dt.total_days().alias("nights")
    )
    breaks = breaks.with_columns(pl.col("nights").fill_null(_OPEN_ENDED))
    crowded = breaks.filter((pl.col("nights").sum().over("series") > MOST_DAYS) | (pl.col("nights") > LONGEST_BREAK))
    if crowded.is_empty():
        return pl.DataFrame(schema={"series": pl.UInt32, "passed": pl.Date, "passed_in": pl.Date})
    nights = breaks.join(crowded.select("series").unique(), on="series").select(
        "series", "decom", pl.int_ranges(0, "nights", dtype=pl.Int32).alias("night")
    )
    nights = nights.explode("night", empty_as_null=False).with_columns(_day().alias("day"), one=pl.lit(1)).sort("series", "day")
    year = pl.col("one").rolling_sum_by("day", "12mo").over("series")
    too_many = nights.with_columns(year.alias("in_a_year")).filter(
        (pl.col("in_a_year") > MOST_DAYS) | ((pl.col("night") >= LONGEST_BREAK) & ~pl.col("decom").is_between(*RELAXED))
    )
    return too_many.group_by("series").agg(
        pl.col("day").min().alias("passed"), pl.col("decom").sort_by("day").first().alias("passed_in")
    )


def _day() -> pl.Expr:
    return pl.col("decom") + pl.duration(days=pl.col("night"))
