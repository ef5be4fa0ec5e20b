"""When episodes start and end, and the child's age then."""

from datetime import date

import polars as pl

from footprint.exchange.ssda903.checks.joined import Joined
from footprint.exchange.ssda903.checks.rule import Found, Where, rule

DECOM, DEC, DOB = pl.col("DECOM"), pl.col("DEC"), pl.col("DOB")
CHILDREN_ACT_1989_IN_FORCE = date(1991, 10, 14)
AFTER_YEAR_END = "must be on or before the end of the current collection year."


@rule("353", "No episode submitted can start before 14 October 1991.", shows={"Episodes": "DECOM"})
def before_the_act(data: Joined) -> Found:
    return {"Episodes": DECOM < CHILDREN_ACT_1989_IN_FORCE}


@rule("354", f"Date episode commenced {AFTER_YEAR_END}", shows={"Episodes": "DECOM"})
def starts_after_year_end(data: Joined) -> Found:
    return {"Episodes": data.end < DECOM}


@rule("385", f"Date episode ceased {AFTER_YEAR_END}", shows={"Episodes": "DEC"})
def ends_after_year_end(data: Joined) -> Found:
    return {"Episodes": data.end < DEC}


@rule(
    "355",
    "Episode appears to have lasted for less than 24 hours.",
    shows={"Episodes": "DECOM"},
    severity="warning",
)
def under_a_day(data: Joined) -> Found:
    # An episode with neither date is found too: the same blank stands in both places.
    return {"Episodes": DECOM.eq_missing(DEC)}


@rule(
    "358",
    "Child with this legal status should not be under 10.",
    shows={"Episodes": "DECOM", "Header": "DOB"},
)
def criminal_status_under_ten(data: Joined) -> Found:
    status = pl.col("LS").is_in(["J1", "J2", "J3"])
    found = status & (DOB.dt.offset_by("10y") >= DECOM)
    rows = data.episodes_with_header
    return {"Episodes": Where(rows, found), "Header": Where(rows, found, "header")}


@rule(
    "359",
    "Child being looked after following 18th birthday must be accommodated under section 20(5) "
    "of the Children Act 1989 in a community home.",
    shows={"Episodes": "DEC"},
    needs=("Episodes", "Header"),
)
def open_past_eighteen(data: Joined) -> Found:
    community_home = pl.col("LS").eq_missing(pl.lit("V2")) & pl.col("PLACE").eq_missing(pl.lit("K2"))
    past_eighteen = DOB.dt.offset_by("18y") < data.end
    return {"Episodes": Where(data.episodes_with_header, DEC.is_null() & ~community_home & past_eighteen)}
