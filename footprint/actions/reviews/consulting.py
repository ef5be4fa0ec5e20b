"""Asking children, parents, carers and professionals before a review and after it, through a link that works once.

The word in a link is made here, told once and kept nowhere: the table holds its SHA-256. It is used up by one conditional
UPDATE, so that however many send at the same moment, one is heard and the others find the link used.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from footprint.actions.duties import refresh
from footprint.actions.refusals import Unfit
from footprint.actions.reviews.steps import may_now, milestone
from footprint.domain.consultation import ABOUT, BANDS, WHO, Form, clean, clean_shares
from footprint.domain.review_process import AFTER, state
from footprint.records import audit
from footprint.records.consultations import hash_of, live, record_of
from footprint.records.models import Answers, Child, Consultation, Review
from footprint.records.profile import profile
from footprint.records.queries import Reader, check_child
from footprint.records.reviews import recorded

DAYS_AFTER = 7
"""Days after the review for which a link works, where nobody says otherwise."""
MOST_DAYS = 365


class DeadLink(Exception):
    """A link that does not work: unknown, used, ended or taken back. Which of these, nobody is told."""


@dataclass(frozen=True)
class Asked:
    """What was made, and the word of its link: told this once, and not shown where the object is printed."""

    consultation: Consultation
    token: str = field(repr=False)


@transaction.atomic
def ask(
    *,
    by: Reader,
    review: Review,
    who: str,
    band: str = "",
    name: str = "",
    language: str = "en",
    about: str = "review",
    days: int | None = None,
) -> Asked:
    """Make a link through which somebody can answer once.

    Args:
        band: for a child, the form by age.
        days: how long the link works from today; otherwise until a week after the review (or after today, if that is later).

    Raises:
        Refused: the person may not.
        Unfit: not at this time of the review, or who, band, language or days are none that there are.
    """
    _may_ask(by, review, about)
    form = _form(about, who, band)
    _spoken(form, language)
    token = secrets.token_urlsafe(32)
    made = Consultation.objects.create(
        review=review, about=about, who=who, band=band if who == "child" else "", name=name.strip(), language=language,
        hash=hash_of(token), made_by=by.user, made=by.now, until=_until(by, review, days),
    )  # fmt: skip
    _told(by, made, "edit", "review", {"asked": who, "about": about})
    return Asked(made, token)


def _may_ask(by: Reader, review: Review, about: str) -> None:
    if about not in ABOUT:
        raise Unfit("about", f"It is about one of these: {', '.join(ABOUT)}.")
    if about == "review":
        may_now(by, review, "consult", "about")
        return
    check_child(by, review.child, "edit", "review")
    if state(recorded(review)) not in AFTER:
        raise Unfit("about", "Feedback is asked for once the review has been held.")


def _form(about: str, who: str, band: str) -> Form:
    if who not in WHO:
        raise Unfit("who", f"Choose who is asked: {', '.join(WHO)}.")
    if who == "child" and band not in BANDS:
        raise Unfit("band", f"Choose the child's form by age: {', '.join(BANDS)}.")
    return profile().consultation.form_for(about, who, band)


def _spoken(form: Form, language: str) -> None:
    offered = {"en", *(each.code for each in profile().consultation.offered(form))}
    if language not in offered:
        raise Unfit("language", "This form is not there in that language; choose English.")


def _until(by: Reader, review: Review, days: int | None) -> datetime:
    """The end of the last day on which a link works."""
    if days is not None and not 1 <= days <= MOST_DAYS:
        raise Unfit("days", f"A link works for 1 to {MOST_DAYS} days.")
    last = by.today + timedelta(days) if days else max(review.started or by.today, by.today) + timedelta(DAYS_AFTER)
    return timezone.make_aware(datetime.combine(last + timedelta(1), time()))


@transaction.atomic
def revoke(*, by: Reader, consultation: Consultation) -> None:
    """Take a link back, so that nobody can answer through it.

    Raises:
        Refused: the person may not.
        Unfit: it was answered, or taken back before.
    """
    check_child(by, consultation.review.child, "edit", "review")
    open_ones = Consultation.objects.filter(pk=consultation.pk, used__isnull=True, revoked__isnull=True)
    if not open_ones.update(revoked=by.now):
        raise Unfit("of", "This link was answered or taken back already.")
    _told(by, consultation, "edit", "review", {"revoked": consultation.who})


@transaction.atomic
def type_in(*, by: Reader, consultation: Consultation, answers: Mapping[str, str], shared: Mapping[str, str]) -> Answers:
    """Type in what came on paper. The link is used up with it; a paper counts also where the link's time is over.

    Raises:
        Refused: the person may not (a child's own words are typed in by the child's IRO alone: `permissions.toml`, voice).
        Unfit: it was answered or taken back, or there is no answer at all.
    """
    check_child(by, consultation.review.child, "create", record_of(consultation))
    open_ones = Consultation.objects.filter(pk=consultation.pk, used__isnull=True, revoked__isnull=True)
    given = _given(consultation, answers, shared)
    if not given["answers"]:
        raise Unfit("", "There is no answer yet: type in at least one.")
    if not open_ones.update(used=by.now):
        raise Unfit("", "This was answered or taken back already.")
    read = {"read": by.now, "read_by": by.user} if _is_iro(by, consultation.review.child) else {}
    made = Answers.objects.create(consultation=consultation, at=by.now, typed_by=by.user, **given, **read)
    _heard(by, consultation, {"on paper": consultation.who}, by.today)
    return made


@transaction.atomic
def answer(*, token: str, answers: Mapping[str, str], shared: Mapping[str, str], now: datetime) -> Answers:
    """Take answers in through a link, by nobody who is signed in. The link is used up.

    Raises:
        DeadLink: the link is unknown, used, ended or taken back.
        Unfit: there is no answer at all; the link still works.
    """
    if not Consultation.objects.filter(live(now), hash=hash_of(token)).update(used=now):
        raise DeadLink
    consultation = Consultation.objects.select_related("review__child").get(hash=hash_of(token))
    given = _given(consultation, answers, shared)
    if not given["answers"]:
        raise Unfit("", "There is no answer yet.")  # which undoes the use of the link
    made = Answers.objects.create(consultation=consultation, at=now, **given)
    _heard(None, consultation, {"by link": consultation.who}, timezone.localdate(now))
    return made


def _given(consultation: Consultation, answers: Mapping[str, str], shared: Mapping[str, str]) -> dict[str, Any]:
    """What is kept of answers: what was asked, and who may see it."""
    forms = profile().consultation
    form = forms.form_for(consultation.about, consultation.who, consultation.band)
    kept = clean(forms.asked(form), answers)
    return {"answers": kept, "shared": clean_shares(form, kept, shared)}


def _heard(by: Reader | None, consultation: Consultation, detail: Mapping[str, str], on: date) -> None:
    """Put on record that answers came; a child's, before the review, meet what the rulebook asks for."""
    if consultation.who == "child" and consultation.about == "review":
        milestone(consultation.review, "child_consulted", on)
    _told(by, consultation, "create", record_of(consultation), {**detail, "about": consultation.about}, on)


