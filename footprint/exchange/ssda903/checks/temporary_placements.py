"""Placements meant to be temporary (T0 to T4), and placement with parents."""

import polars as pl

from footprint.exchange.ssda903.checks.joined import Joined, same_as
from footprint.exchange.ssda903.checks.rule import Found, Where, rule

PLACE = pl.col("PLACE")
RETURN = "A child in a temporary placement must subsequently return to his/her normal placement."


def _longer_than(data: Joined, place: str, days: int) -> Found:
    # Only children whose header gives a date of birth are looked at: so does the validator we agree with.
    lasted = (pl.col("DEC") - pl.col("DECOM")).dt.total_days()
    long = (PLACE == place) & (lasted > days) & pl.col("DOB").is_not_null()
    return {"Episodes": Where(data.episodes_with_header, long)}


@rule(
    "375",
    "Hospitalisation coded as a temporary placement exceeds six weeks.",
    shows={"Episodes": "DECOM"},
    needs=("Episodes", "Header"),
    severity="warning",
)
def in_hospital(data: Joined) -> Found:
    return _longer_than(data, "T1", days=42)


@rule(
    "376",
    "Temporary placements coded as being due to holiday of usual foster carer(s) cannot exceed three weeks.",
    shows={"Episodes": "DECOM"},
    needs=("Episodes", "Header"),
)
def carers_on_holiday(data: Joined) -> Found:
    return _longer_than(data, "T3", days=21)


@rule(
    "379",
    "Temporary placements for unspecified reason (placement code T4) cannot exceed seven days.",
    shows={"Episodes": "DECOM"},
    needs=("Episodes", "Header"),
)
def no_reason_given(data: Joined) -> Found:
    return _longer_than(data, "T4", days=7)


@rule(
    "377",
    "Only two temporary placements coded as being due to holiday of usual foster carer(s) are allowed in any 12-month period.",
    shows={"Episodes": "PLACE"},
)
def third_holiday(data: Joined) -> Found:
    rows = data.tables["Episodes"].select("index", "CHILD", "PLACE").filter((PLACE == "T3") & pl.col("CHILD").is_not_null())
    return {"Episodes": Where(rows, pl.len().over("CHILD") > 2)}


@rule(
    "378",
    "A child who is placed with parent(s) cannot be looked after under a single period of accommodation "
    "under Section 20 of the Children Act 1989.",
    shows={"Episodes": "PLACE"},
)
def with_parents_by_agreement(data: Joined) -> Found:
    return {"Episodes": (PLACE == "P1") & (pl.col("LS") == "V2")}


def _did_not_return(data: Joined, *must_match: str) -> Found:
    """The episodes after a temporary one that are no return to the one before it; blanks match nothing."""
    temporary = PLACE.shift(1).is_in(["T0", "T1", "T2", "T3", "T4"])
    elsewhere = [~same_as(column, 2) for column in must_match]
    moved = pl.any_horizontal(pl.col("RNE").ne_missing(pl.lit("P")), *elsewhere)
    rows = data.episodes_in_order
    return {"Episodes": Where(rows, same_as("CHILD", 1) & same_as("CHILD", 2) & temporary & moved)}


@rule("383", RETURN, shows={"Episodes": "PLACE"}, until=2025)
def no_return_to_placement(data: Joined) -> Found:
    return _did_not_return(data, "PLACE")


@rule("383", RETURN, shows={"Episodes": "PLACE"}, since=2026)
def no_return_to_place(data: Joined) -> Found:
    return _did_not_return(data, "PLACE", "PL_POST")
