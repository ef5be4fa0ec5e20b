"""What is recorded about a review, as `domain.review_process` asks for it."""

from __future__ import annotations

from datetime import date

from footprint.domain.review_process import Recorded
from footprint.records.models import Consultation, Decision, Review


def recorded(review: Review) -> Recorded:
    """A review's facts, asked of the database now."""
    decisions = list(review.decisions.select_related("answer"))
    letters = review.documents.filter(kind="letter", sent__isnull=False)
    return Recorded(
        status=review.status or ("held" if review.completed else "planned"),
        started=review.started,
        completed=review.completed,
        invited=review.participants.filter(invited__isnull=False).exists(),
        consulted=_consulted(review),
        adjourned=review.adjourned,
        decisions=len(decisions),
        unowned=sum(not each.owner or each.due is None for each in decisions),
        decisions_sent=review.decisions_sent,
        answered=bool(decisions) and all(hasattr(each, "answer") for each in decisions),
        record_completed=review.record_completed,
        record_distributed=review.record_distributed,
        letter=bool(review.no_letter) or letters.exists(),
        superseded=_superseded(review),
        in_error=bool(review.in_error),
        participation=review.participation,
        last_seen=bool(review.child_last_seen or review.not_seen),
    )


def _consulted(review: Review) -> bool:
    return Consultation.objects.filter(review=review, about="review", who="child", revoked__isnull=True).exists()


def _superseded(review: Review) -> bool:
    later = Review.objects.filter(child=review.child_id, started__gt=review.started, status="held")
    return review.started is not None and later.exists()


def review_before(review: Review, today: date) -> Review | None:
    """The review that was begun before this one."""
    begun = Review.objects.filter(child=review.child_id, status__in=["held", "adjourned"]).exclude(pk=review.pk)
    return begun.filter(started__lt=review.started or today).order_by("-started").first()


def reviews_asked(decision: Decision) -> int:
    """At how many reviews it was asked how a decision stands (its `progress` fetched with it costs nothing more)."""
    return len({each.review_id for each in decision.progress.all() if each.review_id})
