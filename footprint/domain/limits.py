"""A limit of a rule, "20 working days" or "3 months" or "16 years 3 months" (an age), and its counting."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import polars as pl

from footprint.domain.working_days import FIRST_DAY, LAST_DAY, WorkingCalendar, add_months

Unit = Literal["working days", "days", "months"]

_WORDS = re.compile(r"(\d+)\s+(working day|day|week|month|year)s?")
_UNITS: dict[str, tuple[Unit, int]] = {
    "working day": ("working days", 1),
    "day": ("days", 1),
    "week": ("days", 7),
    "month": ("months", 1),
    "year": ("months", 12),
}


@dataclass(frozen=True)
class Limit:
    """So many units of time; `words` is the text of the rulebook, for people."""

    amount: int
    unit: Unit
    words: str

    def __str__(self) -> str:
        return self.words

    def after(self, start: date, calendar: WorkingCalendar) -> date:
        """The last day of the limit, the start itself not counted."""
        if self.unit == "working days":
            return calendar.add(start, self.amount)
        if self.unit == "months":
            return add_months(start, self.amount)
        return start + timedelta(self.amount)


def parse_limit(text: str) -> Limit:
    """Read "20 working days", "4 weeks", "6 months", "16 years 3 months".

    Raises:
        ValueError: with a sentence, when the text is none of these or mixes units that cannot be added.
    """
    if not isinstance(text, str):
        raise ValueError(f'{text} is not a limit: write it in quotes with its unit, as "20 working days".')
    parts = [(int(number), *_UNITS[unit]) for number, unit in _WORDS.findall(text)]
    if not parts or _WORDS.sub("", text).strip():
        raise ValueError(f'"{text}" is not a limit: write "20 working days", "4 weeks", "3 months" or "16 years 3 months".')
    if not any(number for number, _, _ in parts):
        raise ValueError(f'"{text}" is no time at all.')
    units = {unit for _, unit, _ in parts}
    if len(units) > 1:
        raise ValueError(f'"{text}" mixes units that cannot be added.')
    return Limit(sum(number * size for number, _, size in parts), units.pop(), text)


DAYS = (LAST_DAY - FIRST_DAY).days + 1
"""The length of the calendar, and so of one column of a due-date table."""


def due_table(limits: Sequence[Limit], calendar: WorkingCalendar) -> pl.Series:
    """Every limit from every day of the calendar: row `limit * DAYS + day` holds the due day, as days from FIRST_DAY.

    Working out a due date is then one look-up, whatever the rule. A count past the calendar's end stops at its last working
    day. Without any limit the table holds each day itself, so that it is never empty. It is in one piece: each look-up in a
    table in pieces would first put it together.
    """
    days = pl.DataFrame({"day": pl.date_range(FIRST_DAY, LAST_DAY, eager=True)})
    working = pl.Series(calendar.working_days, dtype=pl.Date)
    ordinal = days["day"].is_in(working.implode()).cum_sum().cast(pl.Int64)
    columns = [_column(limit, days["day"], ordinal, working) for limit in limits]
    due = pl.concat(columns) if columns else days["day"]
    return (due.cast(pl.Int32) - day_number(FIRST_DAY)).rechunk().rename("due")


def _column(limit: Limit, days: pl.Series, ordinal: pl.Series, working: pl.Series) -> pl.Series:
    if limit.unit == "working days":
        return working.gather((ordinal + limit.amount - 1).clip(upper_bound=len(working) - 1)).alias("day")
    if limit.unit == "months":
        return days.dt.offset_by(f"{limit.amount}mo").alias("day")
    return (days + timedelta(limit.amount)).alias("day")


def day_number(day: date) -> int:
    """Days since 1970-01-01, as Polars stores a date."""
    return day.toordinal() - date(1970, 1, 1).toordinal()
