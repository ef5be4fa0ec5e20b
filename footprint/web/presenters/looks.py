"""Looks as a page shows them: when, who, what, at whom, and how it ended."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from footprint.domain.permission_table import load_table
from footprint.records.models import AuditEvent, BreakGlass, Child, User
from footprint.web.presenters.people import title
from footprint.web.words import counted, moment

_NAMED = 4
"""Children named in one row; the rest are counted."""

_DID = {
    "list": "saw in a list",
    "read": "read",
    "create": "added",
    "edit": "changed",
    "finalise": "finalised",
    "correct": "corrected",
    "share": "shared",
    "dispose": "disposed of",
    "sign in": "signed in",
}

COLUMNS: list[dict[str, Any]] = [
    {"key": "at", "text": "When", "tight": True},
    {"key": "who", "text": "Who"},
    {"key": "what", "text": "What"},
    {"key": "child", "text": "Child"},
    {"key": "outcome", "text": "How it ended"},
]


def columns(child: bool) -> list[dict[str, Any]]:
    """The head of the table; without the child's column where one child was asked about."""
    return [column for column in COLUMNS if not (child and column["key"] == "child")]


def row(event: AuditEvent, actors: Mapping[str, User], named: Mapping[str, Child]) -> dict[str, Any]:
    """One look."""
    user = actors.get(event.actor)
    who = user.title if user else "somebody whose account is gone" if event.actor else "the machine"
    refused = event.outcome != "allowed"
    cells = {
        "at": moment(event.at),
        "who": {"text": who, "under": ", ".join(title(name) for name in event.roles.split())},
        "what": _what(event),
        "child": _children(event.children, named) or "–",
        "outcome": {"text": "refused" if refused else "done", "under": event.reason},
    }
    return {"cells": cells, "tone": "bad" if refused else None}


def _what(event: AuditEvent) -> str:
    records = load_table().records
    record = records[event.record].title if event.record in records else "" if event.record == "session" else event.record
    return f"{_DID.get(event.action, event.action)} {record}".strip()


def _children(publics: list[str], named: Mapping[str, Child]) -> str:
    seen = [named[each].name for each in publics if each in named]
    unseen = len(publics) - len(seen)
    parts = seen[:_NAMED]
    if more := len(seen) - _NAMED if len(seen) > _NAMED else 0:
        parts.append(f"{counted(more, 'other child', 'other children')}")
    if unseen:
        parts.append("a child whom you may not see" if unseen == 1 else f"{unseen:,} children whom you may not see")
    return ", ".join(parts)


GLASS_COLUMNS = [
    {"key": "who", "text": "Who"},
    {"key": "opened", "text": "When", "tight": True},
    {"key": "child", "text": "Child"},
    {"key": "why", "text": "Why"},
    {"key": "verdict", "text": "Was it right?"},
]


def glass(each: BreakGlass, seen: bool, may_review: bool) -> dict[str, Any]:
    """A look in need. `seen`: whether the reader may know which child it was."""
    href = reverse("glass_review", args=[each.public]) if may_review and not each.reviewed else ""
    by = f"{each.reviewed_by.title}, {moment(each.reviewed)}" if each.reviewed_by else ""
    cells = {
        "who": {"text": each.user.title, "href": href},
        "opened": moment(each.opened),
        "child": each.child.name if seen else "a child whom you may not see",
        "why": {"text": each.reason, "under": each.category},
        "verdict": {"text": each.verdict, "under": by} if each.reviewed else "to be reviewed",
    }
    return {"cells": cells, "tone": None if each.reviewed else "soon"}
