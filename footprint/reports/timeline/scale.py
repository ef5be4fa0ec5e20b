"""Days as pixels along one axis, and which days get a line and a word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from footprint.domain.working_days import add_months

_STEPS = (1, 3, 6, 12, 24, 60, 120)
"""Months between two lines."""


@dataclass(frozen=True)
class Scale:
    """From a day to its place, clipped at both ends."""

    start: date
    end: date
    first: float
    last: float
    backwards: bool = False
    """Whether the last day comes first: on a phone, what is new stands on top."""

    def at(self, day: date) -> float:
        """The place of a day."""
        share = min(max((day - self.start).days / ((self.end - self.start).days or 1), 0.0), 1.0)
        return self.first + (self.last - self.first) * (1 - share if self.backwards else share)

    def ticks(self, room: float) -> Iterator[tuple[date, str]]:
        """Days for lines, at least `room` pixels from each other, each with its word: a year, or a month."""
        step = self._step(room)
        day = date(self.start.year, 1, 1)
        while day <= self.end:
            if day >= self.start:
                yield day, f"{day.year}" if step >= 12 or day.month == 1 else f"{day:%b}"
            day = add_months(day, step)

    def _step(self, room: float) -> int:
        month = abs(self.last - self.first) * 30.4 / ((self.end - self.start).days or 1)
        return next((step for step in _STEPS if step * month >= room), _STEPS[-1])
