"""Ages as states, and the day on which a child becomes an eligible child."""

from __future__ import annotations

from datetime import date

import polars as pl

from footprint.domain.working_days import add_months

BIRTHDAYS: dict[str, tuple[int, int | None]] = {
    "under_5": (0, 5),
    "aged_5_or_over": (5, None),
    "aged_4_to_16": (4, 17),
    "of_school_age": (4, 18),
}
"""Each state of age: from which birthday, until which. A child born on 29 February has a birthday on the 28th in other
years (the corresponding-date rule)."""

THIRTEEN_WEEKS = 13 * 7


def birthday(age: int) -> pl.Expr:
    """The date of a birthday, from a column `dob`."""
    return pl.col("dob").dt.offset_by(f"{age}y")


def is_younger(born: date, years: int, on: date) -> bool:
    """Whether somebody has not reached an age on a day, by the same rule."""
    return add_months(born, 12 * years) > on


def _born(children: pl.DataFrame) -> pl.LazyFrame:
    return children.lazy().select("dob").with_row_index("child")


def age_spells(children: pl.DataFrame, state: str) -> pl.LazyFrame:
    """A state of age for every child whose birth is known: child, started, ended (Date or null)."""
    start, end = BIRTHDAYS[state]
    ended = birthday(end) if end else pl.lit(None, pl.Date)
    rows = _born(children).filter(pl.col("dob").is_not_null())
    return rows.select("child", birthday(start).alias("started"), ended.alias("ended"))


def birthdays(children: pl.DataFrame, age: int) -> pl.LazyFrame:
    """A birthday of every child whose birth is known: child, on (Date)."""
    rows = _born(children).filter(pl.col("dob").is_not_null())
    return rows.select("child", birthday(age).alias("on"))


def eligible(periods: pl.LazyFrame, children: pl.DataFrame) -> pl.LazyFrame:
    """When children became eligible children (SI 2010/959 reg 40): 16 or 17, and 13 weeks in care since 14, some at 16. One
    who left and came back is so again from the day of coming back.

    Args:
        periods: child, started, ended (null while it lasts) of the periods of care, in order, short breaks left out.

    Returns:
        child, on (Date), ended (Date: the eighteenth birthday or the end of that period of care).
    """
    rows = periods.join(_born(children), on="child").with_columns(pl.max_horizontal("started", birthday(14)).alias("from"))
    rows = rows.filter(pl.col("ended").is_null() | (pl.col("ended") > birthday(14))).sort("child", "from")
    length = (pl.col("ended") - pl.col("from")).dt.total_days()
    earlier = length.cum_sum().shift(1).over("child").fill_null(0)
    reached = pl.col("from") + pl.duration(days=pl.max_horizontal(THIRTEEN_WEEKS - earlier, 0))
    rows = rows.with_columns(pl.max_horizontal(reached, "from", birthday(16)).alias("on"), birthday(18).alias("grown_up"))
    until = pl.min_horizontal("ended", "grown_up")
    return rows.filter(pl.col("on") < until).select("child", "on", until.alias("ended"))
