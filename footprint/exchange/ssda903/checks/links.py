"""Whether the tables agree on who the children are."""

import polars as pl

from footprint.exchange.ssda903.checks.joined import Joined
from footprint.exchange.ssda903.checks.rule import Found, Where, rule

NEED_EPISODES = ("PlacedAdoption", "Missing", "Reviews", "AD1", "PrevPerm", "OC2")


@rule(
    "1012",
    "No other data should be returned for OC3 children who had no episodes in the current year.",
    shows=dict.fromkeys(NEED_EPISODES, "CHILD"),
    needs=("Episodes",),
)
def no_episodes(data: Joined) -> Found:
    known = data.children_with_episodes
    present = [name for name in NEED_EPISODES if name in data.tables]
    return {
        name: Where(data.tables[name].select("CHILD", "index").join(known, on="CHILD", how="anti", nulls_equal=True))
        for name in present
    }


@rule(
    "INT08",
    "Internal check: child in Reviews does not exist in Header.",
    shows={"Reviews": "CHILD"},
    needs=("Header", "Reviews"),
)
def reviewed_but_unknown(data: Joined) -> Found:
    return {"Reviews": Where(data.reviews_with_header, pl.col("header").is_null())}


@rule(
    "INT17",
    "Internal check: date of birth in Reviews is different to date of birth in Header.",
    shows={"Reviews": "DOB"},
    needs=("Header", "Reviews"),
)
def two_dates_of_birth(data: Joined) -> Found:
    rows = data.reviews_with_header
    return {"Reviews": Where(rows, pl.col("DOB") != pl.col("HEADER_DOB"))}
