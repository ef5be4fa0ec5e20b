"""An import as its pages show it. A child is its number here."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from footprint.records.models import Import
from footprint.records.queries import Reader
from footprint.web.words import day

Shown = dict[str, Any]
FIRST = 50
"""Exceptions of a kind, and problems, shown at once; the count says how many there are."""

STATES = {
    "reading": ("being read", "now"),
    "read": ("to confirm", "soon"),
    "confirming": ("being confirmed", "now"),
    "confirmed": ("confirmed", "good"),
    "refused": ("could not be read", "bad"),
    "discarded": ("discarded", "plain"),
}
KINDS = {
    "episode_ended": "Episodes that end",
    "episode_end_changed": "Episodes that end on another day",
    "iro_added": "Children who get another IRO",
    "iro_ended": "IROs' allocations that end",
    "possible_merge": "Children who may be one",
    "not_in_return": "Children in care who are not in the return",
    "dob_changed": "Dates of birth that change",
    "sex_changed": "Children whose sex changes",
    "review_changed": "Reviews held that change",
}
SIDES = {
    "changed": "What changes",
    "file": "Held here, not in the files",
    "held": "In the files, not held here",
    "kept": "Blank in the files, kept here",
}
_SHARES = {
    "file": "As the files alone tell it",
    "records": "As our records told it before",
    "after": "As our records tell it with these files",
}


def title(batch: Import) -> str:
    """What an import is called."""
    return batch.name or f"{batch.kind or 'Files'} of {timezone.localtime(batch.read):%-d %B %Y}"


def state(batch: Import) -> Shown:
    """How it stands, in words and a tone."""
    words, tone = STATES[batch.state]
    return {"text": words, "tone": tone}


def facts(batch: Import) -> list[Shown]:
    """The strip of facts at the head."""
    period = " to ".join(day(date.fromisoformat(each)) for each in batch.told.get("period", []))
    return [
        {"label": "What it is", "value": batch.kind or "not known yet", "under": period},
        {"label": "Sent by", "value": batch.by.title if batch.by else "the command line"},
        {"label": "Read", "value": f"{timezone.localtime(batch.read):%-d %B %Y, %H:%M}"},
        {"label": "Tells of days up to", "value": f"{batch.as_at:%-d %B %Y}" if batch.as_at else None},
    ]


def total(batch: Import) -> Shown:
    """The rows of all files, and what became of them."""
    return {name: sum(count[name] for count in batch.counts) for name in ("rows", "accepted", "rejected", "skipped")}


def exceptions(batch: Import) -> list[Shown]:
    """The exceptions by kind: the first of each, and how many there are."""
    found = []
    for kind, count in batch.told.get("exceptions", {}).items():
        rows = batch.exceptions.filter(kind=kind).order_by("pk")[:FIRST]
        shown = [{"sentence": each.sentence, "child": each.child, "where": _where(each.file, each.row)} for each in rows]
        found.append({"title": KINDS.get(kind, kind), "count": count, "rows": shown, "more": max(0, count - FIRST)})
    return found


def _where(file: str, row: int | None) -> str:
    return f"{file}, row {row}" if file and row else file


def changes(batch: Import) -> list[Shown]:
    """What it changes, table by table; tables of which nothing is said are left out."""
    rows = []
    for name, counts in batch.changes.items():
        if any(counts.values()):
            rows.append({"cells": {"table": name.replace("_", " "), **{key: f"{number:,}" for key, number in counts.items()}}})
    return rows


CHANGE_COLUMNS = [
    {"key": "table", "text": "Records"},
    {"key": "added", "text": "Added", "number": True},
    {"key": "changed", "text": "Changed", "number": True},
    {"key": "unchanged", "text": "Nothing new", "number": True},
    {"key": "kept", "text": "Blanks not taken", "number": True},
    {"key": "lacking", "text": "Held, not in the files", "number": True},
]


def is_news(batch: Import) -> bool:
    """Whether it would change anything."""
    return any(counts["added"] or counts["changed"] for counts in batch.changes.values())


def shares(batch: Import) -> list[Shown]:
    """Reviews on time, as the files and as the records tell it."""
    told = batch.told.get("shares", {})
    return [
        {"label": words, "numerator": told[key][0], "denominator": told[key][1]} for key, words in _SHARES.items() if key in told
    ]


def row(batch: Import, reader: Reader) -> Shown:
    """An import in the list."""
    sums = total(batch)
    return {
        "tone": "soon" if batch.state == "read" else None,
        "cells": {
            "name": {"text": title(batch), "href": reverse("import", args=[batch.public]), "under": batch.said},
            "state": {"tag": state(batch)},
            "kind": batch.kind or None,
            "read": {"text": f"{timezone.localtime(batch.read):%-d %b %Y, %H:%M}", "sort": batch.read.isoformat()},
            "by": batch.by.title if batch.by else "the command line",
            "rows": f"{sums['rows']:,}",
            "rejected": f"{sums['rejected']:,}",
            "exceptions": f"{sum(batch.told.get('exceptions', {}).values()):,}",
        },
    }


ROW_COLUMNS = [
    {"key": "name", "text": "Files"},
    {"key": "state", "text": "How it stands"},
    {"key": "kind", "text": "What it is", "minor": True},
    {"key": "read", "text": "Read", "sort": True},
    {"key": "by", "text": "By", "minor": True},
    {"key": "rows", "text": "Rows", "number": True},
    {"key": "rejected", "text": "Rejected", "number": True},
    {"key": "exceptions", "text": "Exceptions", "number": True},
]
