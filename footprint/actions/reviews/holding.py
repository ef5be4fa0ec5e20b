"""Holding a review: its meetings, an adjournment, who was there, and its completion."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from footprint.actions.refusals import Unfit
from footprint.actions.reviews.steps import change, may_now, milestone, told
from footprint.domain.participation import CAME, fault, is_under_4
from footprint.domain.participation import code as participation_code
from footprint.records.models import Duty, Meeting, Participant, Review
from footprint.records.profile import profile
from footprint.records.queries import Reader, check_child

_FACTS = {"social worker": "social_worker_attended", "mother": "mother_attended", "father": "father_attended",
          "carer": "carer_attended"}  # fmt: skip
"""Whose attendance the open format has a column for."""


@transaction.atomic
def begin(*, by: Reader, review: Review, seen: int, on: date) -> Review:
    """Begin a review: its first meeting. Its timeliness, and the next one due, count from this day.

    Raises:
        Refused, Unfit, Stale: the person may not; not now, or the day lies ahead; somebody else changed it.
    """
    may_now(by, review, "begin", "on")
    _not_ahead(by, on)
    Meeting.objects.create(review=review, held=on, venue=review.venue, mode=review.mode)
    return change(by, review, seen, {"status": "held", "started": on})


@transaction.atomic
def meet(*, by: Reader, review: Review, on: date, venue: str = "", mode: str = "") -> Meeting:
    """Hold another meeting of a review.

    Raises:
        Refused, Unfit: the person may not; not now, or the day lies ahead or before the meeting before.
    """
    may_now(by, review, "meet", "on")
    found = _another(by, review, on, venue, mode)
    told(by, review, "edit", "review", detail={"fields": ["meetings"]})
    return found


def _another(by: Reader, review: Review, on: date, venue: str, mode: str) -> Meeting:
    _not_ahead(by, on)
    last = review.meetings.order_by("held").last()
    if last and on < last.held:
        raise Unfit("on", f"The meeting before was on {last.held:%-d %B %Y}, so this one cannot be earlier.")
    return Meeting.objects.create(review=review, held=on, venue=venue, mode=mode)


@transaction.atomic
def adjourn(*, by: Reader, review: Review, seen: int, on: date, why: str, until: date) -> Review:
    """Break a review off for want of information: once only, and not longer than the law allows (rule `review.adjourned`).

    Args:
        why: the reason, and what is missing.
        until: the day on which it goes on.

    Raises:
        Refused, Unfit, Stale: the person may not; not now, no reason, or too long; somebody else changed it.
    """
    may_now(by, review, "adjourn", "on")
    _not_ahead(by, on)
    if not why.strip():
        raise Unfit("why", "Say why the review is adjourned and what is missing.")
    if until <= on:
        raise Unfit("until", "It goes on after the day of the adjournment.")
    milestone(review, "review_adjourned", on)
    fields = {"status": "adjourned", "adjourned": on, "adjourned_why": why.strip(), "resumes": until}
    held = change(by, review, seen, fields, reason=why.strip())
    owed = Duty.objects.filter(child=review.child_id, rule="review.adjourned", about=review.number).first()
    if owed and until > owed.due:  # which undoes the adjournment
        raise Unfit("until", f"It must go on by {owed.due:%-d %B %Y}. {owed.reason} ({owed.source})")
    return held


@transaction.atomic
def resume(*, by: Reader, review: Review, seen: int, on: date) -> Review:
    """Go on with an adjourned review.

    Raises:
        Refused, Unfit, Stale: the person may not; not now, or the day lies ahead or too early; somebody else changed it.
    """
    may_now(by, review, "resume", "on")
    _another(by, review, on, review.venue, review.mode)
    return change(by, review, seen, {"status": "held"})


@transaction.atomic
def note_presence(
    *,
    by: Reader,
    review: Review,
    seen: int,
    way: str = "",
    chaired: str = "",
    last_seen: date | None = None,
    not_seen: str = "",
    came: Mapping[str, bool | None] | None = None,
) -> Review:
    """Who was at a review, what part the child took, and when the child was last seen.

    Args:
        way: what the child did (`domain.participation.WAYS`); for a child under four it may be left out.
        chaired: no, co-chaired or chaired.
        last_seen: where it is not given and the child came in person, the day of the last meeting.
        not_seen: why there is no day on which the child was last seen: refused, or not able.
        came: by the primary key of a participant, whether they came.

    Raises:
        Refused, Unfit, Stale: the person may not; not now, or the answers do not fit; somebody else changed it.
    """
    may_now(by, review, "judge" if review.completed else "meet", "way")
    fields: dict[str, Any] = {"child_chaired": chaired}
    on = review.started or by.today
    if way or is_under_4(review.child.dob, on):
        fields["participation"] = participation_code(way, review.child.dob, on)
    if last_seen and last_seen > by.today:
        raise Unfit("last_seen", "The day on which the child was last seen lies ahead.")
    if last_seen and not_seen:
        raise Unfit("not_seen", "Either a day or a reason why there is none, not both.")
    if chaired in ("chaired", "co-chaired") and way.startswith(("sent", "absent")):
        raise Unfit("chaired", "A child who did not come cannot have chaired.")
    seen_then = None if last_seen or not_seen else _seen_at(review, way)
    fields |= {"child_last_seen": last_seen or seen_then, "not_seen": not_seen}
    return change(by, review, seen, fields | _attendance(review, came or {}))


def _seen_at(review: Review, way: str) -> date | None:
    """The day on which a child who came to a review was seen there; none where it was held by video alone."""
    last = review.meetings.order_by("held").last() if way in CAME else None
    return last.held if last and last.mode != "virtual" else None


def _attendance(review: Review, came: Mapping[str, bool | None]) -> dict[str, bool | None]:
    """Whether each came; by part, as the open format has it: yes where any of them did."""
    there: dict[str, list[bool | None]] = {}
    for each in Participant.objects.filter(review=review):
        if str(each.pk) in came:
            each.attended = came[str(each.pk)]
            each.save(update_fields=["attended"])
        there.setdefault(each.part, []).append(each.attended)
    return {
        field: True if True in there[part] else False if False in there[part] else None
        for part, field in _FACTS.items()
        if part in there
    }


@transaction.atomic
def complete(*, by: Reader, review: Review, seen: int, on: date) -> Review:
    """Complete a review: the clocks of its decisions and its record run from this day. A late entry keeps both days.

    Raises:
        Refused, Unfit, Stale: the person may not; not now, or the day lies ahead or before the last meeting; somebody else
            changed it.
    """
    may_now(by, review, "complete", "on")
    _not_ahead(by, on)
    last = review.meetings.order_by("held").last()
    if last and on < last.held:
        raise Unfit("on", f"The last meeting was on {last.held:%-d %B %Y}, so it cannot have been completed before.")
    if wrong := fault(review.participation, review.child.dob, review.started or on):
        raise Unfit("on", wrong)
    return change(by, review, seen, {"completed": on, "entered": by.now})


@transaction.atomic
def explain_late(
    *, by: Reader, review: Review, seen: int, reason: str, decided_by: str = "", avoidable: bool | None = None
) -> Review:
    """Why a review was late: from the profile's list, who decided, and whether it could have been avoided.

    Raises:
        Refused, Unfit, Stale: the person may not; the reason is not on the list; somebody else changed it.
    """
    check_child(by, review.child, "edit", "review")
    if reason not in profile().form.late_reasons:
        raise Unfit("reason", f"Choose a reason from the list: {'; '.join(profile().form.late_reasons)}.")
    fields = {"late_reason": reason, "late_decided_by": decided_by.strip(), "late_avoidable": avoidable}
    return change(by, review, seen, fields, reason=reason)


@transaction.atomic
def void(*, by: Reader, review: Review, seen: int, reason: str) -> Review:
    """Mark a review as recorded in error: it stays on record, and nothing follows from it.

    Raises:
        Refused, Unfit, Stale: the person may not; not now, or no reason; somebody else changed it.
    """
    may_now(by, review, "void", "reason")
    if not reason.strip():
        raise Unfit("reason", "Say why this was recorded in error.")
    return change(by, review, seen, {"status": "cancelled", "in_error": reason.strip()}, reason=reason.strip())


def _not_ahead(by: Reader, on: date) -> None:
    if on > by.today:
        raise Unfit("on", "That day lies ahead.")
