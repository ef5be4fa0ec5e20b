"""Legal statuses that may last only so long.

Police protection (361) and emergency protection (362) are counted over a spell: rows of the status in order
of start, each starting the day the one before ended. Child assessment (363) and detention (364) are summed
over rows of the status as they stand in the file, while each starts no later than the one before ended.
"""

import polars as pl

from footprint.exchange.ssda903.checks.joined import Joined, same_as
from footprint.exchange.ssda903.checks.rule import Found, Where, rule


@rule(
    "361",
    "Police protection legal status lasted longer than maximum 72 hours allowed in the Children Act 1989.",
    shows={"Episodes": "DECOM"},
    severity="warning",
)
def police_protection(data: Joined) -> Found:
    return _spells_over(data, "L1", days=3)


@rule(
    "362",
    "Emergency protection order (EPO) lasted longer than 21 days.",
    shows={"Episodes": "DECOM"},
    severity="warning",
)
def emergency_protection(data: Joined) -> Found:
    return _spells_over(data, "L2", days=21)


@rule(
    "363",
    "Child assessment order (CAO) lasted longer than 7 days allowed in the Children Act 1989.",
    shows={"Episodes": "LS"},
    severity="warning",
)
def child_assessment(data: Joined) -> Found:
    return _sums_over(data, "L3", days=7)


@rule(
    "364",
    "Sections 41-46 of Police and Criminal Evidence (PACE; 1984) severely limits the time a child "
    "can be detained in custody in local authority (LA) accommodation.",
    shows={"Episodes": "LS"},
    severity="warning",
)
def detained_in_la_accommodation(data: Joined) -> Found:
    return _sums_over(data, "J2", days=21)


def _spells_over(data: Joined, status: str, days: int) -> Found:
    rows = data.episodes_in_order.select("index", "CHILD", "DECOM", "LS", END=_end(data))
    runs_on = same_as("CHILD", -1) & (pl.col("END") == pl.col("DECOM").shift(-1)).fill_null(False)
    rows = rows.with_columns(RUNS_ON=runs_on).filter(pl.col("LS") == status)
    number = (~pl.col("RUNS_ON").shift(1).fill_null(False)).cum_sum().cast(pl.String)
    # Child and number joined as text, as the validator we agree with does it: child 1, spell 12 then meets
    # child 11, spell 2. To part them would be better and would no longer be the same findings.
    rows = rows.with_columns(SPELL=pl.col("CHILD") + number)
    lasted = (pl.col("END").max() - pl.col("DECOM").min()).dt.total_days()
    long = rows.group_by("CHILD", "SPELL").agg(lasted.alias("DAYS")).filter(pl.col("DAYS") > days)
    return {"Episodes": Where(rows, pl.col("SPELL").is_in(long["SPELL"].implode()))}


def _sums_over(data: Joined, status: str, days: int) -> Found:
    rows = data.tables["Episodes"].select("index", "CHILD", "DECOM", "LS", END=_end(data))
    rows = rows.filter((pl.col("LS") == status) & pl.col("DECOM").is_not_null())
    new = (pl.col("DECOM") > pl.col("END").shift(1)) | ~same_as("CHILD", 1)
    rows = rows.with_columns(SPELL=new.fill_null(True).cum_sum())
    lasted = (pl.col("END") - pl.col("DECOM")).dt.total_days().sum().over("SPELL")
    return {"Episodes": Where(rows, lasted > days)}


def _end(data: Joined) -> pl.Expr:
    """An episode still open is counted to the end of the year."""
    return pl.col("DEC").fill_null(data.end)
