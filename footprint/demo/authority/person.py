"""One child as the other files need to know it: who, since when in care, with which people."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from random import Random

from footprint.demo.authority.margins import Margins
from footprint.demo.authority.staff import Post, Team
from footprint.demo.care_paths import Episode, History, Period
from footprint.demo.days import Day, birthday, working_day_on_or_before, working_days_after

SIX_WEEKS = 42


@dataclass(frozen=True, slots=True)
class Stint:
    """A time with one team and one post of a social worker."""

    team: Team
    worker: Post
    start: Day
    end: Day | None


@dataclass(slots=True)
class Person:
    """A child of the authority.

    `order` counts the children in care, and the others, for what is dealt out evenly; `on` is the day on which the authority is
    looked at; `iro_left` is set for a child whose IRO has left and who waits for another.
    """

    child: str
    order: int
    history: History
    rng: Random
    margins: Margins
    on: Day
    iro: Post
    iro_left: Day | None = None
    stints: list[Stint] = field(default_factory=list)
    disabled: bool = False

    @property
    def dob(self) -> Day:
        """The date of birth."""
        return self.history.child.dob

    def last_day(self, period: Period) -> Day:
        """The last day on which something of a period of care can have been recorded."""
        return self.on if period.end is None else period.end - 1

    def worker(self, day: Day) -> str:
        """Who was the child's social worker on a day."""
        return self.stint(day).worker.on(day).staff

    def stint(self, day: Day) -> Stint:
        """The team of a day; the first where none is known yet."""
        return next((stint for stint in reversed(self.stints) if stint.start <= day), self.stints[0])

    def chair(self, day: Day) -> str:
        """Who was the IRO on a day."""
        return self.iro.on(day).staff

    def birthday(self, years: int) -> Day:
        """The day on which the child becomes so old."""
        return birthday(self.dob, years)

    def in_time(self, share: str, section: str = "plans") -> bool:
        """Whether this is done in time, by a share of the margins."""
        return self.rng.random() < self.margins.number(section, share)

    def within(self, start: Day, least: int, most: int, on_time: bool, mean_late: float = 12) -> Day:
        """So many working days later; past them, by a time of chance, where it is not in time."""
        rng = self.rng
        if on_time:
            return working_days_after(start, least + int(rng.random() * (most - least + 1)))
        return working_days_after(start, most + 1) + delay(rng, mean_late)


def delay(rng: Random, mean: float) -> int:
    """Days past the due day: mostly few, and for one in five a long time."""
    return int(rng.expovariate(1 / mean) * (5 if rng.random() < 0.2 else 1))


def evenly(order: int, stride: float) -> float:
    """A number from 0 to 1 for the child of that order, spread more evenly than chance (a Weyl sequence).

    Args:
        stride: an irrational number of its own for each thing that is dealt out, so that they do not go together.
    """
    return order * stride % 1


def placements(period: Period) -> list[list[Episode]]:
    """The episodes of a period, those with the same carers together."""
    runs: list[list[Episode]] = []
    for episode in period.episodes:
        if episode.rne in ("S", "P", "B") or not runs:
            runs.append([])
        runs[-1].append(episode)
    return runs


def watched(period: Period) -> list[Day]:
    """Days from which a visit is owed at once though the carers stay: placed for adoption by them, or a new order at home."""
    days: list[Day] = []
    for before, after in pairwise(period.episodes):
        adopted = after.placement.code[0] == "A" and before.placement.code[0] != "A"
        at_home = after.placement.code == "P1" and after.legal in ("C1", "C2") and after.legal != before.legal
        days += [after.start] if adopted or at_home else []
    return days


def at(period: Period, day: Day) -> Episode:
    """The episode of a day."""
    return next((episode for episode in reversed(period.episodes) if episode.start <= day), period.episodes[0])


def weekday(day: Day, earliest: Day) -> Day:
    """A working day on or before, unless that is too early."""
    found = working_day_on_or_before(day)
    return found if found >= earliest else day
