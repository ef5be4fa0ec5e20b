"""One message a day to whoever holds something owed now: how much is overdue and due this week. It names no child."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.mail import get_connection
from django.db.models import Count

from footprint.actions.mail import FAULTS, can_send, send
from footprint.records.models import Duty, User
from footprint.records.queries import Reader, in_care, spans

log = logging.getLogger("footprint.digest")
OWNERS = {"iro": "IRO", "social_worker": "Social worker", "team_manager": "Team manager", "business_support": "Business support"}
"""Whose duties are a role's."""


@dataclass(frozen=True)
class Digest:
    """What one person is told."""

    to: str
    overdue: int
    week: int

    @property
    def subject(self) -> str:
        """No name and no number of a child, ever."""
        return "Footprint: what is waiting for you"

    @property
    def text(self) -> str:
        """Two numbers and where to look."""
        overdue = f"{self.overdue} overdue" if self.overdue else "nothing overdue"
        week = f"{self.week} due this week" if self.week else "nothing due this week"
        return f"There is {overdue} and {week}.\n\nSee them, with the reason for each: {settings.ADDRESS}\n"


def digests(now: datetime) -> Iterator[Digest]:
    """A digest for each person who holds something that is overdue or due this week, by the allocations of this very moment."""
    people = User.objects.filter(is_active=True, staff__isnull=False).exclude(email="").prefetch_related("roles")
    for user in people.order_by("pk"):
        counts = _held(Reader(user, now))
        if counts["overdue"] or counts["week"]:
            yield Digest(user.email, counts["overdue"], counts["week"])


def _held(reader: Reader) -> dict[str, int]:
    """The numbers that the person's first page shows."""
    within = spans(reader.today)
    found = {"overdue": 0, "week": 0}
    for role in reader.roles & OWNERS.keys():
        mine = Duty.objects.filter(child__in=in_care(reader, role), owner=OWNERS[role])
        counts = mine.aggregate(**{name: Count("pk", filter=within[name]) for name in found})
        found = {name: found[name] + counts[name] for name in found}
    return found


def send_digests(now: datetime) -> str:
    """Send them. One address that fails stops no other; where none could be sent, the job fails and is tried again.

    Raises:
        FAULTS of `actions.mail`: nothing could be sent.
    """
    if not can_send():
        return "no mail server is set"
    sent, fault = 0, None
    with get_connection() as connection:
        for each in digests(now):
            try:
                sent += send(connection, each.to, each.subject, each.text)
            except FAULTS as error:
                fault = error
                log.warning("a digest could not be sent: %s", type(error).__name__)
    if fault and not sent:
        raise fault
    return f"{sent:,} messages"
