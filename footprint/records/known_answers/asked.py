"""The review that is asked about, and what its answers have in common."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import polars as pl

from footprint.domain.chronology import Chronology
from footprint.records.chronology import chronology
from footprint.records.models import Answers, Duty, Review, Standing
from footprint.records.owed import everything_owed
from footprint.records.reviews import review_before


@dataclass(frozen=True)
class Known:
    """An answer and why it is known; an empty one will be known later, and `because` says when."""

    answer: str
    because: str


class Asked:
    """What is asked of the database, or worked out, once for all answers about a review."""

    def __init__(self, review: Review, today: date) -> None:
        self.review, self.child, self.today = review, review.child, today

    @cached_property
    def before(self) -> Review | None:
        """The review before this one."""
        return review_before(self.review, self.today)

    @cached_property
    def overdue(self) -> set[str]:
        """The rules of what is owed to the child and overdue."""
        return set(Duty.objects.filter(child=self.child, due__lt=self.today).values_list("rule", flat=True))

    @cached_property
    def owed(self) -> set[str]:
        """The rules of all that is owed to the child."""
        return set(Duty.objects.filter(child=self.child).values_list("rule", flat=True))

    @cached_property
    def standing(self) -> Standing | None:
        """How the child stands."""
        return Standing.objects.filter(child=self.child).first()

    @cached_property
    def facts(self) -> Chronology:
        """The child's chronology."""
        return chronology([self.child.pk])

    @cached_property
    def duties(self) -> pl.DataFrame:
        """Everything that was ever owed to the child."""
        told = everything_owed(self.child, self.today, self.facts)
        return told.with_columns(pl.col("rule", "status").cast(pl.String))

    def duty(self, *holds: pl.Expr) -> dict[str, Any] | None:
        """The newest duty of which something holds."""
        return next(self.duties.filter(*holds).iter_rows(named=True), None)

    @cached_property
    def answers(self) -> Answers | None:
        """What the child answered before the review."""
        about = {"consultation__review": self.review, "consultation__who": "child", "consultation__about": "review"}
        return Answers.objects.filter(**about).first()

    def happened(self, kind: str, after: date, until: date) -> date | None:
        """The last day, later than `after` and up to `until`, on which something of the rulebook happened."""
        days = self.facts.events.filter(pl.col("kind").cast(pl.String) == kind)["on"]
        return max((day for day in days if after < day <= until), default=None)


Tell = Callable[[Asked], Known | None]
DAY = timedelta(1)
NONE_BEFORE = "There is no review before this one."


def yes(holds: bool, because: str) -> Known:
    """Yes or no."""
    return Known("yes" if holds else "no", because)


def not_applicable(holds: bool, because: str) -> Known | None:
    """Not applicable where something holds; else nothing is known."""
    return Known("not applicable", because) if holds else None


def counted(number: int, one: str) -> str:
    """1 placement, 2 placements."""
    return f"{number} {one}{'' if number == 1 else 's'}"
