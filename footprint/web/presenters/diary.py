"""A diary as the page of arranging shows it: the days that will do, and the weeks up to the last one."""

from __future__ import annotations

from datetime import date
from typing import Any

from footprint.planning import weeks as planned
from footprint.planning.diary import Diary
from footprint.web.words import counted

Shown = dict[str, Any]


def told(diary: Diary, today: date) -> str:
    """What to think of before a day is chosen, in a sentence or two."""
    days = ", ".join(f"{day.day} {day:%B}" for day in diary.together())
    siblings = f"Brothers or sisters have their review on {days}: on one day, each keeps a record of their own." if days else ""
    return f"It can be held from today, {today.day} {today:%B}, on. {siblings}".strip()


def school(diary: Diary) -> str:
    """The hours around which to book it."""
    if diary.school is None:
        return ""
    whose = "The child's school is" if diary.school.own else "School is usually"
    return f"{whose} from {diary.school.starts:%H:%M} to {diary.school.ends:%H:%M}."


def suggested(diary: Diary, today: date) -> list[Shown]:
    """Links that fill the day in."""
    family = diary.together()
    return [
        {"text": f"{day:%A} {day.day} {day:%B}", "href": _pick(day), "under": "brother or sister" if day in family else ""}
        for day in diary.suggested(today)
    ]


def weeks(diary: Diary, today: date, now: date | None) -> list[Shown]:
    """As `parts/weeks.html` takes them.

    Args:
        now: the day for which the review itself is booked now.
    """
    return [_week(days, diary, today, now) for days in planned.weeks(diary, today)]


def _week(days: list[planned.Day], diary: Diary, today: date, now: date | None) -> Shown:
    first, last = days[0].on, days[-1].on
    booked = sum(day.booked for day in days)
    return {
        "title": f"{first.day} {first:%B} to {last.day} {last:%B}",
        "now": first <= today <= last,
        "note": counted(booked, "other review") if booked else "",
        "days": [
            {"on": day.on, "today": day.on == today, "closed": _closed(day, diary), "items": _items(day, now)} for day in days
        ],
    }


def _closed(day: planned.Day, diary: Diary) -> str:
    if day.state == "holiday":
        return diary.calendar.bank_holidays.get(day.on, "")
    return {"past": "past", "away": "away", "late": "after the last day"}.get(day.state, "")


def _items(day: planned.Day, now: date | None) -> list[Shown]:
    found: list[Shown] = [{"text": "this review", "tone": "now"}] if day.on == now else []
    if day.booked:
        found.append({"text": counted(day.booked, "other review"), "tone": "soon"})
    if day.sibling:
        found.append({"text": "brother or sister", "tone": "now", "href": _pick(day.on)})
    if day.state == "free" and day.on != now:
        found.append(
            {
                "text": "suggested" if day.suggested else "free",
                "tone": "good" if day.suggested else "plain",
                "href": _pick(day.on),
            }
        )
    return found


def _pick(day: date) -> str:
    return f"?on={day.isoformat()}"
