"""Milestones: events by name on a day, and which review, escalation, stage or conference of the child each is about."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

import polars as pl

from footprint.domain.chronology import EVENT_SCHEMA
from footprint.domain.vocabulary import KINDS
from footprint.exchange.open_format.facts import BEGAN, Facts

LEADING_UP = [
    "review_arranged",
    "review_invitations_sent",
    "review_papers_received",
    "social_worker_consulted",
    "child_consulted",
    "section_47_started",
    "transfer_in_notified",
    "conference_report_shared",
]
"""What comes before the review or conference that it is about."""
_ABOUT = {name: kind.about for name, kind in KINDS.items()}
_DATED = ["child", "kind", "on"]


def milestones(facts: Facts) -> pl.DataFrame:
    """The milestones that are events of the vocabulary: child, kind (String), on, in the order of the file."""
    rows = facts.rows("milestones").filter(pl.col("kind").is_in(list(KINDS)))
    return rows.select(_DATED)


def milestone_events(facts: Facts, wanted: Callable[[str], bool]) -> Iterator[pl.DataFrame]:
    """The events (EVENT_SCHEMA) of the wanted kinds among the milestones."""
    if facts.is_empty("milestones"):
        return
    rows = milestones(facts).filter(pl.col("kind").is_in([kind for kind in KINDS if wanted(kind)]))
    sort = pl.col("kind").replace_strict(_ABOUT, return_dtype=pl.String)
    for about, anchors in _ANCHORS.items():
        yield _events(_about(rows.filter(sort == about), *anchors(facts)))
    yield _events(rows.filter(~sort.is_in(list(_ANCHORS))).with_columns(about=pl.lit(None, pl.String)))


def _events(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.select("child", "kind", "on", pl.col("on").alias("known"), "about").cast(EVENT_SCHEMA)


_Anchors = tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]
"""Frames of child, day, about: what has a meeting on the day; what may lie behind an event; what an event may lead up to."""


def _about(rows: pl.DataFrame, same_day: pl.DataFrame, behind: pl.DataFrame, ahead: pl.DataFrame) -> pl.DataFrame:
    """Milestones with what they are about: null where the child has no such thing."""
    leads_up = pl.col("kind").is_in(LEADING_UP)
    rows = _nearest(_nearest(rows.sort("on", maintain_order=True), behind, "backward", "behind"), ahead, "forward", "ahead")
    today = same_day.unique(["child", "day"], keep="last", maintain_order=True).rename({"day": "on", "about": "today"})
    rows = rows.join(today, on=["child", "on"], how="left", maintain_order="left")
    to_come = pl.when(leads_up).then("ahead")
    return rows.with_columns(pl.coalesce("today", to_come, "behind").alias("about"))


def _nearest(rows: pl.DataFrame, anchors: pl.DataFrame, strategy: Literal["backward", "forward"], name: str) -> pl.DataFrame:
    days = anchors.drop_nulls().sort("day", maintain_order=True).rename({"about": name})
    found = rows.join_asof(
        days, left_on="on", right_on="day", by="child", strategy=strategy, check_sortedness=False, coalesce=False
    )
    return found.drop("day")


def _review_anchors(facts: Facts) -> _Anchors:
    reviews = facts.reviews.select("child", "status", "completed", day="started", about="review").sort("day", maintain_order=True)
    begun = reviews.filter(BEGAN).select("child", "day", "about")
    meetings = facts.meetings.select("child", day="held", about="review")
    not_cancelled = reviews.filter(pl.col("status").ne_missing("cancelled")).select("child", "day", "about")
    return pl.concat([meetings, begun]), begun, not_cancelled


def _escalation_anchors(facts: Facts) -> _Anchors:
    raised = facts.escalations.select("child", day="raised", about="escalation")
    return raised, raised, raised.clear()


def _stage_anchors(facts: Facts) -> _Anchors:
    started = facts.stages.select("child", "about", day="started").select("child", "day", "about")
    return started, started, started.clear()


def _conference_anchors(facts: Facts) -> _Anchors:
    held = facts.rows("conferences").select("child", day=pl.coalesce("held", "section47"), about="conference")
    return held, held, held


_ANCHORS: dict[str, Callable[[Facts], _Anchors]] = {
    "review": _review_anchors,
    "escalation": _escalation_anchors,
    "stage": _stage_anchors,
    "conference": _conference_anchors,
}
"""By what an event is about, the days by which it finds its own. Carers are in no file."""
