"""Whether a day will do for a review: what stands in the way, in sentences. Nothing is refused here; people decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from footprint.domain.working_days import WorkingCalendar

MANY = 3
"""Reviews on one day from which a day is full: travelling and writing up included (our judgement)."""


@dataclass(frozen=True)
class Window:
    """When a review may be held: from today on, by its legal day, better by the local one."""

    due: date | None
    local: date | None = None
    reason: str = ""


@dataclass(frozen=True)
class Booked:
    """Another review that is booked: on which day, and whether it is a brother's or sister's."""

    on: date
    sibling: bool = False


def remarks(on: date, window: Window, others: Sequence[Booked], calendar: WorkingCalendar) -> list[str]:
    """What to think of before a review is booked for a day.

    Args:
        others: reviews of the same IRO, and of the child's brothers and sisters.
    """
    same_day = [each for each in others if each.on == on and not each.sibling]
    found = [
        (window.due is not None and on > window.due, f"It is after the last legal day, {_said(window.due)}."),
        (window.local is not None and on > window.local, f"It is after the day promised locally, {_said(window.local)}."),
        (not calendar.is_working(on), f"{on:%A} {_said(on)} is no working day."),
        (len(same_day) >= MANY, f"The IRO has {len(same_day)} other reviews on that day."),
        (0 < len(same_day) < MANY, f"The IRO has {_other(len(same_day))} on that day."),
    ]
    return [sentence for holds, sentence in found if holds]


def together(others: Sequence[Booked]) -> list[date]:
    """The days on which reviews of brothers and sisters are booked: to hold them together spares a family a second day."""
    return sorted({each.on for each in others if each.sibling})


def _other(number: int) -> str:
    return "one other review" if number == 1 else f"{number} other reviews"


def _said(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else ""
