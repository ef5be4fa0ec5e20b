"""Days as whole numbers, so that arithmetic on millions of them is cheap; text only when a row is written."""

from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

import holidays

Day = int  # date.toordinal()

YEAR = 365
_BANK_HOLIDAYS = holidays.country_holidays("GB", subdiv="ENG")


def day(year: int, month: int, of_month: int) -> Day:
    """The number of a date."""
    return date(year, month, of_month).toordinal()


@cache
def text(when: Day | None) -> str:
    """dd/mm/yyyy as the SSDA903 writes it; blank for no day."""
    return "" if when is None else date.fromordinal(when).strftime("%d/%m/%Y")


@lru_cache(maxsize=200_000)
def add_months(when: Day, months: int) -> Day:
    """The same day number in a later month, or that month's last day if it has none."""
    start = date.fromordinal(when)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    first_of_next = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1).toordinal() + start.day - 1, first_of_next.toordinal() - 1)


@lru_cache(maxsize=200_000)
def birthday(born: Day, age: int) -> Day:
    """The day a person becomes `age`. One born on 29 February does so on 1 March in other years."""
    born_on = date.fromordinal(born)
    try:
        return born_on.replace(year=born_on.year + age).toordinal()
    except ValueError:
        return day(born_on.year + age, 3, 1)


def age(born: Day, when: Day) -> int:
    """Whole years lived."""
    a, b = date.fromordinal(born), date.fromordinal(when)
    return b.year - a.year - ((b.month, b.day) < (a.month, a.day))


@cache
def is_working(when: Day) -> bool:
    """Neither a weekend nor a bank holiday in England."""
    return (when - 1) % 7 < 5 and date.fromordinal(when) not in _BANK_HOLIDAYS


@cache
def working_days_after(when: Day, number: int) -> Day:
    """The working day that is `number` working days later; the day itself is not counted."""
    while number:
        when += 1
        number -= is_working(when)
    return when


def working_day_on_or_before(when: Day) -> Day:
    """Step back over weekends and bank holidays."""
    while not is_working(when):
        when -= 1
    return when


def working_day_on_or_after(when: Day) -> Day:
    """Step forward over weekends and bank holidays."""
    while not is_working(when):
        when += 1
    return when


@dataclass(frozen=True, slots=True)
class Year:
    """A collection year: 1 April to 31 March."""

    ending: int

    @property
    def first(self) -> Day:
        """1 April."""
        return day(self.ending - 1, 4, 1)

    @property
    def last(self) -> Day:
        """31 March."""
        return day(self.ending, 3, 31)

    @property
    def name(self) -> str:
        """As a folder is named: '2023-24'."""
        return f"{self.ending - 1}-{self.ending % 100:02}"
