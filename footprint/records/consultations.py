"""What was asked of children and others and what they answered: who may know of it, and the one way in without signing in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from footprint.domain.consultation import EVERYONE, SOCIAL_WORKER
from footprint.records.models import Answers, Consultation, Review
from footprint.records.profile import profile
from footprint.records.queries import Reader, visible

_TO_OTHERS = {SOCIAL_WORKER, EVERYONE}
"""What a child may choose that opens an answer to the child's social worker."""


def hash_of(token: str) -> str:
    """What is kept of the word in a link. The word has 256 bits of chance, so that no salt and no slow hash are needed."""
    return hashlib.sha256(token.encode()).hexdigest()


def live(now: datetime) -> Q:
    """Consultations that can still be answered through their link."""
    return Q(used__isnull=True, revoked__isnull=True, until__gt=now)


def by_token(token: str, now: datetime) -> Consultation | None:
    """What a link asks, if it still works. Only what chooses the form is read: nothing of the child."""
    found = Consultation.objects.only("about", "who", "band", "language").filter(live(now), hash=hash_of(token))
    return found.first()


def was_made(token: str) -> bool:
    """Whether there ever was such a link."""
    return Consultation.objects.filter(hash=hash_of(token)).exists()


def record_of(consultation: Consultation) -> str:
    """The record of `permissions.toml` that its answers are: the child's own words, or somebody else's views."""
    return "voice" if consultation.who == "child" else "views"


def of_review(reader: Reader, review: Review) -> list[Consultation]:
    """What was asked for a review, newest first, as far as the reader may know that there is some."""
    known = _open_to(reader, review, "list")
    found = review.consultations.select_related("answers", "made_by__staff").order_by("-made", "-pk")
    return [each for each in found if record_of(each) in known]


def open_of_review(review: Review) -> QuerySet[Consultation]:
    """What can still be answered, on paper too: a paper may come in after the link has ended."""
    return review.consultations.filter(used__isnull=True, revoked__isnull=True).order_by("made", "pk")


def answers_of(reader: Reader, review: Review) -> list[Answers]:
    """The answers that the reader may read, the latest first; each is put on record."""
    known = _open_to(reader, review, "read")
    found = Answers.objects.filter(consultation__review=review).order_by("-at", "-pk")
    told = found.select_related("consultation", "typed_by__staff", "read_by__staff")
    shown = [each for each in told if record_of(each.consultation) in known]
    for record in sorted({record_of(each.consultation) for each in shown}):
        reader.saw("read", record, [review.child.public], subject=str(review.public))
    return shown


def _open_to(reader: Reader, review: Review, action: str) -> set[str]:
    """Which of the two records the reader may list or read of this child."""
    return {record for record in ("voice", "views") if _may(reader, review, action, record)}


def shared_answers(reader: Reader, review: Review) -> list[Answers]:
    """What the child shared beyond the IRO, with nothing else: for the child's social worker, and for those who may read it all.

    To be a child's social worker is not enough (rule I1 of `permissions.toml`): an answer must have been shared, which makes it
    "addressed" to the social worker.
    """
    if not (_is_social_worker(reader, review) or _may(reader, review, "read", "voice")):
        return []
    found = Answers.objects.filter(consultation__review=review, consultation__who="child").select_related("consultation")
    shown = [each for each in map(only_shared, found.order_by("-at", "-pk")) if each.answers]
    if shown:
        reader.saw("read", "voice", [review.child.public], subject=str(review.public))
    return shown


def _is_social_worker(reader: Reader, review: Review) -> bool:
    standing = getattr(review.child, "standing", None)
    mine = standing and reader.user.staff_id and standing.social_worker_id == reader.user.staff_id
    return bool(mine) and reader.may("read", "voice", "addressed")


def only_shared(given: Answers) -> Answers:
    """Answers without those that the child shared with nobody but the IRO. Not saved."""
    given.answers = {key: said for key, said in given.answers.items() if given.shared.get(key) in _TO_OTHERS}
    return given


def _may(reader: Reader, review: Review, action: str, record: str) -> bool:
    return visible(reader, action, record).filter(pk=review.child_id).exists()


def unread_answers(reader: Reader) -> list[Answers]:
    """Answers to the reader's own children's reviews that have waited longer than the profile allows (one working day)."""
    if reader.user.staff_id is None:
        return []
    mine = visible(reader, "read", "voice").filter(standing__iro=reader.user.staff_id)
    found = Answers.objects.filter(read__isnull=True, consultation__review__child__in=mine)
    waiting = found.select_related("consultation__review__child").order_by("at")
    late = [each for each in waiting if _has_waited(each, reader)]
    _put_on_record(reader, late)
    return late


def _has_waited(given: Answers, reader: Reader) -> bool:
    limit = profile().consultation.read_within
    return limit.after(timezone.localdate(given.at), profile().rulebook.calendar) < reader.today


def _put_on_record(reader: Reader, shown: Iterable[Answers]) -> None:
    for record in ("voice", "views"):
        children = {each.consultation.review.child.public for each in shown if record_of(each.consultation) == record}
        if children:
            reader.saw("list", record, children)
