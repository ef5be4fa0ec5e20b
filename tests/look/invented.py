"""Invented people and numbers for the gallery, in the shapes that the templates ask for. Names are of trees, towns of nowhere."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from markupsafe import Markup

TODAY = date(2026, 11, 30)
Context = dict[str, Any]

_TREES = "Ash Hazel Rowan Maple Linden Willow Juniper Olive Laurel Alder Cedar Aspen Elder Holly Myrtle Bay Acacia Sorrel".split()
_LETTERS = "FBKMPRTW"
_PLACES = ("Foster care, Mapleton", "Foster care, Nether Elm", "Children's home, Oakby", "With a grandmother", "With parents")
_STATUS = ("Care order", "Interim care order", "Section 20", "Placement order")
_WORKERS = ("Robin Sedge", "Jay Bracken", "Wren Teasel", "Martin Furze")


def shell() -> Context:
    """What every page has."""
    links = ("Your day", "Children", "Reviews", "Escalations", "Calendar", "Numbers", "Reports", "Settings")
    return {
        "council_name": "Anyshire County Council",
        "person": {"name": "Iris Fernley", "role": "IRO"},
        "sign_out_url": "#",
        "navigation": [{"text": text, "href": "#", "active": n == 0} for n, text in enumerate(links)],
        "csrf_input": Markup('<input type="hidden" name="csrfmiddlewaretoken" value="invented">'),
        "session_seconds": 1800,
        "keep_alive_url": "keep-alive",
        "brand_url": "brand.css",
        "today": TODAY,
    }


def numbers() -> list[Context]:
    """Tiles at the top of a day."""
    return [
        {"number": 3, "label": "overdue", "href": "#", "tone": "bad", "under": "the oldest by 12 days"},
        {"number": 5, "label": "due this week", "href": "#", "tone": "soon"},
        {"number": 2, "label": "records to send", "href": "#", "tone": "soon"},
        {"number": 1, "label": "escalation unanswered", "href": "#", "tone": "bad", "under": "stage 2, since 16 November"},
        {"number": 70, "label": "children", "href": "#", "under": "in 1.0 of a full-time post"},
    ]


def duties() -> list[Context]:
    """From overdue to some way off, with and without each thing that a duty may have."""
    reason = (
        "20 working days after the child came into care on Wednesday 21 October 2026, that day not counted. "
        "Weekends and bank holidays are left out."
    )
    common: Context = {"reason": reason, "source": "Care Planning Regulations 2010, regulation 33(1)", "owner": "IRO"}
    return [
        {
            **common,
            **_due("Ash Fernsby", "First review", -12),
            "statutory": True,
            "action": _link("Record the review"),
            "exception": "The team manager agreed on 17 November to wait for the child's return from hospital.",
        },
        {
            **common,
            **_due("Rowan Tarn", "Decisions to the team manager", -1),
            "statutory": True,
            "action": _link("Send the decisions"),
        },
        {
            **common,
            **_due("Hazel Brook", "IRO sees the child before the review", 0),
            "statutory": True,
            "action": _link("Record a visit"),
        },
        {
            **common,
            **_due("Maple Quarrington-Featherstonehaugh", "Record of the review to all who were there", 3),
            "statutory": True,
            "action": _link("Send the record"),
            "skipped": ["Fri 25 Dec 2026, Christmas Day", "Mon 28 Dec 2026, a bank holiday"],
        },
        {
            **common,
            **_due("Linden Moor", "Review", 18),
            "statutory": True,
            "todo": "Planned for Thu 10 Dec, 15:30",
            "local": {"title": "All About Me review", "due": TODAY + timedelta(11)},
        },
        {
            **common,
            **_due("Willow Dale", "Midway check", 25),
            "statutory": False,
            "owner": "IRO",
            "action": _link("Record the check"),
        },
    ]


def settled() -> list[Context]:
    """Duties of which nothing is owed any more."""
    return [
        {**_due("Ash Fernsby", title, -40), "settled": how} for title, how in (("First review", "met"), ("Visit", "met late"))
    ]


def _due(name: str, title: str, days: int) -> Context:
    return {"child": {"text": name, "href": "#"}, "title": title, "due": TODAY + timedelta(days), "days_late": -days}


def _link(text: str) -> Context:
    return {"text": text, "href": "#"}


def events() -> list[Context]:
    """A few days of a chronology."""
    return [
        {
            "on": date(2026, 11, 27),
            "title": "Escalation moved to stage 2",
            "href": "#",
            "kind": "escalation",
            "tone": "bad",
            "text": "The plan for contact with the sister has drifted since the review of 2 September.",
            "by": "Iris Fernley",
        },
        {
            "on": date(2026, 11, 25),
            "title": "Seen by the IRO",
            "kind": "visit",
            "tone": "now",
            "text": "Alone, at the placement.",
        },
        {"on": date(2026, 11, 12), "title": "Review held", "href": "#", "kind": "on time", "tone": "good", "by": "Iris Fernley"},
        {"on": date(2026, 11, 2), "title": "Moved to foster care in Mapleton"},
    ]


def filters() -> list[Context]:
    """One field of each kind."""
    teams = [{"value": value, "text": text} for value, text in (("", "All teams"), ("north", "North"), ("south", "South"))]
    return [
        {"kind": "search", "name": "q", "label": "Name or number", "value": ""},
        {"kind": "select", "name": "team", "label": "Team", "value": "north", "options": teams},
        {"kind": "date", "name": "before", "label": "Due before", "value": "2026-12-31"},
        {"kind": "tick", "name": "late", "label": "Overdue only", "value": True},
    ]


CHILD_COLUMNS = [
    {"key": "child", "text": "Child", "sort": True},
    {"key": "age", "text": "Age", "number": True, "minor": True, "sort": True},
    {"key": "placement", "text": "Placement", "sort": True},
    {"key": "status", "text": "Legal status", "minor": True, "sort": True},
    {"key": "worker", "text": "Social worker", "minor": True, "sort": True},
    {"key": "seen", "text": "Last seen", "tight": True, "sort": True},
    {"key": "due", "text": "Next review by", "tight": True, "sort": "ascending"},
    {"key": "left", "text": "Time left"},
]


def children(tag: Any, number: int = 70) -> list[Context]:
    """A caseload. `tag`: the macro that words the days that are left."""
    return [_child(n, tag) for n in range(number)]


def _child(n: int, tag: Any) -> Context:
    days = -12 + n * 3
    due, seen = TODAY + timedelta(days), TODAY - timedelta(n * 7 % 90)
    cells = {
        "child": {"text": f"{_TREES[n % len(_TREES)]} {_LETTERS[n % len(_LETTERS)]}.", "href": "#"},
        "age": n * 5 % 18,
        "placement": _PLACES[n % len(_PLACES)],
        "status": _STATUS[n % len(_STATUS)],
        "worker": None if n % 11 == 4 else _WORKERS[n % len(_WORKERS)],
        "seen": {"text": _short(seen), "sort": seen.isoformat()},
        "due": {"text": _short(due), "sort": due.isoformat()},
        "left": {"html": tag(-days), "sort": days},
    }
    return {"cells": cells, "tone": "bad" if days < 0 else "soon" if days <= 7 else None}


def _short(when: date) -> str:
    return f"{when.day} {when:%b %Y}"


def child() -> Context:
    """The head of a child's pages."""
    return {
        "name": "Ash Fernsby",
        "caption": "Child 40417, born 14 June 2014 (12 years)",
        "tags": [{"text": "in care since 3 March 2019", "tone": "now"}],
        "facts": [
            {"label": "Placement", "value": "Foster care, Mapleton", "under": "since 2 November 2026"},
            {"label": "Legal status", "value": "Care order"},
            {"label": "IRO", "value": "Iris Fernley", "under": "since 11 May 2022"},
            {"label": "Social worker", "value": "Robin Sedge"},
            {"label": "Next review by", "value": "12 May 2027"},
            {"label": "Permanence plan", "value": None},
        ],
    }


