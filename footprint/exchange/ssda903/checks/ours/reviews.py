"""Reviews that cannot be where they are: outside care, after the year, twice, or with a code that the age forbids."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from footprint.exchange.ssda903.checks.ours.check import day, found, line, year_words
from footprint.exchange.ssda903.checks.ours.records import Records

ON, CODE, FOUR = pl.col("REVIEW"), pl.col("REVIEW_CODE"), pl.col("FOUR")
SHORT_BREAK = pl.col("LS").is_in(["V3", "V4"])


def outside_care(records: Records) -> pl.DataFrame:
    """FP01. Without any episodes there is nothing to lie outside of."""
    if records.episodes.is_empty():
        return found("FP01", records.reviews.clear(), "REVIEW", pl.lit(""))
    rows = records.sure(records.reviews.join(records.reviews_in_care, on=["CHILD", "REVIEW"], how="anti"))
    unknown = ~pl.col("CHILD").is_in(records.episodes["CHILD"].unique().implode())
    outside = pl.format("The review on {} lies outside every period of care of this child.", day("REVIEW"))
    nowhere = pl.format("The review on {} is of a child who has no episode in these files.", day("REVIEW"))
    return found("FP01", rows, "REVIEW", pl.when(unknown).then(nowhere).otherwise(outside))


def after_the_year(records: Records) -> pl.DataFrame:
    """FP02, against the year of the return that holds the review."""
    years = pl.Series(list(records.years), dtype=pl.Int32)
    ends = pl.date(pl.lit(years).gather("told"), 3, 31)
    rows = records.reviews.with_columns(ends.alias("END")).filter(pl.col("END") < ON)
    year = pl.lit(pl.Series([year_words(year) for year in records.years], dtype=pl.String)).gather("told")
    sentence = "The review on {} lies after {}, the end of the collection year {}."
    return found("FP02", rows, "REVIEW", pl.format(sentence, day("REVIEW"), day("END"), year))


def twice(records: Records) -> pl.DataFrame:
    """FP03. In one return: that an earlier year's return holds the same review is no fault of this one."""
    again = pl.struct("CHILD", "REVIEW", "told").is_duplicated()
    one = pl.col("row", "file").first().over("CHILD", "REVIEW", "told").name.prefix("first_")
    rows = records.rows("Reviews").filter(again).with_columns(one)
    rows = rows.filter(~pl.struct("CHILD", "REVIEW", "told").is_first_distinct())
    newest = pl.col("told") == pl.col("told").max().over("CHILD", "REVIEW")
    sentence = pl.format("This child's review on {} is already on {}.", day("REVIEW"), line("first_file", "first_row"))
    return found("FP03", rows.filter(newest), "REVIEW", sentence)


def wrong_for_age(records: Records) -> pl.DataFrame:
    """FP04. In law the child is 4 on the fourth birthday. The birth is the review row's, else the header's."""
    born = records.history.children.select(CHILD="child", HEADER_DOB="dob")
    four = pl.coalesce("DOB", "HEADER_DOB").dt.offset_by("4y")
    rows = records.reviews.join(born, on="CHILD", how="left", maintain_order="left").with_columns(four.alias("FOUR"))
    says_under = CODE == "PN0"
    rows = rows.filter((says_under & (ON >= FOUR)) | (CODE.is_in([f"PN{n}" for n in range(1, 8)]) & (ON < FOUR)))
    says = pl.when(says_under).then(pl.lit("under 4")).otherwise(pl.lit("4 or over"))
    birthday = pl.when(says_under).then(day("FOUR")).otherwise(pl.format("only {}", day("FOUR")))
    the_day = pl.when(ON == FOUR).then(pl.lit(", and on that day a child is 4")).otherwise(pl.lit(""))
    sentence = "{} says that the child was {} at the review on {}, but the fourth birthday was {}{}."
    return found("FP04", rows, "REVIEW_CODE", pl.format(sentence, CODE, says, day("REVIEW"), birthday, the_day))


def of_short_breaks(records: Records) -> pl.DataFrame:
    """FP08."""
    statuses = records.episodes.group_by("CHILD").agg(SHORT_BREAK.fill_null(False).all().alias("only"))
    rows = records.sure(records.reviews.join(statuses.filter("only"), on="CHILD", how="semi", maintain_order="left"))
    sentence = "The review on {} is of a child whose every episode is a short break (V3 or V4); such reviews are not returned."
    return found("FP08", rows, "REVIEW", pl.format(sentence, day("REVIEW")))


def review_findings(records: Records) -> Iterator[pl.DataFrame]:
    """What all of these find."""
    for check in (outside_care, after_the_year, twice, wrong_for_age, of_short_breaks):
        yield check(records)
