"""Which days count in England, and how days and months are counted.

Each choice has its authority:

* A working day is any day except Saturday, Sunday, Christmas Day, Good Friday and a bank holiday in England and Wales
  (Banking and Financial Dealings Act 1971). The wording for SI 2010/959 is general knowledge: regulation 2 was not seen.
* "Within 20 working days of" leaves out the day of the event: counting starts on the next working day.
* "Not more than 3 months after" follows the corresponding-date rule (Dodds v Walker [1981] 1 WLR 1027): the same day
  number in the later month or, where that month has none, its last day.
"""

from __future__ import annotations

from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property, lru_cache

FIRST_DAY = date(1989, 1, 1)
"""The calendar's first day. The Children Act 1989 came into force on 14 October 1991, so no rule counts from before."""
LAST_DAY = date(2069, 12, 31)
"""The calendar's last day. A single count that would pass it is refused; a table of due dates stops at it."""

WEEKEND = (5, 6)


@dataclass(frozen=True)
class Skipped:
    """A day that a count of working days left out, and why."""

    day: date
    why: str


@dataclass(frozen=True)
class WorkingCalendar:
    """England's working days.

    Args:
        bank_holidays: every bank holiday, Good Friday and Christmas Day, with its name. Weekend dates may be among them.
    """

    bank_holidays: Mapping[date, str] = field(repr=False)

    def is_working(self, day: date) -> bool:
        """Whether the day counts as a working day."""
        return day.weekday() not in WEEKEND and day not in self.bank_holidays

    def add(self, start: date, days: int) -> date:
        """The date that lies so many working days after the start, the start itself not counted.

        Raises:
            OverflowError: the count passes the end of the calendar (31 December 2069).
        """
        place = bisect_right(self.working_days, start) + days - 1
        if place >= len(self.working_days):
            raise OverflowError(f"{days} working days after {start} is past the end of the calendar, {LAST_DAY}.")
        return self.working_days[place]

    def skipped(self, start: date, due: date) -> list[Skipped]:
        """The days after the start, up to and with the due date, that were not counted."""
        days = (start + timedelta(n) for n in range(1, (due - start).days + 1))
        return [Skipped(day, self._why_not(day)) for day in days if not self.is_working(day)]

    @cached_property
    def weekday_holidays(self) -> list[date]:
        """The bank holidays that do not fall on a weekend, in order."""
        return sorted(day for day in self.bank_holidays if day.weekday() not in WEEKEND)

    def _why_not(self, day: date) -> str:
        return self.bank_holidays.get(day) or day.strftime("%A")

    @cached_property
    def working_days(self) -> list[date]:
        """Every working day of the calendar, in order."""
        span = (LAST_DAY - FIRST_DAY).days + 1
        return [day for n in range(span) if self.is_working(day := FIRST_DAY + timedelta(n))]

    def __hash__(self) -> int:
        return hash(tuple(sorted(self.bank_holidays)))


def add_months(start: date, months: int) -> date:
    """The corresponding date so many months later (or earlier, when negative).

    30 November and 3 months give the last day of February (Dodds v Walker [1981]).
    """
    years, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(years, month + 1, min(start.day, monthrange(years, month + 1)[1]))


def england(added: Iterable[tuple[date, str]] = ()) -> WorkingCalendar:
    """England's calendar, with bank holidays that an installation adds (proclaimed after this release was made)."""
    return _england(tuple(sorted(added)))


@lru_cache(maxsize=8)
def _england(added: tuple[tuple[date, str], ...]) -> WorkingCalendar:
    import holidays  # imported here because it costs a tenth of a second and a rulebook can be checked without it

    years = range(FIRST_DAY.year, LAST_DAY.year + 1)
    published = holidays.country_holidays("GB", subdiv="ENG", years=years)
    return WorkingCalendar({**published, **dict(added)})
