"""Limits: reading them, and counting by them one at a time or by the table."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl
import pytest

from footprint.domain.limits import DAYS, Limit, day_number, due_table, parse_limit
from footprint.domain.working_days import FIRST_DAY, LAST_DAY, england


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("20 working days", 20, "working days"),
        ("1 working day", 1, "working days"),
        ("28 days", 28, "days"),
        ("4 weeks", 28, "days"),
        ("1 week", 7, "days"),
        ("3 months", 3, "months"),
        ("1 year", 12, "months"),
        ("16 years 3 months", 195, "months"),
        ("2 weeks 3 days", 17, "days"),
    ],
)
def test_reading(text: str, amount: int, unit: str) -> None:
    assert parse_limit(text) == Limit(amount, unit, text)


@pytest.mark.parametrize("text", ["", "soon", "twenty days", "20", "20 working days or so", "3 moons"])
def test_what_is_no_limit(text: str) -> None:
    with pytest.raises(ValueError, match="is not a limit: write"):
        parse_limit(text)


def test_a_number_is_no_limit() -> None:
    with pytest.raises(ValueError, match="20 is not a limit: write it in quotes with its unit"):
        parse_limit(20)


@pytest.mark.parametrize("text", ["3 months 2 weeks", "1 week 2 working days", "1 year 1 day"])
def test_units_that_cannot_be_added(text: str) -> None:
    with pytest.raises(ValueError, match="mixes units that cannot be added"):
        parse_limit(text)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("20 working days", date(2023, 12, 8), date(2024, 1, 10)),
        ("3 months", date(2023, 11, 30), date(2024, 2, 29)),
        ("28 days", date(2024, 2, 2), date(2024, 3, 1)),
    ],
)
def test_after(text: str, start: date, end: date) -> None:
    assert parse_limit(text).after(start, england()) == end


def test_the_table_counts_as_one_limit_at_a_time_does() -> None:
    limits = [parse_limit(text) for text in ("20 working days", "3 months", "4 weeks", "16 years 3 months")]
    table = due_table(limits, england())
    assert len(table) == len(limits) * DAYS
    for number, limit in enumerate(limits):
        for day in range(0, 365 * 40, 97):
            start = FIRST_DAY + timedelta(day)
            assert FIRST_DAY + timedelta(table[number * DAYS + day]) == limit.after(start, england())


def test_the_table_of_no_limits_is_each_day_itself() -> None:
    assert due_table([], england()).to_list() == list(range(DAYS))


def test_a_count_of_the_table_past_the_end_stops_there() -> None:
    assert due_table([parse_limit("20 working days")], england())[-1] == (england().working_days[-1] - FIRST_DAY).days


def test_day_numbers_are_those_of_polars() -> None:
    days = pl.Series([FIRST_DAY, LAST_DAY])
    assert [day_number(day) for day in days] == days.to_physical().to_list()


@pytest.mark.parametrize("text", ["0 days", "0 years 0 months"])
def test_no_time_at_all(text: str) -> None:
    with pytest.raises(ValueError, match="is no time at all"):
        parse_limit(text)
