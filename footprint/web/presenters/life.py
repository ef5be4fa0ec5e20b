"""A child's reviews, plans, contacts and all duties, as the templates take them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import polars as pl
from django.urls import reverse

from footprint.domain.code_words import in_words
from footprint.domain.permissions import relations_allowed
from footprint.domain.vocabulary import KINDS
from footprint.records.models import Child, Review, ReviewTiming
from footprint.records.profile import profile
from footprint.records.queries import Reader
from footprint.web.presenters.review import where
from footprint.web.words import counted, day, short_day

Shown = dict[str, Any]
_AT_ONCE = 20
"""Rows of a table on the page of a child's life; those before are folded away."""


def asked_day(text: str, today: date) -> date:
    """A day that was asked for, not after today; today where there is none."""
    try:
        return min(date.fromisoformat(text), today)
    except ValueError:
        return today


def review(found: Review, timings: Mapping[date, ReviewTiming], reader: Reader) -> Shown:
    """A review: when, how it stands against the law, who took part, what was decided."""
    timing = timings.get(found.started) if found.started else None
    return {
        "title": _title(found, timing),
        "href": reverse("review", args=[found.child.public, found.public]),
        "status": found.status or "held",
        "on_time": timing.on_time if timing else None,
        "due": timing.due if timing else None,
        "reason": timing.reason if timing else "",
        "late_reason": found.late_reason,
        "facts": _arranged(found) if found.status == "planned" else _facts(found),
        "decisions": [_decision(each, reader.today) for each in found.decisions.all()],
        "concerns": [each.category for each in found.concerns.all()],
        "actions": [each.action for each in found.actions.all()],
        "rag": found.rag.lower(),
        "views": _views(found, reader),
    }


def _views(found: Review, reader: Reader) -> Shown | None:
    """Where the child's and other people's views about a review are, as far as they are open to the reader."""
    names = [found.child.public, found.public]
    if relations_allowed(reader.roles, "list", "voice") & {"own", "service"}:
        return {"text": "Views about this review", "href": reverse("views", args=names)}
    if "social_worker" in reader.roles:
        return {"text": "What the child shared", "href": reverse("shared_views", args=names)}
    return None


def _title(found: Review, timing: ReviewTiming | None) -> str:
    if found.status == "planned":
        return f"Arranged for {day(found.started)}"
    if found.status in ("cancelled", "adjourned"):
        return f"{found.status.capitalize()}, {day(found.started)}"
    number = f"Review {timing.number}, " if timing and timing.number else "Review, "
    return f"{number}{day(found.started)}"


def _arranged(found: Review) -> list[Shown]:
    """What there is to say of a review that has not been held."""
    return [{"label": "Chair", "value": str(found.chair) if found.chair else None}, {"label": "Where", "value": where(found)}]


def _facts(found: Review) -> list[Shown]:
    yes = {True: "yes", False: "no", None: None}
    meetings = list(found.meetings.all())
    came = {
        "social worker": found.social_worker_attended,
        "mother": found.mother_attended,
        "father": found.father_attended,
        "carer": found.carer_attended,
    }

    def who(answer: bool | None) -> str | None:
        return ", ".join(part for part, told in came.items() if told is answer) or None

    facts = [
        ("Chair", str(found.chair) if found.chair else None),
        ("Child took part", in_words("participation", found.participation) if found.participation else None),
        ("Child chaired", found.child_chaired or None),
        ("Where", where(found)),
        ("Meetings", ", ".join(short_day(each.held) for each in meetings) if len(meetings) > 1 else None),
        ("Came", who(True)),
        ("Did not come", who(False)),
        ("Attendance not recorded", who(None)),
        ("Social worker's report", yes[found.social_worker_report]),
        ("Child last seen", day(found.child_last_seen) if found.child_last_seen else None),
        ("Decisions sent", day(found.decisions_sent) if found.decisions_sent else None),
        ("Record written", day(found.record_completed) if found.record_completed else None),
        ("Record sent", day(found.record_distributed) if found.record_distributed else None),
    ]
    optional = {"Meetings", "Child chaired", "Came", "Did not come", "Attendance not recorded"}
    return [{"label": label, "value": value} for label, value in facts if value is not None or label not in optional]


def _decision(found: Any, today: date) -> Shown:
    done = bool(found.completed) or found.status.lower() in ("done", "completed", "complete")
    late = bool(found.due and not done and found.due < today)
    standing = found.status or ("done" if done else "open")
    return {
        "tone": "bad" if late else None,
        "cells": {
            "text": found.text or "not recorded",
            "owner": found.owner or None,
            "due": {"text": short_day(found.due), "sort": found.due.isoformat() if found.due else ""} if found.due else None,
            "status": f"{standing}, {counted((today - found.due).days, 'day')} late" if late else standing,
        },
    }


def parts(child: Child, reader: Reader) -> list[Shown]:
    """Tables of everything beside reviews: caption, columns, rows."""
    tables = [
        _table("Plans as they stand", ["Plan", "What", "Agreed", "Reviewed", "Earlier"], _plans(child)),
        _table("Contacts", ["Day", "How", "Who", "Alone"], _contacts(child)),
        _table("Allocations and people", ["Role", "Who", "From", "Until", "Why"], _involvements(child)),
        _table("Child protection", ["What", "From", "Until", "Outcome"], _protection(child)),
        _table("Milestones", ["Day", "What"], _milestones(child)),
        _table(
            "Episodes",
            ["From", "Until", "Legal status", "Placement", "Provider", "Why it began", "Why it ended"],
            _episodes(child),
        ),
    ]
    if reader.may_somewhere("read", "escalation"):
        tables.insert(2, _table("Escalations", ["Raised", "Kind", "About", "Stages", "Resolved", "Outcome"], _escalations(child)))
    return tables


