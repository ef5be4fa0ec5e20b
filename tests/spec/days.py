"""Days as people write them: "Friday 8 December 2023". A weekday that does not fit the date is refused."""

from __future__ import annotations

import re
from datetime import date

MONTHS = [date(2000, month, 1).strftime("%B") for month in range(1, 13)]
WEEKDAYS = [date(2001, 1, day).strftime("%A") for day in range(1, 8)]
DAY = re.compile(rf"(?:({'|'.join(WEEKDAYS)}) )?(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})")


def read_day(text: str) -> date:
    """The date of "Friday 8 December 2023" or "8 December 2023".

    Raises:
        ValueError: it is no date, or that date is another day of the week.
    """
    found = DAY.fullmatch(text)
    if not found:
        raise ValueError(f'"{text}" is not a day: write it as "Friday 8 December 2023".')
    weekday, number, month, year = found.groups()
    day = date(int(year), MONTHS.index(month) + 1, int(number))
    if weekday and weekday != WEEKDAYS[day.weekday()]:
        raise ValueError(f'"{text}" is wrong: that day is a {WEEKDAYS[day.weekday()]}.')
    return day


def say_day(day: date) -> str:
    """A date as "Friday 8 December 2023"."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"
