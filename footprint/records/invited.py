"""Who of those who are invited to a review was told of its day, how and when."""

from __future__ import annotations

from django.db.models import QuerySet

from footprint.records.models import Invitation, Participant, Review


def coming(reviews: QuerySet[Review]) -> QuerySet[Participant]:
    """Those who are invited to these reviews."""
    return (
        Participant.objects.filter(review__in=reviews, invited__isnull=False)
        .exclude(wanted=False)
        .order_by("review__started", "review", "part", "name")
    )


def untold(reviews: QuerySet[Review]) -> list[Participant]:
    """Those who are invited to these reviews and were told nothing yet, or another day, each with the review."""
    asked = coming(reviews).select_related("review__child").prefetch_related("invitations")
    return [each for each in asked if lacks(each, each.review)]


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
