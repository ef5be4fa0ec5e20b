"""The decisions of a review: made, sent to the team manager, agreed or contested, followed up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import uuid4

from django.db import transaction

from footprint.actions.refusals import Unfit
from footprint.actions.reviews.steps import change, may_now, milestone, told
from footprint.domain.review_process import STEPS
from footprint.records import audit, versions
from footprint.records.models import Decision, DecisionAnswer, Duty, Progress, Review
from footprint.records.queries import Reader, check_child

STANDINGS = {"done": "Done", "not done": "Not done", "overtaken": "Overtaken by events", "under way": "Under way"}
"""How a decision stands, as somebody tells."""
CLOSED = ("done", "overtaken")


@transaction.atomic
def decide(
    *, by: Reader, review: Review, text: str, owner: str, due: date | None, decision: Decision | None = None, seen: int = 0
) -> Decision:
    """Add a decision of a review, or change one that was not sent yet.

    Raises:
        Refused, Unfit, Stale: the person may not; not now, no text, or a day that has passed; somebody else changed it.
    """
    may_now(by, review, "decide", "text")
    if not text.strip():
        raise Unfit("text", "Say what was decided.")
    if due and review.started and due < review.started:
        raise Unfit("due", "A decision cannot be due before the review.")
    fields = {"text": text.strip(), "owner": owner.strip(), "due": due}
    if decision:
        made = versions.save(decision, seen, **fields)
    else:
        made = Decision.objects.create(review=review, number=f"decision-{uuid4().hex[:12]}", **fields)
    told(by, review, "edit" if decision else "create", "decision", detail={"decision": str(made.public)})
    return made


@transaction.atomic
def send_decisions(*, by: Reader, review: Review, seen: int) -> Review:
    """Send the decisions to the team manager, who has five working days to agree or object (rule `record.decisions_answered`).

    Raises:
        Refused, Unfit, Stale: the person may not; there is none, or one without owner or date; somebody else changed it.
    """
    may_now(by, review, "send_decisions")
    return change(by, review, seen, {"decisions_sent": by.today})


@transaction.atomic
def answer_decision(*, by: Reader, decision: Decision, agrees: bool, reason: str = "") -> DecisionAnswer:
    """The team manager agrees with a decision, or objects and says why. An answer is given once.

    Raises:
        Refused: the person may not.
        Unfit: it was not sent, was answered, or an objection has no reason.
    """
    review = decision.review
    check_child(by, review.child, "create", "decision_response")
    if review.decisions_sent is None:
        raise Unfit("agrees", "This decision has not been sent to you yet.")
    if hasattr(decision, "answer"):
        raise Unfit("agrees", f"This decision was answered on {decision.answer.on:%-d %B %Y}.")
    if not agrees and not reason.strip():
        raise Unfit("reason", "Say why you object.")
    given = DecisionAnswer.objects.create(decision=decision, by=by.user, on=by.today, agrees=agrees, reason=reason.strip())
    _all_answered(by, review)
    told(by, review, "create", "decision_response", detail={"agrees": agrees})
    return given


@transaction.atomic
def take_silence(*, by: Reader, review: Review) -> int:
    """Where the manager's time is over, each decision without an answer stands as agreed; how many did so.

    Raises:
        Refused: the person may not.
    """
    if not by.is_installation:
        check_child(by, review.child, *STEPS["send_decisions"].right)
    if review.decisions_sent is None or _may_still_answer(by, review):
        return 0
    waiting = list(review.decisions.filter(answer__isnull=True))
    DecisionAnswer.objects.bulk_create(DecisionAnswer(decision=each, on=by.today, agrees=True, silent=True) for each in waiting)
    if waiting:
        told(by, review, "create", "decision_response", reason=_SILENCE)
    return len(waiting)


_SILENCE = "No answer in the time that the manager had: agreed by silence."


def _may_still_answer(by: Reader, review: Review) -> bool:
    """Whether the duty to answer still runs: by when is the rulebook's to say (rule `record.decisions_answered`)."""
    running = Duty.objects.filter(child=review.child_id, rule="record.decisions_answered", about=review.number)
    return running.filter(due__gte=by.today).exists()


def _all_answered(by: Reader, review: Review) -> None:
    if not review.decisions.filter(answer__isnull=True).exists():
        milestone(review, "decisions_answered", by.today)


@transaction.atomic
def report_progress(*, by: Reader, decision: Decision, status: str, text: str = "", at: Review | None = None) -> Progress:
    """Say how a decision stands: its owner on the way, or the IRO at the next review (`at`).

    Raises:
        Refused, Unfit: the person may not; the standing is not known, or not done without a word why.
    """
    check_child(by, decision.review.child, "create", "decision_progress")
    if status not in STANDINGS:
        raise Unfit("status", f"Say how it stands: {', '.join(STANDINGS)}.")
    if status == "not done" and not text.strip():
        raise Unfit("text", "Say why it was not done.")
    given = Progress.objects.create(decision=decision, by=by.user, on=by.today, status=status, text=text.strip(), review=at)
    closed = by.today if status in CLOSED else None
    Decision.objects.filter(pk=decision.pk).update(status=status, completed=closed)
    audit.record(by.user, "create", "decision_progress", [decision.review.child.public], subject=str(decision.public),
                 detail={"status": status})  # fmt: skip
    return given


@transaction.atomic
def report_last_decisions(*, by: Reader, review: Review, told: Iterable[tuple[Decision, str, str]]) -> None:
    """Say at a review what became of decisions of the one before: of each how it stands, and in words. All of it, or nothing.

    Raises:
        Refused, Unfit: as `report_progress`; the field is named with the public identifier of the decision.
    """
    for decision, status, text in told:
        try:
            report_progress(by=by, decision=decision, status=status, text=text, at=review)
        except Unfit as error:
            raise Unfit(f"{error.field}_{decision.public}", error.sentence) from None
