"""The mails about the day of a review: sent by a task after what they tell of is saved, tried again by the job of the day.

So a mail server that is slow or down holds nobody up and loses nothing; until it takes a mail, the page of the review says so.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import get_connection
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import task

from footprint.actions.mail import FAULTS, File, carries_files, send
from footprint.records.invited import is_of_the_day
from footprint.records.models import Invitation, Review
from footprint.records.profile import profile
from footprint.reports.calendar_file import calendar_file
from footprint.reports.invitation import words

NOT_TAKEN = "The mail was not taken; it is tried again each day."
MOVED = "The day was changed before the mail was sent."
_TRIED = timedelta(days=30)


@task()
def send_one(invitation: int) -> None:
    """Send what was put down."""
    for found in _unsent().filter(pk=invitation):
        deliver(found)


def send_again(now: datetime) -> int:
    """Send what was not taken before; how many are taken now."""
    waiting = _unsent().filter(made__gte=now - _TRIED).exclude(fault=MOVED)
    return sum(deliver(each) for each in waiting)


def _unsent() -> QuerySet[Invitation]:
    return Invitation.objects.select_related("participant__review__chair").filter(how="e-mail", sent__isnull=True)


def deliver(said: Invitation) -> bool:
    """Send one mail if it still holds, and write down that it was taken or why not; whether it was."""
    review = said.participant.review
    if said.kind != "cancellation" and not (review.status == "planned" and is_of_the_day(said, review)):
        said.fault = MOVED
    else:
        said.fault = "" if _mailed(said, review) else NOT_TAKEN
        said.sent = None if said.fault else timezone.now()
    said.save(update_fields=["fault", "sent"])
    return bool(said.sent)


def _mailed(said: Invitation, review: Review) -> bool:
    chair, contact = (str(review.chair), review.chair.email) if review.chair else ("", "")
    try:
        with get_connection() as connection:
            file = _day(said, review) if carries_files(connection) and said.kind != "cancellation" else None
            text = words(said.kind, said.on, said.at, chair, contact, settings.COUNCIL, file is not None)
            return bool(send(connection, said.participant.email, text.subject, text.text, file))
    except FAULTS:
        return False


def _day(said: Invitation, review: Review) -> File:
    made = calendar_file(str(review.public), "Review", said.on, timezone.now(), said.at, profile().diary.lasts)
    return File("review.ics", made, "text/calendar")
