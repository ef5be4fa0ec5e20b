"""The decisions of a review as JSON: made, sent to the team manager, answered, followed up."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from ninja import Field, Schema

from footprint.actions import reviews
from footprint.actions.refusals import Unfit
from footprint.api.asked import Asked, Day, Line, Seen, Text
from footprint.api.doors import change, read
from footprint.api.reviews import OF_REVIEW, ReviewShown, shown
from footprint.records.models import Decision, Review
from footprint.records.queries import Absent, Reader, get_decision, get_review
from footprint.records.reviews import review_before

_DECISIONS = f"{OF_REVIEW}/decisions"
_DECISION = f"{_DECISIONS}/{{uuid:decision}}"


class NewDecision(Asked):
    """Who does what by when."""

    text: Text = Field(description="What was decided.")
    owner: Line = Field("", description="Who does it: one name, or one role.")
    due: Day | None = Field(None, description="By when.")


class ChangedDecision(NewDecision, Seen):
    """A decision as it is to be."""


class Response(Asked):
    """What the team manager says."""

    agrees: bool = Field(description="Whether the manager agrees.")
    reason: Text = Field("", description="Why not.")


class Standing(Asked):
    """How a decision stands."""

    status: Line = Field(description="done, not done, overtaken, under way.")
    text: Text = Field("", description="In words; of what was not done, why.")
    at: UUID | None = Field(None, description="The later review at which it is asked, where it is.")


class Outcome(Asked):
    """What became of a decision of the last review."""

    decision: UUID = Field(description="Which.")
    status: Line = Field(description="done, not done, overtaken, under way.")
    text: Text = Field("", description="In words; of what was not done, why.")


class Outcomes(Asked):
    """What became of decisions of the last review."""

    decisions: list[Outcome] = Field(description="Each of those that one speaks about.")


class DecisionShown(Schema):
    """A decision."""

    decision: UUID = Field(description="Its name in addresses.")
    text: str = Field(description="What was decided.")
    owner: str = Field(description="Who does it.")
    due: date | None = Field(description="By when.")
    status: str = Field(description="How it stands: open, or as somebody told.")
    agreed: bool | None = Field(description="Whether the manager agreed; nothing while there is no answer.")
    reason: str = Field(description="Why the manager objected.")
    version: int = Field(description="To be sent as `seen` with a change of it.")


def _shown(found: Decision) -> DecisionShown:
    answer = getattr(found, "answer", None)
    return DecisionShown(
        decision=found.public,
        text=found.text,
        owner=found.owner,
        due=found.due,
        status=found.status or "open",
        agreed=answer.agrees if answer else None,
        reason=answer.reason if answer else "",
        version=found.version,
    )


def _decisions(found: Review) -> QuerySet[Decision]:
    return found.decisions.select_related("answer").order_by("pk")


@read(_DECISIONS, "read", "decision")
def decisions(reader: Reader, child: UUID, review: UUID) -> list[DecisionShown]:
    """The decisions of a review, how each was answered and how it stands"""
    return [_shown(each) for each in _decisions(get_review(reader, child, review, "read", "decision"))]


@change(f"{_DECISIONS}/add", "create", "decision")
def decide(reader: Reader, child: UUID, review: UUID, told: NewDecision) -> DecisionShown:
    """Add a decision"""
    found = get_review(reader, child, review, "create", "decision")
    return _shown(reviews.decide(by=reader, review=found, **dict(told)))


@change(f"{_DECISIONS}/send", "finalise", "decision")
def send_decisions(reader: Reader, child: UUID, review: UUID, told: Seen) -> ReviewShown:
    """Send the decisions to the team manager"""
    found = get_review(reader, child, review, "finalise", "decision")
    return shown(reviews.send_decisions(by=reader, review=found, seen=told.seen))


@change(f"{_DECISION}/change", "create", "decision")
def change_decision(reader: Reader, child: UUID, review: UUID, decision: UUID, told: ChangedDecision) -> DecisionShown:
    """Change a decision that was not sent yet"""
    found = get_review(reader, child, review, "create", "decision")
    return _shown(reviews.decide(by=reader, review=found, decision=get_decision(found, decision), **dict(told)))


@change(f"{_DECISION}/answer", "create", "decision_response")
def answer(reader: Reader, child: UUID, review: UUID, decision: UUID, told: Response) -> DecisionShown:
    """Agree with a decision, or object"""
    found = get_decision(get_review(reader, child, review, "create", "decision_response"), decision)
    reviews.answer_decision(by=reader, decision=found, **dict(told))
    return _shown(found)


@change(f"{_DECISIONS}/last", "create", "decision_progress")
def report_last_decisions(reader: Reader, child: UUID, review: UUID, told: Outcomes) -> list[DecisionShown]:
    """Say at a review what became of decisions of the one before, all of it or nothing"""
    found = get_review(reader, child, review, "create", "decision_progress")
    before = review_before(found, reader.today)
    if before is None:
        raise Unfit("", "There is no review before this one.")
    before.child = found.child
    ones = [(get_decision(before, each.decision), each.status, each.text) for each in told.decisions]
    reviews.report_last_decisions(by=reader, review=found, told=ones)
    return [_shown(each) for each in _decisions(before)]


@change(f"{_DECISION}/progress", "create", "decision_progress")
def progress(reader: Reader, child: UUID, review: UUID, decision: UUID, told: Standing) -> DecisionShown:
    """Say how a decision stands"""
    of = get_review(reader, child, review, "create", "decision_progress")
    at = Review.objects.filter(child=of.child, public=told.at).first() if told.at else None
    if told.at and at is None:
        raise Absent(str(told.at))
    reviews.report_progress(by=reader, decision=get_decision(of, decision), status=told.status, text=told.text, at=at)
    return _shown(get_decision(of, decision))
