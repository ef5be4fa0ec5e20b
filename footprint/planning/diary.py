"""Whether a day and an hour will do for a review: what stands in the way, in sentences. Nothing is refused; people decide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from footprint.domain.day_words import long_day
from footprint.domain.diary import Habits
from footprint.domain.working_days import WorkingCalendar

SUGGESTED = 4
AHEAD = timedelta(28)
"""As far ahead a day is looked for where the last day is near or has passed."""


@dataclass(frozen=True)
class Window:
    """When a review may be held: from today on, by its legal day, better by the local one."""

    due: date | None
    local: date | None = None
    reason: str = ""

    @property
    def last(self) -> date | None:
        """The day by which it had better be."""
        return min((day for day in (self.due, self.local) if day), default=None)


@dataclass(frozen=True)
class Booked:
    """Another review that is booked: on which day, at what hour if one is set, and whether it is a brother's or sister's."""

    on: date
    at: time | None = None
    sibling: bool = False


@dataclass(frozen=True)
class Away:
    """Days on which the IRO is away, the first and the last included."""

    first: date
    last: date


@dataclass(frozen=True)
class School:
    """The hours of the child's school: the child's own, or those usual in the authority."""

    starts: time
    ends: time
    own: bool = False


@dataclass(frozen=True)
class Diary:
    """All that bears on when a child's review is held.

    others  reviews of the same IRO, and of the child's brothers and sisters
    """

    window: Window
    habits: Habits
    calendar: WorkingCalendar
    others: Sequence[Booked] = ()
    away: Sequence[Away] = ()
    school: School | None = None
    iro: str = ""

    def remarks(self, on: date, at: time | None = None) -> list[str]:
        """What to think of before a review is booked for a day and, where one is set, an hour."""
        due, local = self.window.due, self.window.local
        said = [f"It is after the last legal day, {long_day(due)}."] if due and on > due else []
        said += [f"It is after the day promised locally, {long_day(local)}."] if local and on > local else []
        said += [] if self.calendar.is_working(on) else [f"{on:%A} {long_day(on)} is no working day."]
        return [*said, *self._of_the_iro(on, at), *self._of_the_school(on, at)]

    def _of_the_iro(self, on: date, at: time | None) -> Iterator[str]:
        for leave in self.away:
            if leave.first <= on <= leave.last:
                yield f"The IRO is away {_until(leave)}."
        same_day = self.booked(on)
        if len(same_day) >= self.habits.full:
            yield f"The IRO has {len(same_day)} other reviews on that day."
            return
        unset = [each for each in same_day if not (at and each.at)]
        if unset:
            yield f"The IRO has {_other(len(unset))} on that day."
        for each in same_day:
            if at and each.at and abs(_minutes(at) - _minutes(each.at)) < self.habits.apart:
                yield f"The IRO has another review at {each.at:%H:%M}; between two, {self.habits.apart} minutes are kept."

    def _of_the_school(self, on: date, at: time | None) -> Iterator[str]:
        school = self.school
        if at and school and self.calendar.is_working(on) and _overlap(at, self.habits.lasts, school):
            whose = "the child's school hours" if school.own else "the usual hours of school"
            yield f"It is within {whose}, {school.starts:%H:%M} to {school.ends:%H:%M}, unless school is closed that day."

    def booked(self, on: date) -> list[Booked]:
        """The IRO's own other reviews on a day."""
        return [each for each in self.others if each.on == on and not each.sibling]

    def together(self) -> list[date]:
        """The days of brothers' and sisters' reviews: to hold them together spares a family a second day."""
        return sorted({each.on for each in self.others if each.sibling})

    def suggested(self, today: date) -> list[date]:
        """Days on which nothing stands in the way: those of brothers and sisters, and the last that leave time to move it.

        Where so much notice cannot be given any more, the notice is shorter; where not even so much room is left, they are the
        next free days. None where nothing is owed.
        """
        last = self.window.last
        if last is None:
            return []
        first, spare = self.habits.notice.after(today, self.calendar), self._before(last)
        free = [day for day in days(today + timedelta(1), max(last, today + AHEAD)) if self.free(day)]
        roomy = [day for day in free if day <= spare]
        best = [day for day in roomy if day >= first] or roomy
        late = [day for day in free if day <= last] or free
        return sorted({*(day for day in self.together() if day in free), *(best[-SUGGESTED:] or late[:SUGGESTED])})

    def free(self, day: date) -> bool:
        """Whether it is a working day on which the IRO is here and has no other review."""
        return self.calendar.is_working(day) and not any(self._of_the_iro(day, None))

    def _before(self, last: date) -> date:
        """The latest day from which as much room is left until the last as the service likes to keep."""
        day = last
        while self.habits.spare.after(day, self.calendar) > last:
            day -= timedelta(1)
        return day


def days(first: date, last: date, step: timedelta = timedelta(1)) -> Iterator[date]:
    """Every day from the first to the last."""
    while first <= last:
        yield first
        first += step


def _overlap(at: time, lasts: int, school: School) -> bool:
    return _minutes(at) < _minutes(school.ends) and _minutes(at) + lasts > _minutes(school.starts)


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def _other(number: int) -> str:
    return "one other review" if number == 1 else f"{number} other reviews"


def _until(leave: Away) -> str:
    one_day = leave.first == leave.last
    return f"on {long_day(leave.first)}" if one_day else f"from {long_day(leave.first)} to {long_day(leave.last)}"
