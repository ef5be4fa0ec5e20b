"""A calendar file tells the day and what it is, and neither a name nor a place."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar

from footprint.reports.calendar_file import WORDS, calendar_file

MADE = datetime(2026, 3, 1, 9, tzinfo=UTC)


def test_it_is_one_whole_day_with_a_reminder_the_day_before() -> None:
    read = Calendar.from_ical(calendar_file("a-random-name", "CLA review", date(2026, 12, 31), MADE))
    [event] = read.walk("VEVENT")
    assert event.decoded("dtstart") == date(2026, 12, 31) and event.decoded("dtend") == date(2027, 1, 1)
    assert str(event["summary"]) == "CLA review" and str(event["uid"]) == "a-random-name@footprint"
    [alarm] = event.walk("VALARM")
    assert alarm.decoded("trigger") == timedelta(days=-1)
    assert str(event["description"]) == WORDS and "location" not in event


def test_a_review_that_is_moved_keeps_its_name() -> None:
    names = {
        str(Calendar.from_ical(calendar_file("one", "Review", day, MADE)).walk("VEVENT")[0]["uid"])
        for day in (date(2026, 1, 1), date(2026, 2, 1))
    }
    assert names == {"one@footprint"}


def test_with_an_hour_it_is_at_that_hour_in_england_summer_and_winter() -> None:
    for day, hour in ((date(2026, 7, 1), 14), (date(2026, 12, 1), 15)):
        made = calendar_file("one", "Review", day, MADE, at=time(15, 0), lasts=90)
        [event] = Calendar.from_ical(made).walk("VEVENT")
        starts = datetime.combine(day, time(hour), UTC)
        assert event.decoded("dtstart") == starts and event.decoded("dtend") == starts + timedelta(minutes=90)