def _told(
    by: Reader | None, consultation: Consultation, action: str, record: str, detail: Mapping[str, str], on: date | None = None
) -> None:
    review = consultation.review
    about = {"subject": str(review.public), "detail": {**detail, "consultation": str(consultation.public)}}
    audit.record(by.user if by else None, action, record, [review.child.public], **about)
    if today := on or (by.today if by else None):
        refresh([review.child_id], today)


@transaction.atomic
def mark_read(*, by: Reader, answers: Answers) -> bool:
    """Note that the child's IRO has read answers. Whoever else may read them leaves them unread.

    Raises:
        Refused: the person may not read them.
    """
    consultation = answers.consultation
    check_child(by, consultation.review.child, "read", record_of(consultation))
    if not _is_iro(by, consultation.review.child):
        return False
    if not Answers.objects.filter(pk=answers.pk, read__isnull=True).update(read=by.now, read_by=by.user):
        return False
    detail = {"marked": "read", "consultation": str(consultation.public)}
    audit.record(by.user, "read", record_of(consultation), [consultation.review.child.public],
                 subject=str(consultation.review.public), detail=detail)  # fmt: skip
    return True


def _is_iro(by: Reader, child: Child) -> bool:
    standing = getattr(child, "standing", None)
    return bool(standing and by.user.staff_id and standing.iro_id == by.user.staff_id)
