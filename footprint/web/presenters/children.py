"""Children as rows of a list, a calendar, and the head of their own pages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from markupsafe import Markup

from footprint.domain.code_words import in_words
from footprint.domain.distance import FAR, UNKNOWN, band
from footprint.records.models import Child, Standing
from footprint.records.profile import profile
from footprint.records.queries import Reader
from footprint.web.addresses import of_child
from footprint.web.words import age, counted, day, short_day

Shown = dict[str, Any]

COLUMNS = [
    {"key": "child", "text": "Child", "sort": True},
    {"key": "age", "text": "Age", "number": True, "sort": True},
    {"key": "next", "text": "Next review", "tight": True, "sort": "ascending"},
    {"key": "planned", "text": "Arranged for", "tight": True, "sort": True},
    {"key": "status", "text": "Legal status", "sort": True, "minor": True},
    {"key": "placement", "text": "Placement", "sort": True, "minor": True},
    {"key": "seen", "text": "Seen by IRO", "tight": True, "sort": True},
    {"key": "flags", "text": "To know"},
]
IRO_COLUMN = {"key": "iro", "text": "IRO", "sort": True}


def table(standings: Iterable[Standing], reader: Reader, *, iro: bool = True) -> list[Shown]:
    """Children as rows of `parts/table.html`, with the name of the IRO where it is shown."""
    may_read = reader.may_somewhere("read", "child")
    return [_row(standing, reader.today, may_read, iro) for standing in standings]


def _row(standing: Standing, today: date, may_read: bool, iro: bool) -> Shown:
    child = standing.child
    return {
        "tone": tone(standing, today),
        "cells": {
            "child": {
                "text": child.name,
                "href": of_child(child.public) if may_read else None,
                "sort": f"{child.last_name} {child.first_name}",
            },
            "age": {"text": age(child.dob, today), "sort": child.dob.isoformat() if child.dob else ""},
            "next": next_review(standing, today),
            "planned": planned(standing),
            "status": in_words("ls", standing.legal_status),
            "placement": {"text": in_words("place", standing.placement), "under": _where(standing)},
            "seen": {"text": short_day(standing.last_seen), "sort": _iso(standing.last_seen)} if standing.last_seen else None,
            "flags": {"html": Markup(" ").join(tag(text, kind) for text, kind in flags(standing, today))},
            "iro": str(standing.iro) if iro and standing.iro else None,
        },
    }


def tone(standing: Standing, today: date) -> str | None:
    """How urgent a child's next review is, as the bar at the edge of a row."""
    if standing.next_due is None:
        return None
    if standing.next_due < today:
        return "bad"
    soon = profile().watch.soon.after(today, profile().rulebook.calendar)
    return "soon" if standing.next_due <= soon and standing.next_planned is None else None


def next_review(standing: Standing, today: date) -> Shown | None:
    """The legal date, and the local one under it where it is earlier."""
    if standing.next_due is None:
        return None
    local = standing.next_local_due
    under = f"locally {short_day(local)}" if local and local < standing.next_due else ""
    return {
        "text": short_day(standing.next_due),
        "under": under or window(standing, today),
        "sort": standing.next_due.isoformat(),
    }


def window(standing: Standing, today: date) -> str:
    """Whether a review can be held now: at any time up to its last day."""
    if standing.next_due is None:
        return ""
    left = (standing.next_due - today).days
    if left < 0:
        return f"{counted(-left, 'day')} late"
    return "due today" if left == 0 else f"{counted(left, 'day')} left" if left <= 28 else ""


def planned(standing: Standing) -> Shown | None:
    """The day for which the next review is arranged."""
    on = standing.next_planned
    if on is None:
        return None
    late = bool(standing.next_due and on > standing.next_due)
    return {"text": short_day(on), "under": "after the due day" if late else "", "sort": on.isoformat()}


