"""Reviews, and how the child took part in them."""

import polars as pl

from footprint.exchange.ssda903.checks.joined import Joined
from footprint.exchange.ssda903.checks.rule import Found, Where, rule

REVIEW, CODE = pl.col("REVIEW"), pl.col("REVIEW_CODE")
FOURTH_BIRTHDAY = pl.col("DOB").dt.offset_by("4y")
TOOK_PART = [f"PN{n}" for n in range(1, 8)]


@rule("166", "Date of review is invalid or blank.", shows={"Reviews": "REVIEW"})
def undated(data: Joined) -> Found:
    return {"Reviews": REVIEW.is_null()}


@rule("167", "Data entry for participation is invalid or blank.", shows={"Reviews": "REVIEW_CODE"})
def no_participation(data: Joined) -> Found:
    entered = REVIEW.is_not_null() & CODE.is_in(["PN0", *TOOK_PART]).fill_null(False)
    return {"Reviews": ~(entered | (REVIEW.is_null() & CODE.is_null()))}


@rule(
    "440",
    "Participation method indicates child was under 4 years old at the time of the review, "
    "but date of birth and review date indicates the child was 4 years old or over.",
    shows={"Reviews": "DOB"},
)
def under_four_by_code_only(data: Joined) -> Found:
    return {"Reviews": (CODE == "PN0") & (REVIEW > FOURTH_BIRTHDAY)}


@rule(
    "441",
    "Participation method indicates child was 4 years old or over at the time of the review, "
    "but the date of birth and review date indicates the child was under 4 years old.",
    shows={"Reviews": "DOB"},
)
def four_or_over_by_code_only(data: Joined) -> Found:
    return {"Reviews": CODE.is_in(TOOK_PART) & (REVIEW < FOURTH_BIRTHDAY)}


@rule(
    "399",
    "Mother field, review field or participation field are completed but child is looked after under legal status V3 or V4.",
    shows={"Episodes": "LS", "Header": "MOTHER", "Reviews": "REVIEW"},
)
def reviewed_in_short_breaks(data: Joined) -> Found:
    filled = pl.any_horizontal(pl.col("MOTHER", "REVIEW", "REVIEW_CODE").is_not_null())
    header = data.tables["Header"].select("CHILD", "MOTHER", header="index")
    reviews = data.tables["Reviews"].select("CHILD", "REVIEW", "REVIEW_CODE", review="index")
    rows = _only_in_short_breaks(data).join(header, on="CHILD", how="left")
    rows = rows.join(reviews, on="CHILD", how="left")
    columns = {"Episodes": "index", "Header": "header", "Reviews": "review"}
    return {table: Where(rows, filled, column) for table, column in columns.items()}


def _only_in_short_breaks(data: Joined) -> pl.DataFrame:
    """The episodes of the children who have no episode under any status but V3 and V4."""
    episodes = data.tables["Episodes"].select("CHILD", "index", BREAK=pl.col("LS").is_in(["V3", "V4"]))
    breaks = episodes.filter(pl.col("BREAK") & pl.col("CHILD").is_not_null())
    others = episodes.filter(~pl.col("BREAK").fill_null(False))
    return breaks.join(others, on="CHILD", how="anti")
