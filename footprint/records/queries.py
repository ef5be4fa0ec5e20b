"""What a person may see, and nothing else. Every read of a child's record comes through here, and is told to the audit.

A child whom the person may not see is not there: lists leave the child out, and asking for the child by name answers as
for a name that nobody has.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from footprint.domain.permissions import Refused, may, relations_allowed
from footprint.records.audit import Look
from footprint.records.models import Allowed, BreakGlass, Child, Conflict, Decision, Review, Standing, User

_OWN = {"iro": "standing__iro", "social_worker": "standing__social_worker", "team_manager": "standing__team_manager"}
"""Through which link a child is one's own, by role."""


SYSTEM = "system"
"""The role of the installation itself, which no account has (`records/installation.py`)."""


class Absent(Exception):
    """There is no such record, or none that this person may see. The text is for the audit, never for the person."""


@dataclass
class Reader:
    """Who asks, when, and what was shown so far (to be written to the audit with the answer)."""

    user: User
    now: datetime
    request: str = ""
    looks: list[Look] = field(default_factory=list)

    @property
    def roles(self) -> frozenset[str]:
        """The person's roles."""
        return self.user.role_names

    @property
    def today(self) -> date:
        """The day, in England."""
        return timezone.localdate(self.now)

    def saw(self, action: str, record: str, children: Iterable[UUID] = (), **more: Any) -> None:
        """Remember what was shown."""
        self.looks.append(Look(action, record, list(children), **more))

    def may(self, action: str, record: str, relation: str = "service") -> bool:
        """Whether the person may do something to a record in this relation."""
        return bool(may(self.roles, action, record, relation))

    @property
    def is_installation(self) -> bool:
        """Whether nobody is signed in, for it is a command or a job of the installation."""
        return self.user.pk is None and self.roles == {SYSTEM}

    def may_somewhere(self, action: str, record: str) -> bool:
        """Whether there is any record of a kind to which the person may do this."""
        return bool(relations_allowed(self.roles, action, record))


def check_somewhere(reader: Reader, action: str, record: str) -> None:
    """Refuse whoever may do this to no record at all.

    Raises:
        Refused: with the reason.
    """
    if reader.is_installation:
        return
    if not reader.may_somewhere(action, record):
        raise Refused(may(reader.roles, action, record, "service").reason)


def visible(reader: Reader, action: str = "list", record: str = "child") -> QuerySet[Child]:
    """The children to whose records of a kind the person may do something."""
    seen = Q(pk__in=())
    for role in reader.roles:
        seen |= _in_reach(reader, role, relations_allowed([role], action, record))
    if action == "read" and "glass" in relations_allowed(reader.roles, action, record):
        seen |= Q(
            pk__in=BreakGlass.objects.filter(user=reader.user, opened__lte=reader.now, until__gt=reader.now).values("child")
        )
    return _unless_closed_to(reader, Child.objects.filter(seen))


def _in_reach(reader: Reader, role: str, relations: frozenset[str]) -> Q:
    staff = reader.user.staff
    if "service" in relations:
        return Q(pk__isnull=False)
    reach = Q(pk__in=())
    if staff and "own" in relations and role in _OWN:
        reach |= Q(**{_OWN[role]: staff})
    if staff and staff.team_id and "team" in relations:
        reach |= Q(standing__team=staff.team_id)
    return reach


def _unless_closed_to(reader: Reader, children: QuerySet[Child]) -> QuerySet[Child]:
    """Without children with whom the person has a conflict of interest, and restricted ones for whom the person is not named."""
    named = Q(restricted=False) | Q(pk__in=Allowed.objects.filter(user=reader.user).values("child"))
    return children.filter(named).exclude(pk__in=Conflict.objects.filter(user=reader.user).values("child"))


def get_child(reader: Reader, public: UUID, action: str = "read", record: str = "child") -> Child:
    """A child by public name, put on record.

    Raises:
        Absent: there is none, or none that this person may see.
        Refused: the person may see the child, but not do this.
    """
    child = visible(reader, action, record).select_related("standing").filter(public=public).first()
    if child is None:
        if visible(reader, "list").filter(public=public).exists() or visible(reader, "read").filter(public=public).exists():
            raise Refused(may(reader.roles, action, record, nearest(reader, public)).reason)
        raise Absent(str(public))
    reader.saw(action, record, [child.public])
    return child


def get_review(reader: Reader, child: UUID, public: UUID, action: str, record: str) -> Review:
    """A review of a child, both by public name, put on record.

    Raises:
        Absent: there is none, or none that this person may see.
        Refused: the person may see the child, but not do this.
    """
    found = get_child(reader, child, action, record)
    review = found.reviews.select_related("chair", "team").filter(public=public).first()
    if review is None:
        raise Absent(str(public))
    review.child = found
    return review


def get_decision(review: Review, public: UUID) -> Decision:
    """A decision of a review that was found for somebody, with its answer.

    Raises:
        Absent: the review has none of this name.
    """
    found = review.decisions.select_related("answer").filter(public=public).first()
    if found is None:
        raise Absent(str(public))
    found.review = review
    return found


def may_here(reader: Reader, standing: Standing | None, action: str, record: str) -> bool:
    """Whether the person may do this to the record of a child who stands so (asks the database for nothing)."""
    return reader.may(action, record, _nearest(reader, standing) or "service")


def _nearest(reader: Reader, standing: Standing | None) -> str:
    staff = reader.user.staff
    if standing and staff and staff.pk in (standing.iro_id, standing.social_worker_id, standing.team_manager_id):
        return "own"
    return "team" if standing and staff and staff.team_id and standing.team_id == staff.team_id else ""


def nearest(reader: Reader, public: UUID) -> str:
    """The nearest relation in which the person stands to a child."""
    if found := _nearest(reader, Standing.objects.filter(child__public=public).first()):
        return found
    if BreakGlass.objects.filter(user=reader.user, child__public=public, until__gt=reader.now).exists():
        return "glass"
    return "service"


def standings(children: QuerySet[Child], *, iro: bool = True) -> QuerySet[Standing]:
    """How children stand, with the names that a list shows; that of the IRO where it is asked for."""
    return Standing.objects.filter(child__in=children).select_related("child", *(["iro"] if iro else []))


def check_child(reader: Reader, child: Child, action: str, record: str) -> None:
    """Go on only where the person may do this to the record of this child.

    Raises:
        Refused: with the reason.
        Absent: the person may not know of the child.
    """
    if visible(reader, action, record).filter(pk=child.pk).exists():
        return
    if not visible(reader, "read").filter(pk=child.pk).exists():
        raise Absent(str(child.public))
    raise Refused(may(reader.roles, action, record, nearest(reader, child.public)).reason)


_WEEK, _MONTH = timedelta(7), timedelta(28)


def spans(today: date) -> dict[str, Q]:
    """Which duties are overdue, which due this week, which in the four weeks to come."""
    week, month = today + _WEEK, today + _MONTH
    return {"overdue": Q(due__lt=today), "week": Q(due__gte=today, due__lte=week), "month": Q(due__gt=week, due__lte=month)}


def in_care(reader: Reader, role: str) -> QuerySet[Child]:
    """The children in care whom a person has to do with in a role: an IRO's are those allocated, another's all that are seen."""
    found = visible(reader).filter(standing__in_care=True)
    return found.filter(standing__iro=reader.user.staff_id) if role == "iro" else found
