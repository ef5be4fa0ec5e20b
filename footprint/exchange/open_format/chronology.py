"""From the records of the open format to a chronology: periods of care from the episodes, the rest from the other files."""

from __future__ import annotations

from collections.abc import Callable, Collection

import polars as pl

from footprint.domain.care_history import CareHistory, care_history
from footprint.domain.chronology import EVENT_SCHEMA, SPELL_SCHEMA, Chronology
from footprint.domain.episodes import EPISODE_SCHEMA
from footprint.domain.facts import run
from footprint.domain.vocabulary import KIND
from footprint.exchange.open_format.facts import BEGAN, IS_IRO, Facts
from footprint.exchange.open_format.milestones import milestone_events
from footprint.exchange.open_format.read import OpenRecords
from footprint.exchange.open_format.states import spells_opened
from footprint.exchange.open_format.told import events_told

_CARE = frozenset({"looked_after", "placement"})
"""The states in which others begin, so that they are worked out whether wanted or not."""


def open_chronology(records: OpenRecords, wanted: Collection[str] | None = None) -> Chronology:
    """The chronology of every child in the records; a child of whom a row was set aside is marked incomplete.

    Args:
        wanted: the events and states to work out; all by default.
    """

    def asked(name: str) -> bool:
        return wanted is None or name in wanted

    facts = Facts(records)
    happened, lasted = care_history(_history(facts), None if wanted is None else _CARE.union(wanted))
    events = [happened, events_told(facts, asked), *milestone_events(facts, asked), *_allocated(facts, lasted, asked)]
    spells = [lasted.filter(_is_wanted("state", wanted)), *spells_opened(facts, lasted, asked)]
    return Chronology(
        facts.children,
        pl.concat([EVENT_SCHEMA.to_frame(), *events]),
        pl.concat([SPELL_SCHEMA.to_frame(), *spells]),
    )


def _is_wanted(column: str, wanted: Collection[str] | None) -> pl.Expr:
    return pl.lit(True) if wanted is None else pl.col(column).cast(pl.String).is_in(list(wanted))


def _history(facts: Facts) -> CareHistory:
    held = facts.reviews.filter(BEGAN).select("child", on="started")
    return CareHistory(facts.rows("episodes").select(EPISODE_SCHEMA.names()), facts.children, held)


def _allocated(facts: Facts, lasted: pl.DataFrame, asked: Callable[[str], bool]) -> list[pl.DataFrame]:
    """An IRO who was there before care began is allocated, for that period of care, on its first day."""
    if not asked("iro_allocated"):
        return []
    iros = facts.rows("involvements").lazy().filter(IS_IRO).select("child", "started", "ended")
    periods = lasted.lazy().filter(pl.col("state") == "looked_after").select("child", "known", on="started")
    there = (pl.col("started") < pl.col("on")) & (pl.col("ended").is_null() | (pl.col("on") < pl.col("ended")))
    found = iros.join(periods, on="child").filter(there).unique(["child", "on"], maintain_order=True)
    about = pl.lit(None, pl.String).alias("about")
    return [run(found.select("child", pl.lit("iro_allocated", KIND).alias("kind"), "on", "known", about), len(lasted))]
