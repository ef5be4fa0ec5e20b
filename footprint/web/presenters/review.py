"""One review as its pages show it: how far it is, what can be done now, what runs against the clock, what is known."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse

from footprint.domain.code_words import in_words
from footprint.domain.review_process import STATES, STEPS, WAY, Recorded, refusal, state
from footprint.records.models import Child, Decision, Duty, Review, Standing
from footprint.records.profile import profile
from footprint.records.queries import Reader, may_here
from footprint.records.reviews import reviews_asked
from footprint.web.addresses import of_child
from footprint.web.presenters import duties as owed
from footprint.web.words import counted, day, opening, short_day

Shown = dict[str, Any]


def title(review: Review) -> str:
    """What a review is called: the authority's own word, and its day."""
    return f"{opening(profile().words.get('review', 'review'))}, {day(review.started)}"


def way(told: Recorded) -> list[Shown]:
    """The states that the review has been through, the one it is in, and those to come."""
    now = state(told)
    if now not in WAY:
        return [{"text": opening(now), "state": "now", "hint": STATES[now]}]
    place = WAY.index(now)
    return [
        {
            "text": opening(name),
            "state": "done" if WAY.index(name) < place else "now" if name == now else "to come",
            "hint": STATES[name],
        }
        for name in WAY
    ]


PAGES: list[tuple[str, str, str]] = [
    ("begin", "review_step", "Begin the review"),
    ("resume", "review_step", "Go on with the review"),
    ("meet", "hold", "Who is here, and the record"),
    ("complete", "review_step", "Complete the review"),
    ("invite", "review_people", "Who comes, and the reports"),
    ("move", "plan_review", "Change the day or the place"),
    ("judge", "judge", "Judge how the plan is carried out"),
    ("decide", "decisions", "Decisions"),
    ("send_decisions", "decisions", "Decisions"),
    ("record", "finish_record", "Finish the record"),
    ("consult", "views", "Ask the child and others"),
    ("send", "send_record", "Send the record"),
    ("letter", "letter", "The letter to the child"),
    ("cancel", "cancel_review", "Cancel the review"),
    ("void", "void_review", "Mark as recorded in error"),
]
"""On which page each step is done, with the words of its link, the most likely first."""


def tasks(review: Review, told: Recorded, standing: Standing | None, reader: Reader) -> list[Shown]:
    """What this person may do with the review now, each page once."""
    found: dict[str, Shown] = {}
    for step, view, words in PAGES:
        if refusal(step, told) or not may_here(reader, standing, *STEPS[step].right):
            continue
        href = address(view, review, step) if view == "review_step" else address(view, review)
        found.setdefault(href, {"text": words, "href": href})
    decisions = address("decisions", review)
    if told.decisions and decisions not in found and may_here(reader, standing, "read", "decision"):
        may_answer = may_here(reader, standing, "create", "decision_response")
        found[decisions] = {"text": _of_decisions(told, may_answer), "href": decisions}
    views = address("views", review)
    if views not in found and may_here(reader, standing, "list", "voice"):
        found[views] = {"text": "What the child and others said", "href": views}
    send = address("send_record", review)
    if told.record_completed and send not in found and may_here(reader, standing, "read", "document"):
        found[send] = {"text": "Who gets what of the record", "href": send}
    undo = [address(view, review) for view in _LAST]
    ahead = told.started is not None and told.started > reader.today
    later = [address("review_step", review, "begin")] if ahead else []
    return sorted(found.values(), key=lambda task: (task["href"] in undo, task["href"] in later))


def _of_decisions(told: Recorded, may_answer: bool) -> str:
    """What there is to do with decisions that one cannot change."""
    waiting = told.decisions_sent is not None and not told.answered and may_answer
    return "Agree with the decisions, or object" if waiting else "Decisions, and how they stand"


_LAST = ("cancel_review", "void_review")
"""What undoes a review stands below what carries it on; to begin it, below what is done before its day."""

_OF_THE_CHILD = {"plan_review": "plan_review", "reviews_of": "reviews"}
"""Pages of the child that a review leads to."""


def address(view: str, review: Review, *more: object) -> str:
    """The address of a page of a review."""
    if view in _OF_THE_CHILD:
        return reverse(_OF_THE_CHILD[view], args=[review.child.public])
    return reverse(view, args=[review.child.public, review.public, *more])


def clocks(review: Review, reader: Reader) -> list[Shown]:
    """What is still owed about this very review."""
    found = list(Duty.objects.filter(child=review.child, about=review.number).order_by("due"))
    for each in found:
        each.child = review.child
    rows = [owed.shown(each, reader, named=False) for each in found]
    here = of_child(review.child.public, "current_review")  # where the reader is already
    return [row | {"action": None} if row["action"] and row["action"]["href"] == here else row for row in rows]


