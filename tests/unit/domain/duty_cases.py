"""Small chronologies and rules for the tests of duties."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import polars as pl

from footprint.domain.chronology import (
    CHILDREN_SCHEMA,
    Chronology,
    events_frame,
    spells_frame,
)
from footprint.domain.duties import duties
from footprint.domain.rulebook import Rulebook
from footprint.domain.rules import Rule
from footprint.domain.working_days import england

MONDAY = date(2024, 1, 8)
DUE = date(2024, 1, 15)
FRIDAY = date(2024, 3, 1)
IN_CARE = (0, "came_into_care", MONDAY)
WORKING_DAYS = england().working_days  # counted once, not in each test

Rows = list[tuple[Any, ...]]


def rule(**words: Any) -> Rule:
    """A statutory rule in force since 2011, with these words."""
    said = {key.rstrip("_"): word for key, word in words.items()}
    usual = {"id": "r", "title": "A rule", "law": "The law", "owner": "IRO", "statutory": True, "from": date(2011, 4, 1)}
    return Rule.model_validate(usual | said)


def chronology(happened: Rows, lasted: Iterable[Any] = (), born: Iterable[date | None] = (None, None)) -> Chronology:
    """Two children, A and B: events of (child, kind, on) or (child, kind, on, about), and spells."""
    children = [(name, dob, False) for name, dob in zip("AB", born, strict=True)]
    return Chronology(
        pl.DataFrame(children, schema=CHILDREN_SCHEMA, orient="row"),
        events_frame([(*row, None) if len(row) == 3 else row for row in happened]),
        spells_frame(lasted),
    )


def table(told: Chronology, *rules: Rule, as_at: date = FRIDAY) -> pl.DataFrame:
    """The duties, whole."""
    return duties(told, Rulebook(rules, england()), as_at)


def found(told: Chronology, *rules: Rule, as_at: date = FRIDAY) -> Rows:
    """Child, started, due, met, ended, status and days late of each duty, in order."""
    rows = table(told, *rules, as_at=as_at).sort("child", "started", "due", "rule")
    return rows.select("child", "started", "due", "met", "ended", pl.col("status").cast(pl.String), "days_late").rows()


SEEN = rule(starts="came_into_care", within="1 week", met_by="iro_visit", while_="looked_after")
CARE = (0, "looked_after", MONDAY, None)
