"""What each step of a review has in common: may they, may it happen now, save, audit, and the child's duties anew."""

from __future__ import annotations

from typing import Any

from footprint.actions.duties import refresh
from footprint.actions.refusals import Unfit
from footprint.domain.review_process import STEPS, NotNow, check_step
from footprint.records import audit, versions
from footprint.records.models import Milestone, Review
from footprint.records.queries import Reader, check_child
from footprint.records.reviews import recorded


def may_now(by: Reader, review: Review, step: str, field: str = "") -> None:
    """Go on only where the person may do this step and the review is at it.

    Raises:
        Refused: the person may not.
        Unfit: not now, and why.
    """
    check_child(by, review.child, *STEPS[step].right)
    try:
        check_step(step, recorded(review))
    except NotNow as error:
        raise Unfit(field, str(error)) from None


def change(by: Reader, review: Review, seen: int, fields: dict[str, Any], reason: str = "") -> Review:
    """Save fields of the review itself, if nobody else changed it meanwhile.

    Raises:
        Stale: somebody did.
    """
    held = versions.save(review, seen, **fields)
    held.child = review.child
    told(by, held, "edit", "review", reason=reason, detail={"fields": list(fields)})
    return held


def told(by: Reader, review: Review, action: str, record: str, **more: Any) -> None:
    """Put on record what was done, and work out what is owed to the child now."""
    audit.record(by.user, action, record, [review.child.public], subject=str(review.public), **more)
    refresh([review.child_id], by.today)


def milestone(review: Review, kind: str, on: Any) -> None:
    """Record once that something of the rulebook happened on a day."""
    Milestone.objects.get_or_create(child=review.child, kind=kind, on=on)