def facts(review: Review, timing: Any) -> list[Shown]:
    """What is recorded of it at a glance."""
    told = [
        *([("At", f"{review.at:%H:%M}")] if review.at and review.status == "planned" else []),
        ("Chair", str(review.chair) if review.chair else None),
        ("Where", where(review)),
        ("Due by", day(timing.due) if timing and timing.due else None),
        ("Child took part", in_words("participation", review.participation) if review.participation else None),
        ("Child last seen", day(review.child_last_seen) if review.child_last_seen else review.not_seen or None),
    ]
    to_be_known = 2 if review.status in ("planned", "cancelled") else len(told)  # nobody was there of whom more could be known
    return [{"label": label, "value": value} for at, (label, value) in enumerate(told) if value or at < to_be_known]


def where(review: Review) -> str | None:
    """Where and how a review is held; what names both is said once."""
    venue, mode = review.venue, review.mode
    return ", ".join(part for part in (venue, mode if mode.lower() != venue.lower() else "") if part) or None


def late(timing: Any) -> bool:
    """Whether a review was held after its due day."""
    return timing is not None and timing.on_time is False


def decision(found: Decision, today: date) -> Shown:
    """A decision with its owner, how it was answered and how it stands."""
    answer = getattr(found, "answer", None)
    late_now = bool(found.due and not found.completed and found.due < today)
    return {
        "public": found.public,
        "text": found.text,
        "owner": found.owner,
        "due": short_day(found.due) if found.due else "no date",
        "late": late_now,
        "done": bool(found.completed),
        "answer": _answer(answer),
        "objected": bool(answer and not answer.agrees),
        "reason": answer.reason if answer else "",
        "status": found.status or "open",
        "progress": [_progress(each) for each in found.progress.all()],
    }


def asked_before(found: Decision, today: date) -> str:
    """Of a decision that is still open: who was to do it by when, how it stands, and at how many reviews it was asked."""
    told, times = decision(found, today), reviews_asked(found)
    asked = f"; asked at {counted(times, 'review')} before" if times else ""
    due = f"{told['due']}{' (late)' if told['late'] else ''}"
    return f"{told['owner'] or 'Nobody named'}, by {due}. It stands: {told['status']}{asked}."


COLUMNS = [
    {"key": "text", "text": "Decision"},
    {"key": "child", "text": "Child", "sort": True},
    {"key": "owner", "text": "Who"},
    {"key": "due", "text": "By", "tight": True, "sort": True},
    {"key": "status", "text": "How it stands"},
]
"""Of decisions to carry out."""


def to_carry_out(found: Decision, today: date) -> Shown:
    """A decision as a row of a list."""
    child = found.review.child
    return {
        "tone": "bad" if found.due and found.due < today else None,
        "cells": {
            "text": {"text": found.text or "not recorded", "href": address("progress", found.review, found.public)},
            "child": {"text": child.name, "href": of_child(child.public)},
            "owner": found.owner or None,
            "due": {"text": short_day(found.due), "sort": found.due.isoformat()} if found.due else None,
            "status": found.status or "open",
        },
    }


def _progress(told: Any) -> str:
    return f"{short_day(told.on)}: {told.status}{'. ' + told.text if told.text else ''}"


def _answer(answer: Any) -> str:
    if answer is None:
        return "not answered yet"
    if answer.silent:
        return f"agreed by silence on {short_day(answer.on)}"
    return f"{'agreed' if answer.agrees else 'objected'} on {short_day(answer.on)}"


def known(review: Review, standing: Standing | None, today: date) -> dict[str, list[str]]:
    """What the records say about each section of the record, so that nothing is asked for that the system holds."""
    child = review.child
    plans = list(child.plans.order_by("kind", "-agreed"))
    return {
        "legal_status": _said("Now", in_words("ls", standing.legal_status) if standing else ""),
        "placement": _said("Now", in_words("place", standing.placement) if standing else ""),
        "permanence": _plan(plans, "permanence"),
        "health": _plan(plans, "health assessment"),
        "education": _plan(plans, "pep"),
        "moving_on": _plan(plans, "pathway"),
        "visits": _overdue(child, "visit.", today),
        "drift": _overdue(child, "", today),
    }


def _said(label: str, value: str) -> list[str]:
    return [f"{label}: {value}."] if value else []


_PLANS = {"pep": "personal education plan", "permanence": "permanence plan", "pathway": "pathway plan"}


def _plan(plans: Iterable[Any], kind: str) -> list[str]:
    last = next((each for each in plans if each.kind == kind), None)
    if last is None:
        return [f"No {_PLANS.get(kind, kind)} is recorded."]
    when = f"last reviewed on {day(last.reviewed)}" if last.reviewed else f"agreed on {day(last.agreed)}" if last.agreed else ""
    return [opening(", ".join(part for part in (last.value or _PLANS.get(kind, kind), when) if part)) + "."]


def _overdue(child: Child, start: str, today: date) -> list[str]:
    late_ones = Duty.objects.filter(child=child, rule__startswith=start, due__lt=today).order_by("due")[:5]
    return [f"{each.title}: due by {day(each.due)}." for each in late_ones]