def tabs() -> list[Context]:
    """The pages of a child."""
    names = (("Overview", None), ("Reviews", 17), ("Duties", 4), ("Chronology", None), ("Escalations", 2), ("Plans", None))
    return [{"text": text, "href": "#", "active": n == 0, "count": count} for n, (text, count) in enumerate(names)]


FIGURE: Context = {
    "numerator": 412,
    "denominator": 468,
    "counted": "reviews held on or before their due day",
    "among": "reviews due from 1 April to 30 November 2026",
    "left_out": [{"number": 3, "text": "reviews of children of whom a row was set aside", "href": "#"}],
    "rows_href": "#",
    "why": "A late review leaves a plan unexamined.",
}

MEASURE_COLUMNS = [
    {"key": "team", "text": "Team"},
    *(
        {"key": key, "text": text, "number": True}
        for key, text in (
            ("reviews", "Reviews"),
            ("on_time", "On time"),
            ("share", "Share"),
            ("seen", "Seen before"),
            ("took_part", "Took part"),
        )
    ),
]


def measures() -> list[Context]:
    """Some rows of numbers."""
    rows = (
        ("North", 180, 160, "88.9%", 151, 140),
        ("South", 188, 170, "90.4%", None, 171),
        ("Not recorded", 100, 82, "82.0%", 64, 71),
    )
    keys = ("team", "reviews", "on_time", "share", "seen", "took_part")
    return [{"cells": dict(zip(keys, row, strict=True))} for row in rows]


