"""Duties, review timings and standings are written anew wherever a fact changes, in the same transaction."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date

import polars as pl
from django.db import transaction
from django.db.models import Model

from footprint.domain.timetable import timetable_and_duties
from footprint.exchange.open_format.chronology import open_chronology
from footprint.records.bulk import insert
from footprint.records.chronology import records
from footprint.records.models import Child, Duty, ReviewTiming, Staff, Standing, Team
from footprint.records.profile import profile
from footprint.records.standing import standings
from footprint.records.tables import frames, no_frames, word_questions

PART = 500
"""Children worked through at a time: others who write wait for no longer than that takes."""


@transaction.atomic
def refresh(children: Collection[int], as_at: date) -> None:
    """Write anew what follows from the facts about some children (primary keys)."""
    tables, rulebook = frames(children), profile().rulebook
    facts = open_chronology(records(tables))
    timed, owed = timetable_and_duties(facts, rulebook, as_at)
    numbers = dict(tables["children"].select("child", "pk").iter_rows())
    _write(Standing, _links(standings(tables, facts, timed, as_at)), numbers, children)
    _write(ReviewTiming, _timings(timed), numbers, children)
    _write(Duty, _owed(owed), numbers, children)


def rebuild(as_at: date, progress: Callable[[int, int], None] = lambda done, of: None) -> int:
    """Write anew what follows from all facts, part by part; the number of children."""
    every = list(Child.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(every), PART):
        refresh(every[start : start + PART], as_at)
        progress(min(start + PART, len(every)), len(every))
    return len(every)


def warm_up(as_at: date) -> None:
    """Make what is made once in a process (tables of the rulebook, questions), so that nobody's first save waits for it."""
    word_questions()
    facts, rulebook = open_chronology(records(no_frames())), profile().rulebook
    timetable_and_duties(facts, rulebook, as_at)


def _write(model: type[Model], rows: pl.DataFrame, numbers: dict[str, int], children: Collection[int]) -> None:
    """Replace the rows of some children."""
    model._default_manager.filter(child__in=children).delete()
    key = pl.col("child").replace_strict(numbers, return_dtype=pl.Int64).alias("child_id")
    if len(rows):
        insert(model, rows.with_columns(key).drop("child"))


def _owed(rows: pl.DataFrame) -> pl.DataFrame:
    """Duties that are neither met nor ended, as rows of `Duty`."""
    rows = rows.filter(pl.col("met").is_null() & pl.col("ended").is_null())
    meets = {rule.id for rule in profile().rulebook.rules if "review_held" in rule.met_by}
    return rows.select(
        "child",
        *(pl.col(name).cast(pl.String).fill_null("") for name in ("rule", "title", "owner", "source", "about", "event")),
        "statutory",
        pl.col("rule").cast(pl.String).is_in(list(meets)).alias("is_review"),
        "from_day",
        "started",
        "due",
        "reason",
    ).sort("child", "due", "rule", "about")


def _timings(rows: pl.DataFrame) -> pl.DataFrame:
    """The reviews held, as rows of `ReviewTiming`."""
    text = [pl.col(name).cast(pl.String).fill_null("") for name in ("kind", "rule", "reason")]
    rows = rows.filter(pl.col("held").is_not_null())
    return rows.select("child", "period_started", "number", "due", "held", "on_time", *text).sort("child", "held")


_WHO: dict[type[Staff] | type[Team], list[str]] = {Staff: ["iro", "social_worker", "team_manager"], Team: ["team"]}


def _links(rows: pl.DataFrame) -> pl.DataFrame:
    """Standings with primary keys in place of numbers."""
    named = [name for columns in _WHO.values() for name in columns]
    keyed = [
        pl.col(name).replace_strict(keys, default=None, return_dtype=pl.Int64).alias(f"{name}_id")
        for model, columns in _WHO.items()
        for keys in [_keys(model, {number for name in columns for number in rows[name] if number is not None})]
        for name in columns
    ]
    text = [name for name, sort in rows.schema.items() if sort == pl.String and name not in ("child", *named)]
    return rows.select(pl.exclude(*named, *text), pl.col(text).fill_null(""), *keyed)


def _keys(model: type[Staff] | type[Team], numbers: set[str]) -> dict[str, int]:
    return dict(model._default_manager.filter(number__in=numbers).values_list("number", "pk")) if numbers else {}
