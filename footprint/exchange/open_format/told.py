"""Which cell of which file tells of which event: one table, read from top to bottom."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

import polars as pl

from footprint.domain.chronology import EVENT_SCHEMA
from footprint.domain.facts import run
from footprint.domain.vocabulary import KIND
from footprint.exchange.open_format.facts import ADJOURNED, BEGAN, HELD, IS_IRO, IS_SOCIAL_WORKER, Facts

Rows = Callable[[Facts], pl.DataFrame]
_EVERY = pl.lit(True)


class Told(NamedTuple):
    """Rows for which something holds tell of an event on the day in a column, about what another column names."""

    rows: Rows
    which: pl.Expr
    day: str
    kind: str
    about: str | None = None


def events_told(facts: Facts, wanted: Callable[[str], bool]) -> pl.DataFrame:
    """The events (EVENT_SCHEMA) of the wanted kinds that the cells of the files tell of, file by file."""
    events, looked_at = [EVENT_SCHEMA.to_frame().lazy()], 0
    for rows, group in groupby(TOLD, key=attrgetter("rows")):
        asked = [told for told in group if wanted(told.kind)]
        found = rows(facts) if asked else pl.DataFrame()
        if len(found):
            events += [_events(told, found.lazy()) for told in asked]
            looked_at += len(found)
    return run(pl.concat(events), looked_at)


def _events(told: Told, rows: pl.LazyFrame) -> pl.LazyFrame:
    """Events of one kind, known on their day; rows whose day is not recorded tell of none."""
    columns = _columns(told.kind, told.day, told.about)
    return rows.filter(told.which & pl.col(told.day).is_not_null()).select(columns)


@cache
def _columns(kind: str, day: str, about: str | None) -> list[pl.Expr]:
    named = pl.col(about) if about else pl.lit(None, pl.String)
    return [
        pl.col("child"),
        pl.lit(kind, KIND).alias("kind"),
        pl.col(day).alias("on"),
        pl.col(day).alias("known"),
        named.alias("about"),
    ]


def _file(name: str) -> Rows:
    return lambda facts: facts.rows(name)


def _kind(*names: str) -> pl.Expr:
    return pl.col("kind").is_in(names)


def _reviews(facts: Facts) -> pl.DataFrame:
    return facts.reviews


def _meetings(facts: Facts) -> pl.DataFrame:
    return facts.meetings


def _escalations(facts: Facts) -> pl.DataFrame:
    return facts.escalations


def _stages(facts: Facts) -> pl.DataFrame:
    return facts.stages


def _contacts(facts: Facts) -> pl.DataFrame:
    return facts.contacts


_INVOLVEMENTS, _PLANS, _CP_PLANS, _CONFERENCES = map(_file, ("involvements", "plans", "cp_plans", "conferences"))
_NOT_OFF = pl.col("status").is_null() | BEGAN

TOLD = [
    Told(_reviews, BEGAN, "started", "review_held", "review"),
    Told(_reviews, HELD, "completed", "review_completed", "review"),
    Told(_reviews, ADJOURNED, "last", "review_adjourned", "review"),
    Told(_reviews, _NOT_OFF, "decisions_sent", "decisions_sent", "review"),
    Told(_reviews, _NOT_OFF, "record_completed", "record_completed", "review"),
    Told(_reviews, _NOT_OFF, "record_distributed", "record_distributed", "review"),
    Told(_reviews, _EVERY, "child_last_seen", "iro_visit"),
    Told(_meetings, _EVERY, "held", "review_meeting_held", "review"),
    Told(_INVOLVEMENTS, IS_IRO, "started", "iro_allocated"),
    Told(_INVOLVEMENTS, IS_IRO, "ended", "iro_ended"),
    Told(_INVOLVEMENTS, IS_SOCIAL_WORKER, "started", "social_worker_allocated"),
    Told(_contacts, _kind("visit") & IS_IRO, "on", "iro_visit"),
    Told(_contacts, _kind("call", "message") & IS_IRO, "on", "iro_contact"),
    Told(_contacts, _kind("visit") & IS_SOCIAL_WORKER, "on", "social_worker_visit"),
    Told(_PLANS, _kind("permanence"), "agreed", "permanence_plan_agreed"),
    Told(_PLANS, _kind("care"), "agreed", "care_plan_made"),
    Told(_PLANS, _kind("placement"), "agreed", "placement_plan_made"),
    Told(_PLANS, _kind("detention placement"), "agreed", "detention_placement_plan_made"),
    Told(_PLANS, _kind("pathway"), "agreed", "pathway_plan_made"),
    Told(_PLANS, _kind("pathway"), "reviewed", "pathway_plan_reviewed"),
    Told(_PLANS, _kind("pep"), "agreed", "pep_made"),
    Told(_PLANS, _kind("pep"), "reviewed", "pep_reviewed"),
    Told(_PLANS, _kind("health assessment"), "agreed", "health_assessment"),
    Told(_PLANS, _kind("health assessment"), "reviewed", "health_assessment"),  # a review of it is the next assessment
    Told(_escalations, _kind("informal"), "raised", "concern_raised_informally", "escalation"),
    # Starred recommendations are resolved at a stage of the formal process (Lancashire 10.3), so its clock runs for them too.
    Told(_escalations, _kind("formal", "starred"), "raised", "escalation_raised", "escalation"),
    Told(_escalations, _kind("starred"), "raised", "starred_recommendation_made", "escalation"),
    Told(_escalations, _EVERY, "resolved", "escalation_resolved", "escalation"),
    *(Told(_stages, pl.col("stage") == stage, "started", f"stage_{stage}_started", "about") for stage in range(1, 7)),
    Told(_stages, _EVERY, "answered", "stage_answered", "about"),
    Told(_CP_PLANS, _EVERY, "started", "cp_plan_started"),
    Told(_CP_PLANS, _EVERY, "ended", "cp_plan_ended"),
    # Only an initial conference ends the wait that an enquiry begins.
    Told(_CONFERENCES, _kind("ICPC"), "section47", "section_47_started", "conference"),
    Told(_CONFERENCES, _kind("ICPC"), "held", "icpc_held", "conference"),
    Told(_CONFERENCES, _kind("RCPC"), "held", "rcpc_held"),
]
"""Every event that a cell tells of by itself; milestones, allocations and periods of care are told of elsewhere."""
