"""Children as JSON: those whom one may see, what is known of each at the core, and who reviews them."""

from __future__ import annotations

from datetime import date, time
from typing import Annotated, Literal
from uuid import UUID

from ninja import Field, Query, Schema

from footprint.actions import allocations, children, contacts
from footprint.api.asked import Asked, Day, Line, Seen, Sentence
from footprint.api.doors import change, read
from footprint.domain.code_words import code_words
from footprint.records.models import Child, Staff, Standing
from footprint.records.owed import everything_owed
from footprint.records.queries import Absent, Reader, get_child, standings, visible

OF_CHILD = "/children/{uuid:child}"
A_PAGE = 100


class ChildListed(Schema):
    """A child of the list."""

    child: UUID = Field(description="Its name in addresses: random, and nowhere else.")
    number: str = Field(description="As the authority gives it.")
    first_name: str = Field(description="First name.")
    last_name: str = Field(description="Last name.")
    in_care: bool = Field(description="Whether the child is in care.")
    iro: str = Field(description="The name of the IRO.")
    next_due: date | None = Field(description="The last legal day of the next review.")
    next_planned: date | None = Field(description="The day for which it is booked.")


class Children(Schema):
    """A page of the list."""

    children: list[ChildListed] = Field(description=f"At most {A_PAGE}, those whose review is due first.")
    total: int = Field(description="How many there are on all pages.")


class ChildShown(Schema):
    """What is known of a child at the core."""

    child: UUID = Field(description="Its name in addresses.")
    number: str = Field(description="As the authority gives it.")
    first_name: str = Field(description="First name.")
    last_name: str = Field(description="Last name.")
    dob: date | None = Field(description="Day of birth.")
    sex: str = Field(description="As the SSDA903 codes it.")
    ethnicity: str = Field(description="As the SSDA903 codes it.")
    disability: str = Field(description="Disability.")
    language: str = Field(description="Language.")
    sibling_group: str = Field(description="What brothers and sisters have in common.")
    school_starts: time | None = Field(description="When the child's own school begins.")
    school_ends: time | None = Field(description="... and ends.")
    version: int = Field(description="To be sent as `seen` with a correction.")


class Details(Seen):
    """What is to be corrected; what is left out stays as it is."""

    first_name: Line = Field("", description="First name.")
    last_name: Line = Field("", description="Last name.")
    dob: Day | None = Field(None, description="Day of birth.")
    sex: Literal["", "M", "F", "U"] = Field("", description="As the SSDA903 codes it.")
    ethnicity: Literal["", *code_words("ethnicity")] = Field("", description="As the SSDA903 codes it.")  # type: ignore[valid-type]
    disability: Line = Field("", description="Disability.")
    language: Line = Field("", description="Language.")
    school_starts: time | None = Field(None, description="When the child's own school begins.")
    school_ends: time | None = Field(None, description="... and ends.")


class NewContact(Asked):
    """A contact with the child."""

    on: Day = Field(description="Its day.")
    kind: Line = Field(description="visit, call, message.")
    alone: bool | None = Field(None, description="Whether the child was seen or spoken with alone.")


class ContactShown(Schema):
    """A contact that is recorded."""

    on: date = Field(description="Its day.")
    kind: str = Field(description="visit, call, message.")
    alone: bool | None = Field(description="Whether the child was seen or spoken with alone.")
    staff: str = Field(description="With whom.")


class Allocation(Asked):
    """Who reviews the child from a day on."""

    staff: UUID = Field(description="One of `iros`.")
    on: Day = Field(description="From when: today or before.")
    reason: Sentence = Field(description="Why, such as “first allocation”.")
    despite: Sentence = Field("", description="Why this one, where something speaks against it.")


class AllocationShown(Schema):
    """An allocation."""

    staff: UUID = Field(description="The IRO.")
    name: str = Field(description="The IRO's name.")
    started: date | None = Field(description="From when.")
    reason: str = Field(description="Why.")


class Officer(Schema):
    """Somebody to whom a child can be given."""

    staff: UUID = Field(description="To be sent as `staff`.")
    name: str = Field(description="The name.")
    load: int = Field(description="How many children in care they review.")
    hindrances: list[str] = Field(description="What speaks against this one for this child.")


