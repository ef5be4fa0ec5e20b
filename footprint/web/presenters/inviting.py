"""Those who are invited to a review, what each was told of its day, and the reports that are due before it."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from footprint.records.invited import lacks, last_word, untold
from footprint.records.models import AwaitedReport, Invitation, Participant, Review
from footprint.records.profile import profile
from footprint.web.words import day, moment, opening, short_day

Shown = dict[str, Any]
_KINDS = {
    "invitation": "told the day",
    "new day": "told the new day",
    "reminder": "reminded",
    "cancellation": "told that it is off",
}


def people(review: Review) -> list[Shown]:
    """Everybody who is asked or noted, by their part."""
    return [_person(each, review) for each in review.participants.prefetch_related("invitations").order_by("part", "name")]


TO_TELL = [
    {"key": "child", "text": "Child"},
    {"key": "on", "text": "Review", "tight": True},
    {"key": "who", "text": "Not told yet"},
]


def to_tell(people: list[Participant]) -> Shown:
    """A review as a row: those of it who were not told its day."""
    review = people[0].review
    page = reverse("review_people", args=[review.child.public, review.public])
    hour = f", {review.at:%H:%M}" if review.at else ""
    who = ", ".join(_called(each) for each in people)
    return {"cells": {"child": {"text": review.child.name, "href": page}, "on": f"{short_day(review.started)}{hour}", "who": who}}


def to_mail(review: Review) -> list[str]:
    """Those who have an address and were not told the day that holds now."""
    return [_called(each) for each in untold(Review.objects.filter(pk=review.pk)) if each.email]


def asked_to(person: Participant, review: Review) -> str:
    """Who was told what, in a sentence."""
    if review.status == "cancelled":
        return f"{opening(_called(person))}: the review on {day(review.started)} is off."
    hour = f" at {review.at:%H:%M}" if review.at else ""
    return f"{opening(_called(person))}: the review is on {day(review.started)}{hour}."


def _called(person: Participant) -> str:
    return f"{person.part} {person.name}".strip()


def _person(each: Participant, review: Review) -> Shown:
    asked_on = f"invited on {short_day(each.invited)}" if each.invited else "not invited"
    unwanted = "the child does not want them there" if each.wanted is False else ""
    came = {True: "came", False: "did not come", None: ""}[each.attended]
    said = last_word(each)
    return {
        "pk": str(each.pk),
        "part": opening(each.part),
        "name": each.name,
        "told": ", ".join(part for part in (asked_on, unwanted, came) if part),
        "said": _said(said) if said else "",
        "lacks": lacks(each, review),
        "tell": f"?told={each.pk}",
    }


def _said(said: Invitation) -> str:
    hour = f", {said.at:%H:%M}" if said.at else ""
    how = {"e-mail": "by e-mail", "letter": "by letter", "telephone": "by telephone"}.get(said.how, said.how)
    sent = f"{how}, {moment(said.sent)}" if said.sent else said.fault or f"{how}: on its way"
    return f"{_KINDS[said.kind]} ({short_day(said.on)}{hour}) {sent}"


def reports(review: Review) -> list[Shown]:
    """Each report that is awaited, with how it stands."""
    held = {each.kind: each for each in review.reports.all()}
    return [{"kind": opening(kind), **_days(held.get(kind))} for kind in profile().form.reports]


def _days(report: AwaitedReport | None) -> Shown:
    days = {"received": report.received, "shared": report.shared} if report else {"received": None, "shared": None}
    return {name: short_day(day) if day else None for name, day in days.items()}
