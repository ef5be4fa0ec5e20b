"""How each child stands as at a day, worked out from the same frames and chronology as the duties."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl

from footprint.domain.chronology import UNKNOWN_START, Chronology
from footprint.domain.facts import run
from footprint.exchange.open_format.facts import IS_IRO, IS_SOCIAL_WORKER

Tables = Mapping[str, pl.DataFrame]

_TEAM_MANAGER = pl.col("role").str.to_lowercase().str.contains(r"^(?:[\w ]+ )?team manager$")


def standings(tables: Tables, facts: Chronology, timetable: pl.DataFrame, as_at: date) -> pl.DataFrame:
    """One row a child (by `child`, the authority's number), with the columns of `records.Standing` but the links as numbers.

    Args:
        tables: frames of the open format.
        facts: the chronology made of them.
        timetable: `domain.timetable` of that chronology at the same day.
    """
    rows = facts.children.lazy().select("child")
    lazily = {name: frame.lazy() for name, frame in tables.items()}
    timed = timetable.lazy()
    parts = [
        _care(facts, as_at),
        _episode(lazily["episodes"], as_at),
        _placement(facts, as_at),
        *_people(lazily["involvements"], as_at),
        _team(lazily["team_history"], as_at),
        _next(timed),
        _reviews(lazily["reviews"], timed),
        _seen(facts, as_at),
        _challenged(lazily["escalations"]),
        _protected(lazily["cp_plans"], as_at),
    ]
    for part in parts:
        rows = rows.join(part, on="child", how="left", maintain_order="left")
    rows = rows.with_columns(
        pl.col("in_care", "short_breaks", "in_protection_plan").fill_null(False),
        pl.col("open_escalations").fill_null(0),
        pl.lit(as_at).alias("as_at"),
    )
    return run(rows, len(facts.events))


def _now(as_at: date, started: str = "started", ended: str = "ended") -> pl.Expr:
    """Rows that hold at the end of a day."""
    begun = pl.col(started).is_null() | (pl.col(started) <= as_at)
    return begun & (pl.col(ended).is_null() | (pl.col(ended) > as_at))


def _named(facts: Chronology, rows: pl.LazyFrame) -> pl.LazyFrame:
    return rows.with_columns(pl.lit(facts.children["child"]).gather("child").alias("child"))


def _care(facts: Chronology, as_at: date) -> pl.LazyFrame:
    """The period of care, or the short breaks, that the child is in or was last in."""
    states = pl.col("state").is_in(["looked_after", "short_breaks"])
    spells = facts.spells.lazy().filter(states & (pl.col("known") <= as_at) & (pl.col("started") <= as_at))
    spells = spells.sort("child", "started").unique("child", keep="last", maintain_order=True)
    here = pl.col("ended").is_null() | (pl.col("ended") > as_at)
    rows = spells.select(
        "child",
        here.alias("in_care"),
        (here & (pl.col("state") == "short_breaks")).alias("short_breaks"),
        pl.when(pl.col("started") != UNKNOWN_START).then("started").alias("care_started"),
        pl.when(~here).then("ended").alias("care_ended"),
    )
    return _named(facts, rows)


def _placement(facts: Chronology, as_at: date) -> pl.LazyFrame:
    spells = facts.spells.lazy().filter((pl.col("state") == "placement") & _now(as_at))
    rows = spells.sort("started").unique("child", keep="last", maintain_order=True)
    known = pl.when(pl.col("started") != UNKNOWN_START).then("started").alias("placement_started")
    return _named(facts, rows.select("child", known))


def _episode(episodes: pl.LazyFrame, as_at: date) -> pl.LazyFrame:
    """The latest episode, while it lasts."""
    rows = episodes.filter(pl.col("decom") <= as_at).sort("decom", "pk").unique("child", keep="last", maintain_order=True)
    rows = rows.filter(_now(as_at, "decom", "dec"))
    return rows.select("child", "place_provider", "home_post", "pl_post", legal_status="ls", placement="place")


def _people(involvements: pl.LazyFrame, as_at: date) -> list[pl.LazyFrame]:
    rows = involvements.filter(_now(as_at)).sort("started", "pk", nulls_last=False)
    kinds = {"iro": IS_IRO, "social_worker": IS_SOCIAL_WORKER, "team_manager": _TEAM_MANAGER}
    found = {name: rows.filter(which).unique("child", keep="last", maintain_order=True) for name, which in kinds.items()}
    iros = found["iro"].select("child", pl.col("staff").alias("iro"), pl.col("started").alias("iro_since"))
    return [iros, *(found[name].select("child", pl.col("staff").alias(name)) for name in ("social_worker", "team_manager"))]


def _team(teams: pl.LazyFrame, as_at: date) -> pl.LazyFrame:
    rows = teams.filter(_now(as_at)).sort("started", "pk", nulls_last=False)
    return rows.unique("child", keep="last", maintain_order=True).select("child", "team")


def _next(timetable: pl.LazyFrame) -> pl.LazyFrame:
    rows = timetable.filter(pl.col("kind").eq_missing("next"))
    return rows.select(
        "child",
        pl.col("due").alias("next_due"),
        pl.col("rule").cast(pl.String).alias("next_rule"),
        pl.col("reason").alias("next_reason"),
        pl.col("local_due").alias("next_local_due"),
        pl.col("local_rule").cast(pl.String).alias("next_local_rule"),
    )


def _reviews(reviews: pl.LazyFrame, timetable: pl.LazyFrame) -> pl.LazyFrame:
    """The last review held, how it was judged, and the review that is planned."""
    held = timetable.filter(pl.col("held").is_not_null()).group_by("child").agg(pl.col("held").max().alias("last_review"))
    judged = reviews.filter(pl.col("rag").is_not_null() & pl.col("started").is_not_null()).sort("started")
    rag = judged.unique("child", keep="last", maintain_order=True).select("child", "rag")
    planned = reviews.filter(pl.col("status") == "planned").group_by("child").agg(pl.col("started").min().alias("next_planned"))
    return held.join(rag, on="child", how="full", coalesce=True).join(planned, on="child", how="full", coalesce=True)


def _seen(facts: Chronology, as_at: date) -> pl.LazyFrame:
    visits = facts.events.lazy().filter((pl.col("kind") == "iro_visit") & (pl.col("on") <= as_at))
    return _named(facts, visits.group_by("child").agg(pl.col("on").max().alias("last_seen")))


def _challenged(escalations: pl.LazyFrame) -> pl.LazyFrame:
    rows = escalations.filter(pl.col("resolved").is_null())
    return rows.group_by("child").agg(pl.len().cast(pl.Int64).alias("open_escalations"))


def _protected(plans: pl.LazyFrame, as_at: date) -> pl.LazyFrame:
    rows = plans.filter(_now(as_at)).select("child").unique()
    return rows.with_columns(pl.lit(True).alias("in_protection_plan"))