def _table(caption: str, columns: list[str], rows: list[tuple[Any, ...]]) -> Shown:
    keys = [f"c{place}" for place in range(len(columns))]
    shown = [{"cells": dict(zip(keys, (_said(cell) for cell in row), strict=True))} for row in rows]
    return {
        "caption": caption,
        "columns": [{"key": key, "text": text} for key, text in zip(keys, columns, strict=True)],
        "rows": shown[:_AT_ONCE],
        "earlier": shown[_AT_ONCE:],
    }


def _said(cell: Any) -> Any:
    if isinstance(cell, date):
        return day(cell)
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return cell or None


def _plans(child: Child) -> list[tuple[Any, ...]]:
    """Of each kind of plan the latest, and how many came before it."""
    rows = child.plans.values_list("kind", "value", "agreed", "reviewed")
    kinds: dict[str, list[tuple[Any, ...]]] = {}
    for kind, *rest in sorted(rows, key=lambda row: max(filter(None, row[2:]), default=date.min), reverse=True):
        kinds.setdefault(kind, []).append(tuple(rest))
    return [
        (
            "Personal education plan" if kind == "pep" else kind.capitalize(),
            *found[0],
            str(len(found) - 1) if len(found) > 1 else None,
        )
        for kind, found in sorted(kinds.items())
    ]


def _contacts(child: Child) -> list[tuple[Any, ...]]:
    rows = child.contacts.select_related("staff").order_by("-on", "-pk")[:200]
    return [
        (each.on, each.kind, ", ".join(part for part in (str(each.staff), _role(each.staff.role)) if part), each.alone)
        for each in rows
    ]


def _involvements(child: Child) -> list[tuple[Any, ...]]:
    rows = child.involvements.select_related("staff").order_by("-started", "-pk")
    return [(_role(each.role), str(each.staff), each.started, each.ended, each.reason) for each in rows]


def _role(name: str) -> str:
    """A role as people write it."""
    return "IRO" if name == "iro" else name


def _protection(child: Child) -> list[tuple[Any, ...]]:
    plans = [
        (f"Plan: {each.category or 'no category'}", each.started, each.ended, "")
        for each in child.protection_plans.order_by("-started")
    ]
    return plans + [(each.kind, each.held, None, each.outcome) for each in child.conferences.order_by("-held")]


def _milestones(child: Child) -> list[tuple[Any, ...]]:
    return [
        (each.on, KINDS[each.kind].words.capitalize() if each.kind in KINDS else each.kind)
        for each in child.milestones.order_by("-on")
    ]


def _episodes(child: Child) -> list[tuple[Any, ...]]:
    return [
        (
            each.decom,
            each.dec,
            in_words("ls", each.ls),
            in_words("place", each.place),
            in_words("place_provider", each.place_provider),
            in_words("rne", each.rne),
            in_words("rec", each.rec) if each.rec else None,
        )
        for each in child.episodes.order_by("-decom", "-pk")
    ]


def _escalations(child: Child) -> list[tuple[Any, ...]]:
    rows = child.escalations.prefetch_related("issues", "stages").order_by("-raised")
    return [
        (
            each.raised,
            each.kind or "formal",
            ", ".join(issue.category for issue in each.issues.all()),
            ", ".join(f"stage {stage.stage}" for stage in sorted(each.stages.all(), key=lambda stage: stage.stage)),
            each.resolved,
            each.outcome,
        )
        for each in rows
    ]


SHOWS = {"": "owed, and of the last year", "late": "overdue or met late", "all": "ever owed"}
"""Which duties a person may ask to see."""


def all_duties(told: pl.DataFrame, as_at: date, show: str) -> Shown:
    """Duties as rows of a list, and of all of them how many stand how."""
    calendar = profile().rulebook.calendar
    rows = [_duty(row, as_at, calendar) for row in told.filter(_wanted(show, as_at)).iter_rows(named=True)]
    counts = {row["status"]: row["len"] for row in told.group_by("status").len().iter_rows(named=True)}
    tones = {"overdue": "bad", "met late": "soon"}
    figures = [
        {"number": counts.get(name, 0), "label": name, "tone": tones.get(name)}
        for name in ("overdue", "open", "met", "met late", "lapsed")
    ]
    return {"figures": figures, "duties": rows}


def _wanted(show: str, as_at: date) -> pl.Expr:
    if show == "all":
        return pl.lit(True)
    if show == "late":
        return pl.col("status").is_in(["overdue", "met late"])
    return pl.col("status").is_in(["overdue", "open"]) | (pl.col("due") > as_at - timedelta(365))


def _duty(row: Shown, as_at: date, calendar: Any) -> Shown:
    settled = row["status"] if row["status"] in ("met", "met late", "lapsed") else ""
    left_out = calendar.skipped(row["from_day"], row["due"]) if "working day" in (row["reason"] or "") else []
    met = f"Met on {day(row['met'])}." if row["met"] else ""
    return {
        "title": row["title"],
        "due": row["due"],
        "days_late": (as_at - row["due"]).days,
        "settled": settled,
        "reason": " ".join(part for part in (row["reason"], met) if part),
        "source": row["source"],
        "source_href": reverse("rule", args=[row["rule"]]),
        "skipped": [f"{short_day(each.day)}, {each.why}" for each in left_out],
        "statutory": row["statutory"],
        "owner": row["owner"],
    }
