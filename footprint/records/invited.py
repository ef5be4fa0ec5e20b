"""Who of those who are invited to a review was told of its day, how and when."""

from __future__ import annotations

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from footprint.records.models import Invitation, Participant, Review

_THE_DAY = Q(on=F("participant__review__started")) & (
    Q(at=F("participant__review__at")) | Q(at__isnull=True, participant__review__at__isnull=True)
)


def coming(reviews: QuerySet[Review]) -> QuerySet[Participant]:
    """Those who are invited to these reviews."""
    return Participant.objects.filter(review__in=reviews, invited__isnull=False).exclude(wanted=False).order_by("part", "name")


def told_the_day() -> Exists:
    """Of participants: that somebody said the day and hour that hold now, or a mail of it is on its way."""
    return Exists(Invitation.objects.filter(_THE_DAY, participant=OuterRef("pk"), fault="").exclude(kind="cancellation"))


def untold(review: Review) -> list[Participant]:
    """Those of a review who were told nothing yet, or another day."""
    return list(coming(Review.objects.filter(pk=review.pk)).filter(~told_the_day()).prefetch_related("invitations"))


def last_word(participant: Participant) -> Invitation | None:
    """What was said to somebody last."""
    return max(participant.invitations.all(), key=lambda each: (each.made, each.pk), default=None)


def is_of_the_day(said: Invitation, review: Review) -> bool:
    """Whether what was said is of the day and the hour that hold now."""
    return (said.on, said.at) == (review.started, review.at)


def lacks(participant: Participant, review: Review) -> str:
    """What somebody who is invited has yet to be told: "the day", "that it is off", or nothing."""
    said = last_word(participant)
    if review.status == "cancelled":
        return "that it is off" if said and said.kind != "cancellation" else ""
    if review.status != "planned" or participant.invited is None or participant.wanted is False:
        return ""
    return "" if said and is_of_the_day(said, review) and not said.fault else "the day"
