"""Who looked: the audit, asked by child, by person and by day. It names only children whom the asker may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from footprint.records.models import AuditChild, AuditEvent, BreakGlass, Child, Standing, User
from footprint.records.queries import Absent, Reader, visible


@dataclass(frozen=True)
class Asked:
    """Which looks: at this child, by this account, between these days (both included); null and empty ask for all."""

    child: UUID | None = None
    actor: str = ""
    since: date | None = None
    until: date | None = None


def may_ask_all(reader: Reader) -> bool:
    """Whether the person may ask about everybody's looks, and not only about his or her own."""
    return reader.may("list", "access_log", "service")


def may_ask_about(reader: Reader, child: Child, standing: Standing | None) -> bool:
    """Whether the person may ask who looked at this child: a manager may, and the child's IRO (rule I8)."""
    own = bool(standing and reader.user.staff_id and standing.iro_id == reader.user.staff_id and "iro" in reader.roles)
    return (may_ask_all(reader) or own) and visible(reader, "read", "access_log").filter(pk=child.pk).exists()


def children_asked(reader: Reader, text: str) -> list[Child]:
    """The children whom a number or a part of a name means, for somebody who may ask about all; at most 20.

    Information governance, who sees no child, may ask by the whole number, and is told no name. A child with whom the
    person has a conflict of interest is not there, and neither is a restricted one that another role does not see.
    """
    exact = list(_in_reach(reader).filter(number=text))
    if exact or not text:
        return exact
    found = visible(reader)
    for word in text.split():
        found = found.filter(Q(first_name__icontains=word) | Q(last_name__icontains=word))
    return list(found.order_by("last_name", "first_name", "pk")[:20])


def child_asked(reader: Reader, public: UUID) -> Child:
    """A child by public name, for somebody who may ask about all.

    Raises:
        Absent: there is none, or none about whom this person may ask.
    """
    child = _in_reach(reader).filter(public=public).first()
    if child is None:
        raise Absent(str(public))
    return child


def _in_reach(reader: Reader) -> QuerySet[Child]:
    if reader.may("share", "access_log", "service"):
        return Child.objects.exclude(conflicts__user=reader.user)
    return visible(reader)


def looks(asked: Asked) -> QuerySet[AuditEvent]:
    """The looks that were asked for, the latest first."""
    found = AuditEvent.objects.order_by("-seq")
    if asked.child:
        found = found.filter(pk__in=AuditChild.objects.filter(child=asked.child).values("event"))
    if asked.actor:
        found = found.filter(actor=asked.actor)
    if asked.since:
        found = found.filter(at__gte=_midnight(asked.since))
    return found.filter(at__lt=_midnight(asked.until + timedelta(1))) if asked.until else found


def _midnight(on: date) -> datetime:
    return timezone.make_aware(datetime.combine(on, time.min))


def names_of(reader: Reader, events: list[AuditEvent]) -> dict[str, Child]:
    """Those children of these looks whom the asker may see, by public name."""
    publics = {child for event in events for child in event.children}
    return {str(child.public): child for child in visible(reader).filter(public__in=publics)}


def actors_of(events: list[AuditEvent]) -> dict[str, User]:
    """The accounts of these looks, by public name."""
    publics = {event.actor for event in events if event.actor}
    return {str(user.public): user for user in User.objects.select_related("staff").filter(public__in=publics)}


def glass_at(children: list[int], since: datetime) -> list[BreakGlass]:
    """Looks in need at these children (primary keys) since a moment, the latest first: for their IRO to know of."""
    found = BreakGlass.objects.filter(child__in=children, opened__gte=since)
    return list(found.select_related("child", "user__staff", "reviewed_by__staff").order_by("-opened"))