class Owed(Schema):
    """A duty to a child."""

    rule: str = Field(description="The rule of the rulebook.")
    title: str = Field(description="What is owed.")
    started: date | None = Field(description="When it began.")
    due: date | None = Field(description="By when it is owed.")
    met: date | None = Field(description="When it was met.")
    status: str = Field(description="open, met, met late, overdue, lapsed.")
    days_late: int | None = Field(description="By how many days.")
    owner: str = Field(description="Who owes it.")
    reason: str = Field(description="How the day was worked out.")
    source: str = Field(description="Where it is written.")


@read("/children", "list", "child")
def list_children(
    reader: Reader,
    number: Annotated[Line | None, Query(description="Only the child with this number.")] = None,
    page: Annotated[int, Query(description="Which page.", ge=1, le=10_000)] = 1,
) -> Children:
    """The children whom you may see"""
    found = standings(visible(reader)).order_by("next_due", "pk")
    found = found.filter(child__number=number) if number else found
    here = list(found[(page - 1) * A_PAGE : page * A_PAGE])
    reader.saw("list", "child", [each.child.public for each in here])
    return Children(children=[_listed(each) for each in here], total=found.count())


def _listed(each: Standing) -> ChildListed:
    child = each.child
    return ChildListed(
        child=child.public,
        number=child.number,
        first_name=child.first_name,
        last_name=child.last_name,
        in_care=each.in_care,
        iro=str(each.iro or ""),
        next_due=each.next_due,
        next_planned=each.next_planned,
    )


def _shown(found: Child) -> ChildShown:
    own = {name: getattr(found, name) for name in ChildShown.model_fields if name != "child"}
    return ChildShown(child=found.public, **own)


@read(OF_CHILD, "read", "child")
def child(reader: Reader, child: UUID) -> ChildShown:
    """What is known of a child at the core"""
    return _shown(get_child(reader, child))


@change(f"{OF_CHILD}/details", "correct", "child")
def correct_details(reader: Reader, child: UUID, told: Details) -> ChildShown:
    """Correct a child's core details"""
    found = get_child(reader, child, "correct", "child")
    return _shown(children.correct_details(by=reader, child=found, **told.model_dump(exclude_unset=True)))


@read(f"{OF_CHILD}/duties", "read", "child")
def duties(
    reader: Reader, child: UUID, on: Annotated[Day | None, Query(description="As at a day, not after today.")] = None
) -> list[Owed]:
    """Everything that was ever owed to a child, as it stood on a day, the last due first"""
    told = everything_owed(get_child(reader, child), min(on or reader.today, reader.today))
    return [Owed.model_validate(each) for each in told.select(list(Owed.model_fields)).iter_rows(named=True)]


@change(f"{OF_CHILD}/contacts", "create", "footprint")
def record_contact(reader: Reader, child: UUID, told: NewContact) -> ContactShown:
    """Record that you saw, rang or wrote to the child"""
    made = contacts.record_contact(by=reader, child=get_child(reader, child, "create", "footprint"), **dict(told))
    return ContactShown(on=made.on, kind=made.kind, alone=made.alone, staff=str(made.staff))


@read(f"{OF_CHILD}/iros", "create", "allocation")
def iros(reader: Reader, child: UUID) -> list[Officer]:
    """Those to whom the child can be given, the lightest caseload first, and what speaks against each"""
    found = get_child(reader, child, "create", "allocation")
    return [_officer(each, found, reader) for each in allocations.iros().select_related("team")]


def _officer(each: Staff, child: Child, reader: Reader) -> Officer:
    against = list(allocations.hindrances(child, each, reader.today))
    return Officer(staff=each.public, name=str(each), load=getattr(each, "load", 0), hindrances=against)


@change(f"{OF_CHILD}/iro", "create", "allocation")
def allocate(reader: Reader, child: UUID, told: Allocation) -> AllocationShown:
    """Give the child to an IRO; the one before ends on that day"""
    found = get_child(reader, child, "create", "allocation")
    staff = allocations.iros().filter(public=told.staff).first()
    if staff is None:
        raise Absent(str(told.staff))
    made = allocations.allocate_iro(by=reader, child=found, **{**dict(told), "staff": staff})
    return AllocationShown(staff=staff.public, name=str(staff), started=made.started, reason=made.reason)
