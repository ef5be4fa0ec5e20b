"""What is known when a review is arranged: by when it must be, what else the IRO has, when brothers and sisters have theirs."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from footprint.planning.diary import Away, Booked, Diary, School, Window
from footprint.records.models import Child, Leave, Review, Staff, Standing
from footprint.records.profile import profile
from footprint.records.queries import Reader, visible


def diary(child: Child, reader: Reader) -> Diary:
    """All that bears on when the child's next review is held, as far as the person may see it."""
    here, standing = profile(), Standing.objects.select_related("iro").filter(child=child).first()
    iro = standing.iro if standing else None
    away = _leave(iro, reader.today) if iro else []
    return Diary(
        _window(standing),
        here.diary,
        here.rulebook.calendar,
        _others(child, iro, reader),
        away,
        _school(child, reader.today),
        str(iro or ""),
    )


def _window(standing: Standing | None) -> Window:
    return Window(standing.next_due, standing.next_local_due, standing.next_reason) if standing else Window(None)


def _others(child: Child, iro: Staff | None, reader: Reader) -> list[Booked]:
    """A brother's or sister's review is no clash, also where the IRO is the same: they may be held together."""
    planned = Review.objects.filter(status="planned", started__gte=reader.today).exclude(child=child)
    group = visible(reader).filter(sibling_group=child.sibling_group) if child.sibling_group else Child.objects.none()
    family = set(group.values_list("pk", flat=True))
    siblings = planned.filter(child__in=family).values_list("started", "at")
    of_iro = (planned.filter(chair=iro) if iro else planned.none()).exclude(child__in=family).values_list("started", "at")
    return [*(Booked(on, at, sibling=True) for on, at in siblings), *(Booked(on, at) for on, at in of_iro)]


def _leave(staff: Staff, today: date) -> list[Away]:
    return [Away(each.first, each.last) for each in leave_to_come(today).filter(staff=staff)]


def leave_to_come(today: date) -> QuerySet[Leave]:
    """Leave that is not over, the next first."""
    return Leave.objects.select_related("staff").filter(last__gte=today).order_by("first", "staff__name")


def booked_meanwhile(leave: Leave, reader: Reader) -> QuerySet[Review]:
    """Reviews that are booked on days on which their IRO is away, of children whom the person may see."""
    on_those_days = Review.objects.filter(status="planned", chair=leave.staff, started__gte=leave.first, started__lte=leave.last)
    return on_those_days.filter(child__in=visible(reader, "read", "review")).select_related("child").order_by("started", "at")


def clashes(leave: Leave, reader: Reader) -> list[Review]:
    """The same, put on record as shown."""
    booked = list(booked_meanwhile(leave, reader))
    reader.saw("list", "review", [review.child.public for review in booked])
    return booked


def _school(child: Child, today: date) -> School | None:
    if child.school_starts and child.school_ends:
        return School(child.school_starts, child.school_ends, own=True)
    habits = profile().diary
    return School(habits.school_starts, habits.school_ends) if habits.at_school(child.dob, today) else None
