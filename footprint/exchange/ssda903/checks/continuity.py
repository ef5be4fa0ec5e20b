"""Whether this year's return goes on where last year's left off (503A to 503F)."""

import polars as pl

from footprint.exchange.ssda903.checks.joined import Joined
from footprint.exchange.ssda903.checks.rule import Finder, Found, Where, rule

NEEDS = ("Episodes", "Episodes_last")
COMPARED = {
    "503A": ("RNE", "The reason for new episode"),
    "503B": ("LS", "The legal status"),
    "503C": ("CIN", "The category of need"),
    "503E": ("PLACE_PROVIDER", "The placement provider"),
    "503F": ("URN", "The Ofsted URN"),
}
SUPPORTED_ACCOMMODATION = ("H5", ["K3"])
"""What was H5 was coded anew as K3 when supported accommodation came under Ofsted."""
OTHER_PLACEMENTS = ("Z1", ["Z11", "Z12", "Z13", "Z14"])
"""What was Z1 is divided from 2025/26."""
RECODED = {2024: SUPPORTED_ACCOMMODATION, 2025: SUPPORTED_ACCOMMODATION, 2026: OTHER_PLACEMENTS}


def _message(what: str) -> str:
    return f"{what} in the first episode does not match open episode at end of last year."


def _differs(column: str) -> pl.Expr:
    return pl.col(column).ne_missing(pl.col(f"{column}_last"))


def _finder(column: str) -> Finder:
    def find(data: Joined) -> Found:
        return {"Episodes": Where(data.carried_over, _differs(column))}

    return find


for _id, (_column, _what) in COMPARED.items():
    rule(_id, _message(_what), shows={"Episodes": _column}, needs=NEEDS)(_finder(_column))


@rule("503D", _message("The placement type"), shows={"Episodes": "PLACE"}, needs=NEEDS)
def placement_differs(data: Joined) -> Found:
    old, new = RECODED.get(data.year, ("", []))
    recoded = pl.col("PLACE_last").eq_missing(pl.lit(old)) & pl.col("PLACE").is_in(new).fill_null(False)
    return {"Episodes": Where(data.carried_over, _differs("PLACE") & ~recoded)}
