"""The day of a review as a calendar file. It tells no name and no place: a calendar is shared, and the place may be a home."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event

WORDS = "When, where and who: from the service that invites you."
ENGLAND = ZoneInfo("Europe/London")


def calendar_file(name: str, summary: str, on: date, made: datetime, at: time | None = None, lasts: int = 0) -> bytes:
    """One event, of a whole day where no hour is set, with a reminder a day before.

    Args:
        name: of the event, the same for the same review, so that a new day takes the place of the old one.
        summary: what the authority calls a review.
        made: when the file was made.
        at, lasts: the hour in England, and for how many minutes.
    """
    event = Event()
    event.add("uid", f"{name}@footprint")
    event.add("summary", summary)
    event.add("description", WORDS)
    if at:
        starts = datetime.combine(on, at, ENGLAND).astimezone(UTC)
        event.add("dtstart", starts)
        event.add("dtend", starts + timedelta(minutes=lasts))
    else:
        event.add("dtstart", on)
        event.add("dtend", on + timedelta(1))
    event.add("dtstamp", made)
    event.add("class", "PRIVATE")
    event.add_component(_reminder(summary))
    calendar = Calendar()
    calendar.add("prodid", "-//Footprint//EN")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _reminder(summary: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", timedelta(days=-1))
    return alarm
