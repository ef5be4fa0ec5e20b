"""Deprivation of liberty orders (DoLOs), in the return from 2026/27."""

import polars as pl

from footprint.exchange.ssda903.checks.joined import Joined, same_as
from footprint.exchange.ssda903.checks.rule import Found, Where, rule

START, END = pl.col("DOLO_START"), pl.col("DOLO_END")
SINCE = 2027


@rule("700", "The start date of the DoLO is not a valid date.", shows={"DoLo": "DOLO_START"}, since=SINCE)
def no_start(data: Joined) -> Found:
    return {"DoLo": START.is_null()}


@rule(
    "702",
    "The date that the DoLO ended is before the date that it started.",
    shows={"DoLo": "DOLO_START"},
    since=SINCE,
)
def ends_before_start(data: Joined) -> Found:
    # One that ends the day it starts is found too.
    return {"DoLo": END <= START}


@rule(
    "703",
    "The date that the DoLO started is after the end of the collection year.",
    shows={"DoLo": "DOLO_START"},
    since=SINCE,
)
def starts_after_year_end(data: Joined) -> Found:
    return {"DoLo": data.end < START}


@rule(
    "704",
    "The date that the DoLO ended is before the start or after the end of the collection year.",
    shows={"DoLo": "DOLO_END"},
    since=SINCE,
)
def ends_outside_year(data: Joined) -> Found:
    return {"DoLo": ~END.is_between(data.start, data.end)}


@rule(
    "705",
    "A DoLO cannot start when the previous DoLO is still open.",
    shows={"DoLo": "DOLO_START"},
    since=SINCE,
)
def previous_still_open(data: Joined) -> Found:
    rows = data.tables["DoLo"].with_columns(ORDER=END.fill_null(START))
    rows = rows.sort("CHILD", "ORDER", "DOLO_START", nulls_last=True, maintain_order=True)
    before = END.shift(1)
    return {"DoLo": Where(rows, same_as("CHILD", 1) & (before.is_null() | (before > START)))}


@rule(
    "706",
    "There is an open DoLO in last year's return and there is no corresponding DoLO recorded at the start of this year.",
    shows={"DoLo_last": "DOLO_START"},
    needs=("DoLo", "DoLo_last"),
    since=SINCE,
)
def not_carried_over(data: Joined) -> Found:
    still_open = data.tables["DoLo_last"].filter(END.is_null())
    now = data.tables["DoLo"]
    same = ["CHILD", "DOLO_START"]
    return {"DoLo_last": Where(still_open.join(now, on=same, how="anti", nulls_equal=True))}


@rule(
    "707",
    "Child ceased to be looked after but there is a DoLO without an end date.",
    shows={"DoLo": "DOLO_END"},
    needs=("DoLo", "Episodes"),
    since=SINCE,
)
def outside_care(data: Joined) -> Found:
    ongoing = END.is_null() & (pl.col("CEASED").is_not_null() | (pl.col("BEGAN") > START))
    outside = ongoing | (pl.col("CEASED") < END) | (pl.col("BEGAN") > END)
    orders = data.tables["DoLo"].filter(START.is_not_null())
    pairs = orders.join(_periods_of_care(data, orders), on="CHILD", how="left", nulls_equal=True)
    outside_all = outside.fill_null(False).all().over("index")
    return {"DoLo": Where(pairs, outside_all)}


def _periods_of_care(data: Joined, orders: pl.DataFrame) -> pl.DataFrame:
    """When the children with orders came into care and left it: episodes that follow on, put together."""
    rows = data.episodes_in_order.filter(pl.col("DECOM").is_not_null())
    rows = rows.join(orders, on="CHILD", how="semi", nulls_equal=True, maintain_order="left")
    new = (pl.col("DECOM") > pl.col("DEC").shift(1)).fill_null(False) | ~same_as("CHILD", 1)
    period = rows.with_columns(PERIOD=new.cum_sum()).group_by("PERIOD", maintain_order=True)
    return period.agg(pl.col("CHILD", "DECOM").first(), pl.col("DEC").last()).rename({"DECOM": "BEGAN", "DEC": "CEASED"})


@rule("708", "Dates of DoLOs are before child's date of birth.", shows={"DoLo": "DOLO_START"}, since=SINCE)
def before_birth(data: Joined) -> Found:
    return {"DoLo": START <= pl.col("DOB")}


def _placed(data: Joined, condition: pl.Expr) -> Found:
    """The orders with both dates, and the episodes they overlap, where the placement meets the condition."""
    orders = data.tables["DoLo"].filter(START.is_not_null() & END.is_not_null())
    orders = orders.select("CHILD", "DOLO_START", "DOLO_END", order="index")
    overlap = (END >= pl.col("DECOM")) & (pl.col("DEC").is_null() | (pl.col("DEC") >= START))
    episodes = data.tables["Episodes"].select("index", "CHILD", "DECOM", "DEC", "PLACE").filter(condition)
    rows = episodes.join(orders, on="CHILD", nulls_equal=True)
    return {"DoLo": Where(rows, overlap, "order"), "Episodes": Where(rows, overlap)}


@rule(
    "709",
    "Child with a DoLO is in an unexpected placement type.",
    shows={"DoLo": "DOLO_START", "Episodes": "PLACE"},
    since=SINCE,
    severity="warning",
)
def unexpected_placement(data: Joined) -> Found:
    return _placed(data, ~pl.col("PLACE").is_in(["K2", "Z12", "Z13"]).fill_null(False))


@rule(
    "710",
    "Child with a DoLO can not be placed in secure children's homes, with parents, "
    "young offender institutions, or supported accommodation.",
    shows={"DoLo": "DOLO_START", "Episodes": "PLACE"},
    since=SINCE,
)
def excluded_placement(data: Joined) -> Found:
    return _placed(data, pl.col("PLACE").is_in(["K1", "P1", "R5", "K3"]))
