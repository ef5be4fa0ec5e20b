"""One message a day to whoever holds something owed now: how much is overdue and due this week. It names no child."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import Count, Q

from footprint.records.models import Duty, User

log = logging.getLogger("footprint.digest")
WEEK = timedelta(7)
HOLDS = {
    "iro": ("IRO", "child__standing__iro"),
    "social_worker": ("Social worker", "child__standing__social_worker"),
    "team_manager": ("Team manager", "child__standing__team_manager"),
    "business_support": ("Business support", ""),
}
"""By role: whose duties they are, and by what link the child is theirs today; business support's are the service's."""


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


def digests(today: date) -> Iterator[Digest]:
    """A digest for each person who holds something that is overdue or due this week, by the allocations of this very day."""
    people = User.objects.filter(is_active=True, staff__isnull=False).exclude(email="").prefetch_related("roles")
    for user in people.order_by("pk"):
        counts = _held(user, today)
        if counts["overdue"] or counts["week"]:
            yield Digest(user.email, counts["overdue"], counts["week"])


def _held(user: User, today: date) -> dict[str, int]:
    mine = Q(pk__in=())
    for role in user.role_names & HOLDS.keys():
        owner, link = HOLDS[role]
        mine |= Q(owner=owner, **({link: user.staff} if link else {}))
    spans = {"overdue": Q(due__lt=today), "week": Q(due__gte=today, due__lte=today + WEEK)}
    return Duty.objects.filter(mine).aggregate(**{name: Count("pk", filter=span) for name, span in spans.items()})


def send_digests(today: date) -> str:
    """Send them. One address that fails stops no other; where none could be sent, the job fails and is tried again.

    Raises:
        SMTPException, OSError: nothing could be sent.
    """
    if not settings.EMAIL_HOST:
        return "no mail server is set"
    sent, fault = 0, None
    with get_connection() as connection:
        for each in digests(today):
            try:
                sent += EmailMessage(each.subject, each.text, to=[each.to], connection=connection).send()
            except (SMTPException, OSError) as error:
                fault = error
                log.warning("a digest could not be sent: %s", type(error).__name__)
    if fault and not sent:
        raise fault
    return f"{sent:,} messages"
