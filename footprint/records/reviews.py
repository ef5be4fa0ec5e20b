"""What is recorded about a review, as `domain.review_process` asks for it."""

from __future__ import annotations

from datetime import date, timedelta

from footprint.domain.review_process import Recorded
from footprint.records.models import Child, Consultation, Decision, Review, Standing


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


def around(review: Review) -> list[str]:
    """The names of those who may be asked to do something: who came to the review, who works with the child, who did before."""
    asked = [each.name or each.part for each in review.participants.exclude(wanted=False).order_by("pk")]
    standing = Standing.objects.select_related("social_worker", "team_manager", "iro").filter(child=review.child_id).first()
    workers = [standing.social_worker, standing.team_manager, standing.iro] if standing else []
    before = (
        Decision.objects.filter(review__child=review.child_id).exclude(owner="").order_by("-pk").values_list("owner", flat=True)
    )
    return list(dict.fromkeys([*asked, *(str(each) for each in workers if each), *before[:_OWNERS]]))


_OWNERS = 10
"""Of how many earlier decisions the owners are offered."""

RECENT = timedelta(days=100)
"""A review that began and has no end may still be going on for so long; an older one is history that lacks its end."""


def most_pressing(child: Child, today: date) -> Review | None:
    """The review that is meant where none is named: what is adjourned or begun, then what is booked, then the newest."""
    newest_first = list(child.reviews.select_related("chair", "team").exclude(status="cancelled").order_by("-started"))
    for each in newest_first:
        each.child = child
    held = next((each for each in newest_first if each.status == "held"), None)
    going_on = [each for each in newest_first if each.status == "adjourned" or (each is held and not each.completed)]
    recent = [each for each in going_on if each.entered or (each.started and today - each.started <= RECENT)]
    booked = [each for each in newest_first if each.status == "planned"]
    return next(iter([*recent, *booked, *newest_first]), None)
