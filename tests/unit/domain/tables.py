"""Episodes written as short rows, and what the domain tells of them as plain values."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

from footprint.domain.care_history import CareHistory, care_history
from footprint.domain.chronology import CHILDREN_SCHEMA
from footprint.domain.episodes import EPISODE_SCHEMA

Row = tuple[str, str | None, str | None, str | None, str | None, str | None]
"""decom, dec, rne, ls, place, rec; dates in ISO, None where blank."""


def day(text: str | None) -> date | None:
    """An ISO date, or None."""
    return date.fromisoformat(text) if text else None


def episodes(*children: Sequence[Row]) -> pl.DataFrame:
    """Episodes of some children, in the order in which they are written."""
    rows = [(child, day(row[0]), day(row[1]), *row[2:]) for child, each in enumerate(children) for row in each]
    return pl.DataFrame(rows, schema=EPISODE_SCHEMA, orient="row")


def history(*children: Sequence[Row], born: str | None = None, reviews: Sequence[str] = ()) -> CareHistory:
    """The history of some children, all born on one day; the reviews are those of the first."""
    people = [(f"child {number}", day(born), False) for number in range(len(children))]
    held = pl.DataFrame([(0, day(each)) for each in reviews], schema={"child": pl.UInt32, "on": pl.Date}, orient="row")
    return CareHistory(episodes(*children), pl.DataFrame(people, schema=CHILDREN_SCHEMA, orient="row"), held)


def spells(told: CareHistory, state: str) -> list[tuple[str, str | None]]:
    """From when until when a state lasted."""
    rows = care_history(told)[1].filter(pl.col("state") == state).sort("child", "started")
    return [(start.isoformat(), end and end.isoformat()) for start, end in rows.select("started", "ended").rows()]


def events(told: CareHistory, kind: str) -> list[str]:
    """On which days something happened."""
    rows = care_history(told)[0].filter(pl.col("kind") == kind).sort("child", "on")
    return [on.isoformat() for on in rows["on"]]
