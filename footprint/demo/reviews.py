"""When each child's care was reviewed, and how the child took part: mostly on time, sometimes late."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from footprint.demo.care_paths import Period
from footprint.demo.chance import Table, between
from footprint.demo.days import (
    Day,
    add_months,
    birthday,
    working_day_on_or_after,
    working_day_on_or_before,
    working_days_after,
)
from footprint.demo.people import Child
from footprint.demo.placements import FOR_ADOPTION

PARTICIPATION = Table({"PN1": 846, "PN2": 21, "PN3": 10, "PN4": 25, "PN5": 15, "PN6": 378, "PN7": 131})
LATE = 0.06
MONTHS = (3, 6)  # to the second review, and to each one after it


@dataclass(frozen=True, slots=True)
class NewClock:
    """A day from which a review must fall between so many days on; `months` is then the gap to the next."""

    on: Day
    least: int
    most: int
    months: int


def reviews_of(rng: Random, child: Child, period: Period, last: Day) -> list[tuple[Day, str]]:
    """The reviews held while the child was in care, with the participation code right for the age on the day."""
    four = birthday(child.dob, 4)
    until = last if period.end is None else period.end - 1
    return [(on, "PN0" if on < four else PARTICIPATION.draw(rng)) for on in held(rng, period, until)]


def held(rng: Random, period: Period, until: Day) -> Iterator[Day]:
    """The days of the reviews, in order, none later than `until`."""
    for review in appointed(rng, period, until, new_clocks(period), LATE):
        if review.on <= until:
            yield review.on


@dataclass(frozen=True, slots=True)
class Appointed:
    """A review and the day by which it was due."""

    on: Day
    due: Day


def appointed(
    rng: Random, period: Period, until: Day, clocks: list[NewClock], late: float, ahead: bool = False
) -> Iterator[Appointed]:
    """The reviews, in order; the last is the first that falls after `until`.

    Args:
        ahead: a new clock counts for that last one too.
    """
    earliest, due, months = period.start + 1, working_days_after(period.start, 20), MONTHS[0]
    while True:
        on = chosen(rng, earliest, due, late)
        if (ahead or on <= until) and clocks and clocks[0].on < on and clocks[0].on + clocks[0].least <= due:
            earliest, due, months = restarted(clocks.pop(0), earliest, due)
            continue
        yield Appointed(on, due)
        if on > until:
            return
        while clocks and clocks[0].on + clocks[0].least <= on:
            months = clocks.pop(0).months
        earliest, due, months = on + 14, add_months(on, months), MONTHS[1]


def restarted(clock: NewClock, earliest: Day, due: Day) -> tuple[Day, Day, int]:
    """Whichever review is due first comes first, so that it is in time under the old clock and the new."""
    return max(earliest, clock.on + clock.least), min(due, clock.on + clock.most), clock.months


def new_clocks(period: Period) -> list[NewClock]:
    """Placed for adoption: 4 weeks, 3 months, 6 months. Placement broken down: 28 to 42 days."""
    clocks: list[NewClock] = []
    placed = False
    for episode in period.episodes:
        if (episode.placement.code in FOR_ADOPTION) != placed:
            placed = not placed
            clocks.append(NewClock(episode.start, 1, 28, 3) if placed else NewClock(episode.start, 28, 42, 6))
    return clocks


def chosen(rng: Random, earliest: Day, due: Day, late: float) -> Day:
    """A working day: usually shortly before the review is due, sometimes after."""
    if rng.random() < late:
        return working_day_on_or_after(due + 1 + int(rng.expovariate(1 / 14)))
    spare = max(0, due - earliest) // 4
    on = working_day_on_or_before(due - between(rng, 0, min(spare, 30)))
    return on if on >= earliest else working_day_on_or_after(earliest)
