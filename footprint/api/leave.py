"""Days on which IROs are away, as JSON."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from ninja import Field, Schema

from footprint.actions import leave as deeds
from footprint.api.asked import Asked, Day
from footprint.api.doors import change, read
from footprint.records.arranging import clashes, leave_to_come
from footprint.records.models import Leave
from footprint.records.queries import Absent, Reader


class Days(Asked):
    """Days away. Why, is not asked."""

    staff: UUID = Field(description="Who: one of `people`.")
    first: Day = Field(description="The first day away.")
    last: Day = Field(description="The last day away.")


class Person(Schema):
    """Somebody for whom you may note leave."""

    staff: UUID = Field(description="To be sent as `staff`.")
    name: str = Field(description="The name.")


class Meanwhile(Schema):
    """A review that is booked on such a day."""

    child: UUID = Field(description="Of which child.")
    review: UUID = Field(description="Which review.")
    on: date | None = Field(description="On which day.")


class LeaveShown(Schema):
    """Days on which somebody is away."""

    leave: UUID = Field(description="Its name in addresses.")
    name: str = Field(description="Who.")
    first: date = Field(description="The first day away.")
    last: date = Field(description="The last day away.")
    booked: list[Meanwhile] = Field(description="Reviews that are booked on these days, to be moved or chaired by somebody else.")


class AwayShown(Schema):
    """Who is away."""

    leave: list[LeaveShown] = Field(description="Leave that is not over: your own, or everybody's.")
    people: list[Person] = Field(description="For whom you may note leave, yourself first.")


class Gone(Schema):
    """What was taken back."""

    leave: UUID = Field(description="Its name, under which there is nothing any more.")


def _shown(each: Leave, reader: Reader) -> LeaveShown:
    booked = clashes(each, reader)
    found = [Meanwhile(child=review.child.public, review=review.public, on=review.started) for review in booked]
    return LeaveShown(leave=each.public, name=str(each.staff), first=each.first, last=each.last, booked=found)


@read("/leave", "list", "leave")
def leave(reader: Reader) -> AwayShown:
    """Who is away when, with the reviews that are booked on those days"""
    found = deeds.shown_to(reader, leave_to_come(reader.today))
    people = [Person(staff=each.public, name=str(each)) for each in deeds.whose(reader)]
    return AwayShown(leave=[_shown(each, reader) for each in found], people=people)


@change("/leave/new", "create", "leave")
def note_leave(reader: Reader, told: Days) -> LeaveShown:
    """Note days on which somebody is away"""
    staff = next((each for each in deeds.whose(reader) if each.public == told.staff), None)
    if staff is None:
        raise Absent(str(told.staff))
    return _shown(deeds.note_leave(by=reader, staff=staff, first=told.first, last=told.last), reader)


@change("/leave/{uuid:leave}/back", "edit", "leave")
def take_back_leave(reader: Reader, leave: UUID) -> Gone:
    """Take leave back: the person is there after all"""
    deeds.take_back_leave(by=reader, leave=deeds.found_leave(reader, leave))
    return Gone(leave=leave)
