"""Reviews as JSON: what there is, and each step."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from ninja import Field, Schema

from footprint.actions import reviews
from footprint.api.doors import api, door
from footprint.domain.review_process import possible, state
from footprint.records.models import Decision, Review
from footprint.records.queries import Absent, Reader, get_child, get_review
from footprint.records.reviews import recorded

Shown = dict[str, Any]
_OF_CHILD = "/children/{uuid:child}/reviews"
_OF_REVIEW = _OF_CHILD + "/{uuid:review}"


class Booking(Schema):
    """When, where and how a review is to be held; of an early or extra one, who asked for it and why."""

    on: date
    at: time | None = None
    venue: str = ""
    mode: str = ""
    asked_by: str = ""
    asked_why: str = ""


class Day(Schema):
    """The day of a step, and the version of the review that was seen."""

    on: date
    seen: int


class Adjournment(Day):
    """Why, what is missing, and when it goes on."""

    why: str
    until: date


class Presence(Schema):
    """What the child did, when it was last seen, and who came (by the number of the participant)."""

    seen: int
    way: str = ""
    chaired: str = ""
    last_seen: date | None = None
    not_seen: str = ""
    came: dict[str, bool | None] = Field(default_factory=dict)


class Text(Schema):
    """A section of the record, and the version of it that was seen; 0 where it was empty."""

    text: str
    seen: int = 0


class Judgement(Schema):
    """The quality assurance form."""

    seen: int
    answers: dict[str, str] = Field(default_factory=dict)
    comments: dict[str, str] = Field(default_factory=dict)
    rag: str = ""
    concerns: list[str] = Field(default_factory=list)
    actions: list[str] = Field(default_factory=list)
    good_practice: str = ""


class NewDecision(Schema):
    """Who does what by when."""

    text: str
    owner: str = ""
    due: date | None = None


class Answer(Schema):
    """Whether the team manager agrees."""

    agrees: bool
    reason: str = ""


class Standing(Schema):
    """How a decision stands."""

    status: str
    text: str = ""


class Seen(Schema):
    """The version of the review that was seen."""

    seen: int


def _review(found: Review) -> Shown:
    told = recorded(found)
    return {
        "review": str(found.public),
        "state": state(told),
        "started": found.started,
        "at": found.at,
        "completed": found.completed,
        "participation": found.participation,
        "decisions_sent": found.decisions_sent,
        "record_completed": found.record_completed,
        "record_distributed": found.record_distributed,
        "version": found.version,
        "possible": possible(told),
    }


def _decision(found: Decision) -> Shown:
    answer = getattr(found, "answer", None)
    return {
        "decision": str(found.public),
        "text": found.text,
        "owner": found.owner,
        "due": found.due,
        "status": found.status or "open",
        "agreed": answer.agrees if answer else None,
        "reason": answer.reason if answer else "",
    }


def _decisions(found: Review) -> QuerySet[Decision]:
    return found.decisions.select_related("answer").order_by("pk")


@api.get(_OF_CHILD, url_name="reviews")
@door("read", "review")
def list_reviews(reader: Reader, child: UUID) -> list[Shown]:
    """The reviews of a child, the newest first."""
    found = get_child(reader, child, "read", "review").reviews.order_by("-started", "-pk")
    return [_review(each) for each in found]


@api.get(_OF_REVIEW, url_name="review")
@door("read", "review")
def one_review(reader: Reader, child: UUID, review: UUID) -> Shown:
    """One review: its state and the steps that are possible now."""
    return _review(get_review(reader, child, review, "read", "review"))


@api.get(_OF_REVIEW + "/decisions", url_name="decisions")
@door("read", "decision")
def list_decisions(reader: Reader, child: UUID, review: UUID) -> list[Shown]:
    """The decisions of a review, how each was answered and how it stands."""
    return [_decision(each) for each in _decisions(get_review(reader, child, review, "read", "decision"))]


@api.post(_OF_CHILD + "/book", url_name="book")
@door("create", "review")
def book(reader: Reader, child: UUID, told: Booking) -> Shown:
    """Book the next review."""
    found = get_child(reader, child, "create", "review")
    return _review(reviews.plan_review(by=reader, child=found, **told.dict()))


def _on_a_day(name: str, act: Callable[..., Review], words: str) -> None:
    """A step that asks for nothing but its day."""

    @api.post(f"{_OF_REVIEW}/{name}", url_name=name, summary=words, operation_id=name)
    @door("create", "draft_record")
    def step(reader: Reader, child: UUID, review: UUID, told: Day) -> Shown:
        found = get_review(reader, child, review, "create", "draft_record")
        return _review(act(by=reader, review=found, **told.dict()))


_on_a_day("begin", reviews.begin, "Begin it")
_on_a_day("resume", reviews.resume, "Go on with it")
_on_a_day("complete", reviews.complete, "Complete it")


@api.post(_OF_REVIEW + "/meet", url_name="meet")
@door("create", "draft_record")
def meet(reader: Reader, child: UUID, review: UUID, on: date) -> Shown:
    """Hold another meeting of it."""
    found = get_review(reader, child, review, "create", "draft_record")
    reviews.meet(by=reader, review=found, on=on)
    return _review(found)


@api.post(_OF_REVIEW + "/adjourn", url_name="adjourn")
@door("create", "draft_record")
def adjourn(reader: Reader, child: UUID, review: UUID, told: Adjournment) -> Shown:
    """Adjourn it, once."""
    found = get_review(reader, child, review, "create", "draft_record")
    return _review(reviews.adjourn(by=reader, review=found, **told.dict()))


@api.post(_OF_REVIEW + "/presence", url_name="presence")
@door("create", "draft_record")
def presence(reader: Reader, child: UUID, review: UUID, told: Presence) -> Shown:
    """Who was there."""
    found = get_review(reader, child, review, "create", "draft_record")
    return _review(reviews.note_presence(by=reader, review=found, **told.dict()))


@api.post(_OF_REVIEW + "/sections/{slug:key}", url_name="section")
@door("edit", "draft_record")
def section(reader: Reader, child: UUID, review: UUID, key: str, told: Text) -> Shown:
    """Save a section of the record."""
    found = get_review(reader, child, review, "edit", "draft_record")
    held = reviews.save_section(by=reader, review=found, key=key, **told.dict())
    return {"key": held.key, "version": held.version}


@api.post(_OF_REVIEW + "/final", url_name="final")
@door("finalise", "draft_record")
def final(reader: Reader, child: UUID, review: UUID, told: Seen) -> Shown:
    """Make the record final."""
    found = get_review(reader, child, review, "finalise", "draft_record")
    return _review(reviews.finish_record(by=reader, review=found, **told.dict()))


@api.post(_OF_REVIEW + "/judgement", url_name="judgement")
@door("edit", "judgement")
def judgement(reader: Reader, child: UUID, review: UUID, told: Judgement) -> Shown:
    """Judge it."""
    found = get_review(reader, child, review, "edit", "judgement")
    return _review(reviews.judge(by=reader, review=found, **told.dict()))


@api.post(_OF_REVIEW + "/decisions/add", url_name="decide")
@door("create", "decision")
def decide(reader: Reader, child: UUID, review: UUID, told: NewDecision) -> Shown:
    """Add a decision."""
    found = get_review(reader, child, review, "create", "decision")
    return _decision(reviews.decide(by=reader, review=found, **told.dict()))


@api.post(_OF_REVIEW + "/decisions/send", url_name="send_decisions")
@door("finalise", "decision")
def send_decisions(reader: Reader, child: UUID, review: UUID, told: Seen) -> Shown:
    """Send the decisions to the team manager."""
    found = get_review(reader, child, review, "finalise", "decision")
    return _review(reviews.send_decisions(by=reader, review=found, **told.dict()))


@api.post(_OF_REVIEW + "/decisions/{uuid:decision}/answer", url_name="answer")
@door("create", "decision_response")
def answer(reader: Reader, child: UUID, review: UUID, decision: UUID, told: Answer) -> Shown:
    """Agree with a decision, or object."""
    found = _one(get_review(reader, child, review, "create", "decision_response"), decision)
    reviews.answer_decision(by=reader, decision=found, **told.dict())
    return _decision(found)


@api.post(_OF_REVIEW + "/decisions/{uuid:decision}/progress", url_name="progress")
@door("create", "decision_progress")
def progress(reader: Reader, child: UUID, review: UUID, decision: UUID, told: Standing) -> Shown:
    """Say how a decision stands."""
    found = _one(get_review(reader, child, review, "create", "decision_progress"), decision)
    reviews.report_progress(by=reader, decision=found, **told.dict())
    found.refresh_from_db()
    return _decision(found)


def _one(found: Review, public: UUID) -> Decision:
    decision = _decisions(found).filter(public=public).first()
    if decision is None:
        raise Absent(str(public))
    decision.review = found
    return decision
