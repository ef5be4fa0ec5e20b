"""Reviews that were late or never came, by the law's own dates: every due date here is a duty's (`domain.duties`).

A return of one year holds that year's reviews only, so what was owed before cannot be judged from it: `known_since` says
from when the files tell of reviews, and a child in care before that day, or whose coming into care is not in the files, is
taken to have had the first two reviews.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache

import polars as pl

from footprint.domain.chronology import Chronology
from footprint.domain.compiled import compiled
from footprint.domain.duties import duties
from footprint.domain.profile import load_profile
from footprint.domain.rulebook import Rulebook
from footprint.exchange.ssda903.checks.ours.check import day, found
from footprint.exchange.ssda903.checks.ours.records import Records, collection_year
from footprint.exchange.ssda903.checks.ours.unreviewed import unreviewed
from footprint.exchange.ssda903.chronology import chronology
from footprint.exchange.ssda903.read import Return

FIRST = "review.first"
_MANY = 0.1
"""A year with a tenth as many reviews as the fullest is one that the files tell of; fewer are slips of the pen."""
_TWO_REVIEWS = 2


@cache
def law() -> Rulebook:
    """The statutory rules that a review meets. Reviews of short breaks are not returned, so theirs are left out."""
    rules = load_profile("england").rulebook.only(met_by="review_held")
    return replace(rules, rules=tuple(rule for rule in rules.rules if rule.statutory and rule.while_ != "short_breaks"), lines=())


def known_since(records: Records) -> date | None:
    """The day from which the files should hold every review; None where the last return holds no reviews at all."""
    told = {year for year, each in zip(records.years, records.returns, strict=True) if "Reviews" in each.tables}
    if records.years[-1] not in told:
        return None
    years = (
        records.reviews_in_care.filter(pl.col("REVIEW") <= records.as_at)
        .select(collection_year("REVIEW"))["REVIEW"]
        .value_counts()
    )
    full = years.filter(pl.col("count") >= _MANY * pl.col("count").max())["REVIEW"].to_list()
    untold = [year for year in range(records.years[0], records.years[-1]) if year not in told]
    return date(max([min([*full, records.years[0]]) - 1, *untold]), 4, 1)


def timeliness_findings(records: Records) -> Iterator[pl.DataFrame]:
    """FP05, FP06 and FP07: each late or missing review once, by the date that came first."""
    since = known_since(records)
    if since is None:
        return
    never = unreviewed(records, law(), since)
    yield never.select(pl.exclude("CHILD"))
    late = duties(_care(records, since), law(), records.as_at).filter(pl.col("days_late") > 0).rename({"child": "CHILD"})
    late = records.sure(late).sort("CHILD", "due")
    yield from _late(late, records)
    yield from _missing(late.join(never, on="CHILD", how="anti", maintain_order="left"), records)


def _care(records: Records, since: date) -> Chronology:
    """What is known of reviews and of care from a day on, short breaks left out."""
    tables = compiled(law())
    told = chronology([_without_breaks(each) for each in records.returns], tables.kinds | tables.states)
    before = (
        pl.when(pl.col("started") < since).then(pl.max_horizontal("before", pl.lit(_TWO_REVIEWS, pl.UInt32))).otherwise("before")
    )
    return Chronology(told.children, told.events.filter(pl.col("on") >= since), told.spells.with_columns(before.alias("before")))


def _without_breaks(each: Return) -> Return:
    if "Episodes" not in each.tables:
        return each
    care = each.tables["Episodes"].filter(~pl.col("LS").is_in(["V3", "V4"]).fill_null(False) | ~pl.col("accepted"))
    return replace(each, tables=each.tables | {"Episodes": care})


def _parted(rows: pl.DataFrame, column: str, sentence: pl.Expr) -> Iterator[pl.DataFrame]:
    """First reviews are FP05's, all later ones FP06's."""
    first = pl.col("rule").cast(pl.String) == FIRST
    yield found("FP05", rows.filter(first), column, sentence)
    yield found("FP06", rows.filter(~first), column, sentence)


_BY = pl.when(pl.col("days_late") == 1).then(pl.lit("1 day late")).otherwise(pl.format("{} days late", "days_late"))
_DUE = pl.format("{}: due by {}", "title", day("due"))


def _late(late: pl.DataFrame, records: Records) -> Iterator[pl.DataFrame]:
    """Reviews that were held too late, on the row of the review."""
    rows = late.filter(pl.col("met").is_not_null()).unique(["CHILD", "met"], keep="first", maintain_order=True)
    rows = rows.join(_places(records.reviews, "REVIEW"), left_on=["CHILD", "met"], right_on=["CHILD", "REVIEW"])
    yield from _parted(rows, "REVIEW", pl.format("{}, held on {}, {}. {}", _DUE, day("met"), _BY, "reason"))


def _missing(late: pl.DataFrame, records: Records) -> Iterator[pl.DataFrame]:
    """Reviews that never came, on the row from which they were counted: the review before, or the episode."""
    owed = pl.col("ended").is_not_null() | pl.col("CHILD").is_in(_in_last_return(records).implode())
    rows = late.filter(pl.col("met").is_null() & owed).unique(["CHILD", "ended"], keep="first", maintain_order=True)
    ceased = pl.format("none held before it ceased to be owed on {}, {}", day("ended"), _BY)
    lasting = pl.format("none held by {}, {}", pl.lit(f"{records.as_at:%-d %B %Y}"), _BY)
    sentence = pl.format("{}, {}. {}", _DUE, pl.when(pl.col("ended").is_null()).then(lasting).otherwise(ceased), "reason")
    after_review = pl.col("event").cast(pl.String) == "review_held"
    for counted, table, column in ((after_review, records.reviews, "REVIEW"), (~after_review, records.episodes, "DECOM")):
        placed = rows.filter(counted).join(_places(table, column), left_on=["CHILD", "from_day"], right_on=["CHILD", column])
        yield from _parted(placed, column, sentence)


def _in_last_return(records: Records) -> pl.Series:
    """The children whose case goes on: of the others the last return says nothing, so nothing is owed that could be seen."""
    last = len(records.returns) - 1
    return records.episodes.filter(pl.col("told") == last)["CHILD"].unique()


def _places(table: pl.DataFrame, column: str) -> pl.DataFrame:
    """Where each day of a child is told of."""
    return table.select("CHILD", column, "file", "row").unique(["CHILD", column], keep="first", maintain_order=True)
