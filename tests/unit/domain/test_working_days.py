"""Working days, bank holidays and months: known answers, worked out by hand from a calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from footprint.domain.working_days import LAST_DAY, Skipped, WorkingCalendar, add_months, england

ONE_OFF = [
    date(2011, 4, 29),
    date(2012, 6, 5),
    date(2020, 5, 8),
    date(2022, 6, 2),
    date(2022, 6, 3),
    date(2022, 9, 19),
    date(2023, 5, 8),
]


@pytest.mark.parametrize(
    ("start", "twentieth"),
    [
        (date(2023, 12, 8), date(2024, 1, 10)),
        (date(2024, 3, 25), date(2024, 4, 24)),
        (date(2024, 3, 30), date(2024, 4, 29)),
        (date(2022, 5, 20), date(2022, 6, 21)),
        (date(2022, 8, 26), date(2022, 9, 27)),
        (date(2023, 4, 24), date(2023, 5, 24)),
        (date(2024, 2, 29), date(2024, 3, 28)),
        (date(2025, 4, 4), date(2025, 5, 7)),
    ],
)
def test_the_twentieth_working_day(start: date, twentieth: date) -> None:
    assert england().add(start, 20) == twentieth


def test_one_working_day_after_any_day_of_a_plain_week() -> None:
    monday = date(2024, 2, 5)
    nexts = [england().add(monday + timedelta(day), 1) for day in range(7)]
    assert nexts == [date(2024, 2, day) for day in (6, 7, 8, 9, 12, 12, 12)]


@pytest.mark.parametrize("day", ONE_OFF)
def test_one_off_bank_holidays(day: date) -> None:
    assert not england().is_working(day)
    assert england().bank_holidays[day]


@pytest.mark.parametrize("day", [date(2012, 5, 28), date(2020, 5, 4), date(2022, 5, 30)])
def test_the_days_from_which_a_holiday_was_moved_are_working_days(day: date) -> None:
    assert england().is_working(day)


@pytest.mark.parametrize("year", range(2011, 2027))
def test_each_year_has_at_least_eight_days_off_on_weekdays(year: int) -> None:
    days = [day for day in england().bank_holidays if day.year == year and day.weekday() < 5]
    assert len(days) == 8 + sum(day.year == year for day in ONE_OFF if day not in (date(2020, 5, 8), date(2022, 6, 2)))


def test_scottish_and_irish_holidays_are_working_days_in_england() -> None:
    assert england().is_working(date(2024, 1, 2))
    assert england().is_working(date(2024, 3, 18))
    assert england().is_working(date(2024, 8, 5))


def test_an_added_holiday() -> None:
    proclaimed = date(2027, 5, 10)
    added = england([(proclaimed, "A day of thanksgiving")])
    assert added.bank_holidays[proclaimed] == "A day of thanksgiving"
    assert added.add(date(2027, 5, 7), 1) == date(2027, 5, 11)
    assert england().add(date(2027, 5, 7), 1) == proclaimed


def test_a_calendar_is_made_once_whatever_the_order_of_its_additions() -> None:
    one, other = (date(2027, 5, 10), "One"), (date(2027, 6, 14), "Other")
    assert england([one, other]) is england([other, one])
    assert england([one]) != england([other])


def test_calendars_with_the_same_holidays_are_the_same_key() -> None:
    one, same = WorkingCalendar({date(2024, 1, 1): "New Year"}), WorkingCalendar({date(2024, 1, 1): "New Year"})
    assert len({one, same}) == 1
    assert hash(one) != hash(WorkingCalendar({date(2024, 1, 2): "New Year"}))


def test_skipped_days_say_why() -> None:
    skipped = england().skipped(date(2024, 3, 28), date(2024, 4, 2))
    assert skipped == [
        Skipped(date(2024, 3, 29), "Good Friday"),
        Skipped(date(2024, 3, 30), "Saturday"),
        Skipped(date(2024, 3, 31), "Sunday"),
        Skipped(date(2024, 4, 1), "Easter Monday"),
    ]


def test_nothing_is_skipped_in_a_plain_week() -> None:
    assert england().skipped(date(2024, 2, 5), date(2024, 2, 9)) == []


def test_the_start_is_no_skipped_day_and_the_due_day_may_be_one() -> None:
    assert england().skipped(date(2024, 2, 3), date(2024, 2, 4)) == [Skipped(date(2024, 2, 4), "Sunday")]


def test_weekday_holidays_are_in_order_and_leave_out_weekends() -> None:
    days = england().weekday_holidays
    assert days == sorted(days)
    assert all(day.weekday() < 5 for day in days)
    assert date(2022, 12, 26) in days
    assert date(2022, 12, 25) not in days


def test_a_count_past_the_end_of_the_calendar_is_refused() -> None:
    last = england().working_days[-1]
    assert england().add(last - timedelta(1), 1) == last
    with pytest.raises(OverflowError, match=r"past the end of the calendar, 2069-12-31\."):
        england().add(date(2069, 12, 20), 20)
    with pytest.raises(OverflowError):
        england().add(LAST_DAY, 1)


@pytest.mark.parametrize(
    ("start", "months", "corresponding"),
    [
        (date(2023, 11, 30), 3, date(2024, 2, 29)),
        (date(2022, 11, 30), 3, date(2023, 2, 28)),
        (date(2024, 8, 31), 3, date(2024, 11, 30)),
        (date(2024, 2, 29), 3, date(2024, 5, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2024, 10, 31), 6, date(2025, 4, 30)),
        (date(2024, 12, 15), 1, date(2025, 1, 15)),
        (date(2024, 6, 15), 0, date(2024, 6, 15)),
        (date(2024, 5, 31), -3, date(2024, 2, 29)),
        (date(2024, 1, 15), -1, date(2023, 12, 15)),
        (date(2024, 12, 31), -6, date(2024, 6, 30)),
    ],
)
def test_months(start: date, months: int, corresponding: date) -> None:
    assert add_months(start, months) == corresponding