MEASURE_TOTAL = {"team": "All", "reviews": 468, "on_time": 412, "share": "88.0%", "seen": "not recorded", "took_part": 382}

FILES = [
    {"file": "episodes.csv", "kind": "SSDA903 episodes 2026", "rows": 2660, "accepted": 2657, "rejected": 3, "skipped": 0},
    {"file": "reviews.csv", "kind": "SSDA903 reviews 2026", "rows": 2103, "accepted": 2100, "rejected": 0, "skipped": 3},
]
PROBLEMS = [
    {
        "severity": "error",
        "file": "episodes.csv",
        "row": 12,
        "column": "DECOM",
        "rule": "103",
        "sentence": "The episode starts on 31/02/2026, which is no day; write it as 28/02/2026.",
    },
    {
        "severity": "warning",
        "file": "reviews.csv",
        "row": None,
        "column": None,
        "rule": "FP-7",
        "sentence": "Child 40417 has no review since 1 April, though in care all the while.",
    },
]


def weeks() -> list[Context]:
    """Five weeks, with a holiday in two of them."""
    return [_week(n) for n in range(5)]


def _week(n: int) -> Context:
    monday = TODAY + timedelta(7 * n)
    friday = monday + timedelta(4)
    days = [_day(monday + timedelta(d), n * 5 + d) for d in range(5)]
    number = sum(len(day["items"]) for day in days)
    title = f"{monday.day} {monday:%B} to {friday.day} {friday:%B}"
    return {"title": title, "href": "#", "now": n == 0, "note": f"{number} things", "days": days}


def _day(on: date, n: int) -> Context:
    closed = {date(2026, 12, 25): "Christmas Day", date(2026, 12, 28): "Boxing Day (substitute day)"}.get(on)
    return {"on": on, "today": on == TODAY, "closed": closed, "items": [] if closed else _items(n)}


def _items(n: int) -> list[Context]:
    shown = [
        {"text": "Ash F.", "href": "#", "time": "10:00", "kind": "review", "under": "at school, Mapleton", "tone": "good"},
        {"text": "Hazel B.", "href": "#", "kind": "first review due", "under": "not planned", "tone": "bad"},
        {"text": "Rowan T.", "href": "#", "time": "15:30", "kind": "visit", "tone": "now"},
        {"text": "Linden M.", "href": "#", "kind": "decisions due", "tone": "soon"},
    ]
    return [shown[k] for k in range(4) if (n + k) % (k + 2) == 0]
