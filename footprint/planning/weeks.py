"""An IRO's weeks up to the last day of a review, day by day: what is free, what is taken, and what is suggested."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from footprint.planning.diary import AHEAD, Diary, days

WEEKS = 8
"""Weeks that are shown up to the one of the last day."""
_WEEK = timedelta(7)


@dataclass(frozen=True)
class Day:
    """A day of the diary.

    state    free, busy, away, late (after the last legal day or, where there is none, the local one), holiday or past
    booked   other reviews of the IRO
    sibling  a brother's or sister's review is on it
    """

    on: date
    state: str
    booked: int
    suggested: bool
    sibling: bool


def weeks(diary: Diary, today: date) -> Iterator[list[Day]]:
    """Working weeks, Monday to Friday, as far as the one in which the review had better be, or four from today."""
    last = max(diary.window.last or today, today + AHEAD)
    suggested = set(diary.suggested(today))
    for monday in days(max(_monday(today), _monday(last) - _WEEK * (WEEKS - 1)), last, _WEEK):
        yield [_day(diary, monday + timedelta(place), today, suggested) for place in range(5)]


def _day(diary: Diary, on: date, today: date, suggested: set[date]) -> Day:
    booked = len(diary.booked(on))
    end = diary.window.due or diary.window.last
    states = [
        ("past", on < today),
        ("holiday", not diary.calendar.is_working(on)),
        ("away", any(each.first <= on <= each.last for each in diary.away)),
        ("late", end is not None and on > end),
        ("busy", booked > 0),
    ]
    state = next((name for name, holds in states if holds), "free")
    return Day(on, state, booked, on in suggested, on in diary.together())


def _monday(day: date) -> date:
    return day - timedelta(day.weekday())
