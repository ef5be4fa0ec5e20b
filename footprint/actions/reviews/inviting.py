"""Telling people the day of a review: by mail from here (`mailing` sends it), or noted where it was said otherwise."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from footprint.actions.mail import can_send
from footprint.actions.refusals import Unfit
from footprint.actions.reviews.mailing import send_one
from footprint.actions.reviews.steps import may_now, told
from footprint.records.invited import coming, is_of_the_day, last_word, untold
from footprint.records.models import Invitation, Participant, Review
from footprint.records.queries import Reader, check_child

BY_HAND = ("letter", "telephone", "in person", "e-mail")


@transaction.atomic
def note_told(*, by: Reader, review: Review, participant: Participant, how: str) -> Invitation:
    """Note that somebody was told the day of a review, or that it is off, otherwise than by mail from here.

    Raises:
        Refused: the person may not.
        Unfit: the review has begun, or the way is not one of `BY_HAND`.
    """
    if review.status == "cancelled":
        check_child(by, review.child, "edit", "review")
    else:
        may_now(by, review, "invite", "how")
    if how not in BY_HAND:
        raise Unfit("how", f"Say how they were told: {', '.join(BY_HAND)}.")
    made = put_down(by, review, participant, _kind(participant, review), how, sent=by.now)
    told(by, review, "edit", "review", detail={"told": participant.part, "how": how})
    return made


@transaction.atomic
def send_invitations(*, by: Reader, review: Review) -> int:
    """Send the day by mail to everybody who is invited, has an address and was not told it yet; how many are sent to.

    Raises:
        Refused: the person may not.
        Unfit: the review has begun, or there is no way to send mail.
    """
    may_now(by, review, "invite")
    if not can_send():
        raise Unfit("", "No mail can be sent from here: neither a mail server nor GOV.UK Notify is set.")
    posted = [post(by=by, review=review, participant=each) for each in untold(Review.objects.filter(pk=review.pk)) if each.email]
    told(by, review, "edit", "review", detail={"mailed": len(posted)})
    return len(posted)


def post(*, by: Reader, review: Review, participant: Participant, kind: str = "") -> Invitation:
    """Put a mail down, to be sent once all that is done with it is saved. Who may, the caller has asked."""
    made = put_down(by, review, participant, kind or _kind(participant, review), "e-mail")
    send_one.enqueue(made.pk)
    return made


def call_off(*, by: Reader, review: Review) -> None:
    """Mail those who were told a day that it does not hold. Who has no address is shown on the page as not told."""
    of_this = Review.objects.filter(pk=review.pk)
    for each in coming(of_this).exclude(email="").filter(invitations__isnull=False).distinct():
        if can_send():
            post(by=by, review=review, participant=each, kind="cancellation")


def _kind(participant: Participant, review: Review) -> str:
    if review.status == "cancelled":
        return "cancellation"
    before = last_word(participant)
    if before is None:
        return "invitation"
    if before.fault:
        return before.kind
    return "reminder" if is_of_the_day(before, review) else "new day"


def put_down(
    by: Reader, review: Review, participant: Participant, kind: str, how: str, sent: datetime | None = None
) -> Invitation:
    """Write down what is said to somebody about the day that holds now."""
    who = None if by.is_installation else by.user
    return Invitation.objects.create(
        participant=participant, kind=kind, how=how, on=review.started, at=review.at, by=who, made=by.now, sent=sent
    )
