"""Short breaks: respite care under legal status V3 and V4."""

import polars as pl

from footprint.exchange.ssda903.checks.joined import Joined
from footprint.exchange.ssda903.checks.rule import Found, Where, rule

LS, PLACE, DECOM, DEC = pl.col("LS"), pl.col("PLACE"), pl.col("DECOM"), pl.col("DEC")
SHORT_BREAK = (LS == "V3") | (LS == "V4")


@rule(
    "365",
    "Any individual short-term respite placement must not exceed 17 days.",
    shows={"Episodes": "LS"},
)
def over_17_days(data: Joined) -> Found:
    lasted = (DEC.fill_null(data.end) - DECOM).dt.total_days()
    return {"Episodes": (LS == "V3") & (lasted > 17)}


@rule(
    "366",
    "A child cannot change placement during the course of an individual short-term respite break.",
    shows={"Episodes": "RNE"},
)
def moved_in_a_break(data: Joined) -> Found:
    return {"Episodes": (LS == "V3") & pl.col("RNE").ne_missing(pl.lit("S"))}


@rule(
    "367",
    "The maximum amount of respite care allowable is 75 days in any 12-month period.",
    shows={"Episodes": "LS"},
)
def over_75_days(data: Joined) -> Found:
    ends = pl.min_horizontal(DEC.fill_null(data.end), pl.lit(data.end))
    starts = pl.max_horizontal(DECOM, pl.lit(data.start))
    counted = (LS == "V3") & DECOM.is_not_null() & pl.col("CHILD").is_not_null()
    rows = data.tables["Episodes"].select("index", "CHILD", "LS", "DECOM", "DEC").filter(counted)
    rows = rows.select("index", "CHILD", DAYS=(ends - starts).dt.total_days()).filter(pl.col("DAYS") > 0)
    return {"Episodes": Where(rows, pl.col("DAYS").sum().over("CHILD") > 75)}


@rule(
    "382",
    "A child receiving respite care cannot be in a temporary placement.",
    shows={"Episodes": "LS"},
)
def temporary_in_a_break(data: Joined) -> Found:
    return {"Episodes": SHORT_BREAK & PLACE.is_in(["T0", "T1", "T2", "T3", "T4"])}


@rule(
    "384",
    "A child receiving respite care cannot be in a long-term foster placement.",
    shows={"Episodes": "PLACE"},
)
def long_term_in_a_break(data: Joined) -> Found:
    return {"Episodes": SHORT_BREAK & ((PLACE == "U1") | (PLACE == "U4"))}


@rule(
    "426",
    "A child receiving respite care cannot be recorded under a legal status of V3 and V4 in the same year.",
    shows={"Episodes": "LS"},
)
def both_kinds_of_break(data: Joined) -> Found:
    rows = data.tables["Episodes"].select("index", "CHILD", "LS").filter(SHORT_BREAK)
    return {"Episodes": Where(rows, LS.n_unique().over("CHILD") > 1)}
