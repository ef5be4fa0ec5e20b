"""Booking a review: when, where and how, and for an early or extra one who asked for it and why."""

from __future__ import annotations

from datetime import date, time
from uuid import uuid4

from django.db import transaction

from footprint.actions.refusals import Unfit
from footprint.actions.reviews.inviting import call_off
from footprint.actions.reviews.steps import change, may_now, told
from footprint.records.models import Child, Review
from footprint.records.queries import Reader, check_child


@transaction.atomic
def plan_review(
    *,
    by: Reader,
    child: Child,
    on: date,
    at: time | None = None,
    venue: str = "",
    mode: str = "",
    asked_by: str = "",
    asked_why: str = "",
) -> Review:
    """Book a child's next review.

    Args:
        at: the hour, where one is set.
        asked_by, asked_why: of an early or extra review, who asked for it and why.

    Raises:
        Refused: the person may not.
        Unfit: the day has passed, or a review is booked already.
    """
    check_child(by, child, "create", "review")
    if child.reviews.filter(status="planned").exists():
        raise Unfit("on", "A review of this child is booked already; change that one.")
    if asked_by.strip() and not asked_why.strip():
        raise Unfit("asked_why", "Say why the early or extra review was asked for.")
    _ahead(by, on)
    iro = getattr(getattr(child, "standing", None), "iro", None)
    review = Review.objects.create(
        number=f"review-{uuid4().hex[:12]}", child=child, started=on, at=at, status="planned", venue=venue, mode=mode, chair=iro,
        asked_by=asked_by.strip(), asked_why=asked_why.strip(),
    )  # fmt: skip
    told(by, review, "create", "review")
    return review


@transaction.atomic
def move_review(
    *, by: Reader, review: Review, seen: int, on: date, at: time | None = None, venue: str = "", mode: str = ""
) -> Review:
    """Change when, where and how a booked review is to be held.

    Args:
        seen: the version that the person saw.

    Raises:
        Refused: the person may not.
        Unfit: the day has passed, or the review is no longer only booked.
        Stale: somebody else changed it first.
    """
    may_now(by, review, "move", "on")
    _ahead(by, on)
    return change(by, review, seen, {"started": on, "at": at, "venue": venue, "mode": mode})


@transaction.atomic
def cancel_review(*, by: Reader, review: Review, seen: int, reason: str) -> Review:
    """Take back a booking; the review stays on record as cancelled, and those who were told by mail are told.

    Raises:
        Refused: the person may not.
        Unfit: no reason is given, or the review is no longer only booked.
        Stale: somebody else changed it first.
    """
    may_now(by, review, "cancel", "reason")
    if not reason.strip():
        raise Unfit("reason", "Say why the review is cancelled.")
    call_off(by=by, review=review)
    return change(by, review, seen, {"status": "cancelled", "late_reason": reason.strip()}, reason=reason.strip())


def _ahead(by: Reader, on: date) -> None:
    if on < by.today:
        raise Unfit("on", "That day has passed; a review is booked for today or later.")