def flags(standing: Standing, today: date) -> list[tuple[str, str]]:
    """What to know of a child at a glance: words and tone."""
    child = standing.child
    limit, seen = profile().watch.not_seen, standing.last_seen
    unseen = standing.in_care and standing.iro_id and (seen is None or limit.after(seen, profile().rulebook.calendar) < today)
    found = [
        (standing.in_care and standing.iro_id is None, "no IRO", "bad"),
        (standing.rag.lower() == "red", "RAG red", "bad"),
        (standing.rag.lower() == "amber", "RAG amber", "soon"),
        (standing.open_escalations > 0, "escalation", "bad"),
        (standing.in_protection_plan, "child protection plan", "soon"),
        (bool(unseen), f"not seen for {limit.words}", "soon"),
        (child.uasc is True, "UASC", "plain"),
        (standing.short_breaks, "short breaks", "plain"),
        (child.restricted, "restricted", "bad"),
        (not standing.in_care, "left care", "plain"),
    ]
    return [(text, kind) for holds, text, kind in found if holds]


def tag(text: str, kind: str) -> Markup:
    """A small coloured word."""
    return Markup('<span class="fp-tag fp-tag--{}">{}</span>').format(kind, text)


def _where(standing: Standing) -> str:
    found = band(standing.home_post, standing.pl_post)
    return "" if found == UNKNOWN else found


def _iso(on: date | None) -> str:
    return on.isoformat() if on else ""


def head(child: Child, standing: Standing | None, reader: Reader) -> Shown:
    """The head of a child's pages, as `parts/facts.html` takes it."""
    today = reader.today
    marks = flags(standing, today) if standing else []
    return {
        "name": child.name,
        "caption": _caption(standing),
        "tags": [{"text": text, "tone": kind} for text, kind in marks],
        "facts": _facts(child, standing, today),
    }


def _caption(standing: Standing | None) -> str:
    if standing is None or not standing.in_care:
        return f"Left care on {day(standing.care_ended)}" if standing and standing.care_ended else "Not in care"
    since = f"since {day(standing.care_started)}" if standing.care_started else "since before these records begin"
    return f"{'On short breaks' if standing.short_breaks else 'In care'} {since}"


def _facts(child: Child, standing: Standing | None, today: date) -> list[Shown]:
    born = f"born {day(child.dob)}" if child.dob else ""
    facts: list[Shown] = [{"label": "Age", "value": age(child.dob, today), "under": born}]
    if standing is None:
        return facts
    last: list[Shown] = [
        {"label": "Last review", "value": day(standing.last_review) if standing.last_review else None},
        {"label": "Seen by the IRO", "value": day(standing.last_seen) if standing.last_seen else None},
    ]
    if not standing.in_care:
        return [*facts, *last]  # what a child in care has is not missing here
    place = in_words("place", standing.placement) if standing.placement else None
    since = f"since {short_day(standing.placement_started)}" if standing.placement_started else ""
    far = band(standing.home_post, standing.pl_post)
    return [
        *facts,
        {"label": "Legal status", "value": in_words("ls", standing.legal_status) if standing.legal_status else None},
        {
            "label": "Placement",
            "value": place,
            "under": ", ".join(part for part in (since, far if far in (FAR,) else "") if part),
        },
        {
            "label": "Next review by",
            "value": day(standing.next_due) if standing.next_due else None,
            "under": window(standing, today),
        },
        *last,
    ]


def people(child: Child, standing: Standing | None) -> list[Shown]:
    """Who is around a child, as rows of a summary list."""
    if standing is None:
        return []
    since = f", since {day(standing.iro_since)}" if standing.iro and standing.iro_since else ""
    return [
        {"key": "IRO", "value": f"{standing.iro}{since}" if standing.iro else "none allocated"},
        {"key": "Social worker", "value": str(standing.social_worker) if standing.social_worker else "not recorded"},
        {"key": "Team manager", "value": str(standing.team_manager) if standing.team_manager else "not recorded"},
        {"key": "Team", "value": str(standing.team) if standing.team else "not recorded"},
        {"key": "Sex", "value": in_words("sex", child.sex)},
        {"key": "Ethnicity", "value": in_words("ethnicity", child.ethnicity)},
        {"key": "Language", "value": child.language or "not recorded"},
        {"key": "Disability", "value": child.disability or "not recorded"},
    ]
