"""The decisions of a review: made and sent by the IRO, answered by the team manager, followed up by their owners."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from footprint.actions import reviews
from footprint.actions.reviews.deciding import STANDINGS
from footprint.domain.review_process import STEPS, refusal, state
from footprint.records.models import Decision, Review
from footprint.records.queries import Reader, get_decision, get_review, may_here
from footprint.records.reviews import around, recorded
from footprint.web.asking import asked, asking
from footprint.web.forms.review import AnswerForm, DayForm, DecisionForm, ProgressForm
from footprint.web.page import Answer, GoTo, Page, page
from footprint.web.presenters import review as shown
from footprint.web.views.review import about, standing_of, stepped

_BOTH = ("GET", "POST")


@page("read", "decision")
def decisions(request: HttpRequest, reader: Reader, ref: UUID, review: UUID) -> Page:
    """The decisions of a review: how each was answered and how it stands."""
    found = get_review(reader, ref, review, "read", "decision")
    told, standing = recorded(found), standing_of(found)
    may_write = may_here(reader, standing, "create", "decision") and not refusal("decide", told)
    sent = bool(found.decisions_sent)
    may_answer = sent and may_here(reader, standing, "create", "decision_response")
    may_tell = sent and may_here(reader, standing, "create", "decision_progress")
    rows = [_row(found, each, reader, (may_write, may_answer, may_tell)) for each in _all(found)]
    may_send = may_here(reader, standing, *STEPS["send_decisions"].right)
    return Page(
        "review/decisions.html",
        {
            **about(found, "What was decided"),
            "rows": rows,
            **asking(DecisionForm(names=around(found) if may_write else ())),
            "add": shown.address("new_decision", found) if may_write else None,
            "complete": shown.address("review_step", found, "complete") if may_write and state(told) == "in progress" else None,
            "version": found.version,
            "send": shown.address("send_decisions", found) if may_send and not found.decisions_sent else None,
            "why_not": refusal("send_decisions", told) if may_send and not found.decisions_sent else "",
            "sent": found.decisions_sent,
            "clocks": shown.clocks(found, reader),
        },
    )


def _all(found: Review) -> list[Decision]:
    return list(found.decisions.select_related("answer").prefetch_related("progress").order_by("pk"))


def _row(found: Review, each: Decision, reader: Reader, may: tuple[bool, bool, bool]) -> dict[str, Any]:
    """A decision with the links for this person: whether one may change it, answer it, say how it stands."""
    may_write, may_answer, may_tell = may
    pages = [
        (may_write, "Change", "edit_decision"),
        (may_answer and not hasattr(each, "answer"), "Agree or object", "answer_decision"),
        (may_tell, "Say how it stands", "progress"),
    ]
    links = [{"text": text, "href": shown.address(view, found, each.public)} for holds, text, view in pages if holds]
    return {**shown.decision(each, reader.today), "links": links}


@page("create", "decision", methods=_BOTH)
def decide(request: HttpRequest, reader: Reader, ref: UUID, review: UUID, decision: UUID | None = None) -> Answer:
    """Add a decision, or change one that was not sent yet."""
    found = get_review(reader, ref, review, "create", "decision")
    old = get_decision(found, decision) if decision else None
    initial = {"text": old.text, "owner": old.owner, "due": old.due, "seen": old.version} if old else {}
    title = "Change the decision" if old else "Add a decision"
    if request.method == "GET" and (why := refusal("decide", recorded(found))):
        return Page("review/cannot.html", about(found, title, why=why))

    def do(told: Mapping[str, Any]) -> Answer:
        what = {"text": told["text"], "owner": told["owner"], "due": told["due"]}
        reviews.decide(by=reader, review=found, decision=old, seen=told["seen"] or 0, **what)
        return GoTo("decisions", (found.child.public, found.public), "The decision is saved.")

    form = DecisionForm(request.POST or None, initial=initial, names=around(found))
    return asked(request, form, about(found, title), do)


@page("finalise", "decision", methods=_BOTH)
def send(request: HttpRequest, reader: Reader, ref: UUID, review: UUID) -> Answer:
    """Send the decisions to the team manager."""
    found = get_review(reader, ref, review, "finalise", "decision")
    form = DayForm(request.POST or None, initial={"seen": found.version})
    del form.fields["on"]

    def do(told: Mapping[str, Any]) -> object:
        return reviews.send_decisions(by=reader, review=found, seen=told["seen"] or 0)

    said = "The team manager has five working days to agree or to object; silence is agreement."
    then = "review" if refusal("record", recorded(found)) else "finish_record"
    return stepped(request, reader, found, "send_decisions", form, do, "The decisions are sent.", then, said=said)


@page("create", "decision_response", methods=_BOTH)
def answer(request: HttpRequest, reader: Reader, ref: UUID, review: UUID, decision: UUID) -> Answer:
    """Agree with a decision, or object and say why."""
    found = get_review(reader, ref, review, "create", "decision_response")
    each = get_decision(found, decision)

    def do(told: Mapping[str, Any]) -> Answer:
        reviews.answer_decision(by=reader, decision=each, agrees=told["agrees"] == "yes", reason=told["reason"])
        return GoTo("decisions", (found.child.public, found.public), "Your answer is recorded.")

    return asked(request, AnswerForm(request.POST or None), about(found, "Agree or object", "Answer", said=each.text), do)


@page("create", "decision_progress", methods=_BOTH)
def progress(request: HttpRequest, reader: Reader, ref: UUID, review: UUID, decision: UUID) -> Answer:
    """Say how a decision stands; from the next review, also for that review."""
    found = get_review(reader, ref, review, "create", "decision_progress")
    each, at = get_decision(found, decision), _at(found, request.GET.get("at", ""))

    def do(told: Mapping[str, Any]) -> Answer:
        reviews.report_progress(by=reader, decision=each, status=told["status"], text=told["text"], at=at)
        back = at or found
        return GoTo("hold" if at else "decisions", (found.child.public, back.public), "How it stands is recorded.")

    form = ProgressForm(request.POST or None, initial={"status": each.status})
    form.fields["status"].choices = list(STANDINGS.items())  # type: ignore[attr-defined]
    return asked(request, form, about(found, "How does it stand?", said=each.text), do)


def _at(found: Review, public: str) -> Review | None:
    """The later review at which it is asked."""
    try:
        return Review.objects.filter(child=found.child, public=UUID(public)).first()
    except ValueError:
        return None
