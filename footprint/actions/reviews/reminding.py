"""Reminding those who are invited to a review that is near, once, where they were told of it longer ago."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from footprint.actions.mail import can_send
from footprint.actions.reviews.inviting import put_down
from footprint.actions.reviews.mailing import deliver, send_again
from footprint.actions.reviews.steps import told
from footprint.records.installation import installation
from footprint.records.invited import coming, lacks, last_word
from footprint.records.models import Participant, Review
from footprint.records.profile import profile
from footprint.records.queries import Reader


def remind(now: datetime) -> str:
    """Send again what was not taken, then the reminders of the day."""
    if not can_send():
        return "no mail server is set"
    again, nobody, reminded = send_again(now), installation(now), 0
    for each in _to_remind(nobody):
        with transaction.atomic():
            said = put_down(nobody, each.review, each, "reminder", "e-mail")
            told(nobody, each.review, "edit", "review", detail={"reminded": each.part})
        reminded += deliver(said)
    return f"{reminded:,} reminders, {again:,} sent again"


def _to_remind(nobody: Reader) -> Iterator[Participant]:
    """Those who were last told before the days in which one is reminded began."""
    limit, calendar = profile().diary.remind, profile().rulebook.calendar
    near = Review.objects.filter(status="planned", started__range=(nobody.today, limit.after(nobody.today, calendar)))
    asked = coming(near).exclude(email="").select_related("review__child").prefetch_related("invitations")
    for each in asked:
        said = last_word(each)
        if said and not lacks(each, each.review) and limit.after(timezone.localdate(said.made), calendar) < said.on:
            yield each
