"""Duties as rows of a list."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any

from footprint.domain.rulebook import Rulebook
from footprint.domain.vocabulary import KINDS
from footprint.records.models import Duty
from footprint.records.profile import profile
from footprint.records.queries import Reader, may_here
from footprint.web.addresses import of_child, of_rule
from footprint.web.words import day

Shown = dict[str, Any]

_PAGES = {
    "review_held": ("plan_review", "Arrange the review", "create", "review"),
    "review_completed": ("current_review", "Open the review", "read", "review"),
    "decisions_sent": ("current_review", "Open the review", "finalise", "decision"),
    "decisions_answered": ("current_review", "Open the review", "create", "decision_response"),
    "record_completed": ("current_review", "Open the review", "finalise", "draft_record"),
    "record_distributed": ("current_review", "Open the review", "share", "review_record"),
    "qa_form_completed": ("current_review", "Open the review", "edit", "judgement"),
    "review_invitations_sent": ("current_review", "Open the review", "edit", "review"),
    "iro_visit": ("contact", "Record a contact", "create", "footprint"),
    "iro_contact": ("contact", "Record a contact", "create", "footprint"),
    "iro_allocated": ("allocate", "Allocate an IRO", "create", "allocation"),
}
"""On which page a duty is settled, by what meets it, and what one must be allowed to do there."""


def met_by(rule: str) -> tuple[str, ...]:
    """The kinds of event that meet a rule."""
    return _met_by(profile().rulebook).get(rule, ())


@lru_cache(maxsize=4)
def _met_by(rulebook: Rulebook) -> dict[str, tuple[str, ...]]:
    return {rule.id: rule.met_by for rule in rulebook.rules}


def shown(duty: Duty, reader: Reader, *, named: bool = True) -> Shown:
    """A duty as `parts/duty.html` takes it."""
    kinds = met_by(duty.rule)
    arranged = _arranged(kinds, duty, reader.today)
    action = _action(kinds, duty, reader, "Move the review" if arranged else "")
    if arranged and _has_come(duty, reader.today):
        action = {"text": "Open the review", "href": of_child(duty.child.public, "current_review")}
    settled = "Settled by " + " or ".join(KINDS[kind].words for kind in kinds) if kinds and not action else ""
    return {
        "title": duty.title,
        "child": {"text": duty.child.name, "href": of_child(duty.child.public)} if named else None,
        "due": duty.due,
        "days_late": (reader.today - duty.due).days,
        "reason": duty.reason,
        "source": duty.source,
        "source_href": of_rule(duty.rule),
        "statutory": duty.statutory,
        "owner": duty.owner,
        "todo": arranged or settled,
        "action": action,
    }


def _arranged(kinds: Iterable[str], duty: Duty, today: date) -> str:
    """For when the review that would meet the duty is arranged, and what is then to be done; nothing where none is."""
    on = getattr(getattr(duty.child, "standing", None), "next_planned", None)
    if on is None or "review_held" not in kinds:
        return ""
    if on < today:
        return f"Arranged for {day(on)}: record that it was held, or move it"
    too_late = today <= duty.due < on
    return f"Arranged for {day(on)}, after the due day: move it" if too_late else f"Arranged for {day(on)}: to be held then"


def _has_come(duty: Duty, today: date) -> bool:
    """Whether the day has come for which the review is arranged, so that it is to be held and not moved."""
    return bool(duty.child.standing.next_planned <= today)


def _action(kinds: Iterable[str], duty: Duty, reader: Reader, instead: str) -> dict[str, str] | None:
    """The page on which to settle it, for one who may; `instead`, where there are any, are the words of the link."""
    for kind in kinds:
        if kind in _PAGES:
            view, words, action, record = _PAGES[kind]
            if may_here(reader, getattr(duty.child, "standing", None), action, record):
                return {"text": instead or words, "href": of_child(duty.child.public, view)}
    return None


def shown_together(duties: Iterable[Duty], reader: Reader, *, named: bool = True) -> list[Shown]:
    """Duties as a list, by day and child, a local promise of a review beside the legal date and not as a row of its own."""
    found = sorted(duties, key=lambda duty: (duty.due, duty.child_id))
    legal = {duty.child_id: duty for duty in found if duty.is_review and duty.statutory}
    beside: dict[int, Duty] = {}
    for duty in found:
        if duty.is_review and not duty.statutory and duty.child_id in legal:
            beside.setdefault(duty.child_id, duty)
    rows = []
    for duty in found:
        if duty.is_review and not duty.statutory and duty.child_id in legal:
            continue
        row = shown(duty, reader, named=named)
        local = beside.get(duty.child_id) if duty is legal.get(duty.child_id) else None
        rows.append(row | {"local": {"title": local.title, "due": local.due}} if local else row)
    return _said_once(rows)


def _said_once(rows: list[Shown]) -> list[Shown]:
    """Each row with whether the one before it has the same day and child."""
    keys = [(row["due"], row["child"]) for row in rows]
    return [row | {"again": place > 0 and keys[place] == keys[place - 1]} for place, row in enumerate(rows)]
