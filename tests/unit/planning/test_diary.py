"""What is said about a day and an hour for a review, and which days are suggested."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from footprint.domain.profile import load_profile
from footprint.planning.diary import Away, Booked, Diary, School, Window
from footprint.planning.weeks import weeks

TODAY = date(2026, 11, 30)  # a Monday
DUE = date(2027, 1, 15)


def diary(**more: Any) -> Diary:
    """A diary in which nothing stands, for a review that is due in six weeks."""
    here = load_profile()
    return Diary(more.pop("window", Window(DUE)), here.diary, here.rulebook.calendar, **more)


def test_nothing_is_said_about_a_free_day() -> None:
    assert diary().remarks(date(2026, 12, 10), time(10)) == []


@pytest.mark.parametrize(
    ("more", "on", "sentence"),
    [
        ({}, date(2027, 1, 18), "It is after the last legal day, 15 January 2027."),
        ({"window": Window(DUE, date(2027, 1, 8))}, date(2027, 1, 11), "It is after the day promised locally, 8 January 2027."),
        ({}, date(2026, 12, 12), "Saturday 12 December 2026 is no working day."),
        ({}, date(2026, 12, 25), "Friday 25 December 2026 is no working day."),
        ({"away": [Away(date(2026, 12, 7), date(2026, 12, 11))]}, date(2026, 12, 11),
         "The IRO is away from 7 December 2026 to 11 December 2026."),
        ({"away": [Away(date(2026, 12, 7), date(2026, 12, 7))]}, date(2026, 12, 7), "The IRO is away on 7 December 2026."),
        ({"others": [Booked(date(2026, 12, 8))]}, date(2026, 12, 8), "The IRO has one other review on that day."),
        ({"others": [Booked(date(2026, 12, 8))] * 3}, date(2026, 12, 8), "The IRO has 3 other reviews on that day."),
    ],
)  # fmt: skip
def test_what_stands_in_the_way_of_a_day(more: dict[str, Any], on: date, sentence: str) -> None:
    assert diary(**more).remarks(on) == [sentence]


def test_the_day_before_and_after_leave_are_free() -> None:
    away = diary(away=[Away(date(2026, 12, 8), date(2026, 12, 10))])
    assert [bool(away.remarks(date(2026, 12, day))) for day in (7, 8, 10, 11)] == [False, True, True, False]


def test_two_reviews_of_one_day_are_kept_apart_by_their_hours() -> None:
    on = date(2026, 12, 8)
    at_ten = diary(others=[Booked(on, time(10))])
    assert at_ten.remarks(on) == ["The IRO has one other review on that day."]
    assert at_ten.remarks(on, time(11, 59)) == ["The IRO has another review at 10:00; between two, 120 minutes are kept."]
    assert at_ten.remarks(on, time(12)) == [] == at_ten.remarks(on, time(8))


def test_brothers_and_sisters_on_one_day_are_no_clash() -> None:
    on = date(2026, 12, 8)
    family = diary(others=[Booked(on, time(10), sibling=True)])
    assert family.remarks(on, time(10)) == []
    assert family.together() == [on] and on in family.suggested(TODAY)


def test_school_hours() -> None:
    own = diary(school=School(time(8, 30), time(14, 30), own=True))
    on = date(2026, 12, 8)
    said = "It is within the child's school hours, 08:30 to 14:30, unless school is closed that day."
    assert [own.remarks(on, at) for at in (time(14, 30), time(14, 29), time(7), time(7, 1))] == [[], [said], [], [said]]
    assert own.remarks(date(2026, 12, 12), time(10)) == ["Saturday 12 December 2026 is no working day."]
    usual = diary(school=School(time(9), time(15, 30)))
    assert "the usual hours of school, 09:00 to 15:30" in usual.remarks(on, time(10))[0]


@pytest.mark.parametrize(
    ("born", "on", "at_school"),
    [
        (date(2021, 12, 9), date(2026, 12, 8), False),
        (date(2021, 12, 8), date(2026, 12, 8), True),
        (date(2010, 12, 9), date(2026, 12, 8), True),
        (date(2010, 12, 8), date(2026, 12, 8), False),
        (None, date(2026, 12, 8), True),
    ],
)
def test_of_an_age_for_school(born: date | None, on: date, at_school: bool) -> None:
    assert load_profile().diary.at_school(born, on) is at_school


def test_days_are_suggested_that_leave_time_before_and_after() -> None:
    # Due Friday 15 January; five working days before it is Friday 8; ten from today is Monday 14 December.
    assert diary().suggested(TODAY) == [date(2027, 1, day) for day in (5, 6, 7, 8)]
    taken = diary(others=[Booked(date(2027, 1, 7))], away=[Away(date(2027, 1, 4), date(2027, 1, 5))])
    assert taken.suggested(TODAY) == [date(2026, 12, 30), date(2026, 12, 31), date(2027, 1, 6), date(2027, 1, 8)]


def test_the_local_day_comes_first() -> None:
    assert diary(window=Window(DUE, date(2026, 12, 31))).suggested(TODAY)[-1] == date(2026, 12, 22)


@pytest.mark.parametrize(
    ("due", "suggested"),
    [
        (date(2026, 12, 4), [1, 2, 3, 4]),
        (date(2026, 12, 2), [1, 2]),
        (date(2026, 12, 16), [4, 7, 8, 9]),
        (date(2026, 11, 20), [1, 2, 3, 4]),
    ],
)
def test_where_time_is_short_or_over_the_next_free_days_are_suggested(due: date, suggested: list[int]) -> None:
    assert diary(window=Window(due)).suggested(TODAY) == [date(2026, 12, day) for day in suggested]


def test_where_nothing_is_owed_nothing_is_suggested() -> None:
    assert diary(window=Window(None)).suggested(TODAY) == []


def test_the_weeks_end_with_the_one_of_the_last_day_and_tell_the_state_of_each_day() -> None:
    told = diary(
        others=[Booked(date(2026, 12, 1)), Booked(date(2026, 12, 2), sibling=True)],
        away=[Away(date(2026, 12, 3), date(2026, 12, 3))],
    )
    shown = list(weeks(told, date(2026, 12, 1)))
    assert [week[0].on for week in shown][:: len(shown) - 1] == [TODAY, date(2027, 1, 11)]
    assert [day.state for day in shown[0]] == ["past", "busy", "free", "away", "free"]
    assert [day.sibling for day in shown[0]] == [False, False, True, False, False]
    states = {day.on: day.state for week in shown for day in week}
    assert (states[date(2026, 12, 25)], states[DUE]) == ("holiday", "free")
    assert [day.on for week in shown for day in week if day.suggested] == told.suggested(date(2026, 12, 1))


def test_a_day_that_is_far_off_shows_the_eight_weeks_before_it() -> None:
    shown = list(weeks(diary(window=Window(date(2027, 5, 28))), TODAY))
    assert len(shown) == 8 and shown[-1][4].on == date(2027, 5, 28)


def test_where_it_is_late_the_days_ahead_are_shown_as_late() -> None:
    shown = list(weeks(diary(window=Window(date(2026, 11, 20))), TODAY))
    assert shown[0][1].state == "late" and shown[0][1].suggested
