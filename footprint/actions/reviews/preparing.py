"""Before a review: who is asked to it, whom the child wants there, and which reports came in time."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from footprint.actions.mail import can_send
from footprint.actions.refusals import Unfit
from footprint.actions.reviews.inviting import post
from footprint.actions.reviews.steps import may_now, milestone, told
from footprint.domain.review_process import PARTS
from footprint.records.known_answers import PAPERS
from footprint.records.models import AwaitedReport, Participant, Review, Standing
from footprint.records.profile import profile
from footprint.records.queries import Reader


@transaction.atomic
def invite(
    *,
    by: Reader,
    review: Review,
    part: str,
    name: str = "",
    email: str = "",
    wanted: bool | None = None,
    how: str = "",
    may_know_address: bool = False,
    invited: bool = True,
) -> Participant:
    """Ask somebody to a review, or note that the child does not want them there (then they are not asked).

    Raises:
        Refused: the person may not.
        Unfit: the review has begun, the part is not known, or somebody whom the child does not want is to be asked.
    """
    may_now(by, review, "invite", "part")
    if part not in PARTS:
        raise Unfit("part", f"Choose in which part they come: {', '.join(PARTS)}.")
    if wanted is False and invited:
        raise Unfit("wanted", "The child does not want this person there, so the person is noted and not invited.")
    on = by.today if invited else None
    found, _ = Participant.objects.update_or_create(
        review=review,
        part=part,
        name=name.strip(),
        defaults={"email": email.strip(), "wanted": wanted, "how": how, "invited": on, "may_know_address": may_know_address},
    )
    if invited:
        milestone(review, "review_invitations_sent", by.today)
        _mail(by, review, [found])
    told(by, review, "edit", "review", detail={"invited": part})
    return found


@transaction.atomic
def invite_usual(*, by: Reader, review: Review) -> list[Participant]:
    """Invite those who were asked to the review before or, at the first, those who usually come, by the names on record.

    Raises:
        Refused, Unfit: the person may not; the review has begun.
    """
    may_now(by, review, "invite")
    made = [
        Participant.objects.get_or_create(
            review=review, part=part, name=name, defaults={"email": email, "may_know_address": knows, "invited": by.today}
        )[0]
        for part, name, email, knows in usual(review)
    ]
    milestone(review, "review_invitations_sent", by.today)
    _mail(by, review, made)
    told(by, review, "edit", "review", detail={"invited": [each.part for each in made]})
    return made


def _mail(by: Reader, review: Review, invited: list[Participant]) -> None:
    """Where mail can be sent, those with an address are told at once."""
    for each in invited:
        if each.email and can_send():
            post(by=by, review=review, participant=each)


Usual = tuple[str, str, str, bool]


def usual(review: Review) -> list[Usual]:
    """Who is usually asked: part, name, e-mail, and whether they may know the child's address."""
    before = review.child.reviews.exclude(pk=review.pk).filter(participants__invited__isnull=False).order_by("-started").first()
    if before:
        asked = before.participants.filter(invited__isnull=False).exclude(wanted=False).order_by("pk")
        return list(asked.values_list("part", "name", "email", "may_know_address"))
    standing = Standing.objects.select_related("social_worker").filter(child=review.child).first()
    worker = standing.social_worker if standing else None
    return [
        ("child", "", "", True),
        ("mother", "", "", False),
        ("father", "", "", False),
        ("carer", "", "", True),
        ("social worker", str(worker) if worker else "", worker.email if worker else "", True),
    ]


@transaction.atomic
def take_off(*, by: Reader, review: Review, participant: Participant) -> None:
    """Take somebody off the list of those who are asked.

    Raises:
        Refused: the person may not.
        Unfit: the review has begun.
    """
    may_now(by, review, "invite")
    participant.delete()
    told(by, review, "edit", "review", detail={"taken off": participant.part})


@transaction.atomic
def note_report(*, by: Reader, review: Review, kind: str, received: date | None, shared: date | None) -> AwaitedReport:
    """Note when a report for a review came, and when it was shared.

    Raises:
        Refused: the person may not.
        Unfit: the kind is not one that the profile awaits, a day lies ahead, or it was shared before it came.
    """
    may_now(by, review, "invite", "kind")
    if kind not in profile().form.reports:
        raise Unfit("kind", f"The reports before a review are: {', '.join(profile().form.reports)}.")
    if any(day and day > by.today for day in (received, shared)):
        raise Unfit("received", "That day lies ahead.")
    if received and shared and shared < received:
        raise Unfit("shared", "A report is shared on or after the day on which it came.")
    found, _ = AwaitedReport.objects.update_or_create(review=review, kind=kind, defaults={"received": received, "shared": shared})
    if kind == PAPERS and received:
        milestone(review, "review_papers_received", received)
    told(by, review, "edit", "review", detail={"report": kind})
    return found
