"""When an IRO is away: noted by the IRO, or for one by business support or the manager, and taken back."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from footprint.actions import allocations
from footprint.actions.refusals import Unfit
from footprint.domain.permissions import check
from footprint.records import audit
from footprint.records.models import Leave, Staff
from footprint.records.queries import Absent, Reader


def relation(by: Reader, staff: Staff) -> str:
    """Whether it is one's own diary or another's of the service."""
    return "own" if by.user.staff_id == staff.pk else "service"


def whose(by: Reader) -> list[Staff]:
    """For whom the person may note leave, oneself first."""
    own = by.user.staff
    if by.may("create", "leave"):
        return sorted(allocations.iros(), key=lambda each: (each.pk != by.user.staff_id, each.name))
    return [own] if own and by.may("create", "leave", "own") else []


def shown_to(by: Reader, leave: QuerySet[Leave]) -> QuerySet[Leave]:
    """Leave as far as the person may see it: one's own, or everybody's."""
    return leave if by.may("list", "leave") else leave.filter(staff=by.user.staff_id)


def found_leave(by: Reader, public: UUID) -> Leave:
    """Leave that the person may take back.

    Raises:
        Absent: there is none, or none that this person may change.
    """
    found = Leave.objects.select_related("staff").filter(public=public).first()
    if found is None or not by.may("edit", "leave", relation(by, found.staff)):
        raise Absent(str(public))
    return found


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
