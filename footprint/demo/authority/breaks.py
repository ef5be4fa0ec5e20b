"""Children on series of short breaks: their breaks, visits and reviews under a timetable of their own (regulation 48)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from random import Random

from footprint.demo.care_paths import History, Period, fold
from footprint.demo.chance import between
from footprint.demo.days import YEAR, Day, add_months, working_day_on_or_before
from footprint.demo.people import born
from footprint.demo.reviews import Appointed
from footprint.demo.short_breaks import agreement, separate_breaks

_LONGEST = 4  # nights, so that no series comes near the limits of regulation 48
_MONTHS = (3, 6)


def series(seed: str, children: int, on: Day) -> list[History]:
    """So many children whose series of short breaks goes on."""
    found: list[History] = []
    for number in count():
        if len(found) == children:
            return found
        history = _history(Random(f"{seed}/breaks/{number}"), on)
        if history is not None:
            found.append(history)
    return found


def _history(rng: Random, on: Day) -> History | None:
    start = on - between(rng, 30, YEAR + 200)
    child = born(rng, start - between(rng, 5 * YEAR, 15 * YEAR))
    plans = (separate_breaks if rng.random() < 0.6 else agreement)(rng, child, start)
    history = History(child, [fold(plan, on) for plan in plans if plan.legal[0][0] <= on])
    if plans[-1].stop < on or not history.periods:
        return None
    short = all(plan.stop - plan.legal[0][0] <= _LONGEST for plan in plans if plan.legal[0][1] == "V3")
    return history if short else None


def reviews_of_breaks(rng: Random, period: Period, until: Day) -> list[Appointed]:
    """First within three months, then every six; the last is the first after the day."""
    return list(_appointed(rng, period.start, until))


def _appointed(rng: Random, start: Day, until: Day) -> Iterator[Appointed]:
    one, months = start, _MONTHS[0]
    while one <= until:
        due = add_months(one, months)
        one, months = working_day_on_or_before(due - between(rng, 2, 25)), _MONTHS[1]
        yield Appointed(one, due)


def visits_of_breaks(rng: Random, start: Day, until: Day) -> Iterator[Day]:
    """The social worker's visits, on the same timetable."""
    on, months = start, _MONTHS[0]
    while (on := working_day_on_or_before(add_months(on, months) - between(rng, 2, 40))) <= until:
        yield on
        months = _MONTHS[1]


def whole(history: History) -> Period:
    """The series as one period that lasts: reviews and people belong to it, not to each break."""
    first = history.periods[0].episodes[0]
    return Period([type(first)(first.start, "S", first.legal, first.need, first.placement, None, "", "")])
