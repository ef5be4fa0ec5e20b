"""SSDA903 episodes in a row: which belong to one period of care, and when each was really over.

* A period of care starts with an episode of reason S and ends with a reason for ceasing other than X1. A move, a change of
  legal status or new carers do not end it.
* Where X1 promises a next episode and none follows on that day, the period goes on across the hole, unless the next
  episode is a new start (S): then the child had left on the day of the hole.
* Where the end is missing and a new start follows, the child left, at the latest, on that day.
* Legal statuses V3 and V4 are short breaks: never one period with other care.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

import polars as pl

from footprint.domain.facts import FEW, run

EPISODE_SCHEMA = pl.Schema(
    {
        "child": pl.UInt32,
        "decom": pl.Date,
        "dec": pl.Date,
        "rne": pl.String,
        "ls": pl.String,
        "place": pl.String,
        "rec": pl.String,
    }
)
"""What is needed of an episode: `child` is a row of the children's frame; null where blank."""

SHORT_BREAKS = ["V3", "V4"]


def is_one_of(column: str, codes: Iterable[str]) -> pl.Expr:
    """Whether a code is one of a few: to compare it with each costs less than to look it up in a set."""
    return pl.any_horizontal(pl.col(column) == code for code in codes)


breaks = pl.col("short_break")
"""Rows of a short break."""
starts_period = pl.col("starts_period")
"""Rows that start a period of care (or one short break)."""
same_period = ~pl.col("starts_period")
"""Rows that go on with the period of the row before."""


def in_a_row(episodes: pl.DataFrame) -> pl.DataFrame:
    """Episodes in order, one a child and day, with what the chain says of each.

    Returns:
        EPISODE_SCHEMA's columns and short_break, starts_period, first (of the child), ends_period (Boolean), over (Date:
        when the next episode took over or the child left, null while it lasts), over_known (Date).
    """
    rows = _once_a_day(episodes).lazy()
    rows = rows.with_columns(
        is_one_of("ls", SHORT_BREAKS).alias("short_break"),
        pl.col("child").ne_missing(pl.col("child").shift(1)).alias("first"),
        (pl.col("dec").is_not_null() & (pl.col("rec") != "X1")).fill_null(False).alias("left"),
    )
    rows = rows.with_columns(_starts_period().alias("starts_period"))
    rows = rows.with_columns(_last().alias("ends_period")).with_columns(_over().alias("over"))
    return run(rows.with_columns(_over_known().alias("over_known")), len(episodes))


def _once_a_day(episodes: pl.DataFrame) -> pl.DataFrame:
    """In order of child and day; of two episodes of a child on one day the longer. No work where they already are so."""
    day = pl.col("child").cast(pl.UInt64) * 2**32 + pl.col("decom").to_physical().cast(pl.UInt64)
    days = episodes.select(day)["child"]
    if days.is_sorted() and not (days == days.shift(1)).any():
        return episodes
    rows = episodes.sort("child", "decom", "dec", "rne", "ls", "place", "rec", nulls_last=True)
    again = (pl.col("child") == pl.col("child").shift(-1)) & (pl.col("decom") == pl.col("decom").shift(-1))
    return rows.filter(~again.fill_null(False))


def _starts_period() -> pl.Expr:
    before = {name: pl.col(name).shift(1) for name in ("left", "dec", "rec", "short_break")}
    hole = before["dec"].is_null() | (before["dec"] < pl.col("decom"))
    new_start = (pl.col("rne") == "S") & hole
    silent_end = before["rec"].is_null() & (before["dec"] < pl.col("decom"))
    other_care = before["short_break"] != pl.col("short_break")
    return pl.any_horizontal(
        "first", before["left"], new_start.fill_null(False), silent_end.fill_null(False), other_care
    ).fill_null(True)


def _last() -> pl.Expr:
    return pl.col("starts_period").shift(-1).fill_null(True)


def _over() -> pl.Expr:
    """When the row gave way: to the next of its period, to a later start, or to the child's leaving."""
    taken_over = pl.col("decom").shift(-1)
    last_of_child = pl.col("first").shift(-1).fill_null(True)
    left = pl.when(pl.col("left") | (pl.col("dec").is_not_null() & pl.col("rec").is_null())).then("dec")
    gone = pl.when(last_of_child).then(left).otherwise(pl.min_horizontal(pl.coalesce("dec", taken_over), taken_over))
    return pl.when("ends_period").then(gone).otherwise(taken_over)


def _over_known() -> pl.Expr:
    """An X1 that a new start proves wrong is known to be so only on the day of that start."""
    proved_later = pl.col("ends_period") & (pl.col("rec") == "X1") & ~pl.col("first").shift(-1).fill_null(True)
    return pl.when(proved_later.fill_null(False)).then(pl.col("decom").shift(-1)).otherwise("over")


def runs(rows: pl.DataFrame, mask: pl.Expr, again: pl.Expr | None = None, without: Collection[str] = ()) -> pl.DataFrame:
    """Stretches of rows, one after the other in one period, for which something holds.

    Args:
        rows: what `in_a_row` gives.
        mask: what holds.
        again: rows that start a stretch of their own even so.
        without: columns of the rows that are not asked of a stretch.

    Returns:
        The first row of each stretch, with started, ended and ended_known (Date) of the stretch in place of its own days.
    """
    marked = rows.lazy().with_columns(mask.fill_null(False).alias("in"))
    opens = starts_period | ~pl.col("in").shift(1) | (again.fill_null(False) if again is not None else False)
    marked = marked.with_columns((pl.col("in") & opens.fill_null(True)).alias("opens"))
    if len(rows) > FEW:  # worked out once for the two that look at it; for few, twice is the quicker
        marked = run(marked, len(rows)).lazy()
    closes = pl.col("in") & (pl.col("ends_period") | ~pl.col("in").shift(-1) | pl.col("opens").shift(-1)).fill_null(True)
    lasts = marked.select(closes.alias("closes"), ended="over", ended_known="over_known").filter("closes").drop("closes")
    firsts = marked.rename({"decom": "started"}).filter("opens").drop(*_OF_A_ROW, *without)
    return run(pl.concat([firsts, lasts], how="horizontal"), len(rows))


_OF_A_ROW = ("in", "opens", "over", "over_known", "ends_period")
