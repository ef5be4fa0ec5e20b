"""Children in care of whom the files hold no review at all (FP07)."""

from __future__ import annotations

from datetime import date

import polars as pl

from footprint.domain.chronology import CHILDREN_SCHEMA, UNKNOWN_START, Chronology, events_frame, spells_frame
from footprint.domain.duties import duties
from footprint.domain.rulebook import Rulebook
from footprint.exchange.ssda903.checks.ours.check import day, found
from footprint.exchange.ssda903.checks.ours.records import Records


def unreviewed(records: Records, law: Rulebook, since: date) -> pl.DataFrame:
    """FP07 on the last episode of each such child, with CHILD.

    A child who came into care while the files tell of reviews has the first overdue. One who was in care before may have had
    a review before, so the files must tell of more time than the law allows between two.
    """
    children = _without_review(records)
    due = _first_due(children, law, since, records.as_at)
    rows = children.join(due, on="CHILD").filter(
        pl.col("sure") & (pl.col("begun") >= since) | _longer_than_a_gap(law, since, records.as_at)
    )
    rows = records.sure(rows)
    counted = pl.col("sure") & (pl.col("begun") == pl.col("counted"))
    begun = pl.when(pl.col("sure")).then(day("begun")).otherwise(pl.format("before {}", day("begun")))
    tail = pl.when(counted).then(pl.format("; the first was due by {}.", day("due"))).otherwise(pl.lit("."))
    sentence = pl.format("This child has been in care since {} and these files hold no review{}", begun, tail)
    return pl.concat([rows.select("CHILD"), found("FP07", rows, "DECOM", sentence)], how="horizontal")


def _without_review(records: Records) -> pl.DataFrame:
    """Children in care on the day who have no review: their last episode, with `begun`, when they came into care as far as is
    known, and `sure`, whether it is."""
    lasts = (pl.col("started") <= records.as_at) & (pl.col("ended").is_null() | (pl.col("ended") > records.as_at))
    care = records.periods.filter((pl.col("state").cast(pl.String) == "looked_after") & lasts).select("CHILD", "started")
    care = care.join(records.reviews.filter(pl.col("REVIEW") <= records.as_at), on="CHILD", how="anti")
    known = records.episodes.filter(
        ~pl.col("LS").is_in(["V3", "V4"]).fill_null(False) & (pl.col("told") == len(records.returns) - 1)
    )
    ends = known.group_by("CHILD").agg(pl.col("DECOM", "file", "row").last(), pl.col("DECOM").first().alias("earliest"))
    sure = pl.col("started") > UNKNOWN_START
    begun = pl.when(sure).then("started").otherwise("earliest")
    return care.join(ends, on="CHILD").with_columns(sure.alias("sure"), begun.alias("begun"))


def _first_due(children: pl.DataFrame, law: Rulebook, since: date, as_at: date) -> pl.DataFrame:
    """By when the first review was due, of those children for whom that day has passed: CHILD, counted (from when), due."""
    start = max(since, law["review.first"].in_force)
    days = [max(begun, start) for begun in children["begun"]]
    named = children.select(pl.col("CHILD").alias("child"), dob=pl.lit(None, pl.Date), incomplete=pl.lit(False))
    events = events_frame((row, "came_into_care", on, None) for row, on in enumerate(days))
    spells = spells_frame((row, "regulation_33", on, None) for row, on in enumerate(days))
    owed = duties(Chronology(named.cast(CHILDREN_SCHEMA), events, spells), law, as_at).filter(pl.col("days_late") > 0)
    return owed.select(CHILD="child", counted="started", due="due")


def _longer_than_a_gap(law: Rulebook, since: date, as_at: date) -> bool:
    limit = law["review.later"].within
    return limit is not None and limit.after(since, law.calendar) < as_at
