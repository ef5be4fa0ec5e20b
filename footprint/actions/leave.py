"""When an IRO is away: noted by the IRO, or for one by business support or the manager, and taken back."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from footprint.actions.refusals import Unfit
from footprint.domain.permissions import check
from footprint.records import audit
from footprint.records.models import Leave, Staff
from footprint.records.queries import Reader


def relation(by: Reader, staff: Staff) -> str:
    """Whether it is one's own diary or another's of the service."""
    return "own" if by.user.staff_id == staff.pk else "service"


@transaction.atomic
def note_leave(*, by: Reader, staff: Staff, first: date, last: date) -> Leave:
    """Note days on which somebody is away.

    Args:
        first, last: both included.

    Raises:
        Refused: the person may not.
        Unfit: the days are over or in the wrong order, or noted already.
    """
    check(by.roles, "create", "leave", relation(by, staff))
    if last < first:
        raise Unfit("last", "The last day lies before the first.")
    if last < by.today:
        raise Unfit("last", "These days are over.")
    if Leave.objects.filter(staff=staff, first__lte=last, last__gte=first).exists():
        raise Unfit("first", "Some of these days are noted already.")
    made = Leave.objects.create(staff=staff, first=first, last=last)
    audit.record(by.user, "create", "leave", subject=str(made.public))
    return made


@transaction.atomic
def take_back_leave(*, by: Reader, leave: Leave) -> None:
    """The person is there after all.

    Raises:
        Refused: the person may not.
    """
    check(by.roles, "edit", "leave", relation(by, leave.staff))
    leave.delete()
    audit.record(by.user, "edit", "leave", subject=str(leave.public))
