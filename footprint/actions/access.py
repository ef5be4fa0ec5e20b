"""Closed doors: restricted children, conflicts of interest, and the glass that is broken in need."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from footprint.actions.refusals import Unfit
from footprint.domain.permissions import Refused, check, may
from footprint.records import audit
from footprint.records.models import Allowed, BreakGlass, Child, Conflict, User
from footprint.records.profile import profile
from footprint.records.queries import Absent, Reader, check_child

CATEGORIES = {
    "safety": "A child is or may be in danger",
    "cover": "The child's IRO is away and something cannot wait",
    "request": "The child, a carer or a court asks for the service",
}


@transaction.atomic
def restrict(*, by: Reader, child: Child, people: Sequence[User]) -> None:
    """Restrict a child to named people; to nobody else in the service is the child there.

    Raises:
        Refused: the person may not.
        Unfit: nobody is named, so that the child would be lost to all.
    """
    check_child(by, child, "edit", "restriction")
    if not people:
        raise Unfit("people", "Name at least one person who may see the child; otherwise the child is lost to all.")
    Child.objects.filter(pk=child.pk).update(restricted=True)
    Allowed.objects.filter(child=child).exclude(user__in=people).delete()
    for person in people:
        Allowed.objects.get_or_create(user=person, child=child, defaults={"given_by": by.user})
    audit.record(by.user, "edit", "restriction", [child.public], detail={"people": len(people)})


@transaction.atomic
def lift_restriction(*, by: Reader, child: Child, reason: str) -> None:
    """Open a restricted child to the service again.

    Raises:
        Refused: the person may not.
        Unfit: no reason is given.
    """
    check_child(by, child, "edit", "restriction")
    if not reason.strip():
        raise Unfit("reason", "Say why the restriction is lifted.")
    Child.objects.filter(pk=child.pk).update(restricted=False)
    Allowed.objects.filter(child=child).delete()
    audit.record(by.user, "edit", "restriction", [child.public], reason=reason.strip())


@transaction.atomic
def declare_conflict(*, by: Reader, user: User, number: str, reason: str) -> None:
    """Put on record that somebody must not see a child. The answer is the same whether or not there is such a child.

    Raises:
        Refused: the person may not.
        Unfit: a cell is empty.
    """
    check(by.roles, "create", "conflict", "own" if user.pk == by.user.pk else "service")
    if not number.strip():
        raise Unfit("number", "Give the child's number.")
    if not reason.strip():
        raise Unfit("reason", "Say what the conflict is, such as “neighbours”.")
    child = Child.objects.filter(number=number.strip()).first()
    if child:
        Conflict.objects.get_or_create(user=user, child=child, defaults={"reason": reason.strip(), "declared_by": by.user})
    audit.record(by.user, "create", "conflict", [child.public] if child else [], subject=str(user.public))


@transaction.atomic
def end_conflict(*, by: Reader, conflict: Conflict, reason: str) -> None:
    """Let somebody see a child again with whom there was a conflict of interest. The audit keeps that there was one.

    Raises:
        Refused: the person may not.
        Absent: the child is not there for the person, as it never is for the one whose conflict it is.
        Unfit: no reason is given.
    """
    check_child(by, conflict.child, "edit", "conflict")
    if not reason.strip():
        raise Unfit("reason", "Say why there is no conflict any more.")
    conflict.delete()
    child, whose = conflict.child.public, str(conflict.user.public)
    audit.record(by.user, "edit", "conflict", [child], subject=whose, reason=reason.strip())


@transaction.atomic
def break_glass(*, by: Reader, number: str, category: str, reason: str) -> Child:
    """Open a child's record, to read, in need, for as long as the profile says.

    Raises:
        Refused: the person may not, or has done so too often today.
        Unfit: the category or the reason is wanting.
        Absent: there is no such child, or none that this person may see even so.
    """
    if not may(by.roles, "create", "break_glass", "service"):
        raise Refused(may(by.roles, "create", "break_glass", "service").reason)
    if category not in CATEGORIES:
        raise Unfit("category", "Choose why you need to see this child.")
    if len(reason.strip()) < 20:
        raise Unfit("reason", "Say in at least 20 characters why you need to see this child.")
    _not_too_often(by)
    child = Child.objects.filter(number=number.strip(), restricted=False).exclude(conflicts__user=by.user).first()
    if child is None:
        raise Absent("glass")
    until = by.now + timedelta(hours=profile().watch.look_hours)
    BreakGlass.objects.create(user=by.user, child=child, category=category, reason=reason.strip(), opened=by.now, until=until)
    audit.record(by.user, "create", "break_glass", [child.public], reason=reason.strip())
    return child


def _not_too_often(by: Reader) -> None:
    watch, calendar = profile().watch, profile().rulebook.calendar
    lately = BreakGlass.objects.filter(user=by.user, opened__gt=by.now - timedelta(days=1))
    if lately.count() >= watch.looks_a_day:
        raise Refused(f"You have broken the glass as often as one may in a day: {watch.looks_a_day}. Ask the service manager.")
    waiting = BreakGlass.objects.filter(user=by.user, reviewed__isnull=True).order_by("opened").first()
    if waiting and watch.look_reviewed.after(timezone.localdate(waiting.opened), calendar) < by.today:
        raise Refused(f"An earlier look of yours was not reviewed within {watch.look_reviewed}. Ask information governance.")


@transaction.atomic
def review_glass(*, by: Reader, glass: BreakGlass, verdict: str) -> None:
    """Say of a look in need whether it was right.

    Raises:
        Refused: the person may not, or it was their own.
        Unfit: no verdict is given, or there is one already.
    """
    check(by.roles, "finalise", "break_glass", "service")
    if glass.user_id == by.user.pk:
        raise Refused("Nobody reviews a look of their own.")
    if glass.reviewed:
        raise Unfit("verdict", "This look is reviewed already.")
    if not verdict.strip():
        raise Unfit("verdict", "Say whether the look was right, and why.")
    BreakGlass.objects.filter(pk=glass.pk).update(reviewed=by.now, reviewed_by=by.user, verdict=verdict.strip())
    audit.record(by.user, "finalise", "break_glass", [glass.child.public], subject=str(glass.public))
