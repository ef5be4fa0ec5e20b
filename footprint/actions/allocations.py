"""Who reviews which child. A reviewing officer must be independent of the child's case (Children Act 1989 s25A, s25B)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db import transaction
from django.db.models import Count, Q, QuerySet

from footprint.actions.duties import refresh
from footprint.actions.refusals import Unfit
from footprint.records import audit
from footprint.records.models import Allowed, Child, Conflict, Involvement, Staff
from footprint.records.profile import profile
from footprint.records.queries import Reader, check_child

IRO = "iro"
IS_IRO = r"(^|[^a-z])iro([^a-z]|$)|reviewing officer"
"""Roles such as "iro", "Senior IRO", "Independent Reviewing Officer", as a database's regular expression."""


def hindrances(child: Child, staff: Staff, on: date) -> Iterator[str]:
    """Why somebody should not review a child: a sentence each."""
    apart, calendar = profile().watch.worked_on_case, profile().rulebook.calendar
    ends = child.involvements.filter(staff=staff).exclude(role__iregex=IS_IRO).values_list("ended", flat=True)
    if any(ended is None or apart.after(ended, calendar) > on for ended in ends):
        yield f"{staff} worked on this child's case within the last {apart.words}."
    if Conflict.objects.filter(child=child, user__staff=staff).exists():
        yield f"{staff} has a conflict of interest with this child."
    standing = getattr(child, "standing", None)
    if standing and standing.team_id and standing.team_id == staff.team_id:
        yield f"{staff} belongs to the team that holds the child's case."


@transaction.atomic
def allocate_iro(*, by: Reader, child: Child, staff: Staff, on: date, reason: str, despite: str = "") -> Involvement:
    """Give a child to an IRO from a day on; the one before ends on that day.

    Args:
        reason: why the IRO changes, or that this is the first.
        despite: why the child is given to somebody with a hindrance. A conflict of interest can never be set aside.

    Raises:
        Refused: the person may not.
        Unfit: the day does not fit, no reason is given, or the IRO is not independent of the case.
    """
    check_child(by, child, "create", "allocation")
    _fits(by, child, staff, on, reason, despite)
    before = list(child.involvements.filter(role=IRO, ended__isnull=True))
    for each in before:
        if each.started and each.started > on:
            raise Unfit("on", f"The allocation now in force began on {each.started:%-d %B %Y}, after that day.")
        each.ended = on
        each.version += 1
        each.save(update_fields=["ended", "version"])
    made = Involvement.objects.create(child=child, staff=staff, role=IRO, started=on, reason=_reason(reason, despite))
    if child.restricted and getattr(staff, "account", None):
        Allowed.objects.get_or_create(user=staff.account, child=child, defaults={"given_by": by.user})
    audit.record(by.user, "create", "allocation", [child.public], subject=str(staff.public), reason=_reason(reason, despite))
    refresh([child.pk], by.today)
    return made


def _fits(by: Reader, child: Child, staff: Staff, on: date, reason: str, despite: str) -> None:
    if on > by.today:
        raise Unfit("on", "The day of the allocation lies ahead.")
    if not reason.strip():
        raise Unfit("reason", "Say why the child is allocated to this IRO, such as “first allocation”.")
    if child.involvements.filter(role=IRO, staff=staff, ended__isnull=True).exists():
        raise Unfit("staff", f"{staff} is this child's IRO already.")
    for sentence in hindrances(child, staff, on):
        if "conflict of interest" in sentence:
            raise Unfit("staff", f"{sentence} This cannot be set aside.")
        if not despite.strip():
            raise Unfit("despite", f"{sentence} Choose another IRO, or say why this one all the same.")


def _reason(reason: str, despite: str) -> str:
    return f"{reason.strip()} (all the same: {despite.strip()})" if despite.strip() else reason.strip()


def iros() -> QuerySet[Staff]:
    """Those to whom a child can be given, with their `load` of children in care, the lightest first."""
    found = Staff.objects.filter(recorded=True, ended__isnull=True, role__iregex=IS_IRO)
    return found.annotate(load=Count("standings", filter=Q(standings__in_care=True))).order_by("load", "name")
